"""What is written to people: a code to confirm an address with, and their week."""

import html
from collections.abc import Iterable, Iterator
from datetime import date

from hundred_app.core.ids import new_id
from hundred_app.core.language import spoken
from hundred_app.core.mail import Letter
from hundred_app.core.words import NBSP
from hundred_app.features.review.rules import WEEK
from hundred_app.features.review.rules import mail as rules
from hundred_app.features.review.service.weeks import Quote, Review, Spent, Waits
from hundred_app.features.review.tables import ReviewMail
from hundred_app.features.review.texts import t

MAIL_OFF = "/mail-off"
"""The page that ends the messages."""


def of_code(to: str, code: str, origin: str) -> Letter:
    """The message with a code. There is no word of anybody's in it: it may go to a stranger."""
    return Letter(
        to=to,
        key=new_id(),
        subject=t.code_subject,
        text="\n\n".join((t.code_letter(address=origin), code, t.code_ignore, "")),
    )


def of_week(review: Review, row: ReviewMail, day: date, origin: str) -> Letter:
    """The week before a day, in words, and the same as simple HTML: nothing is from elsewhere."""
    off = f"{origin}{MAIL_OFF}?token={row.off_token}"
    there = f"{origin}/review?week={(day - WEEK).isoformat()}"
    return Letter(
        to=row.address,
        key=rules.message_key(row.user_id, day),
        subject=t.letter_subject(span=review.heading).replace(NBSP, " "),
        text="\n".join(_plain(review, origin, there, off)),
        html="\n".join(_marked_up(review, origin, there, off)),
        off=off,
    )


def _plain(review: Review, origin: str, there: str, off: str) -> Iterator[str]:
    yield from (_said(review), "")
    if review.quotes:
        yield from (t.lines, "")
        for quote in review.quotes:
            yield from (f"“{quote.text}”", f"{quote.title}, {quote.day}", "")
    yield from (t.where, "")
    yield from (f"{spent.title}: {spent.duration}" for spent in review.spent)
    yield from ("", t.waits, "")
    yield from [f"{each.sentence}: {origin}{each.href}" for each in review.waits] or [
        t.nothing_waits
    ]
    yield from ("", t.question, "", review.question, "")
    yield from (f"{t.letter_open}: {there}", "", "-- ", t.letter_why)
    yield from (f"{t.letter_off}: {off}", "")


def _marked_up(review: Review, origin: str, there: str, off: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="{_safe(spoken())}"><head><meta charset="utf-8">'
    yield f"<title>{_safe(review.heading)}</title></head>"
    yield '<body style="max-width: 36em; margin: 1em auto; font-family: Georgia, serif;'
    yield ' line-height: 1.5">'
    yield f"<h1>{_safe(review.heading)}</h1><p>{_safe(_said(review))}</p>"
    if review.quotes:
        yield f"<h2>{_safe(t.lines)}</h2>{''.join(map(_quote, review.quotes))}"
    yield f"<h2>{_safe(t.where)}</h2>{_list(map(_spent, review.spent))}"
    yield f"<h2>{_safe(t.waits)}</h2>"
    waits = [_wait(each, origin) for each in review.waits]
    yield _list(waits) if waits else f"<p>{_safe(t.nothing_waits)}</p>"
    yield f"<h2>{_safe(t.question)}</h2><p>{_safe(review.question)}</p>"
    yield f"<p>{_link(there, t.letter_open)}</p><hr>"
    yield f"<p>{_safe(t.letter_why)} {_link(off, t.letter_off)}</p></body></html>"


def _said(review: Review) -> str:
    return f"{review.summary} {review.compared}".strip()


def _quote(quote: Quote) -> str:
    told = f'<span dir="auto">{_safe(quote.title)}</span>, {_safe(quote.day)}'
    return f'<blockquote dir="auto">“{_safe(quote.text)}”</blockquote><p>{told}</p>'


def _spent(spent: Spent) -> str:
    return f'<span dir="auto">{_safe(spent.title)}</span>: {_safe(spent.duration)}'


def _wait(waits: Waits, origin: str) -> str:
    return _link(f"{origin}{waits.href}", waits.sentence)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _link(href: str, text: str) -> str:
    return f'<a href="{_safe(href)}" dir="auto">{_safe(text)}</a>'


def _safe(text: str) -> str:
    return html.escape(text)

"""Keeping the text that somebody is writing, until they save it.

The features above save the text, and forget its draft in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.drafts import rules, store
from hundred_app.features.drafts.texts import t


@dataclass(frozen=True)
class Kept:
    """A draft as the browser gets it.

    Attributes:
        subject: what it is about, see rules.parse_name.
        text: what was written, never empty.
        rev: of the saved text that it began from; 0 when nothing was saved yet.
        at: when it was kept, in seconds since 1970.
        when: the same in words: "17:42", or "18 November, 17:42" when that is not today.
    """

    subject: str
    text: str
    rev: int
    at: int
    when: str


def keep(work: Work, name: str, text: str) -> str:
    """Keep a text in the place of the one kept under this name. Returns when, in words.

    Empty text removes the draft. Beyond fifty drafts the oldest goes, and so does what was
    kept ninety days ago.

    Raises:
        Invalid: there is no such name, or the text is too long.
    """
    subject, rev = rules.parse_name(name)
    text = rules.parse_text(text)
    if text:
        store.put(work, rules.name_of(subject, rev), text)
    else:
        store.remove(work, rules.name_of(subject, rev))
    store.keep_only(work, rules.MOST, work.now - rules.LASTS)
    return _when(work, work.now)


def find(work: Work, subject: str) -> Kept | None:
    """The latest draft about a subject; None when there is none.

    Raises:
        Invalid: nothing can be about this.
    """
    subject, _ = rules.parse_name(subject)
    row = store.newest(work, subject, work.now - rules.LASTS)
    if row is None:
        return None
    return Kept(
        subject=subject,
        text=row.text,
        rev=rules.parse_name(row.name)[1],
        at=int(row.updated_at.timestamp()),
        when=_when(work, row.updated_at),
    )


def subjects(work: Work) -> list[str]:
    """What this person's drafts are about."""
    return sorted({rules.parse_name(name)[0] for name in store.names(work)})


def forget(work: Work, subject: str) -> None:
    """Remove every draft about a subject. One that is not there is no error.

    Raises:
        Invalid: nothing can be about this.
    """
    subject, _ = rules.parse_name(subject)
    store.remove_about(work, subject)


def _when(work: Work, moment: datetime) -> str:
    clock = words.clock(work.local(moment))
    day = work.local(moment).date()
    today = work.wall_clock.date()
    return clock if day == today else t.on_day(day=words.day(day, today), time=clock)

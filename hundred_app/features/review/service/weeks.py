"""What a week was: hours, sentences, what is due, and a question."""

from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import cards, later, saying, totals
from hundred_app.features.commitments.service.saying import Said
from hundred_app.features.review import rules
from hundred_app.features.review.texts import t

BACKGROUND = timedelta(days=90)
"""How far back the texts go that the sentences of a week are held against."""


@dataclass(frozen=True)
class Spent:
    """What one commitment got of a week."""

    title: str
    seat: str
    duration: str
    href: str


@dataclass(frozen=True)
class Quote:
    """A sentence of the week, and where it is from."""

    text: str
    title: str
    day: str
    seat: str
    href: str


@dataclass(frozen=True)
class Waits:
    """Something that is due."""

    sentence: str
    href: str
    seat: str


@dataclass(frozen=True)
class Review:
    """One week. `later` is "" when there is none after it that can be looked at."""

    heading: str
    summary: str
    compared: str
    spent: list[Spent]
    quotes: list[Quote]
    waits: list[Waits]
    question: str
    earlier: str
    later: str
    is_empty: bool
    year: str
    year_href: str


def review(work: Work, asked: str) -> Review:
    """The week that an address asks for, or the one that ended last; see `rules.parse_week`."""
    week = rules.parse_week(asked, work.today, work.week_of)
    following = week + rules.WEEK
    minutes = totals.by_day(work, work.begins(week - rules.WEEK))
    spent = _sums(minutes, week)
    before = _sums(minutes, week - rules.WEEK)
    said = saying.between(work, week - BACKGROUND, following)
    own = [each for each in said if each.day >= week]
    total = sum(spent.values())
    is_running = following > work.today
    return Review(
        heading=words.span(week, following - timedelta(days=1), work.today),
        summary=_summary(work, spent, week, is_running=is_running),
        compared=_compared(total, sum(before.values())) if total and not is_running else "",
        spent=_spent(work, spent),
        quotes=_quotes(work, said, own),
        waits=_waits(work),
        question=t.questions[rules.place_of_question(week, len(t.questions))](),
        earlier=_address(week - rules.WEEK),
        later="" if is_running else _address(following),
        is_empty=not total,
        year=t.the_year_of(year=week.year),
        year_href=f"/review/{week.year:04}",
    )


def _sums(minutes: dict[tuple[date, str], int], week: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for (day, key), count in minutes.items():
        if week <= day < week + rules.WEEK:
            found[key] = found.get(key, 0) + count
    return found


def _summary(work: Work, spent: dict[str, int], week: date, *, is_running: bool) -> str:
    if not spent:
        return t.nothing_yet if is_running else t.nothing
    count = totals.log_count_between(work, week, week + rules.WEEK)
    logs = t.logs(count, count=words.grouped(count))
    time = words.duration(sum(spent.values()))
    if len(spent) == 1:
        title = totals.seats(work, spent)[next(iter(spent))].title
        return t.spent(time=time, title=title, logs=logs)
    return t.spent_on_more(time=time, count=words.number(len(spent)), logs=logs)


def _compared(total: int, before: int) -> str:
    """A whole week against the one before it; nothing where that one was empty."""
    if not before:
        return ""
    if total > before:
        return t.more(difference=words.duration(total - before))
    return t.same if total == before else t.less(time=words.duration(before))


def _spent(work: Work, spent: dict[str, int]) -> list[Spent]:
    who = totals.seats(work, spent)
    return [
        Spent(who[key].title, who[key].seat, words.duration(count), f"/c/{key}")
        for key, count in sorted(spent.items(), key=lambda item: -item[1])
    ]


def _quotes(work: Work, said: list[Said], own: list[Said]) -> list[Quote]:
    by_log = {each.log_id: each for each in own}
    lines = [
        rules.Line(sentence, each.log_id, each.commitment_id)
        for each in own
        for sentence in each.sentences
    ]
    return [
        Quote(
            text=line.text,
            title=by_log[line.log].title,
            day=words.long_day(by_log[line.log].day, work.today),
            seat=by_log[line.log].seat,
            href=f"/c/{line.pursuit}",
        )
        for line in rules.best(lines, [each.text for each in said])
    ]


def _waits(work: Work) -> list[Waits]:
    """Syntheses that are due, and how many logs wait for a sentence."""
    due = [
        Waits(
            sentence=t.synthesis_due(hours=card.due_threshold, title=card.title),
            href=f"{card.href}/milestone/{card.due_threshold}",
            seat=card.seat,
        )
        for card in cards.cards(work)
        if card.is_due
    ]
    count = later.count(work)
    return [*due, Waits(t.waiting(count, count=words.grouped(count)), "/", "")] if count else due


def _address(week: date) -> str:
    return f"/review?week={week.isoformat()}"

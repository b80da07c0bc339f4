"""The history: every log that is asked for, newest first, by day, with hits where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hundred_app.core import prose, words
from hundred_app.core.errors import NotFound
from hundred_app.core.ids import parse_id
from hundred_app.core.prose import Block
from hundred_app.core.text import isolated
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import periods, pursuit, sifting
from hundred_app.features.commitments.rules import search as rules
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.rules.periods import Period
from hundred_app.features.commitments.rules.search import Part, Query
from hundred_app.features.commitments.service.entries import Day, Entry, by_day, entry
from hundred_app.features.commitments.service.narrowing import (
    Asked,
    Chip,
    Choices,
    Month,
    Year,
    address,
    chips_of,
    choices_of,
    earlier,
    years_of,
)
from hundred_app.features.commitments.store import pursuits, search
from hundred_app.features.commitments.store.search import DayFound, Wanted
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog
from hundred_app.features.commitments.texts import t

AT_ONCE = 50
MOST_SYNTHESES = 12
_LONGEST_ECHO = 60


@dataclass(frozen=True)
class Written:
    """A log as it leaves this house: `reflection` is "" where nothing was written."""

    started: datetime
    minutes: int
    commitment: str
    category: str
    reflection: str


@dataclass(frozen=True)
class SynthesisFound:
    """A synthesis in which what was looked for stands."""

    heading: str
    href: str
    seat: str
    day: str
    blocks: tuple[Block, ...]
    parts: list[Part]
    excerpt: list[Part]


@dataclass(frozen=True)
class History:
    """A part of the history.

    Attributes:
        summary: what it holds, as a sentence; "" when nothing was ever logged.
        is_empty: whether it holds no log.
        is_narrow: whether something is left out.
        everywhere: the address of the same search in everything, when that would hold more.
        next_page: where it goes on, "" at the end.
        days: the logs.
        syntheses: those that say what was looked for.
        years: every month that has logs like these.
        earlier: the month to read on in after a month was chosen, if there is one.
        choices: what it can be narrowed to.
        chips: what it is narrowed to that is no choice: an hour of the week, lengths.
    """

    summary: str
    is_empty: bool
    is_narrow: bool
    everywhere: str
    next_page: str
    days: list[Day]
    syntheses: list[SynthesisFound]
    years: list[Year]
    earlier: Month | None
    choices: Choices
    chips: list[Chip]


def history(work: Work, asked: Asked, *, page: str = "", limit: int = AT_ONCE) -> History:
    """Every log that is asked for, the newest first, in as many queries whatever there is.

    Args:
        asked: what to narrow it to.
        page: the `next_page` of the part before, or "" for the newest.
        limit: how many more to show.

    Raises:
        NotFound: the page or the commitment does not exist.
    """
    mine = pursuits.every(work)
    period, wanted, bounded = _wanted(work, asked, mine)
    query = wanted.query
    before = _page(page)
    rows = search.logs(work, bounded, limit=limit + 1, before=before)
    every_day = search.by_day(work, wanted)
    held = [day for day in every_day if period is None or period.start <= day.day < period.end]
    years = years_of(every_day, asked)
    chips = chips_of(asked)
    is_narrow = bool(asked.commitment_id or asked.category or period or chips)
    within = "".join(
        f" {words}"
        for words in (period.words if period else "", *(c.words for c in chips))
        if words
    )
    return History(
        summary=_summary(work, query, within, held, is_narrow=is_narrow),
        is_empty=not held,
        is_narrow=is_narrow or bool(query.text),
        everywhere=address(Asked(text=query.text)) if is_narrow and query.terms else "",
        next_page=_cursor(rows[limit - 1][0]) if len(rows) > limit else "",
        days=_days(work, rows[:limit], query),
        syntheses=[] if page or chips or not query.wanted else _syntheses(work, bounded),
        years=years,
        earlier=earlier(years, asked),
        choices=choices_of(mine, years, period),
        chips=chips,
    )


def written(work: Work, asked: Asked, *, at_once: int = 1_000) -> Iterator[Written]:
    """Every log that is asked for, the newest first, each at the time of the person's clocks.

    Args:
        asked: what to narrow it to.
        at_once: how many are in memory at a time.

    Raises:
        NotFound: the commitment does not exist.
    """
    _, _, bounded = _wanted(work, asked, pursuits.every(work))
    before = None
    while rows := search.logs(work, bounded, limit=at_once, before=before):
        for log, commitment in rows:
            yield Written(
                work.local(log.date),
                log.duration_minutes,
                commitment.title,
                commitment.category or "",
                log.reflection
                if has_reflection(log.reflection, log.source, log.reflect_by)
                else "",
            )
        last = rows[-1][0]
        before = last.date, last.id


def joined(days: Sequence[Day], more: Sequence[Day]) -> list[Day]:
    """Two parts of a history, with the day that was cut between them made whole."""
    if not days or not more or days[-1].heading != more[0].heading:
        return [*days, *more]
    whole = replace(
        days[-1],
        logs=[*days[-1].logs, *more[0].logs],
        minutes=days[-1].minutes + more[0].minutes,
        total=words.duration(days[-1].minutes + more[0].minutes),
    )
    return [*days[:-1], whole, *more[1:]]


def _wanted(
    work: Work, asked: Asked, mine: Iterable[Commitment]
) -> tuple[Period | None, Wanted, Wanted]:
    """The period asked for, and what is wanted at any time and within that period.

    Raises:
        NotFound: there is no such commitment among them.
    """
    period = periods.parse_period(asked.time, work.today, work.week_of(work.today))
    hour = sifting.parse_hour(asked.hour)
    wanted = Wanted(
        [row.id for row in _chosen(mine, asked)],
        rules.parse_query(asked.text),
        hour=hour.place(work.day_start) if hour else None,
        lengths=sifting.parse_lengths(asked.length),
    )
    if period is None:
        return None, wanted, wanted
    start, end = work.begins(period.start), work.begins(period.end)
    return period, wanted, replace(wanted, start=start, end=end)


def _chosen(mine: Iterable[Commitment], asked: Asked) -> list[Commitment]:
    """
    Raises:
        NotFound: there is no such commitment among them.
    """
    found = list(mine)
    if asked.commitment_id:
        wanted = parse_id(asked.commitment_id)
        found = [row for row in found if row.id == wanted]
        if not found:
            raise NotFound(t.gone)
    return [row for row in found if asked.category in ("", row.category)]


def _days(work: Work, rows: Iterable[tuple[TimeLog, Commitment]], query: Query) -> list[Day]:
    if not query.wanted:
        return by_day(work, rows)

    def marked(log: TimeLog, commitment: Commitment) -> Entry:
        plain = entry(work, log, commitment)
        if not plain.is_own_words:
            return plain
        blocks, parts = _marked(query, log.reflection)
        excerpt = rules.excerpt(parts)
        return replace(plain, reflection="", blocks=blocks, parts=parts, excerpt=excerpt)

    return by_day(work, rows, marked)


def _summary(
    work: Work, query: Query, within: str, held: Sequence[DayFound], *, is_narrow: bool
) -> str:
    count, minutes = sum(day.logs for day in held), sum(day.minutes for day in held)
    hours = words.hours(minutes)
    if query.terms:
        echo = isolated(words.shortened(query.text, _LONGEST_ECHO))
        if not held:
            return t.no_hits(text=echo, within=within)
        return t.hits(count, count=words.grouped(count), text=echo, within=within, hours=hours)
    if not held:
        return t.nothing_logged(within=within) if is_narrow else ""
    logs = t.logs(count, count=words.grouped(count))
    if within:
        return t.history_within(logs=logs, hours=hours, within=within)
    first = words.day(held[-1].day, work.today)
    return t.history_summary(logs=logs, hours=hours, day=first)


def _syntheses(work: Work, wanted: Wanted) -> list[SynthesisFound]:
    found: list[SynthesisFound] = []
    for row, commitment in search.syntheses(work, wanted, limit=MOST_SYNTHESES):
        blocks, parts = _marked(wanted.query, row.user_synthesis)
        found.append(
            SynthesisFound(
                heading=t.room_heading(title=commitment.title, hours=row.hours_threshold),
                href=_room(row),
                seat=pursuit.SEATS[commitment.seat],
                day=words.day(work.day_of(row.completed_at), work.today),
                blocks=blocks,
                parts=parts,
                excerpt=rules.excerpt(parts),
            )
        )
    return found


def _marked(query: Query, text: str) -> tuple[tuple[Block, ...], list[Part]]:
    """A text as a tree with its hits, nothing when it is plain; and the same in pieces."""
    typed = rules.parts(query, text)
    blocks = prose.blocks_of(text)
    read = rules.parts(query, prose.flat(blocks)) if blocks else []
    # A hit in what cannot be read, such as the address of a link: then the text is shown as typed.
    if sum(part.is_hit for part in read) < sum(part.is_hit for part in typed):
        return (), typed
    return (prose.marked(blocks, rules.places(read)), read) if blocks else ((), typed)


def _room(row: Milestone) -> str:
    return f"/c/{row.commitment_id}/milestone/{row.hours_threshold}"


def _cursor(log: TimeLog) -> str:
    """Where a page ends. Not only the id: that log may be gone when the next page is asked for."""
    return f"{int(log.date.timestamp())}.{log.id}"


def _page(cursor: str) -> tuple[datetime, str] | None:
    if not cursor:
        return None
    seconds, _, log_id = cursor.partition(".")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 11):
        raise NotFound
    return datetime.fromtimestamp(int(seconds), UTC), parse_id(log_id)

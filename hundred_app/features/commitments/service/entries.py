"""A time log as a timeline shows it, and the timelines: Today, history, the journal."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.store import logs, milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Entry:
    """One log in a timeline."""

    id: str
    href: str
    title: str
    seat: str
    duration: str
    clock: str
    reflection: str
    is_own_words: bool


@dataclass(frozen=True)
class Day:
    """The logs of one day under its heading."""

    heading: str
    total: str
    minutes: int
    logs: list[Entry]


@dataclass(frozen=True)
class Note:
    """One entry of a commitment's journal: an hour of work, or a synthesis at its place."""

    id: str
    mark: str
    day: str
    duration: str
    text: str
    is_own_words: bool
    synthesis_href: str


@dataclass(frozen=True)
class History:
    """A part of the history; `next_page` is where it goes on, "" at the end."""

    summary: str
    days: list[Day]
    next_page: str


def recent(work: Work, days: int) -> list[Day]:
    """The logs of the last so many days, today included."""
    since = work.begins(work.today - timedelta(days=days - 1))
    return _by_day(work, logs.latest(work, limit=200, since=since))


def history(work: Work, *, page: str, commitment_id: str, limit: int = 50) -> History:
    """Every log, the newest first.

    Args:
        page: the `next_page` of the part before, or "" for the newest.
        commitment_id: only those of this commitment, or "" for all.
        limit: how many more to show.

    Raises:
        NotFound: the page or the commitment does not exist.
    """
    chosen = rows.get(work, parse_id(commitment_id)).id if commitment_id else None
    before = _page(page)
    found = logs.latest(work, limit=limit + 1, before=before, commitment_id=chosen)
    shown = found[:limit]
    mine = [chosen] if chosen else [row.id for row in rows.every(work)]
    count, minutes, first = logs.summary(work, mine)
    return History(
        summary=""
        if first is None
        else t.history_summary(
            logs=(t.one_log if count == 1 else t.many_logs)(count=words.grouped(count)),
            hours=words.hours(minutes),
            day=words.day(work.day_of(first), work.today),
        ),
        days=_by_day(work, shown),
        next_page=_cursor(shown[-1][0]) if len(found) > limit else "",
    )


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


def journal(work: Work, commitment_id: str, *, limit: int, oldest_first: bool) -> list[Note]:
    """What the hours of a commitment taught: its logs, and its syntheses where they were due."""
    row = rows.get(work, commitment_id)
    placed = logs.journal(work, row.id, limit=limit, oldest_first=oldest_first)
    notes: list[tuple[float, Note]] = [
        (item.total_after + row.minutes_before, _note(work, row, item)) for item in placed
    ]
    totals = [total for total, _ in notes]
    above, up_to = 0.0, math.inf
    if placed and len(placed) == limit:
        if oldest_first:
            up_to = totals[-1]
        else:
            above = totals[-1] - placed[-1].log.duration_minutes
    for milestone in milestones.written(work, [row.id]).get(row.id, []):
        due_at = milestone.hours_threshold * 60
        if above < due_at <= up_to:
            reached = [total for total in totals if total >= due_at]
            # Less than a minute after the log that reached it, so that it sorts beside that log;
            # of two without such a log, the later one after the earlier.
            place = min(reached, default=max(totals, default=0)) + due_at / 10_000
            notes.append((place, _synthesis(work, milestone)))
    notes.sort(key=lambda item: item[0], reverse=not oldest_first)
    return [note for _, note in notes]


def entry(work: Work, log: TimeLog, commitment: Commitment) -> Entry:
    return Entry(
        id=log.id,
        href=f"/c/{commitment.id}",
        title=commitment.title,
        seat=pursuit.SEATS[commitment.seat],
        duration=words.duration(log.duration_minutes),
        clock=words.clock(work.local(log.date)),
        reflection=log.reflection,
        is_own_words=has_reflection(log.reflection, log.source),
    )


def opening(text: str, longest: int = 420) -> str:
    """The beginning of a long text, ended at a sentence or a word."""
    if len(text) <= longest:
        return text
    part = text[:longest]
    stop = max(part.rfind(". "), part.rfind("? "), part.rfind(".\n"))
    return part[: stop + 1] if stop > longest // 3 else part.rsplit(None, 1)[0] + " …"


def _note(work: Work, row: Commitment, item: logs.Placed) -> Note:
    number = -(-(item.total_after + row.minutes_before) // 60)
    return Note(
        id=item.log.id,
        mark=t.hour_mark(number=number),
        day=words.day(work.day_of(item.log.date), work.today),
        duration=words.duration(item.log.duration_minutes),
        text=item.log.reflection,
        is_own_words=has_reflection(item.log.reflection, item.log.source),
        synthesis_href="",
    )


def _synthesis(work: Work, milestone: Milestone) -> Note:
    return Note(
        id=milestone.id,
        mark=t.hours_mark(hours=milestone.hours_threshold),
        day=words.day(work.day_of(milestone.completed_at), work.today),
        duration="",
        text=opening(milestone.user_synthesis),
        is_own_words=True,
        synthesis_href=f"/c/{milestone.commitment_id}/milestone/{milestone.hours_threshold}",
    )


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


def _by_day(work: Work, found: Iterable[tuple[TimeLog, Commitment]]) -> list[Day]:
    by_day: dict[date, list[tuple[TimeLog, Commitment]]] = {}
    for log, commitment in found:
        by_day.setdefault(work.day_of(log.date), []).append((log, commitment))
    return [
        Day(
            heading=words.near_day(day, work.today),
            total=words.duration(sum(log.duration_minutes for log, _ in held)),
            minutes=sum(log.duration_minutes for log, _ in held),
            logs=[entry(work, log, commitment) for log, commitment in held],
        )
        for day, held in by_day.items()
    ]

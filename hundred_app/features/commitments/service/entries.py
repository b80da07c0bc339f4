"""A time log as a timeline shows it, and two timelines: Today, and the journal."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hundred_app.core import prose, words
from hundred_app.core.prose import Block
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.rules.search import Part
from hundred_app.features.commitments.store import logs, milestones, running
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Entry:
    """One log in a timeline.

    `blocks` is its text as a tree, where it is more than plain. After a search it comes as
    `parts` in the place of `reflection`, and when it is long, what is around the first hit as
    an `excerpt`.
    """

    id: str
    href: str
    title: str
    seat: str
    duration: str
    clock: str
    reflection: str
    is_own_words: bool
    is_waiting: bool
    blocks: tuple[Block, ...] = ()
    parts: list[Part] = field(default_factory=list[Part])
    excerpt: list[Part] = field(default_factory=list[Part])


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
    is_waiting: bool
    synthesis_href: str
    blocks: tuple[Block, ...] = ()


def recent(work: Work, days: int) -> list[Day]:
    """The logs of the last so many days, today included."""
    since = work.begins(work.today - timedelta(days=days - 1))
    return by_day(work, logs.latest(work, limit=200, since=since))


def by_day(
    work: Work,
    found: Iterable[tuple[TimeLog, Commitment]],
    show: Callable[[TimeLog, Commitment], Entry] | None = None,
) -> list[Day]:
    """Logs under the headings of their days, each as `show` makes an entry of it."""
    days: dict[date, list[tuple[TimeLog, Commitment]]] = {}
    for log, commitment in found:
        days.setdefault(work.day_of(log.date), []).append((log, commitment))
    return [
        Day(
            heading=words.near_day(day, work.today),
            total=words.duration(sum(log.duration_minutes for log, _ in held)),
            minutes=sum(log.duration_minutes for log, _ in held),
            logs=[show(*pair) if show else entry(work, *pair) for pair in held],
        )
        for day, held in days.items()
    ]


def journal(work: Work, commitment_id: str, *, limit: int, oldest_first: bool) -> list[Note]:
    """What the hours of a commitment taught: its logs, and its syntheses where they were due."""
    row = rows.get(work, commitment_id)
    placed = running.journal(work, row.id, limit=limit, oldest_first=oldest_first)
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
        reflection=_shown(log),
        blocks=prose.blocks_of(_shown(log)),
        is_own_words=has_reflection(log.reflection, log.source, log.reflect_by),
        is_waiting=log.reflect_by is not None,
    )


def opening(text: str, longest: int = 420) -> str:
    """The beginning of a long text, ended at a sentence or a word."""
    if len(text) <= longest:
        return text
    part = text[:longest]
    stop = max(part.rfind(". "), part.rfind("? "), part.rfind(".\n"))
    return part[: stop + 1] if stop > longest // 3 else part.rsplit(None, 1)[0] + " …"


def _note(work: Work, row: Commitment, item: running.Placed) -> Note:
    number = -(-(item.total_after + row.minutes_before) // 60)
    return Note(
        id=item.log.id,
        mark=t.hour_mark(number=number),
        day=words.day(work.day_of(item.log.date), work.today),
        duration=words.duration(item.log.duration_minutes),
        text=_shown(item.log),
        is_own_words=has_reflection(item.log.reflection, item.log.source, item.log.reflect_by),
        is_waiting=item.log.reflect_by is not None,
        synthesis_href="",
        blocks=prose.blocks_of(_shown(item.log)),
    )


def _synthesis(work: Work, milestone: Milestone) -> Note:
    return Note(
        id=milestone.id,
        mark=t.hours_mark(hours=milestone.hours_threshold),
        day=words.day(work.day_of(milestone.completed_at), work.today),
        duration="",
        text=opening(prose.plain(milestone.user_synthesis)),
        is_own_words=True,
        is_waiting=False,
        synthesis_href=f"/c/{milestone.commitment_id}/milestone/{milestone.hours_threshold}",
    )


def _shown(log: TimeLog) -> str:
    """What a log says; while its sentence is to come, that it is, in the language of the reader."""
    return log.reflection if log.reflect_by is None else t.to_come

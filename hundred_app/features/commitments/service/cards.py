"""A commitment as its card shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs, milestones, pursuit
from hundred_app.features.commitments.store import later
from hundred_app.features.commitments.store import milestones as milestone_rows
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class GridMark:
    """A milestone on the grid: in which square (from 1), and "to come", "due" or "written"."""

    square: int
    standing: str


@dataclass(frozen=True)
class Squares:
    """How the grid is drawn: `full` squares, `part` of the next, `before` from earlier times.

    `hatched` are the parts whose sentence is still to come, each from and to, in squares.
    """

    full: int
    part: float
    before: int
    hatched: list[tuple[float, float]]
    marks: list[GridMark]
    label: str


@dataclass(frozen=True)
class Card:
    """What Today, the sidebar and the museum show of a commitment."""

    id: str
    href: str
    title: str
    category: str
    seat: str
    minutes: int
    hours: str
    whole_hours: str
    of_goal: str
    of_goal_hours: str
    status: str
    is_due: bool
    due_threshold: int
    squares: Squares


def cards(work: Work) -> list[Card]:
    """The running commitments, in the order of their seats, in four queries."""
    minutes = rows.minutes(work)
    written = milestone_rows.written(work)
    waiting = later.stretches(work)
    return [
        card_of(
            row,
            minutes.get(row.id, 0),
            [milestone.hours_threshold for milestone in written.get(row.id, [])],
            waiting.get(row.id, ()),
        )
        for row in rows.active(work)
    ]


def choices(work: Work, commitment_id: str) -> list[Card]:
    """The commitments that a log may belong to: the running ones, and the one it belongs to now."""
    running = cards(work)
    if any(card.id == commitment_id for card in running):
        return running
    return [*running, card_of(rows.get(work, commitment_id), 0, ())]


def card_of(
    row: Commitment,
    logged: int,
    written: Collection[int],
    waiting: Sequence[tuple[int, int]] = (),
) -> Card:
    """The card of a commitment.

    Args:
        logged: its minutes.
        written: the hours of its syntheses.
        waiting: what of the minutes waits for a sentence, each from and to.
    """
    minutes = logged + row.minutes_before
    due = milestones.due(minutes, row.goal_hours, written)
    return Card(
        id=row.id,
        href=f"/c/{row.id}",
        title=row.title,
        category=row.category or "",
        seat=pursuit.SEATS[row.seat],
        minutes=minutes,
        hours=words.hours(minutes),
        whole_hours=words.whole_hours(minutes),
        of_goal=t.of_goal(goal=words.grouped(row.goal_hours)),
        of_goal_hours=t.of_goal_hours(goal=words.grouped(row.goal_hours)),
        status=_status(minutes, row.goal_hours, due),
        is_due=bool(due),
        due_threshold=due[0] if due else 0,
        squares=squares_of(row, minutes, written, waiting),
    )


def squares_of(
    row: Commitment,
    minutes: int,
    written: Collection[int],
    waiting: Sequence[tuple[int, int]] = (),
) -> Squares:
    filled = pursuit.fill(minutes, row.goal_hours)
    return Squares(
        full=filled.full,
        part=round(filled.part, 3),
        before=pursuit.fill(row.minutes_before, row.goal_hours).full,
        hatched=[
            logs.filled(low, high, row.goal_hours, row.minutes_before) for low, high in waiting
        ],
        marks=[
            GridMark(
                pursuit.square_of(hours * 60, row.goal_hours),
                milestones.standing(hours, minutes, written),
            )
            for hours in milestones.thresholds(row.goal_hours)
        ],
        label=_label(row, minutes, sorted(written)),
    )


def _status(minutes: int, goal_hours: int, due: Sequence[int]) -> str:
    left = goal_hours * 60 - minutes
    upcoming = milestones.next_threshold(minutes, goal_hours)
    if due:
        return t.synthesis_due
    if minutes == 0:
        return t.no_hours_yet
    if left <= 0:
        return t.well_done(hours=words.number(goal_hours)) if goal_hours == 100 else t.reached
    if left < 600 or upcoming is None:
        return t.left(duration=words.duration(left))
    return t.to_next_synthesis(duration=words.duration(upcoming * 60 - minutes))


def _label(row: Commitment, minutes: int, written: Sequence[int]) -> str:
    """The grid in words, for those who cannot see it."""
    parts = [t.grid_label(title=row.title, hours=words.hours(minutes), goal=row.goal_hours)]
    parts += [t.grid_label_written(hours=hours) for hours in written]
    upcoming = milestones.next_threshold(minutes, row.goal_hours)
    if upcoming:
        parts.append(t.grid_label_next(hours=upcoming))
    if row.goal_hours != 100:
        share = words.duration(max(1, round(row.goal_hours * 60 / 100)))
        parts.append(t.grid_label_share(share=share))
    return " ".join(parts)

"""Minutes by day, for the features that draw them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import clockhours, pursuit
from hundred_app.features.commitments.store import logs, milestones, shapes, sums
from hundred_app.features.commitments.store import pursuits as rows


@dataclass(frozen=True)
class Seated:
    """A commitment by the name and the colour it is drawn with."""

    id: str
    title: str
    seat: str
    goal_hours: int
    minutes_before: int
    is_active: bool
    created_at: datetime
    category: str = ""


@dataclass(frozen=True)
class Lived:
    """One day of one commitment; `letters` is how long its reflections are together."""

    commitment_id: str
    day: date
    minutes: int
    logs: int
    reflections: int
    letters: int


def lived(work: Work, ids: Collection[str], letters_from: datetime) -> list[Lived]:
    """Every day of this person's commitments on which something was logged, in two queries.

    Args:
        ids: of whom; the caller has made sure that they are this person's, by `seats`.
        letters_from: reflections before this moment are not measured.
    """
    if not ids:
        return []
    written = {
        (one.commitment_id, one.day): one for one in sums.letters_by_day(work, ids, letters_from)
    }
    found: list[Lived] = []
    for one in sums.by_day(work, ids):
        its = written.get((one.commitment_id, one.day))
        reflections, letters = (its.reflections, its.letters) if its else (0, 0)
        found.append(Lived(one.commitment_id, one.day, one.minutes, one.logs, reflections, letters))
    return found


def by_day(
    work: Work, start: datetime | None = None, only: Collection[str] | None = None
) -> dict[tuple[date, str], int]:
    """Minutes by day and commitment id, from a moment on."""
    mine = [row.id for row in rows.every(work) if only is None or row.id in only]
    if not mine:
        return {}
    return {(day.day, day.commitment_id): day.minutes for day in sums.by_day(work, mine, start)}


def by_hour(
    work: Work,
    ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> dict[tuple[int, int], int]:
    """Minutes by weekday (0 is Monday) and hour since the person's day began, in two queries.

    Args:
        ids: of whom; the caller has made sure that they are this person's, by `seats`.
        start: only logs from this moment on.
        end: only logs before this moment.
    """
    return clockhours.spread(shapes.begun(work, ids, start, end))


def lengths(
    work: Work,
    ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> dict[int, int]:
    """How many logs there are of each length in minutes; the arguments as in `by_hour`."""
    return shapes.lengths(work, ids, start, end)


def log_count(work: Work, only: Collection[str] | None = None) -> int:
    """How many logs there are."""
    mine = [row.id for row in rows.every(work) if only is None or row.id in only]
    return logs.summary(work, mine)[0]


def log_count_between(work: Work, first: date, end: date) -> int:
    """How many logs there are from a day on, up to the eve of another."""
    return logs.count_between(work, work.begins(first), work.begins(end))


def seats(work: Work, ids: Collection[str] | None = None) -> dict[str, Seated]:
    """Commitments by id, running ones first in the order of their seats."""
    return {
        row.id: Seated(
            row.id,
            row.title,
            pursuit.SEATS[row.seat],
            row.goal_hours,
            row.minutes_before,
            row.is_active,
            row.created_at,
            row.category or "",
        )
        for row in rows.every(work)
        if ids is None or row.id in ids
    }


def written_milestones(work: Work, ids: Collection[str]) -> dict[str, list[int]]:
    """The hours of the syntheses that are written, by commitment id."""
    return {
        key: [row.hours_threshold for row in held]
        for key, held in milestones.written(work, ids).items()
    }

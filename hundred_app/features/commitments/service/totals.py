"""Minutes by day, for the features that draw them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.store import logs, milestones, sums
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


def by_day(
    work: Work, start: datetime | None = None, only: Collection[str] | None = None
) -> dict[tuple[date, str], int]:
    """Minutes by day and commitment id, from a moment on."""
    mine = [row.id for row in rows.every(work) if only is None or row.id in only]
    if not mine:
        return {}
    return {(day.day, day.commitment_id): day.minutes for day in sums.by_day(work, mine, start)}


def log_count(work: Work, only: Collection[str] | None = None) -> int:
    """How many logs there are."""
    mine = [row.id for row in rows.every(work) if only is None or row.id in only]
    return logs.summary(work, mine)[0]


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

"""How logs lie in the week, and how long they are, counted by the database."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, func, select
from sqlmodel import col

from hundred_app.core import zones
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.clockhours import HOURS_A_WEEK, Begun
from hundred_app.features.commitments.store import sums
from hundred_app.features.commitments.tables import TimeLog

_WEEK_SECONDS = 7 * zones.DAY_SECONDS
_THURSDAY_SECONDS = 3 * zones.DAY_SECONDS
"""From a Monday to a Thursday, on which the clock of a stretch began."""

_APART = 32
"""More than the hours that a log of a day reaches over."""


def begun(
    work: Work,
    commitment_ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[Begun]:
    """Logs by the hour of the week in which they began, and by how many hours they reach over.

    At most 168 hours times 25: a few hundred rows for a hundred thousand logs.

    Args:
        commitment_ids: of whom; the caller has made sure that they are this person's.
        start: only logs from this moment on.
        end: only logs before this moment.
    """
    first = start or sums.first_moment(work, commitment_ids)
    if first is None:
        return []
    stretch = sums.stretches(work, first, end)
    second = _second(stretch)
    minute = second % 3600 // 60
    minutes: Any = col(TimeLog.duration_minutes)
    # By one number: what is grouped is sorted first, and one is compared sooner than two.
    key = (second // 3600 * _APART + (minute + minutes - 1) // 60).label("key")
    query = (
        select(key, func.sum(minute), func.sum(minutes), func.count())
        .select_from(stretch)
        .join(TimeLog, sums.is_in(stretch))
        .where(col(TimeLog.commitment_id).in_(commitment_ids))
        .group_by(key)
    )
    return [_begun(*row) for row in work.db.connection().execute(query)]


def _begun(key: int, after_the_hour: int, minutes: int, logs: int) -> Begun:
    """Logs that begin in one hour and end in one: what they have in each follows from their sums.

    Args:
        after_the_hour: how many minutes past it all of them began, together.
    """
    hour, reach = divmod(key, _APART)
    first = 60 * logs - after_the_hour if reach else minutes
    last = after_the_hour + minutes - 60 * reach * logs if reach else 0
    return Begun(*divmod(hour, 24), reach, first, last, logs)


def through(work: Work, commitment_ids: Collection[str], hour: int) -> Any:
    """The ids of the logs that went through one of the 168 hours of the person's week.

    As the hours of the week are drawn: by the clock that a log began by.
    """
    first = sums.first_moment(work, commitment_ids) or work.now
    stretch = sums.stretches(work, first, name="week_stretch")
    second = _second(stretch)
    reach = (second % 3600 // 60 + col(TimeLog.duration_minutes) - 1) // 60
    return (
        select(col(TimeLog.id))
        .select_from(stretch)
        .join(TimeLog, sums.is_in(stretch))
        .where(
            col(TimeLog.commitment_id).in_(commitment_ids),
            (hour - second // 3600 + HOURS_A_WEEK) % HOURS_A_WEEK <= reach,
        )
    )


def _second(stretch: CTE) -> Any:
    """When a log began, in seconds of the person's week."""
    return (sums.day_seconds(stretch) + _THURSDAY_SECONDS) % _WEEK_SECONDS


def lengths(
    work: Work,
    commitment_ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> dict[int, int]:
    """How many logs there are of each length in minutes, the shortest first; as in `begun`."""
    minutes = col(TimeLog.duration_minutes)
    query = (
        select(minutes, func.count())
        .where(col(TimeLog.commitment_id).in_(commitment_ids))
        .group_by(minutes)
        .order_by(minutes)
    )
    if start is not None:
        query = query.where(col(TimeLog.date) >= start)
    if end is not None:
        query = query.where(col(TimeLog.date) < end)
    return {row[0]: row[1] for row in work.db.connection().execute(query)}

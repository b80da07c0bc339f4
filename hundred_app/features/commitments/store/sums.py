"""Minutes added up by day, in the person's own time zone, by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, select, type_coerce
from sqlmodel import col

from hundred_app.core import zones
from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import TimeLog


@dataclass(frozen=True)
class DayMinutes:
    """The minutes one commitment got on one of the person's days."""

    commitment_id: str
    day: date
    minutes: int


def by_day(
    work: Work,
    commitment_ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[DayMinutes]:
    """Minutes by commitment and day, in the order of days; days without any are left out.

    Args:
        commitment_ids: of whom; the caller has made sure that they are this person's.
        start: only logs from this moment on.
        end: only logs before this moment.
    """
    first = start or _first_moment(work, commitment_ids)
    if first is None:
        return []
    day = _day_number(work, first, end or work.now).label("day")
    query = (
        select(col(TimeLog.commitment_id), day, func.sum(TimeLog.duration_minutes))
        .where(col(TimeLog.commitment_id).in_(commitment_ids), col(TimeLog.date) >= first)
        .group_by(col(TimeLog.commitment_id), day)
        .order_by(day)
    )
    if end is not None:
        query = query.where(col(TimeLog.date) < end)
    return [
        DayMinutes(row[0], zones.from_epoch_day(row[1]), row[2])
        for row in work.db.connection().execute(query)
    ]


def _first_moment(work: Work, commitment_ids: Collection[str]) -> datetime | None:
    return work.db.scalar(
        select(func.min(TimeLog.date)).where(col(TimeLog.commitment_id).in_(commitment_ids))
    )


def _day_number(work: Work, start: datetime, end: datetime) -> ColumnElement[int]:
    """The person's day of a log, as days since 1970, told by integer arithmetic alone."""
    moment = type_coerce(col(TimeLog.date), BigInteger)
    *changes, last = zones.stretches(work.zone, int(start.timestamp()), int(end.timestamp()))
    offset: ColumnElement[int] | int = last.offset
    if changes:
        offset = case(
            *((moment < change.until, change.offset) for change in changes), else_=last.offset
        )
    return cast((moment + offset - work.day_start * 3600) // zones.DAY_SECONDS, BigInteger)

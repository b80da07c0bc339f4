"""Logs with their place in the hours of their commitment."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlmodel import col

from hundred_app.core import zones
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.logs import Stretch
from hundred_app.features.commitments.store import logs
from hundred_app.features.commitments.tables import TimeLog

SENTENCE = 220
"""How much of a reflection is read for a caption of about three lines."""


@dataclass(frozen=True)
class Placed:
    """A log with the minutes its commitment had after it (without hours from before)."""

    log: TimeLog
    total_after: int


def journal(work: Work, commitment_id: str, *, limit: int, oldest_first: bool) -> list[Placed]:
    """The logs of one commitment with their place in its hours.

    Counted from one end: a running total by the database would read every log for twenty.
    """
    rows = work.db.scalars(
        select(TimeLog)
        .where(col(TimeLog.commitment_id) == commitment_id)
        .order_by(*logs.in_order(newest_first=not oldest_first))
        .limit(limit)
    ).all()
    if oldest_first:
        ends = accumulate(row.duration_minutes for row in rows)
    else:
        newer = accumulate((row.duration_minutes for row in rows), initial=0)
        total = logs.summary(work, [commitment_id])[1]
        ends = (total - minutes for minutes in newer)
    return [Placed(row, end) for row, end in zip(rows, ends, strict=False)]


def between(work: Work, commitment_id: str, low: int, high: int) -> list[Placed]:
    """The logs that gave a commitment its minutes after `low`, up to `high`, in order."""
    placed = (
        select(col(TimeLog.id), _running_total().label("total_after"))
        .where(col(TimeLog.commitment_id) == commitment_id)
        .subquery()
    )
    query = (
        select(TimeLog, placed.c.total_after)
        .join(placed, placed.c.id == col(TimeLog.id))
        .where(
            placed.c.total_after > low,
            placed.c.total_after - col(TimeLog.duration_minutes) < high,
        )
        .order_by(*logs.in_order(newest_first=False))
    )
    return _placed(work, query)


def stretches(work: Work, commitment_id: str, up_to_minutes: int) -> list[Stretch]:
    """The logs in the order of time, until they make up the given minutes."""
    last = _reached(commitment_id, up_to_minutes)
    inner = (
        select(
            col(TimeLog.id),
            col(TimeLog.date),
            col(TimeLog.duration_minutes),
            func.substr(TimeLog.reflection, 1, SENTENCE).label("sentence"),
            col(TimeLog.source),
            col(TimeLog.reflect_by),
            _running_total().label("total_after"),
        )
        .where(
            col(TimeLog.commitment_id) == commitment_id,
            type_coerce(col(TimeLog.date), BigInteger) <= func.coalesce(last, zones.FOR_EVER),
        )
        .subquery()
    )
    rows = work.db.connection().execute(
        select(inner)
        .where(inner.c.total_after - inner.c.duration_minutes < up_to_minutes)
        .order_by(inner.c.date, inner.c.id)
    )
    return [
        Stretch(row.id, row.date, row.duration_minutes, row.sentence, row.source, row.reflect_by)
        for row in rows
    ]


def _reached(commitment_id: str, minutes: int) -> Any:
    """When the log began with which a commitment had so many minutes; NULL when it has fewer.

    Read from the index alone, so that the texts of what comes after are not.
    """
    so_far = (
        select(
            type_coerce(col(TimeLog.date), BigInteger).label("began"),
            func.sum(TimeLog.duration_minutes).over(order_by=col(TimeLog.date)).label("minutes"),
        )
        .where(col(TimeLog.commitment_id) == commitment_id)
        .subquery()
    )
    query = select(func.min(so_far.c.began)).where(so_far.c.minutes >= minutes)
    return query.scalar_subquery()


def _running_total() -> ColumnElement[int]:
    return func.sum(TimeLog.duration_minutes).over(
        order_by=(col(TimeLog.date), col(TimeLog.id)), rows=(None, 0)
    )


def _placed(work: Work, query: Any) -> list[Placed]:
    run: Any = work.db.exec
    return [Placed(row[0], row[1]) for row in run(query)]

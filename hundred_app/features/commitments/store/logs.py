"""Rows of table time_log."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t

_LONGEST = timedelta(minutes=1440)


def find(work: Work, log_id: str) -> TimeLog | None:
    return work.db.scalars(
        select(TimeLog)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(col(TimeLog.id) == log_id, col(Commitment.user_id) == work.user_id)
    ).one_or_none()


def get(work: Work, log_id: str) -> TimeLog:
    """
    Raises:
        NotFound: there is none with this id, or it is somebody else's.
    """
    row = find(work, log_id)
    if row is None:
        raise NotFound(t.log_gone)
    return row


def find_imported(work: Work, commitment_id: str, source_key: str) -> TimeLog | None:
    """The log of a commitment that was brought in under this key."""
    return work.db.scalars(
        select(TimeLog)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(
            col(Commitment.user_id) == work.user_id,
            col(TimeLog.commitment_id) == commitment_id,
            col(TimeLog.source_key) == source_key,
        )
    ).one_or_none()


def is_taken(work: Work, log_id: str) -> bool:
    """Whether any log, whoever's, has this id."""
    return work.db.get(TimeLog, log_id) is not None


def add(work: Work, row: TimeLog) -> None:
    work.db.add(row)
    work.db.flush()


def add_all(work: Work, rows: Iterable[TimeLog]) -> None:
    work.db.add_all(rows)
    work.db.flush()


def remove(work: Work, row: TimeLog) -> None:
    work.db.delete(row)
    work.db.flush()


def count(work: Work, commitment_id: str) -> int:
    return (
        work.db.scalar(select(func.count()).where(col(TimeLog.commitment_id) == commitment_id)) or 0
    )


def count_all(work: Work) -> int:
    """How many logs this person has, in all commitments."""
    return _count_mine(work)


def count_by_hand(work: Work, since: datetime) -> int:
    """How many of this person's logs were made since then and not brought in from elsewhere."""
    return _count_mine(work, col(TimeLog.created_at) > since, col(TimeLog.source).is_(None))


def count_between(work: Work, start: datetime, end: datetime) -> int:
    """How many of this person's logs began from a moment on and before another."""
    return _count_mine(work, col(TimeLog.date) >= start, col(TimeLog.date) < end)


def _count_mine(work: Work, *which: ColumnElement[bool]) -> int:
    return (
        work.db.scalar(
            select(func.count())
            .select_from(TimeLog)
            .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
            .where(col(Commitment.user_id) == work.user_id, *which)
        )
        or 0
    )


def all_of(work: Work, commitment_id: str) -> list[TimeLog]:
    """Every log of one commitment, in the order of time."""
    return list(
        work.db.scalars(
            select(TimeLog)
            .where(col(TimeLog.commitment_id) == commitment_id)
            .order_by(*in_order(newest_first=False))
        )
    )


def known_keys(work: Work) -> set[str]:
    """The keys of everything this person has imported."""
    keys = work.db.scalars(
        select(col(TimeLog.source_key))
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(col(Commitment.user_id) == work.user_id, col(TimeLog.source_key).is_not(None))
    )
    return {key for key in keys if key}


def latest(
    work: Work,
    *,
    limit: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[tuple[TimeLog, Commitment]]:
    """Logs of all commitments, the newest first.

    Args:
        limit: at most this many.
        since: none from before this moment.
        until: none from this moment on.
    """
    query = _newest_first(work).limit(limit)
    if since is not None:
        query = query.where(col(TimeLog.date) >= since)
    if until is not None:
        query = query.where(col(TimeLog.date) < until)
    return [(row[0], row[1]) for row in _rows(work, query)]


def overlapping(
    work: Work, start: datetime, minutes: int, except_id: str | None
) -> list[tuple[TimeLog, Commitment]]:
    """Up to three logs that share time with a stretch."""
    end = start + timedelta(minutes=minutes)
    query = (
        _newest_first(work)
        .where(
            col(TimeLog.date) < end,
            # A log lasts at most a day: this bound lets the index find the few candidates.
            col(TimeLog.date) > start - _LONGEST,
            col(TimeLog.id) != (except_id or ""),
        )
        .limit(200)
    )
    found = [(row[0], row[1]) for row in _rows(work, query)]
    return [
        pair for pair in found if pair[0].date + timedelta(minutes=pair[0].duration_minutes) > start
    ][:3]


def summary(work: Work, commitment_ids: Collection[str]) -> tuple[int, int, datetime | None]:
    """How many logs, how many minutes, and when the first was."""
    row = (
        work.db.connection()
        .execute(
            select(
                func.count(),
                func.coalesce(func.sum(TimeLog.duration_minutes), 0),
                func.min(TimeLog.date),
            ).where(col(TimeLog.commitment_id).in_(commitment_ids))
        )
        .one()
    )
    return row[0], row[1], row[2]


def _newest_first(work: Work) -> Any:
    return (
        select(TimeLog, Commitment)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(col(Commitment.user_id) == work.user_id)
        .order_by(*in_order(newest_first=True))
    )


def in_order(*, newest_first: bool) -> tuple[ColumnElement[Any], ...]:
    """What logs are ordered by: when they began, and which was made first."""
    columns = (col(TimeLog.date), col(TimeLog.id))
    return tuple(column.desc() if newest_first else column.asc() for column in columns)


def _rows(work: Work, query: Any) -> list[Any]:
    # The type of a row of several things is lost between SQLAlchemy and SQLModel.
    run: Any = work.db.exec
    return list(run(query))

"""Logs whose sentence is still to come."""

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import col, select

from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, TimeLog


def stretches(
    work: Work, commitment_ids: Collection[str] | None = None
) -> dict[str, list[tuple[int, int]]]:
    """By commitment, from which of its logged minutes to which there is no sentence yet.

    Reads all logs of the commitments that have such minutes, and none of others.
    """
    mine = work.db.exec(
        select(TimeLog.commitment_id)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(Commitment.user_id == work.user_id, col(TimeLog.reflect_by).is_not(None))
        .distinct()
    )
    which = [each for each in mine if commitment_ids is None or each in commitment_ids]
    return _placed(work, which) if which else {}


def _placed(work: Work, which: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    total_after = func.sum(TimeLog.duration_minutes).over(
        partition_by=col(TimeLog.commitment_id),
        order_by=(col(TimeLog.date), col(TimeLog.id)),
        rows=(None, 0),
    )
    rows = work.db.connection().execute(
        select(TimeLog.commitment_id, TimeLog.duration_minutes, TimeLog.reflect_by, total_after)
        .where(col(TimeLog.commitment_id).in_(which))
        .order_by(col(TimeLog.date), col(TimeLog.id))
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for commitment_id, minutes, reflect_by, after in rows:
        if reflect_by is not None:
            found.setdefault(commitment_id, []).append((after - minutes, after))
    return found


def count(work: Work) -> int:
    """How many logs wait for their sentence."""
    return work.db.exec(
        select(func.count())
        .select_from(TimeLog)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(Commitment.user_id == work.user_id, col(TimeLog.reflect_by).is_not(None))
    ).one()


def oldest(work: Work, limit: int) -> list[tuple[TimeLog, Commitment]]:
    """The logs that have waited longest for their sentence."""
    rows = work.db.exec(
        select(TimeLog, Commitment)
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(Commitment.user_id == work.user_id, col(TimeLog.reflect_by).is_not(None))
        .order_by(col(TimeLog.reflect_by), col(TimeLog.date))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]

"""The texts of logs, without the logs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, TimeLog


@dataclass(frozen=True)
class Sentence:
    """The beginning of what a log says, whoever said it, and when."""

    text: str
    moment: datetime
    minutes: int
    source: str | None
    reflect_by: datetime | None


@dataclass(frozen=True)
class Beginning:
    """The beginning of what a log says, and whose log it is."""

    log_id: str
    commitment_id: str
    title: str
    seat: int
    text: str
    moment: datetime
    source: str | None
    reflect_by: datetime | None


def between(work: Work, start: datetime, end: datetime, *, letters: int) -> list[Beginning]:
    """What this person's logs from a moment on and before another say, the oldest first.

    Args:
        start: none from before it.
        end: none from it on.
        letters: at most so many characters of each.
    """
    query = (
        select(
            col(TimeLog.id),
            col(TimeLog.commitment_id),
            col(Commitment.title),
            col(Commitment.seat),
            func.substr(TimeLog.reflection, 1, letters),
            col(TimeLog.date),
            col(TimeLog.source),
            col(TimeLog.reflect_by),
        )
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(
            col(Commitment.user_id) == work.user_id,
            col(TimeLog.date) >= start,
            col(TimeLog.date) < end,
        )
        .order_by(col(TimeLog.date), col(TimeLog.id))
    )
    return [Beginning(*row) for row in work.db.connection().execute(query)]


def newest(work: Work, commitment_id: str, *, limit: int, letters: int) -> list[Sentence]:
    """What the newest logs of one of this person's commitments say, the newest first.

    Args:
        limit: of at most so many logs.
        letters: at most so many characters of each.
    """
    query = (
        select(
            func.substr(TimeLog.reflection, 1, letters),
            col(TimeLog.date),
            col(TimeLog.duration_minutes),
            col(TimeLog.source),
            col(TimeLog.reflect_by),
        )
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(col(TimeLog.commitment_id) == commitment_id, col(Commitment.user_id) == work.user_id)
        .order_by(col(TimeLog.date).desc(), col(TimeLog.id).desc())
        .limit(limit)
    )
    rows = work.db.connection().execute(query)
    return [Sentence(row[0], row[1], row[2], row[3], row[4]) for row in rows]

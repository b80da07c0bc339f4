"""Rows of table commitment."""

from sqlalchemy import func
from sqlmodel import col, select

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t


def find(work: Work, commitment_id: str) -> Commitment | None:
    return work.db.exec(
        select(Commitment).where(Commitment.id == commitment_id, Commitment.user_id == work.user_id)
    ).one_or_none()


def get(work: Work, commitment_id: str) -> Commitment:
    """
    Raises:
        NotFound: there is none with this id, or it is somebody else's.
    """
    row = find(work, commitment_id)
    if row is None:
        raise NotFound(t.gone)
    return row


def active(work: Work) -> list[Commitment]:
    """The running commitments, in the order of their seats."""
    return list(
        work.db.exec(
            select(Commitment)
            .where(Commitment.user_id == work.user_id, col(Commitment.is_active))
            .order_by(col(Commitment.seat))
        )
    )


def archived(work: Work) -> list[Commitment]:
    """The archived commitments, the latest first."""
    return list(
        work.db.exec(
            select(Commitment)
            .where(Commitment.user_id == work.user_id, col(Commitment.is_active).is_(False))
            .order_by(col(Commitment.updated_at).desc(), col(Commitment.id).desc())
        )
    )


def every(work: Work) -> list[Commitment]:
    """All commitments, running ones first, in one query."""
    rows = list(work.db.exec(select(Commitment).where(Commitment.user_id == work.user_id)))
    running = [row for row in rows if row.is_active]
    put_away = [row for row in rows if not row.is_active]
    return [
        *sorted(running, key=lambda row: row.seat),
        *sorted(put_away, key=lambda row: (row.updated_at, row.id), reverse=True),
    ]


def categories(work: Work) -> list[str]:
    """The categories used so far, for suggestions, in alphabetical order."""
    return [
        category
        for category in work.db.exec(
            select(Commitment.category)
            .where(Commitment.user_id == work.user_id, col(Commitment.category).is_not(None))
            .distinct()
            .order_by(col(Commitment.category))
        )
        if category
    ]


def minutes(work: Work) -> dict[str, int]:
    """The logged minutes of each commitment that has any, by id."""
    return dict(
        work.db.exec(
            select(TimeLog.commitment_id, func.sum(TimeLog.duration_minutes))
            .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
            .where(Commitment.user_id == work.user_id)
            .group_by(TimeLog.commitment_id)
        ).all()
    )


def count(work: Work) -> int:
    """How many commitments this person has, archived ones included."""
    return work.db.exec(
        select(func.count()).select_from(Commitment).where(Commitment.user_id == work.user_id)
    ).one()


def add(work: Work, row: Commitment) -> None:
    work.db.add(row)
    work.db.flush()


def remove(work: Work, row: Commitment) -> None:
    """Remove it; the database removes its logs and milestones with it."""
    work.db.delete(row)
    work.db.flush()

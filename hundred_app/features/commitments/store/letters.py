"""Rows of table letter."""

from sqlmodel import col, select

from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, Letter


def find(work: Work, commitment_id: str) -> Letter | None:
    """The letter of a commitment of this person's; None when none was written."""
    return work.db.exec(
        select(Letter)
        .join(Commitment, col(Commitment.id) == Letter.commitment_id)
        .where(Letter.commitment_id == commitment_id, Commitment.user_id == work.user_id)
    ).one_or_none()


def add(work: Work, row: Letter) -> None:
    work.db.add(row)
    work.db.flush()

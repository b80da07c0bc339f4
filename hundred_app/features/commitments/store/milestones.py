"""Rows of table milestone. A row is a synthesis that was written."""

from collections.abc import Collection, Iterable

from sqlmodel import col, select

from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import Commitment, Milestone


def written(
    work: Work, commitment_ids: Collection[str] | None = None
) -> dict[str, list[Milestone]]:
    """The syntheses of each commitment that has any, by its id, in the order of hours."""
    query = (
        select(Milestone)
        .join(Commitment, col(Commitment.id) == Milestone.commitment_id)
        .where(Commitment.user_id == work.user_id)
        .order_by(col(Milestone.hours_threshold))
    )
    if commitment_ids is not None:
        query = query.where(col(Milestone.commitment_id).in_(commitment_ids))
    found: dict[str, list[Milestone]] = {}
    for row in work.db.exec(query):
        found.setdefault(row.commitment_id, []).append(row)
    return found


def add(work: Work, row: Milestone) -> None:
    work.db.add(row)
    work.db.flush()


def add_all(work: Work, rows: Iterable[Milestone]) -> None:
    work.db.add_all(rows)
    work.db.flush()


def remove(work: Work, row: Milestone) -> None:
    """Remove a row that `written` gave."""
    work.db.delete(row)
    work.db.flush()

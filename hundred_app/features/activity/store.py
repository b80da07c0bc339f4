"""All SQL of the ledger."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from hundred_app.core.work import Work
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.activity.tables import ActivityEvent, RemovedItem


def add_all(work: Work, deeds: Collection[Deed]) -> None:
    work.db.add_all(
        ActivityEvent(
            user_id=work.user_id,
            kind=deed.kind,
            subject_id=deed.subject_id,
            amount=deed.amount,
            happened_at=work.now,
        )
        for deed in deeds
    )


def total(work: Work, kinds: Collection[DeedKind]) -> int:
    """The sum of the amounts of these kinds of deeds."""
    return work.db.exec(
        select(func.coalesce(func.sum(ActivityEvent.amount), 0)).where(
            ActivityEvent.user_id == work.user_id, col(ActivityEvent.kind).in_(kinds)
        )
    ).one()


def count(work: Work, kinds: Collection[DeedKind], since: datetime) -> int:
    """How many deeds of these kinds there were after a moment."""
    return work.db.exec(
        select(func.count())
        .select_from(ActivityEvent)
        .where(
            ActivityEvent.user_id == work.user_id,
            ActivityEvent.happened_at > since,
            col(ActivityEvent.kind).in_(kinds),
        )
    ).one()


def count_removed(work: Work, since: datetime) -> int:
    return work.db.exec(
        select(func.count())
        .select_from(RemovedItem)
        .where(RemovedItem.user_id == work.user_id, RemovedItem.removed_at > since)
    ).one()


def add_removed(work: Work, kind: str, content: str) -> str:
    row = RemovedItem(user_id=work.user_id, kind=kind, content=content, removed_at=work.now)
    work.db.add(row)
    work.db.flush()
    return row.id


def find_removed(work: Work, removed_id: str, kind: str) -> RemovedItem | None:
    return work.db.exec(
        select(RemovedItem).where(
            RemovedItem.id == removed_id,
            RemovedItem.user_id == work.user_id,
            RemovedItem.kind == kind,
        )
    ).one_or_none()


def has_removed(db: Session, before: datetime) -> bool:
    """Whether anything of anybody was removed before then."""
    query = select(RemovedItem.id).where(RemovedItem.removed_at < before).limit(1)
    return db.exec(query).first() is not None


def forget_all_removed(db: Session, before: datetime) -> None:
    db.exec(delete(RemovedItem).where(col(RemovedItem.removed_at) < before))


def forget_removed(work: Work, before: datetime) -> None:
    work.db.exec(
        delete(RemovedItem).where(
            col(RemovedItem.user_id) == work.user_id, col(RemovedItem.removed_at) < before
        )
    )

"""All SQL of the audit log: rows are added and read, and old ones go by age alone."""

from datetime import datetime

from sqlalchemy import delete, func, literal, or_, update
from sqlmodel import Session, col, select

from hundred_app.features.audit.tables import AuditEvent


def add(db: Session, event: AuditEvent) -> None:
    db.add(event)


def newest(db: Session, limit: int) -> list[AuditEvent]:
    rows = db.exec(
        select(AuditEvent)
        .order_by(col(AuditEvent.happened_at).desc(), col(AuditEvent.id).desc())
        .limit(limit)
    )
    return list(rows)


def remove_before(db: Session, moment: datetime) -> None:
    db.exec(delete(AuditEvent).where(col(AuditEvent.happened_at) < moment))


def count_refused(db: Session) -> int:
    return db.exec(
        select(func.count()).select_from(AuditEvent).where(col(AuditEvent.is_refused))
    ).one()


def remove_oldest_refused(db: Session, count: int) -> None:
    oldest = (
        select(AuditEvent.id)
        .where(col(AuditEvent.is_refused))
        .order_by(col(AuditEvent.id))
        .limit(count)
    )
    db.exec(delete(AuditEvent).where(col(AuditEvent.id).in_(oldest)))


def rename(db: Session, name: str, new_name: str) -> None:
    """Put another name in the place of one, also where something is said of it after a colon."""
    for column in (col(AuditEvent.actor), col(AuditEvent.subject)):
        named = or_(column == name, column.startswith(f"{name}: ", autoescape=True))
        renamed = literal(new_name).concat(func.substr(column, len(name) + 1))
        db.exec(update(AuditEvent).where(named).values({column: renamed}))

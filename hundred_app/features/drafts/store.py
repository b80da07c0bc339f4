"""Rows of table draft."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_
from sqlmodel import col, select

from hundred_app.core.work import Work
from hundred_app.features.drafts.tables import Draft


def newest(work: Work, subject: str, since: datetime) -> Draft | None:
    """The latest draft about a subject that was kept since then."""
    return work.db.exec(
        select(Draft)
        .where(*_about(work, subject), col(Draft.updated_at) >= since)
        .order_by(col(Draft.updated_at).desc(), col(Draft.name).desc())
        .limit(1)
    ).one_or_none()


def names(work: Work) -> list[str]:
    """The names of this person's drafts."""
    return list(work.db.exec(select(Draft.name).where(col(Draft.user_id) == work.user_id)))


def put(work: Work, name: str, text: str) -> None:
    row = work.db.get(Draft, (work.user_id, name))
    if row is None:
        row = Draft(user_id=work.user_id, name=name, text=text, updated_at=work.now)
        work.db.add(row)
    row.text = text
    row.updated_at = work.now
    work.db.flush()


def remove(work: Work, name: str) -> None:
    """Remove one draft."""
    work.db.exec(delete(Draft).where(col(Draft.user_id) == work.user_id, col(Draft.name) == name))


def remove_about(work: Work, subject: str) -> None:
    """Remove every draft about a subject, whatever rev it began from."""
    work.db.exec(delete(Draft).where(*_about(work, subject)))


def keep_only(work: Work, most: int, since: datetime) -> None:
    """Remove what is older than `since`, and of the rest all but the `most` latest."""
    mine = col(Draft.user_id) == work.user_id
    work.db.exec(delete(Draft).where(mine, col(Draft.updated_at) < since))
    order = (col(Draft.updated_at).desc(), col(Draft.name).desc())
    surplus = work.db.exec(select(Draft.name).where(mine).order_by(*order).offset(most)).all()
    if surplus:
        work.db.exec(delete(Draft).where(mine, col(Draft.name).in_(surplus)))


def _about(work: Work, subject: str) -> tuple[ColumnElement[bool], ...]:
    name = col(Draft.name)
    return (
        col(Draft.user_id) == work.user_id,
        or_(name == subject, name.startswith(f"{subject}@", autoescape=True)),
    )

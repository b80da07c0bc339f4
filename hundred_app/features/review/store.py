"""Rows of table review_mail."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hundred_app.core.work import Work
from hundred_app.features.review.tables import ReviewMail


def find(work: Work) -> ReviewMail | None:
    return work.db.get(ReviewMail, work.user_id)


def add(work: Work, row: ReviewMail) -> None:
    work.db.add(row)


def find_by_token(db: Session, off_token: str) -> ReviewMail | None:
    return db.exec(select(ReviewMail).where(ReviewMail.off_token == off_token)).one_or_none()


def wanting(db: Session) -> Sequence[str]:
    """The ids of those who want messages, in the order of their accounts."""
    has_address = col(ReviewMail.address) != ""
    return db.exec(select(ReviewMail.user_id).where(has_address).order_by(ReviewMail.user_id)).all()

"""Making one-time links: a secret that is told once, and of which the database keeps the hash."""

from datetime import datetime, timedelta

from sqlmodel import Session

from hundred_app.features.accounts import rules
from hundred_app.features.accounts.store import entering
from hundred_app.features.accounts.tables import OneTimeLink


def add_link(
    db: Session, now: datetime, kind: str, lasts: timedelta, *, user_id: str | None = None
) -> str:
    """The secret of one more link. What is too old to be used is tidied away."""
    entering.remove_old_links(db, now)
    return _make(db, now, kind, lasts, user_id)


def replace_link(
    db: Session, now: datetime, kind: str, lasts: timedelta, *, user_id: str | None = None
) -> str:
    """The secret of the only link of its kind for its person; earlier ones are void."""
    entering.remove_links(db, kind, user_id)
    return _make(db, now, kind, lasts, user_id)


def _make(db: Session, now: datetime, kind: str, lasts: timedelta, user_id: str | None) -> str:
    token = rules.new_token()
    entering.add_link(
        db,
        OneTimeLink(
            id=rules.token_id(token),
            kind=kind,
            user_id=user_id,
            created_at=now,
            expires_at=now + lasts,
        ),
    )
    return token

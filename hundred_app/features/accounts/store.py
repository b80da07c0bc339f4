"""All SQL of the accounts feature.

These functions take a database session and not a Work: they are what finds
out who the user of a Work is.
"""

from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from hundred_app.features.accounts.tables import OneTimeLink, SignIn, User, UserSettings


def find_user_by_name(db: Session, username: str) -> User | None:
    return db.exec(select(User).where(User.username == username)).one_or_none()


def count_users(db: Session) -> int:
    return db.exec(select(func.count()).select_from(User)).one()


def add_user(db: Session, user: User, settings: UserSettings) -> None:
    db.add(user)
    db.flush()
    db.add(settings)


def find_signed_in(
    db: Session, session_id: str, now: datetime
) -> tuple[SignIn, User, UserSettings] | None:
    """The session that has not ended, its user if not disabled, and their settings."""
    return db.exec(
        select(SignIn, User, UserSettings)
        .join(User, col(User.id) == SignIn.user_id)
        .join(UserSettings, col(UserSettings.user_id) == User.id)
        .where(
            SignIn.id == session_id,
            SignIn.expires_at > now,
            col(User.is_disabled).is_(False),
        )
    ).one_or_none()


def add_session(db: Session, session: SignIn) -> None:
    db.add(session)


def extend_session(db: Session, session_id: str, expires_at: datetime) -> None:
    session = db.get(SignIn, session_id)
    if session is not None:
        session.expires_at = expires_at


def remove_session(db: Session, session_id: str) -> None:
    db.exec(delete(SignIn).where(col(SignIn.id) == session_id))


def remove_ended_sessions(db: Session, now: datetime) -> None:
    db.exec(delete(SignIn).where(col(SignIn.expires_at) <= now))


def replace_link(db: Session, link: OneTimeLink) -> None:
    """Keep this as the only link of its kind."""
    db.exec(delete(OneTimeLink).where(col(OneTimeLink.kind) == link.kind))
    db.add(link)


def find_link(db: Session, link_id: str, kind: str, now: datetime) -> OneTimeLink | None:
    return db.exec(
        select(OneTimeLink).where(
            OneTimeLink.id == link_id, OneTimeLink.kind == kind, OneTimeLink.expires_at > now
        )
    ).one_or_none()


def remove_links(db: Session, kind: str) -> None:
    db.exec(delete(OneTimeLink).where(col(OneTimeLink.kind) == kind))


def get_settings(db: Session, user_id: str) -> UserSettings:
    return db.get_one(UserSettings, user_id)


def find_user(db: Session, user_id: str) -> tuple[User, UserSettings] | None:
    return db.exec(
        select(User, UserSettings)
        .join(UserSettings, col(UserSettings.user_id) == User.id)
        .where(User.id == user_id)
    ).one_or_none()

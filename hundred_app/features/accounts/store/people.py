"""All SQL about people and their sessions.

These functions take a database session and not a Work: they are what finds
out who the user of a Work is.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from hundred_app.features.accounts.tables import SignIn, User, UserSettings


class Holder(NamedTuple):
    """A session that lasts, and whose it is."""

    session_id: str
    proven_at: datetime
    address: str
    user_id: str
    username: str
    role: str
    time_zone: str
    week_start: int
    day_start: int
    theme: str
    language: str


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
            col(User.is_approved).is_(True),
        )
    ).one_or_none()


def holders(db: Session, session_ids: Collection[str], now: datetime) -> list[Holder]:
    """Of these sessions those that have not ended, with whose they are if they may be used.

    Columns, and no rows of tables: it is asked before every event, and rows cost three times this.
    """
    found = db.connection().execute(
        sqlalchemy.select(
            col(SignIn.id),
            col(SignIn.proven_at),
            col(SignIn.address),
            col(User.id),
            col(User.username),
            col(User.role),
            col(UserSettings.time_zone),
            col(UserSettings.week_start),
            col(UserSettings.day_start),
            col(UserSettings.theme),
            col(UserSettings.language),
        )
        .join(User, col(User.id) == SignIn.user_id)
        .join(UserSettings, col(UserSettings.user_id) == User.id)
        .where(
            col(SignIn.id).in_(session_ids),
            col(SignIn.expires_at) > now,
            col(User.is_disabled).is_(False),
            col(User.is_approved).is_(True),
        )
    )
    return [Holder(*row) for row in found]


def add_session(db: Session, session: SignIn) -> None:
    db.add(session)


def touch_session(db: Session, session_id: str, expires_at: datetime, now: datetime) -> None:
    session = db.get(SignIn, session_id)
    if session is not None:
        session.expires_at = expires_at
        session.last_used_at = now


def prove_session(db: Session, session_id: str, now: datetime) -> None:
    session = db.get(SignIn, session_id)
    if session is not None:
        session.proven_at = now


def remove_session(db: Session, session_id: str) -> None:
    db.exec(delete(SignIn).where(col(SignIn.id) == session_id))


def remove_ended_sessions(db: Session, now: datetime) -> None:
    db.exec(delete(SignIn).where(col(SignIn.expires_at) <= now))


def sessions_of(db: Session, user_id: str, now: datetime) -> list[SignIn]:
    """Those that have not ended, the one used last first."""
    return list(
        db.exec(
            select(SignIn)
            .where(SignIn.user_id == user_id, SignIn.expires_at > now)
            .order_by(col(SignIn.last_used_at).desc(), col(SignIn.created_at).desc())
        )
    )


def roles_of_sessions(db: Session, now: datetime, session_ids: Iterable[str]) -> dict[str, str]:
    """The role behind each of these sessions that lasts."""
    rows = db.exec(
        select(SignIn.id, User.role)
        .join(User, col(User.id) == SignIn.user_id)
        .where(
            col(SignIn.id).in_(session_ids),
            SignIn.expires_at > now,
            col(User.is_disabled).is_(False),
            col(User.is_approved).is_(True),
        )
    )
    return dict(rows.all())


def remove_sessions_of(db: Session, user_id: str, *, keep: str = "") -> int:
    """End all sessions of a person, but the one to keep. Returns how many there were."""
    theirs = (col(SignIn.user_id) == user_id, col(SignIn.id) != keep)
    return db.exec(delete(SignIn).where(*theirs)).rowcount


def get_settings(db: Session, user_id: str) -> UserSettings:
    return db.get_one(UserSettings, user_id)


def get_user(db: Session, user_id: str) -> tuple[User, UserSettings]:
    return db.get_one(User, user_id), db.get_one(UserSettings, user_id)


def find_user(db: Session, user_id: str) -> tuple[User, UserSettings] | None:
    return db.exec(
        select(User, UserSettings)
        .join(UserSettings, col(UserSettings.user_id) == User.id)
        .where(User.id == user_id)
    ).one_or_none()


def all_users(db: Session) -> list[User]:
    """Everybody, those who wait for approval first, then by name."""
    return list(db.exec(select(User).order_by(col(User.is_approved), col(User.username))))


def count_admins(db: Session) -> int:
    """Administrators who can sign in."""
    return db.exec(
        select(func.count())
        .select_from(User)
        .where(
            User.role == "admin",
            col(User.is_disabled).is_(False),
            col(User.is_approved).is_(True),
        )
    ).one()


def last_seen(db: Session) -> dict[str, datetime]:
    """When each person's sessions were last used, of those that have one."""
    rows = db.exec(
        select(SignIn.user_id, func.max(SignIn.last_used_at)).group_by(col(SignIn.user_id))
    )
    return dict(rows.all())


def remove_user(db: Session, user_id: str) -> None:
    """A person with everything that is theirs; the schema takes along what hangs on them."""
    remove_sessions_of(db, user_id)
    db.exec(delete(User).where(col(User.id) == user_id))


def set_password(db: Session, user_id: str, password_hash: str) -> None:
    db.get_one(User, user_id).password_hash = password_hash


def set_approved(db: Session, user_id: str, *, is_approved: bool) -> None:
    db.get_one(User, user_id).is_approved = is_approved


def set_disabled(db: Session, user_id: str, *, is_disabled: bool) -> None:
    db.get_one(User, user_id).is_disabled = is_disabled


def set_role(db: Session, user_id: str, role: str) -> None:
    db.get_one(User, user_id).role = role


def set_second_step(db: Session, user_id: str, secret: str | None, step: int) -> None:
    user = db.get_one(User, user_id)
    user.totp_secret = secret
    user.totp_step = step

"""What signing in asks about a person, taken out of the transaction before the slow hashing."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hundred_app.core import passwords
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.features.accounts.service import throttle
from hundred_app.features.accounts.store import people
from hundred_app.features.accounts.tables import User
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening


@dataclass(frozen=True)
class Known:
    """A person as the database had them a moment ago."""

    user_id: str
    username: str
    password_hash: str
    is_disabled: bool
    is_approved: bool
    totp_secret: str | None
    totp_step: int

    def is_password(self, password: str) -> bool:
        """One Argon2 check, whatever the password is."""
        fits = len(password) <= 256
        return passwords.verify(password if fits else "", self.password_hash) and fits


def by_name(db: Session, username: str) -> Known | None:
    user = people.find_user_by_name(db, username)
    return _known(user) if user else None


def by_id(db: Session, user_id: str) -> Known:
    """
    Raises:
        Conflict: the account is gone.
    """
    found = people.find_user(db, user_id)
    if found is None:
        raise Conflict(t.begin_again)
    return _known(found[0])


def by_session(db: Session, now: datetime, session_id: str) -> Known:
    """
    Raises:
        Conflict: the session has ended.
    """
    found = people.find_signed_in(db, session_id, now)
    if found is None:
        raise Conflict(t.begin_again)
    return _known(found[1])


def check(database: Database, now: datetime, known: Known, password: str, address: str) -> None:
    """Ask a person who is signed in for the password again, counted like every guess.

    Raises:
        Invalid: "password" is not right.
        Busy: it was tried too often.
    """
    tried = throttle.begin_secret(database, now, address, f"password:{known.user_id}")
    if not known.is_password(password):
        refuse(database, now, known, Action.PROVEN, address)
        raise Invalid("password", t.wrong_password)
    with database.writing() as db:
        throttle.succeed(db, tried)


def ask_again(db: Session, known: Known) -> None:
    """Whether all of it still holds: while a password was being checked, it may have been changed
    elsewhere, and a session must not begin with the old one.

    Raises:
        Invalid: "password" is not right any more.
    """
    found = people.find_user(db, known.user_id)
    if found is None or found[0].is_disabled or found[0].password_hash != known.password_hash:
        raise Invalid("password", t.wrong)


def happening(action: Action, known: Known, address: str) -> Happening:
    return Happening(action, actor=known.username, address=address)


def refuse(
    database: Database, now: datetime, known: Known | None, action: Action, address: str
) -> None:
    """Write down that somebody was refused. Of a name that nobody has, nothing is kept:
    it may be a password in the wrong field."""
    name = known.username if known else ""
    with database.writing() as db:
        audit.record(db, now, Happening(action, actor=name, address=address, is_refused=True))


def _known(user: User) -> Known:
    return Known(
        user_id=user.id,
        username=user.username,
        password_hash=user.password_hash,
        is_disabled=user.is_disabled,
        is_approved=user.is_approved,
        totp_secret=user.totp_secret,
        totp_step=user.totp_step,
    )

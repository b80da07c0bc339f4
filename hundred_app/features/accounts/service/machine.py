"""What whoever runs this machine does about people, by commands and without an account."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hundred_app.core.errors import Conflict
from hundred_app.features.accounts.service import running, secrets
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.rules import MACHINE
from hundred_app.features.audit.service import Action, Happening


@dataclass(frozen=True)
class Person:
    """Somebody with an account, for a list on a terminal."""

    username: str
    role: str
    standing: str
    created_at: datetime


def list_people(db: Session) -> list[Person]:
    """Everybody by name."""
    return [
        Person(
            username=user.username,
            role=user.role,
            standing=(
                "waiting" if not user.is_approved else "disabled" if user.is_disabled else "active"
            ),
            created_at=user.created_at,
        )
        for user in sorted(people.all_users(db), key=lambda user: user.username)
    ]


def disable(db: Session, now: datetime, username: str, *, is_disabled: bool) -> str:
    """Shut somebody out, or let them in again. Returns their name.

    Raises:
        NotFound: nobody has this name.
        Conflict: it is the last administrator.
    """
    user = running.find_named(db, username)
    running.disable(db, user, is_disabled=is_disabled)
    action = Action.USER_DISABLED if is_disabled else Action.USER_ENABLED
    audit.record(db, now, Happening(action, actor=MACHINE, subject=user.username))
    return user.username


def make_reset_link(db: Session, now: datetime, username: str) -> str:
    """The secret of a link by which somebody sets a new password; good for a day, once.

    Raises:
        NotFound: nobody has this name.
    """
    user = running.find_named(db, username)
    by = Happening(Action.RESET_LINK_MADE, actor=MACHINE, subject=user.username)
    return secrets.make_reset_link(db, now, user.id, by=by)


def turn_second_step_off(db: Session, now: datetime, username: str) -> str:
    """For somebody who lost it, or whom another locked out with one. Returns their name.

    Every session ends: whoever turned it on may still be signed in.

    Raises:
        NotFound: nobody has this name.
        Conflict: they have none.
    """
    user = running.find_named(db, username)
    if user.totp_secret is None:
        raise Conflict(t.has_no_second_step(name=user.username))
    people.set_second_step(db, user.id, None, 0)
    entering.replace_recovery_codes(db, user.id, [])
    people.remove_sessions_of(db, user.id)
    entering.forget_devices(db, user.id)
    by = Happening(Action.TWO_STEP_OFF, actor=MACHINE, subject=user.username)
    audit.record(db, now, by)
    return user.username

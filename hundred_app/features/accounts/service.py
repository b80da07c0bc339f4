"""What a person can do with an account: sign up, in and out, and set how Hundred treats them.

Functions that hash take the database and not an open transaction: hashing
lasts a tenth of a second, and one writer waits for another.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from hundred_app.core import passwords, zones
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules, store
from hundred_app.features.accounts.rules import Role, Theme
from hundred_app.features.accounts.tables import OneTimeLink, SignIn, User, UserSettings
from hundred_app.features.accounts.texts import t

SETUP = "setup"


@dataclass(frozen=True)
class Actor:
    """Who is behind a connection, as the database says at this moment."""

    user_id: str
    username: str
    role: Role
    session_id: str
    zone: str = "UTC"
    week_start: int = 0
    day_start: int = 0
    theme: Theme = "system"


@dataclass(frozen=True)
class SignedIn:
    """A new session: `token` goes into the cookie and is kept nowhere else."""

    token: str
    user_id: str


class Credentials(BaseModel):
    """What the forms of /sign-in and /sign-up send."""

    model_config = ConfigDict(extra="forbid", strict=True)

    username: str
    password: str
    setup: str = ""
    time_zone: str = ""


def sign_in(database: Database, now: datetime, form: Credentials) -> SignedIn:
    """A new session for a right name and password.

    An unknown name, a wrong password and a disabled account get the same
    answer after the same work: one Argon2 check.

    Raises:
        Invalid: name and password do not belong together.
    """
    name = form.username.strip().casefold()
    with database.reading() as db:
        user = store.find_user_by_name(db, name)
        known = (user.id, user.password_hash, user.is_disabled) if user else None
    fits = len(form.password) <= 256
    right = passwords.verify(form.password if fits else "", known[1] if known else None)
    if known is None or not right or not fits or known[2]:
        raise Invalid("password", t.wrong)
    fresh = passwords.hash_password(form.password) if passwords.is_outdated(known[1]) else None
    with database.writing() as db:
        if fresh and (found := store.find_user(db, known[0])):
            found[0].password_hash = fresh
        store.remove_ended_sessions(db, now)
        return _begin_session(db, now, known[0])


def sign_up(
    database: Database, now: datetime, form: Credentials, *, registration_open: bool
) -> SignedIn:
    """A new account and a session for it.

    The first account of an installation needs the secret of the set-up link
    and is the administrator's; later ones need open registration.

    Raises:
        Invalid: a field was filled in wrongly, or the name is taken.
        Conflict: this installation does not accept this sign-up.
    """
    username = rules.parse_username(form.username)
    password = rules.parse_password(form.password, username)
    with database.reading() as db:
        _may_sign_up(db, now, form.setup, registration_open=registration_open)
    hashed = passwords.hash_password(password)
    with database.writing() as db:
        # Looked at again inside the transaction: two people may use the set-up link at once.
        role = _may_sign_up(db, now, form.setup, registration_open=registration_open)
        zone = form.time_zone if zones.is_zone(form.time_zone) else "UTC"
        user_id = _add_user(db, now, username, hashed, role, zone)
        if role == "admin":
            store.remove_links(db, SETUP)
        return _begin_session(db, now, user_id)


def create_user(
    database: Database, now: datetime, username: str, password: str, *, role: Role
) -> str:
    """A new account, made by whoever runs this installation. Returns its id.

    Raises:
        Invalid: the name or password will not do, or the name is taken.
    """
    name = rules.parse_username(username)
    hashed = passwords.hash_password(rules.parse_password(password, name))
    with database.writing() as db:
        user_id = _add_user(db, now, name, hashed, role, "UTC")
        if role == "admin":
            store.remove_links(db, SETUP)
        return user_id


def make_setup_link(database: Database, now: datetime) -> str | None:
    """The secret of a fresh set-up link, or None when this installation has an account."""
    with database.writing() as db:
        if store.count_users(db):
            return None
        token = rules.new_token()
        store.replace_link(
            db,
            OneTimeLink(
                id=rules.token_id(token), kind=SETUP, expires_at=now + rules.SETUP_LINK_LASTS
            ),
        )
        return token


def is_setup_link(db: Session, now: datetime, token: str) -> bool:
    """Whether this secret still makes the first account."""
    return store.find_link(db, rules.token_id(token), SETUP, now) is not None


def about_signing_up(db: Session, now: datetime, setup: str, *, registration_open: bool) -> str:
    """What to know before signing up; "" when anybody may."""
    try:
        role = _may_sign_up(db, now, setup, registration_open=registration_open)
    except Conflict as refusal:
        return refusal.message
    return t.setup_welcome if role == "admin" else ""


def has_users(db: Session) -> bool:
    return store.count_users(db) > 0


def sign_out(db: Session, session_id: str) -> None:
    store.remove_session(db, session_id)


def find_actor(db: Session, now: datetime, session_id: str) -> Actor | None:
    """Who holds this session now; None when it ended or the account is disabled."""
    found = store.find_signed_in(db, session_id, now)
    if found is None or not hmac.compare_digest(found[0].id, session_id):
        return None
    _, user, settings = found
    return _actor(user, settings, session_id)


def keep_alive(database: Database, now: datetime, session_id: str) -> bool:
    """Move the end of a session that is being used. Whether its cookie should be sent anew."""
    with database.reading() as db:
        found = store.find_signed_in(db, session_id, now)
        if found is None or not rules.is_due_for_renewal(found[0].expires_at, now):
            return False
    with database.writing() as db:
        store.extend_session(db, session_id, now + rules.SESSION_LASTS)
    return True


def find_work_of(db: Session, now: datetime, username: str) -> Work | None:
    """Work on behalf of a named person, for commands on the machine itself."""
    user = store.find_user_by_name(db, username.strip().casefold())
    if user is None:
        return None
    return work_of(db, now, _actor(user, store.get_settings(db, user.id), ""))


def work_of(db: Session, now: datetime, actor: Actor) -> Work:
    """What this person does in this transaction."""
    return Work(
        db=db,
        user_id=actor.user_id,
        now=now,
        zone=actor.zone,
        week_start=actor.week_start,
        day_start=actor.day_start,
    )


def set_time_zone(work: Work, zone: str) -> None:
    """
    Raises:
        Invalid: "time_zone" is not an IANA zone.
    """
    if not zones.is_zone(zone):
        raise Invalid("time_zone", t.unknown_zone)
    store.get_settings(work.db, work.user_id).time_zone = zone


def set_week_start(work: Work, weekday: int) -> None:
    """
    Raises:
        Invalid: "week_start" is not 0 (Monday) to 6 (Sunday).
    """
    if weekday not in range(7):
        raise Invalid("week_start", t.unknown_choice)
    store.get_settings(work.db, work.user_id).week_start = weekday


def set_day_start(work: Work, hour: int) -> None:
    """
    Raises:
        Invalid: "day_start" is not an hour from 0 to 23.
    """
    if hour not in range(24):
        raise Invalid("day_start", t.unknown_choice)
    store.get_settings(work.db, work.user_id).day_start = hour


def set_theme(work: Work, theme: str) -> None:
    """
    Raises:
        Invalid: "theme" is not system, light or dark.
    """
    if theme not in rules.THEMES:
        raise Invalid("theme", t.unknown_choice)
    store.get_settings(work.db, work.user_id).theme = theme


def _actor(user: User, settings: UserSettings, session_id: str) -> Actor:
    return Actor(
        user_id=user.id,
        username=user.username,
        role="admin" if user.role == "admin" else "user",
        session_id=session_id,
        zone=settings.time_zone,
        week_start=settings.week_start,
        day_start=settings.day_start,
        theme=rules.known_theme(settings.theme),
    )


def _may_sign_up(db: Session, now: datetime, setup: str, *, registration_open: bool) -> Role:
    if not store.count_users(db):
        if is_setup_link(db, now, setup):
            return "admin"
        raise Conflict(t.setup_link_used if setup else t.needs_setup_link)
    if not registration_open:
        raise Conflict(t.by_invitation)
    return "user"


def _add_user(db: Session, now: datetime, username: str, hashed: str, role: Role, zone: str) -> str:
    if store.find_user_by_name(db, username):
        raise Invalid("username", t.username_taken)
    user = User(username=username, password_hash=hashed, role=role, created_at=now)
    store.add_user(db, user, UserSettings(user_id=user.id, time_zone=zone))
    return user.id


def _begin_session(db: Session, now: datetime, user_id: str) -> SignedIn:
    token = rules.new_token()
    store.add_session(
        db,
        SignIn(id=rules.token_id(token), user_id=user_id, expires_at=now + rules.SESSION_LASTS),
    )
    return SignedIn(token=token, user_id=user_id)

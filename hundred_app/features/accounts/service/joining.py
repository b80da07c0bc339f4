"""Making an account: by the set-up link, by invitation, by approval, openly, or on the machine."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from hundred_app.core import facts, passwords, zones
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.rules import Registration, Role
from hundred_app.features.accounts.service import throttle
from hundred_app.features.accounts.service.actors import Caller
from hundred_app.features.accounts.service.links import replace_link
from hundred_app.features.accounts.service.sessions import SignedIn, begin_session
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.tables import User, UserSettings
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.rules import MACHINE
from hundred_app.features.audit.service import Action, Happening

SETUP = "setup"
INVITATION = "invitation"
_REGISTRATION = "registration"
PRODUCT_WORDS = ("hundred", "hundredhours")


class SignUpForm(BaseModel):
    """What the form of /sign-up sends; `setup` and `invite` are secrets of one-time links."""

    model_config = ConfigDict(extra="forbid", strict=True)

    username: str
    password: str
    setup: str = ""
    invite: str = ""
    time_zone: str = ""


@dataclass(frozen=True)
class Awaiting:
    """The account was made and waits for an administrator to approve it."""

    user_id: str


@dataclass(frozen=True)
class _Entry:
    """As what somebody may come in, and by which link."""

    role: Role = "user"
    is_approved: bool = True
    link_id: str = ""


def registration(db: Session, fixed: Registration | None = None) -> Registration:
    """Who may sign up here: what the settings of the process fix, else what was chosen."""
    return fixed or rules.known_registration(facts.get(db, _REGISTRATION))


def set_registration(db: Session, now: datetime, choice: str) -> Registration:
    """
    Raises:
        Invalid: "registration" is not a way that exists.
    """
    if choice not in rules.REGISTRATIONS:
        raise Invalid("registration", t.unknown_choice)
    facts.put(db, now, _REGISTRATION, choice)
    return rules.known_registration(choice)


def sign_up(
    database: Database,
    now: datetime,
    form: SignUpForm,
    caller: Caller,
    *,
    fixed: Registration | None = None,
) -> SignedIn | Awaiting:
    """A new account, and a session for it unless it waits for approval.

    The first account of an installation needs the secret of the set-up link
    and is the administrator's.

    Raises:
        Invalid: a field was filled in wrongly, or the name is taken.
        Conflict: this installation does not accept this sign-up.
        Busy: too many accounts were asked for from this address.
    """
    username = rules.parse_username(form.username)
    with database.reading() as db:
        _entry(db, now, form.setup, form.invite, fixed)
    rules.parse_password(form.password, username)
    # Before the password is estimated and hashed: that takes seconds for one that is made to.
    throttle.begin_sign_up(database, now, caller.address)
    hashed = hash_new(form.password, username)
    with database.writing() as db:
        # Looked at again inside the transaction: two people may use one link at once.
        entry = _entry(db, now, form.setup, form.invite, fixed)
        zone = form.time_zone if zones.is_zone(form.time_zone) else "UTC"
        user_id = add_user(db, now, username, hashed, entry.role, zone)
        people.set_approved(db, user_id, is_approved=entry.is_approved)
        if entry.link_id:
            entering.remove_link(db, entry.link_id)
        audit.record(db, now, Happening(Action.SIGNED_UP, actor=username, address=caller.address))
        if not entry.is_approved:
            return Awaiting(user_id)
        return begin_session(db, now, user_id, caller)


def create_user(
    database: Database, now: datetime, username: str, password: str, *, role: Role
) -> str:
    """A new account, made by whoever runs this installation. Returns its id.

    Raises:
        Invalid: the name or password will not do, or the name is taken.
    """
    name = rules.parse_username(username)
    hashed = hash_new(password, name)
    with database.writing() as db:
        user_id = add_user(db, now, name, hashed, role, "UTC")
        if role == "admin":
            entering.remove_links(db, SETUP, None)
        audit.record(db, now, Happening(Action.USER_CREATED, actor=MACHINE, subject=name))
        return user_id


def make_setup_link(database: Database, now: datetime) -> str | None:
    """The secret of a fresh set-up link, or None when this installation has an account."""
    with database.writing() as db:
        if people.count_users(db):
            return None
        return replace_link(db, now, SETUP, rules.SETUP_LINK_LASTS)


def about_signing_up(
    db: Session, now: datetime, *, setup: str, invite: str, fixed: Registration | None
) -> str:
    """What to know before signing up; "" when anybody may."""
    try:
        entry = _entry(db, now, setup, invite, fixed)
    except Conflict as refusal:
        return refusal.message
    if entry.role == "admin":
        return t.setup_welcome
    return "" if entry.is_approved else t.approval_welcome


def hash_new(password: str, username: str) -> str:
    """The hash of a password that somebody chooses.

    Raises:
        Invalid: "password" will not do.
    """
    rules.parse_password(password, username)
    if passwords.is_guessable(password, (username, *PRODUCT_WORDS)):
        raise Invalid("password", t.password_guessable)
    return passwords.hash_password(password)


def add_user(db: Session, now: datetime, username: str, hashed: str, role: Role, zone: str) -> str:
    """
    Raises:
        Invalid: the name is taken.
    """
    if people.find_user_by_name(db, username):
        raise Invalid("username", t.username_taken)
    user = User(username=username, password_hash=hashed, role=role, created_at=now)
    people.add_user(db, user, UserSettings(user_id=user.id, time_zone=zone))
    return user.id


def _entry(
    db: Session, now: datetime, setup: str, invite: str, fixed: Registration | None
) -> _Entry:
    if not people.count_users(db):
        if link := entering.find_link(db, rules.token_id(setup), SETUP, now):
            return _Entry(role="admin", link_id=link.id)
        raise Conflict(t.setup_link_used if setup else t.needs_setup_link)
    if link := entering.find_link(db, rules.token_id(invite), INVITATION, now):
        return _Entry(link_id=link.id)
    way = registration(db, fixed)
    if way == "invitation":
        raise Conflict(t.invitation_used if invite else t.by_invitation)
    return _Entry(is_approved=way == "open")

"""Signing in: the password, the second step, and proving it again.

Functions that hash take the database and not an open transaction: hashing
lasts a tenth of a second, and one writer waits for another.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from hundred_app.core import passwords, second_step
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.service import known as knowing
from hundred_app.features.accounts.service import throttle
from hundred_app.features.accounts.service.actors import Caller
from hundred_app.features.accounts.service.known import Known
from hundred_app.features.accounts.service.links import add_link
from hundred_app.features.accounts.service.sessions import SignedIn, begin_session
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.tables import RecoveryCode
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action

CODE = "code"


class Credentials(BaseModel):
    """What the form of /sign-in sends."""

    model_config = ConfigDict(extra="forbid", strict=True)

    username: str
    password: str


class CodeForm(BaseModel):
    """What the form of /code sends: the ticket of the first step, and a code."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ticket: str
    code: str


@dataclass(frozen=True)
class CodeWanted:
    """The password was right; `ticket` is to be sent back with the code of the second step."""

    ticket: str


def sign_in(
    database: Database, now: datetime, form: Credentials, caller: Caller
) -> SignedIn | CodeWanted:
    """A new session for a right name and password, or what the second step asks for.

    An unknown name, a wrong password and a disabled account get the same
    answer after the same work: one Argon2 check.

    Raises:
        Invalid: name and password do not belong together, or the account waits for approval.
        Busy: it was tried too often.
    """
    name = rules.fold(form.username)
    with database.reading() as db:
        known = knowing.by_name(db, name)
        device = _device_of(db, now, known, caller)
    tried = throttle.begin_sign_in(database, now, caller.address, name, device)
    right = known.is_password(form.password) if known else passwords.verify(form.password, None)
    if known is None or not right or known.is_disabled:
        knowing.refuse(database, now, known, Action.SIGNED_IN, caller.address)
        raise Invalid("password", t.wrong)
    is_outdated = passwords.is_outdated(known.password_hash)
    fresh = passwords.hash_password(form.password) if is_outdated else ""
    with database.writing() as db:
        knowing.ask_again(db, known)
        throttle.succeed(db, tried)
        if fresh:
            people.set_password(db, known.user_id, fresh)
        if known.is_approved:
            if known.totp_secret:
                return CodeWanted(add_link(db, now, CODE, rules.CODE_LASTS, user_id=known.user_id))
            return _enter(db, now, known, caller)
    raise Invalid("password", t.awaits_approval)


def second_sign_in(database: Database, now: datetime, form: CodeForm, caller: Caller) -> SignedIn:
    """A new session for the second step: a code of the app, or a recovery code.

    Raises:
        Conflict: the first step is too long ago, or its ticket was used.
        Invalid: "code" is not right.
        Busy: it was tried too often.
    """
    ticket = rules.token_id(form.ticket)
    with database.reading() as db:
        link = entering.find_link(db, ticket, CODE, now)
        known = knowing.by_id(db, link.user_id) if link and link.user_id else None
        if known is None or known.totp_secret is None or known.is_disabled:
            raise Conflict(t.begin_again)
        recovery = _find_recovery_code(db, known.user_id, form.code)
    tried = throttle.begin_secret(database, now, caller.address, f"code:{known.user_id}")
    step = second_step.step_of_code(known.totp_secret, form.code, now, known.totp_step)
    used = recovery[0] if recovery and passwords.verify(recovery[1], recovery[2]) else ""
    if step is None and not used:
        knowing.refuse(database, now, known, Action.SIGNED_IN, caller.address)
        raise Invalid("code", t.wrong_code)
    with database.writing() as db:
        # Both are asked for again: two may send the same ticket or code at once.
        if not entering.remove_link(db, ticket):
            raise Conflict(t.begin_again)
        knowing.ask_again(db, known)
        if step is not None:
            _use_step(db, known.user_id, step)
        else:
            _use_recovery_code(db, now, known, used, caller.address)
        throttle.succeed(db, tried)
        return _enter(db, now, known, caller)


def is_ticket(db: Session, now: datetime, ticket: str) -> bool:
    """Whether the first step was taken, and not too long ago."""
    return entering.find_link(db, rules.token_id(ticket), CODE, now) is not None


def prove(database: Database, now: datetime, session_id: str, password: str, address: str) -> None:
    """Give the password again, for what it protects: good for ten minutes in this browser.

    Raises:
        Conflict: the session has ended.
        Invalid: "password" is not right.
        Busy: it was tried too often.
    """
    with database.reading() as db:
        known = knowing.by_session(db, now, session_id)
    knowing.check(database, now, known, password, address)
    with database.writing() as db:
        people.prove_session(db, session_id, now)
        audit.record(db, now, knowing.happening(Action.PROVEN, known, address))


def _enter(db: Session, now: datetime, known: Known, caller: Caller) -> SignedIn:
    audit.record(db, now, knowing.happening(Action.SIGNED_IN, known, caller.address))
    return begin_session(db, now, known.user_id, caller)


def _device_of(db: Session, now: datetime, known: Known | None, caller: Caller) -> str:
    if known is None or not caller.device:
        return ""
    device = rules.device_id(caller.device, known.user_id)
    return device if entering.is_known_device(db, device, now - rules.DEVICE_LASTS) else ""


def _find_recovery_code(db: Session, user_id: str, text: str) -> tuple[str, str, str] | None:
    """The id of the code that the text begins like, its secret part as typed, and its hash."""
    parts = rules.parse_recovery_code(text)
    found: RecoveryCode | None = (
        entering.find_recovery_code(db, user_id, parts[0]) if parts else None
    )
    return (found.id, parts[1], found.code_hash) if found and parts else None


def _use_step(db: Session, user_id: str, step: int) -> None:
    found = people.find_user(db, user_id)
    # The same code from two windows at once: the second one comes too late.
    if found is None or found[0].totp_step >= step:
        raise Invalid("code", t.wrong_code)
    found[0].totp_step = step


def _use_recovery_code(
    db: Session, now: datetime, known: Known, code_id: str, address: str
) -> None:
    if not entering.remove_recovery_code(db, code_id):
        raise Invalid("code", t.wrong_code)
    audit.record(db, now, knowing.happening(Action.RECOVERY_CODE_USED, known, address))

"""Changing what only one person knows: the password, the second step, recovery codes."""

from datetime import datetime

from sqlmodel import Session

from hundred_app.core import passwords, second_step
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.service import known as knowing
from hundred_app.features.accounts.service import throttle
from hundred_app.features.accounts.service.entering import CODE
from hundred_app.features.accounts.service.joining import hash_new
from hundred_app.features.accounts.service.known import Known
from hundred_app.features.accounts.service.links import replace_link
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.tables import RecoveryCode
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening

RESET = "reset"


def change_password(
    database: Database, now: datetime, session_id: str, current: str, new: str, address: str
) -> None:
    """A new password for the old one; every other session ends, and no browser is known any more.

    Raises:
        Conflict: the session has ended.
        Invalid: "password" is not the present one, or "new_password" will not do.
        Busy: it was tried too often.
    """
    with database.reading() as db:
        known = knowing.by_session(db, now, session_id)
    knowing.check(database, now, known, current, address)
    hashed = _hash_new(new, known.username)
    with database.writing() as db:
        knowing.by_session(db, now, session_id)
        _set_password(db, known.user_id, hashed, keep=session_id)
        people.prove_session(db, session_id, now)
        audit.record(db, now, knowing.happening(Action.PASSWORD_CHANGED, known, address))


def is_reset_link(db: Session, now: datetime, token: str) -> bool:
    """Whether a new password can still be set by it."""
    return entering.find_link(db, rules.token_id(token), RESET, now) is not None


def reset_password(database: Database, now: datetime, token: str, new: str, address: str) -> None:
    """A new password by a one-time link. All sessions end; the second step stays.

    Raises:
        Conflict: the link was used, or is too old.
        Invalid: "new_password" will not do.
    """
    link_id = rules.token_id(token)
    with database.reading() as db:
        link = entering.find_link(db, link_id, RESET, now)
        if link is None or link.user_id is None:
            raise Conflict(t.reset_link_used)
        known = knowing.by_id(db, link.user_id)
    hashed = _hash_new(new, known.username)
    with database.writing() as db:
        if not entering.remove_link(db, link_id):
            raise Conflict(t.reset_link_used)
        _set_password(db, known.user_id, hashed)
        # No browser is known any more: whoever tries the account would keep its person out of it.
        throttle.forget_account(db, known.username)
        audit.record(db, now, knowing.happening(Action.PASSWORD_RESET, known, address))


def make_reset_link(db: Session, now: datetime, user_id: str, *, by: Happening) -> str:
    """The secret of a link by which this person sets a new password; earlier ones are void."""
    token = replace_link(db, now, RESET, rules.RESET_LINK_LASTS, user_id=user_id)
    audit.record(db, now, by)
    return token


def turn_second_step_on(
    database: Database, now: datetime, session_id: str, secret: str, code: str, address: str
) -> list[str]:
    """Ask for a code at every sign-in from now on. Returns fresh recovery codes, shown once.

    Args:
        secret: the one that the page showed. It comes back with the form: until a code
            proves that somebody's app has it, it protects nothing and is kept nowhere.

    Raises:
        Conflict: the session has ended, or there is a second step already.
        Invalid: "code" is not right for the secret.
    """
    with database.reading() as db:
        known = _without_second_step(db, now, session_id)
    step = second_step.step_of_code(secret, code, now, 0) if second_step.is_secret(secret) else None
    if step is None:
        raise Invalid("code", t.wrong_code)
    codes, rows = _new_codes(known.user_id)
    with database.writing() as db:
        _without_second_step(db, now, session_id)
        people.set_second_step(db, known.user_id, secret, step)
        entering.replace_recovery_codes(db, known.user_id, rows)
        people.remove_sessions_of(db, known.user_id, keep=session_id)
        audit.record(db, now, knowing.happening(Action.TWO_STEP_ON, known, address))
    return codes


def turn_second_step_off(database: Database, now: datetime, session_id: str, address: str) -> None:
    """Ask for the password alone from now on; recovery codes are void."""
    with database.writing() as db:
        known = knowing.by_session(db, now, session_id)
        people.set_second_step(db, known.user_id, None, 0)
        entering.replace_recovery_codes(db, known.user_id, [])
        audit.record(db, now, knowing.happening(Action.TWO_STEP_OFF, known, address))


def renew_recovery_codes(
    database: Database, now: datetime, session_id: str, address: str
) -> list[str]:
    """Fresh recovery codes in place of the old ones, shown once.

    Raises:
        Conflict: there is no second step, or the session has ended.
    """
    with database.reading() as db:
        known = knowing.by_session(db, now, session_id)
    if known.totp_secret is None:
        raise Conflict(t.no_second_step)
    codes, rows = _new_codes(known.user_id)
    with database.writing() as db:
        entering.replace_recovery_codes(db, known.user_id, rows)
        audit.record(db, now, knowing.happening(Action.RECOVERY_CODES_MADE, known, address))
    return codes


def recovery_codes_left(db: Session, user_id: str) -> int | None:
    """How many recovery codes are unused; None without a second step."""
    if knowing.by_id(db, user_id).totp_secret is None:
        return None
    return entering.count_recovery_codes(db, user_id)


def _without_second_step(db: Session, now: datetime, session_id: str) -> Known:
    known = knowing.by_session(db, now, session_id)
    if known.totp_secret is not None:
        raise Conflict(t.second_step_there)
    return known


def _hash_new(password: str, username: str) -> str:
    try:
        return hash_new(password, username)
    except Invalid as error:
        raise Invalid("new_password", error.message) from None


def _set_password(db: Session, user_id: str, hashed: str, *, keep: str = "") -> None:
    people.set_password(db, user_id, hashed)
    people.remove_sessions_of(db, user_id, keep=keep)
    entering.forget_devices(db, user_id)
    entering.remove_links(db, RESET, user_id)
    # Nor does the old password go on as the first of two steps.
    entering.remove_links(db, CODE, user_id)


def _new_codes(user_id: str) -> tuple[list[str], list[RecoveryCode]]:
    codes: dict[str, str] = {}
    rows: list[RecoveryCode] = []
    while len(codes) < rules.RECOVERY_CODES:
        code = rules.new_recovery_code()
        hint, secret = code[:4], code[4:].replace("-", "")
        if hint not in codes:
            codes[hint] = code
            rows.append(
                RecoveryCode(user_id=user_id, hint=hint, code_hash=passwords.hash_password(secret))
            )
    return list(codes.values()), rows

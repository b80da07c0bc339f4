"""How often somebody may try to get in: counted in the database, so that a restart forgets nothing.

A try counts as failed from its beginning until it has succeeded. Counted only
at its end, a hundred at the same moment would all be the first.
"""

import math
from datetime import datetime, timedelta

from sqlmodel import Session

from hundred_app.core.db import Database
from hundred_app.core.errors import Busy
from hundred_app.core.ids import new_id
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.rules import Limit
from hundred_app.features.accounts.store import entering as store
from hundred_app.features.accounts.tables import SignInFailure
from hundred_app.features.accounts.texts import t

_REMEMBERED_FOR = timedelta(days=1)
_CLOCKS_DIFFER_BY = timedelta(hours=1)


def begin_sign_in(
    database: Database, now: datetime, address: str, username: str, known_device: str
) -> str:
    """Count a try to sign in. Returns what takes it back.

    Args:
        known_device: the id of a browser that this account was used in before, else "".
            It has a count of its own, so that nobody elsewhere can slow its person down.

    Raises:
        Busy: from this address, or for this account, it was tried too often.
    """
    account = rules.token_id(f"sign-in:{username}")
    source = f"device:{known_device[:40]}" if known_device else rules.network_of(address)
    with database.writing() as db:
        _tidy(db, now)
        wait = _wait_of_address(db, now, source)
        if not known_device:
            failures = store.failures_for(db, account, rules.PER_ACCOUNT.failures)
            wait = max(wait, rules.wait_for_account(failures, now))
        _refuse(wait)
        return _count(db, now, source, account)


def begin_secret(database: Database, now: datetime, address: str, what: str) -> str:
    """Count a try at what only one person knows: a code, or the password again.

    Raises:
        Busy: it was tried too often.
    """
    account = rules.token_id(what)
    # A count of its own: strangers who fail to sign in from the same address, that of a house or
    # of a proxy nobody told us of, must not keep somebody out who is half inside.
    source = f"inside:{rules.network_of(address)}"[:64]
    with database.writing() as db:
        _tidy(db, now)
        failures = store.failures_for(db, account, rules.PER_SECRET.failures)
        wait = rules.wait_for_window(failures, rules.PER_SECRET, now)
        _refuse(max(wait, _wait_of_address(db, now, source)))
        return _count(db, now, source, account)


def begin_sign_up(database: Database, now: datetime, address: str) -> None:
    """Count a try at a new account, which is never taken back: nobody needs ten in ten minutes.

    Raises:
        Busy: too many were asked for from this address.
    """
    source = f"new:{rules.network_of(address)}"[:64]
    with database.writing() as db:
        _tidy(db, now)
        failures = store.failures_from(db, source, rules.PER_ADDRESS.failures)
        _refuse(rules.wait_for_window(failures, rules.PER_ADDRESS, now))
        _count(db, now, source, rules.token_id("sign-up"))


def succeed(db: Session, failure_id: str) -> None:
    """Take back what was counted: it was no failure."""
    store.remove_failure(db, failure_id)


def forget_account(db: Session, username: str) -> None:
    store.remove_failures_of(db, rules.token_id(f"sign-in:{username}"))


def _tidy(db: Session, now: datetime) -> None:
    # What lies ahead was counted by a clock that has been set back since: it would hold for as
    # long as the clock was wrong.
    store.remove_failures_outside(db, now - _REMEMBERED_FOR, now + _CLOCKS_DIFFER_BY)


def _wait_of_address(db: Session, now: datetime, source: str) -> timedelta:
    attacked = store.count_failures(db, now - rules.OVERALL.window) >= rules.OVERALL.failures
    limit: Limit = rules.PER_ADDRESS_UNDER_ATTACK if attacked else rules.PER_ADDRESS
    return rules.wait_for_window(store.failures_from(db, source, limit.failures), limit, now)


def _refuse(wait: timedelta) -> None:
    if wait > timedelta():
        minutes = math.ceil(wait.total_seconds() / 60)
        text = t.too_many_tries(minutes, minutes=minutes)
        raise Busy(text, retry_seconds=math.ceil(wait.total_seconds()))


def _count(db: Session, now: datetime, source: str, account: str) -> str:
    failure = SignInFailure(id=new_id(), address=source, account=account, happened_at=now)
    store.add_failure(db, failure)
    return failure.id

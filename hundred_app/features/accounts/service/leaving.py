"""Taking everything out, and deleting one's account with everything in it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from hundred_app import __version__
from hundred_app.core import belongings
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.service import known as knowing
from hundred_app.features.accounts.service import throttle
from hundred_app.features.accounts.store import people
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.rules import SOMEBODY_GONE
from hundred_app.features.audit.service import Action, Happening


class LeaveForm(BaseModel):
    """What the form of /leave sends: the password, and the username typed out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    username: str
    password: str


def take_out(work: Work) -> dict[str, Any]:
    """Everything that is this person's, by table, without what signs anybody in."""
    user, _ = people.get_user(work.db, work.user_id)
    audit.record(
        work.db,
        work.now,
        Happening(Action.EXPORTED, actor=user.username, address=work.address),
    )
    return {
        "hundred": __version__,
        "username": user.username,
        "taken_out_at": work.now.isoformat(),
        "tables": belongings.rows_of(work.db, work.user_id),
    }


def leave(
    database: Database, now: datetime, session_id: str, form: LeaveForm, address: str
) -> None:
    """Delete the account of this session and everything that is its person's.

    The audit log keeps that somebody left, and no longer who. What a backup
    holds goes with the backup.

    Raises:
        Conflict: the session has ended, or it is the last administrator and others are here.
        Invalid: "username" is not the own one, or "password" is not right.
        Busy: it was tried too often.
    """
    with database.reading() as db:
        known = knowing.by_session(db, now, session_id)
    if rules.fold(form.username) != known.username:
        raise Invalid("username", t.leave_name(name=known.username))
    knowing.check(database, now, known, form.password, address)
    with database.writing() as db:
        found = people.find_user(db, known.user_id)
        others = people.count_users(db) > 1
        if found and found[0].role == "admin" and others and people.count_admins(db) == 1:
            raise Conflict(t.last_admin_leaves)
        people.remove_user(db, known.user_id)
        throttle.forget_account(db, known.username)
        audit.forget(db, known.username, SOMEBODY_GONE)
        audit.record(db, now, Happening(Action.ACCOUNT_DELETED, actor=SOMEBODY_GONE))
    # What was deleted is overwritten in the file, and must not stay behind in the journal.
    database.checkpoint()

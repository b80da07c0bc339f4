"""Sessions: beginning one, the devices somebody is signed in at, ending them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.service.actors import Caller
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.tables import KnownDevice, SignIn
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening


@dataclass(frozen=True)
class SignedIn:
    """A new session: `token` and `device` go into cookies and are kept nowhere else."""

    token: str
    user_id: str
    device: str = ""


@dataclass(frozen=True)
class Device:
    """One signed-in browser, as its person reads it. `id` is made from the session's, not it."""

    id: str
    name: str
    detail: str
    is_this: bool


def begin_session(db: Session, now: datetime, user_id: str, caller: Caller) -> SignedIn:
    """A new session, and the browser known from now on."""
    people.remove_ended_sessions(db, now)
    before = people.sessions_of(db, user_id, now)
    for oldest in before[rules.MOST_SESSIONS - 1 :]:
        people.remove_session(db, oldest.id)
    token = rules.new_token()
    people.add_session(
        db,
        SignIn(
            id=rules.token_id(token),
            user_id=user_id,
            expires_at=rules.session_end(now, now),
            created_at=now,
            last_used_at=now,
            proven_at=now,
            address=caller.address[:45],
            agent=caller.agent[:200],
        ),
    )
    device = caller.device if 20 <= len(caller.device) <= 100 else rules.new_token()
    entering.forget_devices_before(db, now - rules.DEVICE_LASTS)
    entering.know_device(
        db,
        KnownDevice(id=rules.device_id(device, user_id), user_id=user_id, last_used_at=now),
    )
    return SignedIn(token, user_id, device)


def sign_out(db: Session, now: datetime, session_id: str) -> None:
    """End a session, if it is one."""
    found = people.find_signed_in(db, session_id, now)
    people.remove_session(db, session_id)
    if found:
        session, user, _ = found
        audit.record(
            db, now, Happening(Action.SIGNED_OUT, actor=user.username, address=session.address)
        )


def devices(work: Work, session_id: str) -> list[Device]:
    """Where the person is signed in, this browser first, then the one used last."""
    rows = people.sessions_of(work.db, work.user_id, work.now)
    shown = [
        Device(
            id=_public_id(row),
            name=rules.device_name(row.agent),
            detail=_detail(work, row),
            is_this=row.id == session_id,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda device: not device.is_this)


def end_device(work: Work, device_id: str) -> None:
    """Sign one of the person's browsers out.

    Raises:
        NotFound: it is not signed in, or somebody else is there.
    """
    row = next(
        (
            row
            for row in people.sessions_of(work.db, work.user_id, work.now)
            if _public_id(row) == device_id
        ),
        None,
    )
    if row is None:
        raise NotFound
    people.remove_session(work.db, row.id)
    _write_down(work, rules.device_name(row.agent))


def end_other_devices(work: Work, session_id: str) -> None:
    """Sign every other browser out, and know none of them again."""
    ended = people.remove_sessions_of(work.db, work.user_id, keep=session_id)
    forgotten = entering.forget_devices(work.db, work.user_id)
    # Pressed ten times a second it would push everything else out of sight in the audit log.
    if ended or forgotten:
        _write_down(work, t.all_others)


def roles_of_sessions(db: Session, now: datetime, session_ids: Iterable[str]) -> dict[str, str]:
    """Which of these sessions last, with the role of the person behind each."""
    return people.roles_of_sessions(db, now, session_ids)


def _public_id(row: SignIn) -> str:
    return rules.token_id(row.id)[:20]


def _detail(work: Work, row: SignIn) -> str:
    since = words.day(work.day_of(row.created_at), work.today)
    used = words.day(work.day_of(row.last_used_at), work.today)
    where = row.address or t.unknown_address
    return t.device_detail(since=since, used=used, address=where)


def _write_down(work: Work, subject: str) -> None:
    user = people.find_user(work.db, work.user_id)
    audit.record(
        work.db,
        work.now,
        Happening(
            Action.SESSION_ENDED,
            actor=user[0].username if user else "",
            subject=subject,
            address=work.address,
        ),
    )

"""Writing down what touches somebody's safety, and reading it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from hundred_app.core.text import Phrase
from hundred_app.features.audit import rules, store
from hundred_app.features.audit.rules import Action, Happening
from hundred_app.features.audit.tables import AuditEvent
from hundred_app.features.audit.texts import t

KEPT_FOR = timedelta(days=400)
MOST_REFUSED = 5_000


@dataclass(frozen=True)
class Line:
    """One line of the audit log, as an administrator reads it."""

    happened_at: datetime
    actor: str
    action: str
    subject: str
    address: str
    is_refused: bool


def record(db: Session, now: datetime, happening: Happening) -> None:
    """Write an act down in the transaction that it happens in.

    What was refused is kept in a number that has an end: anybody can be
    refused, as often as they like.
    """
    if happening.is_refused and store.count_refused(db) >= MOST_REFUSED:
        store.remove_oldest_refused(db, MOST_REFUSED // 10)
    store.remove_before(db, now - KEPT_FOR)
    store.add(
        db,
        AuditEvent(
            happened_at=now,
            action=happening.action.value,
            actor=rules.plain(happening.actor, 32),
            subject=rules.plain(happening.subject, 64),
            address=rules.plain(happening.address, 45),
            is_refused=happening.is_refused,
        ),
    )


def forget(db: Session, name: str, new_name: str) -> None:
    """Keep what somebody did, and no longer who it was."""
    store.rename(db, name, new_name)


def newest(db: Session, limit: int) -> list[Line]:
    """The newest lines first. For administrators: whoever calls this asks for one."""
    return [_line(row) for row in store.newest(db, limit)]


def _line(row: AuditEvent) -> Line:
    """A row in the language that is spoken."""
    return Line(
        happened_at=row.happened_at,
        actor=_said(row.actor, t.nameless),
        action=_said(row.action, t.acts),
        subject=_said(row.subject, t.nameless),
        address=row.address,
        is_refused=row.is_refused,
    )


def _said(written: str, known: Sequence[Phrase]) -> str:
    """One of the known phrases said now; as it was written down if it is none of them."""
    return next((phrase() for phrase in known if phrase == written), written)


__all__ = ["Action", "Happening", "Line", "forget", "newest", "record"]

"""Rows of table focus_session."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.focus.rules import Kind, Mode, Status
from hundred_app.features.focus.tables import FocusSession
from hundred_app.features.focus.texts import t


def find(work: Work, session_id: str) -> FocusSession | None:
    return work.db.exec(
        select(FocusSession).where(
            FocusSession.id == session_id, FocusSession.user_id == work.user_id
        )
    ).one_or_none()


def get(work: Work, session_id: str) -> FocusSession:
    """
    Raises:
        NotFound: there is none with this id, or it is somebody else's.
    """
    row = find(work, session_id)
    if row is None:
        raise NotFound(t.gone)
    return row


def find_active(work: Work) -> FocusSession | None:
    """The one that is running or paused."""
    return next(iter(all_of(work, [Status.ACTIVE])), None)


def all_of(work: Work, statuses: Collection[Status]) -> list[FocusSession]:
    """Those of these statuses, in the order in which they were started."""
    return list(
        work.db.exec(
            select(FocusSession)
            .where(FocusSession.user_id == work.user_id, col(FocusSession.status).in_(statuses))
            .order_by(col(FocusSession.id))
        )
    )


def latest_done(work: Work, since: datetime) -> FocusSession | None:
    """The last one, stretch or break, that was completed since then."""
    return work.db.exec(
        select(FocusSession)
        .where(
            FocusSession.user_id == work.user_id,
            FocusSession.status == Status.COMPLETED,
            col(FocusSession.completed_at) >= since,
        )
        .order_by(col(FocusSession.completed_at).desc(), col(FocusSession.id).desc())
        .limit(1)
    ).one_or_none()


def count_pomodoros(work: Work, since: datetime) -> int:
    """How many pomodoros were completed since then."""
    return work.db.exec(
        select(func.count())
        .select_from(FocusSession)
        .where(
            FocusSession.user_id == work.user_id,
            FocusSession.status == Status.COMPLETED,
            FocusSession.mode == Mode.FOCUS,
            FocusSession.kind == Kind.POMODORO,
            col(FocusSession.completed_at) >= since,
        )
    ).one()


def count_without_log(work: Work) -> int:
    """How many there are that no log keeps in bounds."""
    return work.db.exec(
        select(func.count())
        .select_from(FocusSession)
        .where(FocusSession.user_id == work.user_id, col(FocusSession.time_log_id).is_(None))
    ).one()


def add(work: Work, row: FocusSession) -> None:
    work.db.add(row)
    work.db.flush()


def remove_old(work: Work, before: datetime) -> None:
    """Remove breaks and discarded stretches that ended before then."""
    work.db.exec(
        delete(FocusSession).where(
            col(FocusSession.user_id) == work.user_id,
            col(FocusSession.time_log_id).is_(None),
            col(FocusSession.status).in_([Status.COMPLETED, Status.ABANDONED]),
            col(FocusSession.completed_at) < before,
        )
    )

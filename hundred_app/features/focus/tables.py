"""What is kept: focus_session."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from hundred_app.core.table import Instant, Table


class FocusSession(Table, table=True):
    """A timed stretch. Its id becomes the id of its log, so one stretch makes one log."""

    __tablename__ = "focus_session"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("mode IN ('focus', 'short_break', 'long_break')", name="mode"),
        CheckConstraint("kind IN ('flow', 'pomodoro', 'countdown')", name="kind"),
        CheckConstraint("status IN ('active', 'stopped', 'completed', 'abandoned')", name="status"),
        CheckConstraint("length_seconds BETWEEN 1 AND 86400", name="length_seconds"),
        CheckConstraint("paused_seconds >= 0", name="paused_seconds"),
        # The last guard of "one timer at a time", whatever two devices do at once.
        Index(
            "uq_focus_session_active",
            "user_id",
            unique=True,
            # The steps say it to both engines. Here it would bring the dialect of the other one,
            # which costs every start 26 ms.
            sqlite_where=text("status = 'active'"),
        ),
        Index("ix_focus_session_user_id_status", "user_id", "status"),
    )

    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", max_length=36)
    commitment_id: str | None = Field(
        default=None, foreign_key="commitment.id", ondelete="CASCADE", index=True, max_length=36
    )
    mode: str = Field(max_length=12)
    kind: str = Field(max_length=10)
    status: str = Field(max_length=10)
    length_seconds: int | None = None
    started_at: datetime = Field(sa_type=Instant)
    first_paused_at: datetime | None = Field(default=None, sa_type=Instant)
    paused_at: datetime | None = Field(default=None, sa_type=Instant)
    resumed_at: datetime | None = Field(default=None, sa_type=Instant)
    paused_seconds: int = 0
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)
    completed_at: datetime | None = Field(default=None, sa_type=Instant)
    thoughts: str = ""
    time_log_id: str | None = Field(
        default=None,
        foreign_key="time_log.id",
        ondelete="SET NULL",
        unique=True,
        max_length=36,
    )

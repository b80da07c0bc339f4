"""What is kept: commitment, time_log, milestone, letter."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text, true
from sqlmodel import Field

from hundred_app.core import clock
from hundred_app.core.table import Instant, Table


class Commitment(Table, table=True):
    __tablename__ = "commitment"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("goal_hours BETWEEN 1 AND 10000", name="goal_hours"),
        CheckConstraint("seat BETWEEN 0 AND 3", name="seat"),
        CheckConstraint("minutes_before >= 0", name="minutes_before"),
        # The last guard of "at most four": two active commitments never share a seat.
        Index(
            "uq_commitment_active_seat",
            "user_id",
            "seat",
            unique=True,
            # The steps say it to both engines. Here it would bring the dialect of the other one,
            # which costs every start 26 ms.
            sqlite_where=text("is_active"),
        ),
    )

    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", index=True, max_length=36)
    title: str = Field(max_length=100)
    category: str | None = Field(default=None, max_length=50)
    goal_hours: int = Field(default=100, sa_column_kwargs={"server_default": text("100")})
    is_active: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    created_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    seat: int = 0
    minutes_before: int = 0
    rev: int = 1
    lines: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class TimeLog(Table, table=True):
    __tablename__ = "time_log"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration_minutes"),
        # Carries the minutes too, so that totals and days are read from the index alone.
        Index("ix_time_log_by_day", "commitment_id", "date", "duration_minutes"),
        UniqueConstraint("commitment_id", "source_key"),
        Index(
            "ix_time_log_waiting",
            "commitment_id",
            "reflect_by",
            sqlite_where=text("reflect_by IS NOT NULL"),
        ),
    )

    commitment_id: str = Field(foreign_key="commitment.id", ondelete="CASCADE", max_length=36)
    duration_minutes: int
    date: datetime = Field(sa_type=Instant)
    reflection: str
    created_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    source: str | None = Field(default=None, max_length=40)
    source_key: str | None = Field(default=None, max_length=64)
    reflect_by: datetime | None = Field(default=None, sa_type=Instant)
    rev: int = 1


class Milestone(Table, table=True):
    __tablename__ = "milestone"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("hours_threshold IN (25, 50, 75, 100)", name="hours_threshold"),
        UniqueConstraint("commitment_id", "hours_threshold"),
    )

    commitment_id: str = Field(foreign_key="commitment.id", ondelete="CASCADE", max_length=36)
    hours_threshold: int
    user_synthesis: str
    ai_feedback: str | None = None
    completed_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    rev: int = 1


class Letter(Table, table=True):
    """What somebody wrote to who they will be at the goal. Nothing changes it."""

    __tablename__ = "letter"  # pyright: ignore[reportAssignmentType]

    commitment_id: str = Field(
        foreign_key="commitment.id", ondelete="CASCADE", unique=True, max_length=36
    )
    text: str
    sealed_at: datetime = Field(default_factory=clock.now, sa_type=Instant)

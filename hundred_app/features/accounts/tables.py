"""What is kept about people: user, session, user_settings, one_time_link."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from hundred_app.core import clock
from hundred_app.core.table import Instant, SQLModel, Table


class User(Table, table=True):
    __tablename__ = "user"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("role IN ('user', 'admin')", name="role"),)

    username: str = Field(unique=True, max_length=32)
    password_hash: str
    role: str = Field(default="user", max_length=8)
    is_disabled: bool = False
    created_at: datetime = Field(default_factory=clock.now, sa_type=Instant)


class SignIn(SQLModel, table=True):
    """One signed-in browser. The id is the SHA-256 of the secret in its cookie."""

    __tablename__ = "session"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    user_id: str = Field(foreign_key="user.id", index=True, max_length=36)
    expires_at: datetime = Field(sa_type=Instant, index=True)


class UserSettings(SQLModel, table=True):
    __tablename__ = "user_settings"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("week_start BETWEEN 0 AND 6", name="week_start"),
        CheckConstraint("day_start BETWEEN 0 AND 23", name="day_start"),
    )

    user_id: str = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE", max_length=36)
    time_zone: str = Field(default="UTC", max_length=64)
    week_start: int = 0
    day_start: int = 0
    theme: str = Field(default="system", max_length=8)


class OneTimeLink(SQLModel, table=True):
    """A link that may be used once. The id is the SHA-256 of the secret in its address."""

    __tablename__ = "one_time_link"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=16)
    expires_at: datetime = Field(sa_type=Instant)

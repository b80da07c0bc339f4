"""What is kept about people, how they sign in, and who tried to."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, false, text, true
from sqlmodel import Field

from hundred_app.core import clock
from hundred_app.core.table import SECRET, Instant, SQLModel, Table


class User(Table, table=True):
    __tablename__ = "user"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("role IN ('user', 'admin')", name="role"),)

    username: str = Field(unique=True, max_length=32)
    password_hash: str = Field(sa_column_kwargs={"info": SECRET})
    role: str = Field(default="user", max_length=8)
    is_disabled: bool = False
    is_approved: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    created_at: datetime = Field(default_factory=clock.now, sa_type=Instant)
    totp_secret: str | None = Field(default=None, max_length=64, sa_column_kwargs={"info": SECRET})
    totp_step: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs={"server_default": text("0"), "info": SECRET},
    )


class SignIn(SQLModel, table=True):
    """One signed-in browser. The id is the SHA-256 of the secret in its cookie.

    `proven_at` is when its person last gave their password.
    """

    __tablename__ = "session"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64, sa_column_kwargs={"info": SECRET})
    user_id: str = Field(foreign_key="user.id", index=True, max_length=36)
    expires_at: datetime = Field(sa_type=Instant, index=True)
    created_at: datetime = Field(sa_type=Instant, sa_column_kwargs={"server_default": text("0")})
    last_used_at: datetime = Field(sa_type=Instant, sa_column_kwargs={"server_default": text("0")})
    proven_at: datetime = Field(sa_type=Instant, sa_column_kwargs={"server_default": text("0")})
    address: str = Field(default="", max_length=45, sa_column_kwargs={"server_default": text("''")})
    agent: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": text("''")})


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
    language: str = Field(default="", max_length=8, sa_column_kwargs={"server_default": text("''")})
    lessons: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    has_prompts: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    has_template: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    has_mentor: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class OneTimeLink(SQLModel, table=True):
    """A link that may be used once. The id is the SHA-256 of the secret in its address."""

    __tablename__ = "one_time_link"  # pyright: ignore[reportAssignmentType]
    __table_args__ = {"info": SECRET}

    id: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=16)
    expires_at: datetime = Field(sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant, sa_column_kwargs={"server_default": text("0")})
    user_id: str | None = Field(
        default=None, foreign_key="user.id", ondelete="CASCADE", max_length=36
    )


class RecoveryCode(Table, table=True):
    """A code for somebody who lost their second step. `hint` is its first part, in clear."""

    __tablename__ = "recovery_code"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("user_id", "hint"), {"info": SECRET})

    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", max_length=36)
    hint: str = Field(max_length=8)
    code_hash: str


class KnownDevice(SQLModel, table=True):
    """A browser that somebody signed in from before. The id is the SHA-256 of its cookie."""

    __tablename__ = "known_device"  # pyright: ignore[reportAssignmentType]
    __table_args__ = {"info": SECRET}

    id: str = Field(primary_key=True, max_length=64)
    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", index=True, max_length=36)
    last_used_at: datetime = Field(sa_type=Instant)


class SignInFailure(Table, table=True):
    """A sign-in that failed, by what it is counted under: hashes, since people mistype."""

    __tablename__ = "sign_in_failure"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "address", "happened_at"), Index(None, "account", "happened_at"))

    address: str = Field(max_length=64)
    account: str = Field(max_length=64)
    happened_at: datetime = Field(sa_type=Instant, index=True)

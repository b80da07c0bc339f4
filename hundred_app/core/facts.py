"""What is known of this installation as a whole: table db_metadata, a value under a key."""

from datetime import datetime

from sqlmodel import Field, Session

from hundred_app.core.table import Instant, SQLModel


class Fact(SQLModel, table=True):
    __tablename__ = "db_metadata"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=40)
    value: str
    updated_at: datetime = Field(sa_type=Instant)


def get(db: Session, key: str) -> str | None:
    """The value under a key; None when nothing was ever put there."""
    found = db.get(Fact, key)
    return found.value if found else None


def put(db: Session, now: datetime, key: str, value: str) -> None:
    db.merge(Fact(key=key, value=value, updated_at=now))

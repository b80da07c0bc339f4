"""What is kept: one row a deed, never changed."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from hundred_app.core.table import Instant, Table


class ActivityEvent(Table, table=True):
    __tablename__ = "activity_event"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "user_id", "happened_at"),)

    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", max_length=36)
    kind: str = Field(max_length=32)
    subject_id: str = Field(max_length=36)
    amount: int = 1
    happened_at: datetime = Field(sa_type=Instant)


class RemovedItem(Table, table=True):
    """Something that was deleted and can still be taken back."""

    __tablename__ = "removed_item"  # pyright: ignore[reportAssignmentType]

    user_id: str = Field(foreign_key="user.id", ondelete="CASCADE", index=True, max_length=36)
    kind: str = Field(max_length=32)
    content: str
    removed_at: datetime = Field(sa_type=Instant)

"""What is kept: the text that somebody is writing, under the name of the field."""

from datetime import datetime

from sqlmodel import Field

from hundred_app.core.table import Instant, SQLModel


class Draft(SQLModel, table=True):
    __tablename__ = "draft"  # pyright: ignore[reportAssignmentType]

    user_id: str = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE", max_length=36)
    name: str = Field(primary_key=True, max_length=80)
    text: str
    updated_at: datetime = Field(sa_type=Instant)

"""What is kept: where somebody wants their week to be sent, and which day it was sent on."""

from datetime import datetime

from sqlmodel import Field

from hundred_app.core.table import SECRET, Instant, SQLModel


class ReviewMail(SQLModel, table=True):
    """One row a person who ever asked for it.

    Attributes:
        address: confirmed; "" when nothing is sent.
        language: the one in which it was asked for.
        asked_address: where a code was sent to; "" when none is awaited.
        code_hash: of that code; `tries` are the wrong ones since.
        codes_since: when the first of the last `codes` was sent.
        off_token: ends the messages, and can do nothing else.
        day: the day, as ISO 8601, whose message was last taken to be sent; "" before any.
        sendings: how often that one was tried; `again_at` is when it will be.
    """

    __tablename__ = "review_mail"  # pyright: ignore[reportAssignmentType]

    user_id: str = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE", max_length=36)
    address: str = Field(default="", max_length=254)
    language: str = Field(default="", max_length=8)
    asked_address: str = Field(default="", max_length=254)
    code_hash: str = Field(default="", max_length=64, sa_column_kwargs={"info": SECRET})
    code_sent_at: datetime = Field(sa_type=Instant)
    tries: int = 0
    codes_since: datetime = Field(sa_type=Instant)
    codes: int = 0
    off_token: str = Field(unique=True, max_length=64, sa_column_kwargs={"info": SECRET})
    day: str = Field(default="", max_length=10)
    sendings: int = 0
    again_at: datetime | None = Field(default=None, sa_type=Instant)

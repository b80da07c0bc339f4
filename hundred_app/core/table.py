"""The base of every table: naming, and instants as UTC seconds."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from hundred_app.core.ids import new_id

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


SECRET = {"is_secret": True}
"""Marks a table or column that lets somebody in, and so is not taken out with a person's data."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole seconds since 1970 in UTC.

    A number, not a text or a native timestamp: which day a moment falls on
    depends on the person's zone, and adding an offset and dividing by 86,400
    is the one way to ask that in SQL that is fast and means the same on every
    engine.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(int(value), UTC)


class Table(SQLModel):
    """A table whose rows are known by a UUIDv7."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)

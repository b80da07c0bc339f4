"""Everything that is one person's, whatever feature keeps it.

A table belongs to somebody when a foreign key leads from it to their account,
directly or by way of other tables. So a table that is made tomorrow is taken
out with the rest and nobody has to remember it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, select
from sqlmodel import Session, SQLModel

PEOPLE = "user"
_MARK = "is_secret"


def rows_of(db: Session, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of a person by table, without what is secret; moments as ISO 8601 in UTC."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in SQLModel.metadata.sorted_tables:
        condition = owned_by(table, user_id)
        if condition is None or table.info.get(_MARK):
            continue
        columns = [column for column in table.columns if not column.info.get(_MARK)]
        order = list(table.primary_key.columns)
        rows = (
            db.connection().execute(select(*columns).where(condition).order_by(*order)).mappings()
        )
        found[table.name] = [{key: _plain(value) for key, value in row.items()} for row in rows]
    return found


def owned_by(table: Table, user_id: str) -> ColumnElement[bool] | None:
    """What holds of the rows of a table that are this person's; None for a table of nobody's."""
    people = SQLModel.metadata.tables[PEOPLE]
    if table is people:
        return people.c.id == user_id
    for key in sorted(table.foreign_keys, key=lambda key: key.column.table.name != PEOPLE):
        parent = key.column.table
        if parent is people:
            return _column(key.parent) == user_id
        condition = owned_by(parent, user_id) if parent is not table else None
        if condition is not None:
            theirs: Select[Any] = select(key.column).where(condition)
            return _column(key.parent).in_(theirs)
    return None


def _column(column: Column[Any]) -> Column[Any]:
    return column


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value

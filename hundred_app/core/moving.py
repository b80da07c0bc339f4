"""All rows of one database into another, of whichever engine, counted and compared value by value.

Both are of one schema. Indexes of words are not rows: they are made from the texts. NUL
characters, which nobody sees, stay behind.
"""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from hundred_app.core import disk, fulltext, migrate
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.postgresql import schema
from hundred_app.core.postgresql.address import Address
from hundred_app.core.soundness import Damaged

_AT_ONCE = 1_000
_KEPT_BY_STEPS = "alembic_version"


class NotMoved(HundredError):
    """Nothing was moved, and nothing was changed; the message says why."""


@dataclass(frozen=True)
class Counted:
    """What a table holds: how many rows, and a hash of every value in the order of its keys."""

    rows: int
    digest: str


def to_server(source: Database, address: Address) -> dict[str, Counted]:
    """Move all rows into a database on a server that has nobody in it yet, in one transaction.

    Returns:
        What each table holds, on both sides.

    Raises:
        NotMoved: it has rows, or takes some of ours for none; it is as it was.
        UnusableDatabase: it cannot be used.
    """
    # Opening it would bring it up to date, and with it whoever is in it.
    if schema.revision_at(address) not in ("", migrate.head()):
        raise NotMoved(
            f"The database {address} was begun by an older Hundred. Give it a new one. Nothing was"
            " changed."
        )
    target = schema.open_server(address)
    with closing(target):
        return _move(source, target, f"The database {address}")


def to_file(source: Database, file: Path, *, without: Collection[str] = ()) -> dict[str, Counted]:
    """Move all rows into a new SQLite file, which gets its name once it is whole.

    Args:
        without: tables whose rows stay behind.

    Raises:
        NotMoved: there is a file of that name, or it cannot be written.
    """
    aside = file.with_name(f"{file.name}.moving")
    try:
        if file.exists() or aside.exists():
            raise NotMoved(f"{file if file.exists() else aside} is there already.")
        try:
            with closing(migrate.build(aside, _revision(source))) as target:
                moved = _move(source, target, str(file), without)
            disk.put(aside, file)
        finally:
            for left in aside.parent.glob(f"{aside.name}*"):
                left.unlink()
    except OSError as error:
        raise NotMoved(f"{file} cannot be written: {error.strerror}.") from error
    return moved


def put_in_place(source: Connection, target: Connection) -> None:
    """Put all rows of one database in the place of all rows of another, inside its transaction.

    Row by row and not by emptying the tables, so that who reads goes on reading what was.

    Raises:
        Damaged: what arrived is not what was sent.
    """
    for table in reversed(_tables(target)):
        target.execute(delete(table))
    _copy(source, target)
    fulltext.settle(target)


def counted(connection: Connection, without: Collection[str] = ()) -> dict[str, Counted]:
    """What each table holds.

    Args:
        without: tables that count as empty.
    """
    nothing = Counted(0, hashlib.sha256().hexdigest())
    return {
        table.name: nothing if table.name in without else _counted(connection, table)
        for table in _tables(connection)
    }


def _move(
    source: Database, target: Database, named: str, without: Collection[str] = ()
) -> dict[str, Counted]:
    try:
        with source.reading() as held, target.writing() as taking:
            ours, theirs = held.connection(), taking.connection()
            if any(_has_rows(theirs, table) for table in _tables(theirs)):
                raise NotMoved(f"{named} is not empty. Nothing was changed.")
            return _copy(ours, theirs, without)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise NotMoved(f"{named} does not take all rows: {reason}. Nothing was changed.") from error
    except Damaged as error:
        raise NotMoved(f"{named}: {error}. Nothing was changed.") from error


def _copy(
    source: Connection, target: Connection, without: Collection[str] = ()
) -> dict[str, Counted]:
    for connection in (source, target):
        _wait_long(connection)
    expected = counted(source, without)
    for table in _tables(target):
        if table.name in without:
            continue
        for rows in _read(source, table):
            target.execute(insert(table), rows)
    found = counted(target)
    if found != expected:
        other = sorted(name for name in expected if found.get(name) != expected[name])
        raise Damaged(f"what arrived in {', '.join(other)} is not what was sent")
    return found


def _wait_long(connection: Connection) -> None:
    """To a server, one side of a large move does nothing while the other is counted."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _tables(connection: Connection) -> list[Table]:
    """The tables with rows of people, those that others hang on first."""
    names = [name for name in migrate.plain_tables(connection) if name != _KEPT_BY_STEPS]
    known = MetaData()
    known.reflect(connection, only=names, resolve_fks=False)
    return known.sorted_tables


def _read(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """The rows in the order of their keys, some at a time."""
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": _AT_ONCE}).mappings()
    for rows in found.partitions():
        yield [{name: _without_nul(value) for name, value in row.items()} for row in rows]


def _without_nul(value: object) -> object:
    # Forms take them out today, and PostgreSQL takes none; diaries from before may have some.
    return value.replace("\0", "") if isinstance(value, str) else value


def _counted(connection: Connection, table: Table) -> Counted:
    digest, count = hashlib.sha256(), 0
    # By name: a column that a step added stands elsewhere in a table that was made anew.
    names = sorted(column.name for column in table.columns)
    for rows in _read(connection, table):
        count += len(rows)
        for row in rows:
            digest.update(repr([row[name] for name in names]).encode())
    return Counted(count, digest.hexdigest())


def _revision(source: Database) -> str:
    with source.reading() as db:
        return str(db.scalar(text("SELECT version_num FROM alembic_version")))


def _has_rows(connection: Connection, table: Table) -> bool:
    return bool(connection.execute(select(func.count()).select_from(table)).scalar())


__all__ = ["Counted", "NotMoved", "counted", "put_in_place", "to_file", "to_server"]

"""Putting a backup in the place of the present: what it holds, made anew from its rows, exchanged.

Nothing of a file from elsewhere is adopted but values in columns that we
know. Its schema stays behind, with whatever runs inside it.
"""

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hundred_app.core import disk, migrate, soundness
from hundred_app.core.backups import keeping, making, shelf
from hundred_app.core.backups.rules import Backup, Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.soundness import Damaged, Foreign, UnusableDatabase

logger = logging.getLogger(__name__)

LARGEST_VALUE = 16 * 1024 * 1024
"""In bytes: more than any text of ours, and too little to fill the memory by a trick."""

LARGEST_NUMBER = 200_000_000_000
"""In the year 8307, as seconds since 1970. Of a number beyond, no date could be made when
somebody signs in."""

_PREFIX = ".restoring-"
_NEXT = ".next"
"""Ends the name of a database that is about to take the place of one that cannot be used."""
_TYPES = {"INTEGER": int, "BIGINT": int, "BOOLEAN": int, "VARCHAR": str}
_AT_ONCE = 500


class NotRestored(HundredError):
    """The file cannot be restored; the message says why, and nothing was changed."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds.

    Attributes:
        people: how many accounts.
        logs: how many time logs.
        last_written: when the newest log was saved, in UTC; None without one.
        revision: the schema it was written with.
    """

    people: int
    logs: int
    last_written: datetime | None
    revision: str


@dataclass(frozen=True)
class Prepared:
    """A database made of a backup: today's schema, in one file, checked, nobody signed in."""

    file: Path
    contents: Contents


@contextmanager
def prepared(source: Path, folder: Path) -> Generator[Prepared]:
    """Make a database out of a backup, in a folder of its own that is gone afterwards.

    Args:
        source: any file; it is copied first, with its write-ahead log if it has one.
        folder: the data folder, where there is room.

    Raises:
        NotRestored: the file is no sound Hundred database, is newer than this program, or there
            is no room.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=_PREFIX) as workshop:
            copy = Path(workshop) / "copy.db"
            for end in ("", "-wal"):
                part = source.with_name(source.name + end)
                if part.exists() or not end:
                    shutil.copyfile(part, copy.with_name(copy.name + end))
            yield _rebuilt(copy, Path(workshop) / "fresh.db")
    except Foreign as error:
        raise NotRestored(f"{source.name} {error}. Nothing was changed.") from error
    except (OSError, sqlite3.Error, UnusableDatabase) as error:
        raise NotRestored(
            f"{source.name} cannot be restored: {error}. Nothing was changed."
        ) from error


def restore_running(database: Database, folder: Path, source: Path, now: datetime) -> Backup:
    """Put a backup in the place of the open database of a running server.

    Everybody is signed out by it, as backups carry no sessions. Takes seconds,
    in which others read and wait to write: call it in a thread.

    Args:
        database: the open one.
        folder: where backups are; the present is put there first.
        source: the file, such as `shelf.find(folder, name)` gives.

    Returns:
        The backup of what was there until now.

    Raises:
        NotRestored: the file cannot be used; nothing was changed.
        BackupFailed: the present could not be put aside; nothing was changed.
        NotSaved, Busy: as with every save; nothing was changed.
    """
    room = folder if database.server else database.file.parent
    with prepared(source, room) as ready:
        return exchange(database, folder, ready, now)


def exchange(database: Database, folder: Path, ready: Prepared, now: datetime) -> Backup:
    """The second half of `restore_running`, once somebody has seen what the backup holds."""
    safety = keeping.back_up(database, folder, now, Kind.SAFETY)
    database.exchange(ready.file)
    logger.warning("A backup was restored. What was there until now is in %s.", safety.name)
    shelf.tidy(folder)
    return safety


def put_in_place(file: Path, ready: Prepared, now: datetime) -> Path | None:
    """Put a prepared database where there is none that can be opened. No server may be running.

    What lies there is kept as it is, in a folder of its own.

    Returns:
        That folder; None when there was nothing to keep.
    """
    disk.put(ready.file, file.with_name(file.name + _NEXT))
    return finish(file, now)


def is_cut_off(file: Path) -> bool:
    """Whether `put_in_place` came to its turning point and not to its end."""
    return file.with_name(file.name + _NEXT).exists()


def finish(file: Path, now: datetime) -> Path | None:
    """Go on with an exchange of files that was cut off; nothing without one.

    It has happened as soon as the file that comes next has its name. All
    that follows can be done again.
    """
    if not is_cut_off(file):
        return None
    following = file.with_name(file.name + _NEXT)
    parts = [file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal", "")]
    left = [part for part in parts if part.exists()]
    aside = file.parent / f"set-aside-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if left:
        aside.mkdir(mode=0o700, exist_ok=True)
    for part in left:
        part.replace(aside / part.name)
        disk.settle(aside)
    disk.put(following, file)
    # Whoever was cut off, it was not a server on this database.
    soundness.mark_ended(file.parent)
    return aside if left else None


def _rebuilt(copy: Path, fresh: Path) -> Prepared:
    soundness.refuse_foreign(copy)
    revision = migrate.revision_of(copy)
    if not revision or not migrate.is_known(revision):
        raise Damaged(
            f"it was written by a newer Hundred, or by none (schema {revision or 'unknown'}; this"
            f" one knows up to {migrate.head()})"
        )
    database = migrate.build(fresh, revision)
    try:
        _copy_rows(copy, fresh)
        # After the copying, which refused tables that only look like ours.
        soundness.refuse_damaged(copy)
        migrate.upgrade(database)
    finally:
        database.close()
    soundness.refuse_damaged(fresh, whole=True)
    disk.settle(fresh)
    return Prepared(fresh, _contents(fresh, revision))


def _copy_rows(copy: Path, fresh: Path) -> None:
    with (
        soundness.examining(copy) as source,
        closing(sqlite3.connect(fresh, isolation_level=None)) as sink,
    ):
        source.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        sink.execute("PRAGMA foreign_keys = OFF")
        sink.execute("BEGIN IMMEDIATE")
        for table in making.count_rows(sink):
            if table in ("alembic_version", *making.LEFT_BEHIND):
                continue
            columns = _columns(sink, table)
            _refuse_impostor(source, table, set(columns))
            for rows in _read(source, table, columns):
                names = ", ".join(f'"{name}"' for name in columns)
                gaps = ", ".join("?" * len(columns))
                sink.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({gaps})', rows)  # noqa: S608
        if sink.execute("PRAGMA foreign_key_check").fetchone():
            raise Damaged("some rows belong to rows that are not there")
        sink.execute("COMMIT")


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, type]:
    """The columns of a table of ours, with what Python makes of each."""
    return {
        name: _TYPES[kind.partition("(")[0]]
        for _, name, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")')
    }


def _refuse_impostor(source: sqlite3.Connection, table: str, columns: set[str]) -> None:
    """Reading a view, a virtual table or a computed column would run what is written in the file.

    Raises:
        Damaged: the file has no plain table of that name with these columns.
    """
    found = source.execute(
        "SELECT type, rootpage, sql FROM sqlite_schema WHERE lower(name) = ?", (table,)
    ).fetchall()
    # A virtual table has no page of its own.
    if len(found) != 1 or found[0][0] != "table" or not found[0][1]:
        raise Damaged(f"it has no table {table}")
    there = {
        name
        for _, name, *_, hidden in source.execute(f'PRAGMA table_xinfo("{table}")')
        if not hidden
    }
    if not columns <= there:
        raise Damaged(f"its table {table} lacks {', '.join(sorted(columns - there))}")


def _read(
    source: sqlite3.Connection, table: str, columns: dict[str, type]
) -> Iterator[list[tuple[object, ...]]]:
    """The rows, some at a time, if each value is of the type that belongs there."""
    names = ", ".join(f'"{name}"' for name in columns)
    # An index of a file from elsewhere may be computed, or say what the table does not.
    cursor = source.execute(f'SELECT {names} FROM "{table}" NOT INDEXED')  # noqa: S608
    while rows := cursor.fetchmany(_AT_ONCE):
        for row in rows:
            for value, (name, kind) in zip(row, columns.items(), strict=True):
                if value is not None and not _belongs(value, kind):
                    raise Damaged(f"{table}.{name} holds what does not belong there")
        yield rows


def _belongs(value: object, kind: type) -> bool:
    if type(value) is not kind:
        return False
    return not isinstance(value, int) or abs(value) <= LARGEST_NUMBER


def _contents(file: Path, revision: str) -> Contents:
    with soundness.examining(file) as connection:
        (people,) = connection.execute('SELECT count(*) FROM "user"').fetchone()
        logs, last = connection.execute("SELECT count(*), max(updated_at) FROM time_log").fetchone()
    last_written = datetime.fromtimestamp(last, UTC) if last is not None else None
    return Contents(people, logs, last_written, revision)

"""The database: engines, pragmas, and transactions."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

T = TypeVar("T")

BUSY_MILLISECONDS = 5_000
APPLICATION_ID = 0x48554E44
"""Written into the header of every database file: "HUND". Tells our file from a foreign one."""

# busy_timeout comes first: switching to WAL may itself have to wait for another process.
_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "wal_autocheckpoint = 1000",
    f"journal_size_limit = {64 * 1024 * 1024}",
)


class Database:
    """One SQLite file: many readers, one writer.

    A write begins with BEGIN IMMEDIATE. A deferred transaction that reads and
    then writes fails at once with SQLITE_BUSY_SNAPSHOT when another
    connection wrote in between, whatever busy_timeout says.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read = _engine(file, begin="BEGIN", extra="query_only = ON")
        self._write = _engine(file, begin="BEGIN IMMEDIATE")
        self._writer = threading.Lock()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A consistent view of the data; nothing can be changed through it."""
        with Session(self._read, autoflush=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Generator[Session]:
        """One transaction: committed when the block ends, undone when it raises."""
        with self._writer, Session(self._write) as session:
            yield session
            session.commit()

    def read(self, fn: Callable[[Session], T]) -> T:
        with self.reading() as session:
            return fn(session)

    def write(self, fn: Callable[[Session], T]) -> T:
        with self.writing() as session:
            return fn(session)

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._write

    def close(self) -> None:
        """Write what the WAL holds into the file, and let go of it."""
        self._read.dispose()
        with self._writer:
            # On the bare connection: inside a transaction a checkpoint is refused.
            connection = self._write.raw_connection()
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            connection.close()
            self._write.dispose()


def _engine(file: Path, *, begin: str, extra: str = "") -> Engine:
    engine = create_engine(
        # Not as a text: a folder may have a question mark in its name.
        URL.create("sqlite", database=str(file)),
        # isolation_level None leaves BEGIN to us: the driver's own begins only before a
        # write, which would read outside of any transaction.
        connect_args={"check_same_thread": False, "isolation_level": None},
        # An exception ends in the log, and a reflection must not.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:  # pyright: ignore[reportUnusedFunction]
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, extra) if extra else _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql(begin)

    return engine

"""A database as one SQLite file: its pragmas, how a write begins, and its errors in words."""

import logging
import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from hundred_app.core import threads
from hundred_app.core.engines import BUSY_MILLISECONDS, BUSY_RETRY_SECONDS
from hundred_app.core.errors import Busy, HundredError, NotSaved
from hundred_app.core.texts import t

logger = logging.getLogger(__name__)

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
_PAGES_A_STEP = 64


class File:
    """One SQLite file.

    A write begins with BEGIN IMMEDIATE. A deferred transaction that reads and
    then writes fails at once with SQLITE_BUSY_SNAPSHOT when another
    connection wrote in between, whatever busy_timeout says.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.read = _engine(file, begin="BEGIN", extra="query_only = ON")
        self.write = _engine(file, begin="BEGIN IMMEDIATE")

    def looking(self) -> AbstractContextManager[None]:
        return nullcontext()

    def saving(self) -> AbstractContextManager[None]:
        return _in_words()

    def rebuilding(self) -> Engine:
        return _engine(self._file, begin="BEGIN IMMEDIATE", extra="foreign_keys = OFF")

    def exchange(self, file: Path) -> None:
        """One transaction of SQLite's own, page by page.

        Replacing the file under open connections would not do: they would write into a file that
        has no name any more, and the last of them to close would take the write-ahead log of the
        new one with it.
        """
        with _bare(file) as source, _bare(self._file) as sink:
            source.backup(sink, pages=_PAGES_A_STEP, progress=_refuse_to_wait)
            sink.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def checkpoint(self) -> None:
        # On the bare connection: inside a transaction a checkpoint is refused.
        connection = self.write.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        except sqlite3.OperationalError as error:
            # On a full disk. What was saved is safe where it is.
            logger.warning("The write-ahead log stays beside the database: %s.", error)
        connection.close()


@contextmanager
def _bare(file: Path) -> Generator[sqlite3.Connection]:
    """A connection of the driver, set up like all others."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        yield connection


def _refuse_to_wait(status: int, _remaining: int, _total: int) -> None:
    # The driver would try again for ever. It has waited for busy_timeout already.
    if status == sqlite3.SQLITE_BUSY:
        raise _busy()


@contextmanager
def _in_words() -> Generator[None]:
    """Errors of the disk as sentences; all others as they are."""
    try:
        yield
    except DBAPIError as error:
        told = _sentence(error.orig)
        if told is None:
            raise
        raise told from error
    except sqlite3.OperationalError as error:
        told = _sentence(error)
        if told is None:
            raise
        raise told from error


def _sentence(error: BaseException | None) -> HundredError | None:
    # The low byte is the kind; the rest says which call failed.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return NotSaved(t.disk_full)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY:
            return NotSaved(t.disk_refuses)
        case sqlite3.SQLITE_BUSY:
            return _busy()
        case _:
            return None


def _busy() -> Busy:
    return Busy(t.disk_busy, BUSY_RETRY_SECONDS)


def _engine(file: Path, *, begin: str, extra: str = "") -> Engine:
    engine = create_engine(
        # Not as a text: a folder may have a question mark in its name.
        URL.create("sqlite", database=str(file)),
        # isolation_level None leaves BEGIN to us: the driver's own begins only before a
        # write, which would read outside of any transaction.
        connect_args={"check_same_thread": False, "isolation_level": None},
        # One for each thread that reads: whatever is beyond is opened and set up for each question.
        pool_size=threads.READERS,
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

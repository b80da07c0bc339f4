"""The database: transactions that read, and transactions that write, whichever engine it has."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from hundred_app.core import fulltext
from hundred_app.core.engines import Engines
from hundred_app.core.postgresql.address import Address

T = TypeVar("T")


class Database:
    """A SQLite file, or a database on a PostgreSQL server: many readers, one writer.

    Whoever writes has the whole database from the first moment of the transaction to its end, in
    this process and in all others. So what is read in it holds until it ends: a limit that was not
    reached, an administrator who is not the last, a key that was not used.
    """

    def __init__(self, where: Path | Address) -> None:
        self.where = where
        self._engines = _engines_of(where)
        self._writer = threading.Lock()

    @property
    def file(self) -> Path:
        """
        Raises:
            TypeError: this database is on a server; a bug, since whoever asks has to know.
        """
        if isinstance(self.where, Address):
            raise TypeError("A database on a server has no file.")
        return self.where

    @property
    def server(self) -> Address | None:
        """The server that it is on; None for a file."""
        return self.where if isinstance(self.where, Address) else None

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A consistent view of the data; nothing can be changed through it.

        Raises:
            Busy: the server of the database does not answer.
        """
        with self._engines.looking(), Session(self._engines.read, autoflush=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Generator[Session]:
        """One transaction: committed when the block ends, undone when it raises.

        Raises:
            NotSaved: the disk is full or cannot be written; nothing was changed.
            Busy: another program has been writing for seconds, and nothing was changed; or the
                server of the database does not answer.
        """
        with self._writer, self._engines.saving(), Session(self._engines.write) as session:
            yield session
            session.flush()
            fulltext.settle(session.connection())
            session.commit()

    def read(self, fn: Callable[[Session], T]) -> T:
        with self.reading() as session:
            return fn(session)

    def write(self, fn: Callable[[Session], T]) -> T:
        with self.writing() as session:
            return fn(session)

    @property
    def engine(self) -> Engine:
        """The writing engine."""
        return self._engines.write

    @contextmanager
    def migrating(self) -> Generator[Connection]:
        """One writing transaction that may rebuild tables.

        On SQLite without foreign keys: rebuilding a table drops the old one, and dropping
        it would delete, by cascade, all that belongs to its rows.
        """
        engine = self._engines.rebuilding()
        try:
            with self._writer, engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def exchange(self, file: Path) -> None:
        """Put all that a file holds in the place of all that this database holds.

        In one transaction: who reads meanwhile goes on reading what was, also in another process,
        and after a crash at any moment the database holds the one or the other.

        Args:
            file: a sound SQLite database of today's schema that nobody else has open.

        Raises:
            NotSaved: the disk is full or cannot be written; nothing was changed.
            Busy: another program has been writing for seconds; nothing was changed.
        """
        with self._writer, self._engines.saving():
            self._engines.exchange(file)

    def checkpoint(self) -> None:
        """Put what was saved where it stays: what SQLite's WAL holds, into the file."""
        with self._writer:
            self._engines.checkpoint()

    def close(self) -> None:
        """Put what was saved where it stays, and let go of the database."""
        self._engines.read.dispose()
        self.checkpoint()
        self._engines.write.dispose()


def _engines_of(where: Path | Address) -> Engines:
    if isinstance(where, Address):
        # Here: nobody pays for the engine that they do not use.
        from hundred_app.core.postgresql.engine import Server

        return Server(where)
    from hundred_app.core.sqlite import File

    return File(where)

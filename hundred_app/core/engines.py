"""What a database engine has to do for `Database`; there are two: sqlite.py and postgresql/."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

BUSY_MILLISECONDS = 5_000
"""How long a save waits for another program that is writing."""
BUSY_RETRY_SECONDS = 5


def is_on_server(connection: Connection) -> bool:
    """Whether a connection leads to a PostgreSQL server, and not to a file."""
    return connection.dialect.name == "postgresql"


class Engines(Protocol):
    """One database, as its engine wants to be spoken to.

    Attributes:
        read: whose transactions see one moment throughout, and can change nothing.
        write: whose transactions begin by waiting until no other, of whatever process, writes.
            What they read is what the last of those left.
    """

    @property
    def read(self) -> Engine: ...

    @property
    def write(self) -> Engine: ...

    def looking(self) -> AbstractContextManager[None]:
        """Around every reading transaction: what the person can act on is told in words.

        Raises:
            Busy: the database does not answer.
        """
        ...

    def saving(self) -> AbstractContextManager[None]:
        """Around every writing transaction, in the same way.

        Raises:
            NotSaved: the disk is full or cannot be written; nothing was changed.
            Busy: another program has been writing for seconds, or the database does not answer.
        """
        ...

    def rebuilding(self) -> Engine:
        """A writing engine for steps of the schema; whoever asks disposes of it."""
        ...

    def exchange(self, file: Path) -> None:
        """Put all that a file holds in the place of all that this database holds."""
        ...

    def checkpoint(self) -> None:
        """Put what was saved where it stays, if it is not there yet."""
        ...

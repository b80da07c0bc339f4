"""Making one backup: a copy of one moment, without what must not travel, whole and checked."""

import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from hundred_app.core import disk, fts5, soundness
from hundred_app.core.backups import rules
from hundred_app.core.backups.rules import Backup, Kind
from hundred_app.core.engines import BUSY_MILLISECONDS
from hundred_app.core.errors import HundredError
from hundred_app.core.soundness import UnusableDatabase

LEFT_BEHIND = ("session", "one_time_link", "known_device", "sign_in_failure")
"""Tables that stay at home: who holds a backup must not be signed in by it, and nobody who
restores one should get sessions, links or counts of failures from another day."""

_PREFIX = ".making-"
_ABANDONED_AFTER = timedelta(days=1)


class BackupFailed(HundredError):
    """No backup was made; the message says why."""


def make(database: Path, folder: Path, now: datetime, kind: Kind) -> Backup:
    """Add a backup of a database to a folder. Others may read and write meanwhile.

    Args:
        database: the file that is copied, as it is at one moment during the call.
        folder: where the backup goes; made if it is not there.
        now: the moment that the backup is named after.

    Raises:
        BackupFailed: the disk is full or cannot be written, or the copy is not sound.
    """
    return make_by(lambda copy: _copy(database, copy), folder, now, kind)


def make_by(
    copied: Callable[[Path], dict[str, int]], folder: Path, now: datetime, kind: Kind
) -> Backup:
    """The same of a database that is copied in another way.

    Args:
        copied: makes a SQLite file of the database at one moment, and tells how many rows each
            table had then.

    Raises:
        BackupFailed: as `make`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_abandoned(folder, now)
        with tempfile.TemporaryDirectory(dir=folder, prefix=_PREFIX) as workshop:
            copy, finished = Path(workshop) / "copy.db", Path(workshop) / "finished.partial"
            counted = copied(copy)
            _leave_behind(copy, finished)
            _verify(finished, counted)
            target = folder / rules.name_of(now, kind, secrets.token_hex(16))
            disk.put(finished, target)
    except (OSError, sqlite3.Error, UnusableDatabase) as error:
        raise BackupFailed(f"The backup could not be made: {error}.") from error
    made = rules.parse(target.name, target.stat().st_size)
    if made is None:
        raise BackupFailed(f"The backup {target.name} has a name that is not one.")
    return made


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [name for (name,) in connection.execute(fts5.PLAIN_TABLES).fetchall()]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in names
    }


def _copy(database: Path, copy: Path) -> dict[str, int]:
    """Copy page by page. Returns how many rows there were at that moment.

    Not by VACUUM INTO, which cannot run inside the transaction that the rows
    are counted in: the two would see different moments.
    """
    with _opened(database) as source, _opened(copy) as sink:
        source.execute("PRAGMA query_only = ON")
        source.execute("BEGIN")
        counted = count_rows(source)
        source.backup(sink)
        source.execute("COMMIT")
    return counted


def _leave_behind(copy: Path, finished: Path) -> None:
    """Write what may travel anew, so that nothing of the rest is left between the rows."""
    with _opened(copy) as connection:
        # Off the write-ahead log: a backup is one file.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        there = count_rows(connection)
        for table in LEFT_BEHIND:
            if table in there:
                connection.execute(f'DELETE FROM "{table}"')  # noqa: S608
        fts5.sweep_out(connection)
        connection.execute("VACUUM INTO ?", (str(finished),))


def _verify(finished: Path, counted: dict[str, int]) -> None:
    expected = {name: 0 if name in LEFT_BEHIND else rows for name, rows in counted.items()}
    soundness.refuse_foreign(finished)
    soundness.refuse_damaged(finished)
    with soundness.examining(finished) as connection:
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise soundness.Damaged("some rows belong to rows that are not there")
        if count_rows(connection) != expected:
            raise soundness.Damaged("the copy has other rows than the database")


def _remove_abandoned(folder: Path, now: datetime) -> None:
    """Remove what a backup left that never came to its end."""
    for left in folder.glob(f"{_PREFIX}*"):
        # Not at once: another process may be at work in it.
        if left.stat().st_mtime < (now - _ABANDONED_AFTER).timestamp():
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _opened(file: Path) -> Generator[sqlite3.Connection]:
    with closing(
        sqlite3.connect(file, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
    ) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection

"""Whether a database file is ours and whole, and the marks that tell what should be there."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hundred_app.core import disk
from hundred_app.core.sqlite import APPLICATION_ID

HEADER = b"SQLite format 3\x00"
CHECKED = "integrity_checked"
"""The fact that says when the whole file was last checked."""
CHECKED_EVERY = timedelta(days=7)

INSTALLED = "hundred.installed"
RUNNING = "hundred.running"
MOVED = "hundred.moved"


class UnusableDatabase(Exception):
    """The file cannot be used as it is; the message says why and what to do."""


class Away(UnusableDatabase):
    """The server of the database does not answer now: no person is needed, but another try."""


class Damaged(UnusableDatabase):
    """Parts of the file are not what was written; the message is the reason alone."""


class Foreign(UnusableDatabase):
    """The file is none of ours; the message says what it is."""


def refuse_foreign(file: Path) -> None:
    """
    Raises:
        Foreign: this is no database, or another program's.
        Damaged: not even its head can be read.
    """
    with file.open("rb") as opened:
        if opened.read(len(HEADER)) != HEADER:
            raise Foreign("is not a database")
    with examining(file) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise Foreign("belongs to another program")


def refuse_damaged(file: Path, *, whole: bool = False) -> None:
    """Read every page. With `whole`, every index is compared with its table as well.

    Raises:
        Damaged: something is wrong with the file.
    """
    check = "integrity_check" if whole else "quick_check"
    with examining(file) as connection:
        (verdict,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if verdict != "ok":
        raise Damaged(" ".join(verdict.split()))


def fault_of(file: Path) -> str | None:
    """Why a file is not a sound database of ours, in a few words; None when it is."""
    try:
        refuse_foreign(file)
        refuse_damaged(file)
    except (UnusableDatabase, OSError) as error:
        return str(error)
    return None


def last_checked(file: Path) -> datetime | None:
    """When the whole file was last checked, as its own facts say."""
    with examining(file) as connection:
        try:
            found = connection.execute(
                "SELECT value FROM db_metadata WHERE key = ?", (CHECKED,)
            ).fetchone()
        except sqlite3.OperationalError:
            # A file from before there were facts.
            return None
    return moment_of(found[0]) if found else None


def is_check_due(checked: datetime | None, now: datetime) -> bool:
    """Whether the whole file should be checked; also when the clock went back behind the last."""
    return checked is None or not timedelta() <= now - checked < CHECKED_EVERY


def moment_of(text: str) -> datetime | None:
    """A moment as `isoformat` wrote it; None for anything else."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


@contextmanager
def examining(file: Path) -> Generator[sqlite3.Connection]:
    """A connection that changes nothing and trusts nothing that the file says.

    Raises:
        Damaged: the file cannot be read as a database.
    """
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
                connection.execute(f"PRAGMA {pragma}")
            yield connection
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error


def is_installed(folder: Path) -> bool:
    """Whether there has been a database in this folder."""
    return (folder / INSTALLED).exists()


def mark_installed(folder: Path) -> None:
    """Leave word that there is a database here, so that it is missed once it is gone."""
    mark = folder / INSTALLED
    if not mark.exists():
        mark.write_text(
            "There is a diary in this folder. Without this file, Hundred begins a new one"
            " when hundred.db is missing.\n",
            "utf-8",
        )
        disk.settle(mark)
        disk.settle(folder)


def moved_to(folder: Path) -> str:
    """The server that the diary of a folder was moved to; "" if the folder has it still."""
    mark = folder / MOVED
    return mark.read_text("utf-8").partition("\n")[0] if mark.exists() else ""


def mark_moved(folder: Path, where: str) -> None:
    """Leave word that the diary is on a server now, so that nobody goes on with the old file.

    Args:
        where: the server and the database, without what lets somebody in.
    """
    mark = folder / MOVED
    mark.write_text(
        f"{where}\nThe diary of this folder was moved there. Without this file, Hundred goes on"
        " with hundred.db as it was before.\n",
        "utf-8",
    )
    disk.settle(mark)
    disk.settle(folder)


def mark_back(folder: Path) -> None:
    """Forget about a move: the diary is in the file again."""
    (folder / MOVED).unlink(missing_ok=True)
    disk.settle(folder)


def was_cut_off(folder: Path) -> bool:
    """Whether the last server on this folder did not come to its end."""
    return (folder / RUNNING).exists()


def mark_running(folder: Path) -> None:
    # Empty, so that there is room for it on a full disk.
    (folder / RUNNING).touch(mode=0o600)
    disk.settle(folder)


def mark_ended(folder: Path) -> None:
    (folder / RUNNING).unlink(missing_ok=True)
    disk.settle(folder)

"""Brings the database to the schema of this program, or says why it cannot."""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from hundred_app.core import clock, disk, fts5, fulltext, soundness
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.engines import is_on_server
from hundred_app.core.postgresql import collation
from hundred_app.core.soundness import Damaged, Foreign, UnusableDatabase
from hundred_app.core.sqlite import APPLICATION_ID

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(__file__).parent / "migrations"

logger = logging.getLogger(__name__)


def open_database(
    file: Path, now: datetime | None = None, *, check_whole: bool = False
) -> Database:
    """The database in `file`, made or brought up to date if need be.

    Args:
        file: lies in the data folder; backups are in a folder beside it.
        now: what a backup that is made on the way is named after; by default the present.
        check_whole: whether to compare every index with its table as well.

    Raises:
        UnusableDatabase: the file is foreign, damaged, newer than this program, or missed; or
            it could not be brought up to date. The files are as they were.
    """
    try:
        if _is_new(file):
            _begin(file)
        else:
            refuse_unusable(file, check_whole=check_whole)
            if revision_of(file) != head():
                _bring_up_to_date(file, now or clock.now())
        soundness.mark_installed(file.parent)
    except (OSError, DBAPIError) as error:
        raise UnusableDatabase(f"{file} cannot be opened: {_reason(error)}.") from error
    return Database(file)


def refuse_unusable(file: Path, *, check_whole: bool = False) -> None:
    """
    Raises:
        UnusableDatabase: this file cannot be opened by this program; nothing was changed.
    """
    try:
        soundness.refuse_foreign(file)
        soundness.refuse_damaged(file, whole=check_whole)
        revision = revision_of(file)
    except Foreign as error:
        if soundness.is_installed(file.parent):
            # Ours was here: this is what became of its first page, or was put over it.
            advice = f"It was left as it is. {shelf.way_back(file.parent)}"
        else:
            advice = "Move it away, or choose another folder with --data."
        raise UnusableDatabase(f"{file} {error}. {advice}") from error
    except Damaged as error:
        raise UnusableDatabase(
            f"{file} is damaged ({error}). It was left as it is. {shelf.way_back(file.parent)}"
        ) from error
    except OSError as error:
        raise UnusableDatabase(f"{file} cannot be read: {_reason(error)}.") from error
    if not revision:
        raise UnusableDatabase(f"{file} is of no schema of Hundred. It was left as it is.")
    if not is_known(revision):
        raise UnusableDatabase(
            f"{file} was written by a newer Hundred (schema {revision}; this one"
            f" knows up to {head()}). Install that version or a later one."
        )


def is_to_be_changed(file: Path) -> bool:
    """Whether opening a file would make it, or run steps on it; nothing is changed by asking.

    Raises:
        UnusableDatabase: the file is missed, or cannot be read as a database.
    """
    return _is_new(file) or revision_of(file) != head()


def head() -> str:
    """The schema revision of this program."""
    return revisions()[-1]


def revisions() -> list[str]:
    """Every revision of the schema, the oldest first: a step is called after its revision."""
    return sorted(step.name.partition("_")[0] for step in (STEPS / "versions").glob("[0-9]*.py"))


def is_known(revision: str) -> bool:
    """Whether this program has that step of the schema."""
    return revision in revisions()


def revision_of(file: Path) -> str:
    """The schema revision of a file; "" when it has none, or more than one.

    Raises:
        Damaged: the file cannot be read as a database.
    """
    with soundness.examining(file) as connection:
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except sqlite3.OperationalError:
            found = []
    return str(found[0][0]) if len(found) == 1 else ""


def run(connection: Connection, revision: str = "head") -> None:
    """Run every step up to a revision that the database behind this connection lacks."""
    # Here, since importing it takes longer than all else that a start does with the database.
    from alembic import command

    config = config_of_steps()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if is_on_server(connection):
        collation.compare_by_bytes(connection)


def build(file: Path, revision: str = "head") -> Database:
    """A new database with nothing in it, at a revision of the schema."""
    database = Database(file)
    with database.migrating() as connection:
        run(connection, revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    return database


def upgrade(database: Database) -> None:
    """Run the steps that are lacking in one transaction, and look at the outcome before it ends.

    Raises:
        Damaged: rows were lost on the way, or belong to nothing; nothing was changed.
    """
    with database.migrating() as connection:
        before = _counted(connection)
        run(connection)
        after = _counted(connection)
        lost = [name for name, rows in before.items() if after.get(name, rows) != rows]
        if lost:
            raise Damaged(f"rows of {', '.join(lost)} were lost on the way")
        if _has_orphans(connection):
            raise Damaged("some rows belong to rows that are not there")
        fulltext.settle(connection)


def _begin(file: Path) -> None:
    """Make the database aside and put it in place whole: half of one would be nobody's."""
    aside = file.with_name(f"{file.name}.new")
    for left in _parts(aside):
        left.unlink()
    build(aside).close()
    disk.put(aside, file)


def _bring_up_to_date(file: Path, now: datetime) -> None:
    refuse_unusable(file, check_whole=True)
    _refuse_narrow(file)
    backups = file.parent / shelf.FOLDER
    try:
        made = making.make(file, backups, now, Kind.MIGRATION)
    except making.BackupFailed as error:
        raise UnusableDatabase(
            f"{file} must be brought up to date, and nothing was done. {error.message}"
        ) from error
    logger.warning("Before the database is brought up to date: a backup, %s.", made.name)
    database = Database(file)
    try:
        upgrade(database)
    except Exception as error:
        raise UnusableDatabase(
            f"{file} could not be brought up to date ({_reason(error)}). Nothing was changed,"
            f" and there is a backup: {backups / made.name}"
        ) from error
    finally:
        database.close()
    shelf.tidy(backups)


def _refuse_narrow(file: Path) -> None:
    size = sum(part.stat().st_size for part in _parts(file))
    free = disk.free_bytes(file.parent)
    if free < 2 * size:
        raise UnusableDatabase(
            f"{file} must be brought up to date, and that takes {_megabytes(2 * size)} MB;"
            f" {_megabytes(free)} MB are free. Make room and start again."
        )


def _is_new(file: Path) -> bool:
    """Whether a database is to be made.

    Raises:
        UnusableDatabase: there is none, and there was one: it is missed, not made anew.
    """
    if file.exists() and file.stat().st_size > 0:
        return False
    folder = file.parent
    left = [part for part in _parts(file) if part != file and part.stat().st_size > 0]
    if left or soundness.is_installed(folder) or shelf.listed(folder / shelf.FOLDER):
        state = "is empty" if file.exists() else "is not there"
        raise UnusableDatabase(
            f"{file} {state}, and this folder has held a diary. Nothing was begun in its place."
            f" {shelf.way_back(folder)}"
        )
    return True


def _parts(file: Path) -> list[Path]:
    """The files that make up a database, of those that are there."""
    parts = (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-journal"))
    return [part for part in parts if part.exists()]


def _has_orphans(connection: Connection) -> bool:
    # A server lets nobody turn its keys off.
    if is_on_server(connection):
        return False
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


def _counted(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in plain_tables(connection)
        if name != "alembic_version"
    }


def plain_tables(connection: Connection) -> list[str]:
    """Names of the tables that hold what somebody saved, in order."""
    if is_on_server(connection):
        names = inspect(connection).get_table_names()
        return sorted(name for name in names if not name.startswith("search_"))
    return list(connection.exec_driver_sql(fts5.PLAIN_TABLES).scalars())


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(str(getattr(error, "orig", None) or reason).split()).rstrip(".")


def _megabytes(size: int) -> str:
    return f"{max(1, size // (1024 * 1024)):,}"


def config_of_steps() -> "Config":
    """What Alembic has to know of the steps."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.set_main_option("path_separator", "os")
    return config

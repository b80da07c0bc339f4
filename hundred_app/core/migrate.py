"""Brings the database to the schema of this program, or says why it cannot."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hundred_app.core.db import APPLICATION_ID, Database

_SQLITE_HEADER = b"SQLite format 3\x00"


class UnusableDatabase(Exception):
    """The file cannot be used as it is; the message says why and what to do."""


def open_database(file: Path) -> Database:
    """The database in `file`, made or brought up to date if need be.

    Raises:
        UnusableDatabase: the file is foreign, damaged, or newer than this program.
    """
    _refuse_foreign(file)
    database = Database(file)
    try:
        _upgrade(database)
    except Exception:
        database.close()
        raise
    return database


def head() -> str:
    """The schema revision of this program."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _upgrade(database: Database) -> None:
    with database.engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current == head():
            return
        if current is not None and not _is_known(current):
            raise UnusableDatabase(
                f"{database.file} was written by a newer Hundred (schema {current}; this one"
                f" knows up to {head()}). Install that version or a later one."
            )
        run(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def run(connection: Connection) -> None:
    """Run every step that the database behind this connection lacks."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _is_known(revision: str) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return revision in known


def _refuse_foreign(file: Path) -> None:
    if not file.exists() or file.stat().st_size == 0:
        return
    with file.open("rb") as opened:
        if opened.read(16) != _SQLITE_HEADER:
            raise UnusableDatabase(
                f"{file} is not a database. Move it away, or choose another folder with --data."
            )
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise UnusableDatabase(
            f"{file} is damaged ({error}). Put a backup in its place."
        ) from error
    finally:
        connection.close()
    if application_id != APPLICATION_ID:
        raise UnusableDatabase(
            f"{file} belongs to another program. Choose another folder with --data."
        )
    if verdict != "ok":
        reason = " ".join(verdict.split())
        raise UnusableDatabase(f"{file} is damaged ({reason}). Put a backup in its place.")

"""What a process is killed in: each is one thing that changes a data folder."""

import os
import resource
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from hundred_app.core import migrate, restoring
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.settings import Settings
from hundred_app.server import rescue
from hundred_app.server.folder import CannotStart, UnusableData, opened

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def start(data: Path) -> None:
    """A start of the server, as far as the data folder is concerned, and a clean end."""
    with opened(Settings(data)):
        pass


def start_with_little_room(data: Path, most: int) -> None:
    """The same where no file may grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    start(data)


def back_up(data: Path) -> None:
    making.make(data / "hundred.db", data / "backups", NOON, Kind.MANUAL)


def restore_running(data: Path, source: Path) -> None:
    """In the process of a server that has the database open."""
    database = Database(data / "hundred.db")
    with database.reading() as db:
        db.connection().exec_driver_sql("SELECT count(*) FROM user").scalar()
    restoring.restore_running(database, data / "backups", source, NOON)
    database.close()


def restore_stopped(data: Path, source: Path) -> None:
    """By command."""
    for _ in rescue.restore(Settings(data), str(source), lambda _: True):
        pass


def make(data: Path) -> None:
    """The very first start."""
    migrate.open_database(data / "hundred.db", NOON).close()


def refused_with_little_room(data: Path, most: int) -> None:
    """A start that must be refused in words, where no file may grow beyond so many bytes."""
    with pytest.raises(UnusableData):
        start_with_little_room(data, most)


def refused_with_few_pages(data: Path, more: int) -> None:
    """A start that must be refused in words, where the database may grow by so many pages."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    event.listen(Engine, "connect", limit)
    with pytest.raises(UnusableData, match=r"database or disk is full.* there is a backup"):
        start(data)


def start_as(data: Path, user: int, report: Path) -> None:
    """A start by somebody whom the rights of files bind; writes down how it ended."""
    # What is imported late would be looked for where this person may not look.
    with tempfile.TemporaryDirectory() as elsewhere:
        start(Path(elsewhere))
    with report.open("w", encoding="utf-8") as written:
        if os.geteuid() == 0:
            os.setgid(user)
            os.setuid(user)
        try:
            start(data)
        except CannotStart as error:
            written.write(f"{error.exit_code} {error}")

"""A backup of whatever the database is: of a file by its pages, of a server by its rows."""

from datetime import datetime
from pathlib import Path

from hundred_app.core import moving
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Backup, Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError


def back_up(database: Database, folder: Path, now: datetime, kind: Kind) -> Backup:
    """Add a backup of a database to a folder: a SQLite file either way.

    Raises:
        BackupFailed: the disk is full or cannot be written, or the copy is not sound.
    """
    if database.server is None:
        return making.make(database.file, folder, now, kind)

    def copy(file: Path) -> dict[str, int]:
        try:
            moved = moving.to_file(database, file, without=making.LEFT_BEHIND)
        except HundredError as error:
            raise making.BackupFailed(f"The backup could not be made: {error.message}") from error
        return {name: held.rows for name, held in moved.items()} | {"alembic_version": 1}

    return making.make_by(copy, folder, now, kind)

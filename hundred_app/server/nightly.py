"""What is due without anybody asking: a backup, the index of words swept, deletions for good."""

import asyncio
import logging
import sqlite3
from datetime import datetime
from functools import partial

from hundred_app.core import clock, fts5, threads
from hundred_app.core.backups import keeping, making, rules, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.settings import Settings
from hundred_app.features.activity import service as activity

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 300

_NO_BACKUP = "No nightly backup"
_NOT_FORGOTTEN = "What was deleted is still there"

_failed: dict[str, str] = {}
"""Why the last attempt at each failed, if it did."""


async def watch(settings: Settings, database: Database) -> None:
    """Look every few minutes whether anything is due, until cancelled."""
    while True:
        await asyncio.to_thread(look, settings, clock.now(), database)
        await threads.in_writer(partial(forget, database, clock.now()))
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def forget(database: Database, now: datetime) -> None:
    """Remove what was deleted so long ago that nobody takes it back any more."""
    try:
        activity.forget_old(database, now)
        _failed.pop(_NOT_FORGOTTEN, None)
    except HundredError as error:
        _tell(_NOT_FORGOTTEN, error)


def look(settings: Settings, now: datetime, database: Database | None = None) -> None:
    """Make a backup if one is due, and remove what need not be kept: old ones, deleted words.

    Args:
        database: the open one, if it is on a server; a file is copied without it.
    """
    try:
        if rules.is_due(shelf.listed(settings.backups), now):
            if database is not None and database.server is not None:
                keeping.back_up(database, settings.backups, now, Kind.NIGHTLY)
            else:
                making.make(settings.database, settings.backups, now, Kind.NIGHTLY)
                fts5.sweep(settings.database)
            shelf.tidy(settings.backups)
        _failed.pop(_NO_BACKUP, None)
    except (HundredError, OSError, sqlite3.Error) as error:
        _tell(_NO_BACKUP, error)


def trouble() -> str | None:
    """Why the last backup failed, for whoever looks after this Hundred; None when it did not."""
    return _failed.get(_NO_BACKUP)


def _tell(what: str, error: Exception) -> None:
    # Once, and not every few minutes for as long as the disk is full.
    if _failed.get(what) != str(error):
        logger.error("%s: %s It is tried again.", what, error)
    _failed[what] = str(error)

"""What whoever runs this Hundred sees and does: people, invitations, backups, health, the log.

Every function asks for an administrator again, through accounts.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from hundred_app import __version__
from hundred_app.core import migrate, words
from hundred_app.core.backups import keeping, shelf
from hundred_app.core.backups.rules import Backup, Kind
from hundred_app.core.db import Database
from hundred_app.core.engines import is_on_server
from hundred_app.core.restoring import restore_running
from hundred_app.core.work import Work
from hundred_app.features.accounts.service import running
from hundred_app.features.admin.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening, Line

_SIZE = select(func.pg_database_size(func.current_database()))
_KINDS = {
    Kind.NIGHTLY: t.nightly,
    Kind.MANUAL: t.manual,
    Kind.MIGRATION: t.migration,
    Kind.SAFETY: t.safety,
}


@dataclass(frozen=True)
class Stored:
    """A backup as an administrator reads it."""

    name: str
    made: str
    detail: str


@dataclass(frozen=True)
class Fact:
    """One thing that tells how this Hundred is."""

    label: str
    value: str


@dataclass(frozen=True)
class Told:
    """One line of the audit log, as an administrator reads it."""

    when: str
    what: str
    is_refused: bool


def backups(work: Work, folder: Path) -> list[Stored]:
    """What lies on the shelf, newest first."""
    running.ask_admin(work)
    return [
        Stored(
            name=backup.name,
            made=_moment(work, backup.made_at),
            detail=t.backup_detail(kind=_KINDS[backup.kind](), size=_size(backup.size)),
        )
        for backup in shelf.listed(folder)
    ]


def back_up(database: Database, folder: Path, now: datetime) -> Backup:
    """Make a backup now, and let old ones go.

    Raises:
        BackupFailed: it could not be made.
    """
    made = keeping.back_up(database, folder, now, Kind.MANUAL)
    shelf.tidy(folder)
    return made


def restore(
    database: Database, folder: Path, name: str, now: datetime, *, by: str, address: str
) -> None:
    """Put a backup in the place of what is there. Everybody is signed out by it.

    Args:
        by: the administrator's name: afterwards there may be nobody of that name.

    Raises:
        NotFound: no backup has this name.
        NotRestored: it cannot be used; nothing was changed.
        BackupFailed: the present could not be put aside; nothing was changed.
    """
    restore_running(database, folder, shelf.find(folder, name), now)
    happening = Happening(Action.RESTORED, actor=by, subject=name, address=address)
    with database.writing() as db:
        audit.record(db, now, happening)


def health(work: Work, database: Path, folder: Path) -> list[Fact]:
    """How this Hundred is, in a few lines."""
    running.ask_admin(work)
    newest = shelf.newest(folder)
    held = work.db.scalar(_SIZE) if is_on_server(work.db.connection()) else _on_disk(database)
    return [
        Fact(t.version, __version__),
        Fact(t.database, t.schema(size=_size(held or 0), revision=migrate.head())),
        Fact(t.free_space, _size(shutil.disk_usage(database.parent).free)),
        Fact(t.newest_backup, _moment(work, newest.made_at) if newest else t.none),
    ]


def _on_disk(database: Path) -> int:
    return sum(file.stat().st_size for file in database.parent.glob(f"{database.name}*"))


def log(work: Work, limit: int) -> list[Told]:
    """The newest lines of the audit log."""
    return [_told(work, line) for line in running.audit_lines(work, limit)]


def _told(work: Work, line: Line) -> Told:
    said = " ".join(part for part in (line.actor or t.nobody, line.action, line.subject) if part)
    when = _moment(work, line.happened_at)
    return Told(
        when=f"{when} · {line.address}" if line.address else when,
        what=said,
        is_refused=line.is_refused,
    )


def _moment(work: Work, moment: datetime) -> str:
    day = words.near_day(work.day_of(moment), work.today)
    return t.backup_line(day=day, time=words.clock(work.local(moment)))


def _size(count: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if count >= 10 * factor:
            return f"{words.grouped(count // factor)}{words.NBSP}{unit}"
        if count >= factor:
            return f"{words.decimal(count / factor)}{words.NBSP}{unit}"
    return f"{words.grouped(max(1, count // 1_000))}{words.NBSP}kB"

"""The data folder: whether it can be used, who has it, and its database, opened."""

import errno
import logging
import os
import pwd
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlmodel import Session

from hundred_app.core import clock, disk, facts, filesystems, migrate, restoring, soundness
from hundred_app.core.backups import keeping
from hundred_app.core.backups.making import BackupFailed
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import Busy, HundredError
from hundred_app.core.postgresql import schema
from hundred_app.core.postgresql.address import Address
from hundred_app.core.settings import Settings

logger = logging.getLogger(__name__)

LOCK_FILE = "hundred.lock"
CUT_OFF_AT = "cut_off_at"
CUT_OFFS = "cut_offs"
"""The facts that say when a server was last found not to have ended, and how often that was."""


class CannotStart(Exception):
    """Why Hundred cannot start, in one line that says what to do."""

    exit_code = 1


class UnusableData(CannotStart):
    """The data folder or its database cannot be used, and trying again alone will not help."""

    exit_code = 78
    """EX_CONFIG of sysexits.h: by it, a supervisor can tell that it should not start us again."""


@contextmanager
def opened(settings: Settings, *, alone: bool = True) -> Generator[Database]:
    """The data folder with its database brought up to date.

    Args:
        alone: whether this process must be the only Hundred on the folder. Commands that
            make one short transaction work beside a server.

    Raises:
        CannotStart: another Hundred has the folder, or the server of the database does not answer.
        UnusableData: the folder cannot be used, or the database is foreign, damaged, newer or
            missed.
    """
    with locked(settings.data) if alone else writable(settings.data):
        database = _opened(settings, alone=alone)
        try:
            yield database
        finally:
            database.close()
            if alone:
                soundness.mark_ended(settings.data)


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """The data folder for this process alone.

    Raises:
        CannotStart: another Hundred has it.
        UnusableData: it cannot be used.
    """
    with writable(folder):
        lock = FileLock(folder / LOCK_FILE, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise CannotStart(f"Another Hundred is running on {folder}. Stop it first.") from None
        except OSError as error:
            raise _unwritable(folder / LOCK_FILE, error) from error
        try:
            yield
        finally:
            lock.release()


@contextmanager
def writable(folder: Path) -> Generator[None]:
    """The data folder, made if it is not there.

    Raises:
        UnusableData: it lies on a network file system, or cannot be written.
    """
    # The diary is nobody else's on this machine: files are made for their owner alone.
    os.umask(0o077)
    kind = filesystems.network_kind(disk.existing(folder))
    if kind:
        raise UnusableData(
            f"The data folder {folder} is on a network file system ({kind}), where a database"
            " gets damaged sooner or later. Choose a folder on a disk of this machine with --data."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        # A full disk is no reason not to read.
        if error.errno != errno.ENOSPC or not folder.is_dir():
            raise _unwritable(folder, error) from error
    for file in folder.glob("hundred.*"):
        if not os.access(file, os.R_OK | os.W_OK):
            raise _unwritable(file, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    yield


def _opened(settings: Settings, *, alone: bool) -> Database:
    if settings.server is not None:
        return _on_server(settings, settings.server, alone=alone)
    _refuse_moved(settings.data)
    return _alone(settings) if alone else _beside(settings)


def _on_server(settings: Settings, address: Address, *, alone: bool) -> Database:
    now = clock.now()
    was_cut_off = alone and soundness.was_cut_off(settings.data)
    with in_words():
        if alone:
            keep_before_steps(settings, address, now)
        else:
            _refuse_older(address)
        database = schema.open_for(settings.data, address)
        if alone:
            soundness.mark_running(settings.data)
    if was_cut_off:
        logger.warning("The last server here did not end by itself.")
        with suppress(HundredError), database.writing() as db:
            _note_cut_off(db, now)
    return database


def _refuse_older(address: Address) -> None:
    found = schema.revision_at(address)
    if found not in ("", migrate.head()):
        raise CannotStart(
            f"The database {address} is of an older Hundred (schema {found}; this one has"
            f" {migrate.head()}), which may be running. Stop it, and start this one: that makes a"
            " backup and brings the database up to date."
        )


def keep_before_steps(settings: Settings, address: Address, now: datetime) -> None:
    """Make a backup of a database on a server that is about to be brought up to date.

    Raises:
        Away: the server does not answer.
        UnusableDatabase: the backup could not be made, or this is no database for us.
    """
    found = schema.revision_at(address)
    if found in ("", migrate.head()):
        return
    with closing(schema.connected(address)) as database:
        try:
            made = keeping.back_up(database, settings.backups, now, Kind.MIGRATION)
        except BackupFailed as error:
            is_away = isinstance(error.__cause__, Busy)
            kind = soundness.Away if is_away else soundness.UnusableDatabase
            raise kind(
                f"The database {address} must be brought up to date, and nothing was done."
                f" {error.message}"
            ) from error
    logger.warning("Before the database is brought up to date: a backup, %s.", made.name)


def _refuse_moved(folder: Path) -> None:
    if where := soundness.moved_to(folder):
        raise UnusableData(
            f"The diary of {folder} was moved to {where}. Set HUNDRED_DATABASE_URL to the address"
            " of that database, for every command too: sudo passes no variables on. To go on with"
            f" the file as it was before, delete {folder / soundness.MOVED}."
        )


def _alone(settings: Settings) -> Database:
    file, now = settings.database, clock.now()
    was_cut_off = soundness.was_cut_off(settings.data)
    with in_words():
        restoring.finish(file, now)
        log_is_gone = not file.with_name(f"{file.name}-wal").exists()
        whole = was_cut_off or _is_check_due(file, now)
        database = migrate.open_database(file, now, check_whole=whole)
        soundness.mark_running(settings.data)
    if was_cut_off:
        _tell(file, log_is_gone=log_is_gone)
    # What is only good to know is not worth failing for on a full disk.
    with suppress(HundredError), database.writing() as db:
        if whole:
            facts.put(db, now, soundness.CHECKED, now.isoformat())
        if was_cut_off:
            _note_cut_off(db, now)
    return database


def _note_cut_off(db: Session, now: datetime) -> None:
    facts.put(db, now, CUT_OFF_AT, now.isoformat())
    facts.put(db, now, CUT_OFFS, str(int(facts.get(db, CUT_OFFS) or 0) + 1))


def _beside(settings: Settings) -> Database:
    file = settings.database
    with in_words():
        if soundness.was_cut_off(settings.data):
            # Or a server is running, which is the usual case.
            with suppress(CannotStart):
                _put_in_order(settings)
        # What changes the files is not for two at once.
        if restoring.is_cut_off(file) or migrate.is_to_be_changed(file):
            _put_in_order(settings)
        return migrate.open_database(file, clock.now())


def _put_in_order(settings: Settings) -> None:
    with opened(settings):
        pass


def _is_check_due(file: Path, now: datetime) -> bool:
    try:
        return soundness.is_check_due(soundness.last_checked(file), now)
    except soundness.UnusableDatabase:
        # Missing or damaged: opening it says so in words.
        return True


def _tell(file: Path, *, log_is_gone: bool) -> None:
    logger.warning("The last server here did not end by itself. All of %s was read: sound.", file)
    if log_is_gone:
        logger.warning(
            "%s-wal is gone, and with it perhaps what was saved last. Compare with a backup.", file
        )


@contextmanager
def in_words() -> Generator[None]:
    """What is wrong with a data folder, told as every reason not to start is.

    Raises:
        CannotStart: the server of the database does not answer, which passes.
        UnusableData: something was.
    """
    try:
        yield
    except soundness.Away as error:
        raise CannotStart(str(error)) from error
    except soundness.Damaged as error:
        raise UnusableData(f"The database is damaged ({error}).") from error
    except soundness.UnusableDatabase as error:
        raise UnusableData(str(error)) from error
    except OSError as error:
        raise UnusableData(f"The data folder cannot be used: {error}.") from error


def _unwritable(path: Path, error: OSError) -> UnusableData:
    what = "The file" if os.path.isfile(path) else "The data folder"  # noqa: PTH113
    return UnusableData(
        f"{what} {path} cannot be written: {error.strerror}.{_owner(path)}"
        " Choose another with --data."
    )


def _owner(path: Path) -> str:
    """Whose it is, if that is the reason."""
    try:
        owner = path.stat().st_uid
    except OSError:
        return ""
    if owner == os.geteuid() or os.geteuid() == 0:
        return ""
    return f" It belongs to {_name(owner)}, and this is {_name(os.geteuid())}."


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"

"""`hundred backup`, `hundred restore` and `hundred move`."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from hundred_app.core import clock, disk, migrate, moving, restoring, soundness
from hundred_app.core.backups import keeping, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import Invalid
from hundred_app.core.postgresql import address, schema
from hundred_app.core.postgresql.address import Address
from hundred_app.core.restoring import Prepared
from hundred_app.core.settings import Settings
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening
from hundred_app.server.folder import in_words, keep_before_steps, locked, opened

logger = logging.getLogger(__name__)


def back_up(settings: Settings, to: Path | None) -> Iterator[str]:
    """Make a backup now, also beside a running server, and say where it is.

    Raises:
        HundredError: it could not be made, or `to` is there already.
        CannotStart: the data folder cannot be used.
    """
    with opened(settings, alone=False) as database:
        now = clock.now()
        made = keeping.back_up(database, settings.backups, now, Kind.MANUAL)
        file = settings.backups / made.name
        yield f"Backed up to {file}"
        if to is not None:
            _copy(file, to)
            yield f"and to {to}"
        shelf.tidy(settings.backups)
        with database.writing() as db:
            audit.record(db, now, Happening(Action.BACKED_UP))


def move(settings: Settings, url: str, file: Path | None) -> Iterator[str]:
    """Put all rows into a database on a server, or into a new file; what is here stays as it is.

    Args:
        url: of the PostgreSQL database; "" for a file.
        file: to be made.

    Raises:
        HundredError: the target is not empty or does not take all rows; nothing was changed.
        CannotStart: a server is running, or one of the databases cannot be used.
    """
    if bool(url) == (file is not None):
        raise Invalid("to", "Say where to: --to URL for a server, or --to-file PATH for a file.")
    with opened(settings) as database, in_words():
        if file is not None:
            file = file.expanduser().absolute()
            moved = moving.to_file(database, file)
            if file.name == settings.database.name:
                soundness.mark_back(file.parent)
        else:
            moved = moving.to_server(database, there := _address(url))
            soundness.mark_moved(settings.data, str(there))
        yield f"{sum(held.rows for held in moved.values())} rows of {len(moved)} tables were moved."
    yield "Each was compared with what is here, which stays as it is."
    yield _next(file)


def _address(url: str) -> Address:
    try:
        return address.parse(url)
    except ValueError as error:
        # Without the address: there may be a password in it.
        raise Invalid("to", f"--to cannot be used: {error}.") from None


def _next(file: Path | None) -> str:
    if file is None:
        return "From now on, start Hundred with that address as HUNDRED_DATABASE_URL."
    return f"From now on, start Hundred without HUNDRED_DATABASE_URL, on a folder with {file.name}."


def restore(settings: Settings, given: str, confirm: Callable[[str], bool]) -> Iterator[str]:
    """Put a backup in the place of what is there, once that was confirmed.

    Args:
        given: a file, or the name of a backup in the data folder.
        confirm: is told what the backup holds, and says whether to go on.

    Raises:
        HundredError: the file cannot be used, or the present not put aside; nothing was changed.
        CannotStart: a server is running, or the data folder cannot be used.
    """
    source = _find(settings, given)
    with locked(settings.data), in_words():
        now = clock.now()
        restoring.finish(settings.database, now)
        with restoring.prepared(source, settings.data) as ready:
            if not confirm(_about(source, ready) + _instead_of(settings)):
                yield "Nothing was changed."
                return
            yield _kept(settings, ready, now)
        database = _database(settings, now)
        with database.writing() as db:
            audit.record(db, now, Happening(Action.RESTORED, subject=source.name))
        database.close()
        soundness.mark_ended(settings.data)
        if settings.server is None:
            soundness.mark_back(settings.data)
        yield "Restored. Everybody signs in anew."


def _kept(settings: Settings, ready: Prepared, now: datetime) -> str:
    """Exchange what is there for what is ready. Returns where the former is kept."""
    if settings.server is None:
        try:
            migrate.refuse_unusable(settings.database)
        except (OSError, soundness.UnusableDatabase):
            aside = restoring.put_in_place(settings.database, ready, now)
            return f"What was there is kept in {aside}" if aside else "Nothing was there before."
    database = _database(settings, now)
    try:
        safety = restoring.exchange(database, settings.backups, ready, now)
    finally:
        database.close()
    return f"What was there is kept in {settings.backups / safety.name}"


def _database(settings: Settings, now: datetime) -> Database:
    if settings.server is not None:
        keep_before_steps(settings, settings.server, now)
        return schema.open_server(settings.server)
    return migrate.open_database(settings.database, now)


def _about(source: Path, ready: Prepared) -> str:
    held = ready.contents
    last = f", the last saved {held.last_written:%Y-%m-%d %H:%M} UTC" if held.last_written else ""
    return (
        f"{source.name}: accounts: {held.people}, time logs: {held.logs}{last},"
        f" schema {held.revision}."
    )


def _instead_of(settings: Settings) -> str:
    """What a person has to know who forgot that the diary is elsewhere by now."""
    where = "" if settings.server else soundness.moved_to(settings.data)
    return f" The diary was moved to {where}: from now on this file is it again." if where else ""


def _find(settings: Settings, given: str) -> Path:
    file = Path(given).expanduser()
    if file.is_file():
        return file.absolute()
    if any(given == backup.name for backup in shelf.listed(settings.backups)):
        return settings.backups / given
    raise Invalid("file", f"There is no file {given}, and no backup of that name.")


def _copy(file: Path, to: Path) -> None:
    try:
        disk.put_new(file, to)
    except FileExistsError as error:
        raise Invalid("to", f"{to} is there already. Choose another name with --to.") from error
    except OSError as error:
        raise Invalid("to", f"{to} cannot be written: {error.strerror}.") from error

"""`hundred backup` and `hundred restore`."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from hundred_app.core import clock, disk, migrate, restoring, soundness
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.errors import Invalid
from hundred_app.core.restoring import Prepared
from hundred_app.core.settings import Settings
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening
from hundred_app.server.folder import in_words, locked, opened

logger = logging.getLogger(__name__)


def back_up(settings: Settings, to: Path | None) -> Iterator[str]:
    """Make a backup now, also beside a running server, and say where it is.

    Raises:
        HundredError: it could not be made, or `to` is there already.
        CannotStart: the data folder cannot be used.
    """
    with opened(settings, alone=False) as database:
        now = clock.now()
        made = making.make(database.file, settings.backups, now, Kind.MANUAL)
        file = settings.backups / made.name
        yield f"Backed up to {file}"
        if to is not None:
            _copy(file, to)
            yield f"and to {to}"
        shelf.tidy(settings.backups)
        with database.writing() as db:
            audit.record(db, now, Happening(Action.BACKED_UP))


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
            if not confirm(_about(source, ready)):
                yield "Nothing was changed."
                return
            yield _kept(settings, ready, now)
        database = migrate.open_database(settings.database, now)
        with database.writing() as db:
            audit.record(db, now, Happening(Action.RESTORED, subject=source.name))
        database.close()
        soundness.mark_ended(settings.data)
        yield "Restored. Everybody signs in anew."


def _kept(settings: Settings, ready: Prepared, now: datetime) -> str:
    """Exchange what is there for what is ready. Returns where the former is kept."""
    try:
        migrate.refuse_unusable(settings.database)
    except (OSError, soundness.UnusableDatabase):
        aside = restoring.put_in_place(settings.database, ready, now)
        return f"What was there is kept in {aside}" if aside else "Nothing was there before."
    database = migrate.open_database(settings.database, now)
    try:
        safety = restoring.exchange(database, settings.backups, ready, now)
    finally:
        database.close()
    return f"What was there is kept in {settings.backups / safety.name}"


def _about(source: Path, ready: Prepared) -> str:
    held = ready.contents
    last = f", the last saved {held.last_written:%Y-%m-%d %H:%M} UTC" if held.last_written else ""
    return (
        f"{source.name}: accounts: {held.people}, time logs: {held.logs}{last},"
        f" schema {held.revision}."
    )


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

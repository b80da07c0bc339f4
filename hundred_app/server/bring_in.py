"""`hundred import`: a file from the disk into somebody's diary."""

from collections.abc import Sequence
from pathlib import Path

from hundred_app.core import clock
from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.settings import Settings
from hundred_app.features.accounts import service as accounts
from hundred_app.features.transfer import rules
from hundred_app.features.transfer import service as transfer
from hundred_app.features.transfer.texts import t
from hundred_app.server.folder import opened


class _OnlyLooking(Exception):
    """Ends the transaction of a dry run, so that it is undone."""


def from_file(
    settings: Settings,
    file: Path,
    person: str,
    kind: str,
    mapping: Sequence[str],
    *,
    dry_run: bool,
) -> list[str]:
    """Bring a file in and say what happened.

    Raises:
        HundredError: the file, the mapping or the name cannot be used; nothing was changed.
        CannotStart: the data folder cannot be used.
    """
    raw = _read(file)
    told: list[str] = []
    with opened(settings, alone=False) as database:
        try:
            with database.writing() as db:
                work = accounts.find_work_of(db, clock.now(), person)
                if work is None:
                    raise NotFound(t.no_such_user(name=person))
                told = transfer.bring_in(work, raw, kind, mapping).told(dry_run=dry_run)
                _stop_here(dry_run)
        except _OnlyLooking:
            told.append(t.dry_run)
    return told


def _stop_here(dry_run: bool) -> None:
    if dry_run:
        raise _OnlyLooking


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            # One byte more than allowed, so that the reader can tell that it is too large.
            return opened_file.read(rules.LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Invalid("file", t.no_such_file(file=file, reason=reason)) from error

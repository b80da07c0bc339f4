"""The folder that backups are kept in: what is there, which is the newest, what may go."""

import shlex
from pathlib import Path

from hundred_app.core import disk, soundness
from hundred_app.core.backups import rules
from hundred_app.core.backups.rules import Backup, Kind
from hundred_app.core.errors import NotFound

FOLDER = "backups"
"""Its name in the data folder."""


def listed(folder: Path) -> list[Backup]:
    """Every backup in a folder, newest first; none when there is no such folder."""
    if not folder.is_dir():
        return []
    found = (
        rules.parse(file.name, file.stat().st_size)
        for file in folder.iterdir()
        if file.is_file() and not file.is_symlink()
    )
    return rules.in_order(backup for backup in found if backup)


def find(folder: Path, name: str) -> Path:
    """The file of a backup, by the name under which it is listed.

    A name is compared with what is there and never put into a path, so that
    none leads out of the folder.

    Raises:
        NotFound: no backup here has that name.
    """
    for backup in listed(folder):
        if backup.name == name:
            return folder / backup.name
    raise NotFound("This backup is not here any more.")


def newest(folder: Path, kind: Kind | None = None) -> Backup | None:
    """The newest backup, or the newest of a kind; None when there is none."""
    return next((found for found in listed(folder) if kind in (None, found.kind)), None)


def newest_sound(folder: Path) -> Path | None:
    """The newest backup that can be read from its first page to its last."""
    files = (folder / backup.name for backup in listed(folder))
    return next((file for file in files if soundness.fault_of(file) is None), None)


def tidy(folder: Path) -> list[Backup]:
    """Remove those that need not be kept. Returns them."""
    gone = rules.superfluous(listed(folder))
    for backup in gone:
        (folder / backup.name).unlink(missing_ok=True)
    if gone:
        disk.settle(folder)
    return gone


def way_back(data: Path) -> str:
    """What somebody can do whose database is gone or spoiled, on one line."""
    found = newest_sound(data / FOLDER)
    if found is None:
        return (
            f"There is no sound backup in {data / FOLDER}."
            " `hundred restore FILE` puts one from elsewhere in place."
        )
    where = shlex.quote(str(data))
    return (
        f"The newest sound backup is {found}."
        f" This puts it in place: hundred restore {found.name} --data {where}"
    )

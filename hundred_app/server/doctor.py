"""`hundred doctor`: what is wrong with this installation, in words."""

import sys
from dataclasses import dataclass

from hundred_app import __version__
from hundred_app.core import clock, disk, facts, filesystems, migrate
from hundred_app.core.backups import shelf
from hundred_app.core.settings import Settings
from hundred_app.features.accounts import service as accounts
from hundred_app.server import frontend, versions
from hundred_app.server.folder import CUT_OFF_AT, CUT_OFFS, CannotStart, opened

_LEAST_FREE = 200 * 1024 * 1024
_OLD_HOURS = 48


@dataclass(frozen=True)
class Finding:
    is_fine: bool
    text: str


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that Hundred needs. Beside a running server this changes nothing."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return [
        Finding(True, f"Hundred {__version__} on Python {version}."),
        *_versions(),
        _pages(),
        *_data(settings),
        _disk(settings),
    ]


def _versions() -> list[Finding]:
    old = [Finding(False, sentence) for sentence in versions.too_old()]
    return old or [Finding(True, "Nothing that Hundred stands on is known to be unsafe.")]


def _pages() -> Finding:
    if (frontend.SHIPPED / "build" / "client" / "index.html").is_file():
        return Finding(True, "The pages are part of this installation.")
    if (frontend.CHECKOUT / "rxconfig.py").is_file():
        return Finding(True, "This is a source checkout: pages are built when they are needed.")
    return Finding(False, "There are no pages. Install Hundred again with pip.")


def _data(settings: Settings) -> list[Finding]:
    if settings.server is None and not settings.database.exists():
        return [
            Finding(True, f"There is no database in {settings.data} yet; the first start makes it.")
        ]
    try:
        with opened(settings, alone=False) as database, database.reading() as db:
            if not accounts.has_users(db):
                people = "There is no account yet: `hundred` prints the set-up link."
            else:
                people = "There is at least one account."
            ends = _ends(facts.get(db, CUT_OFFS), facts.get(db, CUT_OFF_AT))
    except CannotStart as error:
        return [Finding(False, str(error))]
    return [
        Finding(True, f"The database {_named(settings)} is sound, schema {migrate.head()}."),
        Finding(True, people),
        _backups(settings),
        Finding(True, ends),
    ]


def _named(settings: Settings) -> object:
    return settings.server or settings.database


def _backups(settings: Settings) -> Finding:
    newest = shelf.newest(settings.backups)
    if newest is None:
        return Finding(True, "There is no backup yet: a running server makes one every night.")
    hours = int((clock.now() - newest.made_at).total_seconds() // 3600)
    text = f"The newest backup is {hours} h old: {settings.backups / newest.name}"
    if hours >= _OLD_HOURS:
        return Finding(False, text + ". A running server makes one every night; see its log.")
    return Finding(True, text)


def _ends(count: str | None, last: str | None) -> str:
    """How often a server did not come to its end."""
    if not count:
        return "Every server here came to its end."
    times = "once" if count == "1" else f"{count} times"
    return f"A server did not end by itself {times}, the last time found on {last}. All was sound."


def _disk(settings: Settings) -> Finding:
    folder = disk.existing(settings.data)
    free = disk.free_bytes(folder)
    kind = filesystems.kind_here(folder)
    named = f" The file system is {kind}." if kind else ""
    text = f"{free // (1024 * 1024):,} MB are free where the data is kept.{named}"
    if free < _LEAST_FREE:
        return Finding(False, text + " Make room: saving stops when the disk is full.")
    return Finding(True, text)

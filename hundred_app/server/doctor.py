"""`hundred doctor`: what is wrong with this installation, in words."""

import shutil
import sys
from dataclasses import dataclass

from hundred_app import __version__
from hundred_app.core import migrate
from hundred_app.core.settings import Settings
from hundred_app.features.accounts import service as accounts
from hundred_app.server import frontend
from hundred_app.server.launcher import CannotStart, opened

_LEAST_FREE = 200 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    is_fine: bool
    text: str


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that Hundred needs. Beside a running server this changes nothing."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return [
        Finding(True, f"Hundred {__version__} on Python {version}."),
        _pages(),
        *_data(settings),
        _disk(settings),
    ]


def _pages() -> Finding:
    if (frontend.SHIPPED / "build" / "client" / "index.html").is_file():
        return Finding(True, "The pages are part of this installation.")
    if (frontend.CHECKOUT / "rxconfig.py").is_file():
        return Finding(True, "This is a source checkout: pages are built when they are needed.")
    return Finding(False, "There are no pages. Install Hundred again with pip.")


def _data(settings: Settings) -> list[Finding]:
    if not settings.database.exists():
        return [
            Finding(True, f"There is no database in {settings.data} yet; the first start makes it.")
        ]
    try:
        with opened(settings, alone=False) as database, database.reading() as db:
            if not accounts.has_users(db):
                people = "There is no account yet: `hundred` prints the set-up link."
            else:
                people = "There is at least one account."
    except CannotStart as error:
        return [Finding(False, str(error))]
    return [
        Finding(True, f"The database {settings.database} is sound, schema {migrate.head()}."),
        Finding(True, people),
    ]


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    text = f"{free // (1024 * 1024):,} MB are free where the data is kept."
    if free < _LEAST_FREE:
        return Finding(False, text + " Make room: saving stops when the disk is full.")
    return Finding(True, text)

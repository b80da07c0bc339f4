"""What this process runs on: its settings and its database, set once when it starts."""

from dataclasses import dataclass

from hundred_app.core.db import Database
from hundred_app.core.settings import Settings


@dataclass(frozen=True)
class Runtime:
    settings: Settings
    database: Database


_installed: list[Runtime] = []


def install(runtime: Runtime) -> None:
    """Make this the runtime of the process, in place of any before it."""
    _installed[:] = [runtime]


def current() -> Runtime:
    """
    Raises:
        RuntimeError: nothing was installed: the program was not started by its launcher.
    """
    if not _installed:
        raise RuntimeError("Hundred was not started by `hundred serve`.")
    return _installed[0]

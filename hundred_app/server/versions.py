"""Which versions of what we stand on are too old to be safe."""

import re
from collections.abc import Callable, Mapping
from importlib import metadata

FLOORS: Mapping[str, str] = {
    "reflex": "0.10.1",
    "starlette": "1.3.1",
    "granian": "2.7.4",
    "python-multipart": "0.0.32",
    "python-engineio": "4.13.2",
    "python-socketio": "5.14.0",
}
"""The first version of each without a fault that strangers could use."""


class TooOld(Exception):
    """Something that is installed beside us is too old; the message says what to do."""

    exit_code = 78
    """EX_CONFIG of sysexits.h: starting again alone will not help."""


def refuse_old() -> None:
    """
    Raises:
        TooOld: at least one package is older than is safe.
    """
    if old := too_old():
        raise TooOld(" ".join(old))


def too_old(installed: Callable[[str], str] = metadata.version) -> list[str]:
    """A sentence for each package that is older than its floor, or missing."""
    return [
        sentence
        for name, floor in FLOORS.items()
        if (sentence := _sentence(name, floor, installed)) is not None
    ]


def _sentence(name: str, floor: str, installed: Callable[[str], str]) -> str | None:
    try:
        version = installed(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed. Install Hundred again with pip."
    if _order(version) >= _order(floor):
        return None
    return (
        f"{name} {version} has a known fault; Hundred needs {floor} or later."
        " Install Hundred again with pip."
    )


def _order(version: str) -> tuple[tuple[int, ...], bool]:
    """What versions are compared by. One that comes before its release is older than it."""
    found = re.match(r"v?(?:\d+!)?(\d+(?:\.\d+)*)(.*)", version)
    if found is None:
        return (), False
    parts = [int(part) for part in found[1].split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts), not re.match(r"[-_.]?(a|b|c|rc|alpha|beta|pre|dev)", found[2])

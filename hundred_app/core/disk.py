"""Files that are on the disk for sure, for their owner alone."""

import os
import shutil
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until a file, or the list of the names in a folder, has reached the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def put(file: Path, target: Path) -> None:
    """Give a finished file its place, over whatever is there: at any moment one of the two is."""
    file.chmod(0o600)
    settle(file)
    file.replace(target)
    settle(target.parent)


def put_new(file: Path, target: Path) -> None:
    """A copy under another name, perhaps on another disk.

    Raises:
        FileExistsError: there is a file of that name, and it is left as it is.
    """
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with file.open("rb") as source, os.fdopen(descriptor, "wb") as sink:
            shutil.copyfileobj(source, sink)
            sink.flush()
            os.fsync(sink.fileno())
    except OSError:
        target.unlink()
        raise
    settle(target.parent)


def free_bytes(folder: Path) -> int:
    """How much may still be written where a folder is."""
    return shutil.disk_usage(folder).free


def existing(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there and may be seen."""
    # Not Path.exists, which raises where a folder above may not be entered.
    return next(part for part in (path, *path.parents) if os.path.exists(part))  # noqa: PTH110

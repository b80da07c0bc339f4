"""The service worker as it is sent: with what this build has, and a version of its own."""

import hashlib
import json
import re
from pathlib import Path

SOURCE = "ui/service-worker.js"
OFFLINE = "/offline"

_STYLESHEET = re.compile(r'<link href="(/assets/[\w.-]+\.css)"')
_ALWAYS = (
    OFFLINE,
    "/offline.js",
    "/icons/mark.svg",
    "/fonts/source-serif-4-latin.woff2",
    "/fonts/inter-latin.woff2",
)


def service_worker(folder: Path) -> str:
    """The script of the worker for the pages built in `folder`.

    Its text changes with every build, and only then: that is how a browser
    notices that there is a new one.
    """
    source = (folder / SOURCE).read_text("utf-8")
    page = (folder / "offline" / "index.html").read_text("utf-8")
    shell = [*_ALWAYS, *_STYLESHEET.findall(page)]
    version = _version(folder, source + page)
    return f"const VERSION = {json.dumps(version)};\nconst SHELL = {json.dumps(shell)};\n{source}"


def _version(folder: Path, text: str) -> str:
    digest = hashlib.sha256(text.encode())
    for part in ("assets", "fonts", "icons"):
        for file in sorted((folder / part).rglob("*")):
            if file.is_file():
                digest.update(f"{file.name} {file.stat().st_size}\n".encode())
    return digest.hexdigest()[:16]

"""The prebuilt pages and files: who gets which page, with which headers."""

import asyncio
import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from hundred_app.core import clock, runtime
from hundred_app.core.errors import Busy, NotSaved
from hundred_app.core.language import spoken
from hundred_app.features.accounts import service
from hundred_app.server import doors, identity
from hundred_app.server.headers import content_security_policy
from hundred_app.server.tongues import said_in
from hundred_app.server.worker import OFFLINE, service_worker

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_ANY_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_PRELOADED_SCRIPT = re.compile(r'<link rel="modulepreload"[^>]*/>')
_STREAMED = re.compile(
    r"<!--\$\?--><template id=\"B:\d+\"></template><!--/\$-->|<div hidden id=\"S:\d+\">.*?</div>",
    re.DOTALL,
)

# Addresses with a name or a number of their own in them.
_NAMED = re.compile(
    r"c/[0-9a-f-]{36}(/letter|/missing|/book|/milestone/(25|50|75|100))?|review/([0-9]{4}|year)"
)
_IMMUTABLE = "public, max-age=31536000, immutable"
_A_WEEK = "public, max-age=604800"
_ALWAYS_ASK = "private, no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True)
class Page:
    """A page as it is sent: its text, also packed by gzip, the policy of its scripts, its ETag."""

    text: str
    packed: bytes
    policy: str
    etag: str


@dataclass
class Site:
    """The built frontend in a folder.

    Signed-out pages are the same compiled pages with every script taken out:
    signing in works without any, and a visitor costs the server no state.
    """

    folder: Path
    _pages: dict[tuple[str, bool, str], Page] = field(
        default_factory=dict[tuple[str, bool, str], Page]
    )
    _worker: str = ""

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        if path == "/service-worker.js":
            return self._service_worker()
        if file := self._file(path):
            return _send_file(request, file, path)
        path = "/" + path.strip("/")
        if path == OFFLINE:
            return self._answer(request, self._static("offline/index.html"))
        actor = await identity.actor_of(request.scope)
        if path in doors.ALL:
            return await doors.open_door(request, self, path, actor)
        if path == "/" and actor is None:
            return self._answer(request, self._static("welcome/index.html"))
        known = self._app_page(path)
        if known is None:
            return self._answer(request, self._static("lost/index.html"), status=404)
        if actor is None:
            return RedirectResponse(f"/sign-in?next={path}", status_code=303)
        answer = self._answer(request, known)
        await _renew(request, actor.session_id, answer)
        return answer

    def _service_worker(self) -> Response:
        self._worker = self._worker or service_worker(self.folder)
        return Response(
            self._worker, media_type="text/javascript", headers={"cache-control": "no-cache"}
        )

    def door(self, path: str) -> Page:
        """One of the pages of server/doors.py, without scripts and with its slots empty."""
        return self._static(f"{path.strip('/')}/index.html")

    def _file(self, path: str) -> Path | None:
        """The file behind an address, if it is one and not a page."""
        if path.endswith((".html", ".br", ".gz", ".jsx", "/")):
            return None
        try:
            file = (self.folder / path.lstrip("/")).resolve()
            return file if file.is_relative_to(self.folder) and file.is_file() else None
        except (OSError, ValueError):
            # A name that no file can have: too long, or with a NUL in it.
            return None

    def _app_page(self, path: str) -> Page | None:
        name = path.strip("/")
        if name in ("welcome", "lost", "offline") or f"/{name}" in doors.ALL:
            return None
        if _NAMED.fullmatch(name):
            return self._page("__spa-fallback.html")
        if not re.fullmatch(r"[a-z-]{0,40}", name):
            return None
        file = f"{name}/index.html" if name else "index.html"
        return self._page(file) if (self.folder / file).is_file() else None

    def _page(self, name: str, *, scripts: bool = True) -> Page:
        """A page of the build in the language of this answer."""
        key = (name, scripts, spoken())
        if key not in self._pages:
            text = (self.folder / name).read_text("utf-8")
            text = scripts_later(text) if scripts else without_scripts(text)
            self._pages[key] = _page_of(said_in(spoken(), text, scripts=scripts))
        return self._pages[key]

    def _static(self, name: str) -> Page:
        return self._page(name, scripts=False)

    def _answer(self, request: Request, page: Page, status: int = 200) -> Response:
        headers = {
            "cache-control": _ALWAYS_ASK,
            "etag": page.etag,
            "vary": "cookie, accept-language, accept-encoding",
            "content-security-policy": page.policy,
        }
        if status == 200 and request.headers.get("if-none-match") == page.etag:
            return Response(status_code=304, headers=headers)
        if "gzip" in _accepted(request.headers.get("accept-encoding", "")):
            headers["content-encoding"] = "gzip"
            return Response(page.packed, status, headers, "text/html")
        return Response(page.text, status, headers, "text/html")


def without_scripts(text: str) -> str:
    """A prerendered page without its scripts and what belongs to them.

    Scripts with a `data-keep` attribute stay: they make a page nicer and
    nothing on it needs them.
    """
    kept = re.findall(r"<script[^>]*data-keep[^>]*></script>", text)
    text = _STREAMED.sub("", _PRELOADED_SCRIPT.sub("", _ANY_SCRIPT.sub("", text)))
    return text.replace("</body>", "".join(kept) + "</body>")


def scripts_later(text: str) -> str:
    """A prerendered page whose scripts do not stand in the way of what is seen first.

    The page is drawn by its HTML and its styles alone. Fetched beside them, as the framework asks,
    ten scripts take the line away from the stylesheet and the fonts.
    """
    return text.replace(
        '<link rel="modulepreload" ', '<link rel="modulepreload" fetchpriority="low" '
    )


def _page_of(text: str) -> Page:
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(html_script.encode()).digest()).decode()
        for html_script in _INLINE_SCRIPT.findall(text)
        if html_script
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()[:20]
    # The same for everybody, so that its length tells nothing.
    packed = gzip.compress(text.encode(), mtime=0)
    return Page(text, packed, content_security_policy(dict.fromkeys(hashes)), f'"{digest}"')


def _send_file(request: Request, file: Path, path: str) -> Response:
    headers = {"cache-control": _cache_rule(path), "vary": "accept-encoding"}
    accepted = _accepted(request.headers.get("accept-encoding", ""))
    sent = file
    for encoding, suffix in _ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            headers["content-encoding"] = encoding
            sent = packed
            break
    answer = FileResponse(
        sent, headers=headers, media_type=_media_type(file), stat_result=sent.stat()
    )
    if request.headers.get("if-none-match") == answer.headers["etag"]:
        return Response(status_code=304, headers={**headers, "etag": answer.headers["etag"]})
    return answer


def _accepted(header: str) -> set[str]:
    """The encodings that a browser takes, without those that it gives a weight of nothing."""
    parts = (part.replace(" ", "").partition(";q=") for part in header.lower().split(","))
    return {name for name, _, weight in parts if not weight or weight.strip("0.")}


def _cache_rule(path: str) -> str:
    if path.startswith("/assets/"):
        return _IMMUTABLE
    return _A_WEEK if path.startswith(("/fonts/", "/icons/")) else "no-cache"


def _media_type(file: Path) -> str | None:
    known = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
    return known.get(file.suffix)


async def _renew(request: Request, session_id: str, answer: Response) -> None:
    """Let a session that is used slide forward, in the database and in the browser."""
    try:
        renewed = await asyncio.to_thread(
            service.keep_alive, runtime.current().database, clock.now(), session_id
        )
    except (Busy, NotSaved):
        # A page is shown on a full disk too; the session slides on at the next one.
        return
    token = identity.token_of(request.scope)
    if renewed and token:
        identity.set_cookie(answer, request.scope, token)

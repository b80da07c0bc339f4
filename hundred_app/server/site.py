"""The prebuilt pages and files: who gets which page, with which headers."""

import asyncio
import base64
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from hundred_app.core import clock, runtime
from hundred_app.features.accounts import service
from hundred_app.features.accounts.texts import t
from hundred_app.server import identity
from hundred_app.server.headers import content_security_policy
from hundred_app.ui import slots

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_ANY_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_PRELOADED_SCRIPT = re.compile(r'<link rel="modulepreload"[^>]*/>')
_STREAMED = re.compile(
    r"<!--\$\?--><template id=\"B:\d+\"></template><!--/\$-->|<div hidden id=\"S:\d+\">.*?</div>",
    re.DOTALL,
)

_IMMUTABLE = "public, max-age=31536000, immutable"
_A_WEEK = "public, max-age=604800"
_ALWAYS_ASK = "private, no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

NOTES = {"signed-out": t.signed_out}
"""What an address may have said at the top of a signed-out page; never its own text."""

SIGNED_OUT_PAGES = ("/sign-in", "/sign-up")


@dataclass(frozen=True)
class Page:
    """A page as it is sent: its text, the policy that its scripts need, and its ETag."""

    text: str
    policy: str
    etag: str


@dataclass
class Site:
    """The built frontend in a folder.

    Signed-out pages are the same compiled pages with every script taken out:
    signing in works without any, and a visitor costs the server no state.
    """

    folder: Path
    _pages: dict[str, Page] = field(default_factory=dict[str, Page])

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        if file := self._file(path):
            return _send_file(request, file, path)
        path = "/" + path.strip("/")
        actor = await identity.actor_of(request.scope)
        if path in SIGNED_OUT_PAGES:
            if actor is not None:
                return RedirectResponse("/", status_code=303)
            return await self._account_page(request, path)
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

    def account_page(
        self, path: str, *, problem: str = "", username: str = "", hidden: dict[str, str], note: str
    ) -> str:
        """/sign-in or /sign-up with its slots filled."""
        return slots.fill(
            self._static(f"{path.strip('/')}/index.html").text,
            problem=problem,
            note=note,
            username=username,
            hidden=hidden,
        )

    async def _account_page(self, request: Request, path: str) -> Response:
        page = self._static(f"{path.strip('/')}/index.html")
        query = request.query_params
        note = NOTES.get(query.get("note", ""), "")
        if path == "/sign-up":
            note = await asyncio.to_thread(_about_signing_up, query.get("setup", ""))
        text = self.account_page(
            path,
            note=note,
            hidden={"setup": query.get("setup", ""), "next": query.get("next", "")},
        )
        return html_response(text, page.policy)

    def policy(self, path: str) -> str:
        return self._static(f"{path.strip('/')}/index.html").policy

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
        if name in ("welcome", "lost"):
            return None
        if re.fullmatch(r"c/[0-9a-f-]{36}(/milestone/(25|50|75|100))?", name):
            return self._page("__spa-fallback.html")
        if not re.fullmatch(r"[a-z-]{0,40}", name):
            return None
        file = f"{name}/index.html" if name else "index.html"
        return self._page(file) if (self.folder / file).is_file() else None

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = _page_of((self.folder / name).read_text("utf-8"))
        return self._pages[name]

    def _static(self, name: str) -> Page:
        key = f"{name} without scripts"
        if key not in self._pages:
            text = (self.folder / name).read_text("utf-8")
            self._pages[key] = _page_of(without_scripts(text))
        return self._pages[key]

    def _answer(self, request: Request, page: Page, status: int = 200) -> Response:
        headers = {
            "cache-control": _ALWAYS_ASK,
            "etag": page.etag,
            "vary": "cookie",
            "content-security-policy": page.policy,
        }
        if status == 200 and request.headers.get("if-none-match") == page.etag:
            return Response(status_code=304, headers=headers)
        return Response(page.text, status, headers, "text/html")


def _about_signing_up(setup: str) -> str:
    """What to know before filling in the form: who may make an account here now."""
    running = runtime.current()
    with running.database.reading() as db:
        return service.about_signing_up(
            db, clock.now(), setup, registration_open=running.settings.registration == "open"
        )


def html_response(text: str, policy: str, status: int = 200) -> Response:
    """A page made for this one answer: not to be kept anywhere."""
    return Response(text, status, {"content-security-policy": policy}, "text/html")


def without_scripts(text: str) -> str:
    """A prerendered page without its scripts and what belongs to them.

    Scripts with a `data-keep` attribute stay: they make a page nicer and
    nothing on it needs them.
    """
    kept = re.findall(r"<script[^>]*data-keep[^>]*></script>", text)
    text = _STREAMED.sub("", _PRELOADED_SCRIPT.sub("", _ANY_SCRIPT.sub("", text)))
    return text.replace("</body>", "".join(kept) + "</body>")


def _page_of(text: str) -> Page:
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(html_script.encode()).digest()).decode()
        for html_script in _INLINE_SCRIPT.findall(text)
        if html_script
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()[:20]
    return Page(text, content_security_policy(dict.fromkeys(hashes)), f'"{digest}"')


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
    renewed = await asyncio.to_thread(
        service.keep_alive, runtime.current().database, clock.now(), session_id
    )
    token = identity.token_of(request.scope)
    if renewed and token:
        identity.set_cookie(answer, request.scope, token)


def safe_next(path: str) -> str:
    """Where to go after signing in: a path of ours, else the start page."""
    return path if re.fullmatch(r"/(?![/\\])[A-Za-z0-9/_.?=&-]*", path) else "/"

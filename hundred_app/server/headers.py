"""Security headers on every answer, and the origin check on everything that changes something."""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hundred_app.core import runtime
from hundred_app.features.review.service.letters import MAIL_OFF
from hundred_app.server.identity import SOCKET_PATH, is_https
from hundred_app.server.peer import own_origin
from hundred_app.ui.texts import t

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TWO_YEARS = 63_072_000


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """The policy of a page whose inline scripts have these hashes ("sha256-…")."""
    scripts = " ".join(f"'{digest}'" for digest in script_hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}".strip(),
            # Emotion and the charts set styles from scripts.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """Adds the headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Names in small letters, as ASGI has them and engineio has not. And without what
                # the framework says to pages of other origins: nothing of ours is for them.
                message["headers"] = [
                    (name.lower(), value)
                    for name, value in message["headers"]
                    if not name.lower().startswith(b"access-control-")
                ]
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", content_security_policy(()))
                headers.setdefault("cache-control", "no-store")
                if is_https(scope):
                    headers.setdefault("strict-transport-security", f"max-age={_TWO_YEARS}")
            await send(message)

        await self.app(scope, receive, with_headers)


class SameOriginOnly:
    """Refuses sockets, and requests that change something, from pages of other origins.

    The browser says in Origin which page is asking. It must be the host that
    was asked, or one of HUNDRED_ORIGINS.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        guarded = scope["type"] == "websocket" or (
            scope["type"] == "http"
            and (scope["method"] not in _SAFE_METHODS or scope["path"].startswith(SOCKET_PATH))
        )
        if not guarded or is_same_origin(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            answer = PlainTextResponse(t.other_site, status_code=403)
            await answer(scope, receive, send)


def is_same_origin(scope: Scope) -> bool:
    """Whether a request comes from one of our own pages.

    A request without Origin passes only on the socket, where every browser
    sends it and its absence means another kind of program, which no cookie of
    a visitor rides on; and where the weekly messages are ended, which mail
    programs do by themselves and no cookie has a part in.
    """
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if not origins:
        is_socket = scope["type"] == "websocket" or scope["path"].startswith(SOCKET_PATH)
        return is_socket or scope["path"] == MAIL_OFF
    if len(origins) != 1:
        return False
    if origins[0] in runtime.current().settings.origins:
        return True
    return origins[0] == own_origin(scope)

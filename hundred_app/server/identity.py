"""Who is behind a request: the cookie, the session id made from it, the account behind that."""

import asyncio

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hundred_app.core import clock, runtime
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import Actor

SOCKET_PATH = "/_event"
_SESSION_SECONDS = int(rules.SESSION_LASTS.total_seconds())


def cookie_name(scope: Scope) -> str:
    """What the session's cookie is called on this connection.

    Cookies do not tell ports apart, so on plain http the port is in the name:
    a demo on another port must not sign anybody out of their diary.
    """
    if is_https(scope):
        return "__Host-hundred"
    server = scope.get("server")
    return f"hundred-{server[1]}" if server and server[1] else "hundred"


def is_https(scope: Scope) -> bool:
    """Whether the browser reached us over TLS, directly or by a proxy at a configured origin."""
    if scope.get("scheme") in ("https", "wss"):
        return True
    host = Headers(scope=scope).get("host", "")
    return f"https://{host}" in runtime.current().settings.origins


def session_id_of(scope: Scope) -> str | None:
    """The id of the session that the request's cookie claims; None without one.

    A cookie of that name sent twice is refused: one of the two was planted by
    another program on the same host name.
    """
    name = cookie_name(scope)
    values = [
        value
        for header in Headers(scope=scope).getlist("cookie")
        for part in header.split(";")
        if (value := _value(part, name)) is not None
    ]
    if len(values) != 1 or not 20 <= len(values[0]) <= 100:
        return None
    return rules.token_id(values[0])


async def actor_of(scope: Scope) -> Actor | None:
    """Who is behind a request, looked up anew each time."""
    session_id = session_id_of(scope)
    if session_id is None:
        return None
    return await find_actor(session_id)


async def find_actor(session_id: str) -> Actor | None:
    database = runtime.current().database
    return await asyncio.to_thread(
        lambda: database.read(lambda db: service.find_actor(db, clock.now(), session_id))
    )


def set_cookie(response: Response, scope: Scope, token: str) -> None:
    response.set_cookie(
        cookie_name(scope),
        token,
        max_age=_SESSION_SECONDS,
        path="/",
        secure=is_https(scope),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, scope: Scope) -> None:
    response.delete_cookie(
        cookie_name(scope), path="/", secure=is_https(scope), httponly=True, samesite="lax"
    )


def token_of(scope: Scope) -> str | None:
    """The secret itself, to be sent again with a later end."""
    name = cookie_name(scope)
    for header in Headers(scope=scope).getlist("cookie"):
        for part in header.split(";"):
            if (value := _value(part, name)) is not None:
                return value
    return None


class CookieBecomesSession:
    """On the socket, replaces the Cookie header by the id of the session.

    Without a session that lasts there is no socket: the pages for visitors
    have no scripts, and each socket leaves a state behind for hours.

    Reflex keeps the headers of the handshake in the state of the tab. With
    this, the secret itself never gets there: only its SHA-256, which signs
    nobody in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"].startswith(SOCKET_PATH):
            session_id = session_id_of(scope)
            if scope["type"] == "websocket" and not (session_id and await find_actor(session_id)):
                await send({"type": "websocket.close", "code": 1008})
                return
            headers = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
            if session_id is not None:
                headers.append((b"cookie", f"session={session_id}".encode()))
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)


def session_id_in_router_data(router_data: dict[str, object]) -> str | None:
    """The session id that CookieBecomesSession put into the handshake of this event's socket."""
    headers = router_data.get("headers")
    cookie = headers.get("cookie") if isinstance(headers, dict) else None
    return cookie.removeprefix("session=") if isinstance(cookie, str) else None


def _value(part: str, name: str) -> str | None:
    # Not by http.cookies: it takes seconds for a long quoted value, and ours are never quoted.
    key, found, value = part.strip().partition("=")
    return value if found and key == name else None

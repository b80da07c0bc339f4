"""Who is behind a request: the cookie, the session id made from it, the account behind that."""

import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hundred_app.core import clock, language, runtime, threads
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import Actor, SignedIn
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening
from hundred_app.server.peer import scheme_of
from hundred_app.server.together import Together

SOCKET_PATH = "/_event"
ACTOR_OF_SOCKET = "hundred.actor"
"""Under this name, the scope of a socket says who opened it."""

_SESSION_SECONDS = int(rules.SESSION_LASTS.total_seconds())
_DEVICE_SECONDS = int(rules.DEVICE_LASTS.total_seconds())


def cookie_name(scope: Scope) -> str:
    """What the session's cookie is called on this connection.

    Cookies do not tell ports apart, so on plain http the port is in the name:
    a demo on another port must not sign anybody out of their diary.
    """
    if is_https(scope):
        return "__Host-hundred"
    server = scope.get("server")
    return f"hundred-{server[1]}" if server and server[1] else "hundred"


def device_cookie_name(scope: Scope) -> str:
    """What the cookie is called by which a browser is known again after signing out."""
    return f"{cookie_name(scope)}-device"


def is_https(scope: Scope) -> bool:
    """Whether the browser reached us over TLS, directly or by a proxy that we know of."""
    return scheme_of(scope) == "https"


def session_id_of(scope: Scope) -> str | None:
    """The id of the session that the request's cookie claims; None without one.

    A cookie of that name sent twice is refused: one of the two was planted by
    another program on the same host name.
    """
    values = _cookies(scope, cookie_name(scope))
    if len(values) != 1 or not 20 <= len(values[0]) <= 100:
        return None
    return rules.token_id(values[0])


async def actor_of(scope: Scope) -> Actor | None:
    """Who is behind a request, looked up anew each time. From here on it is answered in theirs."""
    session_id = session_id_of(scope)
    actor = await find_actor(session_id) if session_id else None
    if actor is not None and actor.language:
        language.speak(actor.language)
    return actor


async def find_actor(session_id: str) -> Actor | None:
    """Who holds a session, as the database says from now on."""
    return await _ACTORS.find(session_id)


def _find_actors(session_ids: Collection[str]) -> dict[str, Actor]:
    database = runtime.current().database
    return database.read(lambda db: service.find_actors(db, clock.now(), session_ids))


_ACTORS = Together(_find_actors)


async def write_down_refusal(actor: Actor, what: str) -> None:
    """Say in the audit log that somebody asked for what is an administrator's."""
    happening = Happening(
        Action.DENIED, actor=actor.username, subject=what, address=actor.address, is_refused=True
    )
    database = runtime.current().database
    await threads.in_writer(
        lambda: database.write(lambda db: audit.record(db, clock.now(), happening))
    )


def set_cookie(response: Response, scope: Scope, token: str) -> None:
    _set(response, scope, cookie_name(scope), token, _SESSION_SECONDS)


def set_cookies(response: Response, scope: Scope, signed_in: SignedIn) -> None:
    """The session's cookie, and the one by which this browser is known again."""
    set_cookie(response, scope, signed_in.token)
    _set(response, scope, device_cookie_name(scope), signed_in.device, _DEVICE_SECONDS)


def _set(response: Response, scope: Scope, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
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
    return next(iter(_cookies(scope, cookie_name(scope))), None)


def device_of(scope: Scope) -> str | None:
    """The secret by which this browser says it was here before."""
    return next(iter(_cookies(scope, device_cookie_name(scope))), None)


def is_own_path(path: str) -> bool:
    """Whether an address is a path of this Hundred, and so may be gone to."""
    return re.fullmatch(r"/(?![/\\])[A-Za-z0-9/_.?=&-]*", path) is not None


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
            actor = await find_actor(session_id) if session_id else None
            if scope["type"] == "websocket" and actor is None:
                await send({"type": "websocket.close", "code": 1008})
                return
            headers = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
            if session_id is not None:
                headers.append((b"cookie", f"session={session_id}".encode()))
            scope = {**scope, "headers": headers, ACTOR_OF_SOCKET: actor}
        await self.app(scope, receive, send)


def session_id_in_router_data(router_data: dict[str, object]) -> str | None:
    """The session id that CookieBecomesSession put into the handshake of this event's socket."""
    headers = router_data.get("headers")
    cookie = headers.get("cookie") if isinstance(headers, dict) else None
    return cookie.removeprefix("session=") if isinstance(cookie, str) else None


def _cookies(scope: Scope, name: str) -> list[str]:
    return [
        value
        for header in Headers(scope=scope).getlist("cookie")
        for part in header.split(";")
        if (value := _value(part, name)) is not None
    ]


def _value(part: str, name: str) -> str | None:
    # Not by http.cookies: it takes seconds for a long quoted value, and ours are never quoted.
    key, found, value = part.strip().partition("=")
    return value if found and key == name else None

"""The whole server as one ASGI application: our routes, the pages, and the socket."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hundred_app.core.errors import Busy, NotSaved
from hundred_app.server import (
    auth,
    books,
    exports,
    health,
    mails,
    pictures,
    presence,
    readiness,
    safety,
    tongues,
)
from hundred_app.server.apology import Apology
from hundred_app.server.forms import NotOurs
from hundred_app.server.headers import SameOriginOnly, SecurityHeaders
from hundred_app.server.identity import SOCKET_PATH, CookieBecomesSession
from hundred_app.server.site import Site
from hundred_app.server.tongues import InTheirLanguage


def edge(framework: ASGIApp, web: Path) -> ASGIApp:
    """What stands between the network and the framework.

    Of the framework's own routes only the socket is reachable: not its
    upload, its health page, nor its file server.
    """
    site = Site(web / "build" / "client")
    known = [
        *health.routes(),
        *readiness.routes(),
        *presence.routes(),
        *tongues.routes(),
        *auth.routes(lambda: site),
        *safety.routes(lambda: site),
        *mails.routes(lambda: site),
        *exports.routes(),
        *books.routes(),
        *pictures.routes(site.folder / "fonts"),
    ]
    pages = Route("/{path:path}", site.answer, methods=["GET"])
    ours = Starlette(
        middleware=[Middleware(Apology)],
        routes=[*known, *_without_get(known), pages],
        exception_handlers={NotOurs: _not_ours, NotSaved: _not_now, Busy: _not_now},
    )

    theirs = Apology(framework)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        socket = scope["type"] == "lifespan" or scope["path"].startswith(SOCKET_PATH)
        await (theirs if socket else ours)(scope, receive, send)

    return InTheirLanguage(SecurityHeaders(SameOriginOnly(CookieBecomesSession(dispatch))))


def _without_get(known: Sequence[Route]) -> Iterator[Route]:
    """For routes that only change something: asked by GET, they are no pages that are lost."""
    takes: dict[str, set[str]] = {}
    for route in known:
        takes.setdefault(route.path, set()).update(route.methods or ())
    for path, methods in takes.items():
        if "GET" not in methods:
            yield Route(path, _refusal(", ".join(sorted(methods))), methods=["GET"])


def _refusal(allowed: str) -> Callable[[Request], Response]:
    def refuse(_: Request) -> Response:
        return PlainTextResponse("Method Not Allowed", 405, {"allow": allowed})

    return refuse


async def _not_ours(_: Request, error: Exception) -> Response:
    return error.answer if isinstance(error, NotOurs) else Response(status_code=422)


async def _not_now(_request: Request, error: Exception) -> Response:
    """What could not be saved and would be later, for a request that has no page to say it on."""
    return PlainTextResponse(str(error), 503)

"""The whole server as one ASGI application: our routes, the pages, and the socket."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hundred_app.server import auth, exports, health
from hundred_app.server.headers import SameOriginOnly, SecurityHeaders
from hundred_app.server.identity import SOCKET_PATH, CookieBecomesSession
from hundred_app.server.site import Site


def edge(framework: ASGIApp, web: Path) -> ASGIApp:
    """What stands between the network and the framework.

    Of the framework's own routes only the socket is reachable: not its
    upload, its health page, nor its file server.
    """
    site = Site(web / "build" / "client")
    ours = Starlette(
        routes=[
            *health.routes(),
            *auth.routes(lambda: site),
            *exports.routes(),
            Route("/{path:path}", site.answer, methods=["GET"]),
        ]
    )

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        socket = scope["type"] == "lifespan" or scope["path"].startswith(SOCKET_PATH)
        await (framework if socket else ours)(scope, receive, send)

    return SecurityHeaders(SameOriginOnly(CookieBecomesSession(dispatch)))

"""Whether the browser that asks is signed in: what a page asks when its socket is gone."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hundred_app.server import identity

ENDED, SIGNED_OUT = "ended", "signed-out"


async def _session(request: Request) -> Response:
    """204 for a session that lasts; else 401 and the note for the page to sign in on."""
    if await identity.actor_of(request.scope) is not None:
        return Response(status_code=204)
    # Signing out takes the cookie away, in every tab at once. One that is still there has ended
    # otherwise, and nothing was cleared.
    note = SIGNED_OUT if identity.token_of(request.scope) is None else ENDED
    return PlainTextResponse(note, 401)


def routes() -> list[Route]:
    return [Route("/session", _session, methods=["GET"])]

"""The picture of a commitment as a file, for nobody but its owner."""

import asyncio
from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime
from hundred_app.core.errors import NotFound, SignedOut
from hundred_app.core.ids import parse_id
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import pictures
from hundred_app.features.commitments.service.pictures import Picture
from hundred_app.server import identity
from hundred_app.server.downloads import download, found

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"


def routes(fonts: Path) -> list[Route]:
    """`fonts` is the folder of our own fonts."""

    async def share(request: Request) -> Response:
        return await _share(request, fonts)

    return [Route("/share/{commitment_id}.{kind:str}", share, methods=["GET"])]


async def _share(request: Request, fonts: Path) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return PlainTextResponse(SignedOut().message, 401)
    wanted, kind = request.path_params["commitment_id"], request.path_params["kind"]
    is_dark = request.query_params.get("theme") == "dark"

    def find(db: Session) -> Picture:
        if kind not in _TYPES:
            raise NotFound
        work = accounts.work_of(db, clock.now(), actor)
        return pictures.picture(work, parse_id(wanted), dark=is_dark)

    picture = await found(runtime.current().database.read, find)
    if isinstance(picture, Response):
        return picture
    made = await asyncio.to_thread(pictures.drawn, picture, kind, fonts)
    return download(
        made, f"hundred-{wanted}.{kind}", _TYPES[kind], content_security_policy=_NOTHING_RUNS
    )

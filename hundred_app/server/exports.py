"""Files made of a person's own data."""

import asyncio
import json

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hundred_app.core import clock, runtime
from hundred_app.core.errors import NotFound
from hundred_app.core.ids import parse_id
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import archive
from hundred_app.server import identity


def routes() -> list[Route]:
    return [Route("/export/commitment/{commitment_id}", _commitment, methods=["GET"])]


async def _commitment(request: Request) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return Response("Please sign in.", 401)

    commitment_id = request.path_params["commitment_id"]

    def export(db: Session) -> str:
        work = accounts.work_of(db, clock.now(), actor)
        content = archive.commitment(work, parse_id(commitment_id))
        return json.dumps(content, ensure_ascii=False, indent=2)

    try:
        text = await asyncio.to_thread(runtime.current().database.read, export)
    except NotFound as error:
        return Response(error.message, 404)
    return Response(
        text,
        media_type="application/json",
        headers={"content-disposition": f'attachment; filename="hundred-{commitment_id}.json"'},
    )

"""Files made of a person's own data."""

import asyncio
import json
from typing import Any

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

    def export(db: Session) -> dict[str, Any]:
        work = accounts.work_of(db, clock.now(), actor)
        return archive.commitment(work, parse_id(request.path_params["commitment_id"]))

    try:
        content = await asyncio.to_thread(runtime.current().database.read, export)
    except NotFound as error:
        return Response(error.message, 404)
    name = f"hundred-{content['commitment']['id']}.json"
    return Response(
        json.dumps(content, ensure_ascii=False, indent=2),
        media_type="application/json",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )

"""The book of a commitment as a file, for nobody but its owner."""

import asyncio
import logging

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime
from hundred_app.core.errors import NotFound, SignedOut
from hundred_app.core.ids import parse_id
from hundred_app.features.accounts import service as accounts
from hundred_app.features.book import service
from hundred_app.features.book.figures import Book, press
from hundred_app.features.book.figures.press import Jammed, Kind
from hundred_app.server import identity
from hundred_app.server.downloads import download

_log = logging.getLogger(__name__)

_TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}
_KINDS: dict[str, Kind] = {"pdf": "pdf", "epub": "epub"}


def routes() -> list[Route]:
    return [Route("/book/{commitment_id}.{kind:str}", _book, methods=["GET"])]


async def _book(request: Request) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return PlainTextResponse(SignedOut().message, 401)
    wanted, kind = request.path_params["commitment_id"], request.path_params["kind"]

    def find(db: Session) -> Book:
        if kind not in _KINDS:
            raise NotFound
        work = accounts.work_of(db, clock.now(), actor)
        held = service.book(work, parse_id(wanted), actor.username)
        if kind == "pdf" and not service.may_be_bound(held):
            raise NotFound
        return held

    def make() -> tuple[Book, bytes]:
        with press.LINE.place(actor.user_id):
            held = runtime.current().database.read(find)
            return held, press.pressed(held, _KINDS[kind])

    try:
        held, made = await asyncio.to_thread(make)
    except NotFound as error:
        return PlainTextResponse(error.message, 404)
    except Jammed as error:
        _log.warning("no book: %s", error.why)
        return PlainTextResponse(error.message, 503)
    return download(made, service.file_name(held, kind), _TYPES[kind])

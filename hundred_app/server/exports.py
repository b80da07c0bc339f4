"""Files made of a person's own data."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime
from hundred_app.core.backups import shelf
from hundred_app.core.errors import NotFound, SignedOut
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.service import Actor, running
from hundred_app.features.audit.rules import Action
from hundred_app.features.commitments.service import archive
from hundred_app.features.commitments.service.narrowing import asked_in
from hundred_app.features.insights import service as insights
from hundred_app.features.review import service as review
from hundred_app.features.transfer import rules as sheets
from hundred_app.features.transfer import service as transfer
from hundred_app.server import identity
from hundred_app.server.downloads import download, found

_CSV = "text/csv; charset=utf-8"
_JSON = "application/json"
_SQLITE = "application/vnd.sqlite3"


def routes() -> list[Route]:
    return [
        Route("/export/commitment/{commitment_id}", _commitment, methods=["GET"]),
        Route("/export/logs.csv", _logs, methods=["GET"]),
        Route("/export/chart/{name}.csv", _chart, methods=["GET"]),
        Route("/export/year/{name}.csv", _year, methods=["GET"]),
        Route("/export/all", _everything, methods=["GET"]),
        Route("/admin/backup/{name}", _backup, methods=["GET"]),
    ]


async def _everything(request: Request) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return RedirectResponse("/sign-in?next=/settings", status_code=303)
    now = clock.now()
    if not actor.has_proven(now):
        return RedirectResponse("/confirm?next=/settings", status_code=303)

    def export() -> str:
        # A write, since it is written down that everything went out; the text is made after it.
        with runtime.current().database.writing() as db:
            taken = accounts.take_out(accounts.work_of(db, now, actor))
        return json.dumps(taken, ensure_ascii=False, indent=2)

    text = await asyncio.to_thread(export)
    return download(text, f"hundred-{actor.username}-{now:%Y-%m-%d}.json", _JSON)


async def _commitment(request: Request) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return PlainTextResponse(SignedOut().message, 401)

    commitment_id = request.path_params["commitment_id"]

    def export(db: Session) -> str:
        work = accounts.work_of(db, clock.now(), actor)
        content = archive.commitment(work, parse_id(commitment_id))
        return json.dumps(content, ensure_ascii=False, indent=2)

    text = await found(runtime.current().database.read, export)
    if isinstance(text, Response):
        return text
    return download(text, f"hundred-{commitment_id}.json", _JSON)


async def _logs(request: Request) -> Response:
    asked = asked_in(request.query_params)
    return await _sheet(
        request,
        "/history",
        lambda work: transfer.sheet(work, asked),
        lambda actor: f"hundred-{actor.username}-{clock.now():%Y-%m-%d}.csv",
    )


async def _chart(request: Request) -> Response:
    name, asked = request.path_params["name"], request.query_params

    def export(work: Work) -> str:
        its_id = parse_id(asked["c"]) if asked.get("c") else ""
        told = insights.numbers(work, name, its_id, asked.get("range", ""), asked.get("by", ""))
        return sheets.plain_sheet(told.head, told.rows)

    return await _sheet(request, "/insights", export, lambda _: f"hundred-{name}.csv")


async def _year(request: Request) -> Response:
    name, asked = request.path_params["name"], request.query_params.get("year", "")

    def export(work: Work) -> str:
        told = review.numbers(work, name, asked)
        return sheets.plain_sheet(told.head, told.rows)

    return await _sheet(request, "/review/year", export, lambda _: f"hundred-year-{name}.csv")


async def _sheet(
    request: Request,
    back: str,
    export: Callable[[Work], str],
    named: Callable[[Actor], str],
) -> Response:
    """What `export` makes for whoever asks, as a file; a visitor signs in and is led `back`.

    Names of charts in the name of a file are ours, else nothing was found.
    """
    actor = await identity.actor_of(request.scope)
    if actor is None:
        return RedirectResponse(f"/sign-in?next={back}", status_code=303)
    read = runtime.current().database.read
    text = await found(read, lambda db: export(accounts.work_of(db, clock.now(), actor)))
    return text if isinstance(text, Response) else download(text, named(actor), _CSV)


async def _backup(request: Request) -> Response:
    actor = await identity.actor_of(request.scope)
    if actor is None or actor.role != "admin":
        if actor is not None:
            await identity.write_down_refusal(actor, "backup")
        return PlainTextResponse(NotFound().message, 404)
    now, here = clock.now(), runtime.current()
    if not actor.has_proven(now):
        return RedirectResponse("/confirm?next=/admin", status_code=303)
    name = request.path_params["name"]

    def find(db: Session) -> Path:
        file = shelf.find(here.settings.backups, name)
        work = accounts.work_of(db, now, actor)
        running.write_down(work, Action.BACKUP_DOWNLOADED, name)
        return file

    file = await found(here.database.write, find)
    if isinstance(file, Response):
        return file
    return FileResponse(
        file, headers={"cache-control": "no-store"}, filename=file.name, media_type=_SQLITE
    )

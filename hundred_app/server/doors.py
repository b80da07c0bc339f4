"""The pages without scripts that ask for a secret: shown, and shown again with what was wrong."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hundred_app.core import clock, runtime, second_step
from hundred_app.core.errors import Busy, HundredError
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Actor
from hundred_app.features.accounts.texts import t
from hundred_app.features.review.service.letters import MAIL_OFF
from hundred_app.ui import slots
from hundred_app.ui.slots import Filling

if TYPE_CHECKING:
    from hundred_app.server.site import Site

FOR_VISITORS = ("/sign-in", "/sign-up", "/code", "/reset")
FOR_PEOPLE = ("/confirm", "/password", "/two-step", "/codes", "/leave")
MAIL_IS_OFF = "/mail-is-off"
FOR_ANYBODY = (MAIL_OFF, MAIL_IS_OFF)
ALL = (*FOR_VISITORS, *FOR_PEOPLE, *FOR_ANYBODY)

NOTES = {
    "signed-out": t.signed_out,
    "ended": t.ended,
    "approval": t.approval_asked,
    "reset": t.reset_done,
    "reset-link-used": t.reset_link_used,
    "left": t.left,
    "restored": t.restored,
}
"""What an address may have said at the top of a page for visitors; never its own text."""


@dataclass(frozen=True)
class Door:
    """One of these pages, and what is filled into it."""

    path: str
    filling: Filling = field(default_factory=Filling)


async def open_door(request: Request, site: "Site", path: str, actor: Actor | None) -> Response:
    """The answer to somebody who opens one of these pages."""
    if path in FOR_ANYBODY:
        shown = _mail_off(request, path)
        return shown if isinstance(shown, Response) else answer(site, shown)
    if path in FOR_VISITORS and actor is not None and path != "/reset":
        return RedirectResponse("/", status_code=303)
    if path in FOR_PEOPLE and actor is None:
        return RedirectResponse(f"/sign-in?next={path}", status_code=303)
    shown = await asyncio.to_thread(_read, request, path, actor)
    return shown if isinstance(shown, Response) else answer(site, shown)


def answer(site: "Site", door: Door, status: int = 200) -> Response:
    """A page made for this one answer: not to be kept anywhere."""
    page = site.door(door.path)
    text = slots.fill(page.text, door.filling)
    headers = {"content-security-policy": page.policy, "vary": "cookie, accept-language"}
    return Response(text, status, headers, "text/html")


def refuse(site: "Site", path: str, error: HundredError, filling: Filling) -> Response:
    """The page again, with what was wrong and what may be kept of what was sent."""
    again = Door(path, filling.with_problem(error.message))
    if not isinstance(error, Busy):
        return answer(site, again, status=422)
    refused = answer(site, again, status=429)
    refused.headers["retry-after"] = str(error.retry_seconds)
    return refused


def two_step_filling(secret: str, username: str) -> Filling:
    """The key of a new second step, to be scanned or typed."""
    # Few ask for it, and importing it is a tenth of a start.
    import segno

    picture = segno.make(second_step.address(secret, username), error="m")
    return Filling(
        picture=picture.svg_data_uri(scale=5, border=2, dark="#1c1815", light="#ffffff"),
        picture_label=t.two_step_picture,
        lines=(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),),
        hidden={"secret": secret},
    )


def _read(request: Request, path: str, actor: Actor | None) -> Door | Response:
    with runtime.current().database.reading() as db:
        if actor is None:
            return _for_visitor(request, path, db)
        return _for_person(request, path, actor, db)


def _for_visitor(request: Request, path: str, db: Session) -> Door | Response:
    query = request.query_params
    if path == "/sign-up":
        setup, invite = query.get("setup", ""), query.get("invite", "")
        fixed = runtime.current().settings.registration
        note = service.about_signing_up(db, clock.now(), setup=setup, invite=invite, fixed=fixed)
        hidden = {"setup": setup, "invite": invite, "next": query.get("next", "")}
        return Door(path, Filling(note=note, hidden=hidden))
    if path == "/reset":
        return _reset(query.get("token", ""), db)
    if path == "/code":
        return RedirectResponse("/sign-in", status_code=303)
    note = NOTES.get(query.get("note", ""))
    return Door(path, Filling(note=note() if note else "", hidden={"next": query.get("next", "")}))


def _reset(token: str, db: Session) -> Door | Response:
    if service.is_reset_link(db, clock.now(), token):
        return Door("/reset", Filling(hidden={"token": token}))
    # A form that cannot be sent is a trap.
    return RedirectResponse("/sign-in?note=reset-link-used", status_code=303)


def _mail_off(request: Request, path: str) -> Door | Response:
    """Looking changes nothing: programs on the way to somebody's mailbox look at every link."""
    token = request.query_params.get("token", "")
    if path != MAIL_OFF or not token:
        return RedirectResponse("/", status_code=303)
    return Door(path, Filling(hidden={"token": token}))


def _for_person(request: Request, path: str, actor: Actor, db: Session) -> Door | Response:
    if path == "/reset":
        return _reset(request.query_params.get("token", ""), db)
    if path == "/confirm":
        return Door(path, Filling(hidden={"next": request.query_params.get("next", "")}))
    if path == "/codes":
        return RedirectResponse("/settings", status_code=303)
    if path == "/two-step":
        if not actor.has_proven(clock.now()):
            return RedirectResponse("/confirm?next=/two-step", status_code=303)
        if service.recovery_codes_left(db, actor.user_id) is not None:
            return RedirectResponse("/settings", status_code=303)
        return Door(path, two_step_filling(second_step.new_secret(), actor.username))
    return Door(path)

"""Signing up, in and out: plain form posts, so that a password never enters the page's state."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime, threads
from hundred_app.core.errors import Conflict, HundredError
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import (
    Awaiting,
    CodeForm,
    CodeWanted,
    Credentials,
    SignedIn,
    SignUpForm,
)
from hundred_app.server import doors, forms, identity
from hundred_app.server.doors import Door
from hundred_app.server.sockets import OPEN
from hundred_app.ui.slots import Filling

if TYPE_CHECKING:
    from hundred_app.server.site import Site


def routes(site: "Callable[[], Site]") -> list[Route]:
    """The routes by which somebody comes in and goes. `site` gives the pages to answer with."""

    async def sign_in(request: Request) -> Response:
        return await _sign_in(request, site())

    async def code(request: Request) -> Response:
        return await _code(request, site())

    async def sign_up(request: Request) -> Response:
        return await _sign_up(request, site())

    return [
        Route("/auth/sign-in", sign_in, methods=["POST"]),
        Route("/auth/code", code, methods=["POST"]),
        Route("/auth/sign-up", sign_up, methods=["POST"]),
        Route("/auth/sign-out", _sign_out, methods=["POST"]),
        Route("/auth/sign-in", forms.to("/sign-in"), methods=["GET"]),
        Route("/auth/code", forms.to("/sign-in"), methods=["GET"]),
        Route("/auth/sign-up", forms.to("/sign-up"), methods=["GET"]),
        # Typed or gone back to: a link that signs out could be put into any page.
        Route("/auth/sign-out", forms.to("/"), methods=["GET"]),
    ]


async def _sign_in(request: Request, site: "Site") -> Response:
    fields = await forms.read(request)
    target = safe_next(fields.pop("next", ""))
    form = forms.parse(Credentials, fields)
    caller = forms.caller_of(request)
    kept = Filling(username=form.username, hidden=_next(target))
    try:
        entered = await forms.hashing(
            request, lambda: service.sign_in(runtime.current().database, clock.now(), form, caller)
        )
    except HundredError as error:
        return doors.refuse(site, "/sign-in", error, kept)
    if isinstance(entered, CodeWanted):
        hidden = {"ticket": entered.ticket, **_next(target)}
        return doors.answer(site, Door("/code", Filling(hidden=hidden)))
    return await _let_in(request, entered, target)


async def _code(request: Request, site: "Site") -> Response:
    fields = await forms.read(request)
    target = safe_next(fields.pop("next", ""))
    form = forms.parse(CodeForm, fields)
    caller = forms.caller_of(request)
    try:
        entered = await forms.hashing(
            request,
            lambda: service.second_sign_in(runtime.current().database, clock.now(), form, caller),
        )
    except Conflict as error:
        return doors.refuse(site, "/sign-in", error, Filling(hidden=_next(target)))
    except HundredError as error:
        kept = Filling(hidden={"ticket": form.ticket, **_next(target)})
        return doors.refuse(site, "/code", error, kept)
    return await _let_in(request, entered, target)


async def _sign_up(request: Request, site: "Site") -> Response:
    fields = await forms.read(request)
    target = safe_next(fields.pop("next", ""))
    form = forms.parse(SignUpForm, fields)
    caller = forms.caller_of(request)
    running = runtime.current()
    try:
        entered = await forms.hashing(
            request,
            lambda: service.sign_up(
                running.database, clock.now(), form, caller, fixed=running.settings.registration
            ),
        )
    except HundredError as error:
        hidden = {"setup": form.setup, "invite": form.invite, **_next(target)}
        kept = Filling(username=form.username, hidden=hidden)
        return doors.refuse(site, "/sign-up", error, kept)
    if isinstance(entered, Awaiting):
        return RedirectResponse("/sign-in?note=approval", status_code=303)
    return await _let_in(request, entered, target)


async def _let_in(request: Request, signed_in: SignedIn, target: str) -> Response:
    # A session from before, whoever's it was, ends here.
    await end_session(request)
    answer = RedirectResponse(target, status_code=303)
    identity.set_cookies(answer, request.scope, signed_in)
    return answer


async def _sign_out(request: Request) -> Response:
    await end_session(request)
    return goodbye(request, "signed-out")


def goodbye(request: Request, note: str) -> Response:
    """To the sign-in page, with nothing of the person left in this browser."""
    answer = RedirectResponse(f"/sign-in?note={note}", status_code=303)
    identity.drop_cookie(answer, request.scope)
    answer.headers["clear-site-data"] = '"storage"'
    return answer


async def end_session(request: Request) -> None:
    """End the session that a request comes with, if any."""
    session_id = identity.session_id_of(request.scope)
    if session_id is None:
        return
    database, now = runtime.current().database, clock.now()
    await threads.in_writer(
        lambda: database.write(lambda db: service.sign_out(db, now, session_id))
    )
    await OPEN.close_session(session_id)


def safe_next(path: str) -> str:
    """Where to go after signing in: a path of ours, else the start page."""
    return path if identity.is_own_path(path) else "/"


def _next(target: str) -> dict[str, str]:
    return {} if target == "/" else {"next": target}

"""What somebody does about the safety of their own account: plain form posts, each one its page."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime, second_step, threads
from hundred_app.core.errors import HundredError
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Actor, LeaveForm
from hundred_app.server import doors, forms, identity
from hundred_app.server.auth import end_session, goodbye, safe_next
from hundred_app.server.doors import Door
from hundred_app.server.peer import address_of
from hundred_app.ui.slots import Filling

if TYPE_CHECKING:
    from hundred_app.server.site import Site

    Act = Callable[[Request, Site, Actor], Awaitable[Response]]

_TO_SETTINGS = "/settings"


class ConfirmForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    password: str


class PasswordForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    password: str
    new_password: str


class ResetForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    token: str
    new_password: str


class SecondStepForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    secret: str
    code: str


class NoForm(BaseModel):
    """A button: nothing but the press of it."""

    model_config = ConfigDict(extra="forbid", strict=True)


def routes(site: "Callable[[], Site]") -> list[Route]:
    """The routes of these forms. `site` gives the pages to answer with."""

    def door(path: str, act: "Act", *, proven: bool = False) -> Route:
        async def post(request: Request) -> Response:
            actor = await identity.actor_of(request.scope)
            if actor is None:
                return RedirectResponse("/sign-in", status_code=303)
            if proven and not actor.has_proven(clock.now()):
                return RedirectResponse(f"/confirm?next={_TO_SETTINGS}", status_code=303)
            return await act(request, site(), actor)

        return Route(path, post, methods=["POST"])

    async def reset(request: Request) -> Response:
        return await _reset(request, site())

    return [
        door("/auth/confirm", _confirm),
        door("/auth/password", _change_password),
        door("/auth/two-step", _turn_on, proven=True),
        door("/auth/two-step/off", _turn_off, proven=True),
        door("/auth/two-step/codes", _renew_codes, proven=True),
        door("/auth/leave", _leave),
        Route("/auth/reset", reset, methods=["POST"]),
        # Where a form was answered with what was wrong, its address stands in the browser.
        Route("/auth/two-step/{act}", forms.to(_TO_SETTINGS), methods=["GET"]),
        *(
            Route(f"/auth{page}", forms.to(page), methods=["GET"])
            for page in ("/confirm", "/password", "/two-step", "/leave", "/reset")
        ),
    ]


async def _confirm(request: Request, site: "Site", actor: Actor) -> Response:
    fields = await forms.read(request)
    target = safe_next(fields.pop("next", ""))
    form = forms.parse(ConfirmForm, fields)
    database, address = runtime.current().database, address_of(request.scope)
    try:
        await forms.hashing(
            request,
            lambda: service.prove(database, clock.now(), actor.session_id, form.password, address),
        )
    except HundredError as error:
        return doors.refuse(site, "/confirm", error, Filling(hidden={"next": target}))
    return RedirectResponse(target, status_code=303)


async def _change_password(request: Request, site: "Site", actor: Actor) -> Response:
    form = forms.parse(PasswordForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        await forms.hashing(
            request,
            lambda: service.change_password(
                database,
                clock.now(),
                actor.session_id,
                form.password,
                form.new_password,
                address,
            ),
        )
    except HundredError as error:
        return doors.refuse(site, "/password", error, Filling())
    return _done("password")


async def _reset(request: Request, site: "Site") -> Response:
    form = forms.parse(ResetForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        await forms.hashing(
            request,
            lambda: service.reset_password(
                database, clock.now(), form.token, form.new_password, address
            ),
        )
    except HundredError as error:
        return doors.refuse(site, "/reset", error, Filling(hidden={"token": form.token}))
    # Whoever else is signed in at this browser is not any more.
    await end_session(request)
    return goodbye(request, "reset")


async def _turn_on(request: Request, site: "Site", actor: Actor) -> Response:
    form = forms.parse(SecondStepForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        codes = await forms.hashing(
            request,
            lambda: service.turn_second_step_on(
                database, clock.now(), actor.session_id, form.secret, form.code, address
            ),
        )
    except HundredError as error:
        # A key that was not made here is none that could be shown again.
        key = form.secret if second_step.is_secret(form.secret) else second_step.new_secret()
        again = doors.two_step_filling(key, actor.username)
        return doors.refuse(site, "/two-step", error, again)
    return doors.answer(site, Door("/codes", Filling(lines=codes)))


async def _turn_off(request: Request, site: "Site", actor: Actor) -> Response:
    forms.parse(NoForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        await threads.in_writer(
            partial(service.turn_second_step_off, database, clock.now(), actor.session_id, address)
        )
    except HundredError:
        return RedirectResponse(_TO_SETTINGS, status_code=303)
    return _done("two-step-off")


async def _renew_codes(request: Request, site: "Site", actor: Actor) -> Response:
    forms.parse(NoForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        codes = await forms.hashing(
            request,
            lambda: service.renew_recovery_codes(database, clock.now(), actor.session_id, address),
        )
    except HundredError:
        return RedirectResponse(_TO_SETTINGS, status_code=303)
    return doors.answer(site, Door("/codes", Filling(lines=codes)))


async def _leave(request: Request, site: "Site", actor: Actor) -> Response:
    form = forms.parse(LeaveForm, await forms.read(request))
    database, address = runtime.current().database, address_of(request.scope)
    try:
        await forms.hashing(
            request, lambda: service.leave(database, clock.now(), actor.session_id, form, address)
        )
    except HundredError as error:
        return doors.refuse(site, "/leave", error, Filling())
    return goodbye(request, "left")


def _done(note: str) -> Response:
    return RedirectResponse(f"{_TO_SETTINGS}?note={note}#safety", status_code=303)

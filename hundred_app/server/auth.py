"""Signing up, in and out: plain form posts, so that a password never enters the page's state."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hundred_app.core import clock, runtime
from hundred_app.core.errors import Busy, HundredError
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Credentials, SignedIn
from hundred_app.features.accounts.texts import t
from hundred_app.server import identity
from hundred_app.server.site import Site, html_response, safe_next

_LARGEST_FORM = 8_192
_MOST_WAITING = 20
_RETRY_SECONDS = 5
_hashers = ThreadPoolExecutor(2, "hashing")
_waiting: list[object] = []


def routes(site: Callable[[], Site]) -> list[Route]:
    """The routes under /auth. `site` gives the pages to show a problem on."""

    async def sign_in(request: Request) -> Response:
        return await _enter(request, site(), "/sign-in", _sign_in)

    async def sign_up(request: Request) -> Response:
        return await _enter(request, site(), "/sign-up", _sign_up)

    return [
        Route("/auth/sign-in", sign_in, methods=["POST"]),
        Route("/auth/sign-up", sign_up, methods=["POST"]),
        Route("/auth/sign-out", _sign_out, methods=["POST"]),
        Route("/auth/sign-in", _to("/sign-in"), methods=["GET"]),
        Route("/auth/sign-up", _to("/sign-up"), methods=["GET"]),
    ]


def _sign_in(form: Credentials) -> SignedIn:
    return service.sign_in(runtime.current().database, clock.now(), form)


def _sign_up(form: Credentials) -> SignedIn:
    running = runtime.current()
    return service.sign_up(
        running.database,
        clock.now(),
        form,
        registration_open=running.settings.registration == "open",
    )


async def _enter(
    request: Request, site: Site, page: str, enter: Callable[[Credentials], SignedIn]
) -> Response:
    fields = await _form(request)
    if fields is None:
        return Response("Too large.", 413)
    target = safe_next(fields.pop("next", ""))
    try:
        form = Credentials.model_validate(fields)
    except ValidationError:
        return Response("This form is not one of ours.", 422)
    try:
        signed_in = await _hashing(lambda: enter(form))
    except Busy as error:
        return Response(error.message, 429, {"retry-after": str(error.retry_seconds)})
    except HundredError as error:
        hidden = {"setup": form.setup, "next": "" if target == "/" else target}
        text = site.account_page(
            page, problem=error.message, username=form.username, hidden=hidden, note=""
        )
        return html_response(text, site.policy(page), status=422)
    # A session from before, whoever's it was, ends here.
    await _end_session(request)
    answer = RedirectResponse(target, status_code=303)
    identity.set_cookie(answer, request.scope, signed_in.token)
    return answer


async def _hashing(work: Callable[[], SignedIn]) -> SignedIn:
    """Run what hashes a password apart from everything else, a few at a time.

    In the pool that reads the database, forty wrong passwords at once would
    keep everybody else waiting for seconds.

    Raises:
        Busy: too many are waiting already.
    """
    if len(_waiting) >= _MOST_WAITING:
        raise Busy(t.too_many, retry_seconds=_RETRY_SECONDS)
    mark = object()
    _waiting.append(mark)
    try:
        return await asyncio.get_running_loop().run_in_executor(_hashers, work)
    finally:
        _waiting.remove(mark)


async def _sign_out(request: Request) -> Response:
    await _end_session(request)
    answer = RedirectResponse("/sign-in?note=signed-out", status_code=303)
    identity.drop_cookie(answer, request.scope)
    answer.headers["clear-site-data"] = '"storage"'
    return answer


async def _end_session(request: Request) -> None:
    session_id = identity.session_id_of(request.scope)
    if session_id is None:
        return
    database = runtime.current().database
    await asyncio.to_thread(lambda: database.write(lambda db: service.sign_out(db, session_id)))


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form post; None when it is larger than any form of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return None
    try:
        return dict(
            parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10, errors="strict")
        )
    except ValueError:
        return {}


def _to(path: str) -> Callable[[Request], Response]:
    def redirect(request: Request) -> Response:
        return RedirectResponse(path, status_code=303)

    return redirect

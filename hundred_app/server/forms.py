"""Forms that the browser itself sends: how they are read, and where what hashes is run."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from hundred_app.core.errors import Busy
from hundred_app.features.accounts.rules import network_of
from hundred_app.features.accounts.service import Caller
from hundred_app.features.accounts.texts import t
from hundred_app.server import identity
from hundred_app.server.peer import address_of
from hundred_app.ui.texts import t as said

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

_LARGEST_FORM = 8_192
_FORM_SECONDS = 20
_MOST_WAITING = 20
_MOST_OF_ONE_NETWORK = 8
_RETRY_SECONDS = 5
_hashers = ThreadPoolExecutor(2, "hashing")
_waiting: list[str] = []


class NotOurs(Exception):
    """What was sent is no form of ours; `answer` says so."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


async def read(request: Request) -> dict[str, str]:
    """The fields of a form post.

    Raises:
        NotOurs: it is larger than any form of ours, takes too long to come, or is not readable.
    """
    body = b""
    try:
        async with asyncio.timeout(_FORM_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LARGEST_FORM:
                    raise NotOurs(PlainTextResponse(said.too_large, 413))
    except TimeoutError:
        raise NotOurs(PlainTextResponse(said.too_slow, 408, {"connection": "close"})) from None
    try:
        return dict(
            parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10, errors="strict")
        )
    except ValueError:
        raise NotOurs(_not_one_of_ours()) from None


def parse(model: type[M], fields: dict[str, str]) -> M:
    """The fields as the form they should be: all of them, and no others.

    Raises:
        NotOurs: they are not.
    """
    try:
        return model.model_validate(fields)
    except ValidationError:
        raise NotOurs(_not_one_of_ours()) from None


def caller_of(request: Request) -> Caller:
    """Where a request comes from."""
    return Caller(
        address=address_of(request.scope),
        agent=request.headers.get("user-agent", ""),
        device=identity.device_of(request.scope) or "",
    )


async def hashing(request: Request, work: Callable[[], T]) -> T:
    """Run what hashes a password apart from everything else, a few at a time.

    In the pool that reads the database, forty wrong passwords at once would
    keep everybody else waiting for seconds. One network never has more than
    some of the places: whoever asks without a pause would have all of them.

    Raises:
        Busy: too many are waiting already, from everywhere or from there.
    """
    network = network_of(address_of(request.scope))
    if len(_waiting) >= _MOST_WAITING or _waiting.count(network) >= _MOST_OF_ONE_NETWORK:
        raise Busy(t.too_many, retry_seconds=_RETRY_SECONDS)
    _waiting.append(network)
    under_way = asyncio.get_running_loop().run_in_executor(_hashers, copy_context().run, work)
    # When the work ends, not when somebody stops waiting for it: it goes on all the same.
    under_way.add_done_callback(lambda _: _waiting.remove(network))
    return await asyncio.shield(under_way)


def to(path: str) -> Callable[[Request], Response]:
    """A route that leads elsewhere."""

    def redirect(_: Request) -> Response:
        return RedirectResponse(path, status_code=303)

    return redirect


def _not_one_of_ours() -> Response:
    return PlainTextResponse(said.no_form_of_ours, 422)

"""What every download has in common: read it or say that it is not there, and name the file."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session
from starlette.responses import PlainTextResponse, Response

from hundred_app.core.errors import NotFound

T = TypeVar("T")


async def found(
    run: Callable[[Callable[[Session], T]], T], ask: Callable[[Session], T]
) -> T | Response:
    """What `ask` finds in a transaction that `run` opens, in a thread; or the answer 404."""
    try:
        return await asyncio.to_thread(run, ask)
    except NotFound as error:
        return PlainTextResponse(error.message, 404)


def download(content: str | bytes, name: str, media_type: str, **headers: str) -> Response:
    """A file to keep. In names of headers an underscore stands for a hyphen."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            **{key.replace("_", "-"): value for key, value in headers.items()},
        },
    )

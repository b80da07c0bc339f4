"""Whether this Hundred is alive."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def _alive(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


def routes() -> list[Route]:
    return [Route("/healthz", _alive, methods=["GET"])]

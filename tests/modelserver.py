"""A language model for tests: a real server of the protocol, that answers as it is told to."""

import asyncio
import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

KEY = "sk-a-canary-7f3a-0123456789"
NAME = "small:1b"
PATIENCE_SECONDS = 20
PIECE = 7


@dataclass
class Asked:
    """One request, as it came."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All that a model would read."""
        return "\n".join(message["content"] for message in self.body["messages"])


@dataclass
class Mouth:
    """What the model says, and how the server behaves.

    Attributes:
        says: the answer, sent a few letters at a time.
        behaves: "" as it should; else one of the names in `_BEHAVIOURS`.
        waits_after: so many letters, until `go_on` is set.
    """

    port: int = 0
    says: str = ""
    behaves: str = ""
    waits_after: int = -1
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[Asked] = field(default_factory=list[Asked])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of a Hundred that asks it."""
        return {
            "HUNDRED_MODEL_URL": self.url,
            "HUNDRED_MODEL_NAME": NAME,
            "HUNDRED_MODEL_KEY": KEY,
            **more,
        }

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(Asked(request.path, dict(request.headers), await request.json()))
        if self.behaves in _BEHAVIOURS:
            return await _BEHAVIOURS[self.behaves](request)
        return await self._stream(request)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = await _begun(request)
        for at in range(0, len(self.says), PIECE):
            if 0 <= self.waits_after <= at:
                while not self.go_on.is_set():
                    await asyncio.sleep(0.02)
            if self.behaves == "cut" and at > len(self.says) / 2:
                assert request.transport is not None
                request.transport.abort()
                return response
            await _say(response, self.says[at : at + PIECE])
        if self.behaves != "no end":
            await _say(response, "", "stop")
            await response.write(b"data: [DONE]\n\n")
        return response


async def _begun(request: web.Request, kind: str = "text/event-stream") -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": kind})
    await response.prepare(request)
    return response


async def _say(response: web.StreamResponse, text: str, ends: str | None = None) -> None:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": ends}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": NAME}
    await response.write(f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode())


async def _html(_: web.Request) -> web.StreamResponse:
    return web.Response(text="<h1>Welcome</h1><script>alert(1)</script>", content_type="text/html")


async def _huge(request: web.Request) -> web.StreamResponse:
    """A hundred megabytes in one line, for whoever takes them."""
    response = await _begun(request)
    await response.write(b"data: ")
    for _ in range(100):
        await response.write(b"x" * 1_000_000)
    return response


async def _too_long(request: web.Request) -> web.StreamResponse:
    """An answer that ends because the model may say no more."""
    response = await _begun(request)
    await _say(response, "You come back to")
    await _say(response, "", "length")
    await response.write(b"data: [DONE]\n\n")
    return response


async def _blank(request: web.Request) -> web.StreamResponse:
    """A megabyte of spaces in one piece, as a model sends that has lost its way."""
    response = await _begun(request)
    await _say(response, " " * 1_000_000)
    return response


async def _endless(request: web.Request) -> web.StreamResponse:
    """An answer that never stops."""
    response = await _begun(request)
    while True:
        await _say(response, "and so on, " * 20)


async def _huge_error(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=500)
    await response.prepare(request)
    for _ in range(100):
        await response.write(b"x" * 1_000_000)
    return response


async def _drip(request: web.Request) -> web.StreamResponse:
    """A letter at a time, always in time for the next, for ever."""
    response = await _begun(request)
    while True:
        await _say(response, "a")
        await asyncio.sleep(0.2)


async def _silent(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def _redirect(_: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "http://169.254.169.254/latest"})


async def _unauthorised(request: web.Request) -> web.StreamResponse:
    told = {"error": {"message": f"Wrong key: {request.headers.get('Authorization')}"}}
    return web.json_response(told, status=401)


async def _busy(_: web.Request) -> web.StreamResponse:
    told = {"error": {"message": "Too many requests"}}
    return web.json_response(told, status=429, headers={"Retry-After": "120"})


async def _unknown(_: web.Request) -> web.StreamResponse:
    return web.json_response({"error": {"message": "model not found"}}, status=404)


async def _packed(_: web.Request) -> web.StreamResponse:
    return web.Response(
        body=gzip.compress(b"data: " + b"x" * 50_000_000),
        headers={"Content-Encoding": "gzip", "Content-Type": "text/event-stream"},
    )


async def _junk(request: web.Request) -> web.StreamResponse:
    """JSON of every wrong kind."""
    response = await _begun(request)
    for text in ('{"choices": "x"}', '{"choices": [7]}', '{"choices": [{"delta": 3}]}', "[1]"):
        await response.write(f"data: {text}\n\n".encode())
    await response.write(b"data: {not json\n\n")
    return response


async def _deep(request: web.Request) -> web.StreamResponse:
    response = await _begun(request)
    await response.write(b"data: " + b"[" * 200_000 + b"\n\n")
    return response


_BEHAVIOURS: dict[str, Callable[[web.Request], Any]] = {
    "html": _html,
    "huge": _huge,
    "huge error": _huge_error,
    "endless": _endless,
    "too long": _too_long,
    "blank": _blank,
    "drip": _drip,
    "silent": _silent,
    "redirect": _redirect,
    "unauthorised": _unauthorised,
    "busy": _busy,
    "unknown": _unknown,
    "packed": _packed,
    "junk": _junk,
    "deep": _deep,
}


@contextmanager
def opened_mouth(says: str = "") -> Iterator[Mouth]:
    """A model that answers until the end of the block."""
    mouth, is_ready = Mouth(says=says), threading.Event()
    # In a thread from first to last: in that of the test a browser's loop may be running.
    stopping: list[Callable[[], object]] = []

    async def serve() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_post("/v1/chat/completions", mouth.answer)
        runner = web.AppRunner(app, shutdown_timeout=0, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        mouth.port = runner.addresses[0][1]
        stopping.append(lambda: loop.call_soon_threadsafe(stop.set))
        is_ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert is_ready.wait(PATIENCE_SECONDS)
    yield mouth
    mouth.go_on.set()
    stopping[0]()
    thread.join(PATIENCE_SECONDS)

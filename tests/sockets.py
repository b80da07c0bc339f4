"""A bare client of the socket: sends events as any program could, and keeps what comes back."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
import httpx
import socketio
from serving import Server

NAMESPACE = "/_event"
ROOT = "reflex___state____state"
WAIT_SECONDS = 10

T = TypeVar("T")


def full_name(handler: str) -> str:
    """The name on the wire of "commitments.state.logs.LogState.save"."""
    *module, state, method = handler.split(".")
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in state)
    path = "___".join(["hundred_app", "features", *module])
    return f"{ROOT}.{path}____{snake.lstrip('_')}.{method}"


@dataclass
class Socket:
    """An open socket. `frames` is everything that came, as JSON text."""

    client: socketio.AsyncClient
    path: str = "/"
    frames: list[str] = field(default_factory=list[str])
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, name: str, payload: Mapping[str, Any] | None = None) -> None:
        """Send an event without waiting for what it does."""
        event = {
            "name": name,
            "payload": dict(payload or {}),
            "router_data": {"pathname": self.path, "query": {}, "asPath": self.path},
        }
        await self.client.emit("event", event, namespace=NAMESPACE)

    async def call(self, handler: str, payload: Mapping[str, Any] | None = None) -> list[str]:
        """Send an event to one of our handlers and wait until the next event is answered too.

        Events of one tab are handled in order, so whatever the first one does
        has been done, and sent, when the second one answers.
        """
        before = len(self.frames)
        await self.send(full_name(handler), payload)
        await self.hydrate()
        return self.frames[before:]

    async def hydrate(self) -> None:
        """Ask for the whole state and wait for it, and so for everything asked before."""
        before = len(self.frames)
        await self.send(f"{ROOT}.hydrate")
        async with asyncio.timeout(WAIT_SECONDS):
            while not any('"is_hydrated' in frame for frame in self.frames[before:]):
                self.arrived.clear()
                await self.arrived.wait()


@asynccontextmanager
async def connected(
    server: Server,
    cookie: str = "",
    *,
    path: str = "/",
    token: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> AsyncIterator[Socket]:
    """A socket of one tab; `cookie` is a Cookie header, "" for a visitor."""
    # A session of our own: the client leaves its own one open when a connection is refused.
    async with aiohttp.ClientSession() as session:
        client = socketio.AsyncClient(reconnection=False, http_session=session)
        socket = Socket(client, path)

        async def on_event(data: Any) -> None:
            socket.frames.append(data if isinstance(data, str) else json.dumps(data))
            socket.arrived.set()

        client.on("event", on_event, namespace=NAMESPACE)
        sent = {"Origin": server.address, **(headers or {})}
        if cookie:
            sent["Cookie"] = cookie
        await client.connect(
            f"{server.address}?token={token or uuid.uuid4()}",
            headers=sent,
            transports=["websocket"],
            socketio_path=NAMESPACE,
            namespaces=[NAMESPACE],
        )
        try:
            # A tab's first event is answered with the whole state first, whatever it asks.
            await socket.hydrate()
            yield socket
        finally:
            await client.disconnect()


def run(asking: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, in a thread of its own.

    A browser that other tests have open keeps a loop running in this thread.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking).result()


def sign_out(server: Server, cookie: str) -> None:
    """End the session of a Cookie header."""
    answer = httpx.post(
        f"{server.address}/auth/sign-out", headers={"Cookie": cookie, "Origin": server.address}
    )
    assert answer.status_code == 303, answer.text


def sign_in(server: Server, name: str, password: str) -> str:
    """The Cookie header of a new session."""
    answer = httpx.post(
        f"{server.address}/auth/sign-in",
        data={"username": name, "password": password},
        headers={"Origin": server.address},
    )
    assert answer.status_code == 303, answer.text
    return "; ".join(f"{key}={value}" for key, value in answer.cookies.items())

"""A bare client of the socket: sends events as any program could, and keeps what comes back."""

import asyncio
import contextlib
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
from socketio.exceptions import BadNamespaceError

NAMESPACE = "/_event"
ROOT = "reflex___state____state"
WAIT_SECONDS = 10

T = TypeVar("T")


class Ascii:
    """JSON as a browser writes it: half a letter is escaped, and so it travels."""

    loads = staticmethod(json.loads)

    @staticmethod
    def dumps(value: Any, **how: Any) -> str:
        return json.dumps(value, **{**how, "ensure_ascii": True})


def full_name(handler: str) -> str:
    """The name on the wire of "focus.state.FocusState.save_log"."""
    *module, state, method = handler.split(".")
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in state)
    path = "___".join(["hundred_app", "features", *module])
    return f"{ROOT}.{path}____{snake.lstrip('_')}.{method}"


class Closed(Exception):
    """The server closed the socket."""


@dataclass
class Socket:
    """An open socket. `frames` is everything that came, as JSON text."""

    client: socketio.AsyncClient
    path: str = "/"
    frames: list[str] = field(default_factory=list[str])
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    is_closed: bool = False

    async def closed(self) -> None:
        """Wait until the server has closed this socket."""
        async with asyncio.timeout(WAIT_SECONDS):
            while not self.is_closed:
                self.arrived.clear()
                await self.arrived.wait()

    async def refused(self, handler: str, payload: Mapping[str, Any] | None = None) -> list[str]:
        """Send an event that must not be obeyed, and wait until that is clear.

        The socket of a session that has ended is closed, before the event or soon after.
        """
        before = len(self.frames)
        with contextlib.suppress(BadNamespaceError):
            await self.send(full_name(handler), payload)
        await self.closed()
        return self.frames[before:]

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
                if self.is_closed:
                    raise Closed
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
    is_silent: bool = False,
) -> AsyncIterator[Socket]:
    """A socket of one tab; `cookie` is a Cookie header, "" for a visitor. One that is silent joins,
    and sends nothing by itself."""
    # A session of our own: the client leaves its own one open when a connection is refused.
    async with aiohttp.ClientSession() as session:
        client = socketio.AsyncClient(reconnection=False, http_session=session, json=Ascii)
        socket = Socket(client, path)

        async def on_event(data: Any) -> None:
            socket.frames.append(data if isinstance(data, str) else json.dumps(data))
            socket.arrived.set()

        def on_disconnect(*_: object) -> None:
            socket.is_closed = True
            socket.arrived.set()

        client.on("event", on_event, namespace=NAMESPACE)
        client.on("disconnect", on_disconnect, namespace=NAMESPACE)
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
            if not is_silent:
                await socket.hydrate()
            yield socket
        finally:
            await client.disconnect()


@dataclass
class Wire:
    """A connection of a program that keeps to no rule: it sends what it likes, as it likes."""

    socket: aiohttp.ClientWebSocketResponse

    async def send(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            await self.socket.send_bytes(message)
        else:
            await self.socket.send_str(message)

    async def join(self) -> None:
        await self.send(f"40{NAMESPACE},")
        async with asyncio.timeout(WAIT_SECONDS):
            while not str((await self.socket.receive()).data).startswith(f"40{NAMESPACE}"):
                pass

    async def event(self, name: str, **payload: Any) -> None:
        place = {"pathname": "/", "query": {}, "asPath": "/"}
        event = {"name": name, "payload": payload, "router_data": place}
        await self.send(f"42{NAMESPACE},{json.dumps(['event', event])}")

    async def last_words(self) -> list[str]:
        """What the server still says until it closes the connection, or ends what is said on it."""
        heard: list[str] = []
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                message = await self.socket.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    return heard
                heard.append(message.data)
                if message.data == "1":
                    return heard


@asynccontextmanager
async def wired(
    server: Server, cookie: str, *, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Wire]:
    """A bare connection that has not joined yet.

    Raises:
        aiohttp.WSServerHandshakeError: the server refused it.
    """
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(
            f"{server.address}{NAMESPACE}/?EIO=4&transport=websocket&token={uuid.uuid4()}",
            headers={"Origin": server.address, "Cookie": cookie, **(headers or {})},
            max_msg_size=0,
        ) as socket,
    ):
        await socket.receive()
        yield Wire(socket)


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
    (of_session,) = [each for each in answer.cookies.items() if not each[0].endswith("-device")]
    return "=".join(of_session)

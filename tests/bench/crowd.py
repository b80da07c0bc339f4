"""A crowd: people with sessions of their own, and their tabs on bare sockets."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp

from hundred_app.core import clock, migrate
from hundred_app.core.work import Work
from hundred_app.features.accounts.service.actors import Caller
from hundred_app.features.accounts.service.sessions import begin_session
from hundred_app.features.accounts.store import people
from hundred_app.features.accounts.tables import User, UserSettings
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from tests.serving import Server

NAMESPACE = "/_event"
ROOT = "reflex___state____state"
LOADED = '"is_hydrated_rx_state_":true'
PING, PONG = "2", "3"
WAIT_SECONDS = 30
AT_ONCE = 20
"""Tabs that are opened side by side: each asks for a whole page."""


class Silent(Exception):
    """The server closed the socket, or did not answer in time."""


@dataclass(frozen=True)
class Member:
    """Somebody with an account, a session and a commitment."""

    token: str
    commitment_id: str


def gather(data: Path, count: int) -> list[Member]:
    """So many people in a new data folder. Nobody of them has a password that anybody knows."""
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    found: list[Member] = []
    with database.writing() as db:
        for number in range(count):
            user = User(username=f"member-{number}", password_hash="-", created_at=now)
            user_id = user.id
            people.add_user(db, user, UserSettings(user_id=user_id))
            db.flush()
            token = begin_session(db, now, user_id, Caller()).token
            work = Work(db=db, user_id=user_id, now=now)
            found.append(Member(token, pursuits.commit(work, CommitmentForm(title="Cello"))))
    database.close()
    return found


class Tab:
    """A tab on Today: as much of a browser as the server sees. It does one thing at a time."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, member: Member) -> None:
        self.member = member
        self._socket = socket
        self._path = "/"
        self._sought = ""
        self._answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def listen(self) -> None:
        """Hear what comes, until the socket is closed."""
        async for message in self._socket:
            if message.data == PING:
                await self._socket.send_str(PONG)
            elif self._sought and self._sought in message.data and not self._answer.done():
                self._answer.set_result(perf_counter())
        if not self._answer.done():
            self._answer.set_exception(Silent())

    async def join(self) -> None:
        """What a browser does first of all."""
        await self._say(f"40{NAMESPACE},", f"40{NAMESPACE}")

    async def load(self, path: str = "/") -> float:
        """Open a page. Returns the seconds until all of it was there."""
        self._path = path
        return await self._act(f"{ROOT}.hydrate_and_load", LOADED)

    async def close(self) -> None:
        await self._socket.close()

    async def act(self, handler: str, sought: str, /, **payload: Any) -> float:
        """Call a handler such as "focus.state.FocusState.save_log".

        Returns the seconds until something came with the text that is sought.

        Raises:
            Silent: nothing did.
        """
        return await self._act(full_name(handler), sought, **payload)

    async def _act(self, name: str, sought: str, /, **payload: Any) -> float:
        path, _, query = self._path.partition("?")
        asked = dict(part.split("=", 1) for part in query.split("&") if part)
        place = {"pathname": path, "query": asked, "asPath": self._path}
        event = {"name": name, "payload": payload, "router_data": place}
        return await self._say(f"42{NAMESPACE},{json.dumps(['event', event])}", sought)

    async def _say(self, words: str, sought: str) -> float:
        self._sought = sought
        self._answer = asyncio.get_running_loop().create_future()
        begun = perf_counter()
        try:
            await self._socket.send_str(words)
            async with asyncio.timeout(WAIT_SECONDS):
                return await self._answer - begun
        except (TimeoutError, ConnectionError) as error:
            raise Silent from error


def full_name(handler: str) -> str:
    """The name on the wire of "focus.state.FocusState.save_log"."""
    *module, state, method = handler.split(".")
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in state)
    path = "___".join(["hundred_app", "features", *module])
    return f"{ROOT}.{path}____{snake.lstrip('_')}.{method}"


@asynccontextmanager
async def tabs(server: Server, members: Sequence[Member]) -> AsyncIterator[list[Tab]]:
    """A tab for each of these people, all of them on Today."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        gate = asyncio.Semaphore(AT_ONCE)
        opening = (_opened(session, server, member, gate) for member in members)
        opened = await asyncio.gather(*opening)
        try:
            yield [tab for tab, _ in opened]
        finally:
            await asyncio.gather(*(tab.close() for tab, _ in opened))
            await asyncio.gather(*(listening for _, listening in opened))


async def _opened(
    session: aiohttp.ClientSession, server: Server, member: Member, gate: asyncio.Semaphore
) -> tuple[Tab, asyncio.Task[None]]:
    cookie = f"hundred-{server.port}={member.token}"
    async with gate:
        socket = await session.ws_connect(
            f"{server.address}{NAMESPACE}/?EIO=4&transport=websocket&token={uuid.uuid4()}",
            headers={"Origin": server.address, "Cookie": cookie},
            max_msg_size=0,
        )
        tab = Tab(socket, member)
        listening = asyncio.create_task(tab.listen())
        await tab.join()
        await tab.load()
    return tab, listening

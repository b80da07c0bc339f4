"""Which sockets are open and whose they are; the end of those that may not stay open."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hundred_app.core import clock, runtime
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Actor
from hundred_app.server.limits import Turns

MOST_OF_ONE_PERSON = 30
LOOK_EVERY_SECONDS = 0.5

logger = logging.getLogger(__name__)


@dataclass
class OpenSocket:
    """A socket, whom it was opened for, and what it has done so far."""

    id: str
    actor: Actor
    turns: Turns
    has_joined: bool = False
    unreadable: int = 0


class Sockets:
    """Every open socket of this process.

    A session may end in another process, by the clock, or with its account.
    So as long as a socket is open, the database is asked twice a second which
    of their sessions still last: one query by primary keys, whatever the number.
    """

    def __init__(self) -> None:
        self._open: dict[str, OpenSocket] = {}
        self._closer: Callable[[str], Awaitable[None]] | None = None
        self._watch: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._open)

    def closed_by(self, closer: Callable[[str], Awaitable[None]]) -> None:
        """Say how a socket is closed, given its id."""
        self._closer = closer

    def find(self, socket_id: str) -> OpenSocket | None:
        return self._open.get(socket_id)

    async def add(self, socket: OpenSocket) -> None:
        """A socket was opened. The oldest of the same person goes when there are too many."""
        self._open[socket.id] = socket
        of_one = [
            each.id for each in self._open.values() if each.actor.user_id == socket.actor.user_id
        ]
        for socket_id in of_one[:-MOST_OF_ONE_PERSON]:
            logger.info("closed the oldest socket of somebody with too many")
            await self.close(socket_id)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_now_and_then())

    def remove(self, socket_id: str) -> None:
        """A socket is closed, by whomever."""
        if gone := self._open.pop(socket_id, None):
            gone.turns.stop()

    async def close(self, socket_id: str) -> None:
        """Close a socket. Whatever it still sends is nobody's."""
        self.remove(socket_id)
        if self._closer is not None:
            await self._closer(socket_id)

    async def close_session(self, session_id: str) -> None:
        """Close every socket of a session that has just ended."""
        for socket in [*self._open.values()]:
            if socket.actor.session_id == session_id:
                await self.close(socket.id)

    def stop_watching(self) -> None:
        """The server ends, and soon there is no database to ask."""
        if self._watch is not None:
            self._watch.cancel()

    async def _look_now_and_then(self) -> None:
        while self._open:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            try:
                await self._look()
            except Exception:
                # A database that cannot be asked refuses every event anyway; ask again.
                logger.exception("could not ask which sessions last")

    async def _look(self) -> None:
        asked = [*self._open.values()]
        ids = {socket.actor.session_id for socket in asked}
        database, now = runtime.current().database, clock.now()
        roles = await asyncio.to_thread(
            lambda: database.read(lambda db: service.roles_of_sessions(db, now, ids))
        )
        for socket in asked:
            if roles.get(socket.actor.session_id) != socket.actor.role:
                await self.close(socket.id)


OPEN = Sockets()

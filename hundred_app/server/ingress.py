"""What stands between the socket library and its messages: whose, how many, and of which kind."""

import logging
from typing import Any

import reflex as rx

from hundred_app.features.accounts.service import Actor
from hundred_app.server.identity import ACTOR_OF_SOCKET
from hundred_app.server.limits import Flood, Turns
from hundred_app.server.sockets import OPEN, OpenSocket

UNREADABLE_UNTIL_CLOSED = 5
# The kinds of message that a page sends, by the digit they begin with: to join, leave, and act.
# Never parts of binary messages, which the library collects without an end, nor answers.
_JOIN, _LEAVE, _EVENT = "0", "1", "2"

# What the socket library raises for a message that it cannot take apart.
_UNREADABLE = (ValueError, TypeError, LookupError, RecursionError)

logger = logging.getLogger(__name__)


def guard_sockets(app: rx.App) -> None:
    """Let the sockets of signed-in people through, each at its pace, and close the rest."""
    server = app.sio
    if server is None or app.event_namespace is None:
        raise RuntimeError("The app has no socket server.")
    Ingress(server, app.event_namespace.namespace)


class Ingress:
    """Stands around the three handlers of the engine below the socket library.

    Whatever gets further in than here is parsed, kept and logged by libraries
    that take every client for a page of theirs.
    """

    def __init__(self, server: Any, namespace: str) -> None:
        self._server, self._namespace = server, namespace
        self._connect = server.eio.handlers["connect"]
        self._message = server.eio.handlers["message"]
        self._disconnect = server.eio.handlers["disconnect"]
        server.eio.on("connect", self._on_connect)
        server.eio.on("message", self._on_message)
        server.eio.on("disconnect", self._on_disconnect)
        # It logs a traceback for each packet of a kind that there is not, and closes the socket.
        server.eio.logger.setLevel(logging.CRITICAL)
        OPEN.closed_by(self._close)

    async def _on_connect(self, socket_id: str, environ: dict[str, Any]) -> Any:
        actor = environ["asgi.scope"].get(ACTOR_OF_SOCKET)
        if not isinstance(actor, Actor):
            return False
        refused = await self._connect(socket_id, environ)
        turns = Turns(lambda text: self._hand_on(socket_id, text))
        await OPEN.add(OpenSocket(socket_id, actor, turns))
        return refused

    async def _on_message(self, socket_id: str, data: Any) -> None:
        socket = OPEN.find(socket_id)
        if socket is None:
            return
        if not _is_expected(socket, data):
            await self._count_unreadable(socket)
            return
        try:
            await socket.turns.offer(data)
        except Flood:
            logger.warning("closed a socket that sent more than anybody can")
            await OPEN.close(socket_id)

    async def _on_disconnect(self, socket_id: str, reason: str) -> Any:
        OPEN.remove(socket_id)
        return await self._disconnect(socket_id, reason)

    async def _hand_on(self, socket_id: str, text: str) -> None:
        socket = OPEN.find(socket_id)
        try:
            await self._message(socket_id, text)
        except _UNREADABLE:
            if socket:
                await self._count_unreadable(socket)
            return
        if socket and socket.has_joined and self._joined_as(socket_id) is None:
            # It left, or the gate turned it out. Without a place it can only do harm.
            await OPEN.close(socket_id)

    async def _count_unreadable(self, socket: OpenSocket) -> None:
        socket.unreadable += 1
        if socket.unreadable >= UNREADABLE_UNTIL_CLOSED:
            logger.warning("closed a socket that sent what no page sends")
            await OPEN.close(socket.id)

    async def _close(self, socket_id: str) -> None:
        engine = self._server.eio
        joined = self._joined_as(socket_id)
        if joined is not None:
            # Tells the page that this was meant, so that it asks why before it comes back.
            await self._server.disconnect(joined, namespace=self._namespace)
        if (socket := engine.sockets.get(socket_id)) is not None:
            await socket.close(wait=False, reason=engine.reason.SERVER_DISCONNECT)
            # Ends the writer, which then closes the connection. The server below can do so only
            # between two messages: a client that neither goes nor says anything more keeps a
            # connection with nobody at its other end.
            await socket.queue.put(None)

    def _joined_as(self, socket_id: str) -> str | None:
        return self._server.manager.sid_from_eio_sid(socket_id, self._namespace)


def _is_expected(socket: OpenSocket, data: Any) -> bool:
    kind = data[:1] if isinstance(data, str) else None
    if kind == _JOIN:
        is_first, socket.has_joined = not socket.has_joined, True
        return is_first
    return kind in (_LEAVE, _EVENT) and socket.has_joined

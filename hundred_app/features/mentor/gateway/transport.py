"""The way to a model: no address that is refused, no more bytes than an answer has."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable
from typing import Any

from httpcore2 import (
    SOCKET_OPTION,
    AnyIOBackend,
    AsyncConnectionPool,
    AsyncNetworkBackend,
    AsyncNetworkStream,
    ConnectError,
)
from httpx2 import (
    AsyncByteStream,
    AsyncHTTPTransport,
    ReadError,
    Request,
    Response,
    create_ssl_context,
)

from hundred_app.core import endpoints

MOST_BYTES = 2_000_000
"""Of one response. Each few letters of an answer come in some hundred bytes of JSON."""

_OF_THE_MACHINE = "x-stainless-"


class Unusable(ReadError):
    """What comes is nothing that an answer could be."""


class Bounded(AsyncHTTPTransport):
    """HTTP to whoever the name leads to, if that may be, and as much of an answer as is wanted."""

    def __init__(self, *, is_plain: bool) -> None:
        # Not by way of the base, which makes a pool that cannot be told who may be called.
        self._pool = AsyncConnectionPool(
            ssl_context=create_ssl_context(),
            max_connections=1,
            network_backend=Careful(is_plain=is_plain),
        )

    async def handle_async_request(self, request: Request) -> Response:
        # The client tells the system and the version of Python along: nobody asked for that.
        for name in [name for name in request.headers if name.startswith(_OF_THE_MACHINE)]:
            del request.headers[name]
        # What is not packed cannot grow when it is unpacked.
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise Unusable("It is packed.")
        response.stream = _Capped(response.stream)
        return response


class Careful(AsyncNetworkBackend):
    """Looks a name up once, and connects to what was looked at: the next answer may differ."""

    def __init__(self, *, is_plain: bool) -> None:
        self._is_plain = is_plain
        self._network = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """
        Raises:
            ConnectError: nobody is there, or it is where nothing may be sent.
        """
        addresses = await self._looked_up(host, port, timeout)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except ConnectError:
                continue
        return await self._network.connect_tcp(
            addresses[-1], port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _looked_up(self, host: str, port: int, seconds: float | None) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise ConnectError("The name leads nowhere.") from error
        addresses = [str(address[0]) for *_, address in found]
        if not addresses or any(
            endpoints.is_refused(address, is_plain=self._is_plain) for address in addresses
        ):
            raise ConnectError("The name leads to where nothing may be sent.")
        return addresses


class _Capped(AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MOST_BYTES
        async for piece in self._stream:
            left -= len(piece)
            if left < 0:
                raise Unusable("It is too long.")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()

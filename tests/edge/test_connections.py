"""Connections that ask for nothing: how many there may be, and how long."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
import serving
from serving import Server

MANY = 400
FORM = (
    b"POST /auth/sign-in HTTP/1.1\r\nHost: here\r\nOrigin: http://here\r\n"
    b"Content-Length: 100\r\n\r\nusername="
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = serving.start(tmp_path_factory.mktemp("connections"))
    yield started
    assert started.stop() == 0
    assert started.complaints() == []


def connection(server: Server, said: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    made.sendall(said)
    return made


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: here\r\n", id="half a head"),
        pytest.param(FORM, id="half a form"),
    ],
)
def test_who_holds_hundreds_of_connections_shuts_nobody_out(server: Server, said: bytes) -> None:
    with ExitStack() as held:
        for _ in range(MANY):
            held.enter_context(closing(connection(server, said)))
        assert httpx.get(f"{server.address}/healthz", timeout=10).text == "ok"


@pytest.mark.slow
@pytest.mark.parametrize(
    "said", [b"", b"GET / HTTP/1.1\r\n", FORM], ids=["nothing", "head", "form"]
)
def test_who_says_no_more_is_hung_up_on(server: Server, said: bytes) -> None:
    with closing(connection(server, said)) as silent:
        silent.settimeout(40)
        while silent.recv(4096):
            pass


def test_t13_told_to_stop_while_hundreds_hang_up_it_stops(tmp_path: Path) -> None:
    stopping = serving.start(tmp_path)
    with ExitStack() as held:
        for _ in range(MANY):
            held.enter_context(closing(connection(stopping, FORM)))
    assert stopping.stop() == 0
    assert stopping.complaints() == []

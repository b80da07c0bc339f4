"""Sockets of people who are signed in: how much each may ask, how many there are, when they end."""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import httpx
import pytest
import sockets
import visiting
from sockets import ROOT, connected, full_name, wired
from visiting import House, session_id

from hundred_app.server.left import MOST
from hundred_app.server.limits import BURST, EVENTS_A_SECOND, MOST_WAITING
from hundred_app.server.sockets import LOOK_EVERY_SECONDS, MOST_OF_ONE_PERSON

TODAY = "dashboard.state.TodayState.load"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with visiting.opened_house(tmp_path_factory.mktemp("sockets")) as opened:
        yield opened


def memory(house: House) -> int:
    """The most that the server has ever held, in megabytes."""
    told = Path(f"/proc/{house.server.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", told)
    assert found
    return int(found[1]) // 1024


# How much is kept


def test_tabs_that_come_and_go_leave_no_more_than_a_few_states(house: House) -> None:
    async def ask() -> str:
        cookie = house.cookie("carol")
        async with connected(house.server, cookie) as staying:
            for _ in range(MOST + 10):
                async with connected(house.server, cookie):
                    pass
            # What the last of them left is told of once the server has heard that it went.
            await staying.hydrate()
        async with httpx.AsyncClient(base_url=house.server.address) as client:
            return (await client.get("/readyz")).json()["details"]["tabs"]

    assert re.fullmatch(rf"[01] open, {MOST} left", sockets.run(ask()))


# How much


def test_s14_a_thousand_events_at_once_end_their_socket_and_disturb_nobody(house: House) -> None:
    async def ask() -> tuple[int, int, float]:
        loop = asyncio.get_running_loop()
        async with (
            connected(house.server, house.cookie("carol")) as other,
            wired(house.server, house.cookie("carol")) as wire,
            httpx.AsyncClient(base_url=house.server.address) as client,
        ):
            await wire.join()
            begun = loop.time()
            with contextlib.suppress(ConnectionError):
                for _ in range(1000):
                    await wire.event(f"{ROOT}.hydrate")
            # Both are answered although a thousand were sent before.
            answered = await other.call(TODAY)
            assert (await client.get("/healthz")).text == "ok"
            heard = await wire.last_words()
            hydrated = sum('"is_hydrated' in words for words in heard)
            return hydrated, len(answered), loop.time() - begun

    hydrated, answered, seconds = sockets.run(ask())
    assert answered
    assert hydrated <= BURST + seconds * EVENTS_A_SECOND
    house.server.hear("closed a socket that sent more than anybody can")


def test_what_a_quick_hand_sends_is_answered_to_the_last(house: House) -> None:
    asked = BURST + 12
    assert asked - BURST < MOST_WAITING

    async def ask() -> None:
        async with wired(house.server, house.alice) as wire:
            await wire.join()
            for _ in range(asked):
                await wire.event(f"{ROOT}.hydrate")
            answered = 0
            async with asyncio.timeout(sockets.WAIT_SECONDS):
                while answered < asked:
                    answered += '"is_hydrated' in (await wire.socket.receive()).data

    sockets.run(ask())


@pytest.mark.parametrize(
    "message",
    ['42/_event,"event"', "42/_event,[]", '42/_event,["connect",{}]', '42/other,["event",{}]'],
)
def test_what_is_no_event_of_ours_is_dropped_without_a_word(house: House, message: str) -> None:
    async def ask() -> str:
        async with wired(house.server, house.alice) as wire:
            await wire.join()
            for _ in range(5):
                await wire.send(message)
            await wire.event(f"{ROOT}.hydrate")
            return (await wire.socket.receive()).data

    said = len(house.server.lines)
    assert '"is_hydrated' in sockets.run(ask())
    assert house.server.lines[said:] == []


@pytest.mark.parametrize(
    ("message", "times"),
    [
        pytest.param('42/_event,["event",{"name":"x"}]' + " " * 129 * 1024, 1, id="129 KB"),
        pytest.param('42/_event,["' + "x" * (64 * 1024 * 1024) + '"]', 1, id="64 MB"),
        pytest.param("42/_event,[", 5, id="no JSON"),
        pytest.param('42/_event,["event",7]', 5, id="no event"),
        pytest.param("4", 5, id="an empty message"),
        pytest.param(b"abc", 5, id="bytes"),
        pytest.param("459-/_event,[{}]", 5, id="the parts of a binary message"),
        pytest.param("43/_event,1[]", 5, id="an answer to nothing"),
        pytest.param("44/_event,{}", 5, id="an error"),
        pytest.param("40/_event,", 5, id="to join again"),
        pytest.param("41/_event,", 1, id="to leave"),
        pytest.param("zz", 1, id="nothing of the protocol"),
    ],
)
def test_s13_a_socket_that_sends_what_no_page_sends_is_closed(
    house: House, message: str | bytes, times: int
) -> None:
    cookie, before = house.alice, memory(house)

    async def ask() -> None:
        async with wired(house.server, cookie) as wire:
            await wire.join()
            with contextlib.suppress(ConnectionError):
                for _ in range(times):
                    await wire.send(message)
            await wire.last_words()

    sockets.run(ask())
    assert house.is_signed_in(cookie)
    assert memory(house) - before < 20


def test_what_is_sent_before_joining_is_read_by_nobody(house: House) -> None:
    async def ask() -> list[str]:
        async with wired(house.server, house.alice) as wire:
            for _ in range(5):
                await wire.event(full_name(TODAY))
            return await wire.last_words()

    assert sockets.run(ask()) == ["1"]


def test_what_comes_after_the_end_is_read_by_nobody(house: House) -> None:
    """The socket was told to go, and instead of going it asks."""

    async def ask() -> list[str]:
        cookie = house.cookie("carol")
        async with wired(house.server, cookie) as wire:
            await wire.join()
            await asyncio.to_thread(sockets.sign_out, house.server, cookie)
            assert (await wire.last_words())[-1] == "1"
            with contextlib.suppress(ConnectionError):
                await wire.event(full_name(TODAY))
                await wire.event(full_name(TODAY))
            return await wire.last_words()

    assert sockets.run(ask()) == []


@pytest.mark.parametrize(
    "join",
    [
        pytest.param("40/_event,", id="unknown names"),
        pytest.param(
            '40/_event,{"event":{"name":"reflex___state____state.hydrate","payload":7},'
            '"state_schema":"NAME"}',
            id="and a first event that is none",
        ),
    ],
)
def test_s16_ten_thousand_events_that_nobody_knows_leave_no_trace(house: House, join: str) -> None:
    secret, said, before = house.alice.split("=")[1], len(house.server.lines), memory(house)

    async def ask() -> None:
        for number in range(100):
            async with wired(house.server, house.alice) as wire:
                await wire.send(join.replace("NAME", f"name-{number}-" + "x" * 500))
                with contextlib.suppress(ConnectionError):
                    for each in range(100):
                        await wire.event(f"unknown.{number}.{each}", text="canary-" + "x" * 1000)
                await wire.last_words()

    sockets.run(ask())
    assert house.get("/healthz").text == "ok"
    told = "\n".join(house.server.lines[said:])
    # So many a minute; a minute may have ended meanwhile.
    assert told.count("\n") <= 2 * 20
    assert secret not in told
    assert session_id(house.alice) not in told
    assert "canary-" not in told
    assert memory(house) - before < 20


# How many


def test_of_more_than_thirty_sockets_of_one_person_the_oldest_is_closed(house: House) -> None:
    async def ask() -> tuple[list[bool], list[str]]:
        async with contextlib.AsyncExitStack() as stack:
            other = await stack.enter_async_context(connected(house.server, house.alice))
            opened = [
                await stack.enter_async_context(connected(house.server, house.cookie("carol")))
                for _ in range(2)
            ]
            cookie = house.cookie("carol")
            opened += [
                await stack.enter_async_context(connected(house.server, cookie))
                for _ in range(MOST_OF_ONE_PERSON - 1)
            ]
            await opened[0].closed()
            return [socket.is_closed for socket in opened], await other.call(TODAY)

    are_closed, answered = sockets.run(ask())
    assert are_closed == [True] + [False] * MOST_OF_ONE_PERSON
    assert answered


def test_s15_visitors_have_no_sockets_however_often_they_ask(house: House) -> None:
    async def ask() -> int:
        refused = 0
        for number in range(200):
            try:
                async with wired(house.server, f"hundred-{house.server.port}={number:043}"):
                    pass
            except aiohttp.WSServerHandshakeError:
                refused += 1
        return refused

    before = memory(house)
    assert sockets.run(ask()) == 200
    assert memory(house) - before < 20


# When they end

REFUSED_HOUR = 5
"""An hour that nobody here has chosen for their day to begin."""

ENDS = [
    pytest.param("DELETE FROM session WHERE id = ?", id="signed out by another process"),
    pytest.param("UPDATE session SET expires_at = unixepoch() - 1 WHERE id = ?", id="expired"),
    pytest.param(
        "UPDATE user SET is_disabled = 1 WHERE id = (SELECT user_id FROM session WHERE id = ?)",
        id="disabled",
    ),
    pytest.param(
        "UPDATE user SET role = 'admin' WHERE id = (SELECT user_id FROM session WHERE id = ?)",
        id="another role",
    ),
    pytest.param(
        "DELETE FROM user WHERE id = (SELECT user_id FROM session WHERE id = ?)", id="deleted"
    ),
]


@pytest.mark.parametrize("end", ENDS)
def test_s10_the_socket_of_a_session_that_ended_elsewhere_is_closed(house: House, end: str) -> None:
    name = f"ended{hashlib.sha256(end.encode()).hexdigest()[:8]}"
    house.new_person(name)
    cookie = house.cookie(name)

    async def ask() -> bool:
        async with (
            connected(house.server, house.alice) as other,
            connected(house.server, cookie) as socket,
        ):
            await socket.call(TODAY)
            house.change(end, session_id(cookie))
            await socket.closed()
            await other.call(TODAY)
            return other.is_closed

    assert LOOK_EVERY_SECONDS <= 0.5
    assert sockets.run(ask()) is False


@pytest.mark.parametrize("end", [each for each in ENDS if each.id != "another role"])
def test_s10_the_very_next_event_of_a_session_that_ended_elsewhere_is_refused(
    house: House, end: str
) -> None:
    """Sent at once, while the socket is still open: the gate asks anew for each event."""
    name = f"next{hashlib.sha256(end.encode()).hexdigest()[:8]}"
    house.new_person(name)
    cookie = house.cookie(name)

    async def ask() -> None:
        async with connected(house.server, cookie) as socket:
            house.change(end, session_id(cookie))
            await socket.refused(
                "accounts.state.AccountState.choose_day_start", {"hour": str(REFUSED_HOUR)}
            )

    sockets.run(ask())
    rows = house.rows("SELECT 1 FROM user_settings WHERE day_start = ?", REFUSED_HOUR)
    assert rows == []


def test_s10_signing_out_closes_the_sockets_of_that_session_alone_and_at_once(house: House) -> None:
    one, two = house.cookie("carol"), house.cookie("carol")

    async def ask() -> tuple[bool, bool]:
        async with connected(house.server, one) as ended, connected(house.server, two) as other:
            await asyncio.to_thread(sockets.sign_out, house.server, one)
            await ended.closed()
            await other.call(TODAY)
            return ended.is_closed, other.is_closed

    assert sockets.run(ask()) == (True, False)


def test_s20_nothing_is_sent_to_a_socket_after_its_session_has_ended(house: House) -> None:
    """Fifty answers are on their way when the session ends; those that come later do not come."""

    async def ask() -> tuple[list[str], list[str]]:
        cookie = house.cookie("carol")
        async with wired(house.server, cookie) as wire:
            await wire.join()
            for _ in range(50):
                await wire.event(full_name(TODAY))
            await asyncio.to_thread(sockets.sign_out, house.server, cookie)
            before = await wire.last_words()
            # Something else has been asked and answered since, so what was under way is done.
            async with connected(house.server, house.alice) as other:
                await other.call(TODAY)
            with contextlib.suppress(ConnectionError):
                await wire.send("3")
            return before, await wire.last_words()

    before, after = sockets.run(ask())
    assert before[-1] == "1"
    assert after == []


# What a connection brings along


@pytest.mark.parametrize("protocol", ["h\u00fcndred", "\u5f13", "\x80", "0.10.1, \u00e9"])
def test_a_protocol_of_strange_letters_ends_no_server(house: House, protocol: str) -> None:
    """A server below ours once ended itself over such a header, and sockets of pages have it."""
    request = (
        "GET /_event/?EIO=4&transport=websocket HTTP/1.1\r\n"
        f"Host: localhost:{house.server.port}\r\n"
        f"Origin: {house.server.address}\r\nCookie: {house.alice}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Sec-WebSocket-Protocol: {protocol}\r\n\r\n"
    )

    async def ask() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(request.encode())
        async with asyncio.timeout(sockets.WAIT_SECONDS):
            line = await reader.readline()
        writer.close()
        return line

    assert sockets.run(ask()).startswith(b"HTTP/1.1 ")
    assert house.get("/healthz").text == "ok"
    assert house.is_signed_in(house.alice)

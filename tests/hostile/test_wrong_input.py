"""Whatever is sent to a handler: words or nothing come back, and nothing changes by it."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from threading import Thread
from typing import Any

import aiohttp
import pytest
import sockets
from hostile import calling
from hostile.calling import Called
from hostile.conftest import Stage
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sockets import ROOT, Socket, connected

from hundred_app.core.forms import NOT_UNDERSTOOD
from hundred_app.server import gate, limits
from hundred_app.ui.texts import t

QUICK, FULL = 5, 200
FAULT = t.bug.partition(".")[0]
HANDLERS = [pytest.param(handler, id=handler.short) for handler in calling.registry()]
OURS = [pytest.param(handler, id=handler.short) for handler in calling.ours()]
SETTINGS: dict[str, Any] = {
    "database": None,
    "suppress_health_check": [*HealthCheck],
    # An example costs a journey over the socket: what failed is told as it was found.
    "phases": [Phase.explicit, Phase.generate],
}


ASKED_AT_ONCE = limits.BURST // 2 - 2
"""Each time, two messages are sent. A socket takes so many of them as fast as they come."""


class Line:
    """One socket kept open over many examples, in a loop of its own; opened again when closed."""

    def __init__(self, stage: Stage, name: str = "mallory", path: str = "/") -> None:
        self.stage, self.name, self.path = stage, name, path
        self.loop = asyncio.new_event_loop()
        # It goes on while nobody asks: who does not answer the server's pings is hung up on.
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.stack = AsyncExitStack()
        self.socket: Socket | None = None
        self.dropped = 0
        self.asked = 0

    def send_strange(self, event: Any) -> list[str]:
        """As `ask`, for what is dropped in silence: of five such the socket is closed."""
        self.dropped += 1
        if self.dropped % (gate.UNKNOWN_UNTIL_DISCONNECT - 1) == 0:
            self._run(self._hang_up())
        return self.ask(
            lambda socket: socket.client.emit("event", event, namespace=sockets.NAMESPACE)
        )

    def send(self, name: str, payload: dict[str, Any], answer: str = "") -> list[str]:
        """The frames that come back until an event is answered, and `answer` is among them.

        One in the background is answered in its own time, after the next one perhaps.
        """
        try:
            return self.ask(lambda socket: socket.send(name, payload), answer)
        except TimeoutError:
            pytest.fail(f"no answer to {name} with {calling.shown(payload)}")

    def ask(
        self, asking: Callable[[Socket], Coroutine[Any, Any, Any]], answer: str = ""
    ) -> list[str]:
        """The frames that come back while `asking` is done and all of it is answered."""
        return self._run(self._ask(asking, answer))

    async def _ask(
        self, asking: Callable[[Socket], Coroutine[Any, Any, Any]], answer: str
    ) -> list[str]:
        self.asked += 1
        if self.asked % ASKED_AT_ONCE == 0:
            await self._hang_up()
        if self.socket is None or self.socket.is_closed:
            await self.stack.aclose()
            coming = connected(self.stage.server, self.stage.cookies[self.name], path=self.path)
            self.socket = await self.stack.enter_async_context(coming)
        before = len(self.socket.frames)
        await asking(self.socket)
        await self.socket.hydrate()
        async with asyncio.timeout(sockets.WAIT_SECONDS):
            while answer not in told(self.socket.frames[before:]):
                self.socket.arrived.clear()
                await self.socket.arrived.wait()
        return self.socket.frames[before:]

    async def _hang_up(self) -> None:
        self.socket = None
        await self.stack.aclose()

    def close(self) -> None:
        self._run(self._hang_up())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()


Lines = dict[str, Line]


@pytest.fixture(scope="module")
def lines(stage: Stage) -> Iterator[Lines]:
    """An open line of each of those who attack Alice."""
    held = {name: Line(stage, name, "/settings") for name in ("mallory", "root")}
    yield held
    for each in held.values():
        each.close()


def told(frames: list[str]) -> str:
    """What came back, as text."""
    return "".join(json.dumps(json.loads(frame), ensure_ascii=False) for frame in frames)


def assert_no_fault(frames: list[str]) -> None:
    answer = told(frames)
    for sign in ("Traceback", "Exception", 'File \\"', FAULT, "An error occurred"):
        assert sign not in answer


def attack_wrongly(stage: Stage, line: Line, handler: Called, examples: int) -> None:
    stage.prove()
    before = stage.digest()

    @settings(max_examples=examples, **SETTINGS)
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        payload = data.draw(calling.wrong(handler))
        if handler.is_ours:
            frames = line.send(handler.name, payload, NOT_UNDERSTOOD)
        else:
            frames = line.send_strange({"name": handler.name, "payload": payload})
        assert_no_fault(frames)

    attempt()
    assert stage.digest() == before


def attack_oddly(stage: Stage, line: Line, handler: Called, examples: int) -> None:
    stage.prove()
    before = stage.digest("alice")

    @settings(max_examples=examples, **SETTINGS)
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        assert_no_fault(line.send(handler.name, data.draw(calling.odd(handler))))

    attempt()
    assert stage.digest("alice") == before


def assert_all_is_well(line: Line) -> None:
    """The next thing asked properly is answered properly."""
    frames = line.ask(
        lambda socket: socket.send(sockets.full_name("accounts.state.AccountState.load_settings"))
    )
    assert "Europe/Lisbon" in told(frames)


@pytest.mark.parametrize("handler", HANDLERS)
def test_s05_what_a_handler_does_not_take_changes_nothing(
    stage: Stage, lines: Lines, handler: Called
) -> None:
    attack_wrongly(stage, lines[handler.whom], handler, QUICK)
    assert_all_is_well(lines["mallory"])


@pytest.mark.slow
@pytest.mark.parametrize("handler", HANDLERS)
def test_s05_what_a_handler_does_not_take_in_200_ways(
    stage: Stage, lines: Lines, handler: Called
) -> None:
    attack_wrongly(stage, lines[handler.whom], handler, FULL)
    assert_all_is_well(lines["mallory"])


TAKING = [parameter for parameter in OURS if parameter.values[0].takes]  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("handler", TAKING)
def test_s05_strange_texts_where_texts_belong(stage: Stage, lines: Lines, handler: Called) -> None:
    attack_oddly(stage, lines[handler.whom], handler, 2 * QUICK)
    assert_all_is_well(lines["mallory"])


@pytest.mark.slow
@pytest.mark.parametrize("handler", TAKING)
def test_s05_strange_texts_in_200_ways(stage: Stage, lines: Lines, handler: Called) -> None:
    attack_oddly(stage, lines[handler.whom], handler, FULL)
    assert_all_is_well(lines["mallory"])


# What is around an event

NAMED = f"{ROOT}.set_is_hydrated"

places = st.fixed_dictionaries(
    {},
    optional={
        "pathname": calling.values,
        "asPath": st.one_of(calling.values, st.sampled_from(["//[", "/c/\x00", "/?a=%ff", "x"])),
        "query": st.one_of(calling.values, st.dictionaries(calling.texts, calling.texts)),
        "headers": st.just({"cookie": "session=x"}),
        "ip": calling.values,
    },
)
envelopes = st.one_of(
    calling.values,
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.one_of(calling.values, st.just(NAMED)),
            "payload": calling.values,
            "router_data": st.one_of(calling.values, places),
            "token": calling.values,
        },
    ),
).filter(calling.fits_the_socket)


def send_envelopes(line: Line, examples: int) -> None:
    @settings(max_examples=examples, **SETTINGS)
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        event = data.draw(envelopes)
        try:
            assert_no_fault(line.send_strange(event))
        except TimeoutError:
            pytest.fail(f"no answer after {calling.shown(event)}")

    attempt()


def test_s05_what_is_no_event_does_nothing(lines: Lines) -> None:
    send_envelopes(lines["mallory"], 40)
    assert_all_is_well(lines["mallory"])


@pytest.mark.slow
def test_s05_what_is_no_event_in_1000_ways(lines: Lines) -> None:
    send_envelopes(lines["mallory"], 1_000)
    assert_all_is_well(lines["mallory"])


@pytest.mark.parametrize(
    "packet",
    [
        pytest.param('42/_event,["event"]', id="an event without anything"),
        pytest.param('42/_event,["event",1,2,3]', id="an event with too much"),
        pytest.param("42/_event,[]", id="an empty message"),
        pytest.param("42/_event,{}", id="an object"),
        pytest.param('42/_event,["event",{"name":1e999}]', id="an endless number"),
        pytest.param('42/_event,["event",' + "[" * 50_000 + "]" * 50_000 + "]", id="a deep one"),
        pytest.param('42/_event,["event",' + '{"a":' * 400 + "1" + "}" * 400 + "]", id="depth 400"),
        pytest.param('42/_event,["event",' + "9" * 5_000 + "]", id="a long number"),
        pytest.param("42/_event,[", id="half a message"),
        pytest.param("4", id="no message"),
        pytest.param("", id="nothing"),
        pytest.param("451-/_event,[\"event\",{\"_placeholder\":true,\"num\":0}]", id="binary"),
        pytest.param("43/_event,1[]", id="an answer to nothing"),
        pytest.param("40/other,", id="another namespace"),
        pytest.param("9", id="an unknown packet"),
        pytest.param("\ud83d".encode("utf-16", "surrogatepass").decode("latin-1"), id="noise"),
    ],
)  # fmt: skip
def test_s05_packets_that_are_none(stage: Stage, lines: Lines, packet: str) -> None:
    """Below the events: what only a program of somebody's own sends."""

    async def send() -> None:
        address = stage.server.address.replace("http", "ws")
        headers = {"Cookie": stage.cookies["mallory"], "Origin": stage.server.address}
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(
                f"{address}/_event/?EIO=4&transport=websocket&token={calling.__name__}",
                headers=headers,
            ) as socket,
        ):
            await socket.receive()
            await socket.send_str("40/_event,")
            await socket.receive()
            await socket.send_str(packet)
            await socket.send_str('42/_event,["event",{"name":"unknown"}]')

    sockets.run(send())
    assert_all_is_well(lines["mallory"])

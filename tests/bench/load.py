"""What many people at the same time cost: how soon each is answered, how many acts there are in a
second, and what the server remembers of each."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from hundred_app.core.ids import new_id
from hundred_app.server.left import MOST
from tests import serving
from tests.bench import crowd
from tests.bench.crowd import Member, Silent, Tab
from tests.bench.rest import resident
from tests.bench.table import Measure, spread
from tests.serving import Server

CROWD_P95 = 100
EVENTS_A_SECOND = 2_000
SAVES_A_SECOND = 1_000
IDLE_KB = 40

Act = Callable[[Tab, int], Awaitable[float]]


@dataclass(frozen=True)
class Size:
    """How much is asked: crowds of so many, each so often; and so many at once without a pause.

    `often` stays below what one socket may send at once, so that nobody waits for their turn.
    """

    crowds: Sequence[int]
    seconds: int
    at_once: int
    often: int


FULL = Size(crowds=(50, 200, 500, 1_000), seconds=10, at_once=100, often=40)
SHORT = Size(crowds=(5, 20), seconds=2, at_once=5, often=5)


@dataclass
class Taken:
    """How long each act took, and how many had no answer."""

    seconds: list[float] = field(default_factory=list[float])
    errors: int = 0

    async def note(self, acting: Awaitable[float]) -> None:
        try:
            self.seconds.append(await acting)
        except Silent:
            self.errors += 1


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    """Starts a server of its own in the folder, and ends it."""
    members = crowd.gather(folder, max(*size.crowds, size.at_once))
    server = serving.start(folder)
    try:
        yield from asyncio.run(_measured(server, members, size))
    finally:
        code = server.stop()
    yield Measure(
        "complaints of the server, and how it ended", len(_faults(server, code)), "errors", 0
    )


async def _measured(server: Server, members: Sequence[Member], size: Size) -> list[Measure]:
    found: list[Measure] = []
    async with crowd.tabs(server, members[: size.at_once]) as tabs:
        for name, act, least in (
            ("plain events", choose, EVENTS_A_SECOND),
            ("drafts kept", keep, SAVES_A_SECOND),
            ("logs saved, and the page after each", save, None),
        ):
            found += await _rate(name, tabs, act, size.often, least)
    before = _resident(server)
    for number in size.crowds:
        async with crowd.tabs(server, members[:number]) as tabs:
            if number == max(size.crowds):
                held = (_resident(server) - before) / number
                found.append(Measure(f"memory of one of {number:,}, idle", held, "kB RSS", IDLE_KB))
            found += await _paced(number, tabs, size.seconds)
    found += await _again(server, members[: max(size.crowds)])
    return found


async def _rate(
    name: str, tabs: Sequence[Tab], act: Act, often: int, least: float | None
) -> list[Measure]:
    """How many acts there are in a second when each tab goes on as soon as it is answered."""
    taken = Taken()

    async def go_on(tab: Tab) -> None:
        for number in range(often):
            await taken.note(act(tab, number))

    begun = perf_counter()
    await asyncio.gather(*(go_on(tab) for tab in tabs))
    rate = len(taken.seconds) / (perf_counter() - begun)
    title = f"{name}, {len(tabs):,} tabs without a pause"
    return [
        Measure(title, rate, "/s", least),
        Measure(f"{title}: no answer", taken.errors, "errors", 0),
    ]


async def _paced(number: int, tabs: Sequence[Tab], seconds: int) -> list[Measure]:
    """How soon each is answered when everybody does something once a second."""
    taken = Taken()

    async def act_each_second(tab: Tab) -> None:
        await asyncio.sleep(random.random())
        due = perf_counter()
        for count in range(seconds):
            await taken.note(choose(tab, count))
            due += 1
            await asyncio.sleep(max(0.0, due - perf_counter()))

    await asyncio.gather(*(act_each_second(tab) for tab in tabs))
    title = f"{number:,} people, each once a second"
    budgets = {95: CROWD_P95} if number == max(FULL.crowds) else {}
    failed = Measure(f"{title}: no answer", taken.errors, "errors", 0)
    return [*spread(title, taken.seconds or [0.0], budgets), failed]


async def _again(server: Server, members: Sequence[Member]) -> list[Measure]:
    """What is still held when all have left, and what as many others take after them."""
    left = _resident(server)
    async with crowd.tabs(server, members):
        more = _resident(server) - left
    name = f"memory that {len(members):,} others take once {len(members):,} have left, each"
    # Of those who left, the states of the last are kept for when they come back.
    expected = IDLE_KB * min(MOST, len(members)) / len(members)
    return [Measure(name, max(0, more) / len(members), "kB RSS", expected)]


async def choose(tab: Tab, number: int) -> float:
    """A plain event: something is chosen, and nothing saved."""
    theme = ("dark", "light")[number % 2]
    handler = "commitments.state.share.ShareState.choose_theme"
    return await tab.act(handler, f'"theme_rx_state_":"{theme}"', theme=theme)


async def keep(tab: Tab, _: int) -> float:
    """A draft, as it is kept about once a second while somebody types."""
    mark = new_id()
    text = f"The bow wants less hand. {mark}"
    handler = "drafts.state.DraftState.keep"
    return await tab.act(
        handler, f'"mark_rx_state_":"{mark}"', name="log:new", text=text, mark=mark
    )


async def save(tab: Tab, _: int) -> float:
    """A log, until the notice that it is saved. The page is loaded again after that."""
    key = new_id()
    form = {
        "key": key,
        "commitment_id": tab.member.commitment_id,
        "duration": "45 min",
        "reflection": "The bow wants less hand.",
    }
    return await tab.act("focus.state.FocusState.save_log", f"remove:{key}", form_data=form)


def _resident(server: Server) -> int:
    """Kilobytes of memory that the server has in use."""
    return resident(server.process.pid) // 1000


def _faults(server: Server, code: int) -> list[str]:
    # A client that is gone when it is sent something is no fault of the server.
    said = [line for line in server.complaints() if '"_granian.utils"' not in line]
    return said + [f"exit code {code}"] * bool(code)

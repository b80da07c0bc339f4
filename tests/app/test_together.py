"""Questions asked at the same moment are answered together, and each by what is true from then."""

import asyncio
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
import sockets

from hundred_app.server.together import Together

NAMES = [f"session {number}" for number in range(100)]


@dataclass
class Book:
    """What is looked up in, by whom it is asked and how often. A page is held until let go."""

    known: dict[str, str] = field(default_factory=dict[str, str])
    asked: list[set[str]] = field(default_factory=list[set[str]])
    opened: threading.Event = field(default_factory=threading.Event)
    may_go: threading.Event = field(default_factory=threading.Event)

    def look_up(self, keys: Collection[str]) -> dict[str, str]:
        self.asked.append(set(keys))
        found = {key: self.known[key] for key in keys if key in self.known}
        self.opened.set()
        self.may_go.wait(10)
        return found


@pytest.fixture
def book() -> Book:
    return Book({name: name.upper() for name in NAMES})


def test_a_hundred_at_once_are_one_look_up_and_each_has_its_own_answer(book: Book) -> None:
    book.may_go.set()

    async def ask() -> list[str | None]:
        together = Together(book.look_up)
        return await asyncio.gather(*(together.find(name) for name in [*NAMES, "nobody"]))

    assert sockets.run(ask()) == [*(name.upper() for name in NAMES), None]
    assert book.asked == [{*NAMES, "nobody"}]


def test_who_asks_while_a_look_up_is_under_way_is_answered_by_the_next(book: Book) -> None:
    """A session that ended before an event was sent must not be found by what was read earlier."""

    async def ask() -> list[str | None]:
        together = Together(book.look_up)
        early = asyncio.create_task(together.find(NAMES[0]))
        await asyncio.to_thread(book.opened.wait, 10)
        del book.known[NAMES[0]]
        late = asyncio.create_task(together.find(NAMES[0]))
        await asyncio.sleep(0)
        book.may_go.set()
        return [await early, await late]

    assert sockets.run(ask()) == [NAMES[0].upper(), None]
    assert book.asked == [{NAMES[0]}, {NAMES[0]}]


def test_a_look_up_that_fails_fails_for_all_who_asked_and_for_nobody_after(book: Book) -> None:
    book.may_go.set()

    def fail_once(keys: Collection[str]) -> dict[str, str]:
        found = book.look_up(keys)
        if len(book.asked) == 1:
            raise OSError("The disk is gone.")
        return found

    async def ask() -> list[str | BaseException | None]:
        together = Together(fail_once)
        both = (together.find(name) for name in NAMES[:2])
        failed = await asyncio.gather(*both, return_exceptions=True)
        return [*failed, await together.find(NAMES[2])]

    first, second, third = sockets.run(ask())
    assert isinstance(first, OSError)
    assert isinstance(second, OSError)
    assert third == NAMES[2].upper()


def test_who_stops_waiting_takes_nobody_elses_answer_along(book: Book) -> None:
    async def ask() -> str | None:
        together = Together(book.look_up)
        leaving, staying = (asyncio.create_task(together.find(NAMES[0])) for _ in range(2))
        await asyncio.to_thread(book.opened.wait, 10)
        leaving.cancel()
        book.may_go.set()
        return await staying

    assert sockets.run(ask()) == NAMES[0].upper()

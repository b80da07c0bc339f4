"""The states of tabs that do not come back are freed; those of tabs that do are found again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import reflex as rx
import sockets
from reflex.istate.manager.memory import StateManagerMemory

from hundred_app.server.left import KEPT_SECONDS, MOST, Left


@dataclass
class Place:
    """The states of a server, which tabs are open, and what time it is."""

    states: StateManagerMemory = field(default_factory=StateManagerMemory)
    open: set[str] = field(default_factory=set[str])
    now: float = 0.0

    def __post_init__(self) -> None:
        self.left = Left(self.states, lambda token: token in self.open, lambda: self.now)

    async def come(self, token: str) -> None:
        self.open.add(token)
        async with self.states.modify_state(token_of(token)):
            pass

    def go(self, token: str) -> None:
        self.open.discard(token)
        self.left.add(token)


def token_of(name: str) -> rx.BaseStateToken:
    return rx.BaseStateToken(ident=name, cls=rx.State)


def told(act: Callable[[Place], Awaitable[None]]) -> None:
    async def run() -> None:
        await act(Place())

    sockets.run(run())


def test_a_tab_that_comes_back_in_time_finds_its_state() -> None:
    async def act(place: Place) -> None:
        await place.come("one")
        before = place.states.states["one"]
        place.go("one")
        place.now += KEPT_SECONDS - 1
        await place.come("one")
        place.now += 2
        place.left.free()
        assert place.states.states["one"] is before
        assert len(place.left) == 0

    told(act)


def test_a_tab_that_does_not_is_forgotten_with_its_lock_and_its_term() -> None:
    async def act(place: Place) -> None:
        await place.come("one")
        place.go("one")
        place.now += KEPT_SECONDS
        place.left.free()
        assert not place.states.states
        assert not place.states._states_locks
        assert not place.states._token_expires_at

    told(act)


def test_of_many_the_oldest_go_at_once() -> None:
    async def act(place: Place) -> None:
        names = [str(number) for number in range(MOST + 30)]
        for name in names:
            await place.come(name)
        for name in names:
            place.go(name)
        assert [*place.states.states] == names[30:]

    told(act)


def test_what_is_at_work_is_let_finish() -> None:
    async def act(place: Place) -> None:
        await place.come("one")
        async with place.states.modify_state(token_of("one")):
            place.go("one")
            place.now += KEPT_SECONDS
            place.left.free()
            assert "one" in place.states.states
        place.now += KEPT_SECONDS
        place.left.free()
        assert not place.states.states

    told(act)

"""What the server still knows of tabs whose socket is gone: not for long, and not of many."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

from hundred_app.server import readiness

KEPT_SECONDS = 15 * 60
MOST = 200
LOOK_EVERY_SECONDS = 60


def guard_memory(app: rx.App) -> None:
    """Free the states of tabs that do not come back."""
    namespace: Any = app.event_namespace
    if namespace is None or not isinstance(app.state_manager, StateManagerMemory):
        # The compiler of the pages, and Reflex's own tests, have none in memory.
        return
    open_tabs = namespace._token_manager.token_to_socket  # noqa: SLF001
    left = Left(app.state_manager, lambda token: token in open_tabs)
    readiness.checks["tabs"] = lambda _: readiness.Verdict(
        True, "ok", f"{len(open_tabs)} open, {len(left)} left"
    )
    leave = namespace.on_disconnect

    def on_disconnect(sid: str) -> Any:
        token = namespace.sid_to_token.get(sid)
        leaving = leave(sid)
        if token and leaving:
            # Until then the tab counts as open.
            leaving.add_done_callback(lambda _: left.add(token))
        return leaving

    namespace.on_disconnect = on_disconnect


class Left:
    """Tabs without a socket, each with the moment since when, the longest gone first.

    A connection breaks and comes back, and then the tab finds its state as it was. One that comes
    later finds what it would after a restart of the server: everything that is saved, and the
    forms that were open, which the browser has. The framework would keep each state for twelve
    hours, whether its tab lives or not, and so everybody's memory for whoever opens tabs and
    closes them.
    """

    def __init__(
        self,
        states: StateManagerMemory,
        is_open: Callable[[str], bool],
        now: Callable[[], float] = monotonic,
    ) -> None:
        """
        Args:
            is_open: whether the tab of this token has a socket.
            now: seconds of a clock that never goes back.
        """
        self._states, self._is_open, self._now = states, is_open, now
        self._since: dict[str, float] = {}
        self._watch: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._since)

    def add(self, token: str) -> None:
        """The socket of a tab is gone, unless it came back meanwhile."""
        self._since.pop(token, None)
        if not self._is_open(token):
            self._since[token] = self._now()
        self.free()
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_now_and_then())

    def free(self) -> None:
        """Forget the states of those that are gone for long, and of the oldest beyond the most."""
        for token, since in [*self._since.items()]:
            if len(self._since) <= MOST and self._now() - since < KEPT_SECONDS:
                return
            del self._since[token]
            if not self._is_open(token) and not self._forget(token):
                self._since[token] = self._now()

    def _forget(self, token: str) -> bool:
        """Whether nothing is at work in the state of a tab any more, which is then forgotten."""
        lock = self._states._states_locks.get(token)  # noqa: SLF001
        if lock is not None and lock.locked():
            return False
        _, held = self._states._token_expires_at.get(token, (0.0, None))  # noqa: SLF001
        if held is not None:
            self._states._purge_token(held)  # noqa: SLF001
        return True

    async def _look_now_and_then(self) -> None:
        while self._since:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            # What goes on in the background may have made a state anew for a tab that is gone.
            for token in self._states.states:
                if not self._is_open(token):
                    self._since.setdefault(token, self._now())
            self.free()

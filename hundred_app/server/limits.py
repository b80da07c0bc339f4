"""How much one socket may ask for: so many messages a second, and the rest wait their turn."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

EVENTS_A_SECOND = 10.0
BURST = 60
MOST_WAITING = 100
MOST_WAITING_CHARACTERS = 1_000_000


class Flood(Exception):
    """More is waiting than anybody at a keyboard can have asked for."""


class Bucket:
    """Tokens that come back with time: `rate` a second, at most `burst` at once.

    `now` is seconds of a clock that never goes back.
    """

    def __init__(self, now: float, rate: float = EVENTS_A_SECOND, burst: int = BURST) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._tokens = float(burst)
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until there is a token; 0.0 when there is one."""
        self._fill(now)
        return max(0.0, (1.0 - self._tokens) / self._rate)

    def take(self, now: float) -> bool:
        """Take a token, if there is one."""
        self._fill(now)
        # A hair less than one is one: what was waited for is there.
        if self._tokens < 1.0 - 1e-9:
            return False
        self._tokens -= 1.0
        return True

    def _fill(self, now: float) -> None:
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now


class Turns:
    """Hands the messages of one socket on in their order, no faster than its bucket allows.

    None is dropped: a page that waits for the answer to a dropped event hangs.
    """

    def __init__(self, handle: Callable[[str], Awaitable[None]]) -> None:
        self._handle = handle
        self._bucket = Bucket(_now())
        self._waiting: deque[str] = deque()
        self._characters = 0
        self._worker: asyncio.Task[None] | None = None

    async def offer(self, message: str) -> None:
        """Hand it on now, or when its turn comes.

        Raises:
            Flood: too much is waiting already.
        """
        if self._is_idle() and self._bucket.take(_now()):
            await self._handle(message)
            return
        self._characters += len(message)
        self._waiting.append(message)
        if len(self._waiting) > MOST_WAITING or self._characters > MOST_WAITING_CHARACTERS:
            raise Flood
        if self._is_idle():
            self._worker = asyncio.create_task(self._work())

    def stop(self) -> None:
        """Forget what is waiting."""
        self._waiting.clear()
        # Whoever closes a socket because of one of its messages is this very task.
        if self._worker is not None and self._worker is not asyncio.current_task():
            self._worker.cancel()

    def _is_idle(self) -> bool:
        return self._worker is None or self._worker.done()

    async def _work(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._bucket.wait(_now()))
            if self._waiting and self._bucket.take(_now()):
                message = self._waiting.popleft()
                self._characters -= len(message)
                await self._handle(message)


def _now() -> float:
    return asyncio.get_running_loop().time()

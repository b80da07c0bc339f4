"""Questions that are asked at the same moment, answered together."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """Looks up whatever is asked for while a look-up is under way in the next one.

    Who asks alone waits for one look-up, as if there were nothing in between. When a thousand ask
    at the same moment, that is one query in one thread, and not a thousand that wait for threads
    and for each other.

    Every answer is of a look-up that began after the question was asked: none is kept.
    """

    def __init__(self, look_up: Callable[[Collection[K]], Mapping[K, V]]) -> None:
        """
        Args:
            look_up: what is found of these keys; called in a thread.
        """
        self._look_up = look_up
        self._asked: list[tuple[K, asyncio.Future[V | None]]] = []
        self._work: asyncio.Task[None] | None = None

    async def find(self, key: K) -> V | None:
        """What there is under a key; None when there is nothing.

        Raises:
            Exception: whatever the look-up raised, which is the same for all who asked.
        """
        answer: asyncio.Future[V | None] = asyncio.get_running_loop().create_future()
        self._asked.append((key, answer))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._answer_all())
        return await answer

    async def _answer_all(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            try:
                found = await asyncio.to_thread(self._look_up, {key for key, _ in asked})
            except Exception as error:
                for _, answer in asked:
                    if not answer.done():
                        answer.set_exception(error)
            else:
                for key, answer in asked:
                    # Who asked may have been cancelled meanwhile.
                    if not answer.done():
                        answer.set_result(found.get(key))

"""Reading and writing wait for each other nowhere but in the database."""

import asyncio
import threading

import sockets

from hundred_app.core import threads


def test_saves_that_wait_for_their_turn_keep_nobody_from_reading() -> None:
    may_write = threading.Event()

    async def ask() -> list[int]:
        asyncio.get_running_loop().set_default_executor(threads.readers())
        done: list[int] = []

        def save(number: int) -> None:
            may_write.wait(10)
            done.append(number)

        saving = [
            asyncio.create_task(threads.in_writer(lambda number=number: save(number)))
            for number in range(3 * threads.READERS)
        ]
        await asyncio.sleep(0)
        assert await asyncio.to_thread(lambda: list(done)) == []
        may_write.set()
        await asyncio.gather(*saving)
        return done

    assert sockets.run(ask()) == list(range(3 * threads.READERS))


def test_each_save_has_its_own_answer_or_error() -> None:
    async def ask() -> list[float | BaseException]:
        saving = (threads.in_writer(lambda by=by: 6 / by) for by in (1, 0, 2))
        return await asyncio.gather(*saving, return_exceptions=True)

    first, second, third = sockets.run(ask())
    assert (first, third) == (6, 3)
    assert isinstance(second, ZeroDivisionError)

"""The threads in which the database is asked: some that read, and one that writes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")

READERS = 6
"""Threads for whatever only reads, and connections that are kept open for them.

Not by the cores of the machine, as the standard library has it: what they do is mostly Python,
which runs in one thread at a time, and 32 of them only wait for each other.
"""

_writer = ThreadPoolExecutor(1, "writer")


def readers() -> ThreadPoolExecutor:
    """The threads that `asyncio.to_thread` is to use in a server."""
    return ThreadPoolExecutor(READERS, "reader")


async def in_writer(fn: Callable[[], T]) -> T:
    """Run what changes something, after whatever else does so.

    One thread, since only one transaction can write at a time: in the threads for reading, saves
    that wait for their turn would keep everybody else from reading.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_writer, copy_context().run, fn)


def finish_writing() -> None:
    """Wait until all that was to be saved is saved. Nothing can be from then on."""
    _writer.shutdown()

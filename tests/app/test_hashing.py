"""Where passwords are hashed: a few at a time, and places for everybody."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sockets
from starlette.requests import Request

from hundred_app.core import runtime
from hundred_app.core.db import Database
from hundred_app.core.errors import Busy
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.server import forms


@pytest.fixture(autouse=True)
def running(tmp_path: Path, database: Database) -> Iterator[None]:
    before = list(runtime._installed)
    runtime.install(Runtime(Settings(tmp_path), database))
    yield
    runtime._installed[:] = before


def asked_from(address: str) -> Request:
    return Request({"type": "http", "client": (address, 4711), "headers": []})


def test_s30_whoever_asks_without_a_pause_leaves_places_to_others() -> None:
    go_on = threading.Event()

    async def flood() -> tuple[list[str], str]:
        flooding = [
            asyncio.ensure_future(forms.hashing(asked_from(f"2001:db8::{number:x}"), go_on.wait))
            for number in range(1, 41)
        ]
        await asyncio.sleep(0)
        refused = [task for task in flooding if task.done()]
        honest = asyncio.ensure_future(forms.hashing(asked_from("192.0.2.7"), lambda: "in"))
        await asyncio.sleep(0)
        assert not honest.done(), "it has a place, and waits"
        go_on.set()
        told = [str(type(task.exception()).__name__) for task in refused]
        await asyncio.gather(*flooding, return_exceptions=True)
        return told, await honest

    assert sockets.run(flood()) == ([Busy.__name__] * 32, "in")


def test_s30_who_stops_waiting_keeps_the_place_until_the_work_is_done() -> None:
    go_on, begun = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait()

    async def give_up_and_ask_again() -> None:
        request = asked_from("192.0.2.7")
        for _ in range(8):
            asking = asyncio.ensure_future(forms.hashing(request, work))
            await asyncio.sleep(0)
            asking.cancel()
        await asyncio.to_thread(begun.wait)
        with pytest.raises(Busy):
            await forms.hashing(request, work)
        go_on.set()

    sockets.run(give_up_and_ask_again())

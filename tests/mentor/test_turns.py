"""One question at a time for each person, and not too often."""

import asyncio
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sockets
from conftest import NOON

from hundred_app.core.errors import Busy, Conflict
from hundred_app.features.mentor import service
from hundred_app.features.mentor.service import turns

ABOUT = ("cello", "25")


@pytest.fixture(autouse=True)
def nobody_asked() -> Iterator[None]:
    turns._asked.clear()
    yield
    turns._asked.clear()
    assert turns._under_way == {}


def run(asking: Coroutine[Any, Any, None]) -> None:
    sockets.run(asking)


async def forever() -> None:
    await asyncio.Event().wait()


def test_one_at_a_time_and_nobody_waits_for_another() -> None:
    async def ask() -> None:
        hers, his = asyncio.create_task(forever()), asyncio.create_task(forever())
        service.begin("alice", NOON, hers, ABOUT)
        with pytest.raises(Conflict, match="One question at a time"):
            service.begin("alice", NOON, his, ABOUT)
        service.begin("mallory", NOON, his, ABOUT)
        service.end("alice", his)
        assert service.is_on_its_way("alice", ABOUT)
        assert not service.is_on_its_way("alice", ("another", ""))
        service.stop("alice")
        await asyncio.wait({hers})
        assert hers.cancelled()
        assert not his.done()
        service.end("alice", hers)
        service.end("mallory", his)
        his.cancel()

    run(ask())


def test_the_seventh_question_of_an_hour_waits() -> None:
    async def ask() -> None:
        asking = asyncio.create_task(forever())
        for _ in range(6):
            service.begin("alice", NOON, asking, ABOUT)
            service.end("alice", asking)
        with pytest.raises(Busy) as refusal:
            service.begin("alice", NOON + timedelta(minutes=50), asking, ABOUT)
        assert refusal.value.retry_seconds == 601
        service.begin("mallory", NOON, asking, ABOUT)
        service.end("mallory", asking)
        service.begin("alice", NOON + timedelta(minutes=61), asking, ABOUT)
        service.end("alice", asking)
        asking.cancel()

    run(ask())

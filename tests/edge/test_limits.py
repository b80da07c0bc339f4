"""The pace of a socket: what goes through at once, what waits, and what is too much."""

import asyncio

import pytest
import sockets
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.server.limits import (
    BURST,
    EVENTS_A_SECOND,
    MOST_WAITING,
    MOST_WAITING_CHARACTERS,
    Bucket,
    Flood,
    Turns,
)

MOMENTS = st.lists(st.floats(0, 100), max_size=300).map(sorted)


@given(MOMENTS)
def test_s14_in_no_stretch_of_time_more_goes_through_than_the_burst_and_the_pace(
    moments: list[float],
) -> None:
    bucket = Bucket(0.0)
    through = [moment for moment in moments if bucket.take(moment)]
    for first, begun in enumerate(through):
        for last, ended in enumerate(through[first:], first):
            assert last - first + 1 <= BURST + (ended - begun) * EVENTS_A_SECOND + 1e-6


@given(MOMENTS)
def test_whoever_waits_as_long_as_told_gets_a_token(moments: list[float]) -> None:
    bucket = Bucket(0.0, rate=3.0, burst=2)
    now = 0.0
    for moment in moments:
        now = max(now, moment)
        now += bucket.wait(now)
        assert bucket.take(now)


def taken(messages: list[str]) -> list[str]:
    """What was handed on at once, of messages that all came at once."""
    handed_on: list[str] = []

    async def handle(message: str) -> None:
        handed_on.append(message)

    async def offer() -> None:
        turns = Turns(handle)
        try:
            for message in messages:
                await turns.offer(message)
        finally:
            turns.stop()

    sockets.run(offer())
    return handed_on


def test_a_burst_goes_through_at_once_and_in_order() -> None:
    messages = [str(number) for number in range(BURST)]
    assert taken(messages) == messages


def test_what_is_over_the_burst_waits_and_nothing_is_dropped() -> None:
    messages = [str(number) for number in range(BURST + 5)]
    handed_on: list[str] = []
    everything = asyncio.Event()

    async def handle(message: str) -> None:
        handed_on.append(message)
        if len(handed_on) == len(messages):
            everything.set()

    async def offer() -> int:
        turns = Turns(handle)
        for message in messages:
            await turns.offer(message)
        at_once = len(handed_on)
        async with asyncio.timeout(10):
            await everything.wait()
        return at_once

    assert sockets.run(offer()) == BURST
    assert handed_on == messages


def test_s14_of_a_thousand_events_the_burst_goes_through_and_the_rest_is_a_flood() -> None:
    handed_on: list[str] = []

    async def handle(message: str) -> None:
        handed_on.append(message)

    async def offer() -> int:
        turns = Turns(handle)
        for number in range(1000):
            try:
                await turns.offer(str(number))
            except Flood:
                turns.stop()
                return number
        return -1

    refused_at = sockets.run(offer())
    # While the loop was busy with all this, a token or two may have come back.
    assert BURST <= len(handed_on) <= BURST + 5
    assert refused_at == len(handed_on) + MOST_WAITING


def test_few_messages_that_are_long_are_a_flood_too() -> None:
    long = "x" * (MOST_WAITING_CHARACTERS // 8)
    with pytest.raises(Flood):
        taken(["short"] * BURST + [long] * 9)

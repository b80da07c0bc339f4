"""Many ways in which the coming weeks may go, made of the weeks that were.

A block bootstrap: each future is put together from runs of consecutive weeks of the past, weeks
of nothing among them. Runs and not single weeks, because good weeks come in company and so do
empty ones. That is the moving block bootstrap (Künsch 1989, Annals of Statistics 17, 1217-1241),
whose blocks run on from the end of the sample to its beginning so that no week is drawn less
often than another: the circular block bootstrap (Politis and Romano 1992, in: Exploring the
Limits of Bootstrap, 263-270). Like the stationary bootstrap (Politis and Romano 1994, JASA 89,
1303-1313), what a future draws from changes at random moments.

The bootstrap alone supposes that the past goes on. It is too sure of itself: see docs/forecast.md.
So futures also differ in how much of the past they resemble, in their pace, and in their pauses.

No draw depends on minutes, so all of them are made once, with a fixed seed. More minutes therefore
make every single future earlier or leave it as it is, and a forecast does not flicker from one
day to the next.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from statistics import NormalDist
from typing import NamedTuple

FUTURES = 300
SEED = 100

HORIZON_WEEKS = 520
"""Ten years. What lies beyond is called never."""

NEVER = 7 * HORIZON_WEEKS

MOST_WEEKS = 52
"""No week of longer ago is drawn."""

BLOCK_WEEKS = 4
"""Consecutive weeks that are drawn together."""

WINDOWS = (4, 8, 12, 26, 52)
"""How many of the last weeks a future has for an example. Nobody knows how far usual goes back."""

TURNS = 0.06
"""How likely a future is, in any week, to take another window as its example."""

LEVEL_SPREAD = 0.25
"""How much futures differ in pace from their examples: the standard deviation of its logarithm."""

DRIFT_SPREAD = 0.1
"""How much that pace changes from one week to the next, in the same measure."""

FASTEST = 4.0
"""No future is faster than its example by more than this factor, or slower."""

PAUSES = 0.025
"""How likely a pause is to begin in any week, whatever the past says."""

PAUSE_WEEKS = 8
"""How long such a pause is on average, before begun weeks are made whole ones."""

_STEPS = 64
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Example:
    """Weeks to draw from.

    Attributes:
        runs: for each week to begin with, the minutes that were made by the end of each day.
        sums: the minutes of each run.
    """

    runs: Sequence[Sequence[int]]
    sums: Sequence[int]


class Turn(NamedTuple):
    """What one future does next, whatever the past was.

    Attributes:
        week: when, after a pause perhaps; 0 is the week that begins today.
        window: the number of its example.
        place: which run it draws, as a share of all of them, below 1.
        level: its pace, 1 for that of the example.
    """

    week: int
    window: int
    place: float
    level: float


def arrivals(
    weeks: Sequence[Sequence[int]], needs: Sequence[int], *, today: int, extra: Sequence[int]
) -> list[list[int]]:
    """After how many days each future has made so many minutes, in ascending order.

    Day 0 is today. A future that does not get there in ten years has NEVER.

    Args:
        weeks: minutes of the seven days of each past week, oldest first; each begins with
            the weekday of today, and the last ends yesterday. At least one.
        needs: minutes from the beginning of today on, ascending; above what today has.
        today: minutes of today so far. A future that has less today gets these.
        extra: planned minutes of the same seven weekdays.
    """
    length = min(BLOCK_WEEKS, len(weeks))
    examples = [_example(weeks[-window:], length) for window in WINDOWS]
    planned = list(accumulate([*extra] * length))
    found = [_arrivals_of_one(turns, examples, planned, needs, today) for turns in futures(length)]
    return [sorted(days) for days in zip(*found, strict=True)]


@lru_cache(maxsize=BLOCK_WEEKS)
def futures(length: int) -> list[list[Turn]]:
    """What the futures do, in runs of so many weeks, up to the horizon. The same every time."""
    chance = Random(SEED)  # noqa: S311 - what is drawn here is no secret
    drifts = [math.exp(DRIFT_SPREAD * math.sqrt(length) * step) for step in _normals(_STEPS)]
    levels = [math.exp(LEVEL_SPREAD * step) for step in _normals(FUTURES)]
    chance.shuffle(levels)
    return [
        list(_turns(number % len(WINDOWS), level, length, drifts, chance))
        for number, level in enumerate(levels)
    ]


def _turns(
    window: int, level: float, length: int, drifts: Sequence[float], chance: Random
) -> Iterator[Turn]:
    draw = chance.random
    week = 0
    while week < HORIZON_WEEKS:
        if draw() < TURNS * length:
            window = int(draw() * len(WINDOWS))
        if draw() < PAUSES * length:
            week += 1 + int(-PAUSE_WEEKS * math.log(1 - draw()))
        yield Turn(week, window, draw(), level)
        week += length
        level = min(max(level * drifts[int(draw() * _STEPS)], 1 / FASTEST), FASTEST)


def _normals(count: int) -> list[float]:
    """So many values that are spread like a normal distribution, the same every time."""
    return [_NORMAL.inv_cdf((number + 0.5) / count) for number in range(count)]


def _example(weeks: Sequence[Sequence[int]], length: int) -> Example:
    days = [minutes for week in weeks for minutes in week]
    ring = days + days[: 7 * (length - 1)]
    runs = [list(accumulate(ring[7 * at : 7 * (at + length)])) for at in range(len(weeks))]
    return Example(runs, [run[-1] for run in runs])


def _arrivals_of_one(
    turns: Sequence[Turn],
    examples: Sequence[Example],
    planned: Sequence[int],
    needs: Sequence[int],
    today: int,
) -> list[int]:
    """After how many days one future gets to each of what is needed."""
    found: list[int] = []
    made = float(today)
    for week, window, place, level in turns:
        example = examples[window]
        at = int(place * len(example.sums))
        if not week:
            # Today's part of the run is what the day comes to, and some of it is there.
            made = max(0.0, today - level * example.runs[at][0] - planned[0])
        gain = level * example.sums[at] + planned[-1]
        while made + gain >= needs[len(found)]:
            rest = needs[len(found)] - made
            day = 7 * week + _day_of(rest, level, example.runs[at], planned)
            found.append(min(day, NEVER))
            if len(found) == len(needs):
                return found
        made += gain
    return found + [NEVER] * (len(needs) - len(found))


def _day_of(rest: float, level: float, run: Sequence[int], planned: Sequence[int]) -> int:
    """The day of a run on which its minutes, and those that are planned, are enough."""
    made = range(len(run))
    day = bisect_left(made, rest, key=lambda day: level * run[day] + planned[day])
    return min(day, len(run) - 1)

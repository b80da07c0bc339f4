"""When a synthesis is due: at 25, 50, 75 and 100 hours, exactly."""

from collections.abc import Collection, Sequence
from typing import Literal, TypeVar

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.text import seen
from hundred_app.features.commitments.texts import t

THRESHOLDS = (25, 50, 75, 100)
SHORTEST_SYNTHESIS = 10
LONGEST_SYNTHESIS = 20_000

Standing = Literal["to come", "due", "written"]

Item = TypeVar("Item")


def thresholds(goal_hours: int) -> tuple[int, ...]:
    """The thresholds of a goal, in hours: those not above it."""
    return tuple(hours for hours in THRESHOLDS if hours <= goal_hours)


def standing(threshold: int, minutes: int, written: Collection[int]) -> Standing:
    """Where a milestone stands at a total of minutes.

    One that was written stays written, whatever happens to the logs later.
    """
    if threshold in written:
        return "written"
    return "due" if minutes >= threshold * 60 else "to come"


def due(minutes: int, goal_hours: int, written: Collection[int]) -> tuple[int, ...]:
    """The thresholds whose synthesis is due, the oldest first. They are offered one at a time."""
    return tuple(
        hours for hours in thresholds(goal_hours) if standing(hours, minutes, written) == "due"
    )


def next_threshold(minutes: int, goal_hours: int) -> int | None:
    """The first threshold not reached yet, in hours."""
    return next((hours for hours in thresholds(goal_hours) if minutes < hours * 60), None)


def stretch(threshold: int) -> tuple[int, int]:
    """The minutes (after the first, up to the second) that a synthesis looks back on."""
    index = THRESHOLDS.index(threshold)
    return (THRESHOLDS[index - 1] * 60 if index else 0, threshold * 60)


def then_and_now(earlier: Sequence[Item], now: Sequence[Item]) -> list[tuple[Item, Item]]:
    """What stands beside each other: the first, the middle and the last of two stretches.

    Without an earlier stretch, the first and the last of this one. Nothing is beside itself.
    """
    if not earlier:
        return [(now[0], now[-1])] if len(now) > 1 else []
    found = [
        (earlier[round(part * (len(earlier) - 1))], now[round(part * (len(now) - 1))])
        for part in ((0, 0.5, 1) if now else ())
    ]
    return [pair for at, pair in enumerate(found) if pair not in found[:at]]


def parse_threshold(value: object) -> int:
    """
    Raises:
        NotFound: there is no such milestone.
    """
    known = {str(hours): hours for hours in THRESHOLDS}
    if str(value) not in known:
        raise NotFound
    return known[str(value)]


def parse_synthesis(text: str) -> str:
    """
    Raises:
        Invalid: "synthesis" has fewer than 10 or more than 20,000 characters after trimming.
    """
    synthesis = seen(text).strip()
    if len(synthesis) < SHORTEST_SYNTHESIS:
        raise Invalid("synthesis", t.synthesis_short)
    if len(synthesis) > LONGEST_SYNTHESIS:
        raise Invalid("synthesis", t.synthesis_length(has=f"{len(synthesis):,}"))
    return synthesis

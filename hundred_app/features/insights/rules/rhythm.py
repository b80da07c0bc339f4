"""How much of a rhythm there is in the weeks, which were the best, and where nothing moves."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

FULL_WEEK_MINUTES = 60
"""A week counts in full from here on: one square of a hundred hours."""

HALF_LIFE_WEEKS = 8
"""After so many weeks of nothing, half of the strength is left; after so many full ones from
nothing, half of it is there."""

KEPT = 0.5 ** (1 / HALF_LIFE_WEEKS)
"""What a week without anything leaves of the strength: eleven twelfths."""

PLATEAU_WEEKS = 8
"""As long has to be what is called a plateau."""

_RECENT = 4
_ALIKE = 0.1
_SHORTER = 0.5


@dataclass(frozen=True)
class Week:
    """One week of a commitment.

    Attributes:
        first: its first day.
        minutes: of all logs.
        logs: how many there were.
        reflections: how many of them have one that was written here.
        letters: how long these are together, in characters.
    """

    first: date
    minutes: int
    logs: int = 0
    reflections: int = 0
    letters: int = 0


Hint = Literal["alike", "shorter"]
"""What a plateau is seen by: sessions of one length, or reflections that get shorter."""


def strength(minutes: Sequence[int]) -> int:
    """How strong the weekly rhythm is, in whole percent from 0 to 100.

    Every week adds to what is left of the weeks before:

        S(n) = k S(n-1) + (1 - k) v(n)      with S(0) = 0, k = 0.5 ** (1/8), 0 <= v <= 1

    so S is a mean of all weeks whose weights halve every eight weeks, and the weeks before the
    first count as empty ones. A missed week has v = 0 and leaves k = 91.7 % of the strength: of
    100, at most 8.3 points are lost, and one full week brings back a twelfth of what is missing.
    n full weeks from nothing make 1 - k**n: 29 after four, 50 after eight, 75 after sixteen.

    The worth of a week is v = min(1, sqrt(minutes / 60)): all of it from an hour on, half of it
    for a quarter of an hour. The root makes little better than nothing by far, because rhythm is
    coming back, not volume; a fixed hour and not one's own mean, because else a strong week would
    make all other weeks weaker.

    The present week counts as soon as it raises the strength, and never lowers it before it ends.

    Args:
        minutes: of every week since the first log, the present one last.
    """
    if not minutes:
        return 0
    *past, present = minutes
    held = 0.0
    for count in past:
        held = KEPT * held + (1 - KEPT) * _worth(count)
    held = max(held, KEPT * held + (1 - KEPT) * _worth(present))
    # Half a percent is rounded up, and what is not nothing is not called so.
    return math.floor(100 * held + 0.5) or (1 if any(minutes) else 0)


def _worth(minutes: int) -> float:
    return min(1.0, math.sqrt(minutes / FULL_WEEK_MINUTES))


def best_weeks(weeks: Sequence[Week], count: int = 3) -> list[Week]:
    """The weeks with the most minutes, fullest first; of two alike, the later. None is empty."""
    full = [week for week in weeks if week.minutes]
    return sorted(full, key=lambda week: (week.minutes, week.first), reverse=True)[:count]


def plateau(weeks: Sequence[Week]) -> Hint | None:
    """What does not move in the last eight full weeks, of a pursuit that was kept up in them.

    Kept up: something was logged in at least six of them. Then either the mean reflection of the
    last four weeks is at most half as long as that of the four before ("shorter"), or the mean
    session of every week is within a tenth of their median ("alike"). Nothing of the
    kind is a fault; what is said of it is an observation with one thing to try.

    Args:
        weeks: in order, without gaps, the present week last; it is not looked at.
    """
    seen = weeks[-PLATEAU_WEEKS - 1 : -1]
    kept_up = [week for week in seen if week.logs]
    if len(seen) < PLATEAU_WEEKS or len(kept_up) < PLATEAU_WEEKS - 2:
        return None
    before, lately = (_letters_each(part) for part in (seen[:-_RECENT], seen[-_RECENT:]))
    if before and lately and lately <= _SHORTER * before:
        return "shorter"
    lengths = [week.minutes / week.logs for week in kept_up]
    usual = median(lengths)
    is_alike = all(abs(length - usual) <= _ALIKE * usual for length in lengths)
    return "alike" if is_alike else None


def _letters_each(weeks: Sequence[Week]) -> float:
    reflections = sum(week.reflections for week in weeks)
    return sum(week.letters for week in weeks) / reflections if reflections else 0.0

"""What the days, the hours and the lengths of sessions have in common. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FEWEST_DAYS = 14
"""From here on there is a rhythm to look at, and shares that change."""

BIN_MINUTES = 15
BINS = 13
"""Twelve of a quarter of an hour each, up to three hours, and one for what is longer."""

FEWEST_HOURS = 12
"""So many hours of the day are drawn at least."""

DAYS_OF_YEAR = 365

Cells = Mapping[tuple[int, int], int]
"""Minutes by weekday (0 is Monday) and hour of the day."""

Unit = Literal["month", "quarter", "year"]

_SECOND_PEAK = 0.6
_MOST_PARTS = 36


def cuts(minutes: Iterable[int]) -> tuple[int, int, int]:
    """The quartiles of days with something on them: a day above the n-th is of level n + 1.

    By nearest rank, so that each is a day that was lived: the smallest value that is at least as
    long as a quarter, a half, three quarters of the days.
    """
    held = sorted(minutes)
    if not held:
        return 0, 0, 0
    first, second, third = (held[-(-len(held) * part // 4) - 1] for part in (1, 2, 3))
    return first, second, third


def level(minutes: int, of: Sequence[int]) -> int:
    """How full a day is among one's own days: 0 to 3."""
    return sum(minutes > cut for cut in of)


def hours_in_use(cells: Cells) -> tuple[int, int]:
    """The first hour to be drawn and the one after the last: all in use, and at least twelve."""
    used = [hour for (_, hour), minutes in cells.items() if minutes]
    if not used:
        return 6, 6 + FEWEST_HOURS
    first, last = min(used), max(used) + 1
    missing = max(0, FEWEST_HOURS - (last - first))
    first = max(0, min(first - missing // 2, 24 - FEWEST_HOURS))
    return first, max(last, min(24, first + FEWEST_HOURS))


@dataclass(frozen=True)
class Peaks:
    """When most happens.

    Attributes:
        hour: the fullest hour of the day.
        other: another one that is nearly as full and does not touch it; None if there is none.
        minutes: what these hours have together.
        weekday: the fullest day of the week, 0 for Monday.
        most: the minutes of that day.
    """

    hour: int
    other: int | None
    minutes: int
    weekday: int
    most: int


def peaks(cells: Cells) -> Peaks:
    """When most happens; of hours alike the earliest. There is at least one minute."""
    by_hour = _by(cells, 1, 24)
    by_day = _by(cells, 0, 7)
    hour = max(range(24), key=lambda at: (by_hour[at], -at))
    apart = [at for at in range(24) if 1 < abs(at - hour) < 23]
    other: int | None = max(apart, key=lambda at: (by_hour[at], -at))
    if by_hour[other] < _SECOND_PEAK * by_hour[hour]:
        other = None
    weekday = max(range(7), key=lambda at: (by_day[at], -at))
    minutes = by_hour[hour] + (by_hour[other] if other is not None else 0)
    return Peaks(hour, other, minutes, weekday, by_day[weekday])


def _by(cells: Cells, place: int, size: int) -> list[int]:
    sums = [0] * size
    for key, minutes in cells.items():
        sums[key[place]] += minutes
    return sums


def bins(lengths: Mapping[int, int]) -> tuple[int, ...]:
    """How many logs are of up to 15 minutes, of up to 30, and so on; the last are longer."""
    counts = [0] * BINS
    for minutes, count in lengths.items():
        counts[min((minutes - 1) // BIN_MINUTES, BINS - 1)] += count
    return tuple(counts)


def middle(lengths: Mapping[int, int]) -> int:
    """The median by nearest rank: half of the logs are of this length or shorter; 0 of none."""
    total, passed = sum(lengths.values()), 0
    for minutes in sorted(lengths):
        passed += lengths[minutes]
        if 2 * passed >= total:
            return minutes
    return 0


def unit_for(start: date, end: date) -> Unit:
    """The parts that a time is told in, so that there are at most 36: up to three years by month,
    up to nine by quarter."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= _MOST_PARTS:
        return "month"
    return "quarter" if months + 2 <= 3 * _MOST_PARTS else "year"


def part_of(day: date, unit: Unit) -> date:
    """The first day of the month, quarter or year that a day is in."""
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[unit]
    return date(day.year, month, 1)


def after(part: date, unit: Unit) -> date:
    """The first day of the next part."""
    return part_of(part + timedelta(days={"month": 31, "quarter": 92, "year": 366}[unit]), unit)


def shares(
    minutes: Mapping[tuple[date, str], int], start: date, end: date, unit: Unit
) -> tuple[tuple[date, ...], dict[str, tuple[int, ...]]]:
    """Minutes by part of the time, and each key's minutes in them; keys in the order they come."""
    parts: list[date] = []
    part = part_of(start, unit)
    while part <= end:
        parts.append(part)
        part = after(part, unit)
    place = {part: number for number, part in enumerate(parts)}
    sums: dict[str, list[int]] = {}
    for (day, key), count in minutes.items():
        if start <= day <= end:
            sums.setdefault(key, [0] * len(parts))[place[part_of(day, unit)]] += count
    return tuple(parts), {key: tuple(counts) for key, counts in sums.items()}

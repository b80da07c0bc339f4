"""The two drawings of a book as numbers: the days of each year, and the hours as a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.features.book.rules import Entry

STEPS = (1, 30, 60, 120)
"""From so many minutes on, a day is a shade darker."""

MOST_POINTS = 400


@dataclass(frozen=True)
class Day:
    """A day in the year: its week from 0, its place in the week from 0, its shade from 0 to 4."""

    week: int
    place: int
    shade: int


@dataclass(frozen=True)
class Year:
    """A year with every day of it; `months` has the week in which each month begins."""

    year: int
    days: tuple[Day, ...]
    months: tuple[int, ...]


def years(minutes: Mapping[date, int], week_start: int) -> list[Year]:
    """The years in which something was done, the first one first."""
    return [_year(year, minutes, week_start) for year in sorted({day.year for day in minutes})]


def _year(year: int, minutes: Mapping[date, int], week_start: int) -> Year:
    first = date(year, 1, 1)
    begin = (first.weekday() - week_start) % 7

    def week(day: date) -> int:
        return ((day - first).days + begin) // 7

    length = (date(year, 12, 31) - first).days + 1
    days = tuple(
        Day(week(day), (day.weekday() - week_start) % 7, shade(minutes.get(day, 0)))
        for day in (first + timedelta(days=at) for at in range(length))
    )
    return Year(year, days, tuple(week(date(year, month, 1)) for month in range(1, 13)))


def shade(minutes: int) -> int:
    """How dark a day is, from 0 for nothing to 4."""
    return sum(minutes >= step for step in STEPS)


def line(entries: Sequence[Entry]) -> list[tuple[float, int]]:
    """The hours over time: how much of the whole time has gone, and the minutes by then.

    At most MOST_POINTS points, the first and the last among them; none for fewer than two days.
    """
    if not entries or entries[0].day == entries[-1].day:
        return []
    first, last = entries[0].day, entries[-1].day
    by_day = {entry.day: entry.before + entry.minutes for entry in entries}
    points = [(first, entries[0].before), *by_day.items()]
    every = -(-len(points) // MOST_POINTS)
    kept = [*points[:-1:every], points[-1]]
    return [((day - first).days / (last - first).days, total) for day, total in kept]

"""Adding minutes up for charts: cumulative, by week, by month. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

RANGES: dict[str, int | None] = {"30": 30, "90": 90, "365": 365, "all": None}
"""The days that each range looks back, today included."""

RESTED_DAYS = 120
"""From here on a rest is long enough to be left out of a chart of all time."""

VIEWS = ("line", "days", "weeks", "months", "table")

MOST_BARS = 130
"""Where there would be more, each stands for the next longer time."""

_FEWEST_WEEKS_TO_RACE = 2
_MOST_WEEKS_TO_RACE = 12

_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True)
class Curve:
    """Cumulative minutes at the end of each day that something was logged on.

    It begins with a point on the eve of the first day and the minutes from before that day.
    """

    days: tuple[date, ...]
    minutes: tuple[int, ...]


def span_of(name: str) -> tuple[date, date] | None:
    """The first and the last day of a range that somebody drew or typed, either way round.

    It is called "2026-03-01..2026-04-15".
    """
    found = _SPAN.fullmatch(name)
    if found is None:
        return None
    try:
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except ValueError:
        return None
    return min(first, last), max(first, last)


def is_range(name: str) -> bool:
    return name in RANGES or span_of(name) is not None


def is_whole(name: str) -> bool:
    """Whether a range is all the time there is; what is no range is taken for that."""
    return RANGES.get(name) is None and span_of(name) is None


def first_day(name: str, today: date, first_log: date) -> date:
    """The first day of a range, never before the first log, and never to come."""
    length, span = RANGES.get(name), span_of(name)
    if span is not None:
        return min(max(first_log, span[0]), today)
    if length is None:
        return first_log
    return max(first_log, today - timedelta(days=length - 1))


def last_day(today: date, first_log: date, last_log: date) -> date:
    """The last day to be drawn: today, or that of the last log when nothing came for long.

    A pursuit that rested for years would else be a step at the left edge of a
    long level line, and its weeks too thin to be seen.
    """
    rest = (today - last_log).days
    lived = (last_log - first_log).days
    return last_log if rest > RESTED_DAYS and rest * 2 > lived else today


def curve(by_day: Mapping[date, int], before: int, start: date, today: date) -> Curve:
    """The cumulative minutes of one commitment from `start` to `today`.

    Args:
        by_day: the minutes of every day with any, also of days before `start`.
        before: minutes from before the first log.
        start: the first day to be drawn.
        today: the last day to be drawn.
    """
    base = before + sum(minutes for day, minutes in by_day.items() if day < start)
    days = sorted(day for day in by_day if start <= day <= today)
    totals = list(accumulate((by_day[day] for day in days), initial=base))
    # The line starts level on the eve of the first day, and goes on level to today.
    drawn = [start - timedelta(days=1), *days]
    if drawn[-1] != today:
        drawn.append(today)
        totals.append(totals[-1])
    return Curve(tuple(drawn), tuple(totals))


def thinned(count: int, most: int) -> list[int]:
    """Which of so many points are drawn where there is room for fewer: the first, the last, and
    every n-th between them."""
    step = max(1, -(-(count - 1) // max(1, most - 1)))
    return [*range(0, count - 1, step), count - 1] if count else []


def weeks_to_race(lived: int) -> int:
    """How many of the last weeks stand beside as many before them: two at least, twelve at most.

    Args:
        lived: days since the first, which counts.

    Returns:
        0 while there are not enough days for two and two.
    """
    weeks = min(_MOST_WEEKS_TO_RACE, lived // 14)
    return weeks if weeks >= _FEWEST_WEEKS_TO_RACE else 0


def week_of(day: date, week_start: int) -> date:
    """The first day of the week that a day is in; weeks begin on `week_start` (0 is Monday)."""
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def weeks(
    minutes: Mapping[tuple[date, str], int], start: date, today: date, week_start: int
) -> tuple[tuple[date, ...], dict[str, tuple[int, ...]]]:
    """Minutes by week: the weeks from `start` to `today`, and each key's minutes in them."""
    first, last = week_of(start, week_start), week_of(today, week_start)
    every = tuple(first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    place = {week: number for number, week in enumerate(every)}
    sums: dict[str, list[int]] = {}
    for (day, key), count in minutes.items():
        number = place.get(week_of(day, week_start))
        if number is not None and start <= day <= today:
            sums.setdefault(key, [0] * len(every))[number] += count
    return every, {key: tuple(counts) for key, counts in sums.items()}


def days(
    minutes: Mapping[tuple[date, str], int], start: date, today: date
) -> tuple[tuple[date, ...], dict[str, tuple[int, ...]]]:
    """Minutes by day from `start` to `today`, each day of each key."""
    every = tuple(start + timedelta(days=number) for number in range((today - start).days + 1))
    sums: dict[str, list[int]] = {}
    for (day, key), count in minutes.items():
        if start <= day <= today:
            sums.setdefault(key, [0] * len(every))[(day - start).days] += count
    return every, {key: tuple(counts) for key, counts in sums.items()}


def months(minutes: Mapping[date, int], start: date, today: date) -> dict[date, int]:
    """Minutes by month (its first day), from the month of `start` to that of `today`."""
    found: dict[date, int] = {}
    month = start.replace(day=1)
    while month <= today:
        found[month] = 0
        month = (month + timedelta(days=32)).replace(day=1)
    for day, count in minutes.items():
        if start <= day <= today:
            found[day.replace(day=1)] += count
    return found


def reached_on(by_day: Mapping[date, int], before: int, threshold_minutes: int) -> date | None:
    """The day on which the total reached a threshold."""
    total = before
    for day in sorted(by_day):
        total += by_day[day]
        if total >= threshold_minutes:
            return day
    return None


def per_week(minutes: int, start: date, today: date) -> int:
    """Minutes a week over a range of days, in whole minutes; a range counts as a week at least."""
    days = max(7, (today - start).days + 1)
    return round(minutes * 7 / days)


def spread(heights: Sequence[float], least: float) -> list[float]:
    """Heights moved apart, as little as need be and keeping their order, to stand `least` apart."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = [float(height) for height in heights]
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + least)
    return placed


def of_one(minutes: Mapping[tuple[date, str], int], key: str) -> dict[date, int]:
    return {day: count for (day, owner), count in minutes.items() if owner == key}


def summed(minutes: Mapping[tuple[date, str], int], keys: Iterable[str]) -> dict[date, int]:
    """Minutes by day over several commitments."""
    wanted = set(keys)
    found: dict[date, int] = {}
    for (day, key), count in minutes.items():
        if key in wanted:
            found[day] = found.get(day, 0) + count
    return found

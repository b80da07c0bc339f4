"""What a year was, in numbers: its days, months, weeks, and when on the clock. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

WEEK = timedelta(days=7)
HOURS_A_DAY = 24

Minutes = Mapping[tuple[date, str], int]
"""By the person's day and the id of the commitment; none is 0."""


@dataclass(frozen=True)
class Run:
    """Weeks in a row with something in each: the first day of the first and of the last."""

    first: date
    last: date

    @property
    def weeks(self) -> int:
        return (self.last - self.first) // WEEK + 1


def parse_year(text: str, today: date, years: Iterable[int]) -> int:
    """The year that an address asks for.

    It is the latest with logs, or the running one where there is none, if none is asked for, or
    one that cannot be: a year to come, or no number.

    Args:
        text: the year, as "2026".
        today: the person's day.
        years: those with logs.
    """
    usual = max((year for year in years if year <= today.year), default=today.year)
    if not (text.isascii() and text.isdigit() and len(text) == len(str(MAXYEAR))):
        return usual
    return int(text) if 1 < int(text) <= today.year else usual


def bounds(year: int) -> tuple[date, date]:
    """Its first day, and the first one of the next."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def within(minutes: Minutes, first: date, end: date) -> dict[tuple[date, str], int]:
    """Those from a day on, up to the eve of another."""
    return {key: count for key, count in minutes.items() if first <= key[0] < end}


def by_key(minutes: Minutes) -> dict[str, int]:
    """By commitment, the one with the most first."""
    found: dict[str, int] = {}
    for (_, key), count in minutes.items():
        found[key] = found.get(key, 0) + count
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def by_month(minutes: Minutes) -> list[dict[str, int]]:
    """By commitment in each of the twelve months."""
    months: list[dict[str, int]] = [{} for _ in range(12)]
    for (day, key), count in minutes.items():
        of_month = months[day.month - 1]
        of_month[key] = of_month.get(key, 0) + count
    return months


def by_day(minutes: Minutes) -> dict[date, int]:
    """Of all commitments together, in the order of the days."""
    found: dict[date, int] = {}
    for (day, _), count in sorted(minutes.items()):
        found[day] = found.get(day, 0) + count
    return found


def leading(minutes: Minutes) -> dict[date, str]:
    """The commitment that had most of each day; of equals the one that comes first by its id."""
    found: dict[date, str] = {}
    for (day, key), count in sorted(minutes.items()):
        if day not in found or count > minutes[day, found[day]]:
            found[day] = key
    return found


def by_week(minutes: Minutes, week_of: Callable[[date], date]) -> dict[date, int]:
    """By the first day of the week, in order; of the weeks with anything in them."""
    found: dict[date, int] = {}
    for day, count in by_day(minutes).items():
        week = week_of(day)
        found[week] = found.get(week, 0) + count
    return found


def longest_run(weeks: Iterable[date]) -> Run | None:
    """The most weeks in a row, the earliest of equals; None of none.

    Args:
        weeks: the first day of each week with anything in it.
    """
    best: Run | None = None
    run: Run | None = None
    for week in sorted(weeks):
        goes_on = run is not None and week - run.last == WEEK
        run = Run(run.first, week) if run and goes_on else Run(week, week)
        if best is None or run.weeks > best.weeks:
            best = run
    return best


def by_hour(cells: Mapping[tuple[int, int], int], day_start: int) -> list[int]:
    """Minutes by the hour on the clock, 0 to 23.

    Args:
        cells: by weekday and by hour since the person's day began.
        day_start: the hour on the clock at which it begins.
    """
    hours = [0] * HOURS_A_DAY
    for (_, hour), count in cells.items():
        hours[(hour + day_start) % HOURS_A_DAY] += count
    return hours


def opening(sentences: Iterable[str], longest: int) -> str:
    """The first sentences of a text as far as they fit; "" where the first one does not."""
    said = ""
    for sentence in sentences:
        more = f"{said} {sentence}" if said else sentence
        if len(more) > longest:
            break
        said = more
    return said


def same_day(day: date, year: int) -> date:
    """This day in another year; 29 February is the 28th where there is none."""
    if (day.month, day.day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)

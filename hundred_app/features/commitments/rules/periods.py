"""Stretches of days that somebody may look back on."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from hundred_app.core import words
from hundred_app.features.commitments.texts import t

THIS_WEEK = "week"
LAST_DAYS = "30d"
DAYS = 30

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True)
class Period:
    """From a day to the day before another.

    Attributes:
        name: as an address has it.
        start, end: the first day, and the one after the last.
        words: how it is said behind a sentence: "in October".
        label: how it is said by itself, where no list of years and months has it; else "".
    """

    name: str
    start: date
    end: date
    words: str
    label: str = ""


def parse_period(name: str, today: date, week: date) -> Period | None:
    """The period that an address names; None for any time.

    Args:
        name: whatever stands in the address: "week", "30d", "2025", "2025-03", "2025-03-17", or
            "2025-03-17..2025-03-23" for a stretch of days with its last one.
        today: the person's day.
        week: the first day of their week.
    """
    if name == THIS_WEEK:
        return Period(name, week, week + timedelta(days=7), t.in_this_week)
    if name == LAST_DAYS:
        start = today - timedelta(days=DAYS - 1)
        return Period(name, start, today + timedelta(days=1), t.in_last_days(count=DAYS))
    if days := _DAYS.fullmatch(name):
        return _of_days(name, days[1], days[2] or days[1], today)
    found = _MONTH.fullmatch(name)
    if found is None or not 1 <= int(found[1]) < MAXYEAR:
        return None
    year = int(found[1])
    if found[2] is None:
        return Period(name, date(year, 1, 1), date(year + 1, 1, 1), t.in_time(time=year))
    if not 1 <= int(found[2]) <= 12:
        return None
    start = date(year, int(found[2]), 1)
    return Period(name, start, _next_month(start), t.in_time(time=words.month(start, today)))


def _of_days(name: str, first: str, last: str, today: date) -> Period | None:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if end < start or start.year < 2 or end.year >= MAXYEAR:
        return None
    following, said = end + timedelta(days=1), words.day(start, today)
    if start == end:
        return Period(name, start, following, t.on_day(day=said), said)
    both = {"first": said, "last": words.day(end, today)}
    return Period(name, start, following, t.from_day_to_day(**both), t.first_to_last(**both))


def days_name(first: date, last: date) -> str:
    """The name of a stretch of days, as an address carries it."""
    return first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"


def month_name(day: date) -> str:
    """The name of the month that a day is in, as an address carries it: "2025-03"."""
    return f"{day.year:04}-{day.month:02}"


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)

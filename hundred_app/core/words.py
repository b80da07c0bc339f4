"""Durations, days and numbers as people say them. Pure: no clock, no locale of the machine."""

from datetime import date, datetime, timedelta

NBSP = "\u00a0"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def duration(minutes: int) -> str:
    """Whole minutes as "1 h 25", "25 min", "1 h", "0 min"; units keep to their numbers."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    if not rest:
        return f"{grouped(hours)}{NBSP}h"
    return f"{grouped(hours)}{NBSP}h{NBSP}{rest:02d}"


def hours(minutes: int) -> str:
    """A total: as a duration, but nothing yet is "0 h"."""
    return f"0{NBSP}h" if minutes == 0 else duration(minutes)


def whole_hours(minutes: int) -> str:
    """Only the full hours: "47 h"."""
    return f"{grouped(minutes // 60)}{NBSP}h"


def grouped(number: int) -> str:
    """A whole number with thousands apart: 10,614."""
    return f"{number:,}"


def number(count: int) -> str:
    """A count in prose: in words up to twelve."""
    return _SMALL[count] if 0 <= count <= 12 else grouped(count)


def day(when: date, today: date) -> str:
    """ "18 November", with the year only if it is not this one."""
    text = f"{when.day}{NBSP}{MONTHS[when.month - 1]}"
    return text if when.year == today.year else f"{text}{NBSP}{when.year}"


def long_day(when: date, today: date) -> str:
    """ "Wednesday, 18 November", with the year only if it is not this one."""
    return f"{WEEKDAYS[when.weekday()]}, {day(when, today)}"


def near_day(when: date, today: date) -> str:
    """ "Today", "Yesterday", else the long day."""
    if when == today:
        return "Today"
    if when == today - timedelta(days=1):
        return "Yesterday"
    return long_day(when, today)


def month(when: date, today: date) -> str:
    """ "March", with the year only if it is not this one."""
    name = MONTHS[when.month - 1]
    return name if when.year == today.year else f"{name}{NBSP}{when.year}"


def clock(moment: datetime) -> str:
    """The time of day of a local moment: "18:05"."""
    return f"{moment:%H:%M}"

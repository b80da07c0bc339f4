"""Durations, days and numbers as people say them, in the language that is spoken.

Pure but for that language: no clock, no locale of the machine.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from hundred_app.core.language import ENGLISH, locale, spoken
from hundred_app.core.texts import t

NBSP = "\u00a0"

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
    return f"{number:,}".replace(",", get_group_symbol(locale()))


def decimal(number: float) -> str:
    """A number with one digit behind the point: 1.5."""
    return format_decimal(number, format="#,##0.0", locale=locale())


def separators() -> str:
    """The sign before a fraction and the one between thousands: ".,"."""
    return get_decimal_symbol(locale()) + get_group_symbol(locale())


def number(count: int) -> str:
    """A count in prose: in English in words up to twelve. Elsewhere they have a gender."""
    if spoken() == ENGLISH and 0 <= count <= 12:
        return _SMALL[count]
    return grouped(count)


def weekdays() -> tuple[str, ...]:
    """The days of the week from Monday on, as a heading has them."""
    names = get_day_names("wide", context="stand-alone", locale=locale())
    return tuple(_capital(names[day]) for day in range(7))


def weekday(when: date) -> str:
    """The day of the week inside a sentence: "Wednesday", "quarta-feira"."""
    return get_day_names("wide", locale=locale())[when.weekday()]


def short_weekday(when: date) -> str:
    """ "Wed", under a bar."""
    return get_day_names("abbreviated", locale=locale())[when.weekday()].rstrip(".")


def narrow_weekday(when: date) -> str:
    """ "W", where a column is as wide as a letter."""
    return get_day_names("narrow", context="stand-alone", locale=locale())[when.weekday()]


def day(when: date, today: date) -> str:
    """ "18 November", with the year only if it is not this one."""
    if when.year == today.year:
        return _unparted(format_skeleton("MMMMd", when, locale=locale()))
    return _unparted(format_date(when, "long", locale=locale()))


def long_day(when: date, today: date) -> str:
    """ "Wednesday, 18 November", with the year only if it is not this one."""
    return f"{_capital(weekday(when))}, {day(when, today)}"


def span(first: date, last: date, today: date) -> str:
    """ "9 to 15 November", "26 October to 1 November", a year only where it is not this one."""
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return t.span(first=first.day if is_one_month else day(first, today), last=day(last, today))


def near_day(when: date, today: date) -> str:
    """ "Today", "Yesterday", else the long day."""
    if when == today:
        return t.today
    if when == today - timedelta(days=1):
        return t.yesterday
    return long_day(when, today)


def month(when: date, today: date) -> str:
    """ "March", with the year only if it is not this one."""
    if when.year == today.year:
        return get_month_names("wide", context="stand-alone", locale=locale())[when.month]
    return _unparted(format_skeleton("yMMMM", when, locale=locale()))


def short_month(when: date) -> str:
    """ "Mar", over the squares of a month."""
    names = get_month_names("abbreviated", context="stand-alone", locale=locale())
    return names[when.month].rstrip(".")


def _unparted(text: str) -> str:
    """A date that stays on one line."""
    return text.replace(" ", NBSP)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def clock(moment: datetime) -> str:
    """The time of day of a local moment: "18:05"."""
    return f"{moment:%H:%M}"


def shortened(text: str, longest: int) -> str:
    """A text as far as it fits, with a sign that it went on."""
    return text if len(text) <= longest else text[: longest - 2].rstrip() + " …"

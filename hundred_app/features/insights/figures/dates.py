"""Which days are named along an axis of dates, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures.frame import Figure


@dataclass(frozen=True)
class Room:
    """What an axis has room for.

    Attributes:
        most: how many names beside each other.
        left: what part of it a name needs on its left. Plotly hides a name that would stand under
            one of those which are inside of the plot at its left.
        right: what part of it a name needs on its right, not to be cut.
    """

    most: int
    left: float
    right: float


ON_DESKTOP, ON_PHONE = Room(6, 0.05, 0.05), Room(4, 0.12, 0.05)

_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
_DAYS_OF_A_MONTH = 365.25 / 12


def date_ticks(begins: date, ends: date, room: Room, *, counted_from: date | None = None) -> Figure:
    """At most so many days named along an axis, the year under the first and each new one.

    Plotly's own names hide where they have no room at an end, and the year goes with them.

    Args:
        begins: where the axis begins.
        ends: where it ends, after it began.
        room: what it has room for.
        counted_from: the day from which weeks are counted, where the axis does not begin with one.
    """
    days = next((days for days in _DAYS if (ends - begins).days / days <= room.most), 0)
    months = 0 if days else _months_apart(begins, ends, room.most)
    if days:
        named = _every(days, begins, ends, counted_from or begins)
    else:
        named = _firsts(months, begins, ends)
    span = (ends - begins).days
    left, right = room.left * span, (1 - room.right) * span
    shown = [day for day in named if left < (day - begins).days < right]
    if months % 12 == 0 and months:
        names = [str(day.year) for day in shown]
    else:
        names = list(_names(shown, by_day=bool(days)))
    return {
        "tickmode": "array",
        "tickvals": [day.isoformat() for day in shown],
        "ticktext": names,
    }


def _every(days: int, begins: date, ends: date, counted_from: date) -> list[date]:
    first = (counted_from - begins).days % days
    return [begins + timedelta(day) for day in range(first, (ends - begins).days + 1, days)]


def _months_apart(begins: date, ends: date, most: int) -> int:
    wanted = (ends - begins).days / _DAYS_OF_A_MONTH / (most + 0.5)
    return next((months for months in _MONTHS if months >= wanted), _MONTHS[-1])


def _firsts(months: int, begins: date, ends: date) -> list[date]:
    first, last = (day.year * 12 + day.month - 1 for day in (begins, ends))
    numbers = range(-(-first // months) * months, last + 1, months)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _names(days: Sequence[date], *, by_day: bool) -> Iterator[str]:
    year = 0
    for day in days:
        month = words.short_month(day)
        name = f"{day.day} {month}" if by_day else month
        yield name if day.year == year else f"{name}<br>{day.year}"
        year = day.year

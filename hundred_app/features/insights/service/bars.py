"""Hours by day, week or month: what bars and their table are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hundred_app.core import words
from hundred_app.features.commitments.rules.periods import days_name, month_name
from hundred_app.features.insights import rules
from hundred_app.features.insights.service.shown import Row, Shown
from hundred_app.features.insights.texts import t

Unit = Literal["day", "week", "month", "quarter", "year"]

UNITS: dict[str, Unit] = {"days": "day", "weeks": "week", "months": "month"}
"""The views that are bars, and what each bar is of, where that are not too many."""

_LONGER: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 365}
"""How long each is at least."""


@dataclass(frozen=True)
class Divided:
    """A range in parts.

    Attributes:
        unit: what each part is.
        times: the first day of each.
        sums: the minutes of each commitment in them, by its id.
    """

    shown: Shown
    unit: Unit
    times: tuple[date, ...]
    sums: dict[str, tuple[int, ...]]

    @property
    def keys(self) -> list[str]:
        """The ids of those with anything in the range, in the order of their seats."""
        return [key for key in self.shown.who if key in self.sums]

    @property
    def names(self) -> list[str]:
        """How the address of the history names each part."""
        return [self._name(time) for time in self.times]

    @property
    def head(self) -> str:
        """What is written above the names of the parts."""
        return {
            "day": t.day_of,
            "week": t.week_of,
            "month": t.month,
            "quarter": t.quarter,
            "year": t.year_of,
        }[self.unit]

    def said(self, time: date) -> str:
        """A part, as it is read."""
        today = self.shown.work.today
        match self.unit:
            case "day" | "week":
                return words.day(time, today)
            case "month":
                return words.month(time, today)
            case "quarter":
                last = rules.after(time, "quarter") - timedelta(days=1)
                return t.months_from(
                    first=words.short_month(time), last=words.month(last, date.min)
                )
            case "year":
                return str(time.year)

    def _name(self, time: date) -> str:
        match self.unit:
            case "day":
                return days_name(time, time)
            case "week":
                return days_name(time, time + timedelta(days=6))
            case "month":
                return month_name(time)
            case "quarter":
                return days_name(time, rules.after(time, "quarter") - timedelta(days=1))
            case "year":
                return f"{time.year:04}"


def divided(shown: Shown, view: str) -> Divided:
    """The range in days, weeks or months, or in what is longer where these would be too many."""
    length = (shown.end - shown.start).days + 1
    wanted = UNITS.get(view, "week")
    longer = _LONGER[_LONGER.index(wanted) :]
    fitting: list[Unit] = [one for one in longer if length <= rules.MOST_BARS * _DAYS[one]]
    unit = fitting[0] if fitting else "year"
    minutes, start, end = shown.minutes, shown.start, shown.end
    match unit:
        case "day":
            times, sums = rules.days(minutes, start, end)
        case "week":
            times, sums = rules.weeks(minutes, start, end, shown.work.week_start)
        case _:
            times, sums = rules.shares(minutes, start, end, unit)
    return Divided(shown, unit, times, sums)


def note(held: Divided, view: str) -> str:
    """Why there are no days, or no weeks; "" where there are what was asked for."""
    if held.unit == UNITS.get(view):
        return ""
    return {
        "day": "",
        "week": t.too_many_for_days(),
        "month": t.too_many_for_weeks(),
        "quarter": t.too_many_for_months(),
        "year": t.too_many_for_quarters(),
    }[held.unit]


def table(held: Divided) -> tuple[list[str], list[Row]]:
    """The same as rows, the latest first; each leads to its logs."""
    shown, keys = held.shown, held.keys
    rows = [
        Row(
            held.said(time),
            cells([held.sums[key][at] for key in keys], with_total=len(keys) > 1),
            shown.history(name),
        )
        for at, (time, name) in enumerate(zip(held.times, held.names, strict=True))
    ]
    return head(held.head, [shown.who[key].title for key in keys]), rows[::-1]


def head(first: str, titles: Sequence[str]) -> list[str]:
    return [first, *titles, t.total] if len(titles) > 1 else [first, *titles]


def cells(minutes: Sequence[int], *, with_total: bool) -> list[str]:
    shown = [*minutes, sum(minutes)] if with_total else minutes
    return [words.duration(count) if count else "–" for count in shown]

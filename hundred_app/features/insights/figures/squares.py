"""Squares: the days of a year, and the hours of a week.

Each square is a bar, so that it grows with the plot: markers have a size in pixels and would lie
over each other where there is less room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from hundred_app.core import words
from hundred_app.features.commitments.rules.sifting import hour_name
from hundred_app.features.insights.figures.frame import Figure, layout, still_axis
from hundred_app.features.insights.rules import Cells, level
from hundred_app.features.insights.texts import t

SIDE = 0.82
"""How much of its place a square takes."""

PHONE_WEEKS = 13

_STEPS = (6, 8, 9, 10)
_SHADES = (0.3, 0.52, 0.76, 1)
"""Of neutral-11, over the neutral-3 of the empty square that lies under each."""

_HOURS_ON_A_PHONE = 16
"""With more of them below each other a square is narrower than "Wed" above it."""

_MONDAY = date(2024, 1, 1)
_HOVER = {"hovertemplate": "%{text}<br><b>%{customdata}</b><extra></extra>", "textposition": "none"}

Place = tuple[int, int]
"""A column, and a row counted from below."""


@dataclass(frozen=True)
class Days:
    """The days to be drawn.

    Attributes:
        first: the first day; what is before it in its week has no square.
        last: the last day.
        minutes: of every day with any.
        cuts: the quartiles by which days are told apart.
        week_start: the day that weeks begin on, 0 for Monday.
        seat: the colour, where it is of one commitment; else "".
    """

    first: date
    last: date
    minutes: Mapping[date, int]
    cuts: Sequence[int]
    week_start: int
    seat: str = ""

    def place(self, day: date) -> Place:
        begins = self.first - timedelta(days=(self.first.weekday() - self.week_start) % 7)
        column, row = divmod((day - begins).days, 7)
        return column, 6 - row


def year(days: Days) -> Figure:
    """A square for each day, a column for each week, in four levels; a click opens the day."""
    every = [days.first + timedelta(days=at) for at in range((days.last - days.first).days + 1)]
    levels: list[list[date]] = [[], [], [], []]
    for day in every:
        if minutes := days.minutes.get(day):
            levels[level(minutes, days.cuts)].append(day)
    data = [_empty([days.place(day) for day in every])]
    data += [_of_level(days, held, number) for number, held in enumerate(levels) if held]
    columns = days.place(days.last)[0] + 1
    drawn = _frame()
    months = {days.place(day)[0]: day for day in every if day.day == 1}
    drawn["xaxis"].update(
        range=[-0.5, columns - 0.5],
        **_ticks({column: words.short_month(day) for column, day in months.items()}),
    )
    drawn["yaxis"].update(
        range=[-0.5, 6.5], **_ticks({6 - row: _weekday(days.week_start + row) for row in (0, 2, 4)})
    )
    first = max(0, columns - PHONE_WEEKS)
    return {
        "data": data,
        "layout": drawn,
        "phone": {"xaxis": {"range": [first - 0.5, columns - 0.5]}},
    }


def _of_level(days: Days, held: Sequence[date], number: int) -> Figure:
    color = f"--{days.seat}-{_STEPS[number]}" if days.seat else "--neutral-11"
    return {
        **_bars([days.place(day) for day in held], [SIDE] * len(held)),
        **_HOVER,
        "ids": [day.isoformat() for day in held],
        "text": [words.long_day(day, days.last) for day in held],
        "customdata": [words.duration(days.minutes[day]) for day in held],
        "marker": {"color": color, "opacity": 1 if days.seat else _SHADES[number]},
    }


def week(
    cells: Cells, hours: tuple[int, int], *, week_start: int, day_start: int, seat: str = ""
) -> Figure:
    """A square for each hour of the week, filled by its part of the fullest one's time.

    On a phone it stands on end: hours down, days across.

    Args:
        cells: minutes by weekday and by hour since the person's day began.
        hours: the first hour to be drawn, and the one after the last.
        week_start: the day that weeks begin on, 0 for Monday.
        day_start: the hour on the clock at which days begin.
        seat: the colour, where it is of one commitment.
    """
    first, end = hours
    rows = {(week_start + row) % 7: 6 - row for row in range(7)}
    held = {key: minutes for key, minutes in sorted(cells.items()) if minutes}
    filled = _of_hours(held, day_start, f"--{seat}-9" if seat else "--neutral-11")
    largest = max(held.values(), default=1)
    sides = [round(SIDE * sqrt(minutes / largest), 3) for minutes in held.values()]
    lying = [(hour - first, rows[weekday]) for weekday, hour in held]
    every = [(hour, row) for row in range(7) for hour in range(end - first)]
    days = {row: _weekday(weekday) for weekday, row in rows.items()}
    shown = [hour for hour in range(first, end) if (hour + day_start) % 3 == 0]
    marks = {hour - first: clock(hour + day_start) for hour in shown}
    drawn = _frame()
    drawn["xaxis"].update(range=[-0.5, end - first - 0.5], **_ticks(marks))
    drawn["yaxis"].update(range=[-0.5, 6.5], **_ticks(days))
    phone = {
        "data": [_empty(_turned(every)), {**_bars(_turned(lying), sides), **filled}],
        "xaxis": {"range": [-0.5, 6.5], **_ticks(_across(rows, end - first))},
        "yaxis": {
            "range": [first - end + 0.5, 0.5],
            **_ticks({-hour: said for hour, said in marks.items()}),
        },
    }
    data = [_empty(every), {**_bars(lying, sides), **filled}]
    return {"data": data, "layout": drawn, "phone": phone}


def _across(rows: Mapping[int, int], hours: int) -> dict[int, str]:
    # So many hours on end leave a column no wider than a letter.
    name = words.narrow_weekday if hours > _HOURS_ON_A_PHONE else words.short_weekday
    return {6 - row: name(_day_of(weekday)) for weekday, row in rows.items()}


def _of_hours(held: Cells, day_start: int, color: str) -> Figure:
    """What is said of each hour of the week, and in which colour it is drawn."""
    names = words.weekdays()
    return {
        **_HOVER,
        "ids": [f"hour={hour_name(weekday, hour + day_start)}" for weekday, hour in held],
        "text": [
            t.hour_of(
                weekday=names[weekday],
                begins=clock(hour + day_start),
                ends=clock(hour + 1 + day_start),
            )
            for weekday, hour in held
        ],
        "customdata": [words.duration(minutes) for minutes in held.values()],
        "marker": {"color": color},
    }


def clock(hour: int) -> str:
    """A full hour as a clock shows it."""
    return f"{hour % 24}:00"


def _turned(places: Sequence[Place]) -> list[Place]:
    """The same with the first column on top."""
    return [(6 - row, -column) for column, row in places]


def _weekday(weekday: int) -> str:
    return words.short_weekday(_day_of(weekday))


def _day_of(weekday: int) -> date:
    return _MONDAY + timedelta(days=weekday % 7)


def _empty(places: Sequence[Place]) -> Figure:
    return {
        **_bars(places, [SIDE] * len(places)),
        "hoverinfo": "skip",
        "marker": {"color": "--neutral-3"},
    }


def _bars(places: Sequence[Place], sides: Sequence[float]) -> Figure:
    """A square each, by the length of its side, in the middle of its place."""
    one = set(sides)
    return {
        "type": "bar",
        "x": [column for column, _ in places],
        "base": [round(row - side / 2, 3) for (_, row), side in zip(places, sides, strict=True)],
        "y": list(sides),
        "width": one.pop() if len(one) == 1 else list(sides),
    }


def _ticks(names: Mapping[int, str]) -> Figure:
    return {"tickmode": "array", "tickvals": [*names], "ticktext": [*names.values()]}


def _frame() -> Figure:
    """Squares that stay squares, from the upper left corner on."""
    drawn = layout(margin_top=26)
    drawn["margin"].update(l=40, b=4)
    drawn["hovermode"] = "closest"
    drawn["barmode"] = "overlay"
    drawn["xaxis"] = {
        **still_axis(),
        "side": "top",
        "constrain": "domain",
        "constraintoward": "left",
    }
    drawn["yaxis"] = {
        **still_axis(),
        "scaleanchor": "x",
        "constrain": "domain",
        "constraintoward": "top",
    }
    return drawn

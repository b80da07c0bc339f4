"""The pictures of a year: its days as squares, its months and the hours of the day as bars."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hundred_app.core import words

PLACE, SIDE = 12, 8
"""Of a square and what is around it. Its line is drawn too, and makes the corners round."""

HEAD, DAYS_WIDE = 18, 34
"""Room for the names of the months above, and for those of the days beside."""

BARS_WIDE, BARS_HIGH = 340, 150
_FOOT, _OVER = 24, 22
_GAP = 1
_HALF = 26
"""Of the widest total, which must not stand beside the picture."""

_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Shape:
    """Squares or bars of one kind as one path."""

    path: str
    kind: str


@dataclass(frozen=True)
class Label:
    """A text of a picture; positions are texts, as SVG has them."""

    x: str
    y: str
    text: str
    anchor: str = "start"
    is_strong: bool = False


@dataclass(frozen=True)
class Picture:
    """What is drawn, from the back to the front, in a box with its own units."""

    box: str
    shapes: list[Shape]
    labels: list[Label] = field(default_factory=list[Label])


@dataclass(frozen=True)
class Days:
    """The days of a year.

    Attributes:
        first: the first day.
        end: the one after the last.
        kinds: of each day with anything, which colour its square has.
        ringed: days with a line around their square.
        week_start: the day that weeks begin on, 0 for Monday.
    """

    first: date
    end: date
    kinds: Mapping[date, str]
    ringed: Collection[date]
    week_start: int

    @property
    def every(self) -> list[date]:
        return [self.first + timedelta(days=at) for at in range((self.end - self.first).days)]

    def column(self, day: date) -> int:
        begins = self.first - timedelta(days=self.row(self.first))
        return (day - begins).days // 7

    def row(self, day: date) -> int:
        return (day.weekday() - self.week_start) % 7


def calendar(days: Days) -> Picture:
    """A square for each day and a column for each week, with the days of the week beside."""
    names = [
        Label(
            "0",
            f"{HEAD + row * PLACE + 10}",
            words.short_weekday(_MONDAY + timedelta(days=(days.week_start + row) % 7)),
        )
        for row in (0, 2, 4)
    ]
    drawn, columns = _half(days, days.every, DAYS_WIDE, 0)
    width, height = DAYS_WIDE + columns * PLACE, HEAD + 7 * PLACE
    return Picture(f"0 0 {width} {height}", drawn.shapes, [*names, *drawn.labels])


def narrow_calendar(days: Days) -> Picture:
    """The same for a phone: the second half of the year below the first."""
    middle = date(days.first.year, 7, 1)
    lower = HEAD + 7 * PLACE + PLACE
    first, columns = _half(days, [day for day in days.every if day < middle], 0, 0)
    second, more = _half(days, [day for day in days.every if day >= middle], 0, lower)
    return Picture(
        f"0 0 {max(columns, more) * PLACE} {lower + HEAD + 7 * PLACE}",
        [*first.shapes, *second.shapes],
        [*first.labels, *second.labels],
    )


def _half(days: Days, held: Sequence[date], left: int, top: int) -> tuple[Picture, int]:
    """Some days in a row of weeks from a corner on, and how many columns they take."""
    first = days.column(held[0])
    places: dict[str, list[str]] = {"none": []}
    rings: list[str] = []
    labels: list[Label] = []
    for day in held:
        x = left + (days.column(day) - first) * PLACE
        y = top + HEAD + days.row(day) * PLACE
        square = f"M{x + 2} {y + 2}h{SIDE}v{SIDE}h-{SIDE}z"
        places.setdefault(days.kinds.get(day, "none"), []).append(square)
        if day in days.ringed:
            rings.append(square)
        if day.day == 1:
            # A month that begins late in its week is named above the first whole one.
            at = x if days.row(day) == 0 or day.month == 1 else x + PLACE
            labels.append(Label(f"{at}", f"{top + 10}", words.short_month(day)))
    shapes = [Shape("".join(squares), kind) for kind, squares in places.items() if squares]
    if rings:
        shapes.append(Shape("".join(rings), "ring"))
    return Picture("", shapes, labels), days.column(held[-1]) - first + 1


def bars(
    columns: Sequence[Sequence[tuple[str, int]]],
    names: Mapping[int, str],
    *,
    total: Mapping[int, str],
) -> Picture:
    """Stacked bars, the first part of each at the bottom.

    Args:
        columns: of each bar, the kind and the minutes of its parts.
        names: what stands under which bar.
        total: what stands over which bar.
    """
    sums = [sum(minutes for _, minutes in parts) for parts in columns]
    largest = max(*sums, 1)
    step = BARS_WIDE / len(columns)
    shapes = _bars(columns, step, BARS_HIGH / largest)
    shapes.append(Shape(f"M0 {BARS_HIGH + 0.5}h{BARS_WIDE}", "axis"))
    under = [
        Label(f"{(at + 0.5) * step:.1f}", f"{BARS_HIGH + 18}", text, "middle")
        for at, text in names.items()
    ]
    over = [
        Label(
            f"{min(max((at + 0.5) * step, _HALF), BARS_WIDE - _HALF):.1f}",
            f"{BARS_HIGH - sums[at] * BARS_HIGH / largest - 7:.1f}",
            text,
            "middle",
            is_strong=True,
        )
        for at, text in total.items()
    ]
    height = BARS_HIGH + _FOOT + _OVER
    return Picture(f"0 -{_OVER} {BARS_WIDE} {height}", shapes, [*under, *over])


def _bars(columns: Sequence[Sequence[tuple[str, int]]], step: float, scale: float) -> list[Shape]:
    """All parts of one kind as one path; `scale` is what a minute is high."""
    wide = round(step * 0.72, 1)
    places: dict[str, list[str]] = {}
    for at, parts in enumerate(columns):
        bottom, x = float(BARS_HIGH), round(at * step + (step - wide) / 2, 1)
        for kind, minutes in parts:
            high = minutes * scale
            if high:
                shown = max(1.0, high - _GAP)
                top = round(bottom - shown, 1)
                path = f"M{x:g} {top:g}h{wide:g}V{round(bottom, 1):g}h-{wide:g}z"
                places.setdefault(kind, []).append(path)
                bottom -= max(high, shown)
    return [Shape("".join(parts), kind) for kind, parts in places.items()]

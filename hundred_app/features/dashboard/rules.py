"""How the week is drawn: bars from minutes. No clock, no database, no browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 320, 160
"""The drawing area of the bars, in the units of the picture."""

BAR = 28
GAP = 1
_STEPS = (15, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880)


@dataclass(frozen=True)
class Bar:
    """A part of a day's bar, from the top left corner, in the units of the picture."""

    x: float
    y: float
    height: float
    key: str


@dataclass(frozen=True)
class Line:
    """A grid line and its label in minutes."""

    y: float
    minutes: int


def week_days(first: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(7))


def step(largest: int) -> int:
    """The distance of the grid lines, in minutes: at most three lines under the largest bar."""
    return next((size for size in _STEPS if largest <= 3 * size + size // 2), _STEPS[-1])


def lines(largest: int) -> tuple[Line, ...]:
    """Grid lines up to the largest bar."""
    size = step(largest)
    return tuple(
        Line(HEIGHT - minutes * HEIGHT / largest, minutes)
        for minutes in range(size, largest + 1, size)
    )


def centre(index: int) -> float:
    """The middle of the bar of a day of the week."""
    return WIDTH / 7 * index + BAR / 2 + 2


def bars(
    days: Sequence[date], minutes: Mapping[tuple[date, str], int], keys: Sequence[str]
) -> tuple[Bar, ...]:
    """The stacked bars, each key on the one before it."""
    totals = [sum(minutes.get((day, key), 0) for key in keys) for day in days]
    largest = max(totals, default=0)
    drawn: list[Bar] = []
    for index, day in enumerate(days):
        bottom = float(HEIGHT)
        for key in keys:
            height = minutes.get((day, key), 0) * HEIGHT / largest if largest else 0
            if height:
                shown = max(1.0, height - GAP)
                drawn.append(
                    Bar(
                        round(centre(index) - BAR / 2, 1),
                        round(bottom - shown, 1),
                        round(shown, 1),
                        key,
                    )
                )
                bottom -= max(height, shown)
    return tuple(drawn)


FIRST_LINE, FIRST_SQUARES = 1, 2
SOON_KNOWN = 2
"""With more logs than these nobody needs to be told what a square is."""

EARLY = 180
"""With more minutes than these nobody is asked how many logs they have."""


def lesson(running: int, logs: int, learned: int) -> int:
    """Which explanation to show: of the line to log with, of the squares, or 0 for none."""
    if not running:
        return 0
    if not logs:
        return FIRST_LINE if learned < FIRST_LINE else 0
    return FIRST_SQUARES if logs <= SOON_KNOWN and learned < FIRST_SQUARES else 0


OFFERED_FROM, OFFERED_UNTIL = (12, 25), (1, 14)
"""Month and day: the last week of December, and the first two of January."""


def year_offered(today: date) -> int | None:
    """The year to look back on around its end; None for most of the time."""
    here = (today.month, today.day)
    if here >= OFFERED_FROM:
        return today.year
    return today.year - 1 if here <= OFFERED_UNTIL else None


def spoken(title: str) -> str:
    """A title as it stands within a line: "Cello" as "cello", "JLPT N3" and "Go" as they are."""
    is_plain_word = title.isalpha() and len(title) > 2 and title[1:].islower()
    return title[0].lower() + title[1:] if is_plain_word else title

"""What stands where on the picture of a commitment, 1200 by 630, in either theme."""

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
MARGIN = 88
CELL, GAP, RADIUS = 40, 6, 5
SIDE = 10 * CELL + 9 * GAP
COLUMN = WIDTH - 2 * MARGIN - SIDE - 72
"""How wide the words may be."""

TITLE_SIZE, TITLE_LINE, TITLE_LINES = 56, 64, 3
DOT = 6.5
RING = 2


@dataclass(frozen=True)
class Colours:
    """The colours of a picture, as the tokens of the same names have them."""

    page: str
    text: str
    soft: str
    empty: str
    control: str
    full: str
    before: str


@dataclass(frozen=True)
class Mark:
    """A milestone: in which square (from 1), and "to come", "due" or "written"."""

    square: int
    standing: str


@dataclass(frozen=True)
class Picture:
    """All that is shown. `full` squares, `part` of the next, `before` from earlier times."""

    title: str
    hours: str
    of_goal: str
    full: int
    part: float
    before: int
    marks: tuple[Mark, ...]
    colours: Colours


LIGHT = {
    "page": "#faf7f0", "text": "#221d18", "soft": "#544d46", "empty": "#efeae2",
    "control": "#8b837a",
}  # fmt: skip
DARK = {
    "page": "#110e0c", "text": "#e9e6df", "soft": "#b8b4ac", "empty": "#272420",
    "control": "#756f68",
}  # fmt: skip
SEATS = {
    "light": {
        "clay": ("#a1442b", "#f0c4b4"), "ochre": ("#b37b1a", "#e4cba8"),
        "pine": ("#04645f", "#bcd6ce"), "iris": ("#7975cb", "#cccbeb"),
    },
    "dark": {
        "clay": ("#cc6b56", "#5b3026"), "ochre": ("#dfb161", "#4e3a17"),
        "pine": ("#369a91", "#22453f"), "iris": ("#9796e3", "#3c3a57"),
    },
}  # fmt: skip
"""Steps 9 and 6 of each seat."""


def colours(seat: str, *, dark: bool) -> Colours:
    full, before = SEATS["dark" if dark else "light"][seat]
    return Colours(**(DARK if dark else LIGHT), full=full, before=before)


@dataclass(frozen=True)
class Square:
    """One of the hundred: where its corner is, and how much of its height is filled."""

    number: int
    x: int
    y: int
    height: float


def squares(picture: Picture) -> Iterator[Square]:
    """All hundred; a part is filled from the bottom, to half a unit, and at least by one."""
    for number in range(1, 101):
        x, y = place(number)
        if number <= picture.full:
            height = float(CELL)
        elif number == picture.full + 1 and picture.part > 0:
            height = max(1.0, round(picture.part * CELL * 2) / 2)
        else:
            height = 0.0
        yield Square(number, x, y, height)


def place(number: int) -> tuple[int, int]:
    """Where a square's corner is."""
    row, column = divmod(number - 1, 10)
    step = CELL + GAP
    return WIDTH - MARGIN - SIDE + column * step, MARGIN + row * step

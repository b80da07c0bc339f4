"""The pictures of a year: a square for each day, bars that are as high as their minutes."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.review import figures
from hundred_app.features.review.figures import Days, Picture

SQUARE = re.compile(r"M(\d+) (\d+)h8v8h-8z")


def days_of(year: int, week_start: int = 0, *, ringed: frozenset[date] = frozenset()) -> Days:
    kinds = {date(year, 3, 1): "seat-clay step-3"}
    return Days(date(year, 1, 1), date(year + 1, 1, 1), kinds, ringed, week_start)


def squares(picture: Picture) -> list[tuple[int, int]]:
    return [
        (int(x), int(y))
        for shape in picture.shapes
        if shape.kind != "ring"
        for x, y in SQUARE.findall(shape.path)
    ]


@given(st.integers(1970, 2100), st.integers(0, 6))
def test_each_day_has_one_square_inside_the_picture(year: int, week_start: int) -> None:
    days = days_of(year, week_start)
    for picture in (figures.calendar(days), figures.narrow_calendar(days)):
        places = squares(picture)
        assert len(places) == len(set(places)) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
        _, _, width, height = (int(number) for number in picture.box.split())
        assert all(x + 10 <= width and y + 10 <= height for x, y in places)
        assert len([label for label in picture.labels if label.text == "Jan"]) == 1


def test_days_stand_where_their_week_and_weekday_are() -> None:
    """1 January 2026 is a Thursday: the fourth row of the first column; the 5th begins the next."""
    days = days_of(2026)
    assert (days.column(date(2026, 1, 1)), days.row(date(2026, 1, 1))) == (0, 3)
    assert (days.column(date(2026, 1, 5)), days.row(date(2026, 1, 5))) == (1, 0)
    first = figures.calendar(days).shapes[0]
    assert first.kind == "none"
    assert first.path.startswith(f"M{figures.DAYS_WIDE + 2} {figures.HEAD + 3 * 12 + 2}h8")
    sunday = days_of(2026, 6)
    assert (sunday.column(date(2026, 1, 4)), sunday.row(date(2026, 1, 4))) == (1, 0)


def test_a_day_has_its_colour_and_one_with_a_milestone_a_ring() -> None:
    day = date(2026, 3, 1)
    shapes = {
        shape.kind: shape.path
        for shape in figures.calendar(days_of(2026, ringed=frozenset({day}))).shapes
    }
    assert list(shapes) == ["none", "seat-clay step-3", "ring"]
    assert shapes["ring"] == shapes["seat-clay step-3"]
    assert len(SQUARE.findall(shapes["none"])) == 364


BAR = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)V([\d.]+)h-[\d.]+z")


def test_bars_are_as_high_as_their_minutes() -> None:
    """The fullest has 150 units, one of half of it 75, and of each one goes to the gap."""
    drawn = figures.bars(
        [[("a", 120)], [("a", 30), ("b", 30)], []], {0: "x", 2: "z"}, total={0: "2 h"}
    )
    bars = {shape.kind: BAR.findall(shape.path) for shape in drawn.shapes if shape.kind != "axis"}
    (full, half), (other,) = bars["a"], bars["b"]
    assert (float(full[3]) - float(full[1]), float(full[3])) == (149, 150)
    assert float(half[3]) - float(half[1]) == 36.5
    assert float(other[3]) == 150 - 37.5
    assert [label.text for label in drawn.labels] == ["x", "z", "2 h"]
    assert drawn.labels[-1].is_strong


@pytest.mark.parametrize("columns", [1, 12, 24])
def test_no_bars_are_a_line(columns: int) -> None:
    drawn = figures.bars([[] for _ in range(columns)], {}, total={})
    assert [shape.kind for shape in drawn.shapes] == ["axis"]


def test_the_middle_of_the_year_is_drawn_below() -> None:
    picture = figures.narrow_calendar(days_of(2026))
    lower = figures.HEAD + 7 * 12 + 12
    by_name = {label.text: label for label in picture.labels}
    assert float(by_name["Jun"].y) < lower < float(by_name["Jul"].y)
    assert timedelta(days=len(squares(picture))) == timedelta(days=365)

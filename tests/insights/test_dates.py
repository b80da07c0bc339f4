"""The days that are named along an axis: few, with room, and never without their year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.insights.figures.dates import ON_DESKTOP, ON_PHONE, Room, date_ticks

DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("begins", "ends", "room", "names"),
    [
        pytest.param(
            "2026-11-16", "2026-11-20", ON_DESKTOP, ["17 Nov<br>2026", "18 Nov", "19 Nov"], id="d"
        ),
        pytest.param("2026-11-01", "2026-11-19", ON_PHONE, ["8 Nov<br>2026", "15 Nov"], id="weeks"),
        pytest.param(
            "2025-12-03",
            "2026-11-25",
            ON_DESKTOP,
            ["Jan<br>2026", "Mar", "May", "Jul", "Sept", "Nov"],
            id="a year",
        ),
        pytest.param(
            "2025-12-03",
            "2028-12-10",
            ON_DESKTOP,
            # January 2026 has no room for its name. The year that it would have told is told.
            ["Jul<br>2026", "Jan<br>2027", "Jul", "Jan<br>2028", "Jul"],
            id="three years",
        ),
        pytest.param(
            "2016-11-18",
            "2026-11-20",
            ON_DESKTOP,
            ["2018", "2020", "2022", "2024", "2026"],
            id="ten",
        ),
        pytest.param(
            "2026-11-18", "2026-11-19", ON_DESKTOP, [], id="a day: its ends are all there is"
        ),
    ],
)
def test_the_days_that_are_named(begins: str, ends: str, room: Room, names: list[str]) -> None:
    axis = date_ticks(date.fromisoformat(begins), date.fromisoformat(ends), room)
    assert axis["ticktext"] == names


def test_weeks_are_counted_from_the_first_bar() -> None:
    begins, first, ends = date(2026, 11, 12), date(2026, 11, 16), date(2026, 12, 12)
    axis = date_ticks(begins, ends, ON_DESKTOP, counted_from=first)
    assert axis["tickvals"] == ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"]


@given(DAYS, st.integers(1, 20_000), st.sampled_from([ON_DESKTOP, ON_PHONE]))
def test_few_with_room_evenly_and_with_their_year(begins: date, length: int, room: Room) -> None:
    ends = begins + timedelta(length)
    axis = date_ticks(begins, ends, room)
    days = [date.fromisoformat(day) for day in axis["tickvals"]]
    assert len(days) <= room.most + 1
    assert all(begins < day < ends for day in days)
    gaps = [(later - day).days for day, later in pairwise(days)]
    # Months have 28 to 31 days, years 365 or 366.
    assert not gaps or max(gaps) - min(gaps) <= 4
    told = 0
    for day, name in zip(days, axis["ticktext"], strict=True):
        assert (str(day.year) in name) == (day.year != told or name.isdigit())
        told = day.year
    # Whatever is longer than a few days has something named.
    assert days or length < 4

"""Days, hours and lengths: what is said of them is what was logged, no more and no less."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.insights import rules

TODAY = date(2026, 11, 18)

cells = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 23)), st.integers(1, 6000), min_size=1
)
days = st.integers(0, 4000).map(lambda ago: TODAY - timedelta(days=ago))


@pytest.mark.parametrize(
    ("minutes", "cuts"),
    [
        pytest.param([], (0, 0, 0), id="no day"),
        pytest.param([30], (30, 30, 30), id="one day"),
        pytest.param([10, 20, 30, 40], (10, 20, 30), id="four days"),
        pytest.param([60, 15, 45, 30, 90], (30, 45, 60), id="five days in any order"),
        pytest.param([30] * 9 + [90], (30, 30, 30), id="mostly alike"),
    ],
)
def test_days_are_told_apart_by_quartiles_of_ones_own(
    minutes: list[int], cuts: tuple[int, int, int]
) -> None:
    assert rules.cuts(minutes) == cuts


def test_the_level_of_a_day_is_how_many_cuts_it_is_above() -> None:
    told = [rules.level(minutes, (10, 20, 30)) for minutes in (10, 11, 21, 30, 31)]
    assert told == [0, 1, 2, 2, 3]


@given(st.lists(st.integers(1, 1440), min_size=1))
def test_at_most_a_quarter_of_the_days_is_of_the_highest_level(minutes: list[int]) -> None:
    cuts = rules.cuts(minutes)
    assert list(cuts) == sorted(cuts)
    assert sum(rules.level(count, cuts) == 3 for count in minutes) <= len(minutes) / 4


@pytest.mark.parametrize(
    ("used", "hours"),
    [
        pytest.param([], (6, 18), id="none"),
        pytest.param([7, 18], (7, 19), id="twelve"),
        pytest.param([18], (12, 24), id="one in the evening"),
        pytest.param([0], (0, 12), id="one at the beginning of the day"),
        pytest.param([12], (7, 19), id="one at noon"),
        pytest.param([0, 23], (0, 24), id="all"),
    ],
)
def test_hours_in_use_are_drawn_and_at_least_twelve(
    used: list[int], hours: tuple[int, int]
) -> None:
    assert rules.hours_in_use({(0, hour): 5 for hour in used}) == hours


@given(cells)
def test_no_hour_in_use_is_left_out(held: dict[tuple[int, int], int]) -> None:
    first, end = rules.hours_in_use(held)
    assert 0 <= first <= min(hour for _, hour in held)
    assert max(hour for _, hour in held) < end <= 24
    assert end - first >= 12


def test_peaks_are_two_hours_apart_and_nearly_alike() -> None:
    held = {(0, 7): 100, (0, 8): 90, (1, 18): 60, (2, 18): 10, (5, 20): 30}
    found = rules.peaks(held)
    assert (found.hour, found.other, found.minutes) == (7, 18, 170)
    assert (found.weekday, found.most) == (0, 190)
    assert rules.peaks({**held, (1, 18): 49}).other is None


def test_midnight_touches_the_hour_before() -> None:
    assert rules.peaks({(0, 0): 100, (0, 23): 90}).other is None


@given(cells)
def test_peaks_are_of_what_there_is(held: dict[tuple[int, int], int]) -> None:
    found = rules.peaks(held)
    assert 0 < found.minutes <= sum(held.values())
    assert found.most == sum(
        minutes for (weekday, _), minutes in held.items() if weekday == found.weekday
    )


def test_lengths_fall_into_quarters_of_an_hour() -> None:
    held = {1: 1, 15: 2, 16: 4, 30: 8, 180: 16, 181: 32, 1440: 64}
    assert rules.bins(held) == (3, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 96)


@pytest.mark.parametrize(
    ("lengths", "middle"),
    [
        pytest.param({}, 0, id="none"),
        pytest.param({40: 1}, 40, id="one"),
        pytest.param({30: 1, 60: 1}, 30, id="two"),
        pytest.param({60: 3, 15: 2}, 60, id="three of five"),
    ],
)
def test_half_are_as_long_as_the_middle_or_shorter(lengths: dict[int, int], middle: int) -> None:
    assert rules.middle(lengths) == middle


@given(st.dictionaries(st.integers(1, 1440), st.integers(1, 50), min_size=1))
def test_every_log_is_in_one_bin_and_half_of_them_up_to_the_middle(
    lengths: dict[int, int],
) -> None:
    total = sum(lengths.values())
    assert sum(rules.bins(lengths)) == total
    middle = rules.middle(lengths)
    assert 2 * sum(count for minutes, count in lengths.items() if minutes <= middle) >= total
    assert 2 * sum(count for minutes, count in lengths.items() if minutes < middle) < total


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        pytest.param(date(2026, 11, 1), "month", id="a month"),
        pytest.param(date(2023, 12, 31), "month", id="three years"),
        pytest.param(date(2023, 11, 30), "quarter", id="a month more"),
        pytest.param(date(2018, 2, 1), "quarter", id="nearly nine years"),
        pytest.param(date(2016, 11, 18), "year", id="ten years"),
    ],
)
def test_long_times_are_told_in_longer_parts(start: date, unit: str) -> None:
    assert rules.unit_for(start, TODAY) == unit


@given(start=days, minutes=st.dictionaries(st.tuples(days, st.sampled_from("abc")), st.integers(1)))
def test_shares_add_up_to_what_was_logged(
    start: date, minutes: dict[tuple[date, str], int]
) -> None:
    unit = rules.unit_for(start, TODAY)
    parts, sums = rules.shares(minutes, start, TODAY, unit)
    assert 1 <= len(parts) <= 38
    assert parts[0] <= start
    assert parts[-1] <= TODAY < rules.after(parts[-1], unit)
    for key in "abc":
        inside = sum(count for (day, of), count in minutes.items() if of == key and day >= start)
        assert sum(sums.get(key, ())) == inside


@given(day=days, unit=st.sampled_from(["month", "quarter", "year"]))
def test_parts_follow_each_other_without_a_gap(day: date, unit: rules.Unit) -> None:
    part = rules.part_of(day, unit)
    following = rules.after(part, unit)
    assert part <= day < following
    assert rules.part_of(following - timedelta(days=1), unit) == part

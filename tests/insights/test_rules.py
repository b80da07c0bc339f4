from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.features.insights import rules
from hundred_app.features.insights.rules import Curve

TODAY = date(2026, 11, 18)
"""A Wednesday."""

JULY = date(2026, 7, 20)
"""121 days before."""

some_days = st.integers(0, 800).map(lambda ago: TODAY - timedelta(days=ago))
by_day = st.dictionaries(some_days, st.integers(1, 1440), max_size=25)
by_day_and_key = st.dictionaries(
    st.tuples(some_days, st.sampled_from("abcd")), st.integers(1, 1440), max_size=40
)
week_starts = st.integers(0, 6)


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("name", "first_log", "first"),
    [
        pytest.param("30", date(2025, 1, 1), date(2026, 10, 20), id="30 days with today"),
        pytest.param("90", date(2025, 1, 1), date(2026, 8, 21), id="90 days with today"),
        pytest.param("365", date(2025, 1, 1), date(2025, 11, 19), id="a year with today"),
        pytest.param("all", date(2025, 1, 1), date(2025, 1, 1), id="all"),
        pytest.param("", date(2025, 1, 1), date(2025, 1, 1), id="anything else is all"),
        pytest.param("30; DROP", date(2025, 1, 1), date(2025, 1, 1), id="nonsense is all"),
        pytest.param("30", nov(1), nov(1), id="never before the first log"),
        pytest.param("30", TODAY, TODAY, id="the first log is of today"),
    ],
)
def test_a_range_ends_today_and_begins_no_earlier_than_the_first_log(
    name: str, first_log: date, first: date
) -> None:
    assert rules.first_day(name, TODAY, first_log) == first


@pytest.mark.parametrize(
    ("first_log", "last_log", "last"),
    [
        pytest.param(nov(1), TODAY, TODAY, id="today"),
        pytest.param(nov(1), nov(2), TODAY, id="lately"),
        pytest.param(date(2026, 7, 20), date(2026, 7, 21), TODAY, id="120 days ago"),
        pytest.param(date(2026, 7, 19), JULY, JULY, id="more than 120 days ago"),
        pytest.param(date(2025, 11, 20), JULY, TODAY, id="after twice as long"),
        pytest.param(date(2025, 11, 21), JULY, JULY, id="after a day less than that"),
        pytest.param(date(2016, 1, 1), date(2016, 1, 1), date(2016, 1, 1), id="once, long ago"),
    ],
)
def test_a_chart_ends_with_the_last_log_of_a_pursuit_that_rests(
    first_log: date, last_log: date, last: date
) -> None:
    assert rules.last_day(TODAY, first_log, last_log) == last


@pytest.mark.parametrize(
    ("minutes", "before", "start", "curve"),
    [
        pytest.param(
            {}, 0, nov(1), Curve((date(2026, 10, 31), TODAY), (0, 0)), id="nothing is level"
        ),
        pytest.param(
            {nov(2): 30, nov(5): 45},
            0,
            nov(2),
            Curve((nov(1), nov(2), nov(5), TODAY), (0, 30, 75, 75)),
            id="two days",
        ),
        pytest.param(
            {nov(5): 45, nov(2): 30},
            600,
            nov(2),
            Curve((nov(1), nov(2), nov(5), TODAY), (600, 630, 675, 675)),
            id="out of order, on top of time from before",
        ),
        pytest.param(
            {nov(2): 30, nov(5): 45},
            600,
            nov(4),
            Curve((nov(3), nov(5), TODAY), (630, 675, 675)),
            id="what was before the range lifts it",
        ),
        pytest.param(
            {nov(2): 30, TODAY: 45},
            0,
            nov(2),
            Curve((nov(1), nov(2), TODAY), (0, 30, 75)),
            id="something today",
        ),
        pytest.param(
            {TODAY: 45}, 0, TODAY, Curve((nov(17), TODAY), (0, 45)), id="only something today"
        ),
        pytest.param(
            {nov(2): 30, nov(19): 45},
            0,
            nov(2),
            Curve((nov(1), nov(2), TODAY), (0, 30, 30)),
            id="what is after the last day is left out",
        ),
    ],
)
def test_a_curve_steps_up_on_each_day_that_has_minutes(
    minutes: dict[date, int], before: int, start: date, curve: Curve
) -> None:
    assert rules.curve(minutes, before, start, TODAY) == curve


@given(by_day, st.integers(0, 6000), some_days)
def test_a_curve_rises_by_what_was_logged_in_its_range(
    minutes: dict[date, int], before: int, start: date
) -> None:
    curve = rules.curve(minutes, before, start, TODAY)
    assert len(curve.days) == len(curve.minutes) >= 2
    assert (curve.days[0], curve.days[-1]) == (start - timedelta(days=1), TODAY)
    assert all(one < two for one, two in pairwise(curve.days))
    assert all(one <= two for one, two in pairwise(curve.minutes))
    assert curve.minutes[-1] == before + sum(minutes.values())
    inside = sum(count for day, count in minutes.items() if day >= start)
    assert curve.minutes[-1] - curve.minutes[0] == inside
    for day, total in zip(curve.days, curve.minutes, strict=True):
        assert total == before + sum(count for own, count in minutes.items() if own <= day)


@pytest.mark.parametrize(
    ("day", "week_start", "first"),
    [
        pytest.param(nov(18), 0, nov(16), id="a Wednesday, weeks from Monday"),
        pytest.param(nov(16), 0, nov(16), id="a Monday is the first"),
        pytest.param(nov(15), 0, nov(9), id="a Sunday is the last"),
        pytest.param(nov(15), 6, nov(15), id="a Sunday, weeks from Sunday"),
        pytest.param(nov(14), 6, nov(8), id="a Saturday, weeks from Sunday"),
        pytest.param(date(2027, 1, 1), 0, date(2026, 12, 28), id="a week over two years"),
    ],
)
def test_a_week_begins_on_the_persons_first_day(day: date, week_start: int, first: date) -> None:
    assert rules.week_of(day, week_start) == first


@given(st.dates(date(1900, 1, 10)), week_starts)
def test_a_day_is_within_seven_days_of_the_beginning_of_its_week(
    day: date, week_start: int
) -> None:
    first = rules.week_of(day, week_start)
    assert first.weekday() == week_start
    assert 0 <= (day - first).days < 7


def test_weeks_add_up_what_falls_into_them_and_show_empty_ones() -> None:
    minutes = {
        (date(2026, 10, 26), "a"): 7,
        (date(2026, 10, 28), "a"): 30,
        (nov(1), "a"): 15,
        (nov(1), "b"): 5,
        (nov(9), "b"): 60,
        (nov(18), "a"): 45,
        (nov(19), "a"): 90,
    }
    weeks, sums = rules.weeks(minutes, date(2026, 10, 27), TODAY, 0)
    assert weeks == (date(2026, 10, 26), nov(2), nov(9), nov(16))
    assert sums == {"a": (45, 0, 0, 45), "b": (5, 0, 60, 0)}


@given(by_day_and_key, some_days, week_starts)
@example({}, TODAY, 3)
def test_weeks_hold_exactly_what_was_logged_in_the_period(
    minutes: dict[tuple[date, str], int], start: date, week_start: int
) -> None:
    weeks, sums = rules.weeks(minutes, start, TODAY, week_start)
    assert weeks[0] <= start < weeks[0] + timedelta(weeks=1)
    assert weeks[-1] <= TODAY < weeks[-1] + timedelta(weeks=1)
    assert all(two - one == timedelta(weeks=1) for one, two in pairwise(weeks))
    inside = {key: count for key, count in minutes.items() if start <= key[0] <= TODAY}
    assert set(sums) == {key for _, key in inside}
    for key, counts in sums.items():
        for week, count in zip(weeks, counts, strict=True):
            of_week = range(week.toordinal(), week.toordinal() + 7)
            assert count == sum(
                more
                for (day, own), more in inside.items()
                if own == key and day.toordinal() in of_week
            )


def test_months_add_up_what_falls_into_them_and_show_empty_ones() -> None:
    minutes = {
        date(2025, 12, 30): 10,
        date(2025, 12, 31): 20,
        date(2026, 2, 1): 30,
        date(2026, 2, 28): 40,
        date(2026, 3, 1): 50,
        date(2026, 3, 3): 60,
    }
    assert rules.months(minutes, date(2025, 12, 31), date(2026, 3, 2)) == {
        date(2025, 12, 1): 20,
        date(2026, 1, 1): 0,
        date(2026, 2, 1): 70,
        date(2026, 3, 1): 50,
    }


@given(by_day, some_days)
@example({}, TODAY)
@example({date(2026, 1, 31): 1}, date(2026, 1, 31))
def test_months_hold_exactly_what_was_logged_in_the_period(
    minutes: dict[date, int], start: date
) -> None:
    found = rules.months(minutes, start, TODAY)
    assert list(found) == sorted(found)
    assert all(month.day == 1 for month in found)
    length = (TODAY.year - start.year) * 12 + TODAY.month - start.month + 1
    assert len(found) == length
    for month, count in found.items():
        assert count == sum(
            more
            for day, more in minutes.items()
            if start <= day <= TODAY and (day.year, day.month) == (month.year, month.month)
        )


@given(by_day_and_key, some_days, week_starts)
def test_a_period_has_the_same_sum_by_curve_by_week_by_month_and_by_hand(
    minutes: dict[tuple[date, str], int], start: date, week_start: int
) -> None:
    _, sums = rules.weeks(minutes, start, TODAY, week_start)
    for key in "abcd":
        own = rules.of_one(minutes, key)
        logged = sum(count for (day, of), count in minutes.items() if of == key and day >= start)
        assert sum(sums.get(key, ())) == logged
        assert sum(rules.months(own, start, TODAY).values()) == logged
        curve = rules.curve(own, 0, start, TODAY)
        assert curve.minutes[-1] - curve.minutes[0] == logged
    together = rules.summed(minutes, "abcd")
    assert sum(together.values()) == sum(minutes.values())


@pytest.mark.parametrize(
    ("before", "threshold", "day"),
    [
        pytest.param(0, 30, nov(2), id="exactly"),
        pytest.param(0, 31, nov(5), id="a minute more"),
        pytest.param(0, 75, nov(5), id="with the last minute"),
        pytest.param(0, 76, None, id="not yet"),
        pytest.param(46, 76, nov(2), id="with time from before"),
        pytest.param(500, 76, nov(2), id="before the first log"),
    ],
)
def test_a_threshold_is_reached_on_the_day_of_its_minute(
    before: int, threshold: int, day: date | None
) -> None:
    assert rules.reached_on({nov(5): 45, nov(2): 30}, before, threshold) == day


@pytest.mark.parametrize(
    ("minutes", "start", "pace"),
    [
        pytest.param(70, nov(12), 70, id="a week"),
        pytest.param(70, nov(18), 70, id="a day counts as a week"),
        pytest.param(140, nov(5), 70, id="two weeks"),
        pytest.param(80, nov(11), 70, id="eight days"),
        pytest.param(0, nov(1), 0, id="nothing"),
        pytest.param(100, nov(9), 70, id="ten days"),
        pytest.param(115, date(2026, 10, 28), 37, id="rounded to the nearest minute"),
    ],
)
def test_a_pace_is_minutes_a_week(minutes: int, start: date, pace: int) -> None:
    assert rules.per_week(minutes, start, TODAY) == pace


@given(st.lists(st.integers(0, 100).map(float), max_size=8), st.integers(0, 20).map(float))
@example([5.0, 5.0, 5.0, 5.0], 4.0)
def test_labels_keep_their_order_and_stand_apart(heights: list[float], least: float) -> None:
    placed = rules.spread(heights, least)
    assert all(new >= old for new, old in zip(placed, heights, strict=True))
    order = sorted(range(len(heights)), key=lambda index: (heights[index], placed[index]))
    assert all(placed[two] - placed[one] >= least for one, two in pairwise(order))
    for index, height in enumerate(heights):
        lower = [placed[other] for other in range(len(heights)) if placed[other] < placed[index]]
        if placed[index] != height:
            assert placed[index] == max(lower) + least, "moved no further than need be"


def test_labels_that_do_not_meet_stay_where_they_are() -> None:
    assert rules.spread([30.0, 10.0, 20.0], 5) == [30.0, 10.0, 20.0]


def test_one_commitment_and_several_are_picked_out_of_all() -> None:
    minutes = {(nov(1), "a"): 5, (nov(1), "b"): 10, (nov(2), "b"): 20, (nov(2), "c"): 40}
    assert rules.of_one(minutes, "b") == {nov(1): 10, nov(2): 20}
    assert rules.of_one(minutes, "x") == {}
    assert rules.summed(minutes, ["a", "b"]) == {nov(1): 15, nov(2): 20}
    assert rules.summed(minutes, ()) == {}


# Stretches that somebody draws


@pytest.mark.parametrize(
    ("name", "days"),
    [
        pytest.param("2026-03-01..2026-04-15", ("2026-03-01", "2026-04-15"), id="a stretch"),
        pytest.param("2026-03-01..2026-03-01", ("2026-03-01", "2026-03-01"), id="a day"),
        pytest.param(
            "2026-04-15..2026-03-01", ("2026-03-01", "2026-04-15"), id="the wrong way round"
        ),
        pytest.param("2026-02-30..2026-03-01", None, id="no such day"),
        pytest.param("2026-03-01", None, id="one end"),
        pytest.param("all", None, id="a name"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_stretch_of_days_is_named_by_its_ends(name: str, days: tuple[str, str] | None) -> None:
    found = rules.span_of(name)
    assert (tuple(map(str, found)) if found else None) == days
    assert rules.is_range(name) is (days is not None or name == "all")
    assert rules.is_whole(name) is (days is None)


@given(
    minutes=st.dictionaries(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 4, 30)), st.sampled_from("ab")),
        st.integers(1, 1440),
    ),
    start=st.dates(date(2026, 1, 1), date(2026, 4, 30)),
)
def test_days_add_up(minutes: dict[tuple[date, str], int], start: date) -> None:
    end = date(2026, 4, 30)
    every, sums = rules.days(minutes, start, end)
    assert len(every) == (end - start).days + 1
    for key in "ab":
        inside = {day: count for (day, of), count in minutes.items() if of == key and day >= start}
        held = {day: count for day, count in zip(every, sums.get(key, ()), strict=False) if count}
        assert held == inside

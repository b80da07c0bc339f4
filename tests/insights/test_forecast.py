"""When a goal will be reached: what is told, what is not, and what no change of the past may do."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hundred_app.features.insights.rules import (
    AS_EVER,
    Dates,
    History,
    NotAtThisPace,
    Outcome,
    Plan,
    Reached,
    TooEarly,
    forecast,
    forecasts,
    futures,
    little_more,
)
from hundred_app.features.insights.rules.forecast import LONGEST_PAUSE_WEEKS, example_weeks

TODAY = date(2026, 11, 18)
"""A Wednesday."""

HUNDRED = 6000


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def of(by_day: Mapping[date, int], logs: int | None = None, before: int = 0) -> History:
    return History(by_day, len(by_day) if logs is None else logs, before)


def every(step: int, minutes: int, *, since: int, until: int = 1) -> dict[date, int]:
    """So many minutes every so many days, between two days that were so many days ago."""
    return {ago(days): minutes for days in range(since, until - 1, -step)}


NEVER = date.max


def days_of(outcome: Outcome) -> tuple[date, ...]:
    """The three days of an outcome, so that two can be compared."""
    match outcome:
        case Dates(early, likely, late):
            return early, likely, late or NEVER
        case Reached():
            return (date.min,) * 3
        case _:
            return (NEVER,) * 3


# What is told


@pytest.mark.parametrize(
    ("history", "told"),
    [
        pytest.param(of({}), TooEarly(0, 0, None), id="nothing yet"),
        pytest.param(
            of({TODAY: 45}), TooEarly(0, 1, TODAY + timedelta(days=21)), id="the first log, today"
        ),
        pytest.param(
            of(every(1, 45, since=20)), TooEarly(2, 5, TODAY + timedelta(days=1)), id="20 days"
        ),
        pytest.param(
            of({ago(21): 45, ago(3): 45}, 4), TooEarly(3, 4, TODAY), id="three weeks, four logs"
        ),
        pytest.param(
            of({TODAY + timedelta(days=1): 45, ago(90): 60}, 9),
            NotAtThisPace(),
            id="tomorrow is not known yet",
        ),
        pytest.param(of({}, before=HUNDRED), Reached(None), id="reached before the first log"),
        pytest.param(
            of({ago(9): 3000, ago(5): 3000, ago(2): 60}, 3), Reached(ago(5)), id="reached, early on"
        ),
        pytest.param(of({ago(1): 60}, 1, 5940), Reached(ago(1)), id="with a starting balance"),
        pytest.param(of({TODAY: 6000}, 1), Reached(TODAY), id="reached today"),
        pytest.param(of(every(1, 45, since=400, until=380)), NotAtThisPace(), id="a year ago"),
        pytest.param(of(every(90, 5, since=300), 9), NotAtThisPace(), id="five minutes a quarter"),
    ],
)
def test_what_is_no_forecast_says_why(history: History, told: Outcome) -> None:
    assert forecast(history, HUNDRED, TODAY) == told


def test_five_logs_in_three_weeks_are_enough() -> None:
    told = forecast(of({ago(21): 300, ago(3): 300}, 5), HUNDRED, TODAY)
    assert isinstance(told, Dates)


def test_an_even_life_is_told_about_right() -> None:
    """Twelve weeks of seven hours make 84; the sixteen that are missing take some 17 days."""
    told = forecast(of(every(1, 60, since=84)), HUNDRED, TODAY)
    assert isinstance(told, Dates)
    early, likely, late = days_of(told)
    assert TODAY + timedelta(days=10) <= early <= TODAY + timedelta(days=15)
    assert TODAY + timedelta(days=15) <= likely <= TODAY + timedelta(days=20)
    assert TODAY + timedelta(days=20) <= late <= TODAY + timedelta(days=120)


def test_hours_come_on_the_weekdays_they_always_came_on() -> None:
    """Who practises on Saturdays arrives on a Saturday."""
    saturdays = {ago(4 + 7 * week): 120 for week in range(20)}
    told = forecast(of(saturdays), 20 * 120 + 360, TODAY)
    assert isinstance(told, Dates)
    assert {day.weekday() for day in days_of(told)} == {5}


def test_several_totals_are_told_from_the_same_futures() -> None:
    history = of(every(2, 50, since=100))
    told = forecasts(history, [6000, 3000, 1500], TODAY)
    assert told == {total: forecast(history, total, TODAY) for total in (1500, 3000, 6000)}
    assert isinstance(told[1500], Reached)
    assert days_of(told[3000]) < days_of(told[6000])


def test_the_present_day_is_no_example_for_those_to_come() -> None:
    """In the morning nothing is logged yet; that is no empty day."""
    weeks = example_weeks({ago(15): 5, ago(14): 10, ago(1): 20, TODAY: 999}, TODAY)
    assert weeks == [[10, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 20]]


def test_what_is_logged_today_is_a_part_of_what_the_day_was_expected_to_bring() -> None:
    """Not on top of it: else each log would promise a second one."""
    usual = every(1, 60, since=84)
    rest = 84 * 60 + 60
    morning = forecast(of(usual), rest + 600, TODAY)
    evening = forecast(of({**usual, TODAY: 60}), rest + 600, TODAY)
    assert isinstance(morning, Dates)
    assert isinstance(evening, Dates)
    assert morning.likely - evening.likely <= timedelta(days=1)


def test_a_day_beyond_ten_years_is_not_named() -> None:
    told = forecast(of(every(7, 20, since=200)), HUNDRED, TODAY)
    assert isinstance(told, Dates)
    assert told.late is None


# What if


def test_an_hour_on_tuesdays_is_an_hour_more_each_week() -> None:
    history = of(every(7, 60, since=364))
    goal = 52 * 60 + 40 * 60
    usual, more = (
        forecast(history, goal, TODAY, plan)
        for plan in (AS_EVER, Plan(extra=(0, 60, 0, 0, 0, 0, 0)))
    )
    assert isinstance(usual, Dates)
    assert isinstance(more, Dates)
    ratio = (usual.likely - TODAY).days / (more.likely - TODAY).days
    assert 1.7 < ratio < 2.3
    assert more.likely.weekday() in {1, ago(364).weekday()}


@pytest.mark.parametrize("weeks", [0, 1, 2, 26, LONGEST_PAUSE_WEEKS])
def test_a_pause_puts_every_day_off_by_its_length(weeks: int) -> None:
    history = of(every(1, 60, since=84))
    usual = forecast(history, HUNDRED, TODAY)
    paused = forecast(history, HUNDRED, TODAY, Plan(pause_weeks=weeks))
    assert days_of(paused) == tuple(day + timedelta(weeks=weeks) for day in days_of(usual))


def test_who_has_stopped_may_begin_again() -> None:
    history = of(every(1, 45, since=400, until=380))
    assert forecast(history, HUNDRED, TODAY) == NotAtThisPace()
    again = forecast(history, HUNDRED, TODAY, Plan(extra=(0, 0, 0, 0, 0, 90, 0)))
    assert isinstance(again, Dates)
    assert again.likely.weekday() == 5


@pytest.mark.parametrize(
    ("extra", "pause"),
    [
        pytest.param((0,) * 6, 0, id="six days"),
        pytest.param((0, 0, 0, 0, 0, 0, -1), 0, id="minutes taken away"),
        pytest.param((1441,) + (0,) * 6, 0, id="more than a day has"),
        pytest.param((0,) * 7, -1, id="a pause in the past"),
        pytest.param((0,) * 7, LONGEST_PAUSE_WEEKS + 1, id="a pause without an end"),
    ],
)
def test_a_plan_that_cannot_be_is_none(extra: tuple[int, ...], pause: int) -> None:
    with pytest.raises(ValueError, match="a p"):
        Plan(extra, pause)


def test_the_least_that_would_be_enough() -> None:
    history = of(every(28, 10, since=364), 13)
    assert forecast(history, HUNDRED, TODAY) == NotAtThisPace()
    found = little_more(history, HUNDRED, TODAY)
    assert found
    minutes, told = found
    assert minutes == 30
    assert told.likely.weekday() == TODAY.weekday()
    assert little_more(of(every(7, 5, since=30)), 100 * HUNDRED, TODAY) is None


# Whatever was logged

lives = st.dictionaries(
    st.integers(0, 500).map(ago), st.integers(1, 1440), min_size=5, max_size=120
)
totals = st.integers(1, 20_000)
weekdays = st.lists(st.integers(0, 300), min_size=7, max_size=7).map(tuple)


@settings(max_examples=60)
@given(by_day=lives, total=totals, before=st.integers(0, 3000))
def test_the_three_days_stand_in_their_order_and_not_in_the_past(
    by_day: dict[date, int], total: int, before: int
) -> None:
    told = forecast(of(by_day, before=before), total, TODAY)
    if isinstance(told, Dates):
        early, likely, late = days_of(told)
        assert TODAY <= early <= likely <= late


@settings(max_examples=60)
@given(by_day=lives, total=totals)
def test_the_same_days_make_the_same_forecast(by_day: dict[date, int], total: int) -> None:
    """In whatever order they are read, and however often."""
    told = forecast(of(by_day), total, TODAY)
    futures.futures.cache_clear()
    assert forecast(of(dict(sorted(by_day.items(), reverse=True))), total, TODAY) == told


@settings(max_examples=60)
@given(by_day=lives, total=totals, by=st.integers(-3000, 3000))
def test_only_the_distance_of_days_matters_and_not_their_date(
    by_day: dict[date, int], total: int, by: int
) -> None:
    moved = {day + timedelta(weeks=by): minutes for day, minutes in by_day.items()}
    told = forecast(of(by_day), total, TODAY)
    then = forecast(of(moved), total, TODAY + timedelta(weeks=by))
    assert type(then) is type(told)
    if isinstance(told, Dates):
        assert days_of(then) == tuple(
            day if day == NEVER else day + timedelta(weeks=by) for day in days_of(told)
        )


@settings(max_examples=100)
@given(by_day=lives, total=totals, more=st.integers(0, 600), data=st.data())
def test_more_hours_are_never_later(
    by_day: dict[date, int], total: int, more: int, data: st.DataObject
) -> None:
    """More on any day since the first: an earlier one makes more weeks, of which some are empty."""
    first = min(by_day)
    days = data.draw(st.integers(0, (TODAY - first).days).map(ago))
    fuller = {**by_day, days: by_day.get(days, 0) + more}
    told = forecast(of(by_day, 99), total, TODAY)
    assume(not isinstance(told, TooEarly))
    for before, after in zip(
        days_of(told), days_of(forecast(of(fuller, 99), total, TODAY)), strict=True
    ):
        assert after <= before


@settings(max_examples=60)
@given(by_day=lives, total=totals, nearer=st.integers(0, 500))
def test_a_nearer_goal_is_never_later(by_day: dict[date, int], total: int, nearer: int) -> None:
    told = forecasts(of(by_day), [total, max(1, total - nearer)], TODAY)
    far, near = days_of(told[total]), days_of(told[max(1, total - nearer)])
    assert all(first <= second for first, second in zip(near, far, strict=True))


@settings(max_examples=60)
@given(by_day=lives, total=totals, extra=weekdays, pause=st.integers(0, 60))
def test_a_plan_with_more_is_never_later_and_a_pause_never_earlier(
    by_day: dict[date, int], total: int, extra: tuple[int, ...], pause: int
) -> None:
    history = of(by_day)
    usual, fuller, paused = (
        days_of(forecast(history, total, TODAY, plan))
        for plan in (AS_EVER, Plan(extra=extra), Plan(pause_weeks=pause))
    )
    if usual[0] == NEVER:
        # No day is named where half of the futures do not arrive, not even that of the first.
        assert paused[0] == NEVER
        return
    assert all(after <= before for after, before in zip(fuller, usual, strict=True))
    assert all(after >= before for after, before in zip(paused, usual, strict=True))

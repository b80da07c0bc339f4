"""The rhythm of weeks: what makes it strong, what a missed week costs, and where nothing moves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.insights.rules import Hint, Week, best_weeks, plateau, strength
from hundred_app.features.insights.rules.rhythm import HALF_LIFE_WEEKS, KEPT

MONDAY = date(2026, 8, 3)

minutes = st.lists(st.integers(0, 3000), max_size=120)


def weeks(*each: tuple[int, int, int]) -> list[Week]:
    """(minutes, logs, letters) of weeks that follow each other."""
    return [
        Week(MONDAY + timedelta(weeks=number), minutes, logs, logs if letters else 0, letters)
        for number, (minutes, logs, letters) in enumerate(each)
    ]


@pytest.mark.parametrize(
    ("lived", "percent"),
    [
        pytest.param([], 0, id="nothing yet"),
        pytest.param([0, 0, 0], 0, id="only empty weeks"),
        pytest.param([60], 8, id="one full week"),
        pytest.param([60] * 4, 29, id="four"),
        pytest.param([60] * 8, 50, id="eight"),
        pytest.param([60] * 16, 75, id="sixteen"),
        pytest.param([60] * 52, 99, id="a year"),
        pytest.param([600] * 8, 50, id="ten hours a week are no stronger than one"),
        pytest.param([15] * 52, 49, id="a quarter of an hour is worth half"),
        pytest.param([1], 1, id="a minute is not nothing"),
        pytest.param([60] * 52 + [0], 99, id="the present week is not over"),
        pytest.param([60] * 52 + [0, 0], 91, id="a missed week"),
        pytest.param([60] * 52 + [0, 60, 60], 92, id="a missed week, and two full ones"),
        pytest.param([60] * 52 + [0] * 4 + [0], 70, id="a month away"),
        pytest.param([60] * 52 + [0] * 8 + [0], 49, id="two months away"),
    ],
)
def test_strength(lived: list[int], percent: int) -> None:
    assert strength(lived) == percent


def test_half_is_gone_after_eight_weeks_and_eleven_twelfths_are_kept_in_one() -> None:
    assert pytest.approx(0.5) == KEPT**HALF_LIFE_WEEKS
    assert pytest.approx(11 / 12, abs=0.001) == KEPT


@given(lived=minutes)
def test_strength_is_a_percentage(lived: list[int]) -> None:
    assert 0 <= strength(lived) <= 100
    assert (strength(lived) > 0) == any(lived)


@given(lived=minutes.filter(bool), more=st.integers(1, 600), data=st.data())
def test_more_minutes_never_make_it_weaker(
    lived: list[int], more: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lived) - 1))
    fuller = [*lived[:at], lived[at] + more, *lived[at + 1 :]]
    assert strength(fuller) >= strength(lived)


@given(lived=minutes)
def test_a_missed_week_costs_at_most_nine_points(lived: list[int]) -> None:
    assert strength([*lived, 0, 0]) >= strength([*lived, 0]) - 9


@given(lived=minutes)
def test_the_present_week_costs_nothing_before_it_ends(lived: list[int]) -> None:
    """A new week begins with what the last one ended with."""
    assert strength([*lived, 60, 0]) >= strength([*lived, 60])


@given(lived=st.lists(st.integers(60, 3000), min_size=20, max_size=60), gap=st.integers(0, 19))
def test_who_misses_a_week_stays_ahead_of_who_never_came(lived: list[int], gap: int) -> None:
    """One miss in twenty weeks leaves nearly what there would have been without."""
    missed = [*lived[:gap], 0, *lived[gap + 1 :]]
    assert strength(lived) - strength(missed) <= 9
    assert strength(missed) >= 74


# Best weeks


def test_the_best_weeks_are_the_fullest_and_of_two_alike_the_later() -> None:
    lived = weeks((60, 1, 10), (0, 0, 0), (90, 2, 10), (60, 3, 10), (30, 1, 5))
    assert best_weeks(lived) == [lived[2], lived[3], lived[0]]
    assert best_weeks(lived, 1) == [lived[2]]
    assert best_weeks(weeks((0, 0, 0), (0, 0, 0))) == []
    assert best_weeks([]) == []


@given(lived=minutes, count=st.integers(0, 5))
def test_no_other_week_is_better_than_the_best(lived: list[int], count: int) -> None:
    every = weeks(*((number, 1, 0) for number in lived))
    best = best_weeks(every, count)
    rest = [week.minutes for week in every if week not in best]
    assert len(best) == min(count, sum(map(bool, lived)))
    assert all(week.minutes >= max(rest, default=0) for week in best)


# Plateaus

USUAL = (120, 3, 300)
EMPTY = (0, 0, 0)


@pytest.mark.parametrize(
    ("lived", "hint"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([USUAL] * 8, None, id="seven full weeks and the present one"),
        pytest.param([USUAL] * 9, "alike", id="eight full weeks of the same"),
        pytest.param([USUAL, EMPTY, USUAL, EMPTY, *[USUAL] * 5], "alike", id="two of them empty"),
        pytest.param([EMPTY] * 3 + [USUAL] * 6, None, id="three of them empty"),
        pytest.param([USUAL] * 4 + [(150, 3, 300)] * 5, None, id="sessions got longer"),
        pytest.param([USUAL] * 4 + [(80, 2, 200)] * 5, "alike", id="fewer, and as long as ever"),
        pytest.param([USUAL] * 4 + [(120, 3, 150)] * 5, "shorter", id="half as much to say"),
        pytest.param([(99, 3, 300)] * 4 + [(140, 3, 153)] * 5, None, id="a little more than half"),
        pytest.param([(99, 3, 0)] * 4 + [(140, 3, 300)] * 5, None, id="imported without words"),
        pytest.param([(99, 3, 300)] * 4 + [(140, 3, 0)] * 5, None, id="imported lately"),
        pytest.param([USUAL] * 8 + [(10, 1, 5)], "alike", id="the present week is not looked at"),
        pytest.param([(600, 1, 9)] * 9 + [USUAL] * 8 + [EMPTY], "alike", id="nor long ago"),
    ],
)
def test_a_plateau_is_eight_weeks_of_the_same(
    lived: list[tuple[int, int, int]], hint: Hint | None
) -> None:
    assert plateau(weeks(*lived)) == hint

"""A year in numbers, worked out by hand, and what holds for any."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.review.rules import years as rules
from hundred_app.features.review.rules.years import Run

WEDNESDAY = date(2026, 11, 18)
MINUTES = {
    (date(2026, 1, 1), "cello"): 60,
    (date(2026, 1, 1), "chess"): 90,
    (date(2026, 1, 31), "cello"): 30,
    (date(2026, 12, 31), "chess"): 5,
}


@pytest.mark.parametrize(
    ("text", "years", "year"),
    [
        pytest.param("2024", [2025], 2024, id="asked for, whether it has logs or not"),
        pytest.param("2026", [], 2026, id="the running one"),
        pytest.param("year", [2023, 2025], 2025, id="the latest with logs"),
        pytest.param("", [], 2026, id="the running one where there is none"),
        pytest.param("2027", [2025], 2025, id="one to come"),
        pytest.param("0000", [2025], 2025, id="before the calendar"),
        pytest.param("0001", [2025], 2025, id="one without a year before it"),
        pytest.param("２０２５", [2024], 2024, id="digits of another script"),
        pytest.param("02025", [2024], 2024, id="too long"),
    ],
)
def test_which_year(text: str, years: list[int], year: int) -> None:
    assert rules.parse_year(text, WEDNESDAY, years) == year


@given(st.text(), st.dates(min_value=date(1970, 1, 1)), st.sets(st.integers(1960, 2100)))
def test_whatever_is_asked_for_a_year_is_one_that_has_begun(
    text: str, today: date, years: set[int]
) -> None:
    assert 1 < rules.parse_year(text, today, years) <= today.year


def test_by_commitment_by_month_by_day_and_who_had_most_of_a_day() -> None:
    assert list(rules.by_key(MINUTES).items()) == [("chess", 95), ("cello", 90)]
    by_month = rules.by_month(MINUTES)
    assert by_month[0] == {"cello": 90, "chess": 90}
    assert by_month[1:11] == [{}] * 10
    assert by_month[11] == {"chess": 5}
    assert rules.by_day(MINUTES) == {
        date(2026, 1, 1): 150,
        date(2026, 1, 31): 30,
        date(2026, 12, 31): 5,
    }
    assert rules.leading(MINUTES) == {
        date(2026, 1, 1): "chess",
        date(2026, 1, 31): "cello",
        date(2026, 12, 31): "chess",
    }


def test_only_the_days_of_a_year_are_within_it() -> None:
    around = {(date(2025, 12, 31), "cello"): 7, **MINUTES, (date(2027, 1, 1), "cello"): 9}
    assert rules.within(around, *rules.bounds(2026)) == MINUTES


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def test_weeks_are_told_by_their_first_day_even_when_that_is_in_the_year_before() -> None:
    assert rules.by_week(MINUTES, monday_of) == {
        date(2025, 12, 29): 150,
        date(2026, 1, 26): 30,
        date(2026, 12, 28): 5,
    }


def weeks(*numbers: int) -> list[date]:
    return [date(2026, 1, 5) + timedelta(weeks=number) for number in numbers]


@pytest.mark.parametrize(
    ("held", "run"),
    [
        pytest.param([], None, id="none"),
        pytest.param([3], (3, 3), id="one"),
        pytest.param([0, 2, 4], (0, 0), id="none next to another"),
        pytest.param([0, 1, 3, 4, 5, 8], (3, 5), id="the longest"),
        pytest.param([0, 1, 3, 4], (0, 1), id="of equals the earliest"),
        pytest.param([5, 4, 1, 3], (3, 5), id="in any order"),
    ],
)
def test_the_longest_run(held: list[int], run: tuple[int, int] | None) -> None:
    found = rules.longest_run(weeks(*held))
    assert found == (Run(*weeks(*run)) if run else None)
    assert found is None or found.weeks == (run[1] - run[0] + 1 if run else 0)


def test_hours_are_those_on_the_clock() -> None:
    cells = {(0, 0): 10, (3, 0): 5, (6, 23): 7}
    assert rules.by_hour(cells, 4)[4] == 15
    assert rules.by_hour(cells, 4)[3] == 7
    assert sum(rules.by_hour(cells, 4)) == 22


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        pytest.param(3, "", id="not even the first"),
        pytest.param(4, "One.", id="the first"),
        pytest.param(8, "One.", id="nothing of the next"),
        pytest.param(9, "One. Two.", id="two"),
        pytest.param(99, "One. Two. And three.", id="all"),
    ],
)
def test_the_opening_of_a_text(longest: int, said: str) -> None:
    assert rules.opening(["One.", "Two.", "And three."], longest) == said


def test_the_same_day_of_another_year() -> None:
    assert rules.same_day(WEDNESDAY, 2025) == date(2025, 11, 18)
    assert rules.same_day(date(2028, 2, 29), 2027) == date(2027, 2, 28)
    assert rules.same_day(date(2028, 2, 29), 2024) == date(2024, 2, 29)


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    st.dictionaries(st.tuples(DAYS, st.sampled_from("abcd")), st.integers(1, 1440)),
    st.integers(0, 6),
)
def test_every_way_of_adding_up_is_the_same(
    minutes: dict[tuple[date, str], int], week_start: int
) -> None:
    def week_of(day: date) -> date:
        return day - timedelta(days=(day.weekday() - week_start) % 7)

    total = sum(minutes.values())
    assert sum(rules.by_key(minutes).values()) == total
    assert sum(sum(parts.values()) for parts in rules.by_month(minutes)) == total
    assert sum(rules.by_day(minutes).values()) == total
    by_week = rules.by_week(minutes, week_of)
    assert sum(by_week.values()) == total
    run = rules.longest_run(by_week)
    if run:
        held = [run.first + timedelta(weeks=number) for number in range(run.weeks)]
        assert held[-1] == run.last
        assert set(held) <= set(by_week)
        assert run.first - timedelta(weeks=1) not in by_week
        assert run.last + timedelta(weeks=1) not in by_week

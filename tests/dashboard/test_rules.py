from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.features.dashboard import rules
from hundred_app.features.dashboard.rules import Bar

MONDAY = date(2026, 11, 16)
DAYS = rules.week_days(MONDAY)
KEYS = ("clay", "ochre", "pine", "iris")
ROUNDING = 0.15
"""A bar's place and height are each told to a tenth."""

Minutes = dict[tuple[date, str], int]

weeks = st.dictionaries(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(KEYS)), st.integers(0, 1440), max_size=28
)


def by_day(bars: tuple[Bar, ...]) -> dict[float, list[Bar]]:
    columns: dict[float, list[Bar]] = defaultdict(list)
    for bar in bars:
        columns[bar.x].append(bar)
    return columns


def test_a_week_has_seven_days_in_a_row() -> None:
    assert [day.day for day in DAYS] == [16, 17, 18, 19, 20, 21, 22]
    assert rules.week_days(date(2026, 12, 28))[-1] == date(2027, 1, 3)


def test_bars_are_what_reckoning_by_hand_gives() -> None:
    minutes = {
        (MONDAY, "clay"): 60,
        (MONDAY, "pine"): 20,
        (MONDAY + timedelta(days=2), "ochre"): 40,
        (MONDAY - timedelta(days=1), "clay"): 999,
        (MONDAY, "somebody"): 999,
    }
    first, third = 2.0, round(320 / 7 * 2 + 2, 1)
    assert rules.bars(DAYS, minutes, KEYS) == (
        Bar(first, 160 - 119, 119, "clay"),
        Bar(first, 160 - 120 - 39, 39, "pine"),
        Bar(third, 160 - 79, 79, "ochre"),
    )


def test_a_week_of_nothing_has_no_bars() -> None:
    assert rules.bars(DAYS, {}, KEYS) == ()
    assert rules.bars(DAYS, {(MONDAY, "clay"): 0}, KEYS) == ()
    assert rules.bars(DAYS, {(MONDAY, "clay"): 60}, ()) == ()


@given(weeks)
@example({(MONDAY, "clay"): 1, (MONDAY, "ochre"): 1, (MONDAY, "pine"): 1, (MONDAY, "iris"): 1440})
@example({(MONDAY, key): 1 for key in KEYS} | {(DAYS[6], "iris"): 1440})
def test_bars_never_overlap(minutes: Minutes) -> None:
    for column in by_day(rules.bars(DAYS, minutes, KEYS)).values():
        assert [KEYS.index(bar.key) for bar in column] == sorted(
            KEYS.index(bar.key) for bar in column
        )
        assert column[0].y + column[0].height == pytest.approx(rules.HEIGHT, abs=ROUNDING)
        for lower, upper in pairwise(column):
            assert upper.y + upper.height <= lower.y + ROUNDING
    columns = sorted(by_day(rules.bars(DAYS, minutes, KEYS)))
    assert all(two - one >= rules.BAR for one, two in pairwise(columns))
    assert all(0 <= x <= rules.WIDTH - rules.BAR for x in columns)


@given(weeks)
def test_the_height_of_a_bar_is_its_share_of_the_largest_day(minutes: Minutes) -> None:
    totals = [sum(minutes.get((day, key), 0) for key in KEYS) for day in DAYS]
    largest = max(totals)
    drawn = {(bar.x, bar.key): bar for bar in rules.bars(DAYS, minutes, KEYS)}
    wanted = {
        (round(rules.centre(index) - rules.BAR / 2, 1), key): minutes[day, key]
        for index, day in enumerate(DAYS)
        for key in KEYS
        if minutes.get((day, key))
    }
    assert set(drawn) == set(wanted)
    for place, count in wanted.items():
        share = count * rules.HEIGHT / largest
        shown = drawn[place].height
        assert shown == pytest.approx(max(1.0, share - rules.GAP), abs=ROUNDING)


@given(weeks)
def test_a_day_is_as_high_as_its_total_and_the_largest_fills_the_picture(minutes: Minutes) -> None:
    totals = [sum(minutes.get((day, key), 0) for key in KEYS) for day in DAYS]
    columns = by_day(rules.bars(DAYS, minutes, KEYS))
    for index, total in enumerate(totals):
        column = columns.get(round(rules.centre(index) - rules.BAR / 2, 1), [])
        assert bool(column) == bool(total)
        if column:
            top = total * rules.HEIGHT / max(totals)
            # Below the gap, or above by the little that the smallest bars are drawn larger.
            drawn = rules.HEIGHT - column[-1].y
            assert top - rules.GAP - ROUNDING <= drawn <= top + len(column) + ROUNDING


def test_the_middle_of_a_bar_is_the_middle_of_its_label() -> None:
    for index, day in enumerate(DAYS):
        (bar,) = rules.bars(DAYS, {(day, "clay"): 5}, KEYS)
        assert bar.x + rules.BAR / 2 == pytest.approx(rules.centre(index), abs=0.05)


@pytest.mark.parametrize(
    ("largest", "minutes"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(14, [], id="less than the first line"),
        pytest.param(15, [15], id="just the first"),
        pytest.param(52, [15, 30, 45], id="quarters"),
        pytest.param(53, [30], id="halves"),
        pytest.param(105, [30, 60, 90], id="three halves"),
        pytest.param(120, [60, 120], id="hours"),
        pytest.param(400, [120, 240, 360], id="two hours"),
        pytest.param(1440, [480, 960, 1440], id="a day"),
        pytest.param(5760, [2880, 5760], id="four overlapping days"),
    ],
)
def test_grid_lines_are_at_times_that_people_count_in(largest: int, minutes: list[int]) -> None:
    assert [line.minutes for line in rules.lines(largest)] == minutes


@given(st.integers(1, 4 * 1440))
def test_there_are_at_most_three_lines_and_they_stand_at_the_height_of_their_minutes(
    largest: int,
) -> None:
    lines = rules.lines(largest)
    assert len(lines) <= 3
    assert len(lines) >= 1 or largest < 15
    for number, line in enumerate(lines, start=1):
        assert line.minutes == number * rules.step(largest) <= largest
        assert line.y == pytest.approx(rules.HEIGHT * (1 - line.minutes / largest))


@pytest.mark.parametrize(
    ("running", "logs", "learned", "lesson"),
    [
        pytest.param(0, 0, 0, 0, id="no pursuit yet"),
        pytest.param(1, 0, 0, rules.FIRST_LINE, id="nothing logged"),
        pytest.param(1, 0, 1, 0, id="nothing logged, and understood"),
        pytest.param(1, 1, 0, rules.FIRST_SQUARES, id="one log"),
        pytest.param(1, 2, 1, rules.FIRST_SQUARES, id="two logs"),
        pytest.param(1, 1, 2, 0, id="one log, and understood"),
        pytest.param(4, 3, 0, 0, id="known by now"),
    ],
)
def test_what_is_explained(running: int, logs: int, learned: int, lesson: int) -> None:
    assert rules.lesson(running, logs, learned) == lesson


@pytest.mark.parametrize(
    ("title", "spoken"),
    [
        ("Cello", "cello"),
        ("Go", "Go"),
        ("JLPT N3", "JLPT N3"),
        ("Watercolour at night", "Watercolour at night"),
        ("ČEŠTINA", "ČEŠTINA"),
        ("écrire", "écrire"),
    ],
)
def test_a_title_within_a_line(title: str, spoken: str) -> None:
    assert rules.spoken(title) == spoken


@pytest.mark.parametrize(
    ("today", "year"),
    [
        pytest.param("2026-12-24", None, id="not yet"),
        pytest.param("2026-12-25", 2026, id="the last week begins"),
        pytest.param("2026-12-31", 2026, id="the last day"),
        pytest.param("2027-01-01", 2026, id="the day after"),
        pytest.param("2027-01-14", 2026, id="two weeks later"),
        pytest.param("2027-01-15", None, id="no more"),
        pytest.param("2026-11-30", None, id="a late day of another month"),
    ],
)
def test_when_a_year_is_looked_back_on(today: str, year: int | None) -> None:
    assert rules.year_offered(date.fromisoformat(today)) == year

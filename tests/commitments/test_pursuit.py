from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.pursuit import Fill
from hundred_app.features.commitments.texts import t

goals = st.integers(1, 10_000)
minutes_of_life = st.integers(0, 700_000)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Cello", "Cello", id="a word"),
        pytest.param("  Cello \n", "Cello", id="blanks around"),
        pytest.param("Bach  \t suites", "Bach suites", id="blanks between"),
        pytest.param("Bach\u00a0suites", "Bach suites", id="a no-break space"),
        pytest.param("x" * 100, "x" * 100, id="the longest"),
        pytest.param(" " * 500 + "x" * 100, "x" * 100, id="the longest after blanks"),
        pytest.param("<b>&amp;", "<b>&amp;", id="left as it is"),
        pytest.param("\u4e2d" * 100, "\u4e2d" * 100, id="counted in characters"),
    ],
)
def test_a_title_is_trimmed_and_otherwise_kept(text: str, title: str) -> None:
    assert pursuit.parse_title(text) == title


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", t.title_empty, id="nothing"),
        pytest.param(" \u00a0\t\n", t.title_empty, id="blanks"),
        pytest.param("x" * 101, t.title_length(has=101), id="too long"),
    ],
)
def test_a_title_that_cannot_be_shown_is_refused(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        pursuit.parse_title(text)
    assert (refusal.value.field, refusal.value.message) == ("title", message)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        pytest.param("Music", "Music", id="a word"),
        pytest.param(" Fine   arts ", "Fine arts", id="blanks"),
        pytest.param("", None, id="nothing"),
        pytest.param("  ", None, id="only blanks"),
        pytest.param("x" * 50, "x" * 50, id="the longest"),
    ],
)
def test_a_category_may_be_left_out(text: str, category: str | None) -> None:
    assert pursuit.parse_category(text) == category


def test_a_category_that_is_too_long_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        pursuit.parse_category("x" * 51)
    assert refusal.value.field == "category"
    assert refusal.value.message == t.category_length(has=51)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("1", 1), ("100", 100), (" 100 ", 100), ("00100", 100), ("9999", 9999), ("10000", 10_000)],
)
def test_a_goal_is_whole_hours(text: str, hours: int) -> None:
    assert pursuit.parse_goal(text) == hours


NO_NUMBERS = [
    pytest.param("-1", id="negative"),
    pytest.param("+1", id="with a plus"),
    pytest.param("10001", id="one too many"),
    pytest.param("99999", id="far too many"),
    pytest.param("9" * 5_000, id="more digits than are ever read"),
    pytest.param("1.5", id="a fraction"),
    pytest.param("1,000", id="with a comma"),
    pytest.param("1 000", id="with a blank"),
    pytest.param("1_000", id="with an underscore"),
    pytest.param("1e3", id="a power"),
    pytest.param("0x10", id="hexadecimal"),
    pytest.param("ten", id="a word"),
    pytest.param("\u0661\u0660\u0660", id="Arabic-Indic digits"),
    pytest.param("\uff11\uff10\uff10", id="full-width digits"),
    pytest.param("10\u00b2", id="a raised digit"),
]


@pytest.mark.parametrize(
    "text", [*NO_NUMBERS, pytest.param("", id="nothing"), pytest.param("0", id="zero")]
)
def test_another_goal_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        pursuit.parse_goal(text)
    assert (refusal.value.field, refusal.value.message) == ("goal_hours", t.goal_range)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 0), ("  ", 0), ("0", 0), ("1", 60), (" 12 ", 720), ("10000", 600_000)],
)
def test_hours_from_before_are_counted_in_minutes(text: str, minutes: int) -> None:
    assert pursuit.parse_hours_before(text) == minutes


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_other_hours_from_before_are_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        pursuit.parse_hours_before(text)
    assert (refusal.value.field, refusal.value.message) == ("hours_before", t.hours_before_range)


@pytest.mark.parametrize(
    ("taken", "preferred", "seat"),
    [
        pytest.param([], None, 0, id="all are free"),
        pytest.param([0, 1], None, 2, id="the next"),
        pytest.param([1, 2, 3], None, 0, id="the first"),
        pytest.param([3, 0, 2], None, 1, id="the one between"),
        pytest.param([0, 1, 2, 3], None, None, id="none is free"),
        pytest.param([], 2, 2, id="the preferred one"),
        pytest.param([2], 2, 0, id="the preferred one is taken"),
        pytest.param([0, 1, 2], 0, 3, id="the only one left"),
        pytest.param([0, 1, 2, 3], 2, None, id="none is free for the preference either"),
    ],
)
def test_a_seat_is_the_preferred_or_the_first_free_one(
    taken: list[int], preferred: int | None, seat: int | None
) -> None:
    assert pursuit.free_seat(taken, preferred) == seat


@given(st.sets(st.integers(0, 3)), st.none() | st.integers(0, 3))
def test_there_is_a_free_seat_until_four_are_taken(taken: set[int], preferred: int | None) -> None:
    seat = pursuit.free_seat(taken, preferred)
    assert (seat is None) == (len(taken) == 4)
    assert seat not in taken


@pytest.mark.parametrize(
    ("minutes", "goal", "fill"),
    [
        pytest.param(0, 100, Fill(0, 0.0), id="nothing"),
        pytest.param(45, 100, Fill(0, 0.75), id="three quarters of the first"),
        pytest.param(59, 100, Fill(0, 59 / 60), id="a minute short of a square"),
        pytest.param(60, 100, Fill(1, 0.0), id="exactly one"),
        pytest.param(2840, 100, Fill(47, 1 / 3), id="47 h 20"),
        pytest.param(5999, 100, Fill(99, 59 / 60), id="a minute short of the goal"),
        pytest.param(6000, 100, Fill(100, 0.0), id="the goal"),
        pytest.param(6001, 100, Fill(100, 0.0), id="a minute beyond the goal"),
        pytest.param(9000, 100, Fill(100, 0.0), id="far beyond the goal"),
        pytest.param(12, 40, Fill(0, 0.5), id="a square of 24 minutes"),
        pytest.param(1, 1, Fill(1, 2 / 3), id="a goal of an hour"),
        pytest.param(59, 1, Fill(98, 1 / 3), id="a minute short of an hour"),
        pytest.param(599_999, 10_000, Fill(99, 5999 / 6000), id="the largest goal"),
    ],
)
def test_squares_fill_with_the_minutes(minutes: int, goal: int, fill: Fill) -> None:
    found = pursuit.fill(minutes, goal)
    assert found.full == fill.full
    assert found.part == pytest.approx(fill.part)


@given(minutes_of_life, goals)
@example(599_999, 10_000)
def test_the_squares_are_full_exactly_when_the_goal_is_reached(minutes: int, goal: int) -> None:
    found = pursuit.fill(minutes, goal)
    assert (found.full == 100) == (minutes >= goal * 60)
    assert 0 <= found.part < 1
    filled = Fraction(found.full) + Fraction(found.part).limit_denominator(goal * 60)
    assert filled == min(Fraction(minutes * 100, goal * 60), 100)


@given(minutes_of_life, st.integers(0, 2_000), goals)
def test_more_minutes_never_fill_less(minutes: int, more: int, goal: int) -> None:
    before, after = pursuit.fill(minutes, goal), pursuit.fill(minutes + more, goal)
    assert (before.full, before.part) <= (after.full, after.part)


@pytest.mark.parametrize(
    ("minute", "goal", "number"),
    [
        pytest.param(1, 100, 1, id="the first minute"),
        pytest.param(60, 100, 1, id="the last of an hour"),
        pytest.param(61, 100, 2, id="the first of the next"),
        pytest.param(1500, 100, 25, id="the last of 25 hours"),
        pytest.param(6000, 100, 100, id="the last"),
        pytest.param(6001, 100, 101, id="beyond the grid"),
        pytest.param(1500, 40, 63, id="25 of 40 hours"),
        pytest.param(24, 40, 1, id="the last of 24 minutes"),
        pytest.param(25, 40, 2, id="the first of the next 24"),
    ],
)
def test_a_minute_falls_into_a_square(minute: int, goal: int, number: int) -> None:
    assert pursuit.square_of(minute, goal) == number


@given(st.integers(1, 700_000), goals)
def test_the_square_of_a_minute_is_the_one_that_it_fills_last(minute: int, goal: int) -> None:
    number = pursuit.square_of(minute, goal)
    end = Fraction(minute * 100, goal * 60)
    assert number - 1 < end <= number


def test_a_title_that_would_take_long_to_look_at_is_refused_first() -> None:
    endless = "a" + "\u0315" * 20_000 + "\u0300" * 20_000
    with pytest.raises(Invalid) as refused:
        pursuit.parse_title(endless)
    assert refused.value.field == "title"

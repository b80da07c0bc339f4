import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.features.commitments.rules import milestones
from hundred_app.features.commitments.texts import t

any_written = st.sets(st.sampled_from(milestones.THRESHOLDS))


@pytest.mark.parametrize(
    ("goal", "thresholds"),
    [
        pytest.param(1, (), id="one hour has none"),
        pytest.param(24, (), id="an hour short of the first"),
        pytest.param(25, (25,), id="just the first"),
        pytest.param(40, (25,), id="40 has only 25"),
        pytest.param(50, (25, 50), id="two"),
        pytest.param(99, (25, 50, 75), id="an hour short of a hundred"),
        pytest.param(100, (25, 50, 75, 100), id="a hundred"),
        pytest.param(10_000, (25, 50, 75, 100), id="no more beyond a hundred"),
    ],
)
def test_a_goal_has_the_thresholds_that_are_not_above_it(
    goal: int, thresholds: tuple[int, ...]
) -> None:
    assert milestones.thresholds(goal) == thresholds


@pytest.mark.parametrize(
    ("threshold", "minutes", "standing"),
    [
        pytest.param(25, 0, "to come", id="no time yet"),
        pytest.param(25, 1499, "to come", id="1499 minutes are not 25 hours"),
        pytest.param(25, 1500, "due", id="1500 minutes are"),
        pytest.param(25, 9999, "due", id="long ago"),
        pytest.param(50, 2999, "to come", id="a minute short of 50"),
        pytest.param(50, 3000, "due", id="50"),
        pytest.param(75, 4499, "to come", id="a minute short of 75"),
        pytest.param(75, 4500, "due", id="75"),
        pytest.param(100, 5999, "to come", id="a minute short of 100"),
        pytest.param(100, 6000, "due", id="100"),
    ],
)
def test_a_synthesis_is_due_at_the_exact_minute(
    threshold: int, minutes: int, standing: str
) -> None:
    assert milestones.standing(threshold, minutes, []) == standing
    others = [hours for hours in milestones.THRESHOLDS if hours != threshold]
    assert milestones.standing(threshold, minutes, others) == standing


@given(st.sampled_from(milestones.THRESHOLDS), st.integers(0, 700_000), any_written)
def test_what_is_written_stays_written_whatever_the_minutes(
    threshold: int, minutes: int, written: set[int]
) -> None:
    assert milestones.standing(threshold, minutes, written | {threshold}) == "written"


@pytest.mark.parametrize(
    ("minutes", "goal", "written", "due"),
    [
        pytest.param(1499, 100, [], (), id="not yet"),
        pytest.param(1500, 100, [], (25,), id="the first"),
        pytest.param(1500, 100, [25], (), id="the first is written"),
        pytest.param(6000, 100, [], (25, 50, 75, 100), id="all, after an import"),
        pytest.param(6000, 100, [50], (25, 75, 100), id="one between is written"),
        pytest.param(6000, 40, [], (25,), id="a goal of 40 never has more than 25"),
        pytest.param(1500, 24, [], (), id="a goal of 24 has none"),
        pytest.param(2999, 100, [25, 50], (), id="one was written and then minutes went"),
    ],
)
def test_those_that_are_due_come_oldest_first(
    minutes: int, goal: int, written: list[int], due: tuple[int, ...]
) -> None:
    assert milestones.due(minutes, goal, written) == due


@given(st.integers(0, 10_000), st.integers(1, 200), any_written)
def test_every_threshold_of_a_goal_is_written_due_or_to_come(
    minutes: int, goal: int, written: set[int]
) -> None:
    due = set(milestones.due(minutes, goal, written))
    to_come = {
        hours
        for hours in milestones.thresholds(goal)
        if milestones.standing(hours, minutes, written) == "to come"
    }
    own = set(milestones.thresholds(goal))
    assert due | to_come | (written & own) == own
    assert not due & to_come
    assert not (due | to_come) & written
    assert list(milestones.due(minutes, goal, written)) == sorted(due)


@pytest.mark.parametrize(
    ("minutes", "goal", "hours"),
    [
        pytest.param(0, 100, 25, id="the first"),
        pytest.param(1499, 100, 25, id="a minute short"),
        pytest.param(1500, 100, 50, id="reached"),
        pytest.param(5999, 100, 100, id="the last"),
        pytest.param(6000, 100, None, id="none is left"),
        pytest.param(1500, 40, None, id="none is left of a goal of 40"),
        pytest.param(0, 24, None, id="a small goal has none"),
    ],
)
def test_the_next_threshold_is_the_first_that_is_not_reached(
    minutes: int, goal: int, hours: int | None
) -> None:
    assert milestones.next_threshold(minutes, goal) == hours


@given(st.integers(0, 10_000), st.integers(1, 200))
def test_the_next_threshold_is_never_due_already(minutes: int, goal: int) -> None:
    upcoming = milestones.next_threshold(minutes, goal)
    due = milestones.due(minutes, goal, ())
    assert upcoming not in due
    assert (upcoming is None) == (due == milestones.thresholds(goal))


def test_each_synthesis_looks_back_on_the_minutes_since_the_one_before() -> None:
    stretches = [milestones.stretch(hours) for hours in milestones.THRESHOLDS]
    assert stretches == [(0, 1500), (1500, 3000), (3000, 4500), (4500, 6000)]


@pytest.mark.parametrize("value", [25, "25", 50, "50", 75, "75", 100, "100"])
def test_a_threshold_is_read_from_an_address(value: object) -> None:
    assert milestones.parse_threshold(value) == int(str(value))


@pytest.mark.parametrize(
    "value",
    [0, 24, 26, "26", "025", " 25", "25.0", 25.0, "", None, "all", True, [25], "\u0662\u0665"],
)
def test_there_is_no_other_threshold(value: object) -> None:
    with pytest.raises(NotFound):
        milestones.parse_threshold(value)


@pytest.mark.parametrize(
    ("text", "synthesis"),
    [
        pytest.param("x" * 10, "x" * 10, id="the shortest"),
        pytest.param("  ten chars.\n", "ten chars.", id="trimmed"),
        pytest.param("One.\n\nTwo, three.", "One.\n\nTwo, three.", id="paragraphs stay"),
        pytest.param(" " + "x" * 20_000 + " ", "x" * 20_000, id="the longest"),
    ],
)
def test_a_synthesis_is_trimmed_and_otherwise_kept(text: str, synthesis: str) -> None:
    assert milestones.parse_synthesis(text) == synthesis


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", t.synthesis_short, id="nothing"),
        pytest.param(" " * 50, t.synthesis_short, id="blanks"),
        pytest.param("x" * 9, t.synthesis_short, id="too short"),
        pytest.param("  " + "x" * 9 + "  ", t.synthesis_short, id="too short without blanks"),
        pytest.param("x" * 20_001, t.synthesis_length(has="20,001"), id="too long"),
    ],
)
def test_a_synthesis_of_another_length_is_refused(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        milestones.parse_synthesis(text)
    assert (refusal.value.field, refusal.value.message) == ("synthesis", message)

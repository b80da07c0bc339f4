from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules import logs, pursuit
from hundred_app.features.commitments.rules.logs import Square, Stretch
from hundred_app.features.commitments.texts import t

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def stretch(name: str, minutes: int) -> Stretch:
    return Stretch(name, NOW, minutes, f"What {name} taught.")


def summary(squares: Sequence[Square]) -> list[tuple[int, str, int]]:
    return [(square.number, square.stretch.log_id, square.others) for square in squares]


def by_hand(lengths: Sequence[int], goal: int, before: int) -> dict[int, Counter[int]]:
    """For each square, how much of it each log gave: counted in hundredths of a minute.

    A hundredth is the unit because a square is `goal` * 60 of them for every goal.
    """
    gave: dict[int, Counter[int]] = {}
    tick = before * 100
    for index, minutes in enumerate(lengths):
        for _ in range(minutes * 100):
            number = tick // (goal * 60) + 1
            if number <= 100:
                gave.setdefault(number, Counter())[index] += 1
            tick += 1
    return gave


@pytest.mark.parametrize(
    ("text", "reflection"),
    [
        pytest.param("x", "x", id="one character is enough"),
        pytest.param(" \n Counting helps. \t", "Counting helps.", id="trimmed"),
        pytest.param("One.\n\n  Two.", "One.\n\n  Two.", id="lines stay"),
        pytest.param(" " + "x" * 10_000 + "\n", "x" * 10_000, id="the longest"),
    ],
)
def test_a_reflection_is_trimmed_and_otherwise_kept(text: str, reflection: str) -> None:
    assert logs.parse_reflection(text) == reflection


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", t.reflection_empty, id="nothing"),
        pytest.param(" \u00a0\n\t", t.reflection_empty, id="blanks"),
        pytest.param("x" * 10_001, t.reflection_length(has="10,001"), id="too long"),
    ],
)
def test_a_log_without_a_reflection_is_refused(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        logs.parse_reflection(text)
    assert (refusal.value.field, refusal.value.message) == ("reflection", message)


@pytest.mark.parametrize(
    ("reflection", "source", "own"),
    [
        pytest.param("Counting helps.", None, True, id="written here"),
        pytest.param("Counting helps.", "Gleeo", True, id="brought in with a note"),
        pytest.param(logs.marker("Gleeo"), "Gleeo", False, id="brought in without a note"),
        pytest.param(logs.marker("Gleeo"), None, True, id="the same words, typed by somebody"),
        pytest.param(logs.marker("None"), None, True, id="the marker of no source"),
        pytest.param(logs.marker("Gleeo"), "Toggl", True, id="the marker of another source"),
    ],
)
def test_a_marker_is_nobodys_own_words(reflection: str, source: str | None, own: bool) -> None:
    assert logs.has_reflection(reflection, source) is own


def test_a_marker_says_where_the_time_is_from() -> None:
    assert logs.marker("Gleeo") == "Imported from Gleeo, no reflection."


@given(st.text(min_size=1))
def test_the_marker_of_any_source_is_known_as_one(source: str) -> None:
    assert not logs.has_reflection(logs.marker(source), source)


@pytest.mark.parametrize(
    ("moment", "minutes", "start"),
    [
        pytest.param(None, 45, NOW - timedelta(minutes=45), id="it ended just now"),
        pytest.param(None, 1440, NOW - timedelta(days=1), id="a whole day up to now"),
        pytest.param(NOW - timedelta(minutes=45), 45, NOW - timedelta(minutes=45), id="to now"),
        pytest.param(NOW - timedelta(days=9), 45, NOW - timedelta(days=9), id="days ago"),
        pytest.param(logs.EARLIEST, 1, logs.EARLIEST, id="the earliest"),
    ],
)
def test_a_stretch_begins_when_it_is_said_to_or_ends_now(
    moment: datetime | None, minutes: int, start: datetime
) -> None:
    assert logs.started(moment, minutes, NOW) == start


@pytest.mark.parametrize(
    ("moment", "minutes", "message"),
    [
        pytest.param(NOW + timedelta(seconds=1), 1, t.in_the_future, id="a second from now"),
        pytest.param(datetime.max.replace(tzinfo=UTC), 1440, t.in_the_future, id="the last day"),
        pytest.param(NOW, 1, t.ends_in_the_future, id="it would end in a minute"),
        pytest.param(
            NOW - timedelta(minutes=44, seconds=59),
            45,
            t.ends_in_the_future,
            id="a second too long",
        ),
        pytest.param(
            logs.EARLIEST - timedelta(seconds=1), 1, t.too_long_ago, id="a second before 1970"
        ),
        pytest.param(datetime.min.replace(tzinfo=UTC), 1, t.too_long_ago, id="the first day"),
    ],
)
def test_a_stretch_that_cannot_have_been_is_refused(
    moment: datetime, minutes: int, message: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        logs.started(moment, minutes, NOW)
    assert (refusal.value.field, refusal.value.message) == ("moment", message)


@given(
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.integers(1, 1440),
    st.integers(0, 3_000_000_000).map(
        lambda seconds: datetime.fromtimestamp(86_400 + seconds, UTC)
    ),
)
def test_no_stretch_ends_after_now(moment: datetime | None, minutes: int, now: datetime) -> None:
    try:
        start = logs.started(moment, minutes, now)
    except Invalid:
        assert moment is not None
        return
    assert start + timedelta(minutes=minutes) <= now
    assert start >= logs.EARLIEST
    assert moment in (None, start)


@pytest.mark.parametrize(
    ("lengths", "goal", "before", "squares"),
    [
        pytest.param([], 100, 0, [], id="nothing"),
        pytest.param([45], 100, 0, [(1, "0", 0)], id="a part of the first"),
        pytest.param([60], 100, 0, [(1, "0", 0)], id="the whole first"),
        pytest.param([61], 100, 0, [(1, "0", 0), (2, "0", 0)], id="a minute more"),
        pytest.param([20, 40], 100, 0, [(1, "1", 1)], id="the longer one speaks"),
        pytest.param([40, 20], 100, 0, [(1, "0", 1)], id="even if it came first"),
        pytest.param([30, 30], 100, 0, [(1, "0", 1)], id="of two alike the first"),
        pytest.param([20, 20, 20], 100, 0, [(1, "0", 2)], id="of three alike the first"),
        pytest.param(
            [50, 70], 100, 0, [(1, "0", 1), (2, "1", 0)], id="one goes on into the next square"
        ),
        pytest.param([60], 100, 30, [(1, "0", 0), (2, "0", 0)], id="time from before shifts"),
        pytest.param([60], 100, 60, [(2, "0", 0)], id="a square from before holds nothing"),
        pytest.param([60], 100, 6000, [], id="all was done before"),
        pytest.param([60, 60], 100, 5940, [(100, "0", 0)], id="beyond the goal is no square"),
        pytest.param([120], 100, 5970, [(100, "0", 0)], id="one goes beyond the goal"),
        pytest.param([24, 24], 40, 0, [(1, "0", 0), (2, "1", 0)], id="squares of 24 minutes"),
        pytest.param([1], 1, 0, [(1, "0", 0), (2, "0", 0)], id="a minute of a goal of an hour"),
        pytest.param([1, 1], 2, 0, [(1, "0", 1), (2, "1", 0)], id="squares of 72 seconds"),
    ],
)
def test_a_square_holds_the_log_that_gave_it_most(
    lengths: list[int], goal: int, before: int, squares: list[tuple[int, str, int]]
) -> None:
    held = [stretch(str(index), minutes) for index, minutes in enumerate(lengths)]
    assert summary(list(logs.squares(held, goal, before))) == squares


@given(
    st.lists(st.integers(1, 60), max_size=5),
    st.integers(1, 12) | st.just(100),
    st.integers(0, 90),
)
@example([60], 1, 0)
@example([1, 1, 1, 1], 7, 3)
@example([90, 90, 90], 3, 0)
def test_squares_are_those_that_counting_by_hand_finds(
    lengths: list[int], goal: int, before: int
) -> None:
    held = [stretch(str(index), minutes) for index, minutes in enumerate(lengths)]
    counted = by_hand(lengths, goal, before)
    expected = [
        (number, str(min(shares, key=lambda index: (-shares[index], index))), len(shares) - 1)
        for number, shares in sorted(counted.items())
    ]
    assert summary(list(logs.squares(held, goal, before))) == expected


@given(st.lists(st.integers(1, 1440), max_size=30), st.integers(1, 10_000), st.integers(0, 10_000))
def test_every_square_with_any_colour_has_a_log_or_is_from_before(
    lengths: list[int], goal: int, before: int
) -> None:
    held = [stretch(str(index), minutes) for index, minutes in enumerate(lengths)]
    found = [square.number for square in logs.squares(held, goal, before)]
    filled = pursuit.fill(before + sum(lengths), goal)
    last = filled.full + (1 if filled.part else 0)
    first = pursuit.fill(before, goal).full + 1
    assert found == (list(range(first, last + 1)) if lengths else [])


def test_a_square_is_told_apart_by_minutes_not_by_the_whole_length_of_logs() -> None:
    long, short = stretch("long", 600), stretch("short", 50)
    found = list(logs.squares([stretch("first", 10), short, long], 100, 0))
    assert summary(found)[0] == (1, "short", 1)
    assert summary(found)[1:] == [(number, "long", 0) for number in range(2, 12)]
    assert found[0].stretch is short

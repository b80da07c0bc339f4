"""What a timer counts, whatever is done to it, and where its ends may be moved."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.features.focus import rules
from hundred_app.features.focus.rules import Mode, Timer
from hundred_app.features.focus.texts import t

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
STEPS = st.lists(st.tuples(st.sampled_from(["pause", "resume"]), st.integers(0, 7200)), max_size=30)
"""Somebody presses buttons, so many seconds after another."""


def after(timer: Timer, steps: list[tuple[str, int]]) -> tuple[Timer, datetime, int]:
    """The timer, the moment and the seconds that nothing was paused, after all steps."""
    now, ran, is_paused = timer.started_at, 0, False
    for act, seconds in steps:
        now += timedelta(seconds=seconds)
        ran += 0 if is_paused else seconds
        timer = rules.paused(timer, now) if act == "pause" else rules.resumed(timer, now)
        is_paused = act == "pause"
    return timer, now, ran


@given(STEPS, st.integers(0, 7200))
def test_what_counts_is_wall_time_without_the_pauses(
    steps: list[tuple[str, int]], more: int
) -> None:
    timer, now, ran = after(Timer(NOON), steps)
    now += more * rules.SECOND
    ran += 0 if timer.paused_at else more
    assert rules.counted(timer, now) == ran
    stopped = rules.stopped_at(timer, now)
    assert rules.until(timer, stopped) == ran
    assert stopped <= now


@given(STEPS, st.integers(1, 7200), st.integers(0, 7200))
def test_a_length_is_never_passed_and_ends_where_it_says(
    steps: list[tuple[str, int]], length: int, more: int
) -> None:
    timer, now, _ = after(Timer(NOON, length), steps)
    assert rules.counted(timer, now + more * rules.SECOND) <= length
    end = rules.ends_at(timer)
    assert (end is None) == (timer.paused_at is not None)
    if end is not None:
        assert rules.counted(timer, end) == length
        assert rules.counted(timer, end - rules.SECOND) == length - 1
        assert rules.stopped_at(timer, end + HOUR) == end


@given(STEPS, st.lists(st.integers(-7200, 7200), min_size=1, max_size=6))
def test_a_clock_that_goes_back_takes_nothing_below_zero(
    steps: list[tuple[str, int]], jumps: list[int]
) -> None:
    timer, now, _ = after(Timer(NOON), steps)
    for number, jump in enumerate(jumps):
        now += jump * rules.SECOND
        timer = rules.resumed(timer, now) if number % 2 else rules.paused(timer, now)
        assert rules.counted(timer, now) >= 0
        assert timer.paused_seconds >= 0
        assert rules.until(timer, rules.stopped_at(timer, now)) >= 0
        assert timer.started_at <= (timer.first_paused_at or timer.last_began)


@given(STEPS, st.integers(-90_000, 90_000))
def test_a_moved_start_changes_what_counts_by_as_much(
    steps: list[tuple[str, int]], shift: int
) -> None:
    timer, now, _ = after(Timer(NOON), steps)
    now = max(now, NOON + MINUTE)
    start = NOON + shift * rules.SECOND
    is_late = start > now or (timer.first_paused_at is not None and start > timer.first_paused_at)
    if is_late or start < now - rules.DAY:
        with pytest.raises(Invalid) as refused:
            rules.with_start(timer, start, now, "12:00")
        assert refused.value.field == "start"
        return
    moved = rules.with_start(timer, start, now, "12:00")
    assert rules.counted(moved, now) == rules.counted(timer, now) - shift
    assert rules.counted(moved, now) >= 0


@given(STEPS, st.floats(0, 1))
def test_every_end_that_is_allowed_counts_no_less_than_nothing(
    steps: list[tuple[str, int]], where: float
) -> None:
    timer, now, ran = after(Timer(NOON), steps)
    earliest, latest = rules.ends(timer, now)
    assert earliest <= latest
    end = earliest + int((latest - earliest).total_seconds() * where) * rules.SECOND
    assert 0 <= rules.until(timer, end) <= min(ran, rules.DAY // rules.SECOND)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [
        pytest.param(0, 1, id="nothing at all"),
        pytest.param(29, 1, id="less than half a minute"),
        pytest.param(89, 1, id="below the half"),
        pytest.param(90, 2, id="at the half"),
        pytest.param(25 * 60, 25, id="a pomodoro"),
        pytest.param(200_000, 1440, id="more than a day"),
    ],
)
def test_seconds_become_whole_minutes(seconds: int, minutes: int) -> None:
    assert rules.minutes_of(seconds) == minutes


@given(st.integers(0, 86_400), st.integers(0, 7200))
def test_the_log_of_a_stretch_ends_with_it_at_the_latest(counts: int, paused: int) -> None:
    end = NOON + (counts + paused) * rules.SECOND
    minutes = rules.minutes_of(counts)
    began = rules.log_began(NOON, end, minutes)
    assert began <= NOON
    assert began + minutes * MINUTE <= end


@pytest.mark.parametrize(
    ("later", "counts", "goes_on"),
    [
        pytest.param(24 * MINUTE, 24, False, id="not over yet"),
        pytest.param(25 * MINUTE, 25, True, id="at its end"),
        pytest.param(31 * MINUTE, 31, True, id="a moment later"),
        pytest.param(40 * MINUTE, 40, True, id="a quarter later"),
        pytest.param(41 * MINUTE, 25, True, id="somebody was away"),
    ],
)
def test_going_on_counts_what_nobody_noticed_and_not_what_nobody_did(
    later: timedelta, counts: int, goes_on: bool
) -> None:
    timer = Timer(NOON, 25 * 60)
    on = rules.gone_on(timer, NOON + later)
    assert (on != timer) == goes_on
    assert rules.counted(on, NOON + later) == counts * 60
    assert rules.counted(on, NOON + later + MINUTE) == (counts + 1) * 60


@pytest.mark.parametrize(
    ("timer", "now", "runaway"),
    [
        pytest.param(Timer(NOON), NOON + 4 * HOUR, False, id="four hours"),
        pytest.param(Timer(NOON), NOON + 4 * HOUR + rules.SECOND, True, id="longer"),
        pytest.param(Timer(NOON, 6 * 3600), NOON + 9 * HOUR, False, id="six hours, meant so"),
        pytest.param(
            Timer(NOON, paused_seconds=3600), NOON + 5 * HOUR, False, id="with an hour's pause"
        ),
    ],
)
def test_a_timer_without_an_end_is_asked_about_after_four_hours(
    timer: Timer, now: datetime, runaway: bool
) -> None:
    assert rules.is_runaway(timer, now) == runaway


def test_it_cannot_have_ended_before_it_last_began_nor_after_a_day() -> None:
    timer = rules.resumed(rules.paused(Timer(NOON), NOON + HOUR), NOON + 2 * HOUR)
    assert rules.ends(timer, NOON + 9 * HOUR) == (NOON + 2 * HOUR, NOON + 9 * HOUR)
    assert rules.ends(timer, NOON + 99 * HOUR)[1] == NOON + 25 * HOUR


@pytest.mark.parametrize(
    ("start", "said"),
    [
        pytest.param(NOON + 3 * HOUR + MINUTE, t.start_ahead, id="still to come"),
        pytest.param(NOON - 22 * HOUR, t.start_long_ago, id="more than a day ago"),
        pytest.param(
            NOON + 61 * MINUTE, t.start_after_pause(time="13:00"), id="after its first pause"
        ),
    ],
)
def test_a_start_that_cannot_be_is_refused_in_words(start: datetime, said: str) -> None:
    timer = rules.resumed(rules.paused(Timer(NOON), NOON + HOUR), NOON + 2 * HOUR)
    with pytest.raises(Invalid) as refused:
        rules.with_start(timer, start, NOON + 3 * HOUR, "13:00")
    assert refused.value.message == said


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("until 18:00", "18:00", id="until"),
        pytest.param(" 18:00 ", "18:00", id="the time alone"),
        pytest.param("Until 0:05", "00:05", id="after midnight"),
        pytest.param("40m", None, id="a length"),
        pytest.param("until dinner", None, id="no time"),
        pytest.param("25:00", None, id="on no clock"),
    ],
)
def test_an_end_is_read_off_the_clock(text: str, ends: str | None) -> None:
    now = NOON.replace(tzinfo=None) + 4 * HOUR
    end = rules.end_on_clock(text, now)
    assert (None if end is None else f"{end:%H:%M}") == ends
    assert end is None or now < end <= now + rules.FARTHEST


def test_an_end_tomorrow_evening_is_too_far_away() -> None:
    with pytest.raises(Invalid, match="twelve hours"):
        rules.end_on_clock("until 11:59", NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("length", "pomodoros", "minutes", "mode"),
    [
        pytest.param(25, 1, 5, Mode.SHORT_BREAK, id="the first"),
        pytest.param(25, 4, 15, Mode.LONG_BREAK, id="the fourth"),
        pytest.param(25, 5, 5, Mode.SHORT_BREAK, id="the fifth"),
        pytest.param(50, 2, 10, Mode.SHORT_BREAK, id="a long one"),
        pytest.param(25, 0, 5, Mode.SHORT_BREAK, id="none"),
    ],
)
def test_a_pomodoro_earns_a_break(length: int, pomodoros: int, minutes: int, mode: Mode) -> None:
    assert rules.break_minutes(length * 60, pomodoros) == minutes
    assert rules.break_mode(pomodoros) == mode


def test_thoughts_are_lines_of_one_text() -> None:
    thoughts = rules.with_thought("", "  less \n bow ")
    assert rules.with_thought(thoughts, "elbow\x00 down") == "less bow\nelbow down"
    for nothing in ("", " \n ", "\x00"):
        with pytest.raises(Invalid):
            rules.with_thought(thoughts, nothing)
    with pytest.raises(Invalid, match="5,000"):
        rules.with_thought("x" * 4_999, "y")


def test_pausing_twice_and_resuming_twice_change_nothing() -> None:
    once = rules.paused(Timer(NOON), NOON + MINUTE)
    assert rules.paused(once, NOON + HOUR) == once
    on = rules.resumed(once, NOON + HOUR)
    assert rules.resumed(on, NOON + 2 * HOUR) == on
    over = Timer(NOON, 60)
    assert rules.paused(over, NOON + HOUR) == over
    assert replace(on, resumed_at=None) != on

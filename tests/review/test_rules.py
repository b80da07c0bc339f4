"""Which week is reviewed, and which of its sentences stand for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.review.rules import (
    LONGEST,
    MOST_LINES,
    SHORTEST,
    Line,
    best,
    parse_week,
    place_of_question,
)

WEDNESDAY = date(2026, 11, 18)
WEEK_STARTS = st.integers(0, 6)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@pytest.mark.parametrize(
    ("text", "today", "first"),
    [
        pytest.param("", WEDNESDAY, date(2026, 11, 9), id="the week that ended"),
        pytest.param("", date(2026, 11, 22), date(2026, 11, 16), id="on Sunday this one"),
        pytest.param("", date(2026, 11, 23), date(2026, 11, 16), id="on Monday the last"),
        pytest.param("2026-11-18", WEDNESDAY, date(2026, 11, 16), id="this one if asked for"),
        pytest.param("2026-10-31", WEDNESDAY, date(2026, 10, 26), id="the week of any day"),
        pytest.param("2026-11-23", WEDNESDAY, date(2026, 11, 9), id="a week to come"),
        pytest.param("9999-12-31", WEDNESDAY, date(2026, 11, 9), id="the end of time"),
        pytest.param("yesterday", WEDNESDAY, date(2026, 11, 9), id="no date"),
    ],
)
def test_which_week(text: str, today: date, first: date) -> None:
    assert parse_week(text, today, monday_of) == first


@given(st.text(), st.dates(min_value=date(1970, 1, 1)), WEEK_STARTS)
def test_whatever_is_asked_for_a_week_is_one_that_has_begun(
    text: str, today: date, week_start: int
) -> None:
    def week_of(day: date) -> date:
        return day - timedelta(days=(day.weekday() - week_start) % 7)

    week = parse_week(text, today, week_of)
    assert week <= today
    assert week.weekday() == week_start


USUAL = "Played the scale with the metronome again today"
RARE = "The thumb hovers, and suddenly vibrato happens by itself"
OTHER = "Perspective begins where the horizon stops wobbling"


def test_a_sentence_with_words_of_its_own_is_better_than_one_that_is_always_said() -> None:
    lines = [Line(USUAL, "1", "cello"), Line(RARE, "2", "cello")]
    known = [USUAL] * 20 + [RARE]
    assert best(lines, known, most=1) == [lines[1]]


def test_each_pursuit_has_one_before_any_has_two_and_no_log_has_two() -> None:
    lines = [
        Line(RARE, "1", "cello"),
        Line(RARE + ", and the whole bow arrives", "1", "cello"),
        Line("Rosin dust tells where the bow has been travelling", "2", "cello"),
        Line(OTHER, "3", "drawing"),
    ]
    chosen = best(lines, [line.text for line in lines], most=2)
    assert {line.pursuit for line in chosen} == {"cello", "drawing"}
    assert len({line.log for line in best(lines, [], most=4)}) == 3


def test_they_come_in_the_order_of_their_days() -> None:
    lines = [Line(USUAL, "1", "cello"), Line(RARE, "2", "cello"), Line(OTHER, "3", "drawing")]
    assert best(lines, [USUAL] * 9) == lines


LINES = st.lists(
    st.builds(Line, st.text(max_size=300), st.sampled_from("abcd"), st.sampled_from("xy"))
)


@given(LINES, st.lists(st.text()))
def test_what_is_chosen_was_there_fits_and_is_of_different_logs(
    lines: list[Line], known: list[str]
) -> None:
    chosen = best(lines, known)
    assert len(chosen) <= MOST_LINES
    assert all(line in lines and SHORTEST <= len(line.text) <= LONGEST for line in chosen)
    assert len({line.log for line in chosen}) == len(chosen)


def test_each_week_has_the_next_question() -> None:
    week = date(2026, 11, 9)
    places = [place_of_question(week + timedelta(weeks=number), 12) for number in range(13)]
    assert places[1:] == [(place + 1) % 12 for place in places[:-1]]

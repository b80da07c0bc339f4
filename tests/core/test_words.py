import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.language import speaking

TODAY = date(2026, 11, 18)
"""A Wednesday."""


def spoken(text: str) -> str:
    """With ordinary blanks, to be compared with what stands in a table."""
    return text.replace(words.NBSP, " ")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        pytest.param(0, "0 min", id="nothing"),
        pytest.param(1, "1 min", id="a minute"),
        pytest.param(59, "59 min", id="just under an hour"),
        pytest.param(60, "1 h", id="an hour"),
        pytest.param(61, "1 h 01", id="minutes have two digits"),
        pytest.param(85, "1 h 25", id="hours and minutes"),
        pytest.param(1440, "24 h", id="a day is still told in hours"),
        pytest.param(2840, "47 h 20", id="a long total"),
        pytest.param(60_000, "1,000 h", id="thousands are grouped"),
        pytest.param(636_899, "10,614 h 59", id="thousands with minutes"),
    ],
)
def test_a_duration_reads_as_people_say_it(minutes: int, text: str) -> None:
    assert spoken(words.duration(minutes)) == text


@given(st.integers(0, 10_000_000))
def test_no_minute_is_lost_or_rounded_in_a_duration(minutes: int) -> None:
    text = spoken(words.duration(minutes)).replace(",", "")
    said = re.fullmatch(r"(?:(\d+) h)?(?: ?(\d\d?)(?: min)?)?", text)
    assert said is not None
    assert int(said[1] or 0) * 60 + int(said[2] or 0) == minutes


@given(st.integers(0, 10_000_000))
def test_a_number_is_never_parted_from_its_unit_at_the_end_of_a_line(minutes: int) -> None:
    for text in (words.duration(minutes), words.hours(minutes), words.whole_hours(minutes)):
        assert " " not in text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        pytest.param(0, "0 h", id="nothing yet"),
        pytest.param(20, "20 min", id="less than an hour"),
        pytest.param(2840, "47 h 20", id="hours and minutes"),
        pytest.param(6000, "100 h", id="a hundred"),
    ],
)
def test_a_total_begins_at_no_hours(minutes: int, text: str) -> None:
    assert spoken(words.hours(minutes)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        pytest.param(0, "0 h", id="nothing"),
        pytest.param(59, "0 h", id="just under an hour"),
        pytest.param(60, "1 h", id="an hour"),
        pytest.param(5999, "99 h", id="a minute short of a hundred is not a hundred"),
        pytest.param(6000, "100 h", id="a hundred"),
        pytest.param(60_000, "1,000 h", id="thousands are grouped"),
    ],
)
def test_whole_hours_are_never_rounded_up(minutes: int, text: str) -> None:
    assert spoken(words.whole_hours(minutes)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        pytest.param(0, "no", id="none"),
        pytest.param(1, "one", id="one"),
        pytest.param(9, "nine", id="nine"),
        pytest.param(12, "twelve", id="the last in words"),
        pytest.param(13, "13", id="the first in digits"),
        pytest.param(10_614, "10,614", id="thousands"),
        pytest.param(-1, "-1", id="below none"),
    ],
)
def test_counts_up_to_twelve_are_words(count: int, text: str) -> None:
    assert words.number(count) == text


@given(st.integers())
def test_grouping_changes_no_digit(number: int) -> None:
    text = words.grouped(number)
    assert int(text.replace(",", "")) == number
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*", text)


@pytest.mark.parametrize(
    ("when", "day", "long", "near"),
    [
        pytest.param(
            date(2026, 11, 18), "18 November", "Wednesday, 18 November", "Today", id="today"
        ),
        pytest.param(
            date(2026, 11, 17), "17 November", "Tuesday, 17 November", "Yesterday", id="yesterday"
        ),
        pytest.param(
            date(2026, 11, 16),
            "16 November",
            "Monday, 16 November",
            "Monday, 16 November",
            id="two days ago",
        ),
        pytest.param(
            date(2026, 11, 19),
            "19 November",
            "Thursday, 19 November",
            "Thursday, 19 November",
            id="tomorrow",
        ),
        pytest.param(
            date(2026, 1, 1),
            "1 January",
            "Thursday, 1 January",
            "Thursday, 1 January",
            id="the first day of this year",
        ),
        pytest.param(
            date(2025, 12, 31),
            "31 December 2025",
            "Wednesday, 31 December 2025",
            "Wednesday, 31 December 2025",
            id="the last day of last year",
        ),
        pytest.param(
            date(2027, 11, 18),
            "18 November 2027",
            "Thursday, 18 November 2027",
            "Thursday, 18 November 2027",
            id="the same day of another year",
        ),
        pytest.param(
            date(2024, 2, 29),
            "29 February 2024",
            "Thursday, 29 February 2024",
            "Thursday, 29 February 2024",
            id="a leap day",
        ),
    ],
)
def test_a_day_has_its_year_only_if_it_is_not_this_one(
    when: date, day: str, long: str, near: str
) -> None:
    assert spoken(words.day(when, TODAY)) == day
    assert spoken(words.long_day(when, TODAY)) == long
    assert spoken(words.near_day(when, TODAY)) == near


def test_yesterday_may_have_been_last_year() -> None:
    assert words.near_day(date(2025, 12, 31), date(2026, 1, 1)) == "Yesterday"


@given(st.dates(), st.dates(min_value=date(1, 1, 2)))
def test_different_days_never_read_the_same(one: date, today: date) -> None:
    other = today - timedelta(days=1)
    for say in (words.day, words.long_day, words.near_day):
        assert (say(one, today) == say(other, today)) == (one == other)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        pytest.param(date(2026, 3, 1), "March", id="of this year"),
        pytest.param(date(2025, 3, 31), "March 2025", id="of another year"),
        pytest.param(date(2026, 1, 1), "January", id="the first"),
        pytest.param(date(2025, 12, 31), "December 2025", id="the last"),
    ],
)
def test_a_month_has_its_year_only_if_it_is_not_this_one(when: date, text: str) -> None:
    assert spoken(words.month(when, TODAY)) == text


@given(st.dates(min_value=date(1900, 1, 1)))
def test_months_and_weekdays_are_those_of_the_calendar(when: date) -> None:
    assert spoken(words.month(when, when)) == f"{when:%B}"
    assert words.weekdays()[when.weekday()] == words.weekday(when) == f"{when:%A}"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        pytest.param(datetime(2026, 11, 18, 0, 0, tzinfo=UTC), "00:00", id="midnight"),
        pytest.param(datetime(2026, 11, 18, 9, 5, tzinfo=UTC), "09:05", id="two digits each"),
        pytest.param(datetime(2026, 11, 18, 23, 59, 59, tzinfo=UTC), "23:59", id="seconds are cut"),
    ],
)
def test_a_time_of_day_has_24_hours(moment: datetime, text: str) -> None:
    assert words.clock(moment) == text


# In Portuguese

BEFORE = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("say", "text"),
    [
        pytest.param(lambda: words.day(TODAY, TODAY), "18 de novembro", id="a day"),
        pytest.param(
            lambda: words.day(date(2025, 3, 1), TODAY), "1 de março de 2025", id="of another year"
        ),
        pytest.param(
            lambda: words.long_day(TODAY, TODAY), "Quarta-feira, 18 de novembro", id="a long day"
        ),
        pytest.param(lambda: words.near_day(TODAY, TODAY), "Hoje", id="today"),
        pytest.param(lambda: words.near_day(BEFORE, TODAY), "Ontem", id="yesterday"),
        pytest.param(lambda: words.month(date(2026, 3, 1), TODAY), "março", id="a month"),
        pytest.param(
            lambda: words.month(date(2025, 3, 1), TODAY), "março de 2025", id="of last year"
        ),
        pytest.param(lambda: words.weekday(TODAY), "quarta-feira", id="inside a sentence"),
        pytest.param(lambda: words.weekdays()[6], "Domingo", id="to be chosen"),
        pytest.param(lambda: words.short_weekday(TODAY), "qua", id="under a bar"),
        pytest.param(lambda: words.duration(85), "1 h 25", id="a duration is the same"),
        pytest.param(lambda: words.duration(60_000), "1.000 h", id="thousands"),
        pytest.param(lambda: words.decimal(1234.56), "1.234,6", id="a fraction"),
        pytest.param(lambda: words.number(3), "3", id="a count has no gender in digits"),
        pytest.param(lambda: words.separators(), ",.", id="as charts are told"),
    ],
)
def test_days_and_numbers_are_written_as_in_brazil(say: Callable[[], str], text: str) -> None:
    with speaking("pt-BR"):
        assert spoken(say()) == text

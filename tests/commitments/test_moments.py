from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules.moments import parse_moment, plain
from hundred_app.features.commitments.rules.spellings import MONTHS, WEEKDAYS
from hundred_app.features.commitments.texts import t

at = datetime.fromisoformat
WEDNESDAY = at("2026-11-18T17:50:20")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("17:05", "2026-11-18T17:05", id="a time is today's"),
        pytest.param("9:05", "2026-11-18T09:05", id="one digit of hours"),
        pytest.param("17:50", "2026-11-18T17:50", id="the minute that is now"),
        pytest.param("0:00", "2026-11-18T00:00", id="midnight"),
        pytest.param("today", "2026-11-18T17:50:20", id="today is now"),
        pytest.param("today 17:05", "2026-11-18T17:05", id="today with a time"),
        pytest.param("Today 17:05", "2026-11-18T17:05", id="as the form shows it"),
        pytest.param("yesterday", "2026-11-17T12:00", id="a day alone is its noon"),
        pytest.param("YESTERDAY 18:05", "2026-11-17T18:05", id="upper case"),
        pytest.param("yesterday at 18:05", "2026-11-17T18:05", id="with at"),
        pytest.param("yesterday, 18:05", "2026-11-17T18:05", id="with a comma"),
        pytest.param("  yesterday\t 18:05 ", "2026-11-17T18:05", id="blanks"),
        pytest.param("yesterday\u00a018:05", "2026-11-17T18:05", id="no-break space"),
        pytest.param("yesterday \uff11\uff18:05", "2026-11-17T18:05", id="full-width digits"),
        pytest.param("yesterday \u0661\u0668:\u0660\u0665", "2026-11-17T18:05", id="Arabic"),
        pytest.param("mon", "2026-11-16T12:00", id="a weekday is the last one"),
        pytest.param("monday 9:30", "2026-11-16T09:30", id="a weekday with a time"),
        pytest.param("Tues", "2026-11-17T12:00", id="a longer abbreviation"),
        pytest.param("thu", "2026-11-12T12:00", id="a weekday of the week before"),
        pytest.param("wed", "2026-11-11T12:00", id="today's weekday is a week ago"),
        pytest.param("wed 9:00", "2026-11-11T09:00", id="also with a time"),
        pytest.param("3 Nov", "2026-11-03T12:00", id="a date"),
        pytest.param("3nov", "2026-11-03T12:00", id="a date together"),
        pytest.param("3rd November", "2026-11-03T12:00", id="ordinal"),
        pytest.param("Nov 3", "2026-11-03T12:00", id="the month first"),
        pytest.param("November 3rd, 2025 8:00", "2025-11-03T08:00", id="American in full"),
        pytest.param("3 November 2026 18:05", "2026-11-03T18:05", id="in full"),
        pytest.param("18 Nov", "2026-11-18T17:50:20", id="a date that is today is now"),
        pytest.param("19 Nov", "2025-11-19T12:00", id="a date without a year is never ahead"),
        pytest.param("31 December 23:59", "2025-12-31T23:59", id="of last year"),
        pytest.param("29 Feb", "2024-02-29T12:00", id="the last leap day"),
        pytest.param("sept 1", "2026-09-01T12:00", id="four letters of a month"),
        pytest.param("Tuesday, 3 November 8:00", "2026-11-03T08:00", id="with its weekday"),
        pytest.param("2026-11-03", "2026-11-03T12:00", id="a timestamp's day"),
        pytest.param("2026-11-03 18:05", "2026-11-03T18:05", id="a timestamp"),
        pytest.param("2026-11-03T18:05", "2026-11-03T18:05", id="a timestamp with T"),
        pytest.param("2026-11-03t18:05", "2026-11-03T18:05", id="a timestamp with a small t"),
    ],
)
def test_a_moment_is_understood_however_it_is_written(text: str, moment: str) -> None:
    assert parse_moment(text, WEDNESDAY) == at(moment)


def test_a_leap_day_may_be_eight_years_back() -> None:
    assert parse_moment("29 Feb", at("1904-02-28T12:00")) == at("1896-02-29T12:00")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("soon", id="a word"),
        pytest.param("18", id="only a number"),
        pytest.param("25:00", id="no such hour"),
        pytest.param("24:00", id="midnight at the end"),
        pytest.param("17:60", id="no such minute"),
        pytest.param("17:5", id="one digit of minutes"),
        pytest.param("17:10-17:50", id="a range"),
        pytest.param("31 Feb", id="no such day"),
        pytest.param("0 Nov", id="day zero"),
        pytest.param("29 Feb 2025", id="no leap year"),
        pytest.param("2026-02-30", id="no such day in a timestamp"),
        pytest.param("2026-13-01", id="no such month"),
        pytest.param("2026-11-03T25:00", id="no such hour in a timestamp"),
        pytest.param("0000-01-01", id="year zero"),
        pytest.param("3/11", id="day or month first"),
        pytest.param("3.11.", id="day or month first with points"),
        pytest.param("mo", id="too short for a weekday"),
        pytest.param("mondays", id="more than a weekday"),
        pytest.param("Monday, 3 November", id="it was a Tuesday"),
        pytest.param("yesterday evening", id="no time of day in words"),
        pytest.param("yesterday at", id="at nothing"),
        pytest.param("yesterday 18:05 cello", id="more than a moment"),
        pytest.param("\u0663 Nov 18:05 \U0001f3bb", id="an emoji"),
        pytest.param("1" * 11_000, id="very long"),
    ],
)
def test_what_is_no_moment_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_moment(text, WEDNESDAY)
    assert refusal.value.field == "moment"
    assert refusal.value.message == t.not_a_time


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("17:51", id="a minute from now"),
        pytest.param("today 23:00", id="tonight"),
        pytest.param("18 Nov 18:00", id="later on this date"),
        pytest.param("19 November 2026", id="tomorrow"),
        pytest.param("2027-01-01", id="next year"),
        pytest.param("2026-11-18T17:51", id="a timestamp a minute from now"),
    ],
)
def test_what_is_still_to_come_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_moment(text, WEDNESDAY)
    assert refusal.value.field == "moment"
    assert refusal.value.message == t.in_the_future


@pytest.mark.parametrize("text", ["yesterday", "mon", "3 Nov", "29 Feb"])
def test_days_before_the_first_day_there_is_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_moment(text, at("0001-01-01T00:00"))


nows = st.datetimes(at("1971-01-01"), at("2099-12-31"))


@given(nows, st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_what_hundred_shows_can_be_typed_back(now: datetime, ago: timedelta) -> None:
    moment = (now - ago).replace(second=0, microsecond=0)
    shown = f"{words.near_day(moment.date(), now.date())} {words.clock(moment)}"
    assert parse_moment(shown, now) == moment
    assert parse_moment(f"{moment:%Y-%m-%d %H:%M}", now) == moment


@given(st.sampled_from(WEEKDAYS), nows)
def test_a_weekday_is_within_the_week_before_today(name: str, now: datetime) -> None:
    day = parse_moment(name, now).date()
    assert WEEKDAYS[day.weekday()] == name
    assert 1 <= (now.date() - day).days <= 7


@given(st.integers(1, 31), st.sampled_from(MONTHS), nows)
def test_a_date_without_a_year_is_the_latest_there_was(
    number: int, month: str, now: datetime
) -> None:
    try:
        moment = parse_moment(f"{number} {month}", now)
    except Invalid:
        assert number > 29
        return
    assert (moment.day, MONTHS[moment.month - 1]) == (number, month)
    assert moment <= now
    assert number == 29 or now - moment < timedelta(days=367)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["today", "mon", "3", "31", "Feb", "nov", "2026", "9:30", ",", "at", "-"]),
        max_size=5,
    ).map(" ".join),
    st.datetimes(),
)
def test_any_text_is_a_moment_up_to_now_or_refused(text: str, now: datetime) -> None:
    try:
        moment = parse_moment(text, now)
    except Invalid:
        return
    assert moment <= now


@given(st.text())
def test_plain_text_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules.durations import find_duration, parse_duration
from hundred_app.features.commitments.texts import t


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        pytest.param("45", 45, id="a whole number is minutes"),
        pytest.param("1", 1, id="the shortest"),
        pytest.param("1440", 1440, id="the longest"),
        pytest.param("0045", 45, id="leading zeros"),
        pytest.param("45m", 45, id="m"),
        pytest.param("45M", 45, id="upper case"),
        pytest.param("45 min", 45, id="min"),
        pytest.param("45 min.", 45, id="min with a full stop"),
        pytest.param("45 mins", 45, id="mins"),
        pytest.param("90 minutes", 90, id="minutes"),
        pytest.param("1 minute", 1, id="minute"),
        pytest.param("1h", 60, id="h"),
        pytest.param("1 hr", 60, id="hr"),
        pytest.param("2 hrs", 120, id="hrs"),
        pytest.param("1 hour", 60, id="hour"),
        pytest.param("2 hours", 120, id="hours"),
        pytest.param("24h", 1440, id="a whole day"),
        pytest.param("1h30", 90, id="hours and minutes"),
        pytest.param("1H30", 90, id="hours and minutes in upper case"),
        pytest.param("1h05", 65, id="minutes with a zero"),
        pytest.param("1h5", 65, id="minutes with one digit"),
        pytest.param("1 h 5", 65, id="minutes with one digit apart"),
        pytest.param("0h45", 45, id="no hours"),
        pytest.param("1 h 30", 90, id="apart"),
        pytest.param("1h 30m", 90, id="both units"),
        pytest.param("1h30min", 90, id="both units together"),
        pytest.param("1 hour and 30 minutes", 90, id="in full"),
        pytest.param("2 hours 5", 125, id="only hours with a unit"),
        pytest.param("1:30", 90, id="with a colon"),
        pytest.param("1:30h", 90, id="with a colon and a unit"),
        pytest.param("0:45", 45, id="with a colon and no hours"),
        pytest.param("24:00", 1440, id="a whole day with a colon"),
        pytest.param("1.5h", 90, id="decimal point"),
        pytest.param("1,5h", 90, id="decimal comma"),
        pytest.param("1.5 hours", 90, id="decimal in full"),
        pytest.param(".5h", 30, id="nothing before the point"),
        pytest.param("1.5", 90, id="a bare decimal is hours"),
        pytest.param("1,25", 75, id="a bare decimal with a comma"),
        pytest.param(".5", 30, id="a bare fraction"),
        pytest.param("1.0", 60, id="a bare decimal that is whole"),
        pytest.param("0.125h", 8, id="half a minute rounds up"),
        pytest.param("0.375h", 23, id="half a minute rounds up from an even minute too"),
        pytest.param("0.1083h", 6, id="less than half rounds down"),
        pytest.param("0.333333333h", 20, id="thirds of an hour"),
        pytest.param("  45\tm \n", 45, id="blanks around and between"),
        pytest.param("1    h     30", 90, id="many blanks"),
        pytest.param("1\u00a0h\u00a030", 90, id="no-break spaces"),
        pytest.param("1\u202fh\u202f30", 90, id="narrow no-break spaces"),
        pytest.param("\uff14\uff15", 45, id="full-width digits"),
        pytest.param("\uff11\uff1a\uff13\uff10", 90, id="full-width colon"),
        pytest.param("\uff11\uff28\uff13\uff10", 90, id="full-width letter"),
        pytest.param("\u0664\u0665m", 45, id="Arabic-Indic digits"),
        pytest.param("\u0661\u066b\u0665", 90, id="Arabic decimal separator"),
        pytest.param("\u0967h\u0969\u0966", 90, id="Devanagari digits"),
    ],
)
def test_a_duration_is_understood_however_it_is_written(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("  ", id="blanks"),
        pytest.param("abc", id="a word"),
        pytest.param("m", id="only a unit"),
        pytest.param(".", id="only a point"),
        pytest.param(":", id="only a colon"),
        pytest.param("0", id="zero"),
        pytest.param("0m", id="zero minutes"),
        pytest.param("0:00", id="zero with a colon"),
        pytest.param("0.0", id="zero with a point"),
        pytest.param("0.008h", id="less than half a minute"),
        pytest.param("-5", id="negative"),
        pytest.param("\u22125m", id="negative with a true minus"),
        pytest.param("+5", id="with a plus"),
        pytest.param("1441", id="a minute too long"),
        pytest.param("25h", id="an hour too long"),
        pytest.param("24h01", id="a minute more than a day"),
        pytest.param("24.01h", id="a little more than a day"),
        pytest.param("24:01", id="a minute more than a day with a colon"),
        pytest.param("9" * 500, id="far too many digits"),
        pytest.param("9" * 9 + "h", id="far too long"),
        pytest.param("1:60", id="sixty minutes"),
        pytest.param("1h75", id="more minutes than an hour has"),
        pytest.param("1:5", id="one digit after the colon"),
        pytest.param("1:30:15", id="seconds"),
        pytest.param("1h30m15s", id="seconds with a unit"),
        pytest.param("1.", id="nothing after the point"),
        pytest.param("1,440", id="perhaps thousands"),
        pytest.param("1.5m", id="fractions of a minute"),
        pytest.param("1.5.5h", id="two points"),
        pytest.param("1 30", id="no telling which"),
        pytest.param("4 5", id="two numbers"),
        pytest.param("45m cello", id="more than a duration"),
        pytest.param("45\u00b2", id="a raised digit"),
        pytest.param("1e2", id="a power"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("1_0", id="an underscore"),
        pytest.param("m" * 11_000, id="very long"),
    ],
)
def test_what_is_not_a_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_duration(text)
    assert refusal.value.field == "duration"
    assert refusal.value.message == t.duration_range


@given(st.integers(1, 1440))
def test_what_hundred_shows_can_be_typed_back(minutes: int) -> None:
    assert parse_duration(words.duration(minutes)) == minutes


@given(st.integers(1, 1440))
def test_all_ways_to_write_a_duration_agree(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    ways = [f"{minutes}", f"{minutes}min", f"{hours}:{rest:02d}", f"{hours}h{rest}m"]
    assert {parse_duration(way) for way in ways} == {minutes}


@given(st.decimals("0.01", "23.99", places=2))
def test_fractions_of_an_hour_are_never_off_by_more_than_half_a_minute(hours: object) -> None:
    assert abs(parse_duration(f"{hours}h") - float(str(hours)) * 60) <= 0.5 + 1e-9


@given(st.text())
@example("\u0b72\u00bd\u2460")
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        minutes = parse_duration(text)
    except Invalid:
        return
    assert 1 <= minutes <= 1440


@pytest.mark.parametrize(
    ("text", "minutes", "typed"),
    [
        pytest.param("45 cello", 45, "45", id="a number as the first word"),
        pytest.param("  45, cello", 45, "45", id="a number behind blanks"),
        pytest.param("1.5 cello", 90, "1.5", id="a decimal as the first word"),
        pytest.param("45m cello", 45, "45m", id="a unit"),
        pytest.param("cello 45 min today", 45, "45 min", id="in the middle"),
        pytest.param("cello for 1 h 30", 90, "1 h 30", id="of several words"),
        pytest.param("cello\u00a01,5\u00a0h.", 90, "1,5\u00a0h", id="with no-break spaces"),
        pytest.param("45m of 50m", 45, "45m", id="the first of two"),
        pytest.param("1:30 cello", 90, "1:30", id="a colon"),
        pytest.param("cello 1:30", 90, "1:30", id="a colon at the end"),
        pytest.param("yesterday 18:00 45m cello", 45, "45m", id="behind a day and a time"),
        pytest.param("yesterday 18:00 1:30 cello", 90, "1:30", id="a colon behind a time"),
        pytest.param("yesterday cello 1:30", 90, "1:30", id="a colon not right behind a day"),
        pytest.param("17:10-17:50 or 45m", 45, "45m", id="behind a range"),
        pytest.param("3 Nov 45m", 45, "45m", id="behind a date that begins with a number"),
        pytest.param("1h 3 Nov", 60, "1h", id="before a date"),
        pytest.param("1h 30 Nov", 60, "1h", id="before a date that looks like minutes"),
        pytest.param("1h 30 Nov 2025", 60, "1h", id="before a date with its year"),
        pytest.param("1h 30 Nov 3", 90, "1h 30", id="before a date with the month first"),
        pytest.param("1h30 Nov", 90, "1h30", id="together before a month"),
        pytest.param("1h 5 scales", 60, "1h", id="before another number"),
        pytest.param("1h 17:00 cello", 60, "1h", id="before a time of day"),
        pytest.param("25h cello", 0, "25h", id="out of range"),
        pytest.param("1h75 cello", 0, "1h75", id="impossible minutes"),
        pytest.param("1441 cello", 0, "1441", id="a number out of range"),
    ],
)
def test_the_first_duration_is_found(text: str, minutes: int, typed: str) -> None:
    found = find_duration(text)
    assert found is not None
    assert found[0] == minutes
    assert text[found[1] : found[2]] == typed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="blanks"),
        pytest.param("cello 45", id="a number that is not the first word"),
        pytest.param("cello 1.5", id="a decimal that is not the first word"),
        pytest.param("45metres", id="a part of a word"),
        pytest.param("45-year-old", id="a part of a word with hyphens"),
        pytest.param("a45m", id="the end of a word"),
        pytest.param("17:10-17:50 cello", id="a range"),
        pytest.param("17:10\u201317:50 cello", id="a range with a dash"),
        pytest.param("17:10 to 17:50 cello", id="a range in words"),
        pytest.param("yesterday 18:00", id="a time behind a day"),
        pytest.param("yesterday, 18:00", id="a time behind a day and a comma"),
        pytest.param("mon at 18:00", id="a time behind a day and at"),
        pytest.param("2026-11-03T18:00", id="a timestamp"),
        pytest.param("at 18:00", id="a time behind at"),
        pytest.param("3 Nov", id="a date"),
    ],
)
def test_what_is_no_duration_is_not_found(text: str) -> None:
    assert find_duration(text) is None


@given(st.text() | st.text("0123456789:.,hm -"))
def test_what_is_found_lies_in_the_text(text: str) -> None:
    found = find_duration(text)
    if found:
        minutes, start, end = found
        assert 0 <= minutes <= 1440
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()

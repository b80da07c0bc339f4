"""When a week is sent: the first morning of everybody's own week, wherever they are."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import zones
from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.review.rules import mail as rules

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def is_due(
    now: datetime, zone: str, week_start: int = 0, day_start: int = 0, last: date | None = None
) -> bool:
    # Not one query is asked: a Work knows days and weeks by itself.
    work = Work(None, "", now, zone, week_start, day_start)  # pyright: ignore[reportArgumentType]
    today = work.today
    begins = rules.morning(today, zone, day_start)
    return rules.is_due(today, work.week_of(today), last, begins, now)


@pytest.mark.parametrize(
    ("zone", "first", "week_start", "day_start"),
    [
        pytest.param("UTC", "2026-11-16 08:00", 0, 0, id="Monday"),
        pytest.param("UTC", "2026-11-15 08:00", 6, 0, id="Sunday"),
        pytest.param("UTC", "2026-11-16 08:00", 0, 4, id="a day from four on"),
        pytest.param("UTC", "2026-11-16 10:00", 0, 10, id="a day from ten on"),
        pytest.param("UTC", "2026-11-16 23:00", 0, 23, id="a day from eleven at night on"),
        pytest.param("America/Sao_Paulo", "2026-11-16 11:00", 0, 0, id="São Paulo"),
        pytest.param("Asia/Kolkata", "2026-11-16 02:30", 0, 0, id="Kolkata"),
        pytest.param("Pacific/Kiritimati", "2026-11-15 18:00", 0, 0, id="the first on earth"),
        pytest.param("Pacific/Niue", "2026-11-16 19:00", 0, 0, id="the last on earth"),
        pytest.param("Europe/Berlin", "2026-03-29 06:00", 6, 0, id="the day clocks go forward"),
        pytest.param("Europe/Berlin", "2026-03-30 06:00", 0, 0, id="the day after"),
        pytest.param("Europe/Berlin", "2026-10-25 07:00", 6, 0, id="the day clocks go back"),
        pytest.param("Europe/Berlin", "2026-10-19 06:00", 0, 0, id="before they go back"),
        pytest.param("Pacific/Apia", "2011-12-31 18:00", 6, 0, id="after a day that was not"),
    ],
)
def test_the_first_moment(zone: str, first: str, week_start: int, day_start: int) -> None:
    begins = moment(first)
    assert not is_due(begins - timedelta(seconds=1), zone, week_start, day_start)
    assert is_due(begins, zone, week_start, day_start)
    assert is_due(begins + timedelta(minutes=50), zone, week_start, day_start)
    assert not is_due(begins + timedelta(days=1), zone, week_start, day_start)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        pytest.param(None, True, id="none before"),
        pytest.param(date(2026, 11, 9), True, id="a week ago"),
        pytest.param(date(2026, 11, 10), True, id="weeks begin a day earlier now"),
        pytest.param(date(2026, 11, 11), False, id="and two days earlier"),
        pytest.param(date(2026, 11, 15), False, id="yesterday"),
        pytest.param(date(2026, 11, 16), False, id="today"),
        pytest.param(date(2026, 11, 23), False, id="the clock was set back"),
    ],
)
def test_once_a_week_and_never_two_close_together(last: date | None, due: bool) -> None:
    assert is_due(NOW, "UTC", last=last) == due


@given(
    st.integers(0, 3 * 365 * 24 * 60),
    st.sampled_from(sorted(zones.zone_names())),
    st.integers(0, 6),
    st.integers(0, 23),
)
def test_in_whatever_week_there_is_one_day(
    minutes: int, zone: str, week_start: int, day_start: int
) -> None:
    """Looking every quarter of an hour for two weeks, each message is followed by a week apart."""
    last: date | None = None
    sent: list[date] = []
    for quarter in range(15 * 24 * 4):
        now = NOW + timedelta(minutes=minutes + 15 * quarter)
        if is_due(now, zone, week_start, day_start, last):
            last = zones.local_day(now, zone, day_start)
            sent.append(last)
    assert len(sent) in (2, 3)
    assert {day.weekday() for day in sent} == {week_start}
    assert all((b - a).days == 7 for a, b in pairwise(sent))


def test_it_is_tried_five_times_ever_more_slowly() -> None:
    waits = [rules.next_try(sendings, NOW) for sendings in range(1, 6)]
    assert [wait and (wait - NOW).total_seconds() // 60 for wait in waits] == [5, 20, 80, 320, None]


def test_it_is_tried_again_on_its_own_day_only() -> None:
    today = NOW.date()
    assert rules.is_due_again(today, today, NOW, NOW)
    assert not rules.is_due_again(today, today, NOW + timedelta(seconds=1), NOW)
    assert not rules.is_due_again(today, today, None, NOW)
    assert not rules.is_due_again(today, today - timedelta(days=1), NOW, NOW)
    assert not rules.is_due_again(today, None, NOW, NOW)


def test_a_code_is_known_however_it_is_typed_and_to_one_person_alone() -> None:
    code = rules.new_code()
    kept = rules.code_hash(code, "ana")
    assert len(code) == 14
    assert code not in kept
    assert rules.is_code(f" {code.lower().replace('-', ' ')}\n", "ana", kept)
    assert not rules.is_code(code, "bea", kept)
    assert not rules.is_code("", "ana", kept)
    assert not rules.is_code("", "ana", "")
    assert rules.new_code() != code


def test_a_code_lasts_for_a_day_whatever_clocks_do() -> None:
    for apart, ended in ((0, False), (86_399, False), (86_400, True), (-86_400, True)):
        assert rules.has_ended(NOW, NOW + timedelta(seconds=apart)) == ended
        assert rules.is_new_window(NOW, NOW + timedelta(seconds=apart)) == ended


def test_an_address_is_trimmed_and_nothing_else_is_taken() -> None:
    assert rules.parse_address(" ana@example.org\n") == "ana@example.org"
    for text in ("", "ana", "ana@example.org\r\nBcc: eve@evil.test", "a@b.c, d@e.f"):
        with pytest.raises(Invalid) as refused:
            rules.parse_address(text)
        assert refused.value.field == "address"


def test_a_message_has_one_key_a_day_that_tells_nobody_who() -> None:
    key = rules.message_key("ana", NOW.date())
    assert key == rules.message_key("ana", NOW.date())
    assert "ana" not in key
    assert len({key, rules.message_key("bea", NOW.date()), rules.message_key("ana", date.min)}) == 3

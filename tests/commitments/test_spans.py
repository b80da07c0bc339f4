"""A stretch told by its two ends: what was meant, also in the nights in which clocks change."""

from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, later, person
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from hundred_app.core import zones
from hundred_app.core.errors import Invalid
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.spans import ended, minutes_between
from hundred_app.features.commitments.service import logs, resending
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.told import Typed, told_back
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t

BERLIN = "Europe/Berlin"
WALL = NOON.replace(tzinfo=None)
FUTURE = datetime(2027, 1, 1, tzinfo=UTC)


def minutes(began: str, end: str, zone: str = BERLIN, now: datetime = FUTURE) -> int:
    start = zones.moment_of(datetime.fromisoformat(began), zone)
    return minutes_between(start, ended(end, start, zone, now))


@pytest.mark.parametrize(
    ("began", "end", "expected"),
    [
        pytest.param("2026-11-17 17:10", "18:05", 55, id="the same day"),
        pytest.param("2026-11-17 17:10", " 18:05 ", 55, id="with spaces"),
        pytest.param("2026-11-17 23:30", "0:15", 45, id="after midnight"),
        pytest.param("2026-11-17 17:10", "17:10", 24 * 60, id="a whole day"),
        pytest.param("2026-11-17 17:10", "2026-11-18 09:10", 16 * 60, id="another day"),
        pytest.param("2026-11-17 17:10", "18 Nov 2026 9:10", 16 * 60, id="as people write it"),
        pytest.param("2026-03-29 01:30", "3:30", 60, id="clocks are put forward"),
        pytest.param("2026-03-29 01:30", "2:30", 60, id="an hour that there is not"),
        pytest.param("2026-10-25 01:30", "3:30", 180, id="clocks are put back"),
        pytest.param("2026-10-25 02:50", "2:10", 20, id="an hour that comes twice"),
        pytest.param("2026-10-25 02:10", "2:50", 40, id="within the first of them"),
        pytest.param("2026-10-25 02:50", "2026-10-25 02:10", 20, id="the same with its day"),
        pytest.param("2026-10-24 23:00", "8:00", 600, id="a night that is an hour longer"),
    ],
)
def test_how_long_it_was(began: str, end: str, expected: int) -> None:
    assert minutes(began, end) == expected


@pytest.mark.parametrize(
    ("began", "end", "field", "sentence"),
    [
        pytest.param("2026-11-17 17:10", "", "ended", t.when_ended, id="empty"),
        pytest.param("2026-11-17 17:10", " ", "ended", t.when_ended, id="a space"),
        pytest.param("2026-11-17 17:10", "soon", "ended", t.not_a_time, id="no time"),
        pytest.param("2026-11-17 17:10", "25:00", "ended", t.not_a_time, id="no clock shows it"),
        pytest.param("2026-11-17 17:10", "2026-11-17 17:00", "ended", t.ended_before, id="before"),
        pytest.param("2026-11-17 17:10", "2026-11-17 17:10", "ended", t.ended_before, id="at once"),
        pytest.param("2026-11-15 17:10", "2026-11-17 17:00", "ended", t.duration_range, id="long"),
        pytest.param("2026-11-18 11:00", "13:30", "ended", t.in_the_future, id="still to come"),
        pytest.param("2026-11-18 11:00", "19 Nov 2026", "ended", t.in_the_future, id="tomorrow"),
    ],
)
def test_what_cannot_be(began: str, end: str, field: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        minutes(began, end, now=NOON)
    assert (refused.value.field, refused.value.message) == (field, sentence)


@given(
    began=st.datetimes(WALL - timedelta(days=2500), WALL),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    zone=st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_time_alone_is_the_next_time_that_clocks_show_it(
    began: datetime, hour: int, minute: int, zone: str
) -> None:
    start = zones.moment_of(began, zone)
    end = ended(f"{hour}:{minute:02d}", start, zone, FUTURE)
    assert start < end <= start + timedelta(hours=25, minutes=1)
    shown = zones.local(end, zone)
    is_skipped = (shown.hour, shown.minute) != (hour, minute)
    # Nothing before it shows this time.
    probe = start + timedelta(minutes=1) - timedelta(seconds=start.second % 60)
    probe = probe.replace(microsecond=0)
    assert is_skipped or not any(
        (wall.hour, wall.minute) == (hour, minute)
        for count in range(max(0, int((end - probe).total_seconds() // 60)))
        if (wall := zones.local(probe + timedelta(minutes=count), zone))
    )


def form(cello: str, **typed: object) -> LogForm:
    held: dict[str, object] = {
        "key": new_id(), "commitment_id": cello, "duration": "", "reflection": "the bow",
        "by_span": "1", **typed,
    }  # fmt: skip
    return LogForm.parse(held)


def test_a_log_is_told_by_its_ends(alice: Work) -> None:
    cello = make.commit(alice)
    sent = form(cello, moment="10:30", ended="11:15")
    assert told_back(alice, sent.typed, sent.key)[0].endswith("today 10:30 to 11:15")
    saved = logs.log_time(alice, sent)
    row = alice.db.get_one(TimeLog, saved.log_id)
    assert (row.duration_minutes, row.date) == (45, NOON - timedelta(minutes=90))
    assert resending.is_saved(alice, sent)


def test_a_log_is_changed_by_its_ends(alice: Work) -> None:
    cello = make.commit(alice)
    log = make.log(alice, cello, minutes=60, ago=timedelta(minutes=30))
    edited = logs.as_form(alice, log).model_copy(update={"by_span": 1, "ended": "11:00"})
    logs.edit_log(alice, edited)
    row = alice.db.get_one(TimeLog, log)
    assert (row.duration_minutes, row.date) == (30, NOON - timedelta(minutes=90))


def test_the_ends_are_on_the_clocks_of_the_person(db: Session) -> None:
    bea = later(person(db, "bea", zone=BERLIN), days=0)
    saved = logs.log_time(bea, form(make.commit(bea), moment="yesterday 23:30", ended="0:15"))
    row = db.get_one(TimeLog, saved.log_id)
    assert (row.duration_minutes, row.date) == (45, datetime(2026, 11, 17, 22, 30, tzinfo=UTC))


def test_a_beginning_is_asked_for(alice: Work) -> None:
    sent = form(make.commit(alice), moment="", ended="11:15")
    with pytest.raises(Invalid) as refused:
        logs.log_time(alice, sent)
    assert (refused.value.field, refused.value.message) == ("moment", t.when_began)
    assert told_back(alice, sent.typed, sent.key) == ("", "")
    assert told_back(alice, Typed("45", "", ended="25:99"), sent.key)[0]


def test_a_stranger_logs_nothing_by_ends(alice: Work, mallory: Work) -> None:
    cello = make.commit(alice)
    with pytest.raises(Exception, match="not yours"):
        logs.log_time(mallory, form(cello, moment="10:30", ended="11:15"))

"""An hour of the week and lengths, as the address of the history has them, and what they hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, person
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core.db import Database
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import sifting
from hundred_app.features.commitments.rules.sifting import HourOfWeek, Lengths
from hundred_app.features.commitments.service import history, totals
from hundred_app.features.commitments.service.narrowing import Asked

WEDNESDAY_AT_SIX = datetime(2026, 11, 11, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hour"),
    [
        pytest.param("3-18", HourOfWeek(2, 18), id="Wednesday at six"),
        pytest.param("1-0", HourOfWeek(0, 0), id="the first hour of Monday"),
        pytest.param("7-23", HourOfWeek(6, 23), id="the last one of Sunday"),
        *(
            pytest.param(name, None, id=repr(name))
            for name in ("", "0-1", "8-1", "1-24", "1-", "-1", "1-１", "1-1 ", "1-001")
        ),
    ],
)
def test_hours_of_the_week(name: str, hour: HourOfWeek | None) -> None:
    assert sifting.parse_hour(name) == hour


@pytest.mark.parametrize(
    ("name", "lengths"),
    [
        pytest.param("16-30", Lengths(16, 30), id="a quarter of an hour"),
        pytest.param("181-", Lengths(181, 1440), id="or longer"),
        *(
            pytest.param(name, None, id=repr(name))
            for name in ("", "-", "0-5", "-5", "9-8", "1-1441", "1500-", "1-2-3", "٣-٥", "1e3-")
        ),
    ],
)
def test_lengths(name: str, lengths: Lengths | None) -> None:
    assert sifting.parse_lengths(name) == lengths


@given(st.integers(0, 6), st.integers(0, 23), st.integers(0, 23))
def test_a_name_leads_back_to_its_hour(weekday: int, hour: int, day_start: int) -> None:
    found = sifting.parse_hour(sifting.hour_name(weekday, hour + day_start))
    assert found
    assert found.place(day_start) == weekday * 24 + hour


def minutes(work: Work, **asked: str) -> list[int]:
    return sorted(one.minutes for one in history.written(work, Asked(**asked)))


@pytest.fixture
def cello(alice: Work) -> str:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, at=WEDNESDAY_AT_SIX - timedelta(minutes=30), minutes=30)
    make.log(alice, cello, at=WEDNESDAY_AT_SIX - timedelta(minutes=30), minutes=31)
    make.log(alice, cello, at=WEDNESDAY_AT_SIX - timedelta(days=7), minutes=60)
    make.log(alice, cello, at=WEDNESDAY_AT_SIX + timedelta(minutes=59), minutes=16)
    make.log(alice, cello, at=WEDNESDAY_AT_SIX + timedelta(minutes=60), minutes=200)
    make.log(alice, cello, at=WEDNESDAY_AT_SIX + timedelta(days=1), minutes=45)
    return cello


@pytest.mark.usefixtures("cello")
def test_an_hour_has_the_logs_that_went_through_it(alice: Work) -> None:
    assert minutes(alice, hour="3-18") == [16, 31, 60]
    assert minutes(alice, hour="3-22") == [200]
    assert minutes(alice, hour="3-23") == []
    assert minutes(alice, hour="3-18", time="2026-11-09..2026-11-15") == [16, 31]
    assert minutes(replace(alice, zone="Asia/Tokyo"), hour="4-3") == [16, 31, 60]


@pytest.mark.usefixtures("cello")
def test_lengths_have_both_their_ends(alice: Work) -> None:
    assert minutes(alice, length="16-30") == [16, 30]
    assert minutes(alice, length="31-45", hour="3-18") == [31]
    assert minutes(alice, length="181-") == [200]


@pytest.mark.usefixtures("cello")
def test_each_is_a_chip_that_leads_to_the_rest(alice: Work) -> None:
    shown = history.history(alice, Asked(hour="3-18", length="16-30", time="2026"))
    assert [chip.label.replace(NBSP, " ") for chip in shown.chips] == [
        "Wednesday, 18:00 to 19:00",
        "16 min to 30 min",
    ]
    assert [chip.href for chip in shown.chips] == [
        "/history?time=2026&length=16-30",
        "/history?time=2026&hour=3-18",
    ]
    assert shown.is_narrow
    assert shown.summary.replace(NBSP, " ") == (
        "1 log, 16 min in 2026 in this hour of the week of this length."
    )
    assert history.history(alice, Asked(hour="x", length="y")).chips == []


def test_of_somebody_else_there_is_nothing(mallory: Work, cello: str) -> None:
    assert minutes(mallory, hour="3-18", length="1-1440") == []


@settings(max_examples=60)
@given(
    zone=st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Pacific/Chatham"]),
    day_start=st.integers(0, 23),
    spread=st.lists(
        st.tuples(st.integers(0, 60 * 1440), st.integers(1, 1440)), min_size=1, max_size=8
    ),
)
def test_a_square_of_the_week_leads_to_logs_exactly_where_it_is_filled(
    untouched: Database, zone: str, day_start: int, spread: list[tuple[int, int]]
) -> None:
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), zone=zone, day_start=day_start)
        cello = make.commit(alice)
        for ago, length in spread:
            make.log(alice, cello, minutes=length, at=NOON - timedelta(minutes=ago + length))
        cells = totals.by_hour(alice, [cello])
        for weekday in range(7):
            for hour in range(0, 24, 5):
                name = sifting.hour_name(weekday, hour + day_start)
                assert bool(minutes(alice, hour=name)) == bool(cells.get((weekday, hour)))

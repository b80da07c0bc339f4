"""Minutes by the hours of the week, and logs by their length: the same as counted by hand."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import make
import pytest
from conftest import NOON, person
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.clockhours import Begun, spread
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.store import logs as log_rows
from hundred_app.features.commitments.tables import TimeLog

ZONES = ["UTC", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]
CHANGE = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""At which clocks in Paris are put back; those of the others change within weeks."""


def put(work: Work, commitment_id: str, moments: list[tuple[datetime, int]]) -> None:
    log_rows.add_all(
        work,
        [
            TimeLog(commitment_id=commitment_id, duration_minutes=minutes, date=at, reflection="-")
            for at, minutes in moments
        ],
    )


def by_hand(zone: str, day_start: int, at: datetime, minutes: int) -> Counter[tuple[int, int]]:
    """Minute by minute, by the clock that it began by."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - timedelta(hours=day_start)
    found: Counter[tuple[int, int]] = Counter()
    for minute in range(minutes):
        passed = wall + timedelta(minutes=minute)
        found[passed.weekday(), passed.hour] += 1
    return found


@pytest.mark.parametrize(
    ("group", "hours"),
    [
        pytest.param(Begun(0, 7, 0, 45, 0, 1), {(0, 7): 45}, id="within an hour"),
        pytest.param(Begun(0, 7, 1, 15, 30, 1), {(0, 7): 15, (0, 8): 30}, id="over one"),
        pytest.param(
            Begun(2, 22, 3, 50, 40, 2),
            {(2, 22): 50, (2, 23): 120, (3, 0): 120, (3, 1): 40},
            id="two that go past midnight",
        ),
        pytest.param(Begun(6, 23, 1, 30, 30, 1), {(6, 23): 30, (0, 0): 30}, id="past Sunday"),
    ],
)
def test_a_log_is_in_every_hour_that_it_went_through(
    group: Begun, hours: dict[tuple[int, int], int]
) -> None:
    assert spread([group]) == hours


@settings(max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    day_start=st.sampled_from([0, 4, 23]),
    moments=st.lists(
        st.tuples(st.integers(-60 * 365 * 1440, 20 * 1440), st.integers(1, 1440)),
        min_size=1,
        max_size=8,
    ),
)
def test_hours_of_the_week_are_those_counted_by_hand(
    untouched: Database, zone: str, day_start: int, moments: list[tuple[int, int]]
) -> None:
    """In any zone, also before 1970; nights in which clocks are put back are looked at below."""
    logs = [(CHANGE + timedelta(minutes=after), minutes) for after, minutes in moments]
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), zone=zone, day_start=day_start)
        its_id = make.commit(alice)
        put(alice, its_id, logs)
        found = totals.by_hour(alice, [its_id])
        assert sum(found.values()) == sum(minutes for _, minutes in logs)
        if day_start == 4:
            total: Counter[tuple[int, int]] = Counter()
            for at, minutes in logs:
                total += by_hand(zone, day_start, at, minutes)
            assert found == dict(total)


def test_what_began_before_is_left_out(alice: Work) -> None:
    """The noon of every test is a Wednesday."""
    its_id = make.commit(alice)
    put(alice, its_id, [(NOON - timedelta(days=1), 30), (NOON - timedelta(minutes=20), 50)])
    assert totals.by_hour(alice, [its_id]) == {(1, 12): 30, (2, 11): 20, (2, 12): 30}
    assert totals.by_hour(alice, [its_id], NOON - timedelta(hours=1)) == {(2, 11): 20, (2, 12): 30}
    assert totals.lengths(alice, [its_id]) == {30: 1, 50: 1}
    assert totals.lengths(alice, [its_id], NOON - timedelta(hours=1)) == {50: 1}


def test_of_nothing_there_are_no_hours(alice: Work) -> None:
    for ids in ([], [make.commit(alice)], [new_id()]):
        assert totals.by_hour(alice, ids) == {}
        assert totals.lengths(alice, ids) == {}

"""Minutes by day, added up by the database: the same as adding them up by hand."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import make
import pytest
from conftest import NOON, person
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import cards, totals
from hundred_app.features.commitments.store import logs as log_rows
from hundred_app.features.commitments.store import pursuits, sums
from hundred_app.features.commitments.tables import TimeLog

CHANGES = [
    ("UTC", "2026-03-29T01:00"),
    ("Europe/Paris", "2026-03-29T01:00"),
    ("Europe/Paris", "2026-10-25T01:00"),
    ("America/New_York", "2026-03-08T07:00"),
    ("America/New_York", "2025-11-02T06:00"),
    ("America/St_Johns", "2026-03-08T05:30"),
    ("America/Santiago", "2026-04-05T03:00"),
    ("Australia/Lord_Howe", "2026-04-04T15:00"),
    ("Pacific/Auckland", "2026-09-26T14:00"),
    ("Africa/Casablanca", "2026-02-15T02:00"),
    ("Asia/Kathmandu", "1985-12-31T18:30"),
    ("Pacific/Apia", "2011-12-30T10:00"),
    ("Pacific/Kiritimati", "1994-12-31T10:40"),
    ("Africa/Monrovia", "1972-01-07T00:44"),
]
"""Zones, each with a moment in UTC about which its clocks are changed. Apia skipped a whole day."""


def put(work: Work, commitment_id: str, moments: list[tuple[datetime, int]]) -> None:
    log_rows.add_all(
        work,
        [
            TimeLog(
                commitment_id=commitment_id, duration_minutes=minutes, date=moment, reflection="-"
            )
            for moment, minutes in moments
        ],
    )


def by_hand(zone: str, day_start: int, moments: list[tuple[datetime, int]]) -> dict[date, int]:
    """The latest day that the clock has shown, for clocks put back show one again that is over."""
    days: Counter[date] = Counter()
    for moment, minutes in moments:
        shown = (moment - timedelta(minutes=ago) for ago in range(180))
        walls = (before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for before in shown)
        days[max((wall - timedelta(hours=day_start)).date() for wall in walls)] += minutes
    return dict(days)


WEEK = 7 * 86_400
SPREAD = st.lists(
    st.tuples(st.integers(-WEEK, WEEK), st.integers(1, 1440)), min_size=1, max_size=25
)


@settings(max_examples=120)
@given(
    place=st.sampled_from(CHANGES),
    day_start=st.integers(0, 23),
    spread=SPREAD,
    window=st.tuples(st.integers(-WEEK, WEEK), st.integers(-WEEK, WEEK)),
)
@example(CHANGES[2], 0, [(seconds, 1) for seconds in range(-7200, 7201, 450)], (-3600, 3600))
@example(CHANGES[11], 0, [(seconds, 1) for seconds in range(-1, 2)], (0, 1))
@example(CHANGES[1], 2, [(seconds, 1) for seconds in (-3601, -1, 0, 3599, 3600)], (0, 0))
def test_sums_by_day_are_those_made_by_hand(
    untouched: Database,
    place: tuple[str, str],
    day_start: int,
    spread: list[tuple[int, int]],
    window: tuple[int, int],
) -> None:
    zone, about = place
    change = datetime.fromisoformat(about).replace(tzinfo=UTC)
    moments = [(change + timedelta(seconds=seconds), minutes) for seconds, minutes in spread]
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), zone=zone, day_start=day_start)
        its_id, other = make.commit(alice), make.commit(alice, "Chess")
        put(alice, its_id, moments)
        put(alice, other, [(change, 1000)])
        found = {row.day: row.minutes for row in sums.by_day(alice, [its_id])}
        assert found == by_hand(zone, day_start, moments)
        assert list(found) == sorted(found)
        start, end = (change + timedelta(seconds=seconds) for seconds in sorted(window))
        inside = [pair for pair in moments if start <= pair[0] < end]
        found = {row.day: row.minutes for row in sums.by_day(alice, [its_id], start, end)}
        assert found == by_hand(zone, day_start, inside)


@settings(max_examples=40)
@given(
    zone=st.sampled_from(["UTC", "Europe/Paris", "America/St_Johns", "Pacific/Chatham"]),
    spread=st.lists(
        st.tuples(st.integers(0, 40 * 365 * 86_400), st.integers(1, 1440)), min_size=1, max_size=12
    ),
)
def test_also_over_forty_years(
    untouched: Database, zone: str, spread: list[tuple[int, int]]
) -> None:
    moments = [(NOON - timedelta(seconds=seconds), minutes) for seconds, minutes in spread]
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), zone=zone)
        its_id = make.commit(alice)
        put(alice, its_id, moments)
        assert totals.by_day(alice) == {
            (day, its_id): minutes for day, minutes in by_hand(zone, 0, moments).items()
        }


def test_of_more_commitments_than_an_engine_joins_at_once(alice: Work) -> None:
    """A thousand are allowed, and one who has them all opens Today like anybody else."""
    commitment_id = make.commit(alice)
    make.log(alice, commitment_id, minutes=45)
    ids = [*(new_id() for _ in range(999)), commitment_id]
    (found,) = sums.by_day(alice, ids)
    assert (found.commitment_id, found.minutes, found.logs) == (commitment_id, 45, 1)


def test_nothing_sums_to_nothing(alice: Work) -> None:
    assert sums.by_day(alice, [make.commit(alice)]) == []
    assert sums.by_day(alice, []) == []
    assert sums.by_day(alice, [new_id()], NOON - timedelta(days=1), NOON) == []
    assert totals.by_day(alice) == {}


def test_what_began_in_a_window_counts_whole(alice: Work) -> None:
    its_id = make.commit(alice)
    make.log(alice, its_id, at=NOON - timedelta(hours=5), minutes=240)
    make.log(alice, its_id, at=NOON - timedelta(hours=4), minutes=30)
    start = NOON - timedelta(hours=5)
    assert [row.minutes for row in sums.by_day(alice, [its_id], start)] == [270]
    assert [row.minutes for row in sums.by_day(alice, [its_id], start + timedelta(seconds=1))] == [
        30
    ]
    end = NOON - timedelta(hours=4)
    assert [row.minutes for row in sums.by_day(alice, [its_id], start, end)] == [240]


def test_totals_are_told_for_those_asked_about(alice: Work, mallory: Work) -> None:
    cello, chess = make.commit(alice), make.commit(alice, "Chess", before=3)
    hers = make.commit(mallory)
    make.log(alice, cello, minutes=10)
    make.log(alice, chess, minutes=20)
    make.log(mallory, hers, minutes=40)
    today = alice.today
    assert totals.by_day(alice) == {(today, cello): 10, (today, chess): 20}
    assert totals.by_day(alice, only=[chess, hers]) == {(today, chess): 20}
    assert totals.by_day(alice, start=NOON) == {}
    held = totals.seats(alice, [chess, hers])
    assert list(held) == [chess]
    assert (held[chess].title, held[chess].seat, held[chess].minutes_before) == (
        "Chess",
        "ochre",
        180,
    )


@pytest.mark.sqlite("its plan: a server reads few rows without an index")
@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda work, its_id: sums.by_day(work, [its_id]), id="by day"),
        pytest.param(lambda work, its_id: sums.by_day(work, [its_id], NOON), id="by day, lately"),
        pytest.param(lambda work, _: pursuits.minutes(work), id="totals"),
        pytest.param(lambda work, _: cards.cards(work), id="the cards"),
        pytest.param(lambda work, its_id: log_rows.summary(work, [its_id]), id="a summary"),
    ],
)
def test_sums_are_read_from_the_index_alone(
    alice: Work, ask: Callable[[Work, str], object]
) -> None:
    its_id = make.commit(alice)
    make.give(alice, its_id, 600, each=60)
    plans = plans_of(alice, lambda: ask(alice, its_id), "time_log")
    assert plans
    for steps in plans:
        of_logs = [step for step in steps if "time_log" in step]
        assert of_logs
        assert all("USING COVERING INDEX ix_time_log_" in step for step in of_logs), steps


@pytest.mark.sqlite("its plan: a server reads few rows without an index")
def test_of_many_years_each_part_between_changes_of_the_clock_is_looked_up(alice: Work) -> None:
    """And not every part tried for each log, or the other way round."""
    work = replace(alice, zone="Europe/Paris")
    its_id = make.commit(work)
    put(work, its_id, [(NOON - timedelta(days=365 * years), 30) for years in range(10)])
    plans = plans_of(
        alice, lambda: (sums.by_day(work, [its_id]), totals.by_hour(work, [its_id])), "stretch"
    )
    assert len(plans) == 2
    for steps in plans:
        last = [step for step in steps if step.startswith(("SEARCH", "SCAN"))][-1]
        assert last.endswith("(commitment_id=? AND date>? AND date<?)"), steps


def test_days_before_1970_are_days_as_well(alice: Work) -> None:
    its_id = make.commit(alice)
    moments = [datetime(1969, 12, 31, 23, tzinfo=UTC), datetime(1960, 2, 29, 1, tzinfo=UTC)]
    put(alice, its_id, [(moment, 30) for moment in moments])
    assert [one.day for one in sums.by_day(alice, [its_id])] == [
        date(1960, 2, 29),
        date(1969, 12, 31),
    ]


def plans_of(work: Work, ask: Callable[[], object], about: str) -> list[list[str]]:
    """How the database goes about each statement that is sent meanwhile and has a word in it."""
    asked: list[tuple[str, object]] = []

    def note(
        _conn: object, _cursor: object, statement: str, parameters: object, *_: object
    ) -> None:
        asked.append((statement, parameters))

    work.db.flush()
    event.listen(work.db.get_bind(), "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(work.db.get_bind(), "before_cursor_execute", note)
    return [plan(work, *one) for one in asked if about in one[0]]


def plan(work: Work, statement: str, parameters: object) -> list[str]:
    asked = work.db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # pyright: ignore[reportArgumentType]
    return [row[3] for row in asked]

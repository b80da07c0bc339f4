"""A day is a day in every zone: around every change of the clocks, for core.zones and for SQL.

The model here knows nothing of ours. A day begins when the clock of the person first shows its
hour, and a day that is over stays over: so the day of a moment is the latest that the clock has
shown up to then.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import make
import pytest
from conftest import NOON, person
from figures import Note
from sqlalchemy import insert

from hundred_app.core import zones
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.store import sums
from hundred_app.features.commitments.tables import TimeLog

EVERY_ZONE = sorted(available_timezones() - {"localtime"})
ODD = [
    "Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Nuuk", "America/St_Johns",
    "Antarctica/Troll", "Asia/Beirut", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Paris",
    "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "UTC",
]  # fmt: skip
"""By the half hour, by two hours, at midnight, in Ramadan, or not at all."""

FIRST = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2031, 1, 1, tzinfo=UTC).timestamp())
DAY = 86_400
STARTS = (0, 2, 3, 4, 23)
SECOND = timedelta(seconds=1)
AROUND = (-3_601, -1, 0, 1, 899, 3_599, 3_600)
"""Seconds from a change of the clocks; between them lies what Chatham shows twice."""

LEAP_DAYS = tuple(datetime(year, 2, 29, 12, tzinfo=UTC) for year in (2024, 2028))


@cache
def wall(zone: str, moment: int) -> datetime:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).replace(tzinfo=None)


@cache
def changes_of(zone: str) -> tuple[int, ...]:
    """Every first second of another offset from 2024 to 2030, by bisection from a 6 h grid."""

    def offset(moment: int) -> timedelta | None:
        return datetime.fromtimestamp(moment, ZoneInfo(zone)).utcoffset()

    found: list[int] = []
    step = DAY // 4
    for low in range(FIRST, LAST, step):
        left, right = low, low + step
        if offset(left) == offset(right):
            continue
        while right - left > 1:
            middle = (left + right) // 2
            left, right = (middle, right) if offset(middle) == offset(low) else (left, middle)
        found.append(right)
    return tuple(found)


def one_of_each_clock(names: Sequence[str]) -> list[str]:
    """Most names are other names of the same place: one zone for each way that clocks go."""
    clocks = {
        (wall(zone, FIRST), *((at, wall(zone, at)) for at in changes_of(zone))): zone
        for zone in names
    }
    return sorted(clocks.values())


def day_by_hand(zone: str, moment: int, day_start: int) -> date:
    """The latest day that the clock has shown; it can have gone back only at a change."""
    shown = [moment, *(at - 1 for at in changes_of(zone) if moment - DAY < at <= moment)]
    return max((wall(zone, at) - timedelta(hours=day_start)).date() for at in shown)


def moments_around_changes(zone: str) -> list[int]:
    """Around every change, and around midnight and the start of day near it, to the second."""
    found: set[int] = {int(day.timestamp()) for day in LEAP_DAYS}
    for change in changes_of(zone):
        found |= {change + seconds for seconds in AROUND}
        for day_start in STARTS:
            for number in (0, 1):
                day = wall(zone, change).date() + timedelta(days=number)
                first = int(zones.day_begins(day, zone, day_start).timestamp())
                found |= {first - 1, first, first + 1}
    return sorted(found)


def sums_by_hand(zone: str, day_start: int, moments: Sequence[int]) -> dict[date, int]:
    """Minutes by day of logs of 1, 2, 3 … minutes at these moments."""
    days: Counter[date] = Counter()
    for number, moment in enumerate(moments):
        days[day_by_hand(zone, moment, day_start)] += number % 1440 + 1
    return dict(days)


@dataclass(frozen=True)
class Diary:
    """Somebody with one commitment and a log of 1, 2, 3 … minutes at each of some moments."""

    work: Work
    commitment_id: str
    moments: Sequence[int]

    def sums(
        self,
        zone: str,
        day_start: int,
        start: datetime | None = None,
        end: datetime | None = None,
    ) -> dict[date, int]:
        """As the database adds them up."""
        work = replace(self.work, zone=zone, day_start=day_start)
        found = sums.by_day(work, [self.commitment_id], start, end)
        assert [row.day for row in found] == sorted({row.day for row in found})
        return {row.day: row.minutes for row in found}


def diary(work: Work, moments: Sequence[int]) -> Diary:
    commitment_id = make.commit(work)
    work.db.connection().execute(
        insert(TimeLog),
        [
            {
                "id": new_id(),
                "commitment_id": commitment_id,
                "duration_minutes": number % 1440 + 1,
                "date": datetime.fromtimestamp(moment, UTC),
                "reflection": "-",
                "created_at": NOON,
                "updated_at": NOON,
                "rev": 1,
            }
            for number, moment in enumerate(moments)
        ],
    )
    return Diary(replace(work, now=datetime.fromtimestamp(LAST, UTC)), commitment_id, moments)


def check_moments(zone: str) -> int:
    """Each moment is in the day that counting by hand finds, and between its two ends."""
    looked_at = 0
    for moment in moments_around_changes(zone):
        when = datetime.fromtimestamp(moment, UTC)
        for day_start in STARTS:
            day = day_by_hand(zone, moment, day_start)
            assert zones.local_day(when, zone, day_start) == day, (zone, when, day_start)
            following = zones.day_begins(day + timedelta(days=1), zone, day_start)
            assert zones.day_begins(day, zone, day_start) <= when < following, (zone, when)
            looked_at += 1
    return looked_at


def check_sums(database: Database, zone: str) -> int:
    """The database adds up to the days of the model, each start of day, all time."""
    moments = moments_around_changes(zone)
    with make.undone(database) as session:
        kept = diary(person(session, "alice"), moments)
        for day_start in STARTS:
            assert kept.sums(zone, day_start) == sums_by_hand(zone, day_start, moments), zone
    return len(moments)


def check_windows(database: Database, zone: str) -> None:
    """A sum from the beginning of a day to that of the next is that day and nothing else."""
    moments = moments_around_changes(zone)
    with make.undone(database) as session:
        kept = diary(person(session, "alice"), moments)
        for day_start in STARTS:
            for day, minutes in sums_by_hand(zone, day_start, moments).items():
                start = zones.day_begins(day, zone, day_start)
                end = zones.day_begins(day + timedelta(days=1), zone, day_start)
                found = kept.sums(zone, day_start, start, end)
                assert found == {day: minutes}, (zone, day_start)


def days_of(zone: str, day_start: int) -> Iterator[tuple[date, datetime, datetime]]:
    """Every day from 2024 to 2030: its date, its first moment, and that of the next."""
    day = date(2024, 1, 1)
    first = zones.day_begins(day, zone, day_start)
    while day.year < 2031:
        following = zones.day_begins(day + timedelta(days=1), zone, day_start)
        yield day, first, following
        day, first = day + timedelta(days=1), following


def check_days(zone: str, day_start: int) -> int:
    """Days follow each other without a gap or an overlap, none shorter than 20 hours."""
    count = 0
    for day, first, following in days_of(zone, day_start):
        assert timedelta(hours=20) < following - first < timedelta(hours=28), (zone, day)
        assert zones.local_day(first, zone, day_start) == day, (zone, day_start)
        assert zones.local_day(following - SECOND, zone, day_start) == day, (zone, day_start)
        count += 1
    return count


def midnights_missing(zone: str) -> int:
    """Days that begin later than at midnight, because clocks skip it."""
    return sum(
        zones.local(first, zone).hour + zones.local(first, zone).minute > 0
        for _, first, _ in days_of(zone, 0)
    )


# The whole world, and a part of it in every run


@pytest.mark.parametrize("zone", ODD)
def test_t15_each_moment_is_in_one_day(untouched: Database, zone: str) -> None:
    assert check_moments(zone)
    assert check_sums(untouched, zone)
    check_windows(untouched, zone)


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Pacific/Chatham"])
def test_t15_days_follow_each_other(zone: str) -> None:
    assert check_days(zone, 3) == 7 * 365 + 2


@pytest.mark.slow
def test_t15_each_moment_is_in_one_day_in_every_zone(untouched: Database, figure: Note) -> None:
    changes = sum(len(changes_of(zone)) for zone in EVERY_ZONE)
    assert changes > 2_500
    looked_at = sum(check_moments(zone) for zone in EVERY_ZONE)
    logs = sum(check_sums(untouched, zone) for zone in EVERY_ZONE)
    for zone in one_of_each_clock(EVERY_ZONE):
        check_windows(untouched, zone)
    figure(
        "T-15",
        f"{len(EVERY_ZONE)} time zones, 2024 to 2030, {changes:,} changes of the clocks",
        moments=looked_at,
        logs_added_up_by_SQL=logs,
        in_another_day_than_by_hand=0,
    )


@pytest.mark.slow
def test_t15_days_follow_each_other_in_every_zone(figure: Note) -> None:
    clocks = one_of_each_clock(EVERY_ZONE)
    days = sum(check_days(zone, day_start) for zone in clocks for day_start in (0, 3))
    missing = sum(midnights_missing(zone) for zone in clocks)
    figure(
        "T-15",
        f"every day of 2024 to 2030 on {len(clocks)} different clocks",
        days=days,
        of_them_without_a_midnight=missing,
        gaps_or_overlaps=0,
    )


# Ways to move through time


def test_t15_cairo_has_no_midnight_on_26_april_2024() -> None:
    first = zones.day_begins(date(2024, 4, 26), "Africa/Cairo")
    assert zones.local(first, "Africa/Cairo").hour == 1
    assert zones.local_day(first - SECOND, "Africa/Cairo") == date(2024, 4, 25)


def test_t15_what_chatham_shows_twice_is_no_part_of_a_day_that_is_over() -> None:
    """On 5 April 2026 at 3:45 clocks went back to 2:45; days that begin at 3:00 had begun."""
    change = datetime(2026, 4, 4, 14, 0, tzinfo=UTC)
    days = [
        zones.local_day(change + timedelta(minutes=minutes), "Pacific/Chatham", 3)
        for minutes in (-46, -45, -1, 0, 14, 15)
    ]
    assert days == [date(2026, 4, 4), *([date(2026, 4, 5)] * 5)]


def test_t15_a_zone_chosen_later_counts_all_days_anew_and_loses_nothing(alice: Work) -> None:
    moments = list(range(FIRST, FIRST + 90 * DAY, 5_000))
    kept = diary(alice, moments)
    for zone in ("Europe/Paris", "Pacific/Kiritimati", "America/New_York", "Europe/Paris"):
        accounts.set_time_zone(alice, zone)
        found = kept.sums(zone, 0)
        assert found == sums_by_hand(zone, 0, moments)
        assert sum(found.values()) == sum(number % 1440 + 1 for number in range(len(moments)))


def test_t15_a_flight_over_the_date_line_keeps_every_log(alice: Work) -> None:
    """Whichever side of the line they are looked at from, all are there, on days in a row."""
    moments = [FIRST + hour * 3_600 for hour in range(96)]
    kept = diary(alice, moments)
    for zone, days in (("Pacific/Auckland", 5), ("Pacific/Honolulu", 5), ("Pacific/Apia", 5)):
        work = replace(kept.work, zone=zone)
        found = {day: minutes for (day, _), minutes in totals.by_day(work).items()}
        assert found == sums_by_hand(zone, 0, moments)
        assert len(found) == days
        assert sorted(found) == [min(found) + timedelta(days=number) for number in range(days)]


def test_t15_leap_days_are_days(alice: Work) -> None:
    moments = [int(day.timestamp()) + hours * 3_600 for day in LEAP_DAYS for hours in (-24, 0, 24)]
    found = diary(alice, moments).sums("UTC", 0)
    assert [f"{day:%d %b %y}" for day in found] == [
        "28 Feb 24", "29 Feb 24", "01 Mar 24", "28 Feb 28", "29 Feb 28", "01 Mar 28",
    ]  # fmt: skip


# The clock of the server

ELSEWHERE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import localtime
from hundred_app.core import clock
from hundred_app.core.db import Database
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import totals

assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 60
database = Database(Path(sys.argv[1]))
with database.reading() as session:
    for zone in sys.argv[3:]:
        now = datetime(2031, 1, 1, tzinfo=UTC)
        work = Work(session, sys.argv[2], now, zone=zone, day_start=3)
        found = totals.by_day(work)
        print(zone, sorted((str(day), minutes) for (day, _), minutes in found.items()))
database.close()
print(localtime(0).tm_hour, file=sys.stderr)
"""


@pytest.mark.sqlite("another process opens the file")
def test_t15_the_zone_of_the_server_changes_nothing(database: Database) -> None:
    moments = sorted({moment for zone in ODD for moment in moments_around_changes(zone)})
    with database.writing() as session:
        alice = person(session, "alice")
        diary(alice, moments)
    told = {
        zone: told_elsewhere(database.file, alice.user_id, zone)
        for zone in ("UTC", "America/St_Johns", "Pacific/Kiritimati")
    }
    assert len({hour for _, hour in told.values()}) == 3
    assert len({sums for sums, _ in told.values()}) == 1
    first, *_ = told["UTC"][0].splitlines()
    by_hand = sorted(
        (str(day), minutes) for day, minutes in sums_by_hand(ODD[0], 3, moments).items()
    )
    assert first == f"{ODD[0]} {by_hand}"


def told_elsewhere(file: Path, user_id: str, server_zone: str) -> tuple[str, str]:
    """The sums by day as a process tells them whose own zone is another, and its hour then."""
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(file), user_id, *ODD],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "TZ": server_zone},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr

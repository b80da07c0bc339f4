from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core import zones

ZONES = sorted(zones.zone_names())
FIRST = int(datetime(2015, 1, 1, 13, 37, tzinfo=UTC).timestamp())
LAST = int(datetime(2031, 1, 1, tzinfo=UTC).timestamp())
SECOND = timedelta(seconds=1)

any_zone = st.sampled_from(ZONES)
any_moment = st.integers(FIRST, LAST).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
any_hour = st.integers(0, 23)


@dataclass(frozen=True)
class Change:
    """Clocks are put forward or back: the first moment of the new offset, in UTC seconds."""

    zone: str
    moment: int
    before: int
    after: int

    @property
    def wall(self) -> int:
        """The second of the local day that would have come."""
        return (self.moment + self.before) % 86_400

    def cuts_an_hour(self, day_start: int) -> bool:
        """Whether the whole hour comes twice, and with it the beginning of a day."""
        into_repeated = (self.wall - day_start * 3600) % 86_400
        return 0 < into_repeated < self.before - self.after


def offset(zone: str, moment: int) -> int:
    """What zoneinfo itself says."""
    told = datetime.fromtimestamp(moment, ZoneInfo(zone)).utcoffset()
    assert told is not None
    return int(told.total_seconds())


@cache
def changes_of(zone: str) -> list[Change]:
    """Every change from 2015 to 2030, found in steps of five days."""
    found: list[Change] = []
    step = 5 * 86_400
    low, before = FIRST, offset(zone, FIRST)
    for moment in range(FIRST + step, LAST, step):
        after = offset(zone, moment)
        if after != before:
            left, right = low, moment
            while right - left > 1:
                middle = (left + right) // 2
                left, right = (middle, right) if offset(zone, middle) == before else (left, middle)
            found.append(Change(zone, right, before, after))
        low, before = moment, after
    return found


def all_changes() -> dict[str, list[Change]]:
    return {zone: changes_of(zone) for zone in ZONES}


def kinds_of_change() -> list[Change]:
    """One of each kind: a time of day and the offsets before and after."""
    kinds = {
        (change.wall, change.before, change.after): change
        for changes in all_changes().values()
        for change in changes
    }
    return list(kinds.values())


def told_by(stretches: Sequence[zones.Stretch], moment: int) -> int:
    return next(stretch.offset for stretch in stretches if moment < stretch.until)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_there_are_changes_to_look_at() -> None:
    found = all_changes()
    assert sum(len(changes) for changes in found.values()) > 5_000
    assert len(kinds_of_change()) > 80
    assert len(found["Europe/Berlin"]) == 32
    assert found["Asia/Kolkata"] == []


def test_stretches_agree_with_zoneinfo_around_every_change_of_every_zone() -> None:
    seen: set[tuple[object, ...]] = set()
    for zone, changes in all_changes().items():
        # Most names are other names of the same place: once is enough for those.
        clock = tuple((change.moment, change.before, change.after) for change in changes)
        if clock in seen:
            continue
        seen.add(clock)
        told = zones.stretches(zone, FIRST, LAST)
        for change in changes:
            for moment in range(change.moment - 2, change.moment + 2):
                assert told_by(told, moment) == offset(zone, moment), (zone, moment)


@given(any_zone, any_moment, any_moment, any_moment)
def test_stretches_agree_with_zoneinfo_at_any_moment(
    zone: str, one: datetime, two: datetime, three: datetime
) -> None:
    first, between, last = sorted(int(moment.timestamp()) for moment in (one, two, three))
    told = zones.stretches(zone, first, last)
    for moment in (first, between, last):
        assert told_by(told, moment) == offset(zone, moment)


@given(any_zone, any_moment, st.integers(0, 2_000))
def test_stretches_follow_each_other_without_end(zone: str, start: datetime, days: int) -> None:
    first = int(start.timestamp())
    told = zones.stretches(zone, first, first + days * 86_400)
    untils = [stretch.until for stretch in told]
    assert untils == sorted(set(untils))
    assert untils[-1] > 2**60
    assert all(one.offset != two.offset for one, two in pairwise(told))


@given(any_zone, any_moment, any_hour)
@example("Antarctica/Troll", at("2026-10-25T00:30:00+00:00"), 2)
@example("Antarctica/Troll", at("2026-10-25T01:30:00+00:00"), 2)
@example("Pacific/Chatham", at("2026-04-04T14:05:00+00:00"), 3)
def test_the_day_told_by_arithmetic_is_the_day_of_the_person(
    zone: str, moment: datetime, day_start: int
) -> None:
    seconds = int(moment.timestamp())
    around = zones.day_stretches(zone, seconds - 86_400, seconds + 86_400, day_start)
    told = told_by(around, seconds)
    number = (seconds + told - day_start * 3600) // zones.DAY_SECONDS
    assert zones.from_epoch_day(number) == zones.local_day(moment, zone, day_start)


@given(any_zone, any_moment, any_hour)
@example("Antarctica/Troll", at("2026-10-25T01:30:00+00:00"), 2)
@example("Pacific/Chatham", at("2026-04-04T14:05:00+00:00"), 3)
def test_every_moment_is_in_exactly_one_day(zone: str, moment: datetime, day_start: int) -> None:
    own = zones.local_day(moment, zone, day_start)
    assert zones.day_begins(own, zone, day_start) <= moment
    assert moment < zones.day_begins(own + timedelta(days=1), zone, day_start)


@pytest.mark.parametrize("day_start", range(24))
def test_days_begin_at_their_first_moment_whatever_clocks_do(day_start: int) -> None:
    for change in kinds_of_change():
        moment = datetime.fromtimestamp(change.moment, UTC)
        around = zones.local_day(moment, change.zone, day_start)
        for day in (around + timedelta(days=number) for number in (-1, 0, 1, 2)):
            first = zones.day_begins(day, change.zone, day_start)
            assert zones.local_day(first, change.zone, day_start) == day, (change, day)
            assert zones.local_day(first - SECOND, change.zone, day_start) < day, (change, day)


def test_a_day_that_begins_at_midnight_never_comes_back_once_it_is_over() -> None:
    assert not any(change.cuts_an_hour(0) for change in kinds_of_change())


@given(any_zone, any_moment)
def test_a_wall_clock_time_leads_back_to_its_moment(zone: str, moment: datetime) -> None:
    wall = zones.local(moment, zone)
    back = zones.moment_of(wall.replace(tzinfo=None), zone)
    assert zones.local(back, zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    assert back < moment if wall.fold else back == moment


def test_around_every_change_a_wall_clock_time_leads_back_to_a_moment_that_shows_it() -> None:
    for change in kinds_of_change():
        for seconds in (-7200, -1, 0, 1, 7200):
            moment = datetime.fromtimestamp(change.moment + seconds, UTC)
            wall = zones.local(moment, change.zone).replace(tzinfo=None)
            back = zones.moment_of(wall, change.zone)
            assert zones.local(back, change.zone).replace(tzinfo=None) == wall, change
            assert back <= moment, change


@pytest.mark.parametrize(
    ("zone", "wall", "moment", "shown"),
    [
        pytest.param("UTC", "2026-11-18T12:00", "12:00", "12:00", id="UTC"),
        pytest.param("Asia/Kathmandu", "2026-11-18T12:00", "06:15", "12:00", id="odd minutes"),
        pytest.param("Europe/Berlin", "2026-07-01T12:00", "10:00", "12:00", id="summer"),
        pytest.param("Europe/Berlin", "2026-03-29T01:59", "00:59", "01:59", id="before a gap"),
        pytest.param("Europe/Berlin", "2026-03-29T02:00", "01:00", "03:00", id="a gap begins"),
        pytest.param("Europe/Berlin", "2026-03-29T02:30", "01:30", "03:30", id="in a gap"),
        pytest.param("Europe/Berlin", "2026-03-29T03:00", "01:00", "03:00", id="after a gap"),
        pytest.param("Europe/Berlin", "2026-10-25T01:59", "23:59", "01:59", id="before a fold"),
        pytest.param("Europe/Berlin", "2026-10-25T02:30", "00:30", "02:30", id="in a fold"),
        pytest.param("Europe/Berlin", "2026-10-25T03:00", "02:00", "03:00", id="after a fold"),
        pytest.param("Australia/Lord_Howe", "2026-10-04T02:15", "15:45", "02:45", id="half an h"),
        pytest.param("America/Sao_Paulo", "2018-11-04T00:30", "03:30", "01:30", id="midnight"),
        pytest.param("Pacific/Apia", "2011-12-30T12:00", "22:00", "12:00", id="a skipped day"),
    ],
)
def test_a_repeated_hour_is_the_first_and_a_skipped_one_moves_on(
    zone: str, wall: str, moment: str, shown: str
) -> None:
    found = zones.moment_of(at(wall), zone)
    assert found.tzinfo is UTC
    assert f"{found:%H:%M}" == moment
    assert f"{zones.local(found, zone):%H:%M}" == shown


@pytest.mark.parametrize(
    ("zone", "day", "day_start", "moment"),
    [
        pytest.param("UTC", "2026-11-18", 0, "2026-11-18T00:00", id="UTC"),
        pytest.param("Europe/Berlin", "2026-11-18", 0, "2026-11-17T23:00", id="east"),
        pytest.param("America/New_York", "2026-11-18", 4, "2026-11-18T09:00", id="west, at four"),
        pytest.param("America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T03:00", id="no midnight"),
        pytest.param("America/Havana", "2026-11-01", 0, "2026-11-01T04:00", id="two midnights"),
        pytest.param("Asia/Beirut", "2026-10-24", 23, "2026-10-24T20:00", id="two 23 o'clocks"),
        pytest.param("Europe/Berlin", "2026-03-29", 2, "2026-03-29T01:00", id="no two o'clock"),
        pytest.param("Europe/Berlin", "2026-10-25", 2, "2026-10-25T00:00", id="two two o'clocks"),
        pytest.param("Pacific/Chatham", "2026-09-27", 3, "2026-09-26T14:00", id="2:45 to 3:45"),
        pytest.param("Antarctica/Troll", "2026-03-29", 2, "2026-03-29T01:00", id="1:00 to 3:00"),
        pytest.param("Pacific/Apia", "2011-12-30", 0, "2011-12-30T10:00", id="a day of nothing"),
        pytest.param("Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00", id="the day after it"),
        pytest.param("Pacific/Apia", "2011-12-30", 5, "2011-12-30T10:00", id="a day of 5 hours"),
    ],
)
def test_a_day_begins_when_the_clock_gets_there(
    zone: str, day: str, day_start: int, moment: str
) -> None:
    begun = zones.day_begins(date.fromisoformat(day), zone, day_start)
    assert begun == at(moment).replace(tzinfo=UTC)
    assert begun.tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "zone", "day_start", "day"),
    [
        pytest.param("2026-11-18T23:59:59", "UTC", 0, "2026-11-18", id="the last second"),
        pytest.param("2026-11-19T00:00:00", "UTC", 0, "2026-11-19", id="the next second"),
        pytest.param("2026-11-18T23:00:00", "Europe/Berlin", 0, "2026-11-19", id="east"),
        pytest.param("2026-11-19T04:59:59", "America/New_York", 0, "2026-11-18", id="west"),
        pytest.param("2026-11-19T03:59:59", "UTC", 4, "2026-11-18", id="a long evening"),
        pytest.param("2026-11-19T04:00:00", "UTC", 4, "2026-11-19", id="its end"),
        pytest.param("2026-11-18T22:59:59", "UTC", 23, "2026-11-17", id="a day from 23 o'clock"),
        pytest.param("2026-11-18T11:00:00", "Pacific/Kiritimati", 0, "2026-11-19", id="far east"),
    ],
)
def test_a_moment_belongs_to_the_day_of_the_person(
    moment: str, zone: str, day_start: int, day: str
) -> None:
    when = at(moment).replace(tzinfo=UTC)
    assert zones.local_day(when, zone, day_start) == date.fromisoformat(day)


@given(st.dates())
def test_days_since_1970_lead_back_to_their_day(day: date) -> None:
    assert zones.from_epoch_day(zones.epoch_day(day)) == day
    assert zones.epoch_day(day) == (day - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("UTC", True, id="UTC"),
        pytest.param("Europe/Berlin", True, id="a city"),
        pytest.param("America/Argentina/Buenos_Aires", True, id="a city in a country"),
        pytest.param("", False, id="nothing"),
        pytest.param("Berlin", False, id="only the city"),
        pytest.param("EST", False, id="an abbreviation"),
        pytest.param("+01:00", False, id="an offset"),
        pytest.param("Nowhere/City", False, id="no such place"),
        pytest.param("../../etc/passwd", False, id="a path"),
        pytest.param("/usr/share/zoneinfo/UTC", False, id="a whole path"),
        pytest.param("UTC\x00", False, id="a zero byte"),
    ],
)
def test_a_zone_is_a_name_of_the_iana_database(name: str, known: bool) -> None:
    assert zones.is_zone(name) is known


def test_every_zone_that_is_offered_can_be_used() -> None:
    assert len(ZONES) > 400
    assert all(zones.zone_of(name).key == name for name in ZONES)

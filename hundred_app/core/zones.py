"""Time zones: which day a moment falls on, and the offsets of a zone as a short list for SQL."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

DAY_SECONDS = 86_400
FOR_EVER = 2**62
"""UTC seconds that are never reached."""

UNIX_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


class Stretch(NamedTuple):
    """A stretch of time with one UTC offset: it ends before `until` (UTC seconds)."""

    until: int
    offset: int


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone this installation knows."""
    return name in zone_names()


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def offset_at(zone: str, moment: int) -> int:
    """Seconds east of UTC in `zone` at a UTC moment in seconds since 1970."""
    offset = datetime.fromtimestamp(moment, zone_of(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds())


@lru_cache(maxsize=1024)
def _offset_change(zone: str, low: int, high: int) -> int:
    """The first second with the offset of `high`, when the offset changes once in (low, high]."""
    before = offset_at(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def stretches(zone: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The constant-offset stretches of `zone` that cover UTC seconds `start` to `end`.

    Offsets are sampled once a day, which is finer than any change the IANA
    database records for this century. The last stretch has no end, so a
    moment after `end` is still given an offset.
    """
    # Whole months of 30 days, so that the answer for "until now" is found again tomorrow.
    month = 30 * DAY_SECONDS
    return _stretches(zone, start - start % month, end + month - end % month)


@lru_cache(maxsize=512)
def _stretches(zone: str, start: int, end: int) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    moment, offset = start, offset_at(zone, start)
    while moment < end:
        following = min(moment + DAY_SECONDS, end)
        changed = offset_at(zone, following)
        if changed != offset:
            found.append(Stretch(_offset_change(zone, moment, following), offset))
            offset = changed
        moment = following
    found.append(Stretch(FOR_EVER, offset))
    return tuple(found)


def day_stretches(zone: str, start: int, end: int, day_start: int) -> tuple[Stretch, ...]:
    """The stretches by whose offsets days are counted, from UTC seconds `start` to `end`.

    A moment is in day (moment + offset - day_start * 3600) // DAY_SECONDS. Where
    clocks put back would show the day before once more, the offset from
    before holds on until they are past its end: a day that is over stays over.
    """
    # From a day earlier: a change before `start` may hold on beyond it.
    found = stretches(zone, start - DAY_SECONDS, end)
    counted: list[Stretch] = []
    for earlier, later in pairwise(found):
        left = -(earlier.until + later.offset - day_start * 3600) % DAY_SECONDS
        is_shown_again = 0 < left < earlier.offset - later.offset
        counted.append(Stretch(earlier.until + left * is_shown_again, earlier.offset))
    return (*counted, found[-1])


def local(moment: datetime, zone: str) -> datetime:
    """The wall-clock time of a moment in a zone."""
    return moment.astimezone(zone_of(zone))


def local_day(moment: datetime, zone: str, day_start: int = 0) -> date:
    """The day a moment belongs to for someone in `zone` whose day begins at hour `day_start`.

    In Chatham the hour from 2:45 comes twice. Where days begin at 3:00, the
    second 2:50 is no part of the day before, which ended at the first 3:00.
    """
    day = (local(moment, zone).replace(tzinfo=None) - timedelta(hours=day_start)).date()
    following = day + timedelta(days=1)
    return following if day_begins(following, zone, day_start) <= moment else day


def moment_of(wall: datetime, zone: str) -> datetime:
    """The UTC moment of a wall-clock time (naive) in a zone.

    An hour that occurs twice means the first time. An hour that is skipped is
    moved forward by the length of the gap, as clocks themselves do.
    """
    return wall.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)


def day_begins(day: date, zone: str, day_start: int = 0) -> datetime:
    """The first UTC moment of a person's day."""
    wall = datetime.combine(day, time(day_start), zone_of(zone))
    begun, skipped = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if skipped >= begun:
        return begun
    # Clocks skip the hour, perhaps from some time before it: the day begins where they do.
    change = _offset_change(zone, int(skipped.timestamp()), int(begun.timestamp()))
    return datetime.fromtimestamp(change, UTC)


def epoch_day(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - UNIX_EPOCH_ORDINAL


def from_epoch_day(number: int) -> date:
    return date.fromordinal(number + UNIX_EPOCH_ORDINAL)

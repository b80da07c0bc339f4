"""A stretch told by its two ends, on clocks that may be put forward or back in between."""

from datetime import UTC, datetime, timedelta

from hundred_app.core import zones
from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules.durations import LONGEST
from hundred_app.features.commitments.rules.moments import clock_alone, parse_moment
from hundred_app.features.commitments.texts import t


def ended(text: str, began: datetime, zone: str, now: datetime) -> datetime:
    """The moment when a stretch ended that began at the moment `began`, as a person says it.

    A time alone is the next time that clocks show it: 0:15 is after midnight, and in the night
    in which an hour comes twice 2:10 may be later than 2:50.

    Raises:
        Invalid: "ended"; it is not a time, still to come, or not after the beginning.
    """
    if not text.strip():
        raise Invalid("ended", t.when_ended)
    try:
        clock = clock_alone(text)
        wall = None if clock else parse_moment(text, zones.local(now, zone).replace(tzinfo=None))
    except Invalid as error:
        raise Invalid("ended", error.message) from None
    if clock:
        first = zones.local(began, zone).date()
        walls = [datetime.combine(first + timedelta(days=days), clock) for days in (0, 1)]
    else:
        walls = [wall] if wall else []
    moments = [moment for wall in walls for moment in _shown(wall, zone) if moment > began]
    if not moments:
        raise Invalid("ended", t.ended_before)
    if min(moments) > now:
        raise Invalid("ended", t.in_the_future)
    return min(moments)


def minutes_between(began: datetime, end: datetime) -> int:
    """The whole minutes of a stretch, at least one.

    Raises:
        Invalid: "ended"; it would be longer than a day.
    """
    minutes = max(1, int((end - began).total_seconds()) // 60)
    if minutes > LONGEST:
        raise Invalid("ended", t.duration_range)
    return minutes


def _shown(wall: datetime, zone: str) -> list[datetime]:
    """The moments at which clocks show a time: two in an hour that comes twice.

    One that is skipped is moved forward, as clocks themselves are.
    """
    first = zones.moment_of(wall, zone)
    second = wall.replace(tzinfo=zones.zone_of(zone), fold=1).astimezone(UTC)
    return [first, second] if second > first else [first]

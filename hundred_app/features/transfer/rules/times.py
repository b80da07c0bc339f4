"""Times and lengths as people and programs write them in a file."""

import re
from datetime import UTC, datetime, timedelta

from hundred_app.core.errors import Invalid
from hundred_app.features.transfer.rules.cells import shown
from hundred_app.features.transfer.texts import t

FIRST_YEAR, LAST_YEAR = 1970, 2999
"""Outside of these a year, as it is written, is a slip of the pen."""
WIDEST_OFFSET = timedelta(hours=14)

_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?"
    r" ?(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_ZONE = re.compile(r"(?:UTC|GMT)(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?", re.ASCII | re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)
_LENGTH = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,9})(?:[.,]0+)?", re.ASCII)


def written_time(column: str, text: str) -> tuple[datetime, timedelta | None]:
    """The wall-clock time (naive, to the second) and the offset written beside it, if any.

    Raises:
        Invalid: it is not an ISO 8601 day with a time of day, or no such day exists.
    """
    _refuse_empty(column, text)
    match = _TIME.fullmatch(text)
    if match is None:
        raise Invalid("start", t.not_a_time(column=column, value=shown(text)))
    try:
        wall = datetime.fromisoformat(f"{match['day']} {match['clock']}")
    except ValueError:
        raise Invalid("start", t.no_such_time(column=column, value=shown(text))) from None
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise Invalid("start", t.year_unlikely(column=column, year=wall.year))
    if match["offset"] is None:
        return wall, None
    offset = _offset(match["offset"])
    if offset is None:
        raise Invalid("start", t.no_such_time(column=column, value=shown(text)))
    return wall, offset


def zone_offset(text: str) -> timedelta:
    """How far east of UTC a zone such as "UTC", "UTC+1:00" or "UTC-3:30" is.

    Raises:
        Invalid: it is not written so, or no place on earth is that far from UTC.
    """
    _refuse_empty("TimeZone", text)
    match = _ZONE.fullmatch(text)
    offset = _offset(match["offset"] or "Z") if match else None
    if offset is None:
        raise Invalid("timezone", t.zone_not_offset(value=shown(text)))
    return offset


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return timedelta(0)
    sign, hours, minutes = match.groups(default="0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59 or offset > WIDEST_OFFSET:
        return None
    return -offset if sign == "-" else offset


def utc(wall: datetime, offset: timedelta) -> datetime:
    """The moment at which clocks that far east of UTC show `wall` (naive)."""
    return (wall - offset).replace(tzinfo=UTC)


def length_seconds(column: str, text: str) -> int:
    """The seconds of a length written as h:mm or h:mm:ss.

    Raises:
        Invalid: it is empty, below zero, or written otherwise.
    """
    _refuse_empty(column, text)
    _refuse_minus(column, text)
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise Invalid("duration", t.not_a_length(column=column, value=shown(text)))
    hours, minutes, seconds = match.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def minutes_seconds(column: str, text: str) -> int:
    """The seconds of a length written as whole minutes: "90", or "90.0" as spreadsheets do.

    Raises:
        Invalid: it is empty, below zero, or not a whole number.
    """
    _refuse_empty(column, text)
    _refuse_minus(column, text)
    match = _MINUTES.fullmatch(text)
    if match is None:
        raise Invalid("minutes", t.not_minutes(column=column, value=shown(text)))
    return int(match[1]) * 60


def _refuse_empty(column: str, text: str) -> None:
    if not text:
        raise Invalid(column.casefold(), t.missing(column=column))


def _refuse_minus(column: str, text: str) -> None:
    if text.startswith(("-", "\u2212")):
        raise Invalid(column.casefold(), t.below_zero(column=column, value=shown(text)))

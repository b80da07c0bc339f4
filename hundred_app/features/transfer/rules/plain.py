"""A plain sheet of times: one header, one row for each stretch of time."""

from datetime import datetime
from typing import NamedTuple

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.zones import is_zone, moment_of
from hundred_app.features.transfer.rules.cells import shown, unguarded
from hundred_app.features.transfer.rules.entries import (
    Reading,
    Said,
    gather,
    minutes_of,
    note_of,
    source_of,
)
from hundred_app.features.transfer.rules.sheets import Record, read_sheet
from hundred_app.features.transfer.rules.times import (
    length_seconds,
    minutes_seconds,
    utc,
    written_time,
    zone_offset,
)
from hundred_app.features.transfer.texts import t

LENGTHS = ("minutes", "duration", "end")
SOURCES = ("source", "project", "commitment")
"""The first of these that the file has names the source."""
NOTES = ("note", "notes", "description", "details", "reflection")
"""A row with several of these says them one after the other, so that nothing written is lost."""
OWN = ("commitment", "reflection")
"""The names in Hundred's own export, whose texts are guarded against spreadsheets."""


class Time(NamedTuple):
    """A time in the file: as written (naive), in UTC, and whether an offset stood beside it."""

    wall: datetime
    moment: datetime
    has_offset: bool


def read_csv(text: str, zone: str) -> Reading:
    """What a plain sheet says.

    A time without an offset is one in the zone that its row has in a column TimeZone,
    written "Europe/Paris" or "UTC+1:00"; without that it is one in `zone` (an IANA name).

    Raises:
        Invalid: the file as a whole is no such sheet, or the zone is unknown.
    """
    if not is_zone(zone):
        raise Invalid("zone", t.zone_unknown(zone=shown(zone)))
    records = read_sheet(text, (("start",), LENGTHS, SOURCES), (*NOTES, "timezone"))
    return gather("csv", records, lambda record: _said(record, zone))


def _said(record: Record, zone: str) -> Said:
    zone = record.cell("timezone") or zone
    start = _time("start", record.cell("start"), zone)
    column = next(name for name in SOURCES if name in record.cells)
    notes = [_text(record, name) for name in NOTES]
    return Said(
        source_of(column, _text(record, column)),
        start.moment,
        minutes_of(_seconds(record, start, zone)),
        note_of("\n\n".join(note for note in notes if note)),
    )


def _text(record: Record, column: str) -> str:
    text = record.cell(column)
    return unguarded(text) if column in OWN else text


def _time(column: str, text: str, zone: str) -> Time:
    wall, offset = written_time(column, text)
    if offset is not None:
        return Time(wall, utc(wall, offset), has_offset=True)
    moment = moment_of(wall, zone) if is_zone(zone) else utc(wall, zone_offset(zone))
    return Time(wall, moment, has_offset=False)


def _seconds(record: Record, start: Time, zone: str) -> int:
    """How long it took by the first column that says so, once the others agree to the minute."""
    said: list[tuple[str, int]] = []
    if minutes := record.cell("minutes"):
        said.append(("minutes", minutes_seconds("minutes", minutes)))
    if length := record.cell("duration"):
        said.append(("duration", length_seconds("duration", length)))
    if end := record.cell("end"):
        elapsed = _elapsed(start, _time("end", end, zone), said[0][1] if said else None)
        said.append(("end", elapsed))
    if not said:
        raise Invalid("minutes", t.length_missing(columns=", ".join(LENGTHS)))
    first = said[0][1]
    for column, seconds in said[1:]:
        if not _agree(first, seconds):
            says, other = words.duration(seconds // 60), words.duration(first // 60)
            raise Invalid(column, t.disagrees(column=column, says=says, other=other))
    return first


def _elapsed(start: Time, end: Time, expected: int | None) -> int:
    """Seconds from start to end; those on the clock if it was turned and they are as expected."""
    if start.has_offset != end.has_offset:
        raise Invalid("end", t.offset_on_one)
    elapsed = int((end.moment - start.moment).total_seconds())
    if elapsed < 0:
        raise Invalid("end", t.end_before_start)
    by_clock = int((end.wall - start.wall).total_seconds())
    # A program without time zones has written 2 h for 01:30 to 03:30 on the night that had 3.
    if expected is not None and not start.has_offset and _agree(by_clock, expected):
        return by_clock
    return elapsed


def _agree(one: int, other: int) -> bool:
    # Lengths may be cut or rounded to minutes; a whole minute apart is a contradiction.
    return abs(one - other) < 60

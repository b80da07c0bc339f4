"""The time sheet that Gleeo Time Tracker exports."""

from datetime import datetime

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.features.transfer.rules.cells import shown
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
    utc,
    written_time,
    zone_offset,
)
from hundred_app.features.transfer.texts import t

COLUMNS = (
    ("Project",),
    ("Task",),
    ("Details",),
    ("Start",),
    ("End",),
    ("TimeZone",),
    ("Duration",),
)


def read_gleeo(text: str) -> Reading:
    """What a Gleeo export says: its times are those of the row's own TimeZone.

    Raises:
        Invalid: the file as a whole is no such export.
    """
    return gather("gleeo", read_sheet(text, COLUMNS), _said)


def _said(record: Record) -> Said:
    start = _wall("Start", record.cell("Start"))
    end = _wall("End", record.cell("End"))
    offset = zone_offset(record.cell("TimeZone"))
    length = length_seconds("Duration", record.cell("Duration"))
    elapsed = int((end - start).total_seconds())
    if elapsed < 0:
        raise Invalid("end", t.end_before_start)
    if abs(elapsed - length) >= 60:
        says, other = words.duration(length // 60), words.duration(elapsed // 60)
        raise Invalid("duration", t.disagrees(column="Duration", says=says, other=other))
    return Said(
        source_of("Project", record.cell("Project"), record.cell("Task")),
        utc(start, offset),
        minutes_of(length),
        note_of(record.cell("Details")),
    )


def _wall(column: str, text: str) -> datetime:
    wall, offset = written_time(column, text)
    if offset is not None:
        raise Invalid(column.casefold(), t.offset_in_time(column=column, value=shown(text)))
    return wall

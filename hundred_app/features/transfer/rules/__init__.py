"""What a file of time entries says, and which of them go to which commitment. No disk, no clock."""

from hundred_app.features.transfer.rules.cells import guarded, unguarded
from hundred_app.features.transfer.rules.entries import (
    LONGEST_NOTE,
    LONGEST_SOURCE,
    MOST_MINUTES,
    Entry,
    Reading,
    Unreadable,
)
from hundred_app.features.transfer.rules.gleeo import read_gleeo
from hundred_app.features.transfer.rules.mapping import (
    LONGEST_TITLE,
    MOST_SOURCES,
    Plan,
    parse_mapping,
    plan,
)
from hundred_app.features.transfer.rules.plain import read_csv
from hundred_app.features.transfer.rules.sheets import (
    LARGEST_FILE,
    LONGEST_LINE,
    MOST_ROWS,
    decode,
)
from hundred_app.features.transfer.rules.written import plain_sheet, sheet

__all__ = [
    "LARGEST_FILE",
    "LONGEST_LINE",
    "LONGEST_NOTE",
    "LONGEST_SOURCE",
    "LONGEST_TITLE",
    "MOST_MINUTES",
    "MOST_ROWS",
    "MOST_SOURCES",
    "Entry",
    "Plan",
    "Reading",
    "Unreadable",
    "decode",
    "guarded",
    "parse_mapping",
    "plain_sheet",
    "plan",
    "read_csv",
    "read_gleeo",
    "sheet",
    "unguarded",
]

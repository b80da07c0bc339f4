"""What one row of a time sheet says, and the identity by which a second import recognises it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.features.transfer.rules.cells import is_printable, tidy
from hundred_app.features.transfer.rules.sheets import Record
from hundred_app.features.transfer.texts import t

MOST_MINUTES = 24 * 60
LONGEST_NOTE = 10_000
LONGEST_SOURCE = 200

Form = Literal["gleeo", "csv"]


@dataclass(frozen=True)
class Entry:
    """One stretch of time in a file.

    Attributes:
        line: the line, from 1, on which its record starts.
        source: what it was for in the file's own words: "project/task" in a Gleeo export,
            the column source, project or commitment in other files.
        started: aware, UTC, to the second.
        minutes: 1 to 1440.
        note: trimmed, lines end with a line feed; "" when there is none.
        key: hex SHA-256 of all this but the line, and of which one it is among identical
            rows: the same file gives the same keys, and no two rows of it share one.
    """

    line: int
    source: str
    started: datetime
    minutes: int
    note: str
    key: str


@dataclass(frozen=True)
class Unreadable:
    """A row that cannot be read: where its record starts, and a sentence that says what to do."""

    line: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """All a file says, in its own order. `skipped_empty` counts the rows of zero minutes."""

    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]
    skipped_empty: int


class Said(NamedTuple):
    """What one row says; `minutes` may still be 0."""

    source: str
    started: datetime
    minutes: int
    note: str


def gather(form: Form, records: Iterable[Record], said: Callable[[Record], Said]) -> Reading:
    """The reading of all records, where `said` raises Invalid for one that cannot be read."""
    entries: list[Entry] = []
    unreadable: list[Unreadable] = []
    seen: Counter[Said] = Counter()
    skipped_empty = 0
    for record in records:
        try:
            row = said(record)
        except Invalid as problem:
            unreadable.append(Unreadable(record.line, problem.message))
            continue
        if row.minutes == 0:
            skipped_empty += 1
            continue
        seen[row] += 1
        entries.append(Entry(record.line, *row, key=_key(form, row, seen[row])))
    return Reading(tuple(entries), tuple(unreadable), skipped_empty)


def _key(form: Form, row: Said, occurrence: int) -> str:
    # JSON keeps the parts apart: pasted together, "ab" + "c" would be "a" + "bc".
    parts = (form, row.source, row.started.isoformat(), row.minutes, row.note, occurrence)
    return sha256(json.dumps(parts).encode()).hexdigest()


def source_of(column: str, *parts: str) -> str:
    """The source named by the parts that are not empty, with "/" between.

    Raises:
        Invalid: all are empty, it is longer than 200 characters, or it has control characters.
    """
    name = tidy("/".join(part for part in map(tidy, parts) if part))
    if not name:
        raise Invalid("source", t.missing(column=column))
    if len(name) > LONGEST_SOURCE:
        raise Invalid("source", t.source_too_long(column=column, most=LONGEST_SOURCE))
    if not is_printable(name):
        raise Invalid("source", t.source_strange(column=column))
    return name


def note_of(text: str) -> str:
    """The trimmed note, its lines ending as they do on the web, so keys survive another editor.

    Raises:
        Invalid: it has more than 10,000 characters.
    """
    note = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(note) > LONGEST_NOTE:
        most = words.grouped(LONGEST_NOTE)
        raise Invalid("note", t.note_too_long(count=words.grouped(len(note)), most=most))
    return note


def minutes_of(seconds: int) -> int:
    """Seconds as whole minutes, 0 to 1440, halves up.

    Raises:
        Invalid: it is over 24 hours.
    """
    minutes = (seconds + 30) // 60
    if minutes > MOST_MINUTES:
        raise Invalid("minutes", t.too_long(length=words.duration(minutes)))
    return minutes

"""Logs as a plain sheet, which `read_csv` reads again."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from hundred_app.features.transfer.rules.cells import guarded

HEADER = ("start", "minutes", "commitment", "category", "reflection")

_MARK = "\ufeff"
"""Without it, one well-known spreadsheet reads UTF-8 as something else."""


class Stretch(Protocol):
    """What a row is made of."""

    @property
    def started(self) -> datetime: ...
    @property
    def minutes(self) -> int: ...
    @property
    def commitment(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def reflection(self) -> str: ...


def plain_sheet(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Any numbers with their names as a sheet, texts guarded as in the other one."""
    file = io.StringIO(newline="")
    file.write(_MARK)
    written = csv.writer(file)
    written.writerow(head)
    for row in rows:
        written.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue()


def sheet(stretches: Iterable[Stretch]) -> str:
    """The sheet: a header, times in ISO 8601 with their offset, texts that are no formulas.

    The rows end as RFC 4180 says.
    """
    file = io.StringIO(newline="")
    file.write(_MARK)
    rows = csv.writer(file)
    rows.writerow(HEADER)
    for one in stretches:
        texts = (guarded(text) for text in (one.commitment, one.category, one.reflection))
        rows.writerow((_written(one.started), one.minutes, *texts))
    return file.getvalue()


def _written(moment: datetime) -> str:
    """In UTC where the clocks of a place were some seconds off, which sheets cannot say."""
    offset = moment.utcoffset() or timedelta()
    exact = moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment
    return exact.isoformat(sep=" ", timespec="seconds")

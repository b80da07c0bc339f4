"""A file as text, and the text as records whose cells are known by the names of their columns."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.features.transfer.rules.cells import shown, tidy
from hundred_app.features.transfer.texts import t

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
"""In bytes, and in characters once decoded."""
MOST_ROWS = 200_000
LONGEST_LINE = 100_000
"""In characters. One line could otherwise hold millions of cells."""

DELIMITERS = (",", ";", "\t")

Choice = Sequence[str]
"""Columns any one of which will do."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_END = re.compile("\r\n|\r|\n")
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Record:
    """One record of a sheet.

    Attributes:
        line: the line, from 1, on which it starts.
        cells: what it has, trimmed, in the columns that were asked for.
        problem: why its cells cannot be told apart, or "".
    """

    line: int
    cells: Mapping[str, str]
    problem: str = ""

    def cell(self, column: str) -> str:
        """What stands in a column, whatever the case of its name; "" when there is none."""
        if self.problem:
            raise Invalid("row", self.problem)
        return self.cells.get(column.casefold(), "")


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark) or marked UTF-16.

    Raises:
        Invalid: it is over 25 MB, or is not such text; then it names the first broken line.
    """
    _refuse_large(len(raw))
    mark, encoding = next((pair for pair in _MARKS if raw.startswith(pair[0])), (b"", "utf-8"))
    body = raw[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_after(body[: error.start].decode(encoding))
        refusal = t.bad_bytes(line=words.grouped(line), encoding=encoding.upper())
        raise Invalid("file", refusal) from None
    _refuse_strange(text)
    return text


def read_sheet(text: str, needed: Sequence[Choice], wanted: Sequence[str] = ()) -> Iterator[Record]:
    """The records under the header, without the blank ones, read one at a time.

    Args:
        text: the whole file; comma, semicolon or tab between cells is found out.
        needed: the columns it must have, in any case and order.
        wanted: columns that are read too if they are there. All others are ignored.

    Raises:
        Invalid: it is no such file, here or when its records are read.
    """
    _refuse_large(len(text))
    _refuse_strange(text)
    known = {name.casefold() for name in (*wanted, *(name for each in needed for name in each))}
    delimiter = max(DELIMITERS, key=lambda each: _resemblance(text, each, known))
    rows = _rows(text, delimiter)
    header = next(rows, None)
    if header is None:
        raise Invalid("file", t.empty_file)
    names = _names(header[1])
    _refuse_missing(header[1], names, needed)
    columns = {name: place for place, name in enumerate(names) if name in known}
    _refuse_twice(names, known)
    return _records(rows, columns, len(names), delimiter)


def _records(
    rows: Iterator[tuple[int, list[str]]], columns: Mapping[str, int], width: int, delimiter: str
) -> Iterator[Record]:
    for count, (line, row) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise Invalid("file", t.too_many_rows(most=words.grouped(MOST_ROWS)))
        problem = _width_problem(row, width, delimiter) if row else t.broken_quotes
        cells = {} if problem else {name: row[place].strip() for name, place in columns.items()}
        yield Record(line, cells, problem)


def _width_problem(row: list[str], width: int, delimiter: str) -> str:
    if len(row) < width:
        return t.too_few_columns(count=len(row), expected=width)
    # Spreadsheets like to end rows with empty cells; text out there is a text cut in two.
    if any(cell.strip() for cell in row[width:]):
        between = t.tab if delimiter == "\t" else delimiter
        return t.too_many_columns(count=len(row), expected=width, delimiter=between)
    return ""


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with its first line; [] for one with broken quotes, the last.

    What follows broken quotes cannot be told from what is inside them.
    """
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, []
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _lines(text: str) -> Iterator[str]:
    # Not str.splitlines, which also breaks at form feeds and U+2028 inside a note.
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            most = words.grouped(LONGEST_LINE)
            raise Invalid("file", t.line_too_long(line=words.grouped(number), most=most))
        yield line


def _resemblance(text: str, delimiter: str, known: set[str]) -> tuple[int, int]:
    """How much the first row looks like the header wanted, when read with this delimiter."""
    _, row = next(_rows(text, delimiter), (0, list[str]()))
    names = {tidy(cell).casefold() for cell in row}
    return len(names & known), len(row)


def _names(header: list[str]) -> list[str]:
    if not header:
        raise Invalid("file", t.broken_header)
    return [tidy(cell).casefold() for cell in header]


def _refuse_missing(header: list[str], names: list[str], needed: Sequence[Choice]) -> None:
    missing = [each for each in needed if not any(name.casefold() in names for name in each)]
    if missing:
        raise Invalid(
            "file",
            t.columns_missing(
                missing=", ".join("/".join(each) for each in missing),
                needed=", ".join("/".join(each) for each in needed),
                found=t.quoted(name=shown(", ".join(header))),
            ),
        )


def _refuse_twice(names: list[str], known: set[str]) -> None:
    for name in names:
        if name in known and names.count(name) > 1:
            raise Invalid("file", t.column_twice(name=name))


def _refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise Invalid("file", t.file_too_large(most=LARGEST_FILE // MEGABYTE))


def _refuse_strange(text: str) -> None:
    found = _NOT_TEXT.search(text)
    if found:
        line = _line_after(text[: found.start()])
        raise Invalid("file", t.not_text(line=words.grouped(line)))


def _line_after(text: str) -> int:
    """The number of the line on which the character after `text` stands."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text))

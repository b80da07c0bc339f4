"""What the tests measured: a line a figure at the end of a run, and a table in a document.

A test that counts something asks for `figure` and says what it counted when it has looked:

    figure("T-1", "200 kill -9 cycles", acknowledged=48_112, lost=0, half_done=0)

A run then ends with

    T-1: 200 kill -9 cycles, 48,112 acknowledged, 0 lost, 0 half done, 13.1 s

and `pytest -m slow --write-figures=docs/reliability.md` puts the same into the table of that
page. The seconds are those of the test. A test that fails has no figures.
"""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from hundred_app import __version__

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = "| Test | What was done | What came out | Seconds | Proved by |\n|---|---|---|---|---|\n"
_KEY = "figure"
_ROW = re.compile(r"\| (\S+) \| (.*?) \| (.*?) \| ([\d.]+) \| `([^`]+)` \|")


@dataclass(frozen=True)
class Figure:
    """What one test counted: `what` it did, what `came` out, how long it took, and its `name`."""

    number: str
    what: str
    came: str
    seconds: str
    name: str

    @property
    def line(self) -> str:
        parts = (self.what, *([self.came] if self.came else ()), f"{self.seconds} s")
        return f"{self.number}: {', '.join(parts)}"

    @property
    def row(self) -> str:
        return f"| {self.number} | {self.what} | {self.came} | {self.seconds} | `{self.name}` |\n"

    @property
    def order(self) -> tuple[int, str]:
        return int(re.sub(r"\D", "", self.number) or 0), self.name


class Note(Protocol):
    """How a test says what it counted: the id of the test, what was done, and what came out."""

    def __call__(self, number: str, what: str, /, **counted: float | str) -> None: ...


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Note:
    """Keep what this test counted for the end of the run; see the module."""

    def note(number: str, what: str, /, **counted: float | str) -> None:
        came = ", ".join(_in_words(name, value) for name, value in counted.items())
        request.node.user_properties.append((_KEY, (number, what, came)))

    return note


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-figures",
        type=Path,
        metavar="PAGE",
        help="put what was measured into the table of this page, beside what is there",
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    found = sorted(_measured(terminalreporter.getreports("passed")), key=lambda one: one.order)
    if not found:
        return
    terminalreporter.section("figures")
    for one in found:
        terminalreporter.line(one.line)
    page: Path | None = config.getoption("--write-figures")
    if page is not None:
        page.write_text(with_figures(page.read_text("utf-8"), found), "utf-8")
        terminalreporter.line(f"Written into {page}.")


def with_figures(page: str, found: Iterable[Figure]) -> str:
    """The page with these figures in its table, in place of older ones of the same tests."""
    before, _, rest = page.partition(BEGIN)
    table, _, after = rest.partition(END)
    held = {(one.name, one.what): one for one in figures_in(table)}
    fresh = {(one.name, one.what): one for one in found}
    measured = {name for name, _ in fresh}
    kept = {key: one for key, one in held.items() if key[0] not in measured}
    rows = sorted((kept | fresh).values(), key=lambda one: one.order)
    where = (
        f"Hundred {__version__}, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}, {platform.system()}, {os.cpu_count()} cores."
    )
    lines = "".join(one.row for one in rows)
    return f"{before}{BEGIN}\n\n{where}\n\n{HEAD}{lines}\n{END}{after}"


def figures_in(page: str) -> list[Figure]:
    """The figures of a table that was written here."""
    return [Figure(*found) for found in _ROW.findall(page)]


def _measured(reports: Iterable[pytest.TestReport]) -> Iterable[Figure]:
    for report in reports:
        if report.when != "call":
            continue
        name = report.nodeid.removeprefix("tests/")
        for key, value in report.user_properties:
            if key == _KEY:
                number, what, came = value  # pyright: ignore[reportGeneralTypeIssues]
                yield Figure(number, what, came, f"{report.duration:.1f}", name)


def _in_words(name: str, value: float | str) -> str:
    words = name.replace("_", " ")
    if isinstance(value, str):
        return f"{words} {value}"
    return f"{value:,} {words}" if isinstance(value, int) else f"{value:,.1f} {words}"

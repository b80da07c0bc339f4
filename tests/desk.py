"""Somebody with something to write: a running Hundred in which a synthesis is due."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import make
import serving
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import Locator, Page, expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service as accounts

NAME = "ana"
POLL_SECONDS = 0.02
PATIENCE_SECONDS = 30
NOISE = ("WebSocket connection to", "net::ERR_")
"""What a browser complains of by itself when there is nobody to connect to."""


@dataclass
class Desk:
    """A running Hundred with ana's account, her commitment and one log."""

    server: Server
    cello: str
    log: str

    @property
    def page(self) -> str:
        return f"/c/{self.cello}"

    @property
    def room(self) -> str:
        return f"/c/{self.cello}/milestone/25"

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.server.data / "hundred.db", timeout=10)) as db:
            return db.execute(query, values).fetchall()

    def change(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.server.data / "hundred.db", timeout=10)) as db, db:
            db.execute(statement, values)

    def draft(self, name: str) -> str:
        """The text that the server keeps under a name; "" when there is none."""
        found = self.rows("SELECT text FROM draft WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def await_draft(self, name: str, text: str) -> None:
        """Wait until the server keeps this text, and nothing else, under a name."""
        end = time.monotonic() + PATIENCE_SECONDS
        pause = threading.Event()
        while self.draft(name) != text:
            assert time.monotonic() < end, f"{name} is kept as {self.draft(name)!r}"
            pause.wait(POLL_SECONDS)

    def logs_saying(self, text: str) -> int:
        return len(self.rows("SELECT 1 FROM time_log WHERE reflection = ?", text))

    def restart(self) -> None:
        """Kill the server, and start it anew on its port."""
        self.server.kill()
        self.server = self.server.again()


@contextmanager
def opened_desk(data: Path) -> Iterator[Desk]:
    database = migrate.open_database(data / "hundred.db")
    for name in (NAME, "bea"):
        accounts.create_user(database, clock.now(), name, PASSWORD, role="user")
    with database.writing() as db:
        work = accounts.find_work_of(db, clock.now(), NAME)
        assert work is not None
        cello = make.commit(work, "Cello")
        log = make.give(work, cello, 25 * 60)[-1]
        other = accounts.find_work_of(db, clock.now(), "bea")
        assert other is not None
        make.commit(replace(other), "Theory")
    database.close()
    desk = Desk(serving.start(data), cello, log)
    yield desk
    assert desk.server.stop() == 0
    # A window that closes while it is being sent something is no fault of what is tested here.
    faults = [line for line in desk.server.complaints() if '"_granian.utils"' not in line]
    assert not faults, "\n".join(faults)


def forgive_silence(visitor: Visitor) -> None:
    """Nobody answered for a while; that the browser says so is no fault of the page."""
    visitor.complaints[:] = [
        complaint
        for complaint in visitor.complaints
        if not any(noise in complaint for noise in NOISE)
    ]


def signed_in(desk: Desk, visit: Visit, name: str = NAME, **options: bool) -> Visitor:
    visitor = visit(desk.server, **options)
    visitor.sign_in(name, PASSWORD)
    return visitor


def open_log(page: Page) -> Locator:
    """The form for a new log, on the page of a commitment. Returns its text area."""
    page.get_by_role("button", name="Log time").first.click()
    area = page.get_by_label("What did it teach you?")
    expect(area).to_be_visible()
    return area


@dataclass
class Typing:
    """What was typed, and when each character of it came to stand in the field."""

    area: Locator
    text: str = ""
    chance: Random = field(default_factory=lambda: Random(7))
    words: tuple[str, ...] = ("the", "bow", "wants", "less", "hand", "and", "more", "time,", "so")

    def begin(self) -> None:
        self.area.evaluate(
            """area => {
                window.typedAt = [];
                area.addEventListener("input", () => {
                    window.typedAt.push([Date.now(), area.value.length]);
                });
            }"""
        )

    def type(self, count: int = 60) -> None:
        """Type about so many characters, forty a second."""
        more = ""
        while len(more) < count:
            more += self.chance.choice(self.words) + " "
        self.area.page.keyboard.type(more, delay=25)
        self.text += more

    def moments(self) -> list[float]:
        """When each character was typed, in seconds since 1970."""
        found: list[float] = []
        for moment, length in self.area.page.evaluate("window.typedAt"):
            found += [moment / 1000] * (length - len(found))
        return found


@dataclass
class Lags:
    """How far the server's draft was behind what was typed, whenever somebody looked."""

    looks: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])

    def look(self, length: int) -> None:
        self.looks.append((time.time_ns() / 1e9, length))

    def worst(self, moments: list[float]) -> float:
        """The age in seconds of the oldest character that the draft lacked, at the worst look."""
        ages = [at - moments[length] for at, length in self.looks if length < len(moments)]
        return max([age for age in ages if age > 0], default=0.0)

"""How many questions the database is asked when a page is opened: exactly these, however much there
is, and each answered by an index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import make
import opening
import pytest
from conftest import NOON, person
from sqlmodel import Session

from hundred_app.core import clock, runtime
from hundred_app.core.db import Database
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.features.accounts.service import Actor
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.insights.service import CHARTS
from hundred_app.sitemap import PAGES

pytestmark = pytest.mark.sqlite("its plans, and rows made in its own words")

FEW, MANY = 10, 10_000


@dataclass
class Shelf:
    """A database with as many rows of each kind as asked for, whose they are, and of what."""

    database: Database
    actor: Actor
    cello: str
    rows: int = 0

    def fill(self, rows: int) -> None:
        with self.database.writing() as db:
            add_rows(db, self.actor.user_id, self.cello, self.rows, rows)
        self.rows = rows

    def ask(self, address: str) -> opening.Asked:
        """Open a page; behind a # with every chart of it near."""
        address, _, near = address.format(cello=self.cello).partition("#")
        with opening.listening(self.database) as asked:
            opening.open_page(self.actor, address, tuple(CHARTS) if near else ())
        return asked


@pytest.fixture
def shelf(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Alice's, who runs this Hundred: Cello, long past its goal, and Chess on the wall."""
    # Some days of the year bring a line of their own.
    monkeypatch.setattr(clock, "now", lambda: NOON)
    before = list(runtime._installed)
    runtime.install(Runtime(Settings(database.file.parent), database))
    with database.writing() as db:
        alice = person(db, "alice")
        cello = make.commit(alice, "Cello", category="Music", before=100)
        make.write(alice, cello, 25)
        chess = make.commit(alice, "Chess")
        # Something in each of the times that a page may look at.
        for days in (1, 2, 8, 9, 400, 401):
            for pursuit in (cello, chess):
                make.log(alice, pursuit, ago=timedelta(days=days))
        pursuits.archive(alice, chess)
    yield Shelf(database, Actor(alice.user_id, "alice", "admin", "-"), cello)
    runtime._installed[:] = before


def add_rows(db: Session, user_id: str, commitment_id: str, have: int, want: int) -> None:
    """Logs, deeds, stretches that were timed and lines of the audit log, over the last years."""
    given = {"who": user_id, "whose": commitment_id, "have": have, "want": want}
    given["now"] = int(NOON.timestamp())
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT :have + 1 UNION ALL SELECT i + 1 FROM n WHERE i < :want)"
    )
    for table, columns, values in (
        (
            "time_log",
            "id, commitment_id, duration_minutes, date, reflection, created_at, updated_at, rev",
            "'log-' || i, :whose, 30, :now - i * 10000, 'The thumb, ' || i, :now, :now, 1",
        ),
        (
            "activity_event",
            "id, user_id, kind, subject_id, amount, happened_at",
            "'deed-' || i, :who, 'time_logged', 'log-' || i, 30, :now - i * 10000",
        ),
        (
            "focus_session",
            "id, user_id, commitment_id, mode, kind, status, started_at, paused_seconds, thoughts",
            "'focus-' || i, :who, :whose, 'focus', 'flow', 'abandoned', :now - i * 10000, 0, ''",
        ),
        (
            "audit_event",
            "id, happened_at, action, actor, subject, address, is_refused",
            "'line-' || i, :now - i * 100, 'signed_in', 'alice', '', '', 0",
        ),
    ):
        db.connection().exec_driver_sql(
            f"{numbers} INSERT INTO {table} ({columns}) SELECT {values} FROM n", given
        )


COUNTS = {
    "/": 16,
    "/focus": 11,
    "/history": 10,
    "/history?q=thumb": 11,
    "/insights": 17,
    "/insights#charts": 45,
    "/review": 16,
    "/review/2025": 16,
    "/museum": 9,
    "/settings": 9,
    "/admin": 7,
    "/c/{cello}": 38,
    "/c/{cello}#charts": 67,
    "/c/{cello}/letter": 11,
    "/c/{cello}/book": 14,
    "/c/{cello}/missing": 6,
    "/c/{cello}/milestone/50": 12,
}
"""What opening a page asks besides who is asking, which the gate does once for each event."""


def test_these_are_all_the_pages_that_load_something() -> None:
    """A new page belongs in COUNTS."""
    shown = {opening.page_at(re.split("[?#]", address)[0]).route for address in COUNTS}
    assert {page.route for page in PAGES if page.on_load} - {"/design"} == shown


@pytest.mark.parametrize(("address", "count"), COUNTS.items(), ids=COUNTS)
def test_a_page_asks_this_often_however_much_there_is(
    shelf: Shelf, address: str, count: int
) -> None:
    counted: list[int] = []
    for rows in (FEW, MANY):
        shelf.fill(rows)
        counted.append(len(shelf.ask(address)))
    assert counted == [count, count]


@pytest.mark.parametrize("address", COUNTS)
def test_no_page_reads_all_rows_of_a_table_that_grows(shelf: Shelf, address: str) -> None:
    """Not even all of an index: the rows of everybody else are in it, too."""
    shelf.fill(MANY)
    for statement, given in shelf.ask(address).statements:
        with shelf.database.reading() as db:
            connection = db.connection()
            steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            read = [str(step[3]) for step in steps]
        assert not [step for step in read if re.match(GROWING, step)], (statement, read)


GROWING = (
    r"SCAN (time_log|milestone|letter|draft|activity_event|focus_session|removed_item"
    r"|commitment|search_stale|known_device|sign_in_failure)\b"
)

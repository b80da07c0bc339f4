"""Backups while somebody writes: each shows one moment, whole, and can be restored."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import make
import old
import pytest
from conftest import NOON, person
from figures import Note

from hundred_app.core import restoring
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.features.activity.rules import DeedKind

pytestmark = pytest.mark.sqlite("copies of the file")

A_SECOND = 200


@dataclass
class Writer:
    """Somebody who saves one log after another; each says which it is.

    Attributes:
        saved: how many were told to be saved.
    """

    database: Database
    saved: int = 0
    told_to_end: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        with self.database.writing() as db:
            who = person(db, "alice")
            commitment = make.commit(who)
        began = time.monotonic()
        while not self.told_to_end.is_set():
            with self.database.writing() as db:
                # Nobody saves so many in a day, nor may.
                work = replace(who, db=db, now=who.now + self.saved * timedelta(minutes=2))
                make.log(work, commitment, minutes=1 + self.saved % 60, text=text_of(self.saved))
            self.saved += 1
            # A pace and not a wait for something: so many each second.
            self.told_to_end.wait(max(0, began + self.saved / A_SECOND - time.monotonic()))


def text_of(number: int) -> str:
    return f"{number} " + "what it taught \u00e9\u0301 " * (number % 40)


@contextmanager
def writing(database: Database) -> Iterator[Writer]:
    writer = Writer(database)
    thread = threading.Thread(target=writer.write)
    thread.start()
    try:
        yield writer
    finally:
        writer.told_to_end.set()
        thread.join()


def numbers_in(file: Path) -> list[int]:
    """Which logs are in a database, if each is as it was written and has its deed."""
    held = old.dump(file)
    columns, logs = held["time_log"]
    deeds, events = held["activity_event"]
    texts = [str(row[columns.index("reflection")]) for row in logs]
    numbers = sorted(int(text.partition(" ")[0]) for text in texts)
    assert sorted(texts) == sorted(text_of(number).strip() for number in numbers)
    minutes = sum(int(str(row[columns.index("duration_minutes")])) for row in logs)
    logged = [row for row in events if row[deeds.index("kind")] == DeedKind.TIME_LOGGED]
    assert sum(int(str(row[deeds.index("amount")])) for row in logged) == minutes
    return numbers


def backups_under_load(database: Database, count: int) -> tuple[int, int]:
    """Make backups while somebody writes, and restore each. How many were whole, of how many."""
    data = database.file.parent
    whole = 0
    with writing(database) as writer:
        for number in range(count):
            before = writer.saved
            made = making.make(
                database.file, data / "backups", NOON + timedelta(seconds=number), Kind.MANUAL
            )
            after = writer.saved
            with restoring.prepared(data / "backups" / made.name, data) as ready:
                numbers = numbers_in(ready.file)
            # Everything that was saved before it began, in order, and at most what was saved
            # (one may be saved and not yet counted) when it ended.
            assert numbers == list(range(len(numbers)))
            whole += before <= len(numbers) <= after + 1
    assert numbers_in(database.file) == list(range(writer.saved))
    return whole, writer.saved


def test_t9_a_backup_while_somebody_writes_shows_one_moment(database: Database) -> None:
    assert backups_under_load(database, 5)[0] == 5


@pytest.mark.slow
def test_t9_a_hundred_backups_while_somebody_writes_are_restored_and_whole(
    database: Database, figure: Note
) -> None:
    whole, saved = backups_under_load(database, 100)
    assert whole == 100
    figure(
        "T-9",
        f"100 backups while somebody saves up to {A_SECOND} logs a second",
        logs_saved=saved,
        restored_and_equal=whole,
    )

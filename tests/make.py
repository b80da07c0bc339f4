"""Small things that tests need to have happened: a commitment, a log, some hours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from hundred_app.core import clock, migrate
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.rules import Role
from hundred_app.features.commitments.service import imports, logs, pursuits, syntheses
from hundred_app.features.commitments.service.imports import Brought
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.service.syntheses import SynthesisForm

T = TypeVar("T")

SENTENCE = "Counting out loud fixed it."
SYNTHESIS = "What stays is the habit of counting out loud."


def people(data: Path, *names: str, password: str, role: Role = "user") -> None:
    """Accounts in a data folder, whether a server runs on it or not.

    Without the command, which takes as long as the rest of many a test; that one is tried in
    tests/edge/test_commands.py.
    """
    data.mkdir(mode=0o700, exist_ok=True)
    database = migrate.open_database(data / "hundred.db")
    for name in names:
        accounts.create_user(database, clock.now(), name, password, role=role)
    database.close()


def commit(
    work: Work, title: str = "Cello", *, category: str = "", goal: int = 100, before: int = 0
) -> str:
    """A commitment in the next free seat; `before` is hours. Returns its id."""
    form = CommitmentForm(
        title=title,
        category=category,
        goal_hours=str(goal),
        hours_before=str(before) if before else "",
    )
    return pursuits.commit(work, form)


def log(
    work: Work,
    commitment_id: str,
    *,
    minutes: int = 45,
    ago: timedelta = timedelta(),
    at: datetime | None = None,
    text: str = SENTENCE,
) -> str:
    """A log that began `at` a moment, or ended so long `ago`. Returns its id."""
    start = at or work.now - ago - timedelta(minutes=minutes)
    return logs.add_log(work, new_id(), commitment_id, minutes, start, text).log_id


def log_later(work: Work, commitment_id: str, *, minutes: int = 40) -> str:
    """A log that ended now and whose sentence is still to come. Returns its id."""
    form = logs.LogForm.parse(
        {
            "key": new_id(),
            "commitment_id": commitment_id,
            "duration": str(minutes),
            "reflection": "",
            "later": "on",
        }
    )
    return logs.log_time(work, form).log_id


def give(work: Work, commitment_id: str, minutes: int, *, each: int = 300) -> list[str]:
    """So many minutes in logs of at most `each`, one a day, the last of them today, in order."""
    parts = [each] * (minutes // each) + ([minutes % each] if minutes % each else [])
    return [
        log(work, commitment_id, minutes=part, ago=timedelta(days=len(parts) - number))
        for number, part in enumerate(parts, start=1)
    ]


def bring(
    work: Work,
    commitment_id: str,
    *,
    minutes: int = 45,
    ago: timedelta = timedelta(),
    note: str = "",
) -> str:
    """A log from elsewhere, by default without a word about it. Returns its key."""
    key = new_id()
    start = work.now - ago - timedelta(minutes=minutes)
    imports.bring_in(work, commitment_id, "Gleeo", [Brought(key, start, minutes, note)])
    return key


def write(work: Work, commitment_id: str, hours: int, text: str = SYNTHESIS, rev: int = 0) -> str:
    """The synthesis of a threshold. Returns what was said about it."""
    return syntheses.write(work, commitment_id, hours, SynthesisForm(synthesis=text, rev=rev))


@dataclass(frozen=True)
class Acting:
    """Somebody whose every act is a transaction of its own, as it is in a browser."""

    database: Database
    who: Work

    def __call__(self, act: Callable[[Work], T]) -> T:
        with self.database.writing() as session:
            return act(replace(self.who, db=session))


@contextmanager
def undone(database: Database) -> Iterator[Session]:
    """A transaction that leaves no trace: one for each example of a Hypothesis property."""
    with database.writing() as session:
        try:
            yield session
        finally:
            session.rollback()

"""A diary of ten years: four commitments with as many logs as asked for."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from hundred_app.core import migrate
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.tables import TimeLog

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
ZONE = "Europe/Lisbon"
"""One whose clocks change, since that is what adding up by day has to go round."""

_TITLES = ("Cello", "Portuguese", "Watercolour", "Compilers")
_YEARS = 10
_PASSWORD = "a sentence is fine"
_WORDS = (  # noqa: SIM905 (a list of forty lines says no more)
    "bow string slow scale shift thumb ear page line verb tense letter sound colour edge wash dry"
    " paper light shade parser token tree type loop stack heap test proof again better worse"
).split()


@contextmanager
def opened(folder: Path, logs: int) -> Iterator[tuple[Database, Work]]:
    """The database, and its person; each asks for a transaction of their own."""
    database = migrate.open_database(folder / "hundred.db")
    since = NOW - timedelta(days=365 * _YEARS)
    accounts.create_user(database, since, "ana", _PASSWORD, role="user")
    with database.writing() as db:
        found = accounts.find_work_of(db, NOW, "ana")
        if found is None:
            raise RuntimeError("There is nobody to write the diary.")
        work = replace(found, zone=ZONE)
        ids = [pursuits.commit(work, CommitmentForm(title=title)) for title in _TITLES]
        db.connection().execute(insert(TimeLog), list(_rows(ids, logs)))
    yield database, work
    database.close()


def _rows(ids: list[str], logs: int) -> Iterator[dict[str, object]]:
    drawn = random.Random(100)
    for _ in range(logs):
        began = NOW - timedelta(minutes=drawn.randrange(60, _YEARS * 365 * 24 * 60))
        yield {
            "id": new_id(),
            "commitment_id": drawn.choice(ids),
            "duration_minutes": drawn.randrange(5, 120),
            "date": began,
            "reflection": " ".join(drawn.choices(_WORDS, k=12)).capitalize() + ".",
            "created_at": began,
            "updated_at": began,
            "rev": 1,
        }

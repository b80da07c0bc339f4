"""The cast of every test: a database, Alice and Mallory at a fixed noon, and counted queries."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import event
from sqlmodel import Session

from hundred_app.core import migrate
from hundred_app.core.db import Database
from hundred_app.core.work import Work
from hundred_app.features.accounts.store import people as account_rows
from hundred_app.features.accounts.tables import User, UserSettings

if TYPE_CHECKING:
    from places import Places

# How long an example takes says more about the machine than about the rule.
settings.register_profile("hundred", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hundred")

# Servers are started a hundred times in a run: compiling Hundred anew each time, as some
# environments ask for, takes longer than all they are asked.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

pytest_plugins = ("figures", "people", "places")

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""A Wednesday. Every test begins here unless it says otherwise."""


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file of today's schema with nobody in it."""
    file = tmp_path_factory.mktemp("template") / "hundred.db"
    migrate.open_database(file).close()
    return file


@pytest.fixture(scope="session")
def untouched(places: "Places", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database for Hypothesis, whose every example undoes what it did (see make.undone)."""
    with places.opened(tmp_path_factory.mktemp("untouched")) as opened:
        yield opened


@pytest.fixture
def database(tmp_path: Path, places: "Places") -> Iterator[Database]:
    """A database of its own for each test."""
    with places.opened(tmp_path) as opened:
        yield opened


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """One open transaction, in which Alice and Mallory both act."""
    with database.writing() as session:
        yield session


def person(session: Session, name: str, *, zone: str = "UTC", now: datetime = NOON) -> Work:
    """Somebody with an account and no password that anybody knows."""
    user = User(username=name, password_hash="-", created_at=now)
    account_rows.add_user(session, user, UserSettings(user_id=user.id, time_zone=zone))
    session.flush()
    return Work(db=session, user_id=user.id, now=now, zone=zone)


@pytest.fixture
def alice(db: Session) -> Work:
    """Whose diary it is."""
    return person(db, "alice")


@pytest.fixture
def mallory(db: Session) -> Work:
    """Somebody else with an account here, who wants what is Alice's."""
    return person(db, "mallory")


def later(work: Work, **span: float) -> Work:
    """The same person, some time later: later(alice, days=2)."""
    return replace(work, now=work.now + timedelta(**span))


@dataclass
class Queries:
    """The statements that were sent while it was watching."""

    statements: list[str] = field(default_factory=list[str])

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def count_queries(db: Session) -> Callable[[], AbstractContextManager[Queries]]:
    """`with count_queries() as queries:` counts the statements sent to the database inside."""

    @contextmanager
    def counting() -> Iterator[Queries]:
        queries = Queries()

        def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
            queries.statements.append(statement)

        engine = db.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield queries
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting

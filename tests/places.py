"""Where the databases of tests are: in files, or with --engine=postgresql on a server.

The server is the one of HUNDRED_TEST_DATABASE_URL, or of this machine; whoever runs the tests may
make databases there. Only tests that have a database run on it, and of those not the ones marked
as about SQLite's file.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from psycopg import sql

from hundred_app.core import migrate
from hundred_app.core.db import Database
from hundred_app.core.postgresql import address, schema
from hundred_app.core.postgresql.address import Address

THIS_MACHINE = "postgresql://127.0.0.1/postgres"
PREFIX = "hundred_postgres_"


# Whoever a test left connected would hold it up.
_EMPTIED = """
    DO $$
    DECLARE name text; held boolean; filled text[] := '{}';
    BEGIN
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
        FOR name IN SELECT quote_ident(tablename) FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP
            EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO held;
            IF held THEN filled := filled || name; END IF;
        END LOOP;
        IF cardinality(filled) > 0 THEN
            EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE';
        END IF;
    END $$
"""


class Places(Protocol):
    """Makes empty databases of today's schema."""

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Database]:
        """One that is gone afterwards.

        Args:
            folder: of the test; where the file is, if it is one.
        """
        ...


class Files:
    """Databases in files, copied from one."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "hundred.db"
        migrate.open_database(self.template).close()

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Database]:
        file = folder / "hundred.db"
        shutil.copy(self.template, file)
        database = Database(file)
        yield database
        database.close()


class OnServer:
    """Databases on a server, copied there from one.

    Making and dropping one takes a third of a second; emptying one takes a hundredth. So a
    database serves one test after the other, and is emptied in between.
    """

    def __init__(self, url: str, worker: str) -> None:
        self.url = url
        self._names = (f"{PREFIX}{worker}_{os.getpid()}_{number}" for number in count())
        self._template = next(self._names)
        self._kept: set[str] = set()
        self._spare: list[str] = []
        self.tell_server("CREATE DATABASE {}", self._template)
        schema.open_server(self._at(self._template)).close()

    def end(self) -> None:
        for name in (self._template, *self._kept):
            self.tell_server("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def empty(self) -> Iterator[Address]:
        """A database without even a schema."""
        name = next(self._names)
        self.tell_server("CREATE DATABASE {}", name)
        try:
            yield self._at(name)
        finally:
            self.tell_server("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def made(self) -> Iterator[Address]:
        name = next(self._names)
        self.tell_server("CREATE DATABASE {} TEMPLATE {}", name, self._template)
        try:
            yield self._at(name)
        finally:
            self.tell_server("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Database]:
        name = self._spare.pop() if self._spare else next(self._names)
        where = self._at(name)
        if name not in self._kept:
            self.tell_server("CREATE DATABASE {} TEMPLATE {}", name, self._template)
            self._kept.add(name)
        database = Database(where)
        yield database
        database.close()
        with psycopg.connect(where.url, autocommit=True) as connection:
            connection.execute(_EMPTIED)
            held = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if held == (migrate.head(),):
            self._spare.append(name)

    def tell_server(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            query = sql.SQL(statement).format(*map(sql.Identifier, names))  # pyright: ignore[reportArgumentType]
            connection.execute(query)

    def _at(self, name: str) -> Address:
        before, _, after = self.url.partition("?")
        return address.parse(f"{before.rpartition('/')[0]}/{name}{'?' * bool(after)}{after}")


def url_of_server() -> str:
    return os.environ.get("HUNDRED_TEST_DATABASE_URL", THIS_MACHINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="on which engine the tests that have a database run",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "sqlite(reason): about SQLite's own file; does not run on another engine"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_server = config.getoption("--engine") == "postgresql"
    others = [item for item in items if not _runs(item, on_server=on_server)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]
    if not on_server:
        return
    for item in items:
        if mark := item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason=f"SQLite's own: {mark.args[0]}"))


def _runs(item: pytest.Item, *, on_server: bool) -> bool:
    names = getattr(item, "fixturenames", ())
    return "places" in names if on_server else "postgres" not in names


@pytest.fixture(scope="session")
def places(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Files | OnServer]:
    """Where tests get their databases from."""
    if request.config.getoption("--engine") == "sqlite":
        yield Files(tmp_path_factory.mktemp("template"))
        return
    server = OnServer(url_of_server(), os.environ.get("PYTEST_XDIST_WORKER", "alone"))
    yield server
    server.end()


@pytest.fixture(scope="session")
def postgres(places: Files | OnServer) -> OnServer:
    """For tests that are about PostgreSQL itself: they run with --engine=postgresql alone."""
    assert isinstance(places, OnServer)
    return places

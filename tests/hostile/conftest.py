"""A running Hundred in which Alice has a diary, Mallory another, and both may try anything."""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import serving
import sockets
from make import commit, give, log, write
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import logs, removing

PASSWORD = "a sentence is fine"
NAMES = ("alice", "mallory")
CANARY = "canary-7f3a the thumb stays free"
UNSEEN = {"session", "audit_event", "sign_in_failure", "known_device", "db_metadata"}
"""Tables that change while nobody changes anything of theirs."""


@dataclass
class Stage:
    """A running Hundred with two diaries.

    Attributes:
        server: the program.
        cookies: the Cookie header of a session of each person.
        ids: what is Alice's: commitment, log, removed, milestone, and her own id.
    """

    server: Server
    cookies: dict[str, str]
    ids: dict[str, str] = field(default_factory=dict[str, str])

    def prove(self) -> None:
        """Everybody has just given their password: the tests of a file last longer than that."""
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db, db:
            db.execute("UPDATE session SET proven_at = unixepoch()")

    def digest(self, name: str = "") -> str:
        """A digest of all that people see: of everybody, or of one person's rows."""
        found = hashlib.sha256()
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            for query in queries(db, name):
                for row in db.execute(query):
                    found.update(repr(row).encode())
        return found.hexdigest()


def queries(db: sqlite3.Connection, name: str) -> Iterator[str]:
    """A query for each table that people see, of the rows of one person or of all."""
    tables = [
        table
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if table not in UNSEEN and not table.startswith(("sqlite_", "alembic"))
    ]
    mine = f"(SELECT id FROM user WHERE username = '{name}')"
    for table in sorted(tables):
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        if not name:
            where = "1"
        elif "user_id" in columns:
            where = f"user_id IN {mine}"
        elif "commitment_id" in columns:
            where = f"commitment_id IN (SELECT id FROM commitment WHERE user_id IN {mine})"
        elif table == "user":
            where = f"id IN {mine}"
        else:
            continue
        yield f"SELECT * FROM {table} WHERE {where} ORDER BY 1"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    data = tmp_path_factory.mktemp("stage")
    ids: dict[str, str] = {}
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    for name in NAMES:
        user_id = accounts.create_user(database, now, name, PASSWORD, role="user")
        with database.writing() as db:
            work = accounts.find_work_of(db, now, name)
            assert work is not None
            title, text = ("Cello", CANARY) if name == "alice" else ("Chess", "Rook first.")
            mine = commit(work, title, category="Music", before=20)
            give(work, mine, 600)
            kept = log(work, mine, ago=timedelta(hours=30), text=text)
            gone = log(work, mine, ago=timedelta(hours=50), text=text)
            write(work, mine, 25, f"{text} and more")
            removed, _ = logs.remove_log(work, gone)
            for taken in ("Go", "Bridge", "Whist") if name == "mallory" else ():
                # All four seats: with one commitment alone, the quick log would pick that.
                commit(work, taken)
            ended = commit(work, "Scales") if name == "alice" else ""
            if name == "alice":
                log(work, ended, text=text)
                (milestone,) = db.connection().exec_driver_sql("SELECT id FROM milestone").one()
                ids = {
                    "commitment": mine, "log": kept, "removed": removed,
                    "gone": removing.delete(work, ended, "Scales"),
                    "milestone": milestone, "user": user_id,
                }  # fmt: skip
    accounts.create_user(database, now, "root", PASSWORD, role="admin")
    database.close()
    server = serving.start(data)
    cookies = {name: sockets.sign_in(server, name, PASSWORD) for name in (*NAMES, "root")}
    yield Stage(server, cookies, ids)
    assert server.stop() == 0
    assert server.complaints() == [], "\n".join(server.lines)[-6000:]
    assert [line for line in server.lines if "bug " in line] == []


def random_id() -> str:
    return str(uuid.uuid4())

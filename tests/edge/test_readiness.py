"""/readyz: a word for everybody, numbers for the keeper, and every fault within five seconds."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sockets
import visiting
from starlette.applications import Starlette
from visiting import House

from hundred_app.core import clock, runtime
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.server import readiness
from hundred_app.server.readiness import KEPT_SECONDS, SLOW_SECONDS, Check, Verdict

WORDS = {"loop", "database", "schema", "writing", "disk", "wal", "backup", "integrity"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with visiting.opened_house(tmp_path_factory.mktemp("ready")) as opened:
        yield opened


def is_roomy(folder: Path) -> bool:
    usage = shutil.disk_usage(folder)
    return usage.free > readiness.LEAST_FREE and usage.free / usage.total > 0.05


def test_a_sound_hundred_is_ready_and_tells_its_own_machine_how_it_is(house: House) -> None:
    answer = house.client.get("/readyz")
    said = answer.json()
    if is_roomy(house.server.data):
        assert (answer.status_code, said["ready"]) == (200, True)
        assert set(said["checks"].values()) <= {"ok", "none", "unchecked"}
    assert set(said["checks"]) >= WORDS
    assert said["details"]["schema"].startswith("schema 0")
    assert "MB free" in said["details"]["disk"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_whoever_comes_through_a_proxy_gets_words_alone(house: House, header: str) -> None:
    said = house.client.get("/readyz", headers={header: "127.0.0.1"}).json()
    assert "details" not in said
    assert set(said["checks"]) >= WORDS
    signed_in = {header: "127.0.0.1", "Cookie": house.alice}
    assert "details" not in house.client.get("/readyz", headers=signed_in).json()


def test_an_administrator_gets_the_numbers_from_anywhere(house: House) -> None:
    house.new_person("keeper")
    house.change("UPDATE user SET role = 'admin' WHERE username = 'keeper'")
    headers = {"X-Forwarded-For": "203.0.113.7", "Cookie": house.cookie("keeper")}
    assert "disk" in house.client.get("/readyz", headers=headers).json()["details"]


def test_asking_often_writes_once_in_two_seconds(house: House) -> None:
    house.get("/readyz")
    with closing(sqlite3.connect(house.server.data / "hundred.db")) as db:
        version = db.execute("PRAGMA data_version").fetchone()
        begun = time.monotonic()
        asked = 0
        while time.monotonic() - begun < KEPT_SECONDS * 0.5 and asked < 50:
            assert house.get("/readyz").status_code in (200, 503)
            asked += 1
        changes = db.execute("PRAGMA data_version").fetchone()[0] - version[0]
    assert asked > 1
    assert changes <= 1


def answer_of(app: Starlette) -> tuple[int, dict[str, Any]]:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:
            return await client.get("/readyz")

    answer = sockets.run(ask())
    return answer.status_code, answer.json()


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Iterator[Starlette]:
    before = list(runtime._installed)
    runtime.install(Runtime(Settings(data=tmp_path), database))
    yield Starlette(routes=readiness.routes())
    runtime._installed[:] = before


@pytest.mark.sqlite("the write-ahead log")
def test_what_a_fault_looks_like(app: Starlette, database: Database, tmp_path: Path) -> None:
    with database.writing() as db:
        db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    log = tmp_path / "hundred.db-wal"
    with log.open("r+b") as file:
        file.truncate(readiness.LARGEST_WAL)
    status, said = answer_of(app)
    assert status == 503
    assert said["ready"] is False
    assert (said["checks"]["schema"], said["details"]["schema"]) == ("other", "schema 9999")
    assert said["checks"]["wal"] == "long"


@pytest.mark.sqlite("the lock of the file")
def test_a_database_that_cannot_be_written_is_seen_in_time(
    app: Starlette, database: Database
) -> None:
    assert KEPT_SECONDS + SLOW_SECONDS < 5
    with closing(sqlite3.connect(database.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        status, said = answer_of(app)
    assert (status, said["checks"]["writing"]) == (503, "slow")
    assert said["checks"]["database"] == "ok"


@pytest.mark.sqlite("the bytes of the file")
def test_a_database_that_is_gone_is_seen(app: Starlette, database: Database) -> None:
    database.close()
    whole = database.file.read_bytes()
    database.file.write_bytes(b"no database at all, " * 1000)
    status, said = answer_of(app)
    database.file.write_bytes(whole)
    assert status == 503
    assert said["checks"]["database"] == said["checks"]["writing"] == "broken"
    assert said["details"]["database"] == "DatabaseError"


@pytest.mark.sqlite("copies of the file")
def test_a_backup_that_is_old_is_no_backup(app: Starlette, database: Database) -> None:
    folder = runtime.current().settings.backups
    _, said = answer_of(app)
    assert said["checks"]["backup"] == "none"
    for hours, word in ((60, "old"), (40, "ok")):
        making.make(database.file, folder, clock.now() - timedelta(hours=hours), Kind.NIGHTLY)
        app = Starlette(routes=readiness.routes())
        _, said = answer_of(app)
        assert (said["checks"]["backup"], said["details"]["backup"]) == (word, f"{hours} h old")


def test_others_may_add_a_check(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    old: Check = lambda running: Verdict(False, "old", "9 days")  # noqa: E731
    monkeypatch.setitem(readiness.checks, "music", old)
    status, said = answer_of(app)
    assert (status, said["checks"]["music"], said["details"]["music"]) == (503, "old", "9 days")

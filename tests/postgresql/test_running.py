"""The real program on a server: from the first account to a search, and without its database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
import serving
import sockets
import visiting
from places import OnServer
from serving import Server
from visiting import PASSWORD

from hundred_app.core.ids import new_id
from hundred_app.core.postgresql.address import Address

PURSUIT = "commitments.state.seats.PursuitFormState.save"
LINE = "dashboard.state.QuickState.save"
SAID = "The elbow leads in Zürich."


@pytest.fixture
def where(postgres: OnServer) -> Iterator[Address]:
    with postgres.empty() as address:
        yield address


@pytest.fixture
def running(where: Address, tmp_path: Path) -> Iterator[Server]:
    """Hundred, which may be started anew by the test."""
    started = serving.start(tmp_path / "data", HUNDRED_DATABASE_URL=where.url)
    yield started
    if started.process.poll() is None:
        assert started.stop() == 0


def cookie_of(server: Server, path: str, **form: str) -> str:
    form |= {"username": "ana", "password": PASSWORD}
    answer = httpx.post(server.address + path, data=form, headers={"Origin": server.address})
    morsel = visiting.cookie_of(answer)
    return f"{morsel.key}={morsel.value}"


def log(server: Server, cookie: str, line: str) -> str:
    """What is answered to a line of Today."""

    async def send() -> str:
        async with sockets.connected(server, cookie) as socket:
            return "".join(await socket.call(LINE, {"text": line, "key": new_id()}))

    return sockets.run(send())


async def told(socket: sockets.Socket, words: str) -> None:
    """Wait until the page is told something with these words."""
    async with asyncio.timeout(sockets.WAIT_SECONDS):
        while not any(words in frame for frame in socket.frames):
            socket.arrived.clear()
            await socket.arrived.wait()


def logged(server: Server, cookie: str, query: str = "") -> list[str]:
    """The logs that are found, as the export has them."""
    answer = httpx.get(f"{server.address}/export/logs.csv{query}", headers={"Cookie": cookie})
    assert answer.status_code == 200
    return answer.text.splitlines()[1:]


def begun(server: Server) -> str:
    """Ana signs up and commits to something. Returns her cookie."""
    cookie = cookie_of(server, visiting.SIGN_UP, setup=server.setup)

    async def commit() -> None:
        async with sockets.connected(server, cookie) as socket:
            form = {"title": "Cello", "category": "", "goal_hours": "100", "hours_before": ""}
            await socket.call(PURSUIT, {"form_data": form})

    sockets.run(commit())
    return cookie


def allow(where: Address, postgres: OnServer, *, connections: bool) -> None:
    """Open a database, or close it, as when its server goes away."""
    name = where.where.rpartition("/")[2]
    postgres.tell_server(
        f"ALTER DATABASE {{}} WITH ALLOW_CONNECTIONS {'true' if connections else 'false'}", name
    )
    if not connections:
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )


def test_what_is_logged_is_there_after_a_restart_and_is_found(
    running: Server, tmp_path: Path
) -> None:
    cookie = begun(running)
    assert "Cello" in log(running, cookie, f"45m cello {SAID}")
    assert [SAID in line for line in logged(running, cookie)] == [True]
    assert not (tmp_path / "data" / "hundred.db").exists()
    assert running.stop() == 0
    again = running.again()
    try:
        assert len(logged(again, cookie, "?q=zurich")) == 1
        assert len(logged(again, cookie, '?q="elbow+leads"')) == 1
        assert logged(again, cookie, "?q=wrist") == []
        ready = httpx.get(f"{again.address}/readyz").json()
        assert ready["checks"]["database"] == ready["checks"]["writing"] == "ok"
        assert [file.suffix for file in (tmp_path / "data" / "backups").iterdir()] == [".db"]
    finally:
        assert again.stop() == 0
    assert again.complaints() == []


def test_without_its_database_it_says_so_and_goes_on_when_it_is_back(
    running: Server, where: Address, postgres: OnServer
) -> None:
    cookie = begun(running)
    log(running, cookie, f"45m cello {SAID}")
    assert httpx.get(f"{running.address}/readyz").json()["checks"]["database"] == "ok"

    async def without() -> list[str]:
        async with sockets.connected(running, cookie) as socket:
            before = len(socket.frames)
            allow(where, postgres, connections=False)
            try:
                line = {"text": "5m cello Lost?", "key": new_id()}
                await socket.send(sockets.full_name(LINE), line)
                await told(socket, "The database does not answer")
            finally:
                allow(where, postgres, connections=True)
            return socket.frames[before:]

    # A notice, and nothing of what the tab had.
    assert "Cello" not in "".join(sockets.run(without()))
    assert len(logged(running, cookie)) == 1
    log(running, cookie, "5m cello Found again.")
    assert len(logged(running, cookie)) == 2
    secret = where.url
    assert not [line for line in running.lines if secret in line]


def test_readiness_tells_that_the_database_is_away(
    running: Server, where: Address, postgres: OnServer
) -> None:
    allow(where, postgres, connections=False)
    try:
        answer = httpx.get(f"{running.address}/readyz")
    finally:
        allow(where, postgres, connections=True)
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "away"


def test_a_start_without_its_database_says_so_and_is_worth_another_try(
    where: Address, postgres: OnServer, tmp_path: Path
) -> None:
    serve = ("serve", "--port", "0", "--data", str(tmp_path / "data"))
    allow(where, postgres, connections=False)
    try:
        away = serving.hundred(*serve, HUNDRED_DATABASE_URL=where.url)
    finally:
        allow(where, postgres, connections=True)
    assert (away.returncode, "cannot be used now" in away.stderr) == (1, True), away.stderr
    with psycopg.connect(where.url, autocommit=True) as other:
        other.execute("CREATE TABLE theirs (id int)")
    foreign = serving.hundred(*serve, HUNDRED_DATABASE_URL=where.url)
    assert (foreign.returncode, "another program" in foreign.stderr) == (78, True), foreign.stderr


def test_commands_work_beside_it(running: Server, where: Address, tmp_path: Path) -> None:
    def hundred(*arguments: str, **more: str) -> str:
        data = ("--data", str(tmp_path / "data"))
        ran = serving.hundred(*arguments, *data, HUNDRED_DATABASE_URL=where.url, **more)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    hundred("user", "create", "bea", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert "bea" in hundred("user", "list")
    assert "is sound" in hundred("doctor")
    assert "Backed up to" in hundred("backup")


def test_a_diary_moves_there_and_back_by_command(
    postgres: OnServer, where: Address, tmp_path: Path
) -> None:
    data, back = tmp_path / "data", tmp_path / "back"
    back.mkdir()
    create = ("user", "create", "ana", "--password-stdin", "--data", str(data))
    assert serving.hundred(*create, stdin=f"{PASSWORD}\n").returncode == 0
    on_server = {"HUNDRED_DATABASE_URL": where.url}
    early = serving.hundred("user", "list", "--data", str(data), **on_server)
    assert (early.returncode, "hundred move --to" in early.stderr) == (78, True)
    there = serving.hundred("move", "--data", str(data), HUNDRED_MOVE_TO=where.url)
    assert (there.returncode, "rows of" in there.stdout) == (0, True), there.stderr
    for command in (("user", "list"), ("move", "--to", where.url), ("serve", "--port", "0")):
        old = serving.hundred(*command, "--data", str(data))
        assert old.returncode == 78, command
        assert f"was moved to {where}. Set HUNDRED_DATABASE_URL" in old.stderr
    again = serving.hundred("move", "--to", where.url, "--data", str(data), **on_server)
    assert (again.returncode, "is not empty" in again.stderr) == (1, True)
    assert "ana" in serving.hundred("user", "list", "--data", str(data), **on_server).stdout
    home = back / "hundred.db"
    moved = serving.hundred("move", "--to-file", str(home), "--data", str(data), **on_server)
    assert moved.returncode == 0, moved.stderr
    assert "ana" in serving.hundred("user", "list", "--data", str(back)).stdout
    (data / "hundred.db").rename(data / "before.db")
    assert serving.hundred("user", "list", "--data", str(data)).returncode == 78
    home = data / "hundred.db"
    moved = serving.hundred("move", "--to-file", str(home), "--data", str(data), **on_server)
    assert moved.returncode == 0, moved.stderr
    assert "ana" in serving.hundred("user", "list", "--data", str(data)).stdout


def test_a_backup_is_restored_by_command(where: Address, tmp_path: Path) -> None:
    def hundred(*arguments: str, **more: str) -> str:
        data = ("--data", str(tmp_path / "data"))
        ran = serving.hundred(*arguments, *data, HUNDRED_DATABASE_URL=where.url, **more)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    hundred("user", "create", "ana", "--password-stdin", stdin=f"{PASSWORD}\n")
    kept = hundred("backup").partition("Backed up to ")[2].strip()
    hundred("user", "create", "bea", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert "Restored" in hundred("restore", kept, "--yes")
    assert "bea" not in hundred("user", "list")

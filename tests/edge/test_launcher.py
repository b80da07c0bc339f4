"""The program as it is started: where it writes, what it says, and how it ends."""

import asyncio
import ipaddress
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import serving
import sockets
from serving import Server, hundred
from visiting import PASSWORD, cookie_of, rows

from hundred_app.server import frontend

WATCHER = """
import json, os, sys

def note(event, args):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        said = ["program", str(args[0])]
    elif event in ("socket.connect", "socket.sendto"):
        said = ["address", str(args[1][0] if isinstance(args[1], tuple) else args[1])]
    else:
        return
    with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\\n")

sys.addaudithook(note)
"""
"""Read by Python itself at its start; tells of programs started and of addresses called."""

STRANGER = "open('imported', 'w').close(); raise SystemExit('a stranger was imported')"


@dataclass
class Elsewhere:
    """Hundred, started in a folder that is not its own, on a machine without any program."""

    server: Server
    here: Path
    watched: Path

    def seen(self, kind: str) -> list[str]:
        """What the watcher wrote down of a kind."""
        noted = [json.loads(line) for line in self.watched.read_text("utf-8").splitlines()]
        return [what for found, what in noted if found == kind]


@pytest.fixture(scope="module", autouse=True)
def pages() -> None:
    """The pages of a checkout are built first, which needs what the tests here take away."""
    frontend.web_folder()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    root = tmp_path_factory.mktemp("elsewhere")
    here, nothing, watch = root / "here", root / "nothing", root / "watch"
    for folder in (here, nothing, watch):
        folder.mkdir()
    (here / "rxconfig.py").write_text(STRANGER)
    (watch / "sitecustomize.py").write_text(WATCHER)
    (watch / "seen").touch()
    beside = os.environ.get("PYTHONPATH", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        server = serving.start(
            root / "not" / "there" / "yet",
            PATH=str(nothing),
            PYTHONPATH=os.pathsep.join(filter(None, (str(watch), beside))),
            PYTHONDONTWRITEBYTECODE="1",
            WATCHED=str(watch / "seen"),
        )
    yield Elsewhere(server, here, watch / "seen")
    assert server.stop() == 0
    assert server.complaints() == []


def refusal(*arguments: str, code: int = 1) -> str:
    """The one line with which a command that cannot be done ends."""
    done = hundred(*arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("hundred: ")
    return line.removeprefix("hundred: ")


# Starting


def test_it_says_where_it_is_and_how_to_begin_and_how_to_stop(elsewhere: Elsewhere) -> None:
    address, setup, stop = elsewhere.server.lines
    assert re.fullmatch(r"Hundred is at http://localhost:[1-9]\d*", address)
    link = re.escape(elsewhere.server.address) + r"/sign-up\?setup=[\w-]{43}"
    assert re.fullmatch(f"Make the first account here, once: {link}", setup)
    assert stop == "Stop it with Ctrl-C."


def test_it_serves_as_soon_as_it_says_so(elsewhere: Elsewhere) -> None:
    alive = httpx.get(f"{elsewhere.server.address}/healthz")
    assert (alive.status_code, alive.text) == (200, "ok")
    page = httpx.get(f"{elsewhere.server.address}/sign-up?setup={elsewhere.server.setup}")
    assert page.status_code == 200
    assert elsewhere.server.setup in page.text


def test_it_writes_nothing_where_it_was_started_and_imports_nothing_from_there(
    elsewhere: Elsewhere,
) -> None:
    assert [file.name for file in elsewhere.here.iterdir()] == ["rxconfig.py"]


def test_s67_it_starts_no_program_and_calls_nobody(elsewhere: Elsewhere) -> None:
    """Asking itself whether it answers yet is the one call, and shows that calls are seen."""
    assert elsewhere.seen("program") == []
    called = elsewhere.seen("address")
    assert called
    assert all(ipaddress.ip_address(address).is_loopback for address in called)


def test_what_is_kept_is_for_its_owner_alone(elsewhere: Elsewhere) -> None:
    data = elsewhere.server.data
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in data.rglob("*")}
    assert {"hundred.db", "hundred.db-wal", "hundred.lock"} <= set(files)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert {name: mode for name, mode in files.items() if mode & 0o077} == {}


# Refusing to start


def test_a_second_hundred_on_the_same_folder_is_refused(elsewhere: Elsewhere) -> None:
    data = elsewhere.server.data
    line = refusal("serve", "--port", "0", "--data", str(data))
    assert line == f"Another Hundred is running on {data}. Stop it first."
    assert httpx.get(f"{elsewhere.server.address}/healthz").status_code == 200


def test_a_port_of_another_program_is_refused(elsewhere: Elsewhere, tmp_path: Path) -> None:
    port = str(elsewhere.server.port)
    line = refusal("serve", "--port", port, "--data", str(tmp_path / "data"))
    assert line.startswith(f"Port {port} is taken")
    assert "--port" in line
    assert not (tmp_path / "data").exists()


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    line = refusal("serve", "--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path))
    assert line.startswith("192.0.2.1 is not an address of this machine")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data = tmp_path / "file" / "data"
    line = refusal("serve", "--port", "0", "--data", str(data), code=78)
    assert line.startswith(f"The data folder {data} cannot be written")
    assert line.endswith("Choose another with --data.")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("CREATE TABLE bookmark (url TEXT)")


def not_a_database(file: Path) -> None:
    file.write_text("Dear diary, this is a file of mine.")


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(newer, "was written by a newer Hundred (schema 9999", id="newer"),
        pytest.param(foreign, "belongs to another program.", id="another program's"),
        pytest.param(not_a_database, "is not a database.", id="a text"),
        pytest.param(damaged, "is damaged (", id="a page overwritten"),
    ],
)
def test_a_database_that_it_cannot_use_is_refused_and_left_alone(
    tmp_path: Path, empty_database: Path, spoil: Callable[[Path], None], says: str
) -> None:
    file = Path(shutil.copy(empty_database, tmp_path / "hundred.db"))
    spoil(file)
    before = file.read_bytes()
    line = refusal("serve", "--port", "0", "--data", str(tmp_path), code=78)
    assert line.startswith(f"{file} {says}")
    assert file.read_bytes() == before


# Stopping


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """One to be stopped; killed if it does not stop."""
    started = serving.start(tmp_path)
    yield started
    started.process.kill()
    started.process.wait()


def stopped_by(server: Server, sent: signal.Signals) -> None:
    """It ends in time and without a complaint, and leaves one whole file behind."""
    assert (server.data / "hundred.db-wal").stat().st_size > 0
    server.process.send_signal(sent)
    assert server.process.wait(timeout=30) == 0
    server.listener.join(timeout=30)
    assert server.lines[-1] == "Stopped. Everything that was saved is on disk."
    assert server.complaints() == []
    log = server.data / "hundred.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    alone = server.data / "alone"
    alone.mkdir()
    shutil.copy(server.data / "hundred.db", alone)
    assert rows(alone, "SELECT username FROM user") == [("alice",)]


def sign_up(server: Server) -> str:
    """Make the first account. Returns the Cookie header of its session."""
    form = {"username": "alice", "password": PASSWORD, "setup": server.setup}
    made = httpx.post(
        f"{server.address}/auth/sign-up", data=form, headers={"Origin": server.address}
    )
    assert made.status_code == 303
    morsel = cookie_of(made)
    return f"{morsel.key}={morsel.value}"


def test_it_ends_with_a_tab_open(server: Server) -> None:
    cookie = sign_up(server)

    async def stop_with_an_open_tab() -> None:
        async with sockets.connected(server, cookie):
            await asyncio.to_thread(stopped_by, server, signal.SIGINT)

    sockets.run(stop_with_an_open_tab())


def test_it_ends_although_somebody_stopped_in_the_middle_of_a_request(server: Server) -> None:
    sign_up(server)
    half_a_form = (
        f"POST /auth/sign-in HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
        f"Origin: {server.address}\r\nContent-Length: 100\r\n\r\nusername="
    )
    here = ("127.0.0.1", server.port)
    with socket.create_connection(here) as form, socket.create_connection(here) as header:
        form.sendall(half_a_form.encode())
        header.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        # Answered after the other two were taken in.
        assert httpx.get(f"{server.address}/healthz").text == "ok"
        stopped_by(server, signal.SIGTERM)

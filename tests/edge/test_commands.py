"""The commands that end by themselves, and the demo: what they do, say and refuse."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import serving
import sockets
from serving import Server, hundred
from visiting import PASSWORD, rows

from hundred_app import __version__
from hundred_app.core import clock, migrate, passwords
from hundred_app.features.accounts import service

FIXTURE = Path(__file__).parents[1] / "fixtures" / "gleeo-like.csv"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "gleeo-2019.csv"
HEADER = "Project,Task,Details,Start,End,TimeZone,Duration"
ROW = "music,cello,,2021-02-23 10:00,2021-02-23 10:45,UTC,0:45"
SHEET = f"{HEADER}\n{ROW}\n".encode()
IN_LATIN_1 = ROW.replace(",,", ",caf\u00e9,").encode("latin-1")
CONTRADICTED = ROW.replace(",0:45", ",0:50").encode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which Alice and Mallory have accounts."""
    data = tmp_path_factory.mktemp("template")
    database = migrate.open_database(data / "hundred.db")
    for name in ("alice", "mallory"):
        service.create_user(database, clock.now(), name, PASSWORD, role="user")
    database.close()
    return data


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "house"))


def refusal(*arguments: str, **environment: str) -> str:
    """What a command that cannot be done says, and it does not say it as a crash."""
    done = hundred(*arguments, **environment)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("hundred: ")
    return done.stderr.removeprefix("hundred: ").rstrip("\n")


def accounts(data: Path) -> list[tuple[object, ...]]:
    return rows(data, "SELECT username, role FROM user ORDER BY username")


def minutes(data: Path) -> list[tuple[object, ...]]:
    """Whose commitment has how many minutes."""
    return rows(
        data,
        "SELECT username, title, sum(duration_minutes) FROM commitment"
        " JOIN user ON user.id = commitment.user_id"
        " LEFT JOIN time_log ON commitment_id = commitment.id"
        " GROUP BY commitment.id ORDER BY seat",
    )


# hundred


def test_it_says_its_version() -> None:
    done = hundred("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"hundred {__version__}\n", "")


def test_help_names_every_command() -> None:
    done = hundred("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("serve", "doctor", "backup", "restore", "demo", "import", "user"):
        assert re.search(rf"^\W*{command}\s", done.stdout, re.MULTILINE), command


@pytest.mark.parametrize("arguments", [(), ("serve",)], ids=["bare", "serve"])
def test_without_a_command_it_serves_at_its_default_port(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with socket.socket() as other:
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # Somebody has it already, which is as good.
        said = refusal(*arguments, HUNDRED_DATA=str(tmp_path))
    assert said == (
        "Port 8000 is taken by another program or not allowed. Choose another with --port."
    )


def test_the_folder_is_that_of_the_environment_unless_an_argument_says_another(
    tmp_path: Path,
) -> None:
    by_environment, by_argument = str(tmp_path / "environment"), str(tmp_path / "argument")
    done = hundred("doctor", HUNDRED_DATA=by_environment)
    assert f"no database in {by_environment} yet" in done.stdout
    done = hundred("doctor", "--data", by_argument, HUNDRED_DATA=by_environment)
    assert f"no database in {by_argument} yet" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_setting_that_cannot_be_used_is_named_with_what_would_do(tmp_path: Path) -> None:
    said = refusal("serve", "--data", str(tmp_path / "data"), HUNDRED_REGISTRATION="sesame")
    assert said == (
        "HUNDRED_REGISTRATION is “sesame”; use “invitation”, “approval” or “open”, or leave it out"
        " and choose at /admin."
    )
    assert list(tmp_path.iterdir()) == []


# hundred user create


def test_an_account_is_made_beside_a_running_server_and_ends_the_set_up_link(
    tmp_path: Path,
) -> None:
    server = serving.start(tmp_path)
    made = hundred(
        "user", "create", "Ana", "--admin", "--password-stdin", "--data", str(tmp_path),
        stdin=PASSWORD + "\n",
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    assert "can sign in now" in made.stdout
    assert sockets.sign_in(server, "ana", PASSWORD)
    late = {"username": "second", "password": PASSWORD, "setup": server.setup}
    answer = httpx.post(
        f"{server.address}/auth/sign-up", data=late, headers={"Origin": server.address}
    )
    assert answer.status_code == 422
    assert answer.cookies == {}
    assert accounts(tmp_path) == [("ana", "admin")]
    assert rows(tmp_path, "SELECT id FROM one_time_link") == []
    assert server.stop() == 0


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        pytest.param("Alice", PASSWORD, "Somebody here has that name already", id="a name taken"),
        pytest.param("two words", PASSWORD, "Only the letters a to z", id="a bad name"),
        pytest.param("bob", "seven77", "Between 8 and 256 characters", id="a short password"),
        pytest.param("bob", "", "Between 8 and 256 characters", id="no password"),
    ],
)
def test_an_account_that_will_not_do_is_not_made(
    house: Path, name: str, password: str, says: str
) -> None:
    said = refusal("user", "create", name, "--password-stdin", "--data", str(house), stdin=password)
    assert said.startswith(says)
    assert "\n" not in said
    assert accounts(house) == [("alice", "user"), ("mallory", "user")]
    ((kept,),) = rows(house, "SELECT password_hash FROM user WHERE username = 'alice'")
    assert passwords.verify(PASSWORD, str(kept))


# hundred import


def bring_in(
    data: Path, file: Path, *maps: str, user: str = "alice", kind: str = "gleeo"
) -> tuple[str, ...]:
    """The arguments of an import."""
    mapping = [part for item in maps for part in ("--map", item)]
    return (
        "import", str(file), "--user", user, "--format", kind, *mapping, "--data", str(data)
    )  # fmt: skip


def test_time_comes_in_once_and_a_dry_run_changes_nothing(house: Path) -> None:
    command = bring_in(house, FIXTURE, "music/cello=Cello", "club/chess=Chess")
    tried = hundred(*command, "--dry-run")
    assert (tried.returncode, tried.stderr) == (0, "")
    assert tried.stdout.startswith("Cello: 12 logs would be added, ")
    assert tried.stdout.endswith("This was a dry run: nothing was changed.\n")
    assert minutes(house) == []
    done = hundred(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Cello: 12 logs added, ")
    assert minutes(house) == [("alice", "Cello", 932), ("alice", "Chess", 1714)]
    again = hundred(*command)
    assert again.stdout.startswith("Cello: 0 logs added, ")
    assert minutes(house) == [("alice", "Cello", 932), ("alice", "Chess", 1714)]


def test_a_real_year_comes_in_to_the_minute(house: Path) -> None:
    if not REAL.exists():
        pytest.skip("the shared time sheet gleeo-2019.csv is not beside this checkout")
    maps = (
        "research/thesis=Thesis", "research/machine learning=Machine learning",
        "research/writing=Writing", "research/reading=Reading",
    )  # fmt: skip
    done = hundred(*bring_in(house, REAL, *maps))
    assert (done.returncode, done.stderr) == (0, "")
    assert minutes(house) == [
        ("alice", "Thesis", 10_614),
        ("alice", "Machine learning", 8_649),
        ("alice", "Writing", 8_613),
        ("alice", "Reading", 1_401),
    ]


@pytest.mark.parametrize(
    ("content", "user", "kind", "says"),
    [
        pytest.param(
            b"day,what\n2021-02-23,cello\n",
            "alice",
            "gleeo",
            r"The file lacks the columns .* its first line says “day, what”",
            id="wrong columns",
        ),
        pytest.param(
            SHEET + IN_LATIN_1,
            "alice",
            "gleeo",
            r"Line 3 has a byte that is not UTF-8 text",
            id="broken encoding",
        ),
        pytest.param(
            SHEET + CONTRADICTED,
            "alice",
            "gleeo",
            r"Nothing was imported, .*\nline 3: Duration says 50\s?min",
            id="a row that disagrees",
        ),
        pytest.param(SHEET, "nobody", "gleeo", "There is nobody called nobody", id="no user"),
        pytest.param(SHEET, "alice", "xlsx", "Use --format gleeo or csv", id="no format"),
        pytest.param(None, "alice", "gleeo", r"\S+ cannot be read: no such file", id="no file"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    house: Path, content: bytes | None, user: str, kind: str, says: str
) -> None:
    file = house / "times.csv"
    if content is not None:
        file.write_bytes(content)
    said = refusal(*bring_in(house, file, "music/cello=Cello", user=user, kind=kind))
    assert re.match(says, said)
    assert minutes(house) == []
    assert rows(house, "SELECT * FROM activity_event") == []


# hundred doctor


def test_the_doctor_says_that_all_is_well_and_changes_nothing(house: Path) -> None:
    before = (house / "hundred.db").read_bytes()
    done = hundred("doctor", "--data", str(house))
    assert (done.returncode, done.stderr) == (0, "")
    assert [line[:7] for line in done.stdout.splitlines()] == ["ok     "] * 8
    assert f"The database {house / 'hundred.db'} is sound" in done.stdout
    assert "There is at least one account." in done.stdout
    assert (house / "hundred.db").read_bytes() == before


def test_the_doctor_says_what_is_wrong(house: Path) -> None:
    with closing(sqlite3.connect(house / "hundred.db", isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    done = hundred("doctor", "--data", str(house))
    assert (done.returncode, done.stderr) == (1, "")
    (wrong,) = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    assert "newer Hundred" in wrong


# hundred demo


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    """A running demo, whose throw-away folder is made in `tmp_path`."""
    process = subprocess.Popen(
        [*serving.PROGRAM, "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "HUNDRED_DATA": str(tmp_path / "own")},
    )
    assert process.stdout
    too_long = threading.Timer(serving.START_SECONDS, process.kill)
    too_long.start()
    server = Server("", "", tmp_path, process)
    with process.stdout as lines:
        for line in lines:
            server.lines.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        too_long.cancel()
        yield server
        process.kill()
        process.wait()


def test_the_demo_can_be_signed_in_to_and_is_gone_afterwards(demo: Server) -> None:
    said = "\n".join(demo.lines)
    signing_in = re.search(r"^Sign in as (\w+) with the password (\S+)$", said, re.MULTILINE)
    address = re.search(r"^Hundred is at (\S+)$", said, re.MULTILINE)
    assert signing_in
    assert address
    assert "setup=" not in said
    demo.address = address[1]
    cookie = sockets.sign_in(demo, signing_in[1], signing_in[2])
    today = httpx.get(demo.address, headers={"Cookie": cookie})
    assert today.status_code == 200
    (folder,) = demo.data.iterdir()
    assert folder.name.startswith("hundred-demo-")
    held = minutes(folder)
    assert len(held) >= 2
    assert all(isinstance(spent, int) and spent > 600 for _, _, spent in held)
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(timeout=10) == 0
    assert list(demo.data.iterdir()) == []

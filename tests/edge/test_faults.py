"""What people and the log are told when something of ours fails, and what is never told."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import sockets
import visiting
from sockets import connected
from visiting import PASSWORD, SIGN_IN, House, Reader

from hundred_app.core import runtime
from hundred_app.core.db import Database
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.server import identity

CANARY = "canary-44fe the elbow leads"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with visiting.opened_house(tmp_path_factory.mktemp("faults"), is_quiet=False) as opened:
        yield opened


@pytest.fixture
def broken(house: House) -> Iterator[None]:
    """A table is missing, as no program of ours would leave it."""
    house.change("ALTER TABLE commitment RENAME TO elsewhere")
    yield
    house.change("ALTER TABLE elsewhere RENAME TO commitment")


@pytest.mark.usefixtures("broken")
def test_s54_a_route_that_fails_says_sorry_with_a_code_that_the_log_has_too(house: House) -> None:
    path = "/export/commitment/0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af"
    answer = house.get(path, house.alice)
    assert answer.status_code == 500
    page = Reader(answer.text)
    code = re.search(r"That was our fault\. .* mention ([0-9a-f]{6})\.", page.text)
    assert code
    assert page.scripts == page.handlers == []
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    for inside in ("Traceback", "sqlite", "commitment", "hundred_app"):
        assert inside not in answer.text
    line = house.server.hear(code[1])
    assert "no such table: commitment" in line
    assert "Traceback" in line
    assert house.alice.split("=")[1] not in line


@pytest.mark.usefixtures("broken")
def test_s54_an_event_that_fails_says_sorry_with_a_code_and_the_log_has_nobodys_words(
    house: House,
) -> None:
    async def ask() -> list[str]:
        async with connected(house.server, house.alice) as socket:
            form = {"title": CANARY, "category": "", "goal_hours": "9", "hours_before": ""}
            return await socket.call(
                "commitments.state.seats.PursuitFormState.save", {"form_data": form}
            )

    frames = "".join(sockets.run(ask()))
    code = re.search(r"That was our fault\. .* mention ([0-9a-f]{6})\.", frames)
    assert code
    assert "Traceback" not in frames
    assert "sqlite" not in frames
    line = house.server.hear(code[1])
    assert "no such table: commitment" in line
    assert CANARY not in "\n".join(house.server.lines)


def test_s18_no_secret_is_in_a_file_of_the_data_folder_or_in_the_log(house: House) -> None:
    """After signing in and out, wrongly and rightly, with a socket, and with what failed above."""
    entered = house.enter("carol")
    secrets = [value for _, value in entered.cookies.items()]
    assert all(len(secret) == 43 for secret in secrets)
    cookie = "; ".join(f"{key}={value}" for key, value in entered.cookies.items())
    house.enter("carol", "wrong-but-long-canary-77")

    async def ask() -> None:
        async with connected(house.server, cookie) as socket:
            await socket.call("dashboard.state.TodayState.load")
            await socket.send("unknown", {"cookie": cookie})

    sockets.run(ask())
    house.get("/session?setup=canary-of-a-link-88", cookie)
    sockets.sign_out(house.server, cookie)
    told = "\n".join(house.server.lines)
    for secret in (*secrets, PASSWORD, "wrong-but-long-canary-77", "canary-of-a-link-88"):
        assert secret not in told
        for file in house.files():
            assert secret.encode() not in file.read_bytes(), file


def test_a_long_cookie_in_quotation_marks_is_read_in_no_time(
    house: House, database: Database, tmp_path: Path
) -> None:
    """The reader of the standard library takes time that grows with the square of it."""
    long = '"' + '\\"\\073' * 200_000
    scope = {
        "type": "http",
        "scheme": "http",
        "path": "/",
        "server": ("h", 80),
        "headers": [(b"cookie", f"a={long}; hundred-80={long}; b={long}".encode())],
    }
    before = list(runtime._installed)
    runtime.install(Runtime(Settings(data=tmp_path), database))
    assert identity.session_id_of(scope) is None
    runtime._installed[:] = before
    # As much of it as the server below takes.
    answer = house.get("/history", f"hundred-{house.server.port}={long[:6000]}")
    assert answer.status_code == 303


def test_wrong_passwords_in_bulk_are_turned_away_and_keep_nobody_waiting(house: House) -> None:
    def wrong(number: int) -> httpx.Response:
        form = {"username": "alice", "password": f"wrong {number}"}
        origin = {"Origin": house.server.address}
        return httpx.post(house.server.address + SIGN_IN, data=form, headers=origin, timeout=30)

    with ThreadPoolExecutor(30) as at_once:
        answers = list(at_once.map(wrong, range(30)))
        assert house.get("/healthz").text == "ok"
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {422, 429}
    busy = next(answer for answer in answers if answer.status_code == 429)
    assert int(busy.headers["retry-after"]) > 0
    assert all("set-cookie" not in answer.headers for answer in answers)

"""Administration over a real socket and real requests: links, backups, and one that comes back."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sockets
from sockets import Socket, connected
from visiting import PASSWORD, House, opened_house, rows, session_id

STATE = "admin.state.AdminState"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Carol runs it, and alice does not."""
    with opened_house(tmp_path_factory.mktemp("admin")) as opened:
        opened.change("UPDATE user SET role = 'admin' WHERE username = 'carol'")
        yield opened


def asked(house: House, cookie: str, *calls: tuple[str, dict[str, str]]) -> str:
    """What an administrator's page is sent when these handlers are called in this order."""

    async def ask() -> str:
        async with connected(house.server, cookie, path="/admin") as socket:
            return "".join([text for call in calls for text in await _answer(socket, *call)])

    return sockets.run(ask())


async def _answer(socket: Socket, handler: str, payload: dict[str, str]) -> list[str]:
    return await socket.call(f"{STATE}.{handler}", payload)


def backups(house: House, kind: str = "manual") -> list[str]:
    return sorted(file.name for file in (house.server.data / "backups").glob(f"*-{kind}-*.db"))


def forget_proof(house: House, cookie: str) -> None:
    house.change("UPDATE session SET proven_at = 0 WHERE id = ?", session_id(cookie))


def test_an_invitation_makes_one_account(house: House) -> None:
    told = asked(house, house.cookie("carol"), ("invite", {}))
    found = re.search(r"/sign-up\?invite=([\w-]+)", told)
    assert found
    form = {"username": "dora", "password": PASSWORD, "invite": found[1]}
    assert house.post("/auth/sign-up", form).status_code == 303
    again = house.post("/auth/sign-up", {**form, "username": "eve"})
    assert again.status_code == 422
    assert "not valid any more" in again.text
    names = {name for (name,) in house.rows("SELECT username FROM user")}
    assert names == {"alice", "carol", "dora"}


def test_a_link_is_gone_from_the_page_once_it_is_closed(house: House) -> None:
    cookie = house.cookie("carol")

    async def ask() -> str:
        async with connected(house.server, cookie, path="/admin") as socket:
            await _answer(socket, "invite", {})
            await _answer(socket, "close_link", {})
            before = len(socket.frames)
            await socket.hydrate()
            return "".join(socket.frames[before:])

    assert "invite=" not in sockets.run(ask())


def test_s60_a_backup_is_fetched_by_who_runs_it_and_proved_it(house: House) -> None:
    cookie = house.cookie("carol")
    asked(house, cookie, ("back_up", {}))
    path = f"/admin/backup/{backups(house)[-1]}"
    fetched = house.get(path, cookie)
    assert fetched.status_code == 200
    assert fetched.content.startswith(b"SQLite format 3\x00")
    assert fetched.headers["content-disposition"].startswith("attachment")
    assert fetched.headers["cache-control"] == "no-store"
    for other in ("", house.cookie("alice")):
        assert house.get(path, other).status_code == 404
    forget_proof(house, cookie)
    assert house.get(path, cookie).headers["location"] == "/confirm?next=/admin"


@pytest.mark.parametrize("name", ["x", "hundred.db", "..%2Fhundred.db", "%2e%2e%2fhundred.db"])
def test_s60_nothing_but_a_backup_is_fetched(house: House, name: str) -> None:
    answer = house.get(f"/admin/backup/{name}", house.cookie("carol"))
    assert answer.status_code == 404
    assert b"SQLite" not in answer.content


def test_a_backup_that_comes_back_signs_everybody_out(tmp_path: Path) -> None:
    with opened_house(tmp_path) as house:
        house.change("UPDATE user SET role = 'admin' WHERE username = 'carol'")
        cookie, other = house.cookie("carol"), house.cookie("alice")
        asked(house, cookie, ("back_up", {}))
        (name,) = backups(house)
        house.change("UPDATE user_settings SET theme = 'dark'")

        async def restore() -> str:
            async with connected(house.server, cookie, path="/admin") as socket:
                await _answer(socket, "load", {})
                await _answer(socket, "ask_restore", {"name": name})
                # The socket may be closed before anything after it is answered.
                return "".join(await socket.refused(f"{STATE}.restore", {}))

        sockets.run(restore())
        assert not house.is_signed_in(cookie)
        assert not house.is_signed_in(other)
        assert {theme for (theme,) in house.rows("SELECT theme FROM user_settings")} == {"system"}
        (safety,) = backups(house, "safety")
        with closing(sqlite3.connect(tmp_path / "backups" / safety)) as put_aside:
            assert put_aside.execute("SELECT DISTINCT theme FROM user_settings").fetchall() == [
                ("dark",)
            ]
        logged = rows(tmp_path, "SELECT actor FROM audit_event WHERE action = 'restored a backup'")
        assert logged == [("carol",)]
        assert house.is_signed_in(house.cookie("carol"))

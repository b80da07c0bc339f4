"""The gate: every handler refuses who may not call it, over a real socket."""

import asyncio
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import serving
import sockets
from serving import Server
from socketio.exceptions import ConnectionError as ConnectionRefused
from sockets import connected, full_name

PASSWORD = "a sentence is fine"
CANARY = "canary-7f3a the thumb stays free"

HANDLERS = {
    "accounts.state.AccountState.choose_day_start": {"hour": "5"},
    "accounts.state.AccountState.choose_theme": {"theme": "dark"},
    "accounts.state.AccountState.choose_week_start": {"weekday": "6"},
    "accounts.state.AccountState.choose_zone": {"zone": "Europe/Lisbon"},
    "accounts.state.AccountState.load_settings": {},
    "commitments.state.logs.LogState.close": {},
    "commitments.state.logs.LogState.open_edit": {"log_id": "LOG"},
    "commitments.state.logs.LogState.open_new": {},
    "commitments.state.logs.LogState.remove": {},
    "commitments.state.logs.LogState.save": {
        "form_data": {
            "key": "LOG",
            "rev": "1",
            "commitment_id": "COMMITMENT",
            "duration": "5",
            "moment": "",
            "reflection": "taken over",
        }
    },
    "commitments.state.logs.LogState.take_theirs": {},
    "commitments.state.logs.LogState.type_duration": {"text": "45m"},
    "commitments.state.logs.LogState.type_moment": {"text": "yesterday 18:00"},
    "commitments.state.logs.LogState.undo": {"what": "remove:LOG"},
    "commitments.state.pages.HistoryState.load": {},
    "commitments.state.pages.HistoryState.show_more": {},
    "commitments.state.pages.MuseumState.load": {},
    "commitments.state.pages.PursuitState.load": {},
    "commitments.state.pages.PursuitState.show_more": {},
    "commitments.state.pages.PursuitState.turn_round": {},
    "commitments.state.pages.RoomState.finish": {
        "form_data": {"synthesis": "taken over, all of it"}
    },
    "commitments.state.pages.RoomState.load": {},
    "commitments.state.pages.RoomState.take_theirs": {},
    "commitments.state.seats.PursuitFormState.archive": {},
    "commitments.state.seats.PursuitFormState.close": {},
    "commitments.state.seats.PursuitFormState.delete": {"form_data": {"typed_title": "Cello"}},
    "commitments.state.seats.PursuitFormState.open_delete": {},
    "commitments.state.seats.PursuitFormState.open_edit": {},
    "commitments.state.seats.PursuitFormState.open_new": {},
    "commitments.state.seats.PursuitFormState.reopen": {"commitment_id": "COMMITMENT"},
    "commitments.state.seats.PursuitFormState.save": {
        "form_data": {"title": "Taken", "category": "", "goal_hours": "9", "hours_before": ""}
    },
    "commitments.state.seats.SeatsState.load": {},
    "dashboard.state.QuickState.pick": {"asks": "commitment", "value": "COMMITMENT", "text": "5 x"},
    "dashboard.state.QuickState.save": {"text": "5 cello taken over", "key": "LOG"},
    "dashboard.state.QuickState.understand": {"text": "5 cello taken over"},
    "dashboard.state.TodayState.load": {},
    "insights.state.HoursState.choose_range": {"name": "30"},
    "insights.state.HoursState.choose_view": {"name": "weeks"},
    "insights.state.HoursState.load": {},
}
"""Every handler of ours with what a client might send. A new handler belongs in here."""

FRAMEWORK = {
    f"{sockets.ROOT}.hydrate",
    f"{sockets.ROOT}.hydrate_and_load",
    f"{sockets.ROOT}.set_is_hydrated",
    f"{sockets.ROOT}.reflex___state____on_load_internal_state.on_load_internal",
    f"{sockets.ROOT}.reflex___state____on_load_internal_state.set_is_hydrated",
}


@dataclass
class Cast:
    """A running Hundred with Alice's diary in it, and Mallory's account."""

    server: Server
    alice: str
    mallory: str
    commitment: str
    log: str

    def filled(self, payload: object) -> object:
        """The payload with Alice's ids in it."""
        if isinstance(payload, dict):
            return {key: self.filled(value) for key, value in payload.items()}
        if isinstance(payload, str):
            return payload.replace("LOG", self.log).replace("COMMITMENT", self.commitment)
        return payload

    def diary(self) -> list[tuple[object, ...]]:
        """Everything of Alice's that is in the database."""
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            (alice,) = db.execute("SELECT id FROM user WHERE username = 'alice'").fetchone()
            mine = "SELECT id FROM commitment WHERE user_id = ?"
            return [
                *db.execute("SELECT * FROM user_settings WHERE user_id = ?", (alice,)),
                *db.execute("SELECT * FROM commitment WHERE user_id = ? ORDER BY id", (alice,)),
                *db.execute(
                    f"SELECT * FROM time_log WHERE commitment_id IN ({mine}) ORDER BY id", (alice,)
                ),
                *db.execute(f"SELECT * FROM milestone WHERE commitment_id IN ({mine})", (alice,)),
                *db.execute("SELECT * FROM activity_event WHERE user_id = ?", (alice,)),
                *db.execute("SELECT * FROM removed_item WHERE user_id = ?", (alice,)),
            ]


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    data = tmp_path_factory.mktemp("gate")
    for name in ("alice", "mallory"):
        made = serving.hundred(
            "user", "create", name, "--password-stdin", "--data", str(data), stdin=PASSWORD
        )
        assert made.returncode == 0, made.stderr
    server = serving.start(data)
    alice = sockets.sign_in(server, "alice", PASSWORD)
    mallory = sockets.sign_in(server, "mallory", PASSWORD)
    sockets.run(_write_diary(server, alice))
    with closing(sqlite3.connect(data / "hundred.db")) as db:
        (commitment,) = db.execute("SELECT id FROM commitment").fetchone()
        (log,) = db.execute("SELECT id FROM time_log").fetchone()
    yield Cast(server, alice, mallory, commitment, log)
    assert server.stop() == 0
    assert server.complaints() == []


async def _write_diary(server: Server, cookie: str) -> None:
    async with connected(server, cookie) as socket:
        form = {"title": "Cello", "category": "Music", "goal_hours": "100", "hours_before": "25"}
        await socket.call("commitments.state.seats.PursuitFormState.save", {"form_data": form})
        line = {"text": f"45m cello {CANARY}", "key": str(uuid.uuid4())}
        await socket.call("dashboard.state.QuickState.save", line)


def test_s01_the_registry_is_what_was_reviewed() -> None:
    from hundred_app import hundred_app
    from hundred_app.server.gate import registry

    assert hundred_app.app is not None
    expected = {full_name(handler): "user" for handler in HANDLERS}
    assert registry() == {**expected, **dict.fromkeys(FRAMEWORK, "public")}


def test_s02_a_visitor_gets_no_socket(cast: Cast) -> None:
    async def ask() -> None:
        async with connected(cast.server):
            pass

    with pytest.raises(ConnectionRefused):
        sockets.run(ask())


@pytest.mark.parametrize("handler", HANDLERS)
def test_s02_nobody_gets_anything_without_being_signed_in(cast: Cast, handler: str) -> None:
    """Through a socket that was opened in time and whose session has ended since."""
    cookie = sockets.sign_in(cast.server, "alice", PASSWORD)
    before = cast.diary()

    async def ask() -> list[str]:
        async with connected(cast.server, cookie, path=f"/c/{cast.commitment}") as socket:
            sockets.sign_out(cast.server, cookie)
            return await socket.call(handler, cast.filled(HANDLERS[handler]))  # pyright: ignore[reportArgumentType]

    frames = sockets.run(ask())
    assert any("_redirect" in frame and "/sign-in" in frame for frame in frames)
    assert CANARY not in "".join(frames)
    assert cast.diary() == before


@pytest.mark.parametrize("handler", HANDLERS)
def test_s06_a_stranger_sees_and_changes_nothing_of_it(cast: Cast, handler: str) -> None:
    before = cast.diary()

    async def ask() -> list[str]:
        path = f"/c/{cast.commitment}/milestone/25"
        async with connected(cast.server, cast.mallory, path=path) as socket:
            opened = await socket.call(
                "commitments.state.logs.LogState.open_edit", {"log_id": cast.log}
            )
            return opened + await socket.call(handler, cast.filled(HANDLERS[handler]))  # pyright: ignore[reportArgumentType]

    frames = sockets.run(ask())
    assert CANARY not in "".join(frames)
    assert "Cello" not in "".join(frames)
    assert cast.diary() == before


def test_the_owner_gets_it(cast: Cast) -> None:
    """The two tests above would also pass if nobody ever got anything."""

    async def ask() -> list[str]:
        async with connected(cast.server, cast.alice) as socket:
            return await socket.call("dashboard.state.TodayState.load")

    assert CANARY in "".join(sockets.run(ask()))


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        pytest.param(
            f"{sockets.ROOT}.setvar", {"var_name": "is_hydrated", "value": True}, id="root"
        ),
        pytest.param(
            full_name("accounts.state.AccountState.setvar"),
            {"var_name": "username", "value": "alice"},
            id="ours",
        ),
        pytest.param(
            f"{sockets.ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
            {"vars": {"x": 1}},
            id="client storage",
        ),
        pytest.param(
            f"{sockets.ROOT}.reflex___state____frontend_event_exception_state"
            ".handle_frontend_exception",
            {"info": "x" * 10_000, "component_stack": ""},
            id="frontend exception",
        ),
        pytest.param("nothing.of.ours", {}, id="unknown"),
    ],
)
def test_s04_what_is_in_no_registry_is_dropped(
    cast: Cast, name: str, payload: dict[str, object]
) -> None:
    async def ask() -> list[str]:
        async with connected(cast.server, cast.alice) as socket:
            await socket.send(name, payload)
            return await socket.call("accounts.state.AccountState.load_settings")

    frames = sockets.run(ask())
    assert len([frame for frame in frames if '"is_hydrated' in frame]) == 1


def test_s16_a_socket_that_sends_unknown_events_is_closed(cast: Cast) -> None:
    async def ask() -> bool:
        async with connected(cast.server, cast.alice) as socket:
            closed = asyncio.Event()
            socket.client.on("disconnect", lambda *_: closed.set(), namespace=sockets.NAMESPACE)
            for number in range(20):
                await socket.send(f"unknown.{number}")
            async with asyncio.timeout(sockets.WAIT_SECONDS):
                await closed.wait()
            return True

    assert sockets.run(ask())


def test_a_client_cannot_write_its_own_handshake(cast: Cast) -> None:
    """The id of a session is in every backup; it must sign nobody in, on no way."""
    with closing(sqlite3.connect(cast.server.data / "hundred.db")) as db:
        (session_id,) = db.execute(
            "SELECT session.id FROM session JOIN user ON user.id = user_id WHERE username = 'alice'"
        ).fetchone()
    forged = {
        "QUERY_STRING": "token=00000000-0000-4000-8000-00000000000f",
        "asgi.scope": {
            "client": ["127.0.0.1", 1],
            "headers": [[b"cookie", f"session={session_id}".encode()]],
        },
    }

    async def ask() -> list[str]:
        async with connected(cast.server, cast.mallory) as socket:
            await socket.client.emit("connect", (forged, None), namespace=sockets.NAMESPACE)
            await socket.client.emit("disconnect", "x", namespace=sockets.NAMESPACE)
            seen = await socket.call("dashboard.state.TodayState.load")
            return seen + await socket.call("accounts.state.AccountState.load_settings")

    frames = sockets.run(ask())
    assert CANARY not in "".join(frames)
    assert "mallory" in "".join(frames)


def test_s11_a_tab_belongs_to_the_session_that_it_was_filled_for(cast: Cast) -> None:
    async def ask() -> list[str]:
        token = "00000000-0000-4000-8000-000000000011"
        async with connected(cast.server, cast.alice, token=token) as socket:
            assert CANARY in "".join(await socket.call("dashboard.state.TodayState.load"))
        async with connected(cast.server, cast.mallory, token=token) as socket:
            return await socket.call("accounts.state.AccountState.load_settings")

    frames = sockets.run(ask())
    assert CANARY not in "".join(frames)
    assert "mallory" in "".join(frames)


def test_s10_after_signing_out_the_next_event_is_refused(cast: Cast) -> None:
    cookie = sockets.sign_in(cast.server, "alice", PASSWORD)

    async def ask() -> list[str]:
        async with connected(cast.server, cookie) as socket:
            await socket.call("dashboard.state.TodayState.load")
            sockets.sign_out(cast.server, cookie)
            return await socket.call("dashboard.state.TodayState.load")

    frames = sockets.run(ask())
    assert any("_redirect" in frame for frame in frames)
    assert CANARY not in "".join(frames)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"],
)
def test_s08_a_socket_from_another_site_is_refused(cast: Cast, origin: str) -> None:
    async def ask() -> None:
        async with connected(cast.server, cast.alice, headers={"Origin": origin}):
            pass

    with pytest.raises(ConnectionRefused):
        sockets.run(ask())


def test_s17_the_secret_never_travels_back(cast: Cast) -> None:
    secret = cast.alice.split("=", 1)[1]

    async def ask() -> list[str]:
        async with connected(cast.server, cast.alice) as socket:
            for handler in ("TodayState.load", "QuickState.understand"):
                await socket.call(
                    f"dashboard.state.{handler}", {"text": "x"} if "Q" in handler else {}
                )
            await socket.send(f"{sockets.ROOT}.hydrate_and_load", {})
            return socket.frames

    assert secret not in "".join(sockets.run(ask()))
    assert secret not in "\n".join(cast.server.lines)
    for file in Path(cast.server.data).iterdir():
        assert secret.encode() not in file.read_bytes()

"""The gate: every handler refuses who may not call it, over a real socket."""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import make
import pytest
import serving
import sockets
from serving import Server
from socketio.exceptions import BadNamespaceError
from socketio.exceptions import ConnectionError as ConnectionRefused
from sockets import connected, full_name

PASSWORD = "a sentence is fine"
CANARY = "canary-7f3a the thumb stays free"

HANDLERS = {
    "accounts.state.AccountState.choose_day_start": {"hour": "5"},
    "accounts.state.AccountState.choose_language": {"language": "pt-BR"},
    "accounts.state.AccountState.choose_prompts": {"is_on": False},
    "accounts.state.AccountState.choose_template": {"is_on": True},
    "accounts.state.AccountState.choose_theme": {"theme": "dark"},
    "accounts.state.AccountState.choose_week_start": {"weekday": "6"},
    "accounts.state.AccountState.choose_zone": {"zone": "Europe/Lisbon"},
    "accounts.state.AccountState.end_device": {"device_id": "0" * 20},
    "accounts.state.AccountState.end_other_devices": {},
    "accounts.state.AccountState.load_settings": {},
    "book.state.BookState.load": {},
    "commitments.state.finding.FindState.find": {"text": "thumb"},
    "commitments.state.history.HistoryState.load": {},
    "commitments.state.history.HistoryState.show_more": {},
    "commitments.state.letter.LetterState.load": {},
    "commitments.state.letter.LetterState.seal": {
        "form_data": {"letter": "taken over", "rev": "0"}
    },
    "commitments.state.logs.LogState.close": {},
    "commitments.state.logs.LogState.edit_here": {"log_id": "LOG"},
    "commitments.state.logs.LogState.open_edit": {"log_id": "LOG"},
    "commitments.state.logs.LogState.open_new": {},
    "commitments.state.logs.LogState.remove": {},
    "commitments.state.logs.LogState.resume": {
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
    "commitments.state.logs.LogState.measure": {"by_span": "1"},
    "commitments.state.logs.LogState.type_duration": {"text": "45m"},
    "commitments.state.logs.LogState.type_ended": {"text": "18:05"},
    "commitments.state.logs.LogState.type_moment": {"text": "yesterday 18:00"},
    "commitments.state.logs.LogState.undo": {"what": "remove:LOG"},
    "commitments.state.museum.PieceState.choose": {"note_id": "LOG"},
    "commitments.state.museum.PieceState.close": {},
    "commitments.state.museum.PieceState.hang_up": {"line": "taken over"},
    "commitments.state.museum.PieceState.load": {},
    "commitments.state.museum.PieceState.take_down": {"line": "taken over"},
    "commitments.state.pages.MuseumState.load": {},
    "commitments.state.pages.PursuitState.load": {},
    "commitments.state.pages.PursuitState.show_more": {},
    "commitments.state.pages.PursuitState.turn_round": {},
    "commitments.state.pages.RoomState.finish": {
        "form_data": {"synthesis": "taken over, all of it", "rev": "0"}
    },
    "commitments.state.pages.RoomState.go_on": {},
    "commitments.state.pages.RoomState.load": {},
    "commitments.state.pages.RoomState.take_theirs": {},
    "commitments.state.pages.RoomState.undo_finish": {"what": "finished:COMMITMENT:25"},
    "commitments.state.seats.PursuitFormState.archive": {},
    "commitments.state.seats.PursuitFormState.close": {},
    "commitments.state.seats.PursuitFormState.delete": {"form_data": {"typed_title": "Cello"}},
    "commitments.state.seats.PursuitFormState.open_delete": {},
    "commitments.state.seats.PursuitFormState.open_edit": {},
    "commitments.state.seats.PursuitFormState.open_new": {},
    "commitments.state.seats.PursuitFormState.reopen": {"commitment_id": "COMMITMENT"},
    "commitments.state.seats.PursuitFormState.resume": {
        "form_data": {
            "title": "Taken",
            "category": "",
            "goal_hours": "9",
            "hours_before": "",
            "rev": "1",
        }
    },
    "commitments.state.seats.PursuitFormState.save": {
        "form_data": {
            "title": "Taken",
            "category": "",
            "goal_hours": "9",
            "hours_before": "",
            "rev": "1",
            "over": "1",
        }
    },
    "commitments.state.seats.PursuitFormState.take_theirs": {},
    "commitments.state.seats.PursuitFormState.undo_archive": {"what": "archived:COMMITMENT"},
    "commitments.state.seats.PursuitFormState.undo_delete": {"what": "deleted:REMOVED"},
    "commitments.state.seats.SeatsState.load": {},
    "commitments.state.share.ShareState.choose_theme": {"theme": "dark"},
    "commitments.state.share.ShareState.close": {},
    "commitments.state.share.ShareState.open": {},
    "dashboard.state.QuickState.load": {},
    "dashboard.state.QuickState.open_form": {"text": "5 cello taken over", "key": "LOG"},
    "dashboard.state.QuickState.pick": {"asks": "commitment", "value": "COMMITMENT", "text": "5 x"},
    "dashboard.state.QuickState.save": {"text": "5 cello taken over", "key": "LOG"},
    "dashboard.state.QuickState.understand": {"text": "5 cello taken over"},
    "dashboard.state.TodayState.learned": {},
    "dashboard.state.TodayState.load": {},
    "drafts.state.DraftState.keep": {"name": "quick", "text": "taken over", "mark": "1"},
    "focus.state.FocusState.add_thought": {"thought": "taken over"},
    "focus.state.FocusState.ask_discard": {"session_id": "LOG"},
    "focus.state.FocusState.ask_start": {"session_id": "LOG"},
    "focus.state.FocusState.close": {},
    "focus.state.FocusState.discard": {"session_id": "LOG"},
    "focus.state.FocusState.go_on": {"session_id": "LOG"},
    "focus.state.FocusState.load": {},
    "focus.state.FocusState.load_page": {},
    "focus.state.FocusState.pause": {"session_id": "LOG"},
    "focus.state.FocusState.press": {},
    "focus.state.FocusState.resume": {"session_id": "LOG"},
    "focus.state.FocusState.save_log": {
        "form_data": {
            "key": "LOG",
            "rev": "1",
            "commitment_id": "COMMITMENT",
            "duration": "5",
            "moment": "",
            "reflection": "taken over",
            "is_timed": "1",
        }
    },
    "focus.state.FocusState.set_end": {"form_data": {"session_id": "LOG", "end": "now"}},
    "focus.state.FocusState.set_start": {"form_data": {"session_id": "LOG", "start": "0:05"}},
    "focus.state.FocusState.start": {"commitment_id": "COMMITMENT"},
    "focus.state.FocusState.start_with": {
        "form_data": {"commitment_id": "COMMITMENT", "length": "25"}
    },
    "focus.state.FocusState.stop": {"session_id": "LOG"},
    "focus.state.FocusState.take_break": {},
    "focus.state.FocusState.undo_discard": {"what": "discarded:LOG"},
    "insights.state.ChartsState.choose_by": {"by": "category"},
    "insights.state.ChartsState.choose_of": {"commitment_id": "COMMITMENT"},
    "insights.state.ChartsState.come_near": {"name": "year"},
    "insights.state.ChartsState.load": {},
    "insights.state.HoursState.choose_range": {"name": "30"},
    "insights.state.HoursState.choose_view": {"name": "weeks"},
    "insights.state.HoursState.load": {},
    "insights.state.ProspectState.add": {"change": {"weekday": 0, "minutes": 30}},
    "insights.state.ProspectState.load": {},
    "insights.state.ProspectState.rest": {"change": {"weeks": 2}},
    "insights.state.ProspectState.start_over": {},
    "mentor.state.MentorChoiceState.choose": {"is_on": True},
    "mentor.state.MentorChoiceState.load": {},
    "mentor.state.MentorState.close": {},
    "mentor.state.MentorState.load": {},
    "mentor.state.MentorState.look": {},
    "mentor.state.MentorState.remove": {},
    "mentor.state.MentorState.send": {},
    "mentor.state.MentorState.stop": {},
    "review.state.MailState.ask": {"form_data": {"address": "mallory@example.org"}},
    "review.state.MailState.choose_other": {},
    "review.state.MailState.confirm": {"form_data": {"code": "2222-3333-4444"}},
    "review.state.MailState.load": {},
    "review.state.MailState.turn_off": {},
    "review.state.ReviewState.load": {},
    "review.state.YearState.load": {},
}
"""Every handler of ours with what a client might send. A new handler belongs in here."""

FOR_ADMINISTRATORS: dict[str, tuple[str, dict[str, str]]] = {
    "admin.state.AdminState.approve": ("admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.ask_restore": ("admin", {"name": "BACKUP"}),
    "admin.state.AdminState.back_up": ("proven admin", {}),
    "admin.state.AdminState.choose_registration": ("proven admin", {"choice": "open"}),
    "admin.state.AdminState.close_link": ("admin", {}),
    "admin.state.AdminState.close_restore": ("admin", {}),
    "admin.state.AdminState.decline": ("admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.demote": ("proven admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.disable": ("proven admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.enable": ("proven admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.invite": ("proven admin", {}),
    "admin.state.AdminState.load": ("admin", {}),
    "admin.state.AdminState.make_reset_link": ("proven admin", {"user_id": "ALICE"}),
    "admin.state.AdminState.promote": ("proven admin", {"user_id": "MALLORY"}),
    "admin.state.AdminState.restore": ("proven admin", {}),
    "admin.state.AdminState.show_more": ("admin", {}),
    "admin.state.AdminState.withdraw": ("admin", {"invitation_id": "0" * 20}),
}
"""Every handler for administrators with its policy, and what a client might send."""

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
    root: str
    commitment: str
    log: str

    def filled(self, payload: object) -> object:
        """The payload with Alice's ids in it."""
        if isinstance(payload, dict):
            return {key: self.filled(value) for key, value in payload.items()}
        if isinstance(payload, str):
            return payload.replace("LOG", self.log).replace("COMMITMENT", self.commitment)
        return payload

    def people(self) -> list[str]:
        """The ids of Alice and Mallory."""
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            found = db.execute("SELECT id FROM user WHERE role = 'user' ORDER BY username")
            return [user_id for (user_id,) in found]

    def refusals(self) -> list[tuple[str, str]]:
        """Who was refused what, in order."""
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            wanted = "action = 'was refused' AND is_refused"
            return db.execute(
                f"SELECT actor, subject FROM audit_event WHERE {wanted} ORDER BY id"
            ).fetchall()

    def forget_proof(self, cookie: str) -> None:
        """As if the password of this session had been given long ago."""
        session_id = hashlib.sha256(cookie.partition("=")[2].partition(";")[0].encode())
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db, db:
            changed = db.execute(
                "UPDATE session SET proven_at = 0 WHERE id = ?", (session_id.hexdigest(),)
            )
            assert changed.rowcount == 1

    def house(self) -> list[tuple[object, ...]]:
        """Who is here, who may come in, and how."""
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            return [
                *db.execute("SELECT id, role, is_disabled, is_approved FROM user ORDER BY id"),
                *db.execute("SELECT id, kind FROM one_time_link ORDER BY id"),
                *db.execute("SELECT key, value FROM db_metadata WHERE key = 'registration'"),
                *((file.name,) for file in sorted((self.server.data / "backups").glob("*manual*"))),
            ]

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
                *db.execute("SELECT * FROM draft WHERE user_id = ?", (alice,)),
                *db.execute("SELECT * FROM focus_session WHERE user_id = ?", (alice,)),
            ]


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    data = tmp_path_factory.mktemp("gate")
    make.people(data, "alice", "mallory", password=PASSWORD)
    make.people(data, "root", password=PASSWORD, role="admin")
    server = serving.start(data)
    alice = sockets.sign_in(server, "alice", PASSWORD)
    mallory = sockets.sign_in(server, "mallory", PASSWORD)
    sockets.run(_write_diary(server, alice))
    with closing(sqlite3.connect(data / "hundred.db")) as db:
        (commitment,) = db.execute("SELECT id FROM commitment").fetchone()
        (log,) = db.execute("SELECT id FROM time_log").fetchone()
    root = sockets.sign_in(server, "root", PASSWORD)
    yield Cast(server, alice, mallory, root, commitment, log)
    assert server.stop() == 0
    assert server.complaints() == []


async def _write_diary(server: Server, cookie: str) -> None:
    async with connected(server, cookie) as socket:
        form = {"title": "Cello", "category": "Music", "goal_hours": "100", "hours_before": "25"}
        await socket.call("commitments.state.seats.PursuitFormState.save", {"form_data": form})
        line = {"text": f"45m cello {CANARY}", "key": str(uuid.uuid4())}
        await socket.call("dashboard.state.QuickState.save", line)
        draft = {"name": "quick", "text": f"20m cello {CANARY}, half written", "mark": "1"}
        await socket.call("drafts.state.DraftState.keep", draft)


def test_s01_the_registry_is_what_was_reviewed() -> None:
    from hundred_app import hundred_app
    from hundred_app.server.gate import registry

    assert hundred_app.app is not None
    expected = {full_name(handler): "user" for handler in HANDLERS}
    expected |= {full_name(name): policy for name, (policy, _) in FOR_ADMINISTRATORS.items()}
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
            return await socket.refused(handler, cast.filled(HANDLERS[handler]))  # pyright: ignore[reportArgumentType]

    frames = sockets.run(ask())
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


@pytest.mark.parametrize("handler", FOR_ADMINISTRATORS)
def test_s03_a_person_is_no_administrator(cast: Cast, handler: str) -> None:
    """However often they ask: nothing is shown, nothing is done, and it is written down."""
    ids = dict(zip(("alice", "mallory"), cast.people(), strict=True))
    payload = {
        key: value.replace("ALICE", ids["alice"]).replace("MALLORY", ids["mallory"])
        for key, value in FOR_ADMINISTRATORS[handler][1].items()
    }
    before = cast.house()

    async def ask() -> list[str]:
        async with connected(cast.server, cast.mallory, path="/admin") as socket:
            return await socket.call(handler, payload)

    frames = sockets.run(ask())
    assert "alice" not in "".join(frames)
    assert cast.house() == before
    assert cast.refusals()[-1] == ("mallory", handler.rpartition(".")[2])


def test_s03_an_administrator_is_answered(cast: Cast) -> None:
    """The test above would also pass if nobody ever were."""

    async def ask() -> list[str]:
        async with connected(cast.server, cast.root, path="/admin") as socket:
            return await socket.call("admin.state.AdminState.load")

    assert "alice" in "".join(sockets.run(ask()))


@pytest.mark.parametrize(
    "handler",
    [name for name, (policy, _) in FOR_ADMINISTRATORS.items() if policy == "proven admin"],
)
def test_s44_what_the_password_protects_asks_for_it_again(cast: Cast, handler: str) -> None:
    ids = dict(zip(("alice", "mallory"), cast.people(), strict=True))
    payload = {
        key: value.replace("ALICE", ids["alice"]).replace("MALLORY", ids["mallory"])
        for key, value in FOR_ADMINISTRATORS[handler][1].items()
    }
    cookie = sockets.sign_in(cast.server, "root", PASSWORD)
    cast.forget_proof(cookie)
    before = cast.house()

    async def ask() -> list[str]:
        async with connected(cast.server, cookie, path="/admin") as socket:
            return await socket.call(handler, payload)

    frames = sockets.run(ask())
    assert "/confirm?next=/admin" in "".join(frames)
    assert cast.house() == before


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
            with suppress(BadNamespaceError):
                for number in range(20):
                    await socket.send(f"unknown.{number}")
            await socket.closed()
            return socket.is_closed

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
            return await socket.refused("dashboard.state.TodayState.load")

    frames = sockets.run(ask())
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
    for file in (file for file in Path(cast.server.data).rglob("*") if file.is_file()):
        assert secret.encode() not in file.read_bytes()

"""The whole program, killed at any moment: what it said is saved is there when it is back.

Two people save through their sockets and a visitor signs up and in, each one thing after the
other. What was answered is promised. What was not is sent again to the next server, as a browser
does, under the same key: it must be there once.
"""

import asyncio
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import failing
import httpx
import make
import pytest
import serving
import sockets
from conftest import NOON
from figures import Note
from serving import PROGRAM, Server
from socketio.exceptions import BadNamespaceError
from socketio.exceptions import ConnectionError as NotConnected
from sockets import Closed, Socket, full_name
from truth import complaints
from visiting import PASSWORD, SIGN_IN, SIGN_UP, session_id

from hundred_app.core import clock, migrate
from hundred_app.core.ids import new_id
from hundred_app.features.accounts import service as accounts

KILLS = 20
LONGEST_LIFE = 2.0
"""Seconds that a server lives that is killed at random."""
MOST_ACTS = 60
"""Of one person in one life. After that a server that did not kill itself is killed."""

MOST_ACCOUNTS = 9
"""More than ten in ten minutes are refused to one address."""

FAILING = (sys.executable, failing.__file__)
GONE = (Closed, BadNamespaceError, NotConnected, ConnectionError, httpx.TransportError)
"""How a client notices that there is nobody any more."""

READ = {
    "log": "SELECT duration_minutes || ' ' || reflection FROM time_log WHERE id = ?",
    "synthesis": (
        "SELECT user_synthesis FROM milestone WHERE commitment_id = ? AND hours_threshold = 25"
    ),
    "day start": "SELECT day_start FROM user_settings WHERE user_id = ?",
    "draft": "SELECT text FROM draft WHERE user_id = ?",
    "user": "SELECT username FROM user WHERE username = ?",
    "session": "SELECT id FROM session WHERE id = ?",
}
"""What stands in the place of something that was saved."""

Place = tuple[str, str]
"""A kind of READ, and the key to look under."""


@dataclass(frozen=True)
class Act:
    """Something that a page sends: what it changes, and the word by which its answer is known."""

    place: Place
    value: str
    path: str
    handler: str
    payload: Mapping[str, object]
    answer: str


@dataclass
class Promises:
    """What was answered, and what was sent and not answered, by who sent it."""

    held: dict[Place, str] = field(default_factory=dict[Place, str])
    pending: dict[str, tuple[Place, str]] = field(default_factory=dict[str, tuple[Place, str]])
    answered: int = 0

    def sent(self, who: str, place: Place, value: str) -> None:
        self.pending[who] = (place, value)

    def kept(self, who: str) -> None:
        place, value = self.pending.pop(who)
        self.held[place] = value
        self.answered += 1


@dataclass
class Saver:
    """Somebody with a tab, who does one thing after the other."""

    name: str
    user_id: str
    commitment_id: str
    token: str
    promises: Promises
    chance: random.Random
    rev: int = 0
    waiting: Act | None = None

    async def live(self, server: Server) -> None:
        """Send again what was not answered, and go on."""
        with suppress(*GONE):
            cookie = f"hundred-{server.port}={self.token}"
            async with sockets.connected(server, cookie) as socket:
                for _ in range(MOST_ACTS):
                    act = self.waiting or self.chance.choice(ACTS)(self)
                    self.waiting = act
                    self.promises.sent(self.name, act.place, act.value)
                    await answer(socket, act)
                    self.promises.kept(self.name)
                    self.waiting = None
                    self.rev += act.place[0] == "synthesis"

    def text(self) -> str:
        return f"{self.name} {self.chance.random()} " + "what it taught " * self.chance.randrange(
            99
        )


async def answer(socket: Socket, act: Act) -> None:
    """Send an act and wait until it is answered."""
    before = len(socket.frames)
    socket.path = act.path
    await socket.send(full_name(act.handler), act.payload)
    async with asyncio.timeout(sockets.WAIT_SECONDS):
        while not any(act.answer in frame for frame in socket.frames[before:]):
            if socket.is_closed:
                raise Closed
            socket.arrived.clear()
            await socket.arrived.wait()


def a_log(who: Saver) -> Act:
    key, minutes, text = new_id(), who.chance.randint(1, 300), who.text().strip()
    form = {
        "key": key, "commitment_id": who.commitment_id, "duration": f"{minutes} min",
        "moment": "", "reflection": text,
    }  # fmt: skip
    saved = "focus.state.FocusState.save_log"
    return Act(("log", key), f"{minutes} {text}", "/", saved, {"form_data": form}, "Logged ")


def a_quick_log(who: Saver) -> Act:
    key, minutes, text = new_id(), who.chance.randint(1, 300), who.text().strip()
    line = {"text": f"{minutes}m cello - {text}", "key": key}
    saved = "dashboard.state.QuickState.save"
    return Act(("log", key), f"{minutes} {text}", "/", saved, line, "Logged ")


def a_synthesis(who: Saver) -> Act:
    text = who.text().strip()
    return Act(
        ("synthesis", who.commitment_id),
        text,
        f"/c/{who.commitment_id}/milestone/25",
        "commitments.state.pages.RoomState.finish",
        {"form_data": {"synthesis": text, "rev": who.rev}},
        "written." if who.rev == 0 else "Saved.",
    )


def a_setting(who: Saver) -> Act:
    hour = str(who.chance.randrange(24))
    handler = "accounts.state.AccountState.choose_day_start"
    return Act(
        ("day start", who.user_id), hour, "/settings", handler, {"hour": hour}, '"day_start"'
    )


def a_draft(who: Saver) -> Act:
    text, mark = who.text(), new_id()
    draft = {"name": f"log:{who.commitment_id}", "text": text, "mark": mark}
    return Act(("draft", who.user_id), text, "/", "drafts.state.DraftState.keep", draft, mark)


ACTS: tuple[Callable[[Saver], Act], ...] = (
    a_log, a_log, a_quick_log, a_quick_log, a_synthesis, a_setting, a_draft
)  # fmt: skip


@dataclass
class Visitor:
    """Somebody who makes another account in each life, and signs in to the last one."""

    promises: Promises
    number: int = 0
    tries: int = 0
    name: str = "visitor"

    async def live(self, server: Server) -> None:
        headers = {"Origin": server.address}
        async with httpx.AsyncClient(base_url=server.address, headers=headers) as client:
            with suppress(*GONE):
                if self.tries < MOST_ACCOUNTS:
                    await self._join(client)
                await self._enter(client)

    async def _join(self, client: httpx.AsyncClient) -> None:
        name = f"visitor{self.number + 1}"
        self.tries += 1
        self.promises.sent(self.name, ("user", name), name)
        form = {"username": name, "password": PASSWORD}
        done = await client.post(SIGN_UP, data=form)
        # The answer to the first time may have been lost, not the account.
        is_taken = "has that name already" in done.text
        assert is_taken or done.status_code == 303
        self.promises.kept(self.name)
        self.number += 1

    async def _enter(self, client: httpx.AsyncClient) -> None:
        form = {"username": f"visitor{self.number}", "password": PASSWORD}
        done = await client.post(SIGN_IN, data=form)
        assert done.status_code == 303
        port = client.base_url.port
        held = session_id(f"x={done.cookies[f'hundred-{port}']}")
        client.cookies.clear()
        self.promises.sent(self.name, ("session", held), held)
        self.promises.kept(self.name)


def moved_in(data: Path, promises: Promises) -> list[Saver]:
    """Two people with a commitment each, in which the first synthesis is due."""
    database = migrate.open_database(data / "hundred.db")
    savers: list[Saver] = []
    for name in ("alice", "carol"):
        accounts.create_user(database, clock.now(), name, PASSWORD, role="user")
        filled = accounts.Credentials(username=name, password=PASSWORD)
        entered = accounts.sign_in(database, clock.now(), filled, accounts.Caller())
        assert isinstance(entered, accounts.SignedIn)
        with database.writing() as session:
            work = accounts.find_work_of(session, NOON, name)
            assert work is not None
            cello = make.commit(work, before=30)
        chance = random.Random(name)
        savers.append(Saver(name, entered.user_id, cello, entered.token, promises, chance))
    database.close()
    return savers


def moments(chance: random.Random, kills: int) -> Iterator[str]:
    """At random and at each failpoint in turn."""
    for number in range(kills):
        yield ("random", *failing.MOMENTS)[number % 4]


def started(data: Path, moment: str, chance: random.Random) -> Server:
    if moment == "random":
        return serving.start(data, program=PROGRAM, HUNDRED_REGISTRATION="open")
    return serving.start(
        data,
        program=FAILING,
        HUNDRED_REGISTRATION="open",
        FAIL_AT=moment,
        FAIL_AFTER=str(chance.randint(2, 30)),
    )


async def lived_and_died(
    server: Server, people: Sequence[Callable[[Server], Awaitable[None]]], seconds: float | None
) -> None:
    """Everybody at once, until the server is killed, or kills itself."""
    living = [asyncio.ensure_future(live(server)) for live in people]
    if seconds is not None:
        await asyncio.wait(living, timeout=seconds)
        server.process.kill()
    for done in asyncio.as_completed(living, timeout=60):
        await done
    server.process.kill()
    server.process.wait()
    server.listener.join(timeout=20)


@pytest.mark.slow
def test_t2_what_was_answered_outlives_twenty_kills_of_the_server(
    tmp_path: Path, figure: Note
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    promises, chance, count = Promises(), random.Random(2), Counter[str]()
    savers = moved_in(data, promises)
    people = [*(saver.live for saver in savers), Visitor(promises).live]
    for moment in moments(chance, KILLS):
        server = started(data, moment, chance)
        seconds = chance.uniform(0.2, LONGEST_LIFE) if moment == "random" else None
        sockets.run(lived_and_died(server, people, seconds))
        assert server.process.returncode == -9, server.lines
        assert server.complaints() == []
        count[moment] += 1
        count["not answered"] += len(promises.pending)
        looked_at(data, tmp_path / "copy", promises, savers, count)
    assert (count["lost"], count["twice or by half"]) == (0, 0)
    assert promises.answered > KILLS
    figure(
        "T-2",
        f"{KILLS} kill -9 of the server",
        answered=promises.answered,
        lost=count["lost"],
        half_done=count["twice or by half"],
        not_answered_and_sent_again=count["not answered"],
    )


def looked_at(
    data: Path, copy: Path, promises: Promises, savers: list[Saver], count: Counter[str]
) -> None:
    """Count what is not as it was promised, on a copy: to recover is for the program itself."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in data.glob("hundred.db*"):
        shutil.copy(file, copy)
    with closing(sqlite3.connect(copy / "hundred.db")) as db:
        pending = list(promises.pending.values())
        for place, value in promises.held.items():
            allowed = {value, *(sent for where, sent in pending if where == place)}
            count["lost"] += found(db, place) not in allowed
        for place, value in pending:
            allowed = {promises.held.get(place), None, value}
            count["twice or by half"] += found(db, place) not in allowed
        sent = {key for _, key in (*promises.held, *(place for place, _ in pending))}
        kept = {key for (key,) in db.execute("SELECT id FROM time_log")}
        count["twice or by half"] += len(kept - sent)
        for saver in savers:
            query = "SELECT coalesce(max(rev), 0) FROM milestone WHERE commitment_id = ?"
            (saver.rev,) = db.execute(query, (saver.commitment_id,)).fetchone()
    assert complaints(copy / "hundred.db") == []


def found(db: sqlite3.Connection, place: Place) -> str | None:
    kind, key = place
    row = db.execute(READ[kind], (key,)).fetchone()
    return str(row[0]) if row else None

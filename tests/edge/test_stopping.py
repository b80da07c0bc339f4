"""T-13: told to stop with saves under way, it loses none that it has acknowledged."""

import asyncio
import contextlib
import signal
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import make
import pytest
import serving
import sockets
import visiting
from figures import Note
from serving import Server
from socketio.exceptions import BadNamespaceError
from sockets import Socket, connected, full_name

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service

AT_ONCE = 20
STOP_SECONDS = 10


@dataclass
class Told:
    """One run: what was sent, what was said to be saved, what is there, and how long it took."""

    sent: set[str] = field(default_factory=set[str])
    acknowledged: set[str] = field(default_factory=set[str])
    kept: set[str] = field(default_factory=set[str])
    seconds: float = 0.0


def diary(data: Path) -> None:
    """An account with a commitment called Cello."""
    data.mkdir()
    database = migrate.open_database(data / "hundred.db")
    service.create_user(database, clock.now(), "alice", visiting.PASSWORD, role="user")
    with database.writing() as db:
        alice = service.find_work_of(db, clock.now(), "alice")
        assert alice
        make.commit(alice, "Cello")
    database.close()


def texts(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "hundred.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {text for (text,) in db.execute("SELECT reflection FROM time_log")}


async def save(socket: Socket, told: Told) -> None:
    """Save one log after another, until the socket is gone."""
    with contextlib.suppress(BadNamespaceError):
        while not socket.is_closed:
            text = f"saved {uuid.uuid4()}"
            told.sent.add(text)
            before = len(socket.frames)
            await socket.send(
                full_name("dashboard.state.QuickState.save"),
                {"text": f"1m cello {text}", "key": str(uuid.uuid4())},
            )
            # The notice names no text. One save is under way on a socket, so it is of this one.
            while not any("Logged 1" in frame for frame in socket.frames[before:]):
                if socket.is_closed:
                    return
                socket.arrived.clear()
                await socket.arrived.wait()
            told.acknowledged.add(text)


async def stopped_amid_saves(server: Server, cookie: str) -> Told:
    told, loop = Told(), asyncio.get_running_loop()
    async with contextlib.AsyncExitStack() as stack:
        open_ones = [
            await stack.enter_async_context(connected(server, cookie)) for _ in range(AT_ONCE)
        ]
        saving = [asyncio.create_task(save(socket, told)) for socket in open_ones]
        async with asyncio.timeout(sockets.WAIT_SECONDS):
            while len(told.acknowledged) < AT_ONCE:
                await asyncio.wait(saving, timeout=0.02)
        begun = loop.time()
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, STOP_SECONDS)
        told.seconds = loop.time() - begun
        await asyncio.wait_for(asyncio.gather(*saving), sockets.WAIT_SECONDS)
    return told


def cycle(data: Path) -> Told:
    diary(data)
    server = serving.start(data)
    cookie = sockets.sign_in(server, "alice", visiting.PASSWORD)
    told = sockets.run(stopped_amid_saves(server, cookie))
    assert server.process.returncode == 0
    server.listener.join(timeout=STOP_SECONDS)
    assert server.complaints() == [], "\n".join(server.complaints())
    log = data / "hundred.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    told.kept = texts(data)
    assert told.acknowledged <= told.kept <= told.sent
    return told


@pytest.mark.parametrize("cycles", [1, pytest.param(50, marks=pytest.mark.slow)])
def test_t13_told_to_stop_with_twenty_saves_under_way_it_loses_none(
    tmp_path: Path, cycles: int, figure: Note
) -> None:
    # A folder for each: nobody may log two thousand times on one day.
    runs = [cycle(tmp_path / str(number)) for number in range(cycles)]
    lost = sum(len(told.acknowledged - told.kept) for told in runs)
    assert lost == 0
    figure(
        "T-13",
        f"{cycles} stops by SIGTERM amid {AT_ONCE} saves",
        sent=sum(len(told.sent) for told in runs),
        acknowledged=sum(len(told.acknowledged) for told in runs),
        lost=lost,
        tenths_of_a_second_at_most=round(10 * max(told.seconds for told in runs)),
    )

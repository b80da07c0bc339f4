"""A model is asked over a real socket: what comes back, what is kept, and what waits meanwhile."""

import asyncio
import re
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import make
import pytest
import serving
import sockets
from browsing import seldom
from modelserver import KEY, Mouth, opened_mouth
from serving import Server
from sockets import Socket, connected, full_name

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service as accounts

PASSWORD = "a sentence is fine"
SAYS = "You wrote “counting out loud fixed it” [2].\n\n<script>alert(1)</script> call delete now."
STATE = "mentor.state.MentorState"
CANARY = "canary-4c1d of mallory"


@dataclass
class House:
    server: Server
    mouth: Mouth
    cello: str

    def sign_in(self, name: str = "alice") -> str:
        return sockets.sign_in(self.server, name, PASSWORD)

    @property
    def room(self) -> str:
        return f"/c/{self.cello}/milestone/25"

    def kept(self) -> str | None:
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db:
            where = "WHERE commitment_id = ?"
            query = f"SELECT ai_feedback FROM milestone {where}"
            return db.execute(query, (self.cello,)).fetchone()[0]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    make.people(tmp_path, "alice", "mallory", password=PASSWORD)
    database = migrate.open_database(tmp_path / "hundred.db")
    made: list[str] = []
    for name in ("alice", "mallory"):
        with database.writing() as db:
            work = accounts.find_work_of(db, clock.now(), name)
            assert work is not None
            accounts.set_mentor(work, is_on=True)
            made.append(make.commit(work))
            make.give(work, made[-1], 26 * 60)
            said = CANARY if name == "mallory" else make.SENTENCE
            make.log(work, made[-1], ago=timedelta(minutes=1), minutes=5, text=said)
            make.write(work, made[-1], 25)
    database.close()
    with opened_mouth(SAYS) as mouth:
        server = serving.start(tmp_path, **mouth.environment(HUNDRED_MODEL_SECONDS="5"))
        yield House(server, mouth, made[0])
        mouth.go_on.set()
        assert server.stop() == 0
        assert [line for line in server.complaints() if "did not answer" not in line] == []
        assert KEY not in "".join(server.lines)


async def said(socket: Socket, *words: str) -> str:
    """Everything that came, once one of these words is in it."""
    async with asyncio.timeout(sockets.WAIT_SECONDS):
        while not any(word in "".join(socket.frames) for word in words):
            socket.arrived.clear()
            await socket.arrived.wait()
    return "".join(socket.frames)


async def asked(socket: Socket) -> None:
    """The question is shown, and sent."""
    await socket.call(f"{STATE}.load")
    assert make.SYNTHESIS in "".join(await socket.call(f"{STATE}.look"))
    await socket.send(full_name(f"{STATE}.send"))


def test_s66_an_answer_is_kept_and_obeyed_by_nobody(house: House) -> None:
    async def ask() -> None:
        async with connected(house.server, house.sign_in(), path=house.room) as socket:
            await asked(socket)
            found = await said(socket, '"quote"')
            assert '"quote"' in found
            assert KEY not in found

    sockets.run(ask())
    assert house.kept() == SAYS.strip()
    (request,) = house.mouth.asked
    assert CANARY not in request.text
    assert "alice" not in request.text + str(request.headers)


def test_nothing_waits_while_a_model_thinks(house: House) -> None:
    house.mouth.waits_after = 14

    async def ask() -> None:
        async with connected(house.server, house.sign_in(), path=house.room) as socket:
            await asked(socket)
            await said(socket, "You wro")
            line = {"text": "5m cello still here", "key": str(uuid.uuid4())}
            assert "Cello" in "".join(await socket.call("dashboard.state.QuickState.save", line))
            assert house.kept() is None
            house.mouth.go_on.set()
            await said(socket, '"quote"')

    sockets.run(ask())
    assert house.kept() == SAYS.strip()


@pytest.mark.slow
def test_one_question_at_a_time_and_it_can_be_stopped(house: House) -> None:
    house.mouth.waits_after = 14

    async def ask() -> None:
        cookie = house.sign_in()
        async with (
            connected(house.server, cookie, path=house.room) as first,
            connected(house.server, cookie, path=house.room) as second,
        ):
            await asked(first)
            await said(first, "You wro")
            await asked(second)
            await said(second, "One question at a time")
            await first.call(f"{STATE}.stop")
            house.mouth.waits_after = -1
            before = len(second.frames)
            await second.call(f"{STATE}.look")
            await second.send(full_name(f"{STATE}.send"))
            await said(second, '"quote"')
            assert '"quote"' in "".join(second.frames[before:])

    sockets.run(ask())
    assert len(house.mouth.asked) == 2
    assert house.kept() == SAYS.strip()


@pytest.mark.parametrize("is_silent", [True, False])
def test_what_comes_for_one_is_not_shown_to_another_at_the_same_tab(
    house: House, is_silent: bool
) -> None:
    """Nor to one who only joins, and sends nothing that anybody would look at."""
    house.mouth.waits_after = 35
    token = str(uuid.uuid4())

    async def ask() -> str:
        async with connected(house.server, house.sign_in(), path=house.room, token=token) as hers:
            await asked(hers)
            await said(hers, "You wro")
        cookie = house.sign_in("mallory")
        async with connected(
            house.server, cookie, path=house.room, token=token, is_silent=is_silent
        ) as his:
            if not is_silent:
                await his.call(f"{STATE}.load")
            house.mouth.go_on.set()
            while house.kept() is None:
                await asyncio.sleep(0.05)
            # What was under way when it was kept has ended by the answer to another question.
            async with connected(house.server, house.sign_in(), path=house.room) as hers:
                await hers.call(f"{STATE}.load")
            return "".join(his.frames)

    frames = sockets.run(ask())
    assert "counting" not in frames
    assert make.SYNTHESIS not in frames


@pytest.mark.slow
def test_texts_that_changed_are_shown_once_more(house: House) -> None:
    async def ask() -> None:
        async with connected(house.server, house.sign_in(), path=house.room) as socket:
            await socket.call(f"{STATE}.load")
            await socket.call(f"{STATE}.look")
            form = {"synthesis": "Another text altogether.", "rev": "1"}
            await socket.call("commitments.state.pages.RoomState.finish", {"form_data": form})
            await socket.send(full_name(f"{STATE}.send"))
            assert "Another text" in await said(socket, "have changed since")

    sockets.run(ask())
    assert house.mouth.asked == []


@pytest.mark.parametrize(
    ("behaves", "says"),
    [
        ("unauthorised", "does not let this Hundred in"),
        seldom("busy", "too much to do", id="busy"),
        seldom("drip", "took too long", id="drip"),
        seldom("cut", "broke off", id="cut"),
        seldom("huge", "no answer that can be shown", id="huge"),
    ],
)
def test_s65_the_page_stays_usable_whatever_a_model_does(
    house: House, behaves: str, says: str
) -> None:
    house.mouth.behaves = behaves

    async def ask() -> str:
        async with connected(house.server, house.sign_in(), path=house.room) as socket:
            await asked(socket)
            await said(socket, says)
            assert make.SYNTHESIS in "".join(await socket.call(f"{STATE}.look"))
            return "".join(socket.frames)

    assert KEY not in sockets.run(ask())
    assert house.kept() is None


def test_s67_nobody_is_asked_by_whoever_turned_it_off(house: House) -> None:
    async def ask() -> str:
        async with connected(house.server, house.sign_in(), path=house.room) as socket:
            choose = "mentor.state.MentorChoiceState.choose"
            await socket.call(f"{STATE}.load")
            await socket.call(f"{STATE}.look")
            await socket.call(choose, {"is_on": False})
            await socket.send(full_name(f"{STATE}.send"))
            await said(socket, "is turned off")
            before = len(socket.frames)
            await socket.call(f"{STATE}.load")
            return "".join(socket.frames[before:])

    assert re.search(r'"is_on\w*": ?false', sockets.run(ask()))
    assert house.mouth.asked == []


def test_s67_the_client_is_not_even_imported_at_the_start() -> None:
    script = (
        "import sys, hundred_app.hundred_app, hundred_app.server.launcher;"
        "print([name for name in ('openai', 'httpx2', 'httpcore2') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert found.stdout.strip() == "[]", found.stderr

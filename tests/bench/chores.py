"""What a large diary costs: its pages, a search in it, and taking it in and out."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from hundred_app.core import clock
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.service.actors import Caller
from hundred_app.features.accounts.service.sessions import begin_session
from hundred_app.features.commitments.service import cards
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.transfer import service as transfer
from tests import serving
from tests.bench import crowd, diary
from tests.bench.crowd import Member
from tests.bench.table import Measure, milliseconds, spread
from tests.serving import Server

PAGE = 120


@dataclass(frozen=True)
class Size:
    """Logs of one commitment; reflections that are searched; rows that are brought in."""

    logs: int
    reflections: int
    rows: int
    rounds: int


FULL = Size(logs=10_000, reflections=100_000, rows=100_000, rounds=30)
SHORT = Size(logs=300, reflections=1_000, rows=1_000, rounds=3)


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    """One diary, first through a server and then by the services alone."""
    with diary.opened(folder, size.reflections) as (database, work):
        member = database.write(lambda db: _member(replace(work, db=db), size.logs))
    server = serving.start(folder)
    try:
        taken = asyncio.run(_pages(server, member, size))
    finally:
        server.stop()
    for name, seconds in taken.items():
        yield from spread(name, seconds, {50: PAGE} if "opening" in name else {})
    yield from _files(folder, size)


def _member(work: Work, logs: int) -> Member:
    """The person of the diary, and which commitment has exactly so many logs."""
    chosen = cards.cards(work)[0].id
    connection = work.db.connection()
    connection.exec_driver_sql("DELETE FROM time_log WHERE commitment_id = ?", (chosen,))
    connection.execute(
        insert(TimeLog),
        [
            {
                "id": new_id(),
                "commitment_id": chosen,
                "duration_minutes": 30,
                "date": diary.NOW - timedelta(hours=8 * number),
                "reflection": f"Day {number}: the bow wants less hand.",
                "created_at": diary.NOW,
                "updated_at": diary.NOW,
                "rev": 1,
            }
            for number in range(1, logs + 1)
        ],
    )
    return Member(begin_session(work.db, clock.now(), work.user_id, Caller()).token, chosen)


async def _pages(server: Server, member: Member, size: Size) -> dict[str, list[float]]:
    """How long pages take that are opened one after another by the same tab."""
    logs, reflections = f"{size.logs:,}", f"{size.reflections:,}"
    paths = {
        f"opening a commitment with {logs} logs": f"/c/{member.commitment_id}",
        f"search in {reflections} reflections, a frequent word": "/history?q=bow",
        f"search in {reflections} reflections, two words and none of a third": (
            "/history?q=thumb scale -wrist"
        ),
    }
    taken: dict[str, list[float]] = {}
    async with crowd.tabs(server, [member]) as (tab,):
        for name, path in paths.items():
            await tab.load(path)
            taken[name] = [await tab.load(path) for _ in range(size.rounds)]
    return taken


def _files(folder: Path, size: Size) -> Iterator[Measure]:
    database = Database(folder / "hundred.db")
    rows = f"{size.rows:,}"

    def as_ana(act: Callable[[Work], object]) -> object:
        with database.writing() as db:
            work = accounts.find_work_of(db, clock.now(), "ana")
            if work is None:
                raise LookupError("ana")
            return act(work)

    raw = _sheet(size.rows)
    begun = perf_counter()
    as_ana(lambda work: transfer.bring_in(work, raw, "csv", ["Strings=Cello"]))
    yield Measure(f"import of {rows} rows", (perf_counter() - begun) * 1000, "ms")
    taken = milliseconds(lambda: json.dumps(as_ana(accounts.take_out), ensure_ascii=False), 1)
    yield Measure(f"export of {size.reflections + size.rows:,} logs", taken, "ms")
    database.close()
    begun = perf_counter()
    making.make(database.file, folder / "backups", clock.now(), Kind.MANUAL)
    yield Measure("backup of it, checked", (perf_counter() - begun) * 1000, "ms")


def _sheet(rows: int) -> bytes:
    """A file of time entries, of ten years."""
    drawn = random.Random(100)
    lines = ["source,start,minutes,note"]
    for number in range(rows):
        start = diary.NOW - timedelta(minutes=50 * number + drawn.randrange(40))
        lines.append(f"Strings,{start:%Y-%m-%d %H:%M},{drawn.randrange(5, 40)},Scale {number}")
    return "\n".join(lines).encode()

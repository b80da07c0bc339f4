"""Somebody who saves without a pause, until this process is killed; and what they were told.

Before a transaction is committed, the pipe is told what it would leave behind: the SHA-256 of every
row that it touched. After the commit the pipe is told that it is done. So whoever listens
knows, whenever the process dies, what must be there and what may be.
"""

import multiprocessing
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import product
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic

import make
from conftest import person
from sqlalchemy import event, inspect
from sqlmodel import Session
from truth import columns, digest, name_of, quoted

from hundred_app.core import clock
from hundred_app.core.db import Database
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import logs, pursuits

Rows = dict[str, str | None]
"""What a transaction leaves behind: the SHA-256 of each row it touched, None for one removed."""

Act = Callable[[Work, random.Random], object]

LONGEST_TEXT = 3_000
READY, WILL, DONE = "ready", "will", "done"
ENOUGH = 400
"""Acts after which the process ends by itself, should nobody kill it."""

_forking = multiprocessing.get_context("forkserver")
# Importing takes a second, and each process that is killed would need it anew.
_forking.set_forkserver_preload(
    [
        "pytest",
        "hundred_app.core.migrate",
        "hundred_app.features.accounts.service",
        "hundred_app.features.commitments.service.imports",
        "hundred_app.features.commitments.service.logs",
        "hundred_app.features.commitments.service.syntheses",
    ]
)


PEOPLE = ("alice", "bob", "cleo", "dora")
"""So many that none of them comes near the most logs that Hundred takes from one in a day."""


def move_in(database: Database) -> list[str]:
    """People with three commitments each that have hours enough for every synthesis."""
    with database.writing() as session:
        people = [person(session, name) for name in PEOPLE]
        for one, title in product(people, ("Cello", "Chess", "Czech")):
            make.commit(one, title, before=100)
        return [one.user_id for one in people]


# In the process that is killed


def save_until_killed(file: str, user_id: str, seed: int, pipe: Connection) -> None:
    """Do one thing after another, each a transaction of its own."""
    database = Database(Path(file))
    chance = random.Random(seed)
    first = Work(db=Session(), user_id=user_id, now=clock.now())
    # Everything that is compiled at its first use is compiled before the clock runs.
    with suppress(Undone), database.writing() as session:
        for act in ACTS:
            act(replace(first, db=session), chance)
        raise Undone
    pipe.send((READY, {}))
    for _ in range(ENOUGH):
        with database.writing() as session, watched(session) as touched:
            act = chance.choices(ACTS, WEIGHTS)[0]
            act(replace(first, db=session), chance)
            session.flush()
            pipe.send((WILL, left_behind(session, touched)))
        pipe.send((DONE, {}))
    database.close()


class Undone(Exception):
    """Ends a transaction that leaves nothing behind."""


@contextmanager
def watched(session: Session) -> Iterator[set[tuple[str, tuple[object, ...]]]]:
    """The table and the key of every row that the session adds, changes or removes."""
    touched: set[tuple[str, tuple[object, ...]]] = set()

    def note(flushed: Session, _context: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            mapper = inspect(type(row))
            touched.add((mapper.local_table.name, tuple(mapper.primary_key_from_instance(row))))

    event.listen(session, "after_flush", note)
    yield touched
    event.remove(session, "after_flush", note)


def left_behind(session: Session, touched: set[tuple[str, tuple[object, ...]]]) -> Rows:
    bare = session.connection().connection.driver_connection
    assert isinstance(bare, sqlite3.Connection)
    found: Rows = {}
    for table, key in touched:
        keys, others = columns(bare, table)
        where = " AND ".join(f"{name} = ?" for name in keys)
        row = bare.execute(
            f"SELECT {', '.join(keys + others)} FROM {quoted(table)} WHERE {where}", key
        ).fetchone()
        found[name_of(table, key)] = digest(row) if row else None
    return found


def some_text(chance: random.Random) -> str:
    return f"{chance.random()} " + "what it taught " * chance.randrange(LONGEST_TEXT // 15)


def one_of(work: Work, chance: random.Random, query: str) -> str | None:
    """A value of the first column of a query about :who, by chance."""
    rows = work.db.connection().exec_driver_sql(f"{query} ORDER BY 1", {"who": work.user_id})
    found: Sequence[tuple[str]] = rows.fetchall()  # pyright: ignore[reportAssignmentType]
    return chance.choice(found)[0] if found else None


OWN = "SELECT id FROM commitment WHERE user_id = :who"
ACTIVE = f"{OWN} AND is_active"
LATEST = f"""
    SELECT id FROM (
        SELECT id FROM time_log WHERE commitment_id IN ({OWN}) ORDER BY rowid DESC LIMIT 50
    )
"""


def log(work: Work, chance: random.Random) -> None:
    commitment_id = one_of(work, chance, ACTIVE)
    if commitment_id:
        ago = timedelta(hours=chance.randrange(2_000))
        minutes = chance.randint(1, 300)
        make.log(work, commitment_id, minutes=minutes, ago=ago, text=some_text(chance))


def edit(work: Work, chance: random.Random) -> None:
    """Other minutes, other words, and perhaps another commitment."""
    log_id, commitment_id = one_of(work, chance, LATEST), one_of(work, chance, ACTIVE)
    if log_id and commitment_id:
        changed = {
            "duration": f"{chance.randint(1, 300)} min",
            "reflection": some_text(chance),
            "commitment_id": commitment_id,
        }
        logs.edit_log(work, logs.as_form(work, log_id).model_copy(update=changed))


def remove(work: Work, chance: random.Random) -> None:
    if log_id := one_of(work, chance, LATEST):
        logs.remove_log(work, log_id)


def restore(work: Work, chance: random.Random) -> None:
    if removed_id := one_of(work, chance, "SELECT id FROM removed_item WHERE user_id = :who"):
        logs.restore_log(work, removed_id)


def put_away_or_reopen(work: Work, chance: random.Random) -> None:
    commitment_id = one_of(work, chance, OWN)
    if commitment_id is None:
        return
    if one_of(work, chance, f"{ACTIVE} AND id = '{commitment_id}'"):
        pursuits.archive(work, commitment_id)
    else:
        pursuits.reopen(work, commitment_id)


def synthesize(work: Work, chance: random.Random) -> None:
    """The synthesis that is due, or another wording of one that is written."""
    commitment_id = one_of(work, chance, OWN) or ""
    written = f"FROM milestone WHERE commitment_id = '{commitment_id}'"
    count = work.db.connection().exec_driver_sql(f"SELECT count(*) {written}").scalar_one()
    hours = min(100, 25 * (int(count) + 1))
    revs = f"SELECT rev {written} AND hours_threshold = {hours}"
    rev = work.db.connection().exec_driver_sql(revs).scalar()
    make.write(work, commitment_id, hours, some_text(chance), rev=int(rev or 0))


def choose_day_start(work: Work, chance: random.Random) -> None:
    accounts.set_day_start(work, chance.randrange(24))


ACTS: tuple[Act, ...] = (
    log, edit, remove, restore, put_away_or_reopen, synthesize, choose_day_start
)  # fmt: skip
WEIGHTS = (60, 10, 6, 6, 4, 10, 4)


# In the process that listens


@dataclass
class Heard:
    """What a process said until it died: each act that was committed, and one that was not told."""

    done: list[Rows] = field(default_factory=list[Rows])
    pending: Rows = field(default_factory=Rows)


@dataclass
class Saver:
    """A process that saves without a pause."""

    process: ForkServerProcess
    pipe: Connection
    heard: Heard = field(default_factory=Heard)

    def listen(self, seconds: float) -> None:
        """Note what it says for so long."""
        until = monotonic() + seconds
        while self.pipe.poll(max(0.0, until - monotonic())):
            self._hear()

    def listen_until(self, acts: int) -> None:
        """Note what it says until it has committed so many acts."""
        while len(self.heard.done) < acts:
            self._hear()

    def kill(self) -> Heard:
        """SIGKILL. What it had said by then was said."""
        self.process.kill()
        self.process.join()
        # A message may be cut in the middle.
        with suppress(EOFError, OSError):
            while True:
                self._hear()
        self.pipe.close()
        return self.heard

    def _hear(self) -> None:
        kind, told = self.pipe.recv()
        if kind == WILL:
            self.heard.pending = told
        elif kind == DONE:
            self.heard.done.append(self.heard.pending)
            self.heard.pending = {}


def start(file: Path, user_id: str, seed: int) -> Saver:
    """A process that has begun to save, and is not killed before it can."""
    receiving, sending = _forking.Pipe(duplex=False)
    process = _forking.Process(
        target=partial(save_until_killed, str(file), user_id, seed, sending), daemon=True
    )
    process.start()
    sending.close()
    assert receiving.recv()[0] == READY
    return Saver(process, receiving)


def after(held: dict[str, str], rows: Rows) -> dict[str, str]:
    """What is held once a transaction has left these rows behind."""
    merged = {**held, **rows}
    return {key: told for key, told in merged.items() if told is not None}

"""Killed at any moment, the database holds all that was acknowledged and nothing by half."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import saving
from figures import Note
from saving import Heard, Rows, after
from truth import complaints, contents

from hundred_app.core.db import Database

CYCLES = 200
MOST_AWAITED = 12
LONGEST_WAIT = 0.03
"""A process is killed within so many seconds after it saved fewer than so many times."""

SCENES, TRIALS_EACH = 25, 20
ACTS = 40


# T-1: the process dies


@pytest.mark.parametrize(
    "cycles",
    [pytest.param(4, id="4"), pytest.param(CYCLES, id="200", marks=pytest.mark.slow)],
)
def test_t1_what_was_acknowledged_outlives_a_kill(
    tmp_path: Path, empty_database: Path, cycles: int, figure: Note
) -> None:
    file = Path(shutil.copy(empty_database, tmp_path / "hundred.db"))
    people = moved_in(file)
    chance = random.Random(1)
    held, count = contents(file), Counter[str]()
    for cycle in range(cycles):
        saver = saving.start(file, people[cycle % len(people)], seed=cycle)
        # However slow the machine is, something has been saved by then.
        expected = chance.randrange(MOST_AWAITED)
        saver.listen_until(expected)
        saver.listen(chance.uniform(0, LONGEST_WAIT))
        heard = saver.kill()
        found = contents(file)
        assert complaints(file) == [], cycle
        held = judged(held, heard, found, count)
        count["awaited"] += expected
    assert (count["lost"], count["half done"]) == (0, 0)
    assert count["acknowledged"] >= count["awaited"] > cycles
    figure(
        "T-1",
        f"{cycles} kill -9 cycles",
        acknowledged_writes=count["acknowledged"],
        lost=count["lost"],
        half_done=count["half done"],
        committed_but_not_told_any_more=count["not told"],
    )


def moved_in(file: Path) -> list[str]:
    database = Database(file)
    people = saving.move_in(database)
    database.close()
    return people


def judged(
    held: dict[str, str], heard: Heard, found: dict[str, str], count: Counter[str]
) -> dict[str, str]:
    """Count what became of what was acknowledged. Returns what is held now.

    Of the last act, which nobody was told about, all may be there or nothing.
    """
    for rows in heard.done:
        held = after(held, rows)
    count["acknowledged"] += len(heard.done)
    with_pending = after(held, heard.pending)
    if found == held:
        return held
    if found == with_pending:
        count["not told"] += 1
        return with_pending
    promised = {key for key in held.keys() | found.keys() if key not in heard.pending}
    count["lost"] += sum(held.get(key) != found.get(key) for key in promised)
    count["half done"] += any(found.get(key) != held.get(key) for key in heard.pending)
    return found


# T-3: the power fails, and the end of the log is torn


@dataclass(frozen=True)
class Scene:
    """A database and its write-ahead log as a kill left them, and every state on the way there."""

    folder: Path
    states: list[dict[str, str]]


@pytest.mark.parametrize(
    "scenes",
    [pytest.param(1, id="20"), pytest.param(SCENES, id="500", marks=pytest.mark.slow)],
)
def test_t3_a_torn_log_leaves_a_beginning_of_what_was_saved(
    tmp_path: Path, empty_database: Path, scenes: int, figure: Note
) -> None:
    chance = random.Random(3)
    count = Counter[str]()
    for number in range(scenes):
        scene = killed_in(tmp_path / f"scene{number}", empty_database, seed=number)
        for trial in range(TRIALS_EACH):
            torn = torn_copy(scene, tmp_path / "torn.db", chance, flip=trial % 2 == 0)
            kept = opened_again(torn)
            assert complaints(torn) == []
            assert kept in scene.states, (number, trial)
            count["trials"] += 1
            count["with something saved"] += kept != scene.states[0]
        shutil.rmtree(scene.folder)
    assert count["with something saved"] > count["trials"] // 4
    figure(
        "T-3",
        f"{count['trials']} torn write-ahead logs",
        opened_with_a_beginning_of_the_saves=count["trials"],
        damaged=0,
        half_done=0,
    )


def killed_in(folder: Path, empty_database: Path, *, seed: int) -> Scene:
    folder.mkdir()
    file = Path(shutil.copy(empty_database, folder / "hundred.db"))
    user_id, *_ = moved_in(file)
    before = file.read_bytes()
    states = [contents(file)]
    saver = saving.start(file, user_id, seed)
    saver.listen_until(ACTS)
    heard = saver.kill()
    # All of it is in the log: nothing was written back into the file yet.
    assert file.read_bytes() == before
    for rows in [*heard.done, *pending(heard)]:
        states.append(after(states[-1], rows))
    return Scene(folder, states)


def pending(heard: Heard) -> Iterator[Rows]:
    if heard.pending:
        yield heard.pending


def torn_copy(scene: Scene, copy: Path, chance: random.Random, *, flip: bool) -> Path:
    """The database with a log that ends anywhere, and perhaps has a wrong byte anywhere."""
    wal = bytearray((scene.folder / "hundred.db-wal").read_bytes())
    del wal[chance.randrange(len(wal)) :]
    if flip and wal:
        wal[chance.randrange(len(wal))] ^= chance.randint(1, 255)
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    shutil.copy(scene.folder / "hundred.db", copy)
    copy.with_name(f"{copy.name}-wal").write_bytes(wal)
    return copy


def opened_again(file: Path) -> dict[str, str]:
    """What our own program finds."""
    database = Database(file)
    with database.writing() as session:
        session.connection()
    database.close()
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    return contents(file)

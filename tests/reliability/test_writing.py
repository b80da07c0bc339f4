"""Many who write at once, others beside them, and connections that keep what is promised."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import make
import pytest
from conftest import later, person
from figures import Note
from make import Acting
from sqlalchemy import Connection, text
from truth import complaints

from hundred_app.core.db import Database
from hundred_app.core.errors import Busy, Conflict
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import logs, pursuits, quick
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.service.quick import QuickForm

PROMISED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "busy_timeout": 5_000,
    "secure_delete": 1,
}
WRITERS = 8
PRESSES = 50


# T-4: settings


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    with database.reading() as session:
        yield session.connection()


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    with database.writing() as session:
        yield session.connection()


@contextmanager
def of_the_engine(database: Database) -> Iterator[Connection]:
    with database.engine.begin() as connection:
        yield connection


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    with database.migrating() as connection:
        yield connection


Opening = Callable[[Database], AbstractContextManager[Connection]]


@pytest.mark.sqlite("pragmas")
@pytest.mark.parametrize("opening", [reading, writing, of_the_engine])
def test_t4_every_kind_of_connection_is_set_as_promised(
    database: Database, opening: Opening
) -> None:
    with opening(database) as connection:
        assert read_back(connection) == PROMISED


@pytest.mark.sqlite("pragmas")
def test_t4_a_migration_too_but_for_foreign_keys_which_it_checks_itself(
    database: Database,
) -> None:
    with migrating(database) as connection:
        assert read_back(connection) == {**PROMISED, "foreign_keys": 0}


@pytest.mark.sqlite("pragmas")
def test_t4_so_is_every_one_of_many(database: Database) -> None:
    """A pool makes further connections when many read at once."""
    with ExitStack() as held:
        many = [held.enter_context(reading(database)) for _ in range(12)]
        drivers = {id(connection.connection.driver_connection) for connection in many}
        assert len(drivers) == 12
        assert [read_back(connection) for connection in many] == [PROMISED] * 12


def read_back(connection: Connection) -> dict[str, object]:
    return {name: connection.scalar(text(f"PRAGMA {name}")) for name in PROMISED}


# T-6: others who write


@contextmanager
def another_program(file: Path, seconds: float) -> Iterator[threading.Event]:
    """Another program that holds the file for writing so long; the event ends it earlier."""
    enough = threading.Event()
    has_begun = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as other:
            other.execute("BEGIN IMMEDIATE")
            has_begun.set()
            enough.wait(seconds)
            other.execute("COMMIT")

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        has_begun.wait(60)
        try:
            yield enough
        except BaseException:
            enough.set()
            raise
        holding.result()


def back_up(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(file, timeout=60)) as other:
        other.execute("VACUUM INTO ?", (str(copy),))


def save(database: Database, who: Work, commitment_id: str, count: int) -> list[str]:
    """Save so many logs, each in a transaction of its own. Returns their ids."""
    act = Acting(database, who)
    return [act(lambda work: make.log(work, commitment_id, minutes=1)) for _ in range(count)]


@pytest.mark.sqlite("the lock of the file")
@pytest.mark.parametrize(
    ("each", "seconds"),
    [
        pytest.param(20, 0.5, id="20 each"),
        pytest.param(500, 4.0, id="500 each", marks=pytest.mark.slow),
    ],
)
def test_t6_writers_wait_for_each_other_and_for_another_program(
    database: Database, tmp_path: Path, each: int, seconds: float, figure: Note
) -> None:
    with database.writing() as session:
        people = [person(session, f"writer{number}") for number in range(WRITERS)]
        theirs = [(who, make.commit(who)) for who in people]
    copy = tmp_path / "copy.db"
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        saving = [threads.submit(save, database, who, cello, each) for who, cello in theirs]
        backup = threads.submit(back_up, database.file, copy)
        with another_program(database.file, seconds):
            pass
        told = [log_id for done in saving for log_id in done.result()]
        backup.result()
    with database.reading() as session:
        kept = set(session.connection().scalars(text("SELECT id FROM time_log")))
    lost = set(told) - kept
    assert (len(kept), lost) == (WRITERS * each, set())
    assert complaints(database.file) == complaints(copy) == []
    figure(
        "T-6",
        f"{WRITERS} writers × {each}, a backup, and another program writing for {seconds} s",
        saved=len(kept),
        lost=len(lost),
        refused=0,
    )


@pytest.mark.sqlite("the lock of the file; tests/postgresql has the same")
def test_t6_who_waits_too_long_is_told_so_and_nothing_is_lost(database: Database) -> None:
    with database.writing() as session:
        alice = person(session, "alice")
        cello = make.commit(alice)
    key = new_id()

    def press() -> str:
        return Acting(database, alice)(
            lambda work: logs.add_log(work, key, cello, 45, None, make.SENTENCE).log_id
        )

    with another_program(database.file, 60) as enough:
        with pytest.raises(Busy) as refused:
            press()
        enough.set()
    assert "locked" not in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.retry_seconds > 0
    assert press() == key
    assert complaints(database.file) == []


# S-78: the same button, pressed by many at once


@pytest.fixture
def alices(database: Database) -> Acting:
    with database.writing() as session:
        return Acting(database, person(session, "alice"))


def pressed_at_once(presses: list[Callable[[], object]]) -> list[object]:
    """What each press gave: its answer, or the refusal."""
    all_are_here = threading.Barrier(len(presses))

    def press(act: Callable[[], object]) -> object:
        all_are_here.wait(60)
        try:
            return act()
        except Conflict as refusal:
            return refusal

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def test_s78_fifty_presses_of_the_same_save_make_one_log(alices: Acting) -> None:
    cello, key = alices(make.commit), new_id()

    def press() -> str:
        return alices(lambda work: logs.add_log(work, key, cello, 45, None, "Slowly.").log_id)

    assert set(pressed_at_once([press] * PRESSES)) == {key}
    assert kept_logs(alices) == [(key, 45)]
    assert found_in(alices.database) == []


def test_s78_fifty_presses_of_the_same_quick_log_make_one_log(alices: Acting) -> None:
    alices(make.commit)
    form = QuickForm(key=new_id(), text="45m cello the bow wants less hand")

    def press() -> str:
        return alices(lambda work: quick.quick_log(later(work, seconds=1), form).log_id)

    assert set(pressed_at_once([press] * PRESSES)) == {form.key}
    assert kept_logs(alices) == [(form.key, 45)]


def test_s78_fifty_undos_of_one_deletion_bring_back_one_log(alices: Acting) -> None:
    cello = alices(make.commit)
    log_id = alices(lambda work: make.log(work, cello))
    removed, _ = alices(lambda work: logs.remove_log(work, log_id))

    def press() -> str:
        return alices(lambda work: logs.restore_log(work, removed).log_id)

    assert set(pressed_at_once([press] * PRESSES)) == {log_id}
    assert kept_logs(alices) == [(log_id, 45)]
    assert found_in(alices.database) == []


def test_s78_of_two_who_take_the_last_seat_one_gets_it(alices: Acting) -> None:
    for title in ("Cello", "Chess", "Czech"):
        alices(lambda work, title=title: make.commit(work, title))
    for number in range(20):
        titles = (f"Greek {number}", f"Go {number}")

        def taking(title: str) -> Callable[[], str]:
            return lambda: alices(lambda work: pursuits.commit(work, CommitmentForm(title=title)))

        made = pressed_at_once([taking(title) for title in titles])
        (seated,) = [one for one in made if isinstance(one, str)]
        (refusal,) = [one for one in made if isinstance(one, Conflict)]
        assert "four" in refusal.message.lower()
        alices(lambda work, seated=seated: pursuits.archive(work, seated))
    assert found_in(alices.database) == []


def found_in(database: Database) -> list[str]:
    """What is wrong with a file; a server looks after what it keeps by itself."""
    return [] if database.server else complaints(database.file)


def kept_logs(who: Acting) -> list[tuple[str, int]]:
    with who.database.reading() as session:
        rows = session.connection().execute(text("SELECT id, duration_minutes FROM time_log"))
        return [(row[0], row[1]) for row in rows]

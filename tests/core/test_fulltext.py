"""The index of words: filled by the upgrade, kept in step by whoever writes, and swept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import make
import old
import pytest
from conftest import NOON, person
from make import Acting
from sqlalchemy import func, select
from sqlalchemy import table as table_of
from sqlmodel import Session, text

from hundred_app.core import fulltext, migrate
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.fulltext import Phrase, Sought
from hundred_app.core.restoring import restore_running
from hundred_app.core.settings import Settings
from hundred_app.core.work import Work
from hundred_app.features.accounts.store import people
from hundred_app.features.commitments.service import logs, removing
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.server import nightly

FOLLOWED = {
    "commitment_is_deleted",
    "milestone_is_changed",
    "milestone_is_deleted",
    "milestone_is_written",
    "time_log_is_changed",
    "time_log_is_deleted",
    "time_log_is_written",
    "user_is_deleted",
}


def hits(session: Session, word: str, kind: int = fulltext.LOG) -> int:
    places = list(session.connection().exec_driver_sql("SELECT id FROM commitment").scalars())
    if not places:
        return 0
    found = fulltext.finds(session, kind, Sought(places, [Phrase((word,))]))
    table = ("time_log", "milestone")[kind]
    query = select(func.count()).select_from(table_of(table)).where(found)
    return session.connection().execute(query).scalar_one()


def holding(file: Path, where: str, word: str) -> int:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(f"SELECT count(*) FROM {where} LIKE '%{word}%'").fetchone()[0]


def follows(database: Database) -> bool:
    """Whether the index says what the texts say, on either engine."""
    if database.server is None:
        return is_in_step(database.file)
    with database.writing() as session:
        run = session.connection().execute
        everything = text("SELECT id, words::text, said FROM search_time_log ORDER BY id")
        before = run(everything).all()
        fulltext.rebuild(session.connection())
        return before == run(everything).all()


def is_in_step(file: Path) -> bool:
    """Whether the index says what the texts say, word by word."""
    with closing(sqlite3.connect(file)) as db:
        left = db.execute("SELECT count(*) FROM search_stale").fetchone()
        # With rank 1 it is compared with the texts; it raises when it differs.
        db.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    return left == (0,)


def kept_in(work: Work) -> str:
    """The table that the words of logs are kept in."""
    on_file = work.db.connection().dialect.name == "sqlite"
    return "search_index_data" if on_file else "search_time_log"


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture
def act(database: Database) -> Iterator[Acting]:
    with database.writing() as session:
        alice = person(session, "alice")
    yield Acting(database, alice)
    assert follows(database)


def test_an_upgrade_fills_it_with_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "hundred.db"
    old.make(file, rows=60)
    database = migrate.open_database(file, NOON)
    with database.reading() as session:
        assert hits(session, "plain") == holding(file, "time_log WHERE reflection", "plain") > 0
        assert hits(session, "long") == holding(file, "time_log WHERE reflection", "long") > 0
        written = holding(file, "milestone WHERE user_synthesis", "mark")
        assert hits(session, "mark", fulltext.SYNTHESIS) == written > 0
    database.close()
    assert is_in_step(file)


@pytest.mark.sqlite("its triggers")
def test_every_table_of_texts_is_followed(database: Database) -> None:
    """A step of the schema that builds such a table anew loses its triggers: it must make them."""
    with database.reading() as session:
        made = session.connection().exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        )
        assert set(made.scalars()) >= FOLLOWED


def test_it_follows_every_change(act: Acting) -> None:
    cello = act(make.commit)
    log = act(lambda work: make.log(work, cello, text="The elbow leads."))
    assert act(lambda work: hits(work.db, "elbow")) == 1
    assert follows(act.database)

    def edit(work: Work) -> None:
        form = logs.as_form(work, log)
        logs.edit_log(work, LogForm(**{**form.model_dump(), "reflection": "The wrist leads."}))

    act(edit)
    assert act(lambda work: (hits(work.db, "elbow"), hits(work.db, "wrist"))) == (0, 1)
    kept, _ = act(lambda work: logs.remove_log(work, log))
    assert act(lambda work: hits(work.db, "wrist")) == 0
    act(lambda work: logs.restore_log(work, kept))
    assert act(lambda work: hits(work.db, "wrist")) == 1
    ended = act(lambda work: removing.delete(work, cello, "Cello"))
    assert act(lambda work: hits(work.db, "wrist")) == 0
    act(lambda work: removing.put_back(work, ended))
    assert act(lambda work: hits(work.db, "wrist")) == 1


def test_what_is_undone_was_never_in_it(act: Acting) -> None:
    cello = act(make.commit)

    def fail(work: Work) -> None:
        make.log(work, cello, text="Never mind.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act(fail)
    assert act(lambda work: hits(work.db, "never")) == 0


def test_it_follows_what_other_programs_write(act: Acting) -> None:
    """The next who writes takes over what they left."""
    log = act(lambda work: make.log(work, make.commit(work)))
    change = text("UPDATE time_log SET reflection = 'From outside.' WHERE id = :id")
    with act.database.engine.begin() as other:
        other.execute(change, {"id": log})
    act(lambda work: None)
    assert act(lambda work: hits(work.db, "outside")) == 1


@pytest.mark.sqlite("bytes of deleted rows")
@pytest.mark.parametrize("kind", ["account", "commitment"])
def test_no_word_of_who_leaves_stays_in_the_files(act: Acting, kind: str) -> None:
    cello = act(make.commit)
    for number in range(30):
        act(lambda work, number=number: make.log(work, cello, text=f"quokka{number} rests"))
    act(lambda work: make.give(work, cello, 25 * 60))
    act(lambda work: make.write(work, cello, 25, "A quokkasynthesis of it all."))
    folder = act.database.file.parent
    act.database.checkpoint()
    assert b"quokka" in bytes_of(folder)
    if kind == "account":
        act(lambda work: people.remove_user(work.db, work.user_id))
    else:
        act(lambda work: removing.delete(work, cello, "Cello"))
        # For a day it can be taken back.
        nightly.forget(act.database, NOON + timedelta(days=1))
        assert bytes_of(folder).count(b"quokka") > 0
        nightly.forget(act.database, NOON + timedelta(days=1, seconds=1))
    act.database.checkpoint()
    assert bytes_of(folder).count(b"quokka") == 0


@pytest.mark.sqlite("bytes of deleted rows")
def test_no_word_of_a_text_that_was_changed_outlasts_the_night(act: Acting) -> None:
    cello = act(make.commit)
    log = act(lambda work: make.log(work, cello, text="The wombat digs."))
    for _ in range(3):
        act(lambda work: make.log(work, cello, text="Something else."))

    def edit(work: Work) -> None:
        form = logs.as_form(work, log)
        logs.edit_log(work, LogForm(**{**form.model_dump(), "reflection": "It digs."}))

    act(edit)
    folder = act.database.file.parent
    nightly.look(Settings(folder), NOON)
    act.database.checkpoint()
    assert b"wombat" not in bytes_of(folder)


@pytest.mark.sqlite("copies of the file")
def test_a_backup_holds_no_word_that_is_gone(act: Acting, tmp_path: Path) -> None:
    cello = act(make.commit)
    log = act(lambda work: make.log(work, cello, text="The numbat naps."))
    act(lambda work: make.log(work, cello, text="Something else."))
    form = act(lambda work: logs.as_form(work, log))
    act(lambda work: logs.edit_log(work, LogForm(**{**form.model_dump(), "reflection": "Naps."})))
    folder = tmp_path / "shelf"
    made = making.make(act.database.file, folder, NOON, Kind.MANUAL)
    assert b"numbat" not in bytes_of(folder)
    act(lambda work: removing.delete(work, cello, "Cello"))
    restore_running(act.database, folder, folder / made.name, NOON)
    assert act(lambda work: hits(work.db, "naps")) == 1


def test_it_is_rebuilt_from_the_texts(act: Acting) -> None:
    act(lambda work: make.log(work, make.commit(work), text="The elbow leads."))
    act(lambda work: work.db.connection().execute(text(f"DELETE FROM {kept_in(work)}")))
    act(lambda work: fulltext.rebuild(work.db.connection()))
    assert act(lambda work: hits(work.db, "elbow")) == 1


def test_whoever_reads_may_search(act: Acting) -> None:
    act(lambda work: make.log(work, make.commit(work), text="The elbow leads."))
    with act.database.reading() as session:
        assert hits(replace(act.who, db=session).db, "elbow") == 1

"""Transactions on a server, from several processes: exact limits, one moment, errors in words."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import make
import psycopg
import pytest
from conftest import NOON, person
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError
from sqlmodel import Session, col, func, select

from hundred_app.core.db import Database
from hundred_app.core.errors import Busy, Conflict, HundredError, NotSaved
from hundred_app.core.ids import new_id
from hundred_app.core.postgresql import address
from hundred_app.core.work import Work
from hundred_app.features.accounts.service import running
from hundred_app.features.accounts.store import entering
from hundred_app.features.accounts.tables import OneTimeLink, User
from hundred_app.features.commitments.service import logs
from hundred_app.features.commitments.tables import Commitment, TimeLog

pytestmark = pytest.mark.usefixtures("postgres")

KEEPING = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    """The same database, opened by another process: it shares no lock with the first."""
    opened = Database(database.where)
    yield opened
    opened.close()


@pytest.fixture
def alice(database: Database) -> Work:
    return database.write(lambda db: person(db, "alice"))


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What acts that begin at one moment come to: their outcomes, or the refusals they met."""
    all_are_here = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        all_are_here.wait()
        try:
            return act()
        except HundredError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def acting(database: Database, who: Work, act: Callable[[Work], Any]) -> Callable[[], Any]:
    return lambda: database.write(lambda db: act(replace(who, db=db)))


def count(database: Database, table: type[Any]) -> int:
    return database.read(lambda db: db.exec(select(func.count()).select_from(table)).one())


@pytest.mark.parametrize("time", range(5))
def test_a_fifth_seat_is_refused_whichever_process_is_asked(
    database: Database, other: Database, alice: Work, time: int
) -> None:
    places = (database, other, database, other, database, other)
    tried = at_once(
        [
            acting(where, alice, lambda work, n=number: make.commit(work, f"Seat {n}"))
            for number, where in enumerate(places)
        ]
    )
    assert sum(isinstance(one, Conflict) for one in tried) == 2
    assert count(database, Commitment) == 4


@pytest.mark.parametrize("time", range(5))
def test_one_administrator_stays_when_two_demote_each_other(
    database: Database, other: Database, time: int
) -> None:
    def rule(db: Session, name: str) -> Work:
        work = person(db, name)
        db.get_one(User, work.user_id).role = "admin"
        return work

    first = database.write(lambda db: rule(db, "first"))
    second = database.write(lambda db: rule(db, "second"))
    tried = at_once(
        [
            acting(database, first, lambda work: running.set_role(work, second.user_id, "user")),
            acting(other, second, lambda work: running.set_role(work, first.user_id, "user")),
        ]
    )
    assert sum(isinstance(one, HundredError) for one in tried) == 1
    with database.reading() as db:
        assert db.exec(select(func.count()).where(User.role == "admin")).one() == 1


@pytest.mark.parametrize("time", range(5))
def test_a_key_that_is_sent_twice_at_once_makes_one_log(
    database: Database, other: Database, alice: Work, time: int
) -> None:
    cello = acting(database, alice, make.commit)()
    form = logs.LogForm.parse(
        {"key": new_id(), "commitment_id": cello, "duration": "45", "reflection": "The bow."}
    )
    tried = at_once(
        [
            acting(where, alice, lambda work: logs.log_time(work, form))
            for where in (database, other)
        ]
    )
    assert not [one for one in tried if isinstance(one, Exception)]
    assert count(database, TimeLog) == 1


def test_a_link_works_for_one_of_two(database: Database, other: Database) -> None:
    with database.writing() as db:
        entering.add_link(
            db, OneTimeLink(id="x" * 64, kind="invite", expires_at=NOON, created_at=NOON)
        )
    used = at_once(
        [
            lambda where=where: where.write(lambda db: entering.remove_link(db, "x" * 64))
            for where in (database, other)
        ]
    )
    assert sorted(map(bool, used)) == [False, True]


def test_what_is_counted_holds_to_the_end_of_a_write(database: Database, other: Database) -> None:
    """Each of forty names tells how many there were before it, so none may be told twice."""

    def add(which: Database) -> None:
        for _ in range(20):
            with which.writing() as db:
                person(db, f"person{db.exec(select(func.count()).select_from(User)).one()}")

    at_once([lambda: add(database), lambda: add(other)])
    assert count(database, User) == 40


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO draft VALUES ('x', 'y', 'z', 0)",
        "UPDATE \"user\" SET role = 'admin'",
        'DELETE FROM "user"',
        "CREATE TABLE other (id int)",
        'DROP TABLE "user"',
    ],
)
def test_nothing_is_changed_while_reading(database: Database, statement: str) -> None:
    with pytest.raises(InternalError, match="read-only"), database.reading() as db:
        db.execute(text(statement))


def test_a_reader_sees_one_moment_and_holds_nobody_up(database: Database, other: Database) -> None:
    with database.reading() as db:
        before = db.exec(select(func.count()).select_from(User)).one()
        other.write(lambda db: person(db, "alice"))
        assert db.exec(select(func.count()).select_from(User)).one() == before == 0
    assert count(database, User) == 1


def test_who_waits_too_long_for_another_is_told(database: Database, other: Database) -> None:
    with other.engine.connect() as impatient:
        impatient.exec_driver_sql("SET lock_timeout = 50")
        impatient.commit()
    with database.writing() as db:
        db.exec(select(User)).all()
        with pytest.raises(Busy, match="Not saved"):
            other.write(lambda db: person(db, "alice"))
    other.write(lambda db: person(db, "alice"))


def test_what_somebody_wrote_is_in_no_error(database: Database, alice: Work) -> None:
    cello = acting(database, alice, make.commit)()
    log = TimeLog(
        commitment_id=cello, duration_minutes=5000, date=NOON, reflection="a secret thought"
    )
    with pytest.raises(IntegrityError) as failure:
        database.write(lambda db: db.add(log))
    error = failure.value
    assert "ck_time_log_duration_minutes" in str(error)
    for told in (error, error.orig, *error.args):
        assert "secret" not in str(told)
        assert "secret" not in repr(told)


def cut(database: Database) -> None:
    """End every connection to a database, as a restart of its server does."""
    assert database.server is not None
    with psycopg.connect(database.server.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_that_broke_while_idle_is_not_noticed(database: Database) -> None:
    database.write(lambda db: person(db, "alice"))
    assert count(database, User) == 1
    cut(database)
    database.write(lambda db: person(db, "mallory"))
    cut(database)
    assert count(database, User) == 2


def test_a_connection_that_breaks_in_a_write_is_told_and_nothing_is_changed(
    database: Database,
) -> None:

    def act(db: Session) -> None:
        person(db, "alice")
        cut(database)
        person(db, "mallory")

    with pytest.raises(Busy, match="does not answer"):
        database.write(act)
    assert count(database, User) == 0
    database.write(lambda db: person(db, "alice"))
    assert count(database, User) == 1


def test_a_connection_that_breaks_while_reading_is_told(database: Database) -> None:

    def look(db: Session) -> None:
        db.exec(select(User)).all()
        cut(database)
        db.exec(select(User)).all()

    with pytest.raises(Busy, match="does not answer"):
        database.read(look)
    assert count(database, User) == 0


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        pytest.param("53100", NotSaved, "disk is full", id="full"),
        pytest.param("58030", NotSaved, "cannot be written", id="broken"),
        pytest.param("25006", NotSaved, "cannot be written", id="a copy of another"),
        pytest.param("57P03", Busy, "does not answer", id="starting"),
        pytest.param("53300", Busy, "does not answer", id="too many"),
        pytest.param("25P03", Busy, "does not answer", id="idle for too long"),
        pytest.param("40001", Busy, "else", id="in conflict"),
    ],
)
def test_what_the_server_refuses_is_told_in_words(
    database: Database, state: str, kind: type[HundredError], said: str
) -> None:
    raise_it = text(f"DO $$ BEGIN RAISE 'no' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(kind, match=said), database.writing() as db:
        db.connection().execute(raise_it)


def test_who_vanished_with_the_lock_of_writers_is_ended_by_the_server(
    database: Database, other: Database
) -> None:
    """One that does nothing for long is to the server what vanished: here, after a moment."""

    def vanish(db: Session) -> None:
        person(db, "alice")
        db.connection().exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 1")
        other.write(lambda db: person(db, "mallory"))
        db.exec(select(User)).all()

    with pytest.raises(Busy, match="does not answer"):
        database.write(vanish)
    assert other.read(lambda db: [user.username for user in db.exec(select(User))]) == ["mallory"]


@pytest.mark.parametrize("kind", ["reading", "writing", "migrating"])
def test_every_connection_notices_silence(database: Database, kind: str) -> None:
    with getattr(database, kind)() as opened:
        connection = opened if isinstance(opened, Connection) else opened.connection()
        held = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("idle_in_transaction_session_timeout", "lock_timeout", "application_name")
        }
        driver: Any = connection.connection.driver_connection
        told = driver.info.get_parameters()
    assert held == {
        "idle_in_transaction_session_timeout": "2min",
        "lock_timeout": "5s",
        "application_name": "hundred",
    }
    assert {name: int(told[name]) for name in KEEPING} == KEEPING


def test_a_mistake_of_ours_stays_a_mistake(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writing() as db:
        db.connection().execute(text("SELECT nothing FROM nowhere"))


def test_a_nul_is_an_error_nowhere(database: Database, alice: Work) -> None:
    with database.writing() as db:
        work = replace(alice, db=db)
        with pytest.raises(HundredError):
            logs.restore_log(work, "no\x00thing")
        assert db.exec(select(User).where(User.username == "\x00")).all() == []
        assert db.exec(select(User).where(col(User.username).in_(["\x00", "no"]))).all() == []


def test_sums_are_whole_numbers(database: Database) -> None:
    with database.reading() as db:
        found = db.connection().execute(text("SELECT sum(n) FROM (VALUES (1::bigint)) AS v(n)"))
        assert type(found.scalar()) is int


def test_the_password_is_in_no_word_about_the_database(database: Database) -> None:
    where = address.parse("postgresql://hundred:secret@db.example.org/diary?sslmode=require")
    opened = Database(where)
    for told in (where, opened, opened.engine, opened.engine.url, vars(opened)):
        assert "secret" not in str(told)
        assert "secret" not in repr(told)
    opened.close()

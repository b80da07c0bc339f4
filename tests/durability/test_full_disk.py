"""R7: a full disk is refused in words, reading goes on, nothing is damaged, and it passes."""

import resource
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import make
import old
import pytest
import sockets
import visiting
from acts import NOON
from conftest import person
from figures import Note
from sqlalchemy import text

from hundred_app.core import facts, migrate, restoring, soundness
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.making import BackupFailed
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import Busy, HundredError, NotSaved
from hundred_app.core.settings import Settings
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.service import Caller, Credentials
from hundred_app.features.audit import service as audit
from hundred_app.features.commitments.service import logs, pages, pursuits, removing
from hundred_app.server import nightly

pytestmark = pytest.mark.sqlite("the disk under the file; a server has one of its own")

PASSWORD = "a sentence is fine"
NO_ROOM = 1_024
"""Bytes: less than one page of the write-ahead log."""
LOG_HEAD, LOG_PAGE = 32, 24 + 4_096
"""Bytes: https://www.sqlite.org/fileformat2.html#walformat."""

Write = Callable[["House"], object]


class House:
    """An open diary with what every kind of write needs to be there."""

    def __init__(self, database: Database, who: Work, commitment: str, log: str) -> None:
        self.database = database
        self.who = who
        self.commitment = commitment
        self.log = log

    def acting(self, act: Callable[[Work], object]) -> object:
        return self.database.write(lambda db: act(replace(self.who, db=db)))

    @property
    def data(self) -> Path:
        return self.database.file.parent


@pytest.fixture
def house(database: Database) -> House:
    return furnished(database)


def furnished(database: Database) -> House:
    accounts.create_user(database, NOON, "ana", PASSWORD, role="admin")
    with database.writing() as db:
        who = person(db, "alice")
        commitment = make.commit(who)
        log = make.log(who, commitment)
        make.give(who, commitment, 25 * 60)
    return House(database, who, commitment, log)


@contextmanager
def full_disk(room: int = NO_ROOM) -> Iterator[None]:
    """No file may grow beyond the limit; what is there already can be read and overwritten."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def signing_in(house: House) -> object:
    form = Credentials(username="ana", password=PASSWORD)
    return accounts.sign_in(house.database, NOON, form, Caller())


def changing_a_log(work: Work, log: str) -> object:
    form = logs.as_form(work, log)
    return logs.edit_log(work, form.model_copy(update={"reflection": "Changed."}))


WRITES: dict[str, Write] = {
    "signing in": signing_in,
    "making an account": lambda house: accounts.create_user(
        house.database, NOON, "bob", PASSWORD, role="user"
    ),
    "signing out": lambda house: house.database.write(
        lambda db: accounts.sign_out(db, NOON, db.scalar(text("SELECT id FROM session")) or "")
    ),
    "a setting": lambda house: house.acting(lambda work: accounts.set_week_start(work, 6)),
    "a commitment": lambda house: house.acting(lambda work: make.commit(work, "Chess")),
    "archiving": lambda house: house.acting(lambda work: pursuits.archive(work, house.commitment)),
    "a log": lambda house: house.acting(lambda work: make.log(work, house.commitment)),
    "changing a log": lambda house: house.acting(lambda work: changing_a_log(work, house.log)),
    "deleting a log": lambda house: house.acting(lambda work: logs.remove_log(work, house.log)),
    "deleting a commitment": lambda house: house.acting(
        lambda work: removing.delete(work, house.commitment, "Cello")
    ),
    "a synthesis": lambda house: house.acting(lambda work: make.write(work, house.commitment, 25)),
    "an import": lambda house: house.acting(lambda work: make.bring(work, house.commitment)),
    "a line of the audit log": lambda house: house.database.write(
        lambda db: audit.record(db, NOON, audit.Happening(audit.Action.EXPORTED))
    ),
    "a fact": lambda house: house.database.write(lambda db: facts.put(db, NOON, "key", "value")),
    "a draft": lambda house: house.database.write(
        lambda db: db.execute(
            text(f"INSERT INTO draft VALUES ('{house.who.user_id}', 'quick', 'half a line', 0)")
        )
    ),
}


@pytest.fixture
def signed_in(house: House) -> str:
    """The id of a session that is there before the disk is full."""
    signing_in(house)
    return house.database.read(lambda db: db.scalar(text("SELECT id FROM session"))) or ""


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_t5_what_finds_no_room_is_refused_in_words_and_saved_once_there_is(
    house: House, signed_in: str, write: Write
) -> None:
    before = old.dump(house.database.file)
    with full_disk():
        with pytest.raises(NotSaved, match=r"^Not saved: the disk .* is still here\.$"):
            write(house)
        reading(house, signed_in)
        with pytest.raises(NotSaved):
            write(house)
    assert old.dump(house.database.file) == before
    soundness.refuse_damaged(house.database.file, whole=True)
    write(house)
    assert old.dump(house.database.file) != before


@pytest.mark.slow
def test_t5_wherever_the_room_ends_a_write_is_refused_or_whole(
    tmp_path: Path, figure: Note
) -> None:
    """Each kind of write, with room for no page of the write-ahead log, for one, two and so on."""
    counted = Counter[str]()
    # Not signing in: each try is kept by itself, and ten of them are enough.
    writes = {name: write for name, write in WRITES.items() if write is not signing_in}
    for name, write in writes.items():
        data = tmp_path / name
        data.mkdir()
        with closing(migrate.open_database(data / "hundred.db")) as database:
            house = furnished(database)
            signing_in(house)
            before = old.dump(database.file)
            database.checkpoint()
            counted += at_every_page(house, write)
            assert old.dump(database.file) != before
            soundness.refuse_damaged(database.file, whole=True)
    assert counted["saved"] == len(writes)
    figure(
        "T-5",
        f"{len(writes)} kinds of write on a disk that is full after each page they need",
        refused_in_words=counted["refused"],
        half_done=0,
        damaged=0,
        saved_once_there_was_room=counted["saved"],
    )


def at_every_page(house: House, write: Write) -> Counter[str]:
    """Try a write with a page more of room each time, until there is enough."""
    before, pages_of_room = old.dump(house.database.file), 0
    while True:
        try:
            with full_disk(LOG_HEAD + pages_of_room * LOG_PAGE + 1):
                write(house)
        except NotSaved:
            pages_of_room += 1
            assert old.dump(house.database.file) == before
            assert pages_of_room < 1_000
        else:
            return Counter(refused=pages_of_room, saved=1)


def reading(house: House, session: str) -> None:
    """What goes on on a full disk: knowing who asks, and their pages."""
    with house.database.reading() as db:
        actor = accounts.find_actor(db, NOON, session)
        assert actor
        assert actor.username == "ana"
        page = pages.page(replace(house.who, db=db), house.commitment)
        assert page.log_count == 6


def test_t5_a_database_that_may_not_grow_says_that_the_disk_is_full(house: House) -> None:
    """SQLite's own word for it, where the other tests let the system refuse."""
    with house.database.engine.connect() as writer:
        pages_now = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.exec_driver_sql(f"PRAGMA max_page_count = {pages_now + 1}")
    with pytest.raises(NotSaved, match="Not saved: the disk is full"):
        house.acting(lambda work: make.log(work, house.commitment, text="x" * 9_900))
    with house.database.engine.connect() as writer:
        writer.exec_driver_sql("PRAGMA max_page_count = 1000000")
    house.acting(lambda work: make.log(work, house.commitment, text="x" * 9_900))
    count = house.database.read(lambda db: db.scalar(text("SELECT count(*) FROM time_log")))
    assert count == 7
    soundness.refuse_damaged(house.database.file, whole=True)


def test_t5_a_backup_that_finds_no_room_leaves_nothing_behind(house: House) -> None:
    settings = Settings(house.data)
    with full_disk():
        with pytest.raises(BackupFailed, match="The backup could not be made"):
            making.make(house.database.file, settings.backups, NOON, Kind.MANUAL)
        nightly.look(settings, NOON)
        assert nightly.trouble()
    assert list(settings.backups.iterdir()) == []
    nightly.look(settings, NOON)
    assert nightly.trouble() is None
    assert len(shelf.listed(settings.backups)) == 1


def test_t5_what_is_to_be_forgotten_is_told_of_once_and_forgotten_when_there_is_room(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    def kept() -> int | None:
        return house.database.read(lambda db: db.scalar(text("SELECT count(*) FROM removed_item")))

    house.acting(lambda work: logs.remove_log(work, house.log))
    with full_disk():
        for minutes in (0, 5, 10):
            nightly.forget(house.database, NOON + timedelta(days=2, minutes=minutes))
    assert [record.message for record in caplog.records] == [
        (
            "What was deleted is still there: Not saved: the disk cannot be written."
            " What you typed is still here. It is tried again."
        )
    ]
    assert kept() == 1
    nightly.forget(house.database, NOON + timedelta(days=2, minutes=15))
    assert kept() == 0


def test_t5_a_restore_that_finds_no_room_changes_nothing(house: House, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    old.make(backup, "head", rows=30)
    before = old.dump(house.database.file)
    with full_disk(), pytest.raises(HundredError):
        restoring.restore_running(house.database, house.data / "backups", backup, NOON)
    # Also where there is room for all but the exchange itself.
    with (
        restoring.prepared(backup, house.data) as ready,
        full_disk(),
        pytest.raises(NotSaved, match="the disk"),
    ):
        house.database.exchange(ready.file)
    assert old.dump(house.database.file) == before
    soundness.refuse_damaged(house.database.file, whole=True)
    restoring.restore_running(house.database, house.data / "backups", backup, NOON)


def test_t5_closing_on_a_full_disk_keeps_what_was_saved(house: House, tmp_path: Path) -> None:
    before = old.dump(house.database.file)
    with full_disk():
        house.database.close()
    after = tmp_path / "after"
    after.mkdir()
    for part in house.data.glob("hundred.db*"):
        shutil.copy(part, after)
    migrate.open_database(after / "hundred.db").close()
    assert old.dump(after / "hundred.db") == before


def test_t6_a_file_that_somebody_else_holds_is_said_to_be_busy(house: House) -> None:
    with house.database.engine.connect() as writer:
        writer.exec_driver_sql("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(house.database.file, isolation_level=None)) as beside:
        beside.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Try again in a moment"):
            house.acting(lambda work: make.log(work, house.commitment))
    house.acting(lambda work: make.log(work, house.commitment))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_t5_a_running_server_goes_on_reading_and_saves_again_without_a_restart(
    tmp_path: Path,
) -> None:
    with visiting.opened_house(tmp_path) as house:
        cookie = sockets.sign_in(house.server, "alice", visiting.PASSWORD)
        pid, limits = house.server.process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (NO_ROOM, limits[1]))
        refused = house.enter("carol")
        assert refused.status_code == 422
        assert "Not saved: the disk" in refused.text
        assert house.is_signed_in(cookie)
        assert house.get("/", cookie).status_code == 200
        kept = house.post("/auth/sign-out", {}, cookie)
        assert kept.status_code == 503
        assert "Not saved: the disk" in kept.text
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
        assert house.enter("carol").status_code == 303
        assert house.post("/auth/sign-out", {}, cookie).status_code == 303
        assert not house.is_signed_in(cookie)

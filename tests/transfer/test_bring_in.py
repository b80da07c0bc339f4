"""Bringing a file in is all or nothing, also from the command line."""

import os
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import make
import pytest
from conftest import person
from sqlmodel import Session, SQLModel, func, select

from hundred_app.core import clock
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, HundredError, Invalid, NotFound
from hundred_app.core.settings import Settings
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.activity.tables import ActivityEvent
from hundred_app.features.commitments.service import cards
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t as said
from hundred_app.features.transfer import service
from hundred_app.features.transfer.rules import LARGEST_FILE
from hundred_app.features.transfer.service import MOST_COMPLAINTS, Refused
from hundred_app.features.transfer.texts import t
from hundred_app.server import bring_in
from hundred_app.server.folder import CannotStart, opened

FIXTURE = Path(__file__).parents[1] / "fixtures" / "gleeo-like.csv"
FOUR = [
    "music/cello=Cello",
    "music/theory=Theory",
    "language/português=Português",
    "club/chess=Chess",
]
HEADER = "Project,Task,Details,Start,End,TimeZone,Duration\r\n"
ROW = "music,cello,,2026-11-17 10:00,2026-11-17 10:45,UTC,0:45\r\n"


def minutes(work: Work) -> dict[str, int]:
    """The logged minutes of each running commitment by its title."""
    return {card.title: card.minutes for card in cards.cards(work) if card.minutes}


def count(db: Session, table: type[SQLModel]) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


# All or nothing


@pytest.fixture
def acting(database: Database) -> make.Acting:
    """Alice, each of whose acts is a transaction of its own."""
    return make.Acting(database, database.write(lambda session: person(session, "alice")))


def refused(acting: make.Acting, raw: bytes, kind: str, mapping: list[str]) -> HundredError:
    """What was answered; whatever it was, nothing was written."""
    before = acting(lambda work: [count(work.db, table) for table in TABLES])
    with pytest.raises(HundredError) as error:
        acting(lambda work: service.bring_in(work, raw, kind, mapping))
    assert acting(lambda work: [count(work.db, table) for table in TABLES]) == before
    return error.value


TABLES: tuple[type[SQLModel], ...] = (Commitment, TimeLog, ActivityEvent)

BROKEN = ROW.replace(",0:45", ",0:50")
TO_COME = ROW.replace("11-17", "11-18").replace("10:00", "11:16").replace("10:45", "12:01")


@pytest.mark.parametrize(
    ("rows", "complaints"),
    [
        pytest.param([ROW, BROKEN, ROW], {3: "Duration says"}, id="a row that disagrees"),
        pytest.param([ROW, ROW, TO_COME], {4: t.still_to_come}, id="a row still to come"),
        pytest.param(
            [TO_COME, ROW.replace("cello", "kazoo"), BROKEN],
            {2: t.still_to_come, 4: "Duration says"},
            id="in the order of the lines",
        ),
        pytest.param(
            [ROW, TO_COME.replace("cello", "kazoo")], {3: t.still_to_come}, id="of another source"
        ),
    ],
)
def test_with_a_line_that_cannot_be_read_nothing_comes_in(
    acting: make.Acting, rows: list[str], complaints: dict[int, str]
) -> None:
    error = refused(acting, (HEADER + "".join(rows)).encode(), "gleeo", FOUR[:1])
    assert isinstance(error, Refused)
    assert error.field == "file"
    assert error.message.startswith(t.nothing_brought_in)
    assert len(error.complaints) == len(complaints)
    for told, (line, reason) in zip(error.complaints, complaints.items(), strict=True):
        assert told.startswith(f"line {line}: {reason}")
        assert told in error.message


def test_of_many_lines_the_first_twenty_are_told(acting: make.Acting) -> None:
    error = refused(acting, (HEADER + BROKEN * 25).encode(), "gleeo", FOUR[:1])
    assert isinstance(error, Refused)
    assert len(error.complaints) == MOST_COMPLAINTS + 1
    assert error.complaints[-1] == "and 5 more."


def test_a_row_that_ends_now_comes_in(acting: make.Acting) -> None:
    ends_now = TO_COME.replace("11:16", "11:15").replace("12:01", "12:00")
    acting(lambda work: service.bring_in(work, (HEADER + ends_now).encode(), "gleeo", FOUR[:1]))
    assert acting(minutes) == {"Cello": 45}


@pytest.mark.parametrize(
    ("raw", "kind", "mapping", "field"),
    [
        pytest.param(HEADER + ROW, "xlsx", FOUR[:1], "format", id="a format nobody reads"),
        pytest.param(HEADER + ROW, "", FOUR[:1], "format", id="no format"),
        pytest.param(HEADER + ROW, "csv", FOUR[:1], "map", id="the other format"),
        pytest.param(HEADER + ROW, "gleeo", [], "map", id="nowhere to go"),
        pytest.param(HEADER + ROW, "gleeo", ["music/kazoo=Kazoo"], "map", id="no such source"),
        pytest.param(HEADER + ROW, "gleeo", ["music/cello="], "map", id="no title"),
        pytest.param(HEADER, "gleeo", FOUR[:1], "map", id="no rows"),
        pytest.param("", "gleeo", FOUR[:1], "file", id="an empty file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    acting: make.Acting, raw: str, kind: str, mapping: list[str], field: str
) -> None:
    error = refused(acting, raw.encode(), kind, mapping)
    assert isinstance(error, Invalid)
    assert error.field == field


def test_an_unknown_format_is_answered_with_those_known(acting: make.Acting) -> None:
    error = refused(acting, (HEADER + ROW).encode(), "xlsx", FOUR[:1])
    assert error.message == "Use --format gleeo or csv."


@pytest.mark.parametrize("taken", [1, 2, 4])
def test_without_a_seat_for_each_nothing_comes_in_not_even_the_first(
    acting: make.Acting, taken: int
) -> None:
    def fill(number: int) -> Callable[[Work], str]:
        return lambda work: make.commit(work, f"No {number}")

    for number in range(taken):
        acting(fill(number))
    error = refused(acting, FIXTURE.read_bytes(), "gleeo", FOUR)
    assert isinstance(error, Conflict)
    assert error.message == said.seats_taken
    assert acting(minutes) == {}
    assert len(acting(cards.cards)) == taken


# From the command line


@pytest.fixture(autouse=True)
def mask() -> Iterator[None]:
    """Opening a data folder makes new files private for the whole process: not for later tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    """A data folder in which Alice and Mallory have accounts."""
    settings = Settings(data=tmp_path / "data")
    with opened(settings) as database:
        for name in ("alice", "mallory"):
            accounts.create_user(database, clock.now(), name, "correct horse battery", role="user")
    return settings


def diary(house: Settings, name: str = "alice") -> dict[str, int]:
    with opened(house, alone=False) as database, database.reading() as session:
        work = accounts.find_work_of(session, clock.now(), name)
        assert work
        return minutes(work)


def run(
    house: Settings,
    file: Path = FIXTURE,
    *,
    name: str = "alice",
    kind: str = "gleeo",
    dry_run: bool = False,
) -> list[str]:
    return bring_in.from_file(house, file, name, kind, FOUR, dry_run=dry_run)


ALL = {"Cello": 932, "Theory": 1161, "Português": 2387, "Chess": 1714}


def test_a_file_on_the_disk_comes_in_and_twice_adds_nothing(house: Settings) -> None:
    told = run(house, name=" Alice ")
    assert told[0].startswith("Cello: 12 logs added,")
    assert len(told) == 5
    assert diary(house) == ALL
    assert diary(house, "mallory") == {}
    assert run(house)[0].startswith("Cello: 0 logs added,")
    assert diary(house) == ALL


def test_a_dry_run_says_what_would_happen_and_changes_nothing(house: Settings) -> None:
    told = run(house, dry_run=True)
    assert told[0].startswith("Cello: 12 logs would be added,")
    assert told[-1] == t.dry_run
    assert diary(house) == {}
    run(house)
    told = run(house, dry_run=True)
    assert told[0].startswith("Cello: 0 logs would be added,")
    assert told[0].endswith("12 known already.")
    assert diary(house) == ALL


def test_a_dry_run_refuses_what_a_real_one_refuses(house: Settings, tmp_path: Path) -> None:
    file = tmp_path / "times.csv"
    file.write_text(HEADER + BROKEN, encoding="utf-8")
    for dry_run in (True, False):
        with pytest.raises(Refused):
            run(house, file, dry_run=dry_run)
    assert diary(house) == {}


def test_it_works_beside_a_server(house: Settings) -> None:
    with opened(house):
        run(house)
    assert diary(house) == ALL


def test_nobody_gets_time_under_a_name_nobody_has(house: Settings) -> None:
    with pytest.raises(NotFound) as error:
        run(house, name="bob")
    assert error.value.message == t.no_such_user(name="bob")


@pytest.mark.parametrize("name", ["absent.csv", "."], ids=["no file", "a folder"])
def test_a_file_that_cannot_be_read_is_named(house: Settings, tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid) as error:
        run(house, tmp_path / name)
    assert str(tmp_path / name) in error.value.message


def test_a_file_larger_than_allowed_is_not_read_into_memory_whole(
    house: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "times.csv"
    with file.open("wb") as sparse:
        sparse.truncate(8 * LARGEST_FILE)
    tracemalloc.start()
    with pytest.raises(Invalid, match="larger than"):
        run(house, file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * LARGEST_FILE


def test_a_data_folder_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with pytest.raises(CannotStart, match="cannot be written"):
        run(Settings(data=tmp_path / "data"))

"""R5: an upgrade keeps every row, and one that fails or is killed leaves everything as it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import acts
import killing
import old
import pytest
from acts import NOON
from alembic.script import ScriptDirectory
from figures import Note

from hundred_app.core import migrate, soundness
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.migrate import UnusableDatabase
from hundred_app.core.settings import Settings
from hundred_app.server.folder import UnusableData, opened

KILLED_AT = 20


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first version left: a database at schema 0001, and nothing else."""
    file = tmp_path_factory.mktemp("template") / "hundred.db"
    old.make(file)
    return file


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Path:
    shutil.copy(template, tmp_path / "hundred.db")
    return tmp_path


def schema(data: Path) -> str:
    with closing(sqlite3.connect(data / "hundred.db")) as db:
        return db.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_t7_a_diary_of_the_first_schema_comes_up_to_date_with_every_row(
    house: Path, template: Path
) -> None:
    was = old.dump(template)
    assert sum(len(rows) for _, rows in was.values()) >= 1_000
    assert len(was["user"][1]) == 3
    acts.start(house)
    assert schema(house) == migrate.head() != "0001"
    assert old.dump(house / "hundred.db", was) == was
    with closing(sqlite3.connect(house / "hundred.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_t7_before_an_upgrade_there_is_a_backup_of_what_was(house: Path, template: Path) -> None:
    acts.start(house)
    (made,) = shelf.listed(house / "backups")
    assert made.kind is Kind.MIGRATION
    file = house / "backups" / made.name
    home = making.LEFT_BEHIND
    assert old.dump(file, without=home) == old.dump(template, without=home)
    assert migrate.revision_of(file) == "0001"


def test_t7_a_step_that_loses_rows_is_undone(
    house: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrate.run

    def careless(connection: object, revision: str = "head") -> None:
        steps(connection, revision)  # pyright: ignore[reportArgumentType]
        connection.exec_driver_sql("DELETE FROM milestone WHERE id LIKE '%-1-1'")  # pyright: ignore[reportAttributeAccessIssue]

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "run", careless)
        with pytest.raises(UnusableDatabase, match="rows of milestone were lost") as refused:
            migrate.open_database(house / "hundred.db", NOON)
    (made,) = shelf.listed(house / "backups")
    assert f"there is a backup: {house / 'backups' / made.name}" in str(refused.value)
    assert old.dump(house / "hundred.db") == old.dump(template)
    assert schema(house) == "0001"


def test_t7_a_full_disk_in_an_upgrade_leaves_everything_as_it_was(
    house: Path, template: Path
) -> None:
    size = (house / "hundred.db").stat().st_size
    narrow = [
        *((acts.refused_with_little_room, most) for most in (1_024, size // 2)),
        *((acts.refused_with_few_pages, more) for more in (0, 3, 8)),
    ]
    for act, limit in narrow:
        assert killing.code_of(act, house, limit) == 0, (act, limit)
        assert old.dump(house / "hundred.db") == old.dump(template)
        assert schema(house) == "0001"
    acts.start(house)
    assert schema(house) == migrate.head()


def test_t7_without_room_for_it_an_upgrade_is_not_begun(
    house: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (house / "hundred.db").stat().st_size
    usage = shutil.disk_usage(house)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2 * size - 1))
    with pytest.raises(UnusableDatabase, match="Make room and start again"):
        migrate.open_database(house / "hundred.db", NOON)
    assert (house / "hundred.db").read_bytes() == template.read_bytes()
    assert shelf.listed(house / "backups") == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2 * size))
    migrate.open_database(house / "hundred.db", NOON).close()


def test_t7_there_is_no_way_down(house: Path) -> None:
    with closing(sqlite3.connect(house / "hundred.db")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableData, match="newer Hundred"), opened(Settings(house)):
        pass
    assert schema(house) == "9999"


def killed(template: Path, folder: Path, step: int) -> tuple[bool, int]:
    """Kill an upgrade at a step and start again. Whether it was killed, and rows that differ."""
    data = folder / str(step)
    data.mkdir()
    shutil.copy(template, data / "hundred.db")
    was = old.dump(template)
    died = killing.killed_at(step, acts.start, data)
    at = schema(data)
    assert at in ("0001", migrate.head())
    lost = sum(
        old.dump(data / "hundred.db", {name: table})[name] != table for name, table in was.items()
    )
    acts.start(data)
    assert schema(data) == migrate.head()
    lost += sum(
        old.dump(data / "hundred.db", {name: table})[name] != table for name, table in was.items()
    )
    soundness.refuse_damaged(data / "hundred.db", whole=True)
    return died, lost


def counted(template: Path, folder: Path) -> int:
    data = folder / "counted"
    data.mkdir()
    shutil.copy(template, data / "hundred.db")
    return killing.steps_of(acts.start, data)


def test_t7_killed_in_an_upgrade_it_upgrades_at_the_next_start(
    template: Path, tmp_path: Path
) -> None:
    steps = counted(template, tmp_path)
    for step in (steps // 4, steps // 2, steps * 3 // 4):
        assert killed(template, tmp_path, step) == (True, 0)


@pytest.mark.slow
def test_t7_killed_at_twenty_points_of_an_upgrade_nothing_is_lost(
    template: Path, tmp_path: Path, figure: Note
) -> None:
    steps = counted(template, tmp_path)
    outcomes = [
        killed(template, tmp_path, 1 + number * (steps - 1) // KILLED_AT)
        for number in range(KILLED_AT)
    ]
    rows = sum(len(held) for _, held in old.dump(template).values())
    lost = sum(tables for _, tables in outcomes)
    died = sum(was_killed for was_killed, _ in outcomes)
    assert (died, lost) == (KILLED_AT, 0)
    figure(
        "T-7",
        f"{died} kill -9 in an upgrade from schema 0001 to {migrate.head()}",
        steps=steps,
        rows=rows,
        tables_that_differed=lost,
    )


def test_the_steps_are_those_that_alembic_would_take_in_the_same_order() -> None:
    steps = ScriptDirectory.from_config(migrate.config_of_steps())
    assert [step.revision for step in steps.walk_revisions()][::-1] == migrate.revisions()
    assert steps.get_current_head() == migrate.head()

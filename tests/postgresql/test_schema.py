"""The schema on a server: the same steps lead to the same rules; what is not ours is left alone."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import make
import psycopg
import pytest
from conftest import person
from places import OnServer
from sqlalchemy import Connection, inspect
from sqlmodel import select

from hundred_app import features
from hundred_app.core import fulltext, migrate, moving
from hundred_app.core.backups import shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.folding import Phrase, Sought
from hundred_app.core.moving import NotMoved
from hundred_app.core.postgresql import address, schema
from hundred_app.core.postgresql.address import Address
from hundred_app.core.settings import Settings
from hundred_app.core.soundness import Away, UnusableDatabase
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.server import folder, rescue
from hundred_app.server.folder import CannotStart

for _tables in Path(features.__path__[0]).glob("*/tables.py"):
    import_module(f"hundred_app.features.{_tables.parent.name}.tables")

SAME_KIND = {"INTEGER": "INTEGER", "BIGINT": "BIGINT", "BOOLEAN": "BOOLEAN"}


def rule(check: str) -> set[str]:
    """The names and numbers of a check, which the two engines write in different words."""
    plain = check.replace("::character varying", "").replace("::text", "")
    return set(re.findall(r"'\w+'|\b\d+\b|\b[a-z]+_?[a-z]+\b", plain.lower())) - {
        "between", "and", "in", "any", "array"
    }  # fmt: skip


def default(text: object) -> str | None:
    """What a column has unless told otherwise, in the words of both."""
    if text is None:
        return None
    plain = str(text).replace("::character varying", "")
    return {"true": "1", "false": "0"}.get(plain, plain)


def described(connection: Connection) -> dict[str, Any]:
    """Every table with its columns, keys, rules and indexes, without the words of its engine."""
    found = inspect(connection)
    names = [
        name for name in found.get_table_names() if not name.startswith(("search_", "alembic"))
    ]
    return {
        name: {
            "columns": sorted(
                (
                    held["name"],
                    str(held["type"]).partition(" COLLATE")[0],
                    held["nullable"],
                    default(held["default"]),
                )
                for held in found.get_columns(name)
            ),
            "key": (key := found.get_pk_constraint(name))["name"],
            "key columns": key["constrained_columns"],
            "foreign keys": sorted(
                (
                    held["name"],
                    held["constrained_columns"],
                    held["referred_table"],
                    held["referred_columns"],
                    held.get("options", {}).get("ondelete"),
                )
                for held in found.get_foreign_keys(name)
            ),
            "unique": sorted(
                (held["name"], held["column_names"]) for held in found.get_unique_constraints(name)
            ),
            "checks": sorted(
                (str(held["name"]), sorted(rule(held["sqltext"])))
                for held in found.get_check_constraints(name)
            ),
            "indexes": sorted(
                (str(held["name"]), held["column_names"], bool(held["unique"]), condition(held))
                for held in found.get_indexes(name)
                if not held.get("duplicates_constraint")
            ),
        }
        for name in sorted(names)
    }


def condition(index: Any) -> list[str]:
    """Of a partial index."""
    options = index.get("dialect_options", {})
    text = options.get("sqlite_where")
    if text is None:
        text = options.get("postgresql_where")
    return sorted(rule(str(text))) if text is not None else []


def test_the_steps_lead_to_the_same_rules_on_both(
    database: Database, postgres: OnServer, empty_database: Path
) -> None:
    file = Database(empty_database)
    with database.engine.connect() as ours, file.engine.connect() as theirs:
        there, here = described(ours), described(theirs)
    file.close()
    assert there.keys() == here.keys()
    for name, rules in here.items():
        assert there[name] == rules, name
    assert sum(len(table["checks"]) for table in here.values()) == 13
    assert sum(len(table["foreign keys"]) for table in here.values()) > 10


def test_every_text_compares_by_bytes(database: Database, postgres: OnServer) -> None:
    with database.reading() as db:
        run = db.connection().exec_driver_sql
        others = run(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND collation_name IS DISTINCT FROM 'C'"
            " AND data_type IN ('character varying', 'text')"
        ).all()
    assert others == []


def test_moments_and_seconds_have_room(database: Database, postgres: OnServer) -> None:
    """Beyond 2038, and as far as a restored file may reach."""
    with database.reading() as db:
        run = db.connection().exec_driver_sql
        small = run(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type = 'integer' AND (column_name LIKE '%%\\_at' OR column_name = 'date')"
        ).all()
    assert small == []


def test_a_database_of_an_older_schema_comes_up_to_date(postgres: OnServer) -> None:
    with postgres.empty() as where:
        database = Database(where)
        with database.migrating() as connection:
            migrate.run(connection, "0003")
            connection.exec_driver_sql(
                'INSERT INTO "user" (id, username, password_hash, role, is_disabled, created_at)'
                " VALUES ('a', 'alice', '-', 'user', false, 0)"
            )
            connection.exec_driver_sql(
                "INSERT INTO commitment (id, user_id, title, created_at, updated_at, seat,"
                " minutes_before, rev) VALUES ('c', 'a', 'Cello', 0, 0, 0, 0, 1)"
            )
            connection.exec_driver_sql(
                "INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection,"
                " created_at, updated_at, rev) VALUES ('l', 'c', 45, 0, 'Zürich', 0, 0, 1)"
            )
        database.close()
        opened = schema.open_server(where)
        with opened.reading() as db:
            assert schema.revision_of(db.connection(), where) == migrate.head()
            names = db.connection().exec_driver_sql('SELECT username FROM "user"').scalars().all()
        opened.close()
        assert names == ["alice"]


@contextmanager
def older(postgres: OnServer) -> Iterator[Address]:
    """A database of an earlier Hundred with somebody in it."""
    with postgres.empty() as where:
        with closing(Database(where)) as database, database.migrating() as connection:
            migrate.run(connection, "0010")
            connection.exec_driver_sql(
                'INSERT INTO "user" (id, username, password_hash, role, is_disabled, created_at)'
                " VALUES ('a', 'alice', '-', 'user', false, 0)"
            )
        yield where


def test_a_move_leaves_an_older_diary_as_it_is(postgres: OnServer, empty_database: Path) -> None:
    with older(postgres) as where, closing(Database(empty_database)) as diary:
        with pytest.raises(NotMoved, match="begun by an older Hundred"):
            moving.to_server(diary, where)
        assert schema.revision_at(where) == "0010"


def test_a_command_beside_an_older_server_leaves_its_database_as_it_is(
    postgres: OnServer, tmp_path: Path
) -> None:
    with older(postgres) as where:
        settings = Settings(data=tmp_path, server=where)
        with pytest.raises(CannotStart, match="Stop it, and start this one"):
            list(rescue.back_up(settings, None))
        assert schema.revision_at(where) == "0010"


def test_a_restore_over_an_older_diary_keeps_it_as_it_was(
    postgres: OnServer, empty_database: Path, tmp_path: Path
) -> None:
    with older(postgres) as where:
        settings = Settings(data=tmp_path, server=where)
        *_, said = rescue.restore(settings, str(empty_database), lambda _: True)
        assert said.startswith("Restored")
        kept = {backup.kind: backup.name for backup in shelf.listed(settings.backups)}
        assert kept.keys() == {Kind.MIGRATION, Kind.SAFETY}
        assert migrate.revision_of(settings.backups / kept[Kind.MIGRATION]) == "0010"
        with closing(schema.open_server(where)) as database, database.reading() as db:
            assert db.connection().exec_driver_sql('SELECT id FROM "user"').all() == []


def test_before_the_steps_of_an_upgrade_there_is_a_backup(
    postgres: OnServer, tmp_path: Path
) -> None:
    with older(postgres) as where:
        settings = Settings(data=tmp_path / "data", server=where)
        with folder.opened(settings) as database, database.reading() as db:
            assert schema.revision_of(db.connection(), where) == migrate.head()
        (kept,) = shelf.listed(settings.backups)
        assert kept.kind is Kind.MIGRATION
        assert migrate.revision_of(settings.backups / kept.name) == "0010"
        with folder.opened(settings):
            assert len(shelf.listed(settings.backups)) == 1


def test_two_that_open_a_new_database_at_once_make_it_once(postgres: OnServer) -> None:
    with postgres.empty() as where, ThreadPoolExecutor(2) as threads:
        for opened in list(threads.map(schema.open_server, [where, where])):
            opened.close()


@contextmanager
def refused(match: str) -> Iterator[pytest.ExceptionInfo[UnusableDatabase]]:
    with pytest.raises(UnusableDatabase, match=match) as refusal:
        yield refusal
    assert "secret" not in str(refusal.value)


def test_a_database_of_another_program_is_left_alone(postgres: OnServer) -> None:
    with postgres.empty() as where:
        with psycopg.connect(where.url, autocommit=True) as other:
            other.execute("CREATE TABLE theirs (id int)")
        with refused("another program"):
            schema.open_server(where)
        with psycopg.connect(where.url) as other:
            held = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            assert held.fetchall() == [("theirs",)]


def test_a_newer_database_is_left_alone(postgres: OnServer) -> None:
    with postgres.made() as where:
        with psycopg.connect(where.url, autocommit=True) as other:
            other.execute("UPDATE alembic_version SET version_num = '9999'")
        with refused("newer Hundred"):
            schema.open_server(where)


def test_a_step_that_fails_changes_nothing(
    postgres: OnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection) -> None:
        raise UnusableDatabase("halfway")

    monkeypatch.setattr("hundred_app.core.postgresql.collation.compare_by_bytes", fail)
    with postgres.empty() as where:
        with refused("halfway"):
            schema.open_server(where)
        with psycopg.connect(where.url) as other:
            held = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            assert held.fetchall() == []


def test_an_empty_database_is_missed_where_there_was_a_diary(
    postgres: OnServer, tmp_path: Path
) -> None:
    with postgres.empty() as where:
        schema.open_for(tmp_path, where).close()
    with postgres.empty() as where, refused("is empty"):
        schema.open_for(tmp_path, where)


def test_who_is_not_let_in_is_told_without_the_password(postgres: OnServer) -> None:
    away = address.parse("postgresql://hundred:secret@127.0.0.1:1/hundred")
    with refused(r"127\.0\.0\.1:1/hundred cannot be used now: .*refused") as refusal:
        schema.open_server(away)
    assert refusal.type is Away


def test_who_only_looks_waits_for_nobody_who_writes(database: Database, postgres: OnServer) -> None:
    where = database.server
    assert where
    with database.writing() as db:
        # A session begins with its first question.
        person(db, "alice")
        schema.open_server(where).close()


def test_steps_that_somebody_holds_up_are_for_another_try(postgres: OnServer) -> None:
    with postgres.empty() as where, closing(Database(where)) as other:
        with other.engine.begin(), refused("cannot be used now: .*lock timeout") as refusal:
            schema.open_server(where)
        assert refusal.type is Away
        schema.open_server(where).close()


def test_the_index_is_asked_for_words_and_for_whose(database: Database, postgres: OnServer) -> None:
    """Texts of others are not read, and neither is every log."""
    with database.writing() as db:
        cello = make.commit(person(db, "alice"))
        run = db.connection().exec_driver_sql
        run(
            "INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection,"
            " created_at, updated_at, rev) SELECT 'log-' || n, %(place)s, 30, n,"
            " 'The thumb, day ' || n, 0, 0, 1 FROM generate_series(1, 3000) AS n",
            {"place": cello},
        )
        fulltext.settle(db.connection())
        run("ANALYZE")
        # For so few texts the server would rather read them all.
        run("SET LOCAL enable_seqscan = off")
        found = fulltext.finds(db, fulltext.LOG, Sought([cello], [Phrase(("2718",))]))
        compiled = select(TimeLog.id).where(found).compile(db.connection())
        plan = "\n".join(run(f"EXPLAIN {compiled}", compiled.params).scalars())
        assert "ix_search_time_log_words" in plan, plan

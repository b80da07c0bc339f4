"""Taking everything out and leaving: all of one person, and nothing of anybody else.

What belongs to whom is said here anew, table by table: a table that nobody thought of fails.
"""

import importlib
import json
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import NOON
from people import HOME, SENTENCE, WRONG, House, outcome, refusal
from sqlalchemy import Boolean, Column, Integer, String, Table, insert, text
from sqlmodel import Session, SQLModel

from hundred_app import features
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.core.table import Instant
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import LeaveForm, SignedIn, machine, running, sessions
from hundred_app.features.accounts.tables import SignInFailure
from hundred_app.features.audit.rules import SOMEBODY_GONE
from hundred_app.features.audit.service import Action

# Every table there is, whether or not something here has asked for it yet.
for feature in pkgutil.iter_modules(features.__path__, f"{features.__name__}."):
    inside = importlib.import_module(feature.name).__path__
    if "tables" in {module.name for module in pkgutil.iter_modules(inside)}:
        importlib.import_module(f"{feature.name}.tables")

TABLES = SQLModel.metadata.tables
MINE = "WHERE user_id = :me"
OF_MINE = "WHERE commitment_id IN (SELECT id FROM commitment WHERE user_id = :me)"

TAKEN_OUT = {
    "activity_event": MINE,
    "commitment": MINE,
    "draft": MINE,
    "focus_session": MINE,
    "letter": OF_MINE,
    "milestone": OF_MINE,
    "removed_item": MINE,
    "review_mail": MINE,
    "session": MINE,
    "time_log": OF_MINE,
    "user": "WHERE id = :me",
    "user_settings": MINE,
}
"""What a person takes along, with which rows are theirs."""

LETS_IN = {
    "known_device": MINE,
    "one_time_link": MINE,
    "recovery_code": MINE,
}
"""What is a person's and stays here, because whoever has it is half inside."""

NOBODYS = {
    "audit_event": "tells of the whole installation; keeps names and no keys",
    "db_metadata": "is known of the installation",
    "sign_in_failure": "counts hashes of what was typed, by whoever typed it",
}

SECRET_COLUMNS = {
    "review_mail": {"code_hash", "off_token"},
    "session": {"id"},
    "user": {"password_hash", "totp_secret", "totp_step"},
}

ALICE, MALLORY = "canary7a", "canary7m"
"""A mark in every text of a person. It fits the shortest column."""

NUMBERS = {("milestone", "hours_threshold"): 25, ("commitment", "seat"): 0}
CHOSEN = {
    ("focus_session", "mode"): "focus",
    ("focus_session", "kind"): "flow",
    ("focus_session", "status"): "active",
}
"""What only a few words fit into."""
KEPT = {("user", "username"), ("user", "password_hash"), ("user", "role")}


@pytest.fixture
def full(house: House) -> House:
    """A house in which Alice and Mallory have a row in every table, marked in every column."""
    for mark, name in ((ALICE, f"{ALICE}.alice"), (MALLORY, f"{MALLORY}.mallory")):
        user_id = house.add(name)
        with house.database.writing() as db:
            mark_everything(db, mark, user_id)
    return house


def mark_everything(db: Session, mark: str, user_id: str) -> None:
    ids: dict[str, str] = {"user": user_id}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in NOBODYS:
            continue
        found = {column.name: marked(table, column, mark, ids) for column in table.columns}
        if table.name in ("user", "user_settings"):
            mine = table.c.id if table.name == "user" else table.c.user_id
            new = {
                name: value
                for name, value in found.items()
                if isinstance(value, str) and (table.name, name) not in KEPT and name != mine.name
            }
            db.connection().execute(table.update().where(mine == user_id).values(new))
            continue
        db.connection().execute(insert(table).values(found))
        ids[table.name] = str(found.get("id", ""))


def marked(table: Table, column: Column[Any], mark: str, ids: Mapping[str, str]) -> object:
    for key in column.foreign_keys:
        return ids[key.column.table.name]
    if (table.name, column.name) in CHOSEN:
        return CHOSEN[table.name, column.name]
    if isinstance(column.type, Instant):
        return datetime(2026, 12, 24, tzinfo=UTC)
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Integer):
        return NUMBERS.get((table.name, column.name), 1)
    assert is_text(column), f"{table.name}.{column.name}"
    return f"{mark}-{table.name}-{column.name}"[: getattr(column.type, "length", None)]


def is_text(column: Column[Any]) -> bool:
    return isinstance(getattr(column.type, "impl", column.type), String)


def raw(house: House, table: str, condition: str, me: str) -> list[dict[str, Any]]:
    """Rows as they stand in the database."""
    query = text(f'SELECT * FROM "{table}" {condition} ORDER BY 1, 2')
    known = {"me": me} if ":me" in condition else {}
    with house.database.reading() as db:
        return [dict(row) for row in db.connection().execute(query, known).mappings()]


def everything_of(house: House, name: str) -> dict[str, list[dict[str, Any]]]:
    me = house.id_of(name)
    return {
        table: raw(house, table, condition, me)
        for table, condition in (TAKEN_OUT | LETS_IN).items()
    }


def test_s62_every_table_is_somebodys_or_has_a_reason() -> None:
    assert set(TABLES) == set(TAKEN_OUT) | set(LETS_IN) | set(NOBODYS)


def test_the_marks_are_in_every_text_of_both(full: House) -> None:
    """The tests below would also pass over empty tables."""
    for mark, name in ((ALICE, f"{ALICE}.alice"), (MALLORY, f"{MALLORY}.mallory")):
        for table, found in everything_of(full, name).items():
            assert found, table
            texts = {
                column.name
                for column in TABLES[table].columns
                if is_text(column)
                and not column.foreign_keys
                and (table, column.name) not in KEPT | CHOSEN.keys() | {("user", "id")}
            }
            for column in texts:
                assert any(mark in str(row[column]) for row in found), f"{table}.{column}"


def begin(house: House, name: str) -> SignedIn:
    """A session without signing in: the mark in the place of a second step's key is no key."""
    user_id = house.id_of(name)
    return house.database.write(lambda db: sessions.begin_session(db, NOON, user_id, HOME))


@dataclass
class Taken:
    """What somebody took out."""

    content: dict[str, Any]

    @property
    def text(self) -> str:
        return json.dumps(self.content, ensure_ascii=False)


def take_out(house: House, name: str) -> Taken:
    return Taken(house.who(name)(service.take_out))


def shown(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the file as it should stand in what is taken out."""
    return {
        name: (
            datetime.fromtimestamp(value, UTC).isoformat()
            if isinstance(TABLES[table].c[name].type, Instant) and value is not None
            else value
        )
        for name, value in row.items()
        if name not in SECRET_COLUMNS.get(table, ())
    }


@pytest.mark.parametrize(
    ("mine", "theirs", "name"),
    [(ALICE, MALLORY, f"{ALICE}.alice"), (MALLORY, ALICE, f"{MALLORY}.mallory")],
    ids=["alice", "mallory"],
)
def test_s62_what_is_taken_out_is_all_of_a_person_and_only_theirs(
    full: House, mine: str, theirs: str, name: str
) -> None:
    begin(full, name)
    me = full.id_of(name)
    taken = take_out(full, name)
    assert taken.content["username"] == name
    assert set(taken.content["tables"]) == set(TAKEN_OUT)
    for table, condition in TAKEN_OUT.items():
        expected = [shown(table, row) for row in raw(full, table, condition, me)]
        found = taken.content["tables"][table]
        assert sorted(found, key=str) == sorted(expected, key=str), table
    assert mine in taken.text
    assert theirs not in taken.text


def test_s62_nothing_that_lets_somebody_in_is_taken_out(full: House) -> None:
    name = f"{ALICE}.alice"
    signed_in = begin(full, name)
    text = take_out(full, name).text
    user = full.user(name)
    secrets = [signed_in.token, rules.token_id(signed_in.token), signed_in.device]
    secrets += [user.password_hash, str(user.totp_secret), "argon2"]
    for table in LETS_IN:
        secrets += [
            str(value)
            for row in raw(full, table, MINE, user.id)
            for column, value in row.items()
            if column not in ("user_id", "kind") and isinstance(value, str) and value != ALICE
        ]
    assert len(secrets) > 10
    assert [secret for secret in secrets if secret in text] == []


def test_s62_that_it_went_out_is_written_down(full: House) -> None:
    take_out(full, f"{ALICE}.alice")
    (row,) = full.audit()
    assert (row.action, row.actor) == (Action.EXPORTED, f"{ALICE}.alice")


# Leaving


def leave(
    house: House, session_id: str, typed: str, password: str = SENTENCE, address: str = ""
) -> None:
    form = LeaveForm(username=typed, password=password)
    service.leave(house.database, NOON, session_id, form, address)


def test_s63_who_leaves_leaves_nothing_behind_and_takes_nothing_of_others(full: House) -> None:
    name, other = f"{ALICE}.alice", f"{MALLORY}.mallory"
    root, alice = full.who("root"), full.id_of(name)
    for role in ("admin", "user"):
        root(lambda work, role=role: running.set_role(work, alice, role))
    outcome(lambda: full.enter(name, WRONG))
    session = rules.token_id(begin(full, name).token)
    take_out(full, name)
    before = everything_of(full, other)
    assert ALICE.encode() in full.files()

    leave(full, session, f" {name.upper()} ")

    assert everything_of(full, other) == before
    for table, condition in (TAKEN_OUT | LETS_IN).items():
        assert raw(full, table, condition, alice) == [], table
    everything = full.files()
    assert ALICE.encode() not in everything
    assert alice.encode() not in everything
    assert MALLORY.encode() in everything
    assert full.has(SignInFailure) == []
    assert full.living(session) == [False]
    assert outcome(lambda: full.enter(name)) is Invalid


def test_s63_the_log_keeps_what_was_done_and_no_longer_by_whom(house: House) -> None:
    # In a pattern of SQL, an underscore is any letter.
    name, near = "al_ice", "al.ice"
    alice, another = house.add(name), house.add(near)
    root = house.who("root")
    for whose in (alice, another):
        root(lambda work, whose=whose: running.set_role(work, whose, "admin"))
        root(lambda work, whose=whose: running.set_role(work, whose, "user"))
    house.session(near)
    session = house.session(name)
    count = len(house.audit())
    leave(house, session, name)
    told = [(row.actor, row.action, row.subject) for row in house.audit()]
    gone = SOMEBODY_GONE
    assert sorted(told) == sorted(
        [
            ("root", Action.ROLE_CHANGED, f"{gone}: admin"),
            ("root", Action.ROLE_CHANGED, f"{gone}: user"),
            ("root", Action.ROLE_CHANGED, f"{near}: admin"),
            ("root", Action.ROLE_CHANGED, f"{near}: user"),
            (near, Action.SIGNED_IN, ""),
            (gone, Action.SIGNED_IN, ""),
            (gone, Action.ACCOUNT_DELETED, ""),
        ]
    )
    assert len(told) == count + 1


@pytest.mark.parametrize(
    ("typed", "password", "field"),
    [
        pytest.param("", SENTENCE, "username", id="no name"),
        pytest.param("mallory", SENTENCE, "username", id="another name"),
        pytest.param("alice ", WRONG, "password", id="a wrong password"),
        pytest.param("alice", "", "password", id="no password"),
    ],
)
def test_s63_leaving_asks_for_name_and_password(
    house: House, typed: str, password: str, field: str
) -> None:
    session = house.session("alice")
    before = everything_of(house, "alice")
    refused = refusal(lambda: leave(house, session, typed, password))
    assert isinstance(refused, Invalid)
    assert refused.field == field
    assert everything_of(house, "alice") == before
    assert house.living(session) == [True]


def test_s63_without_a_session_nobody_leaves(house: House) -> None:
    session = house.session("alice")
    house.database.write(lambda db: machine.disable(db, NOON, "alice", is_disabled=True))
    for gone in (session, "", "x" * 64):
        kind = outcome(lambda gone=gone: leave(house, gone, "alice"))
        assert kind is Conflict
    assert house.user("alice")

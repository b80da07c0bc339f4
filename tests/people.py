"""Who lives in a house, for tests of accounts: Alice, Mallory and Root, by services alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pyotp
import pytest
from argon2 import PasswordHasher
from conftest import NOON
from make import Acting
from sqlalchemy import text
from sqlmodel import Session, select

from hundred_app.core import passwords
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.rules import Role
from hundred_app.features.accounts.service import Actor, Caller, CodeWanted, Credentials, SignedIn
from hundred_app.features.accounts.service.entering import CodeForm
from hundred_app.features.accounts.store import people as rows
from hundred_app.features.accounts.tables import User, UserSettings
from hundred_app.features.audit.tables import AuditEvent

SENTENCE = "one sentence every hour"
OTHER = "another one, every evening"
WRONG = "none of anybody's sentences"
HOME = Caller(address="192.0.2.7", agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")

T = TypeVar("T")


@dataclass
class House:
    """An installation, and what a browser, a person or a program does with its services."""

    database: Database
    hashed: str

    def add(self, name: str, *, role: Role = "user", is_approved: bool = True) -> str:
        """An account with the password SENTENCE. Returns its id."""
        user = User(
            username=name,
            password_hash=self.hashed,
            role=role,
            created_at=NOON,
            is_approved=is_approved,
        )
        user_id = user.id
        with self.database.writing() as db:
            rows.add_user(db, user, UserSettings(user_id=user.id))
        return user_id

    def id_of(self, name: str) -> str:
        with self.database.reading() as db:
            return db.exec(select(User.id).where(User.username == name)).one()

    def enter(
        self, name: str, password: str = SENTENCE, now: datetime = NOON, caller: Caller = HOME
    ) -> SignedIn | CodeWanted:
        form = Credentials(username=name, password=password)
        return service.sign_in(self.database, now, form, caller)

    def sign_in(
        self, name: str, password: str = SENTENCE, now: datetime = NOON, caller: Caller = HOME
    ) -> SignedIn:
        entered = self.enter(name, password, now, caller)
        assert isinstance(entered, SignedIn)
        return entered

    def session(self, name: str, now: datetime = NOON, caller: Caller = HOME) -> str:
        """The id of a new session."""
        return rules.token_id(self.sign_in(name, now=now, caller=caller).token)

    def ticket(self, name: str, now: datetime = NOON) -> str:
        """What the second step asks to be sent back."""
        entered = self.enter(name, now=now)
        assert isinstance(entered, CodeWanted)
        return entered.ticket

    def send_code(
        self, ticket: str, code: str, now: datetime = NOON, caller: Caller = HOME
    ) -> SignedIn:
        form = CodeForm(ticket=ticket, code=code)
        return service.second_sign_in(self.database, now, form, caller)

    def actor(self, session_id: str, now: datetime = NOON) -> Actor | None:
        return self.database.read(lambda db: service.find_actor(db, now, session_id))

    def living(self, *session_ids: str, now: datetime = NOON) -> list[bool]:
        return [self.actor(session_id, now) is not None for session_id in session_ids]

    def who(self, name: str, now: datetime = NOON) -> Acting:
        """Somebody whose every act is a transaction of its own."""
        return Acting(self.database, self.work(name, now))

    def work(self, name: str, now: datetime = NOON) -> Work:
        return Work(db=Session(), user_id=self.id_of(name), now=now, address=HOME.address)

    def has(self, table: type[T], *conditions: Any) -> list[T]:
        with self.database.reading() as db:
            found = list(db.exec(select(table).where(*conditions)))
            db.expunge_all()
            return found

    def user(self, name: str) -> User:
        (found,) = self.has(User, User.username == name)
        return found

    def audit(self) -> list[AuditEvent]:
        """The log in the order of its writing."""
        with self.database.reading() as db:
            order = "rowid" if self.database.server is None else "ctid"
            found = list(db.exec(select(AuditEvent).order_by(text(order))))
            db.expunge_all()
            return found

    def files(self) -> bytes:
        """Every byte of every file beside the database, and its own; on a server, of every row."""
        if self.database.server is not None:
            return rows_as_text(self.database)
        folder = self.database.file.parent
        return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def rows_as_text(database: Database) -> bytes:
    """Every row of every table on a server, indexes of words included."""
    with database.reading() as db:
        run = db.connection().exec_driver_sql
        names = run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars().all()
        rows = [
            row for name in names for row in run(f'SELECT t::text FROM "{name}" AS t').scalars()
        ]
    return "\n".join(rows).encode()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """The real hasher with parameters that guard nothing: what it costs is asked elsewhere."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    monkeypatch.setattr(passwords, "_NOBODY", hasher.hash("nobody knows"))
    return hasher


@pytest.fixture
def house(database: Database, quick: PasswordHasher) -> House:
    """Alice and Mallory with their diaries, and Root who runs it."""
    made = House(database, quick.hash(SENTENCE))
    made.add("alice")
    made.add("mallory")
    made.add("root", role="admin")
    return made


def outcome(act: Callable[[], object]) -> type[Exception] | None:
    """What kind of refusal an act met; None when it was done."""
    try:
        act()
    except HundredError as error:
        return type(error)
    return None


def refusal(act: Callable[[], object]) -> HundredError:
    """The refusal that an act meets."""
    try:
        act()
    except HundredError as error:
        return error
    raise AssertionError("It was done.")


def code_at(secret: str, moment: datetime, steps: int = 0) -> str:
    """What an authenticator app shows, so many steps of half a minute later."""
    return pyotp.TOTP(secret).at(int(moment.timestamp()) + 30 * steps)


__all__ = ["HOME", "OTHER", "SENTENCE", "WRONG", "House", "code_at", "outcome", "refusal"]

"""Making an account and coming in: who may, and what nobody can tell from the answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from conftest import NOON
from sqlmodel import Session, col, func, select

from hundred_app.core import passwords
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, HundredError, Invalid
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.rules import Role
from hundred_app.features.accounts.service import Caller, Credentials, SignedIn, SignUpForm
from hundred_app.features.accounts.store import entering
from hundred_app.features.accounts.tables import OneTimeLink, User, UserSettings
from hundred_app.features.accounts.texts import t

SENTENCE = "one sentence every hour"


def form(username: str = "alice", password: str = SENTENCE, **more: str) -> SignUpForm:
    return SignUpForm(username=username, password=password, **more)


def sign_up(database: Database, filled: SignUpForm, *, is_open: bool = True) -> SignedIn:
    entered = service.sign_up(
        database, NOON, filled, Caller(), fixed="open" if is_open else "invitation"
    )
    assert isinstance(entered, SignedIn)
    return entered


def sign_in(database: Database, name: str, password: str = SENTENCE) -> SignedIn:
    filled = Credentials(username=name, password=password)
    entered = service.sign_in(database, NOON, filled, Caller())
    assert isinstance(entered, SignedIn)
    return entered


def is_setup_link(session: Session, now: datetime, secret: str) -> bool:
    return entering.find_link(session, rules.token_id(secret), "setup", now) is not None


def roles(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        query = select(User.username, User.role).order_by(col(User.username))
        return list(session.exec(query).all())


@pytest.fixture
def link(database: Database) -> str:
    """The secret of the set-up link of a new installation."""
    made = service.make_setup_link(database, NOON)
    assert made
    return made


@pytest.fixture
def open_house(database: Database) -> Database:
    """An installation with an administrator, Root."""
    service.create_user(database, NOON, "root", SENTENCE, role="admin")
    return database


class Counted(PasswordHasher):
    """The real hasher, which knows how often it checked a password."""

    checks = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        self.checks += 1
        return super().verify(hash, password)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    hasher = Counted.from_parameters(RFC_9106_LOW_MEMORY)
    assert isinstance(hasher, Counted)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    return hasher


# The first account


def test_the_set_up_link_makes_the_administrator_and_dies(database: Database, link: str) -> None:
    signed_in = sign_up(database, form(setup=link), is_open=False)
    assert roles(database) == [("alice", "admin")]
    with database.reading() as session:
        actor = service.find_actor(session, NOON, rules.token_id(signed_in.token))
        assert actor
        assert (actor.username, actor.role) == ("alice", "admin")
        assert not is_setup_link(session, NOON, link)
        assert session.exec(select(func.count()).select_from(OneTimeLink)).one() == 0
    with pytest.raises(Conflict, match="by invitation"):
        sign_up(database, form("mallory", setup=link), is_open=False)


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        pytest.param("", t.needs_setup_link, id="no secret"),
        pytest.param("guessed", t.setup_link_used, id="a guess"),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_without_the_link_nobody_is_first(
    database: Database, link: str, secret: str, says: str, is_open: bool
) -> None:
    with pytest.raises(Conflict) as refused:
        sign_up(database, form(setup=secret), is_open=is_open)
    assert refused.value.message == says
    assert roles(database) == []


def test_what_is_kept_of_the_link_is_not_the_link(database: Database, link: str) -> None:
    with database.reading() as session:
        kept = session.exec(select(OneTimeLink.id)).one()
    assert kept != link
    with pytest.raises(Conflict):
        sign_up(database, form(setup=kept))


def test_the_link_lasts_a_week(database: Database, link: str) -> None:
    with database.reading() as session:
        assert is_setup_link(session, NOON + timedelta(days=7, seconds=-1), link)
        assert not is_setup_link(session, NOON + timedelta(days=7), link)


def test_a_new_link_ends_the_one_before(database: Database, link: str) -> None:
    again = service.make_setup_link(database, NOON)
    assert again
    with database.reading() as session:
        assert not is_setup_link(session, NOON, link)
        assert is_setup_link(session, NOON, again)


def test_with_an_account_there_is_no_set_up_link(open_house: Database) -> None:
    assert open_house.read(service.has_users)
    assert service.make_setup_link(open_house, NOON) is None


def test_an_administrator_made_on_the_machine_ends_the_link(database: Database, link: str) -> None:
    service.create_user(database, NOON, "Root", SENTENCE, role="admin")
    with database.reading() as session:
        assert not is_setup_link(session, NOON, link)
    assert roles(database) == [("root", "admin")]


def outcome(act: Callable[[], object]) -> type[Exception] | None:
    try:
        act()
    except HundredError as error:
        return type(error)
    return None


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_eight_people_with_one_link_make_one_administrator(
    database: Database, link: str, is_open: bool
) -> None:
    def use(number: int) -> type[Exception] | None:
        filled = form(f"person{number}", setup=link)
        return outcome(lambda: sign_up(database, filled, is_open=is_open))

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(use, range(8)))
    assert outcomes.count(None) == (8 if is_open else 1)
    assert outcomes.count(Conflict) == (0 if is_open else 7)
    given = [role for _, role in roles(database)]
    assert given.count("admin") == 1
    assert len(given) == outcomes.count(None)


# Further accounts


def test_closed_registration_is_by_invitation(open_house: Database) -> None:
    with pytest.raises(Conflict) as refused:
        sign_up(open_house, form(), is_open=False)
    assert refused.value.message == t.by_invitation
    assert roles(open_house) == [("root", "admin")]


def test_open_registration_makes_ordinary_accounts(open_house: Database) -> None:
    sign_up(open_house, form(" Alice ", time_zone="Europe/Paris"))
    assert roles(open_house) == [("alice", "user"), ("root", "admin")]
    with open_house.reading() as session:
        zones = session.exec(select(UserSettings.time_zone).order_by(UserSettings.time_zone)).all()
    assert zones == ["Europe/Paris", "UTC"]


def test_a_zone_that_no_clock_knows_is_utc(open_house: Database) -> None:
    signed_in = sign_up(open_house, form(time_zone="Mars/Olympus_Mons"))
    with open_house.reading() as session:
        assert session.get_one(UserSettings, signed_in.user_id).time_zone == "UTC"


@pytest.mark.parametrize("name", ["root", "Root", " ROOT "])
def test_a_name_is_taken_in_whatever_case(open_house: Database, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        sign_up(open_house, form(name))
    assert (refused.value.field, refused.value.message) == ("username", t.username_taken)


def test_of_four_who_want_one_name_at_once_one_gets_it(open_house: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(
            threads.map(lambda _: outcome(lambda: sign_up(open_house, form())), range(4))
        )
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, Invalid, Invalid, Invalid]))
    assert roles(open_house) == [("alice", "user"), ("root", "admin")]


@pytest.mark.parametrize(
    ("username", "password", "field"),
    [
        pytest.param("al", SENTENCE, "username", id="a name of two letters"),
        pytest.param("a" * 33, SENTENCE, "username", id="a name of 33"),
        pytest.param("al ice", SENTENCE, "username", id="a blank in it"),
        pytest.param("alicé", SENTENCE, "username", id="an accent"),
        pytest.param("../root", SENTENCE, "username", id="a path"),
        pytest.param("alice", "seven77", "password", id="a password of seven"),
        pytest.param("alice", "x" * 257, "password", id="a password of 257"),
        pytest.param("alice77x", " ALICE77X ", "password", id="the name as the password"),
    ],
)
@pytest.mark.parametrize("role", ["user", "admin"])
def test_a_name_or_password_that_will_not_do_is_refused(
    open_house: Database, username: str, password: str, field: str, role: Role
) -> None:
    with pytest.raises(Invalid) as refused:
        sign_up(open_house, form(username, password))
    assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        service.create_user(open_house, NOON, username, password, role=role)
    assert refused.value.field == field
    assert roles(open_house) == [("root", "admin")]


@pytest.mark.sqlite("the bytes of the file")
def test_the_password_is_nowhere_in_the_database(open_house: Database) -> None:
    sign_up(open_house, form())
    with open_house.reading() as session:
        hashes = session.exec(select(User.password_hash)).all()
    assert all(held.startswith("$argon2id$") for held in hashes)
    assert len(set(hashes)) == 2
    open_house.close()
    assert SENTENCE.encode() not in open_house.file.read_bytes()


# Coming in


@pytest.mark.parametrize("name", ["root", " Root ", "ROOT"])
def test_a_right_name_and_password_sign_in(open_house: Database, name: str) -> None:
    signed_in = sign_in(open_house, name)
    with open_house.reading() as session:
        actor = service.find_actor(session, NOON, rules.token_id(signed_in.token))
    assert actor
    assert actor.username == "root"


def disable(session: Session) -> None:
    session.exec(select(User)).one().is_disabled = True


@pytest.mark.parametrize(
    ("username", "password", "is_disabled"),
    [
        pytest.param("nobody", SENTENCE, False, id="a name nobody has"),
        pytest.param("root", "another sentence", False, id="a wrong password"),
        pytest.param("root", SENTENCE, True, id="a disabled account"),
        pytest.param("root", "another sentence", True, id="disabled and wrong"),
        pytest.param("root", "", False, id="no password"),
        pytest.param("", "", False, id="nothing at all"),
        pytest.param("root", SENTENCE + "x" * 256, False, id="a password too long"),
        pytest.param("root", "x" * 1_000_000, False, id="a password far too long"),
        pytest.param("nobody", "x" * 257, False, id="too long, and a name nobody has"),
    ],
)
def test_every_wrong_sign_in_gets_one_answer_after_one_check(
    open_house: Database, counted: Counted, username: str, password: str, is_disabled: bool
) -> None:
    if is_disabled:
        open_house.write(disable)
    with pytest.raises(Invalid) as refused:
        sign_in(open_house, username, password)
    assert (refused.value.field, refused.value.message) == ("password", t.wrong)
    assert counted.checks == 1


def test_a_right_sign_in_costs_one_check_as_well(open_house: Database, counted: Counted) -> None:
    sign_in(open_house, "root")
    assert counted.checks == 1


def test_s22_a_password_kept_with_older_parameters_is_hashed_anew(open_house: Database) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SENTENCE)

    def weaken(session: Session) -> None:
        session.exec(select(User)).one().password_hash = cheap

    open_house.write(weaken)
    sign_in(open_house, "root")
    kept = open_house.read(lambda session: session.exec(select(User.password_hash)).one())
    assert kept != cheap
    assert not passwords.is_outdated(kept)
    assert passwords.verify(SENTENCE, kept)


def test_who_may_sign_up_is_told_before_the_form_is_filled_in(database: Database) -> None:
    def told(setup: str = "", *, fixed: rules.Registration = "invitation") -> str:
        with database.reading() as db:
            return service.about_signing_up(db, NOON, setup=setup, invite="", fixed=fixed)

    link = service.make_setup_link(database, NOON)
    assert link
    assert told() == t.needs_setup_link
    assert told("x" * 43) == t.setup_link_used
    assert told(link) == t.setup_welcome
    service.create_user(database, NOON, "ana", "a sentence is fine", role="admin")
    assert told() == t.by_invitation
    assert told(fixed="open") == ""
    assert told(fixed="approval") == t.approval_welcome

"""Passwords: kept as typed, refused when anybody would try them, and changed with care."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from shutil import copy
from typing import Literal

import pytest
from argon2 import PasswordHasher
from conftest import NOON
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from people import HOME, OTHER, SENTENCE, WRONG, House, outcome, refusal
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from hundred_app.core import passwords
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import (
    Caller,
    LeaveForm,
    SignUpForm,
    joining,
    machine,
    running,
)
from hundred_app.features.accounts.tables import KnownDevice, OneTimeLink, SignIn
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit.service import Action

ADDRESS = HOME.address
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


# Kept as typed


@pytest.fixture(scope="module")
def village(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Iterator[int]]]:
    """A house for many people, each of them made by one example."""
    file = tmp_path_factory.mktemp("village") / "hundred.db"
    copy(empty_database, file)
    opened = Database(file)
    yield opened, count()
    opened.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=8, max_size=256), st.sampled_from(["NFC", "NFD", "NFKC"]))
@example("fifteen letters", "NFC")
@example("sixty-four characters, blanks at its end and in the middle too  ", "NFC")
@example("a long one, " + "\u00e9\u0301 " * 81 + ".", "NFD")
@example("  blanks around  ", "NFC")
@example("before\x00behind the NUL", "NFC")
@example("\U0001f3bb\U0001f41d\U0001f33f\U0001f9ed\U0001f468\u200d\U0001f373 kitchen", "NFKC")
@example("Z\u00fcrich im M\u00e4rz, abends", "NFD")
@example("Zu\u0308rich im Ma\u0308rz, abends", "NFC")
def test_s25_a_password_is_kept_as_it_was_typed(
    village: tuple[Database, Iterator[int]],
    quick: PasswordHasher,
    password: str,
    form: Literal["NFC", "NFD", "NFKC"],
) -> None:
    database, numbers = village
    house = House(database, "")
    name = f"person{next(numbers)}"
    assume(not passwords.is_guessable(password, (name, *joining.PRODUCT_WORDS)))
    service.create_user(database, NOON, name, password, role="user")
    mine = Caller(address=name)
    house.sign_in(name, password, caller=mine)
    other = unicodedata.normalize(form, password)
    for near in {other, password.strip(), password + " ", password.split("\x00")[0]} - {password}:
        assert outcome(lambda near=near: house.enter(name, near, caller=mine)) is Invalid


@dataclass
class Doors:
    """Every way to choose a password, each with the name of its field."""

    house: House

    def sign_up(self, password: str) -> None:
        form = SignUpForm(username="bea", password=password)
        service.sign_up(self.house.database, NOON, form, HOME, fixed="open")

    def create(self, password: str) -> None:
        service.create_user(self.house.database, NOON, "bea", password, role="user")

    def change(self, password: str) -> None:
        session = self.house.session("alice")
        service.change_password(self.house.database, NOON, session, SENTENCE, password, ADDRESS)

    def reset(self, password: str) -> None:
        link = reset_link(self.house)
        service.reset_password(self.house.database, NOON, link, password, ADDRESS)


WAYS = [
    (Doors.sign_up, "password"),
    (Doors.create, "password"),
    (Doors.change, "new_password"),
    (Doors.reset, "new_password"),
]


class Hashes(PasswordHasher):
    """The real hasher, which knows how often it hashed."""

    made = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.made += 1
        return super().hash(password, salt=salt)


@pytest.mark.parametrize(("way", "field"), WAYS)
@pytest.mark.parametrize(
    ("password", "says"),
    [
        pytest.param("x" * 257, t.password_length(has=257), id="257 characters"),
        pytest.param("\U0001f3bb" * 257, t.password_length(has=257), id="257 emoji"),
        pytest.param("seven77", t.password_length(has=7), id="seven"),
        pytest.param("password", t.password_guessable, id="the first of all"),
    ],
)
def test_s25_s26_what_will_not_do_is_refused_before_it_is_hashed(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[Doors, str], None],
    field: str,
    password: str,
    says: str,
) -> None:
    hasher = Hashes(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    refused = refusal(lambda: way(Doors(house), password))
    assert isinstance(refused, Invalid)
    assert (refused.field, refused.message) == (field, says)
    assert hasher.made == 0
    house.sign_in("alice")


@pytest.mark.parametrize(("way", "_field"), WAYS)
def test_the_ways_lead_somewhere(
    house: House, way: Callable[[Doors, str], None], _field: str
) -> None:
    """The test above would also pass if nobody could ever choose a password."""
    way(Doors(house), OTHER)


COMMON = [word for word in FREQUENCY_LISTS["passwords"][:3000] if 8 <= len(word) <= 256]


def test_s26_the_three_thousand_commonest_are_refused() -> None:
    assert len(COMMON) > 300
    assert [word for word in COMMON if not passwords.is_guessable(word, ())] == []


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "12345678",
        "123456789012",
        "qwertyuiop",
        "P@ssw0rd",
        "iloveyou2",
        "aaaaaaaaaaaa",
        "abcdefgh",
        "19901990",
        "hundred1",
        "hundredhours",
        "Hundred!",
        "hundredhundred",
        "adalovelace1",
        "adalovelaceadalovelace",
        "ecalevolada",
        " " * 12,
    ],
)
def test_s26_what_anybody_would_try_here_is_refused_with_a_reason(password: str) -> None:
    refused = refusal(lambda: joining.hash_new(password, "adalovelace"))
    assert isinstance(refused, Invalid)
    assert refused.message in (t.password_guessable, t.password_is_name)


@pytest.mark.parametrize(
    "password",
    ["a sentence is fine", "correct horse battery staple", "kq7!vzp2", "Nordwind im Mai"],
)
def test_s26_a_sentence_is_fine(quick: PasswordHasher, password: str) -> None:
    assert joining.hash_new(password, "adalovelace")


# Changing it


def test_s35_a_changed_password_ends_every_other_session_and_knows_no_browser(
    house: House,
) -> None:
    here, there = house.session("alice"), house.session("alice")
    hers = house.session("mallory")
    service.change_password(house.database, NOON, here, SENTENCE, OTHER, ADDRESS)
    assert house.living(here, there, hers) == [True, False, True]
    alice = house.id_of("alice")
    assert house.has(KnownDevice, KnownDevice.user_id == alice) == []
    assert len(house.has(KnownDevice)) == 1
    assert outcome(lambda: house.sign_in("alice", SENTENCE)) is Invalid
    house.sign_in("alice", OTHER)
    house.sign_in("mallory", SENTENCE)
    assert [row.actor for row in house.audit() if row.action == Action.PASSWORD_CHANGED] == [
        "alice"
    ]


def test_s35_the_old_password_is_asked_for(house: House) -> None:
    session = house.session("alice")
    before = house.user("alice").password_hash

    def change(current: str) -> object:
        return outcome(
            lambda: service.change_password(house.database, NOON, session, current, OTHER, ADDRESS)
        )

    assert [change(wrong) for wrong in (WRONG, "", SENTENCE + "\x00")] == [Invalid] * 3
    assert house.user("alice").password_hash == before
    house.database.write(lambda db: service.sign_out(db, NOON, session))
    assert change(SENTENCE) is Conflict


class Slow(PasswordHasher):
    """The real hasher; while it checks, something happens elsewhere, once."""

    meanwhile: Callable[[], object] | None = None

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        right = super().verify(hash, password)
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        return right


def change_elsewhere(house: House) -> None:
    with house.database.writing() as db:
        link = machine.make_reset_link(db, NOON, "alice")
    service.reset_password(house.database, NOON, link, OTHER, "")


def disable_elsewhere(house: House) -> None:
    house.database.write(lambda db: machine.disable(db, NOON, "alice", is_disabled=True))


def leave_elsewhere(house: House) -> None:
    session = house.session("alice")
    form = LeaveForm(username="alice", password=SENTENCE)
    service.leave(house.database, NOON, session, form, ADDRESS)


@pytest.mark.parametrize("meanwhile", [change_elsewhere, disable_elsewhere, leave_elsewhere])
def test_nobody_comes_in_with_what_was_changed_while_it_was_checked(
    house: House, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[House], None]
) -> None:
    hasher = Slow(time_cost=1, memory_cost=8, parallelism=1)
    hasher.meanwhile = lambda: meanwhile(house)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    refused = refusal(lambda: house.enter("alice"))
    assert refused.message == t.wrong
    assert house.has(SignIn) == []


def test_hashing_anew_never_brings_an_old_password_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Today's parameters differ from those of the hash that is kept, so it is made anew.
    hasher = Slow(time_cost=2, memory_cost=8, parallelism=1)
    hasher.meanwhile = lambda: change_elsewhere(house)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    assert outcome(lambda: house.enter("alice")) is Invalid
    house.sign_in("alice", OTHER)


# Reset links


def reset_link(house: House, name: str = "alice") -> str:
    root, whose = house.who("root"), house.id_of(name)
    return root(lambda work: running.make_reset_link(work, whose))[1]


def reset(house: House, link: str, later: timedelta = timedelta()) -> object:
    return outcome(
        lambda: service.reset_password(house.database, NOON + later, link, OTHER, ADDRESS)
    )


def is_good(house: House, link: str, later: timedelta = timedelta()) -> bool:
    return house.database.read(lambda db: service.is_reset_link(db, NOON + later, link))


def test_s36_a_reset_link_works_once_and_for_its_person(house: House) -> None:
    session, hers = house.session("alice"), house.session("mallory")
    link = reset_link(house)
    assert is_good(house, link)
    assert reset(house, link) is None
    assert house.living(session, hers) == [False, True]
    house.sign_in("alice", OTHER)
    house.sign_in("mallory", SENTENCE)
    assert not is_good(house, link)
    assert reset(house, link) is Conflict


def test_s36_a_reset_link_lasts_a_day(house: House) -> None:
    link = reset_link(house)
    assert is_good(house, link, DAY - SECOND)
    assert not is_good(house, link, DAY)
    assert reset(house, link, DAY) is Conflict
    assert reset(house, link, DAY - SECOND) is None


def test_s36_a_newer_link_voids_the_one_before_and_nobody_elses(house: House) -> None:
    first, hers = reset_link(house), reset_link(house, "mallory")
    second = reset_link(house)
    assert [is_good(house, link) for link in (first, second, hers)] == [False, True, True]
    assert reset(house, first) is Conflict


def test_s36_a_changed_password_voids_the_link(house: House) -> None:
    link, session = reset_link(house), house.session("alice")
    service.change_password(house.database, NOON, session, SENTENCE, OTHER, ADDRESS)
    assert not is_good(house, link)


def test_s36_what_is_kept_of_a_link_is_no_link(house: House) -> None:
    link = reset_link(house)
    (kept,) = house.has(OneTimeLink)
    assert kept.id != link
    assert link.encode() not in house.files()
    assert reset(house, kept.id) is Conflict
    assert reset(house, "") is Conflict


def test_s36_a_link_of_another_kind_is_none(house: House) -> None:
    invitation = house.who("root")(running.invite)
    assert reset(house, invitation) is Conflict


def test_s36_only_an_administrator_makes_one_and_gets_no_password(house: House) -> None:
    alice = house.id_of("alice")
    mallory = house.who("mallory")
    kind = outcome(lambda: mallory(lambda work: running.make_reset_link(work, alice)))
    assert kind is not None
    assert house.has(OneTimeLink) == []
    before = house.user("alice").password_hash
    reset_link(house)
    assert house.user("alice").password_hash == before

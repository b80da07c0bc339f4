"""Guessing: how often somebody may try, from where, and what a restart changes about it."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from conftest import NOON
from people import HOME, OTHER, SENTENCE, WRONG, House, code_at, outcome, refusal

from hundred_app.core import passwords, second_step
from hundred_app.core.db import Database
from hundred_app.core.errors import Busy, Conflict, Invalid
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import (
    Caller,
    CodeWanted,
    SignUpForm,
    secrets,
    throttle,
)
from hundred_app.features.accounts.tables import SignInFailure
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit.service import Action, Happening

AWAY = Caller(address="198.51.100.9")
SECOND = timedelta(seconds=1)
TEN = timedelta(minutes=10)
DAY = timedelta(days=1)


def anywhere(number: int) -> Caller:
    return Caller(address=f"203.0.113.{number}")


def guess(house: House, name: str = "alice", caller: Caller = HOME, **more: float) -> object:
    """A try with a wrong password, so long after noon."""
    return outcome(lambda: house.enter(name, WRONG, NOON + timedelta(**more), caller))


def wait(
    house: House, name: str = "alice", caller: Caller = HOME, later: timedelta = timedelta()
) -> int:
    """How many seconds somebody with the right password is told to wait; 0 who got in."""
    try:
        house.sign_in(name, now=NOON + later, caller=caller)
    except Busy as busy:
        return busy.retry_seconds
    return 0


@contextmanager
def restarted(house: House) -> Iterator[House]:
    """The same files, opened by another process."""
    opened = Database(house.database.where)
    yield replace(house, database=opened)
    opened.close()


def test_s27_after_ten_failures_an_address_waits_ten_minutes_whatever_it_knows(
    house: House,
) -> None:
    assert [guess(house) for _ in range(10)] == [Invalid] * 10
    refused = refusal(lambda: house.enter("alice"))
    assert isinstance(refused, Busy)
    assert (refused.message, refused.retry_seconds) == (t.too_many_tries(10, minutes=10), 600)
    assert wait(house, "mallory") == 600
    assert wait(house, "mallory", AWAY) == 0
    assert wait(house, later=TEN - SECOND) == 1
    assert refusal(lambda: house.enter("alice", now=NOON + TEN - SECOND)).message == (
        t.too_many_tries(1)
    )
    assert wait(house, later=TEN) == 0


def test_s27_a_restart_forgets_nothing(house: House) -> None:
    for _ in range(10):
        guess(house)
    house.database.close()
    with restarted(house) as again:
        assert wait(again, later=SECOND) == 599
        assert wait(again, later=TEN) == 0


def test_s27_the_ten_minutes_slide(house: House) -> None:
    for minute in range(10):
        guess(house, minutes=minute)
    assert wait(house, later=timedelta(minutes=9, seconds=30)) == 30
    assert guess(house, minutes=10) is Invalid
    assert wait(house, later=timedelta(minutes=10, seconds=1)) == 59


def test_s27_names_that_nobody_has_are_counted_alike(house: House) -> None:
    kinds = [guess(house, f"nobody{number}") for number in range(11)]
    assert kinds == [Invalid] * 10 + [Busy]


def test_s27_households_are_counted_by_their_network(house: House) -> None:
    for number in range(10):
        guess(house, caller=Caller(address=f"2001:db8:7:1::{number:x}"))
    assert wait(house, "mallory", Caller(address="2001:db8:7:1:ffff::1")) == 600
    assert wait(house, "mallory", Caller(address="2001:db8:7:2::1")) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("x" * 500, "x" * 64),
    ],
)
def test_what_an_address_is_counted_under(address: str, network: str) -> None:
    assert rules.network_of(address) == network


def test_s27_fifty_at_once_are_not_more_than_ten(house: House) -> None:
    with ThreadPoolExecutor(50) as threads:
        kinds = list(threads.map(lambda _: guess(house), range(50)))
    assert (kinds.count(Invalid), kinds.count(Busy)) == (10, 40)


def test_a_success_takes_back_its_own_count_and_no_other(house: House) -> None:
    for _ in range(9):
        guess(house)
    for _ in range(5):
        house.sign_in("alice")
    assert len(house.has(SignInFailure)) == 9
    assert guess(house) is Invalid
    assert wait(house) == 600


def test_s28_after_twenty_failures_in_a_day_an_account_is_slowed_for_strangers(
    house: House,
) -> None:
    kinds = [guess(house, caller=anywhere(number)) for number in range(50)]
    assert (kinds[:20], set(kinds[20:])) == ([Invalid] * 20, {Busy})
    assert wait(house, caller=AWAY) == 15 * 60
    assert wait(house, "mallory", AWAY) == 0
    # Slowed and not shut: a try in a quarter of an hour, until a day has gone by.
    quarter = timedelta(minutes=15)
    assert guess(house, caller=AWAY, minutes=15) is Invalid
    assert wait(house, caller=anywhere(99), later=quarter + SECOND) == 15 * 60 - 1
    assert wait(house, caller=anywhere(99), later=2 * quarter) == 0
    assert wait(house, caller=anywhere(98), later=DAY) == 0


def test_s28_a_name_that_nobody_has_is_slowed_as_if_somebody_had_it(house: House) -> None:
    kinds = [guess(house, "nobody", anywhere(number)) for number in range(22)]
    assert kinds == [Invalid] * 20 + [Busy] * 2


def test_s28_a_browser_that_was_here_before_gets_in_and_a_strangers_does_not(
    house: House,
) -> None:
    hers = house.sign_in("alice").device
    mallorys = house.sign_in("mallory").device
    for number in range(20):
        guess(house, caller=anywhere(number))
    for device, seconds in ((mallorys, 900), ("x" * 43, 900), ("", 900), (hers, 0)):
        assert wait(house, caller=replace(AWAY, device=device)) == seconds, device


def test_s28_a_browser_is_known_to_each_who_used_it(house: House) -> None:
    shared = house.sign_in("alice").device
    assert house.sign_in("mallory", caller=replace(HOME, device=shared)).device == shared
    for number in range(20):
        guess(house, caller=anywhere(number))
    assert wait(house, caller=replace(AWAY, device=shared)) == 0


def test_s28_a_browser_is_forgotten_after_a_year(house: House) -> None:
    device = house.sign_in("alice", now=NOON - timedelta(days=365)).device
    for number in range(20):
        guess(house, caller=anywhere(number))
    assert wait(house, caller=replace(AWAY, device=device)) == 900


def test_s28_a_known_browser_guesses_no_more_often_than_any_other(house: House) -> None:
    device = house.sign_in("alice").device
    kinds = [guess(house, caller=replace(anywhere(number), device=device)) for number in range(12)]
    assert kinds == [Invalid] * 10 + [Busy] * 2
    # Its count is its own: the address it was at is not to blame.
    assert wait(house, "mallory", anywhere(1)) == 0


def test_under_attack_from_everywhere_each_address_has_three_tries(house: House) -> None:
    def attack(tries: int) -> None:
        with house.database.writing() as db:
            db.add_all(
                SignInFailure(address=f"from {number}", account="many", happened_at=NOON)
                for number in range(tries)
            )

    attack(297)
    assert [guess(house) for _ in range(4)] == [Invalid, Invalid, Invalid, Busy]
    assert wait(house) == 600
    assert wait(house, caller=AWAY) == 0
    assert wait(house, later=TEN) == 0


def test_a_clock_that_was_wrong_keeps_nobody_out(house: House) -> None:
    for _ in range(10):
        guess(house, days=400)
    assert wait(house) == 0


def test_what_was_typed_is_not_kept(house: House) -> None:
    canary = "canary-4b7e in the wrong field"
    guess(house, canary)
    house.database.checkpoint()
    assert canary.encode() not in house.files()
    assert len(house.has(SignInFailure)) == 1


def test_s28_a_reset_link_helps_somebody_whose_account_is_being_tried(house: House) -> None:
    for number in range(50):
        guess(house, caller=anywhere(number))
    user_id = house.id_of("alice")
    by = Happening(Action.RESET_LINK_MADE, actor="root", subject="alice")
    link = house.database.write(lambda db: secrets.make_reset_link(db, NOON, user_id, by=by))
    service.reset_password(house.database, NOON, link, OTHER, HOME.address)
    assert house.sign_in("alice", OTHER).token


# What only somebody who is half inside is asked


def test_the_password_again_may_be_wrong_five_times_from_wherever(house: House) -> None:
    session, hers = house.session("mallory"), house.session("alice")

    def prove(number: int, session_id: str = session, later: timedelta = timedelta()) -> object:
        return outcome(
            lambda: service.prove(
                house.database, NOON + later, session_id, WRONG, anywhere(number).address
            )
        )

    assert [prove(number) for number in range(6)] == [Invalid] * 5 + [Busy]
    assert prove(7, hers) is Invalid
    late = timedelta(minutes=15)
    assert prove(8, later=late - SECOND) is Busy
    assert prove(8, later=late) is Invalid
    service.prove(house.database, NOON, hers, SENTENCE, HOME.address)


def test_s28_strangers_at_the_same_address_keep_nobody_from_the_second_step(house: House) -> None:
    session = house.session("alice")
    secret = second_step.new_secret()
    service.turn_second_step_on(
        house.database, NOON, session, secret, code_at(secret, NOON), HOME.address
    )
    hers = house.send_code(house.ticket("alice"), code_at(secret, NOON, 1))
    for number in range(10):
        guess(house, f"nobody{number}")
    assert wait(house, "mallory") == 600
    entered = house.enter("alice", caller=replace(HOME, device=hers.device))
    assert isinstance(entered, CodeWanted)
    moment = NOON + timedelta(seconds=30)
    assert house.send_code(entered.ticket, code_at(secret, moment, 1), moment).token
    service.prove(house.database, NOON, session, SENTENCE, HOME.address)


def test_a_session_that_ended_proves_nothing(house: House) -> None:
    session = house.session("alice")
    house.database.write(lambda db: service.sign_out(db, NOON, session))
    kind = outcome(lambda: service.prove(house.database, NOON, session, SENTENCE, HOME.address))
    assert kind is Conflict
    assert house.has(SignInFailure) == []


# Making accounts


def test_an_address_makes_ten_accounts_in_ten_minutes(house: House) -> None:
    def make(name: str, caller: Caller = HOME, later: timedelta = timedelta()) -> object:
        form = SignUpForm(username=name, password=SENTENCE)
        return outcome(
            lambda: service.sign_up(house.database, NOON + later, form, caller, fixed="open")
        )

    assert [make(f"person{number}") for number in range(11)] == [None] * 10 + [Busy]
    assert make("elsewhere", AWAY) is None
    assert wait(house) == 0, "who has an account may still sign in from there"
    assert make("late", later=TEN) is None


def test_asking_for_names_that_are_taken_is_counted_as_well(house: House) -> None:
    form = SignUpForm(username="alice", password=SENTENCE)
    kinds = [
        outcome(lambda: service.sign_up(house.database, NOON, form, HOME, fixed="open"))
        for _ in range(11)
    ]
    assert kinds == [Invalid] * 10 + [Busy]


def test_what_is_only_to_be_refused_is_neither_estimated_nor_hashed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    estimated: list[str] = []
    estimate = passwords.is_guessable

    def noting(password: str, known_words: Iterable[str]) -> bool:
        estimated.append(password)
        return estimate(password, known_words)

    monkeypatch.setattr(passwords, "is_guessable", noting)
    form = SignUpForm(username="newcomer", password="password1")
    kinds = [
        outcome(lambda: service.sign_up(house.database, NOON, form, HOME, fixed="open"))
        for _ in range(12)
    ]
    assert kinds == [Invalid] * 10 + [Busy] * 2
    assert len(estimated) == 10


def test_old_counts_are_cleared_away(house: House, quick: PasswordHasher) -> None:
    for number in range(5):
        guess(house, caller=anywhere(number))
    throttle.begin_sign_up(house.database, NOON + DAY + SECOND, HOME.address)
    assert len(house.has(SignInFailure)) == 1

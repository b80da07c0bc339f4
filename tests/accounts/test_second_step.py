"""The second step: turned on with proof, asked for at every sign-in, and once for each code."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from conftest import NOON
from people import HOME, OTHER, SENTENCE, House, code_at, outcome, refusal

from hundred_app.core import passwords, second_step
from hundred_app.core.errors import Busy, Conflict, Invalid
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import Caller, machine
from hundred_app.features.accounts.tables import (
    KnownDevice,
    OneTimeLink,
    RecoveryCode,
    SignIn,
    User,
)
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit.rules import MACHINE
from hundred_app.features.audit.service import Action

ADDRESS = HOME.address
STEP = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass
class Guarded:
    """A house in which Alice has the second step since a minute before noon."""

    house: House
    session: str
    secret: str
    codes: list[str]

    def app(self, steps: int = 0) -> str:
        """What her app shows at noon, or so many steps later."""
        return code_at(self.secret, NOON, steps)

    def send(self, code: str, *, steps: int = 0) -> object:
        """Sign in with a code. What refused it, if anything did."""
        house, now = self.house, NOON + steps * STEP
        return outcome(lambda: house.send_code(house.ticket("alice", now), code, now))


@pytest.fixture
def guarded(house: House) -> Guarded:
    before = NOON - MINUTE
    session = house.session("alice", now=before)
    secret = second_step.new_secret()
    codes = service.turn_second_step_on(
        house.database, before, session, secret, code_at(secret, before), ADDRESS
    )
    return Guarded(house, session, secret, codes)


# Turning it on and off


def test_turning_it_on_needs_a_code_of_the_secret_and_ends_other_sessions(house: House) -> None:
    here, there = house.session("alice"), house.session("alice")
    hers = house.session("mallory")
    secret = second_step.new_secret()

    def turn_on(key: str, code: str) -> object:
        return outcome(
            lambda: service.turn_second_step_on(house.database, NOON, here, key, code, ADDRESS)
        )

    right = code_at(secret, NOON)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for key, code in ((secret, wrong), (secret, ""), ("A", right), ("", right), (secret + "=", "")):
        assert turn_on(key, code) is Invalid
    assert house.user("alice").totp_secret is None
    assert turn_on(secret, right) is None
    assert house.user("alice").totp_secret == secret
    assert house.living(here, there, hers) == [True, False, True]
    assert [row.actor for row in house.audit() if row.action == Action.TWO_STEP_ON] == ["alice"]
    # The code that turned it on is used up.
    ticket = house.ticket("alice")
    assert outcome(lambda: house.send_code(ticket, right)) is Invalid


def test_nobody_elses_sign_in_asks_for_a_code(guarded: Guarded) -> None:
    guarded.house.sign_in("mallory")


def test_turned_off_the_password_alone_signs_in_and_codes_are_void(guarded: Guarded) -> None:
    house = guarded.house
    ticket = house.ticket("alice")
    service.turn_second_step_off(house.database, NOON, guarded.session, ADDRESS)
    assert house.has(RecoveryCode) == []
    assert (house.user("alice").totp_secret, house.user("alice").totp_step) == (None, 0)
    assert outcome(lambda: house.send_code(ticket, guarded.app())) is Conflict
    house.sign_in("alice")
    left = house.database.read(lambda db: service.recovery_codes_left(db, house.id_of("alice")))
    assert left is None


@pytest.mark.parametrize(
    "act",
    [
        lambda house, session: service.turn_second_step_on(
            house.database, NOON, session, "A" * 32, code_at("A" * 32, NOON), ""
        ),
        lambda house, session: service.turn_second_step_off(house.database, NOON, session, ""),
        lambda house, session: service.renew_recovery_codes(house.database, NOON, session, ""),
    ],
    ids=["on", "off", "renew"],
)
def test_a_session_that_ended_turns_nothing(
    guarded: Guarded, act: Callable[[House, str], object]
) -> None:
    before = guarded.house.user("alice"), guarded.house.has(RecoveryCode)
    for session in ("", "x" * 64):
        assert outcome(lambda session=session: act(guarded.house, session)) is Conflict
    assert (guarded.house.user("alice"), guarded.house.has(RecoveryCode)) == before


# Signing in with it


def test_s37_the_password_alone_makes_no_session(guarded: Guarded) -> None:
    house = guarded.house
    before = house.has(SignIn)
    ticket = house.ticket("alice")
    assert house.has(SignIn) == before
    assert house.actor(rules.token_id(ticket)) is None
    assert [link.kind for link in house.has(OneTimeLink)] == ["code"]
    assert ticket.encode() not in house.files()


def test_s37_a_code_signs_in_once(guarded: Guarded) -> None:
    house = guarded.house
    signed_in = house.send_code(house.ticket("alice"), guarded.app())
    actor = house.actor(rules.token_id(signed_in.token))
    assert actor
    assert actor.username == "alice"
    assert actor.has_proven(NOON)
    assert guarded.send(guarded.app()) is Invalid
    assert guarded.send(guarded.app(1)) is None


@pytest.mark.parametrize(
    ("steps", "refused"), [(-2, Invalid), (-1, None), (0, None), (1, None), (2, Invalid)]
)
def test_s37_a_code_of_a_step_beside_is_right_and_of_two_steps_is_not(
    guarded: Guarded, steps: int, refused: object
) -> None:
    # Five minutes on, so that every one of them is after the code that turned it on.
    assert guarded.send(guarded.app(10 + steps), steps=10) is refused


def test_s37_after_a_code_none_before_it_is_right(guarded: Guarded) -> None:
    assert guarded.send(guarded.app(1)) is None
    assert guarded.send(guarded.app(0)) is Invalid
    assert guarded.send(guarded.app(1)) is Invalid


def test_s37_a_code_of_somebody_else_is_wrong(guarded: Guarded) -> None:
    house = guarded.house
    session, secret = house.session("mallory"), second_step.new_secret()
    codes = service.turn_second_step_on(
        house.database, NOON - MINUTE, session, secret, code_at(secret, NOON - MINUTE), ADDRESS
    )
    assert guarded.send(code_at(secret, NOON)) is Invalid
    assert guarded.send(codes[0]) is Invalid


def test_s37_five_wrong_codes_slow_down_with_any_ticket_from_anywhere(guarded: Guarded) -> None:
    house = guarded.house
    assert [guarded.send("000000") for _ in range(6)] == [Invalid] * 5 + [Busy]
    ticket = house.ticket("alice")
    refused = refusal(
        lambda: house.send_code(ticket, guarded.app(), caller=Caller(address="203.0.113.1"))
    )
    assert isinstance(refused, Busy)
    assert refused.retry_seconds == 15 * 60
    assert guarded.send(guarded.codes[0]) is Busy
    assert guarded.send(guarded.app(29), steps=29) is Busy
    assert guarded.send(guarded.app(30), steps=30) is None


def test_a_ticket_stays_after_a_wrong_code_and_lasts_ten_minutes(guarded: Guarded) -> None:
    house = guarded.house
    ticket = house.ticket("alice")
    assert outcome(lambda: house.send_code(ticket, "000000")) is Invalid
    ten = timedelta(minutes=10)
    assert house.database.read(lambda db: service.is_ticket(db, NOON + ten - SECOND, ticket))
    assert not house.database.read(lambda db: service.is_ticket(db, NOON + ten, ticket))
    assert outcome(lambda: house.send_code(ticket, guarded.app(20), NOON + ten)) is Conflict
    late = NOON + ten - SECOND
    assert outcome(lambda: house.send_code(ticket, code_at(guarded.secret, late), late)) is None


def test_a_ticket_works_once(guarded: Guarded) -> None:
    house = guarded.house
    ticket = house.ticket("alice")
    house.send_code(ticket, guarded.app())
    assert outcome(lambda: house.send_code(ticket, guarded.app(1))) is Conflict


@pytest.mark.parametrize("ticket", ["", "x" * 43])
def test_without_a_ticket_a_code_is_nothing(guarded: Guarded, ticket: str) -> None:
    assert outcome(lambda: guarded.house.send_code(ticket, guarded.app())) is Conflict


def test_what_is_kept_of_a_ticket_is_none(guarded: Guarded) -> None:
    guarded.house.ticket("alice")
    (kept,) = guarded.house.has(OneTimeLink)
    assert outcome(lambda: guarded.house.send_code(kept.id, guarded.app())) is Conflict


def test_two_who_send_one_ticket_at_once_make_one_session(guarded: Guarded) -> None:
    house = guarded.house
    ticket, before = house.ticket("alice"), len(house.has(SignIn))
    codes = [guarded.app(), guarded.app(1), guarded.codes[0], guarded.codes[1]]

    def send(code: str) -> object:
        return outcome(lambda: house.send_code(ticket, code))

    with ThreadPoolExecutor(4) as threads:
        kinds = list(threads.map(send, codes))
    assert kinds.count(None) == 1
    assert kinds.count(Conflict) == 3
    assert len(house.has(SignIn)) == before + 1


@pytest.mark.parametrize("is_recovery", [False, True], ids=["a code", "a recovery code"])
def test_two_who_send_one_code_at_once_make_one_session(
    guarded: Guarded, is_recovery: bool
) -> None:
    house = guarded.house
    tickets, before = [house.ticket("alice") for _ in range(4)], len(house.has(SignIn))
    code = guarded.codes[0] if is_recovery else guarded.app()

    def send(ticket: str) -> object:
        return outcome(lambda: house.send_code(ticket, code))

    with ThreadPoolExecutor(4) as threads:
        kinds = list(threads.map(send, tickets))
    assert kinds.count(None) == 1
    assert kinds.count(Invalid) == 3
    assert len(house.has(SignIn)) == before + 1


def test_a_changed_password_voids_what_began_with_the_old_one(guarded: Guarded) -> None:
    house = guarded.house
    ticket = house.ticket("alice")
    service.change_password(house.database, NOON, guarded.session, SENTENCE, OTHER, ADDRESS)
    assert outcome(lambda: house.send_code(ticket, guarded.app())) is Conflict


def test_somebody_who_is_shut_out_between_the_steps_stays_out(guarded: Guarded) -> None:
    house = guarded.house
    ticket = house.ticket("alice")
    house.database.write(lambda db: machine.disable(db, NOON, "alice", is_disabled=True))
    assert outcome(lambda: house.send_code(ticket, guarded.app())) is Conflict
    assert house.has(SignIn, SignIn.user_id == house.id_of("alice")) == []


def test_s36_a_reset_link_leaves_the_second_step(guarded: Guarded) -> None:
    house = guarded.house
    link = house.database.write(lambda db: machine.make_reset_link(db, NOON, "alice"))
    service.reset_password(house.database, NOON, link, OTHER, ADDRESS)
    entered = house.enter("alice", OTHER)
    assert isinstance(entered, service.CodeWanted)
    house.send_code(entered.ticket, guarded.app())


def test_a_known_browser_is_asked_for_the_code_as_well(guarded: Guarded) -> None:
    house = guarded.house
    signed_in = house.send_code(house.ticket("alice"), guarded.app())
    assert len(house.has(KnownDevice, KnownDevice.user_id == house.id_of("alice"))) == 2
    known = Caller(address=ADDRESS, device=signed_in.device)
    assert isinstance(house.enter("alice", caller=known), service.CodeWanted)


# Recovery codes


def test_s38_recovery_codes_are_eight_of_more_than_64_bits_and_kept_as_hashes(
    guarded: Guarded,
) -> None:
    assert len(set(guarded.codes)) == 8
    kept = guarded.house.has(RecoveryCode)
    everything = guarded.house.files()
    for code in guarded.codes:
        assert re.fullmatch(r"[2-9A-HJ-KM-NP-TV-Z]{4}(-[2-9A-HJ-KM-NP-TV-Z]{4}){4}", code)
        secret = code[4:].replace("-", "")
        # Sixteen of thirty letters are not in clear: 78 bits.
        assert 30 ** len(secret) > 2**78
        assert secret.encode() not in everything
        assert code.encode() not in everything
        (row,) = [row for row in kept if row.hint == code[:4]]
        assert row.code_hash.startswith("$argon2id$")
        assert passwords.verify(secret, row.code_hash)


def test_s38_a_recovery_code_signs_in_once(guarded: Guarded) -> None:
    house = guarded.house
    first, second = guarded.codes[:2]
    assert guarded.send(first) is None
    assert guarded.send(first) is Invalid
    assert guarded.send(f" {second.replace('-', ' ').lower()} ") is None
    left = house.database.read(lambda db: service.recovery_codes_left(db, house.id_of("alice")))
    assert left == 6
    used = [row.actor for row in house.audit() if row.action == Action.RECOVERY_CODE_USED]
    assert used == ["alice", "alice"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda code: code[:-1], id="a letter short"),
        pytest.param(lambda code: code[:4], id="the part in clear"),
        pytest.param(lambda code: code[:4] + "-2222-2222-2222-2222", id="a guessed rest"),
        pytest.param(lambda code: code[:-1] + ("2" if code[-1] != "2" else "3"), id="one letter"),
        pytest.param(lambda code: code.replace(code[0], "0"), id="letters it has not"),
        pytest.param(lambda code: "", id="nothing"),
    ],
)
def test_s38_nearly_a_recovery_code_is_none(guarded: Guarded, change: Callable[[str], str]) -> None:
    assert guarded.send(change(guarded.codes[0])) is Invalid
    assert len(guarded.house.has(RecoveryCode)) == 8


def test_s38_new_recovery_codes_void_the_old_ones(guarded: Guarded) -> None:
    house = guarded.house
    fresh = service.renew_recovery_codes(house.database, NOON, guarded.session, ADDRESS)
    assert not set(fresh) & set(guarded.codes)
    assert guarded.send(guarded.codes[0]) is Invalid
    assert guarded.send(fresh[0]) is None


def test_without_a_second_step_there_are_no_recovery_codes(house: House) -> None:
    session = house.session("alice")
    refused = refusal(lambda: service.renew_recovery_codes(house.database, NOON, session, ADDRESS))
    assert refused.message == t.no_second_step
    assert house.has(RecoveryCode) == []
    assert house.has(User, User.totp_step != 0) == []


def test_a_second_step_that_is_on_is_not_put_in_the_place_of_itself(guarded: Guarded) -> None:
    house, other = guarded.house, second_step.new_secret()
    kind = outcome(
        lambda: service.turn_second_step_on(
            house.database, NOON, guarded.session, other, code_at(other, NOON), ADDRESS
        )
    )
    assert kind is Conflict
    assert house.user("alice").totp_secret == guarded.secret
    assert guarded.send(guarded.codes[0]) is None


def test_whoever_runs_the_machine_turns_the_second_step_of_somebody_off(guarded: Guarded) -> None:
    house = guarded.house
    with house.database.writing() as db:
        assert machine.turn_second_step_off(db, NOON, "Alice") == "alice"
    assert not house.living(guarded.session)[0]
    assert house.has(RecoveryCode) == []
    assert house.sign_in("alice").token
    (row,) = [row for row in house.audit() if row.action == Action.TWO_STEP_OFF]
    assert (row.actor, row.subject) == (MACHINE, "alice")

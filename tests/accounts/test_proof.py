"""Proof: what the password opens, for ten minutes and in one browser."""

from datetime import datetime, timedelta

import pytest
from conftest import NOON
from people import HOME, SENTENCE, WRONG, House, outcome

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import actors
from hundred_app.features.audit.service import Action

TEN = timedelta(minutes=10)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def is_proven(house: House, session_id: str, now: datetime) -> bool:
    actor = house.actor(session_id, now)
    assert actor
    return actor.has_proven(now)


def prove(house: House, session_id: str, now: datetime, password: str = SENTENCE) -> object:
    return outcome(lambda: service.prove(house.database, now, session_id, password, HOME.address))


def test_s44_signing_in_proves_for_ten_minutes_and_not_a_second_longer(house: House) -> None:
    session = house.session("alice")
    for late, proven in ((timedelta(), True), (TEN - SECOND, True), (TEN, False), (DAY, False)):
        assert is_proven(house, session, NOON + late) is proven


def test_s44_the_password_proves_again_in_this_browser_alone(house: House) -> None:
    here, there = house.session("alice"), house.session("alice")
    hers = house.session("mallory")
    now = NOON + DAY
    assert prove(house, here, now) is None
    assert [is_proven(house, session, now) for session in (here, there, hers)] == [
        True,
        False,
        False,
    ]
    assert is_proven(house, here, now + TEN - SECOND)
    assert not is_proven(house, here, now + TEN)
    assert [row.actor for row in house.audit() if row.action == Action.PROVEN] == ["alice"]


@pytest.mark.parametrize("password", [WRONG, "", SENTENCE + " ", "x" * 100_000])
def test_s44_a_wrong_password_proves_nothing(house: House, password: str) -> None:
    session, now = house.session("alice"), NOON + DAY
    assert prove(house, session, now, password) is Invalid
    assert not is_proven(house, session, now)
    (row,) = [row for row in house.audit() if row.action == Action.PROVEN]
    assert row.is_refused


def test_s44_use_is_no_proof(house: House) -> None:
    session = house.session("alice")
    assert service.keep_alive(house.database, NOON + DAY, session)
    assert not is_proven(house, session, NOON + DAY)


@pytest.mark.parametrize("back", [TEN, timedelta(hours=3), timedelta(days=400)])
def test_s44_a_clock_that_is_set_back_proves_nothing(house: House, back: timedelta) -> None:
    session = house.session("alice")
    assert not is_proven(house, session, NOON - back)
    assert is_proven(house, session, NOON - timedelta(minutes=9))


def test_s44_a_session_from_before_there_was_proof_has_none(house: House) -> None:
    actor = house.actor(house.session("alice"))
    assert actor
    never = actors.Actor(actor.user_id, "alice", "user", actor.session_id)
    assert not never.has_proven(NOON)

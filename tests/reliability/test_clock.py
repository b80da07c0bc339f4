"""A wrong clock signs nobody out who should be in, and keeps nobody in who should be out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from conftest import NOON, person
from sqlmodel import Session, select

from hundred_app.core.db import Database
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Caller
from hundred_app.features.accounts.service.sessions import begin_session
from hundred_app.features.accounts.tables import SignIn

DAY = timedelta(days=1)
PEOPLE = [f"person{number}" for number in range(20)]


@dataclass(frozen=True)
class House:
    """Twenty people who signed in at noon, and the ids of their sessions by name."""

    database: Database
    sessions: dict[str, str]

    def signed_in(self, now: datetime) -> set[str]:
        """Who is recognised when the clock shows `now`."""
        with self.database.reading() as db:
            found = [service.find_actor(db, now, held) for held in self.sessions.values()]
        return {actor.username for actor in found if actor}

    def use(self, now: datetime) -> None:
        """Everybody opens a page."""
        for held in self.sessions.values():
            service.keep_alive(self.database, now, held)

    def ends(self) -> set[datetime]:
        with self.database.reading() as db:
            return set(db.exec(select(SignIn.expires_at)))


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as db:
        return House(database, {name: entered(db, name, NOON) for name in PEOPLE})


def entered(db: Session, name: str, now: datetime) -> str:
    """The id of a new session of somebody new."""
    who = person(db, name, now=now)
    begin_session(db, now, who.user_id, Caller())
    return db.exec(select(SignIn.id).where(SignIn.user_id == who.user_id)).one()


@pytest.mark.parametrize("back", [timedelta(hours=1), DAY, 400 * DAY])
def test_t16_a_clock_that_was_set_back_signs_nobody_out(house: House, back: timedelta) -> None:
    wrong = NOON - back
    assert house.signed_in(wrong) == set(PEOPLE)
    house.use(wrong)
    assert house.signed_in(wrong) == set(PEOPLE)
    assert house.signed_in(NOON) == set(PEOPLE)


def test_t16_use_under_a_clock_set_back_does_not_shorten_a_session(house: House) -> None:
    ends = house.ends()
    house.use(NOON - DAY)
    assert house.ends() == ends


def test_t16_thirty_one_days_later_everybody_is_out(house: House) -> None:
    assert house.signed_in(NOON + 31 * DAY) == set()
    house.use(NOON + 31 * DAY)
    assert house.signed_in(NOON + 31 * DAY) == set()


def test_t16_a_clock_that_jumped_and_came_back_signs_nobody_out_by_itself(house: House) -> None:
    """A month ahead, nobody is let in. When it shows the truth again, everybody is."""
    house.use(NOON + 31 * DAY)
    assert house.signed_in(NOON + timedelta(minutes=5)) == set(PEOPLE)
    house.use(NOON + timedelta(minutes=5))
    assert house.signed_in(NOON + timedelta(minutes=10)) == set(PEOPLE)


def test_t16_nothing_makes_a_session_last_for_more_than_ninety_days(house: House) -> None:
    """Not even a clock that goes back and forth."""
    moments = [NOON + days * DAY for days in (20, -5, 25, 40, 10, 65, 60, 85, 89, 1)]
    for now in moments:
        house.use(now)
    assert house.ends() == {NOON + 90 * DAY}
    assert house.signed_in(NOON + 90 * DAY) == set()


def test_t16_a_clock_that_was_set_back_proves_no_password(house: House) -> None:
    held = next(iter(house.sessions.values()))
    with house.database.reading() as db:
        for now, is_proven in ((NOON, True), (NOON - DAY, False), (NOON + DAY, False)):
            actor = service.find_actor(db, now, held)
            assert actor
            assert actor.has_proven(now) is is_proven

"""Being signed in: what is kept of it, how long it lasts, and what a person may set."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON, person
from sqlmodel import Session, select

from hundred_app.core.db import Database
from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import Actor, Caller, Credentials, SignedIn
from hundred_app.features.accounts.store import people
from hundred_app.features.accounts.tables import SignIn, UserSettings

SENTENCE = "one sentence every hour"
MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)


@pytest.fixture
def house(database: Database) -> Database:
    """An installation in which Alice and Mallory have accounts."""
    for name in ("alice", "mallory"):
        service.create_user(database, NOON, name, SENTENCE, role="user")
    return database


def sign_in(house: Database, name: str = "alice", now: datetime = NOON) -> SignedIn:
    filled = Credentials(username=name, password=SENTENCE)
    entered = service.sign_in(house, now, filled, Caller())
    assert isinstance(entered, SignedIn)
    return entered


def actor_of(house: Database, session_id: str, now: datetime = NOON) -> Actor | None:
    return house.read(lambda session: service.find_actor(session, now, session_id))


def kept(house: Database) -> dict[str, datetime]:
    """The sessions in the database: id and end."""
    with house.reading() as session:
        return dict(session.exec(select(SignIn.id, SignIn.expires_at)).all())


@pytest.mark.sqlite("the bytes of the file")
def test_s41_the_database_has_the_sha_256_of_the_secret_and_never_the_secret(
    house: Database,
) -> None:
    signed_in = sign_in(house)
    assert list(kept(house)) == [hashlib.sha256(signed_in.token.encode()).hexdigest()]
    files = list(house.file.parent.glob("hundred.db*"))
    assert len(files) > 1
    for file in files:
        assert signed_in.token.encode() not in file.read_bytes()


def test_s40_a_secret_has_256_bits_and_no_two_are_alike(house: Database) -> None:
    tokens = {rules.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}


def test_s41_what_stands_in_the_database_does_not_sign_in(house: Database) -> None:
    sign_in(house)
    (stolen,) = kept(house)
    assert actor_of(house, stolen)
    assert actor_of(house, rules.token_id(stolen)) is None


@pytest.mark.parametrize("session_id", ["", "x", "0" * 64, "%", "' OR 1=1 --"])
def test_a_session_that_never_was_is_nobodys(house: Database, session_id: str) -> None:
    sign_in(house)
    assert actor_of(house, session_id) is None


def test_each_is_who_they_signed_in_as(house: Database) -> None:
    alice, mallory = (rules.token_id(sign_in(house, name).token) for name in ("alice", "mallory"))
    found = [actor_of(house, session_id) for session_id in (alice, mallory)]
    assert [actor.username if actor else "" for actor in found] == ["alice", "mallory"]


def test_a_session_ends_after_thirty_days_without_use(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)
    assert actor_of(house, session_id, NOON + MONTH - SECOND)
    assert actor_of(house, session_id, NOON + MONTH) is None


def test_use_moves_the_end_at_most_once_an_hour(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)
    ends: list[datetime] = []
    renewed: list[int] = []
    for minute in range(0, 185, 5):
        now = NOON + timedelta(minutes=minute)
        if service.keep_alive(house, now, session_id):
            renewed.append(minute)
        ends.append(kept(house)[session_id])
    assert renewed == [65, 130]
    assert sorted(set(ends)) == [NOON + MONTH + timedelta(minutes=late) for late in (0, 65, 130)]


def test_a_session_in_use_goes_on(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)
    for days in (29, 58, 87):
        assert service.keep_alive(house, NOON + timedelta(days=days), session_id)
    assert actor_of(house, session_id, NOON + timedelta(days=90) - SECOND)


def test_s42_no_session_goes_on_for_more_than_ninety_days(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)
    for days in range(1, 90):
        service.keep_alive(house, NOON + timedelta(days=days), session_id)
    assert actor_of(house, session_id, NOON + timedelta(days=90)) is None


def test_use_does_not_bring_back_a_session_that_ended(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)
    before = kept(house)
    assert not service.keep_alive(house, NOON + MONTH, session_id)
    assert not service.keep_alive(house, NOON, "0" * 64)
    assert kept(house) == before


def test_the_next_sign_in_clears_away_what_ended(house: Database) -> None:
    sign_in(house, "mallory")
    fresh = sign_in(house, "alice", NOON + MONTH)
    assert list(kept(house)) == [rules.token_id(fresh.token)]


def test_signing_out_ends_this_session_and_no_other(house: Database) -> None:
    here, there = (rules.token_id(sign_in(house).token) for _ in range(2))
    hers = rules.token_id(sign_in(house, "mallory").token)
    house.write(lambda session: service.sign_out(session, NOON, here))
    assert set(kept(house)) == {there, hers}
    house.write(lambda session: service.sign_out(session, NOON, here))
    assert set(kept(house)) == {there, hers}


def test_a_disabled_account_is_out_at_once_and_for_as_long(house: Database) -> None:
    session_id = rules.token_id(sign_in(house).token)

    def switch(is_disabled: bool) -> Callable[[Session], None]:
        def act(session: Session) -> None:
            found = people.find_user_by_name(session, "alice")
            assert found
            found.is_disabled = is_disabled

        return act

    house.write(switch(True))
    assert actor_of(house, session_id) is None
    assert not service.keep_alive(house, NOON + timedelta(days=1), session_id)
    house.write(switch(False))
    assert actor_of(house, session_id)


# Settings


@pytest.fixture
def settings(db: Session, alice: Work, mallory: Work) -> Iterator[UserSettings]:
    """Alice's settings; Mallory's are the same in the end as in the beginning."""
    hers = db.get_one(UserSettings, mallory.user_id)
    before = hers.model_dump()
    yield db.get_one(UserSettings, alice.user_id)
    db.flush()
    assert hers.model_dump() == before


def test_the_settings_begin_quietly(settings: UserSettings) -> None:
    assert settings.model_dump(exclude={"user_id"}) == {
        "time_zone": "UTC",
        "week_start": 0,
        "day_start": 0,
        "theme": "system",
        "lessons": 0,
        "has_prompts": True,
        "has_template": False,
        "has_mentor": False,
        "language": "",
    }


SETTERS = {
    "time_zone": service.set_time_zone,
    "week_start": service.set_week_start,
    "day_start": service.set_day_start,
    "theme": service.set_theme,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", "Asia/Kathmandu"),
        ("time_zone", "UTC"),
        ("week_start", 0),
        ("week_start", 6),
        ("day_start", 0),
        ("day_start", 23),
        ("theme", "dark"),
        ("theme", "light"),
        ("theme", "system"),
    ],
)
def test_a_setting_is_kept(alice: Work, settings: UserSettings, name: str, value: object) -> None:
    SETTERS[name](alice, value)
    alice.db.flush()
    alice.db.refresh(settings)
    assert getattr(settings, name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", ""),
        ("time_zone", "Mars/Olympus_Mons"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "europe/paris"),
        ("week_start", -1),
        ("week_start", 7),
        ("day_start", -1),
        ("day_start", 24),
        ("theme", ""),
        ("theme", "Dark"),
    ],
)
def test_a_setting_that_is_none_is_refused(
    alice: Work, settings: UserSettings, name: str, value: object
) -> None:
    before = settings.model_dump()
    with pytest.raises(Invalid) as refused:
        SETTERS[name](alice, value)
    assert refused.value.field == name
    assert settings.model_dump() == before


def test_an_actor_brings_the_settings_along(house: Database) -> None:
    signed_in = sign_in(house)
    with house.writing() as session:
        work = Work(db=session, user_id=signed_in.user_id, now=NOON)
        service.set_time_zone(work, "Asia/Tokyo")
        service.set_week_start(work, 6)
        service.set_day_start(work, 4)
        service.set_theme(work, "dark")
    session_id = rules.token_id(signed_in.token)
    actor = actor_of(house, session_id)
    assert actor == Actor(
        user_id=signed_in.user_id,
        username="alice",
        role="user",
        session_id=session_id,
        zone="Asia/Tokyo",
        week_start=6,
        day_start=4,
        theme="dark",
        proven_at=NOON,
    )
    assert actor
    with house.reading() as session:
        work = service.work_of(session, NOON, actor)
        assert service.find_work_of(session, NOON, " ALICE ") == work
    late = datetime(2026, 11, 18, 18, 59, tzinfo=UTC)
    assert work.day_of(late) == work.today
    assert work.day_of(late + timedelta(minutes=1)) == work.today + timedelta(days=1)
    assert replace(work, now=late).week_of(work.today).weekday() == 6


def test_nobody_works_under_a_name_nobody_has(db: Session) -> None:
    person(db, "alice")
    assert service.find_work_of(db, NOON, "bob") is None

"""What whoever runs a Hundred sees and does, and that nobody else does."""

from collections.abc import Callable
from pathlib import Path

import make
import pytest
from conftest import NOON, later, person
from sqlmodel import Session, col, select

from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.work import Work
from hundred_app.features.accounts.service import running
from hundred_app.features.accounts.tables import OneTimeLink, User
from hundred_app.features.admin import service
from hundred_app.features.audit.rules import Action
from hundred_app.features.audit.tables import AuditEvent
from hundred_app.features.commitments.tables import Commitment


@pytest.fixture
def root(db: Session) -> Work:
    """Whoever runs it."""
    work = person(db, "root")
    db.get_one(User, work.user_id).role = "admin"
    db.flush()
    return work


def acts(db: Session) -> list[tuple[str, str, str]]:
    db.flush()
    rows = db.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
    return [(row.actor, row.action, row.subject) for row in rows]


EVERY = {
    "members": lambda work, _: running.members(work),
    "registration": lambda work, _: running.registration(work, None),
    "choose_registration": lambda work, _: running.choose_registration(work, "open", None),
    "approve": running.approve,
    "decline": running.decline,
    "disable": lambda work, who: running.set_disabled(work, who, is_disabled=True),
    "enable": lambda work, who: running.set_disabled(work, who, is_disabled=False),
    "promote": lambda work, who: running.set_role(work, who, "admin"),
    "demote": lambda work, who: running.set_role(work, who, "user"),
    "make_reset_link": running.make_reset_link,
    "invite": lambda work, _: running.invite(work),
    "invitations": lambda work, _: running.invitations(work),
    "withdraw": lambda work, who: running.withdraw(work, who),
    "audit_lines": lambda work, _: running.audit_lines(work, 10),
    "write_down": lambda work, _: running.write_down(work, Action.BACKED_UP),
    "backups": lambda work, _: service.backups(work, Path("nowhere")),
    "health": lambda work, _: service.health(work, Path("x.db"), Path("nowhere")),
    "log": lambda work, _: service.log(work, 10),
}
"""Every function for administrators, about a person."""


@pytest.mark.parametrize("name", EVERY)
def test_s03_nobody_but_an_administrator_gets_an_answer(
    db: Session, root: Work, mallory: Work, alice: Work, name: str
) -> None:
    before = (acts(db), db.get_one(User, alice.user_id).model_dump())
    for who in (alice.user_id, root.user_id, mallory.user_id, "nobody"):
        with pytest.raises(NotFound):
            EVERY[name](mallory, who)
    assert (acts(db), db.get_one(User, alice.user_id).model_dump()) == before
    assert db.exec(select(OneTimeLink)).all() == []


def test_s03_an_administrator_who_was_disabled_is_none(db: Session, root: Work) -> None:
    db.get_one(User, root.user_id).is_disabled = True
    db.flush()
    with pytest.raises(NotFound):
        running.members(root)


def test_people_are_listed_with_those_who_wait_first(db: Session, root: Work, alice: Work) -> None:
    waiting = person(db, "zoe")
    db.get_one(User, waiting.user_id).is_approved = False
    db.get_one(User, alice.user_id).is_disabled = True
    db.flush()
    told = [(member.username, member.standing) for member in running.members(root)]
    assert told == [
        ("zoe", "waits for approval"),
        ("alice", "disabled"),
        ("root", "administrator"),
    ]


def test_letting_in_and_declining(db: Session, root: Work, alice: Work) -> None:
    asked = [person(db, name).user_id for name in ("zoe", "yan")]
    for user_id in asked:
        db.get_one(User, user_id).is_approved = False
    assert running.approve(root, asked[0]) == "zoe"
    assert running.decline(root, asked[1]) == "yan"
    assert db.get_one(User, asked[0]).is_approved
    assert db.get(User, asked[1]) is None
    with pytest.raises(Conflict):
        running.decline(root, alice.user_id)
    assert db.get(User, alice.user_id)
    assert acts(db) == [
        ("root", "approved an account", "zoe"),
        ("root", "declined an account", "yan"),
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda work, who: running.set_role(work, who, "user"),
        lambda work, who: running.set_disabled(work, who, is_disabled=True),
    ],
    ids=["demoted", "disabled"],
)
def test_s69_the_last_administrator_stays(
    db: Session, root: Work, alice: Work, act: Callable[[Work, str], str]
) -> None:
    with pytest.raises(Conflict, match="Somebody has to run"):
        act(root, root.user_id)
    running.set_role(root, alice.user_id, "admin")
    act(root, root.user_id)
    with pytest.raises(NotFound):
        running.members(root)
    assert running.members(alice)


def test_a_role_is_one_of_two(root: Work, alice: Work) -> None:
    with pytest.raises(Invalid):
        running.set_role(root, alice.user_id, "owner")


def test_who_may_sign_up_is_kept_unless_the_settings_fix_it(db: Session, root: Work) -> None:
    assert running.registration(root, None) == "invitation"
    running.choose_registration(root, "approval", None)
    assert running.registration(root, None) == "approval"
    assert running.registration(root, "open") == "open"
    with pytest.raises(Conflict, match="HUNDRED_REGISTRATION"):
        running.choose_registration(root, "open", "invitation")
    with pytest.raises(Invalid):
        running.choose_registration(root, "closed", None)
    assert acts(db) == [("root", "changed who may sign up", "approval")]


def test_an_invitation_is_listed_without_its_secret_and_withdrawn(db: Session, root: Work) -> None:
    secret = running.invite(root)
    (open_one,) = running.invitations(root)
    (kept,) = db.exec(select(OneTimeLink)).all()
    assert secret not in (open_one.id, kept.id)
    assert kept.id not in (open_one.id, open_one.detail)
    assert "25 November" in open_one.detail.replace("\xa0", " ")
    running.withdraw(root, open_one.id)
    assert running.invitations(root) == []
    with pytest.raises(NotFound):
        running.withdraw(root, open_one.id)


def test_the_log_tells_who_did_what_in_the_administrators_time(
    db: Session, root: Work, alice: Work
) -> None:
    running.set_disabled(later(root, minutes=5), alice.user_id, is_disabled=True)
    (line,) = service.log(root, 10)
    assert (line.when, line.what, line.is_refused) == (
        "Today, 12:05",
        "root disabled an account alice",
        False,
    )


# Backups


@pytest.mark.sqlite("copies of the file")
def test_backups_are_listed_newest_first_in_words(tmp_path: Path, root: Work) -> None:
    folder = tmp_path / "backups"
    assert service.backups(root, folder) == []
    database = Database(tmp_path / "hundred.db")
    root.db.commit()
    for kind, hours in ((Kind.NIGHTLY, 20), (Kind.MANUAL, 2)):
        making.make(database.file, folder, later(root, hours=-hours).now, kind)
    made = [
        (backup.made, backup.detail.partition(",")[0]) for backup in service.backups(root, folder)
    ]
    assert made == [("Today, 10:00", "made by hand"), ("Yesterday, 16:00", "nightly")]
    facts = {fact.label: fact.value for fact in service.health(root, database.file, folder)}
    assert facts["Newest backup"] == "Today, 10:00"
    database.close()


@pytest.fixture
def house(database: Database) -> Database:
    """An installation with an administrator and with Alice, who has a commitment."""

    def furnish(session: Session) -> None:
        session.get_one(User, person(session, "root").user_id).role = "admin"
        make.commit(person(session, "alice"), "Cello")

    database.write(furnish)
    return database


def titles(database: Database) -> list[str]:
    return database.read(lambda session: list(session.exec(select(Commitment.title)).all()))


@pytest.mark.sqlite("copies of the file")
def test_a_backup_comes_back_with_the_present_put_aside(house: Database) -> None:
    folder = house.file.parent / "backups"
    kept = service.back_up(house, folder, NOON)

    def rename(session: Session) -> None:
        session.exec(select(Commitment)).one().title = "Oboe"

    house.write(rename)
    service.restore(house, folder, kept.name, NOON, by="root", address="::1")
    assert titles(house) == ["Cello"]
    safety = next(backup for backup in shelf.listed(folder) if backup.kind is Kind.SAFETY)
    service.restore(house, folder, safety.name, NOON, by="root", address="::1")
    assert titles(house) == ["Oboe"]
    with house.reading() as session:
        assert ("root", "restored a backup", safety.name[:64]) in acts_read(session)


def acts_read(session: Session) -> list[tuple[str, str, str]]:
    rows = session.exec(select(AuditEvent))
    return [(row.actor, row.action, row.subject) for row in rows]


@pytest.mark.sqlite("copies of the file")
@pytest.mark.parametrize(
    "name", ["", "hundred.db", "../hundred.db", "..", "/etc/passwd", "x" * 300]
)
def test_s60_only_what_is_listed_can_be_restored(house: Database, name: str) -> None:
    service.back_up(house, house.file.parent / "backups", NOON)
    with pytest.raises(NotFound):
        service.restore(house, house.file.parent / "backups", name, NOON, by="root", address="")
    assert titles(house) == ["Cello"]

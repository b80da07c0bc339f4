"""Running a house: who is let in and how, who may run it, and that somebody always does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from conftest import NOON
from make import Acting
from people import HOME, OTHER, SENTENCE, House, outcome, refusal

from hundred_app.core.errors import Conflict, HundredError, Invalid, NotFound
from hundred_app.core.work import Work
from hundred_app.features.accounts import service
from hundred_app.features.accounts.rules import Registration
from hundred_app.features.accounts.service import (
    Awaiting,
    LeaveForm,
    SignedIn,
    SignUpForm,
    joining,
    machine,
    running,
)
from hundred_app.features.accounts.tables import OneTimeLink, SignIn, User
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit.service import Action

SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)
RUNS = 100


def sign_up(
    house: House,
    name: str = "bea",
    invite: str = "",
    *,
    later: timedelta = timedelta(),
    fixed: Registration | None = None,
) -> SignedIn | Awaiting:
    form = SignUpForm(username=name, password=OTHER, invite=invite)
    return service.sign_up(house.database, NOON + later, form, HOME, fixed=fixed)


def joins(house: House, name: str = "bea", invite: str = "", **more: Any) -> object:
    return outcome(lambda: sign_up(house, name, invite, **more))


def choose(house: House, way: str, fixed: Registration | None = None) -> object:
    root = house.who("root")
    return outcome(lambda: root(lambda work: running.choose_registration(work, way, fixed)))


# Invitations


def test_an_invitation_lets_one_person_in_once(house: House) -> None:
    invite = house.who("root")(running.invite)
    entered = sign_up(house, "bea", invite)
    assert isinstance(entered, SignedIn)
    assert house.user("bea").role == "user"
    assert house.has(OneTimeLink) == []
    refused = refusal(lambda: sign_up(house, "cat", invite))
    assert (type(refused), refused.message) == (Conflict, t.invitation_used)
    assert joins(house, "cat", "x" * 43) is Conflict
    assert joins(house, "cat") is Conflict
    assert house.has(User, User.username == "cat") == []


def test_an_invitation_lasts_a_week(house: House) -> None:
    invite = house.who("root")(running.invite)
    assert joins(house, "bea", invite, later=WEEK) is Conflict
    assert joins(house, "bea", invite, later=WEEK - SECOND) is None


def test_an_invitation_that_was_withdrawn_is_none(house: House) -> None:
    root = house.who("root")
    first, second = root(running.invite), root(running.invite)
    listed = root(running.invitations)
    assert len(listed) == 2
    assert not {first, second} & {item.id for item in listed}
    with house.database.reading() as db:
        told = service.about_signing_up(db, NOON, setup="", invite=first, fixed=None)
    assert told == ""
    for item in listed:
        root(lambda work, item=item: running.withdraw(work, item.id))
        kind = outcome(lambda item=item: root(lambda work: running.withdraw(work, item.id)))
        assert kind is NotFound
    assert [joins(house, "bea", invite) for invite in (first, second)] == [Conflict] * 2


def test_a_failed_sign_up_leaves_the_invitation(house: House) -> None:
    invite = house.who("root")(running.invite)
    assert joins(house, "alice", invite) is Invalid
    assert joins(house, "bea", invite) is None


def test_eight_people_with_one_invitation_are_one_person(house: House) -> None:
    invite = house.who("root")(running.invite)
    with ThreadPoolExecutor(8) as threads:
        kinds = list(threads.map(lambda n: joins(house, f"person{n}", invite), range(8)))
    assert (kinds.count(None), kinds.count(Conflict)) == (1, 7)


def test_an_invitation_opens_nothing_else(house: House) -> None:
    invite = house.who("root")(running.invite)
    form = SignUpForm(username="bea", password=OTHER, setup=invite)
    assert outcome(lambda: service.sign_up(house.database, NOON, form, HOME)) is Conflict
    assert not house.database.read(lambda db: service.is_ticket(db, NOON, invite))
    assert not house.database.read(lambda db: service.is_reset_link(db, NOON, invite))


# Who may sign up


def test_by_default_it_is_by_invitation(house: House) -> None:
    assert house.database.read(joining.registration) == "invitation"
    assert refusal(lambda: sign_up(house)).message == t.by_invitation


def test_an_administrator_chooses_and_the_settings_of_the_process_win(house: House) -> None:
    assert choose(house, "open") is None
    assert isinstance(sign_up(house, "bea"), SignedIn)
    assert joins(house, "cat", fixed="invitation") is Conflict
    assert choose(house, "invitation", fixed="open") is Conflict
    assert choose(house, "everybody") is Invalid
    assert house.database.read(joining.registration) == "open"
    changed = [row.subject for row in house.audit() if row.action == Action.REGISTRATION_CHANGED]
    assert changed == ["open"]


def waiting(house: House, name: str = "bea") -> str:
    entered = sign_up(house, name, fixed="approval")
    assert isinstance(entered, Awaiting)
    return entered.user_id


def test_with_approval_an_account_waits_and_its_password_opens_nothing(house: House) -> None:
    bea = waiting(house)
    assert house.has(SignIn) == []
    refused = refusal(lambda: house.enter("bea", OTHER))
    assert refused.message == t.awaits_approval
    # Who does not know the password hears of no account.
    assert refusal(lambda: house.enter("bea", SENTENCE)).message == t.wrong
    assert house.has(SignIn) == []
    root = house.who("root")
    assert [member.id for member in root(running.members) if member.is_waiting] == [bea]
    assert root(lambda work: running.approve(work, bea)) == "bea"
    house.sign_in("bea", OTHER)


def test_declining_removes_the_account_that_waits_and_no_other(house: House) -> None:
    bea, alice = waiting(house), house.id_of("alice")
    root = house.who("root")
    assert root(lambda work: running.decline(work, bea)) == "bea"
    assert house.has(User, User.username == "bea") == []
    assert outcome(lambda: root(lambda work: running.decline(work, bea))) is NotFound
    assert outcome(lambda: root(lambda work: running.decline(work, alice))) is Conflict
    house.sign_in("alice")
    assert joins(house, "bea", fixed="approval") is None


def test_an_invitation_needs_no_approval(house: House) -> None:
    invite = house.who("root")(running.invite)
    assert isinstance(sign_up(house, "bea", invite, fixed="approval"), SignedIn)


# Only an administrator

ACTS: dict[str, Callable[[Work, str], object]] = {
    "members": lambda work, _: running.members(work),
    "registration": lambda work, _: running.registration(work, None),
    "choose_registration": lambda work, _: running.choose_registration(work, "open", None),
    "approve": running.approve,
    "decline": running.decline,
    "disable": lambda work, whose: running.set_disabled(work, whose, is_disabled=True),
    "enable": lambda work, whose: running.set_disabled(work, whose, is_disabled=False),
    "promote": lambda work, whose: running.set_role(work, whose, "admin"),
    "demote": lambda work, whose: running.set_role(work, whose, "user"),
    "make_reset_link": running.make_reset_link,
    "invite": lambda work, _: running.invite(work),
    "invitations": lambda work, _: running.invitations(work),
    "withdraw": running.withdraw,
    "ask_admin": lambda work, _: running.ask_admin(work),
    "audit_lines": lambda work, _: running.audit_lines(work, 10),
    "write_down": lambda work, _: running.write_down(work, Action.BACKED_UP),
}


def test_every_act_of_running_is_tried_below() -> None:
    public = {
        name
        for name, found in vars(running).items()
        if callable(found) and not name.startswith("_") and found.__module__ == running.__name__
    }
    tried = {"set_disabled", "set_role"} | set(ACTS) - {"disable", "enable", "promote", "demote"}
    # Classes, and what the commands of the machine call inside a transaction of their own.
    assert public - tried == {"Invitation", "Member", "disable", "find_named"}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["mallory", "a disabled administrator", "nobody"])
def test_s71_nobody_else_runs_anything(house: House, act: str, who: str) -> None:
    alice = house.id_of("alice")
    mallory = house.who("mallory")
    if who == "a disabled administrator":
        with house.database.writing() as db:
            found = db.get_one(User, mallory.who.user_id)
            found.role, found.is_disabled = "admin", True
    elif who == "nobody":
        mallory = Acting(house.database, replace(mallory.who, user_id="x" * 36))
    before = house.has(User), house.has(OneTimeLink), house.audit()
    assert outcome(lambda: mallory(lambda work: ACTS[act](work, alice))) is NotFound
    assert (house.has(User), house.has(OneTimeLink), house.audit()) == before


@pytest.mark.parametrize(
    "act", ["approve", "decline", "disable", "promote", "make_reset_link", "withdraw"]
)
def test_of_somebody_who_is_not_here_an_administrator_hears_so(house: House, act: str) -> None:
    root = house.who("root")
    assert outcome(lambda: root(lambda work: ACTS[act](work, "x" * 36))) is NotFound


def test_disabling_ends_what_somebody_has_open_and_loses_nothing(house: House) -> None:
    session, hers = house.session("alice"), house.session("mallory")
    root, alice = house.who("root"), house.id_of("alice")
    root(lambda work: running.set_disabled(work, alice, is_disabled=True))
    assert house.living(session, hers) == [False, True]
    assert refusal(lambda: house.enter("alice")).message == t.wrong
    root(lambda work: running.set_disabled(work, alice, is_disabled=False))
    assert house.living(session) == [False]
    house.sign_in("alice")


def test_roles_are_two(house: House) -> None:
    root, alice = house.who("root"), house.id_of("alice")
    for role in ("", "owner", "ADMIN", "admin "):
        kind = outcome(lambda role=role: root(lambda work: running.set_role(work, alice, role)))
        assert kind is Invalid
    assert house.user("alice").role == "user"


# Somebody always runs it


def admins(house: House) -> list[str]:
    """Who could sign in and run this house."""
    return [
        user.username
        for user in house.has(User, User.role == "admin")
        if user.is_approved and not user.is_disabled
    ]


def leave(house: House, name: str) -> object:
    session = house.session(name)
    form = LeaveForm(username=name, password=SENTENCE)
    return outcome(lambda: service.leave(house.database, NOON, session, form, ""))


def test_s69_the_last_administrator_cannot_go_in_any_way(house: House) -> None:
    root, me = house.who("root"), house.id_of("root")
    acts: list[Callable[[], object]] = [
        lambda: root(lambda work: running.set_role(work, me, "user")),
        lambda: root(lambda work: running.set_disabled(work, me, is_disabled=True)),
        lambda: house.database.write(
            lambda db: machine.disable(db, NOON, "root", is_disabled=True)
        ),
    ]
    for act in acts:
        refused = refusal(act)
        assert (type(refused), refused.message) == (Conflict, t.last_admin)
    assert leave(house, "root") is Conflict
    assert admins(house) == ["root"]
    house.sign_in("root")


def test_s69_an_administrator_who_waits_or_is_disabled_does_not_count(house: House) -> None:
    root, me = house.who("root"), house.id_of("root")
    bea, alice = waiting(house), house.id_of("alice")
    for whose in (bea, alice):
        root(lambda work, whose=whose: running.set_role(work, whose, "admin"))
    root(lambda work: running.set_disabled(work, alice, is_disabled=True))
    kind = outcome(lambda: root(lambda work: running.set_role(work, me, "user")))
    assert kind is Conflict
    assert leave(house, "root") is Conflict
    # And what does not count may go.
    root(lambda work: running.set_role(work, alice, "user"))
    root(lambda work: running.decline(work, bea))
    assert admins(house) == ["root"]


def test_s69_with_another_administrator_one_may_go(house: House) -> None:
    root, alice = house.who("root"), house.id_of("alice")
    root(lambda work: running.set_role(work, alice, "admin"))
    assert leave(house, "root") is None
    assert admins(house) == ["alice"]


def test_s69_the_last_of_all_may_leave(house: House) -> None:
    assert [leave(house, name) for name in ("alice", "mallory", "root")] == [None] * 3
    assert house.has(User) == []
    assert service.make_setup_link(house.database, NOON)


def test_s69_two_who_demote_each_other_at_once_leave_one_in_a_hundred_runs(house: House) -> None:
    root, alice = house.who("root"), house.who("alice")
    ids = {"root": root.who.user_id, "alice": alice.who.user_id}

    def demote(who: Any, whose: str) -> object:
        try:
            return who(lambda work: running.set_role(work, ids[whose], "user"))
        except HundredError as error:
            return type(error)

    with ThreadPoolExecutor(2) as threads:
        for _ in range(RUNS):
            with house.database.writing() as db:
                for user_id in ids.values():
                    db.get_one(User, user_id).role = "admin"
            tries = [threads.submit(demote, root, "alice"), threads.submit(demote, alice, "root")]
            done = [one.result() for one in tries]
            assert len(admins(house)) == 1
            # Who was demoted is no administrator any more, and hears that there is nothing.
            assert sorted(map(str, done)) in (
                sorted(map(str, ["alice", NotFound])),
                sorted(map(str, ["root", NotFound])),
            )


def test_s69_two_who_disable_themselves_at_once_leave_one(house: House) -> None:
    root, alice = house.who("root"), house.who("alice")
    with house.database.writing() as db:
        db.get_one(User, alice.who.user_id).role = "admin"

    def go(who: Any) -> object:
        mine = who.who.user_id
        return outcome(lambda: who(lambda work: running.set_disabled(work, mine, is_disabled=True)))

    with ThreadPoolExecutor(2) as threads:
        kinds = list(threads.map(go, [root, alice]))
    assert sorted(map(str, kinds)) == sorted(map(str, [None, Conflict]))
    assert len(admins(house)) == 1


# By commands on the machine


def test_the_machine_lists_everybody_by_name(house: House) -> None:
    waiting(house)
    house.database.write(lambda db: machine.disable(db, NOON, " MALLORY ", is_disabled=True))
    listed = house.database.read(machine.list_people)
    assert [(one.username, one.role, one.standing) for one in listed] == [
        ("alice", "user", "active"),
        ("bea", "user", "waiting"),
        ("mallory", "user", "disabled"),
        ("root", "admin", "active"),
    ]


def test_the_machine_knows_nobody_it_has_no_account_of(house: House) -> None:
    for act in (
        lambda db: machine.disable(db, NOON, "nobody", is_disabled=True),
        lambda db: machine.make_reset_link(db, NOON, "nobody"),
    ):
        refused = refusal(lambda act=act: house.database.write(act))
        assert (type(refused), refused.message) == (NotFound, t.nobody_named(name="nobody"))

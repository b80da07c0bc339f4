"""The audit log: one line for each act that touches somebody's safety, and none is taken back."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st
from people import HOME, OTHER, SENTENCE, WRONG, House, code_at, outcome
from sqlmodel import Session

import hundred_app
from hundred_app.core import second_step
from hundred_app.features.accounts import rules as account_rules
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import LeaveForm, SignUpForm, machine, running
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import rules, store
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.rules import MACHINE, SOMEBODY_GONE
from hundred_app.features.audit.service import Action, Happening
from hundred_app.features.audit.tables import AuditEvent

ADDRESS = HOME.address


@dataclass
class Scene:
    """A house in the middle of things: what acts need, made before they are watched."""

    house: House
    session: str
    secret: str
    codes: list[str]
    reset: str
    invite: str
    invitation: str
    waiting: str
    secrets: list[str]

    def root(self, act: Callable[..., object], *arguments: object, **named: object) -> object:
        return self.house.who("root")(lambda work: act(work, *arguments, **named))


@pytest.fixture
def scene(house: House) -> Scene:
    house.add("bea")
    house.add("carl", is_approved=False)
    session, hers = house.session("alice"), house.session("bea")
    secret = second_step.new_secret()
    codes = service.turn_second_step_on(
        house.database, NOON, hers, secret, code_at(secret, NOON), ADDRESS
    )
    root = house.who("root")
    invite = root(running.invite)
    (invitation,) = root(running.invitations)
    _, reset = root(lambda work: running.make_reset_link(work, work.user_id))
    return Scene(
        house=house,
        session=session,
        secret=secret,
        codes=codes,
        reset=reset,
        invite=invite,
        invitation=invitation.id,
        waiting=house.id_of("carl"),
        secrets=[SENTENCE, OTHER, WRONG, secret, reset, invite, *codes],
    )


def prove(scene: Scene, password: str) -> None:
    service.prove(scene.house.database, NOON, scene.session, password, ADDRESS)


def change_password(scene: Scene) -> None:
    service.change_password(scene.house.database, NOON, scene.session, SENTENCE, OTHER, ADDRESS)


def turn_on(scene: Scene) -> None:
    code = code_at(scene.secret, NOON)
    service.turn_second_step_on(
        scene.house.database, NOON, scene.session, scene.secret, code, ADDRESS
    )


def renew(scene: Scene) -> None:
    hers = scene.house.send_code(scene.house.ticket("bea"), code_at(scene.secret, NOON, 1))
    session = account_rules.token_id(hers.token)
    scene.secrets += service.renew_recovery_codes(scene.house.database, NOON, session, ADDRESS)


def sign_up(scene: Scene) -> None:
    form = SignUpForm(username="dora", password=OTHER, invite=scene.invite)
    service.sign_up(scene.house.database, NOON, form, HOME)


def leave(scene: Scene) -> None:
    form = LeaveForm(username="alice", password=SENTENCE)
    service.leave(scene.house.database, NOON, scene.session, form, ADDRESS)


def end_device(scene: Scene) -> None:
    alice = scene.house.who("alice")
    (device,) = alice(lambda work: service.devices(work, scene.session))
    alice(lambda work: service.end_device(work, device.id))


def by_machine(act: Callable[[Session], object]) -> Callable[[Scene], object]:
    return lambda scene: scene.house.database.write(act)


Expected = tuple[Action, str, str, bool]
"""What was done, by whom, about what, and whether it was refused."""

EVENTS: dict[str, tuple[Callable[[Scene], object], list[Expected]]] = {
    "signing in": (
        lambda scene: scene.house.enter("alice"),
        [(Action.SIGNED_IN, "alice", "", False)],
    ),
    "a wrong password": (
        lambda scene: scene.house.enter("alice", WRONG),
        [(Action.SIGNED_IN, "alice", "", True)],
    ),
    "a name that nobody has": (
        lambda scene: scene.house.enter("it was the password", WRONG),
        [(Action.SIGNED_IN, "", "", True)],
    ),
    "the first of two steps": (lambda scene: scene.house.ticket("bea"), []),
    "both steps": (
        lambda scene: scene.house.send_code(
            scene.house.ticket("bea"), code_at(scene.secret, NOON, 1)
        ),
        [(Action.SIGNED_IN, "bea", "", False)],
    ),
    "a wrong code": (
        lambda scene: scene.house.send_code(scene.house.ticket("bea"), "000000"),
        [(Action.SIGNED_IN, "bea", "", True)],
    ),
    "a recovery code": (
        lambda scene: scene.house.send_code(scene.house.ticket("bea"), scene.codes[0]),
        [
            (Action.RECOVERY_CODE_USED, "bea", "", False),
            (Action.SIGNED_IN, "bea", "", False),
        ],
    ),
    "signing out": (
        lambda scene: scene.house.database.write(
            lambda db: service.sign_out(db, NOON, scene.session)
        ),
        [(Action.SIGNED_OUT, "alice", "", False)],
    ),
    "signing out without a session": (
        lambda scene: scene.house.database.write(lambda db: service.sign_out(db, NOON, "x")),
        [],
    ),
    "proof": (lambda scene: prove(scene, SENTENCE), [(Action.PROVEN, "alice", "", False)]),
    "no proof": (lambda scene: prove(scene, WRONG), [(Action.PROVEN, "alice", "", True)]),
    "another password": (change_password, [(Action.PASSWORD_CHANGED, "alice", "", False)]),
    "the second step on": (turn_on, [(Action.TWO_STEP_ON, "alice", "", False)]),
    "the second step off": (
        lambda scene: service.turn_second_step_off(
            scene.house.database, NOON, scene.session, ADDRESS
        ),
        [(Action.TWO_STEP_OFF, "alice", "", False)],
    ),
    "new recovery codes": (
        renew,
        [
            (Action.SIGNED_IN, "bea", "", False),
            (Action.RECOVERY_CODES_MADE, "bea", "", False),
        ],
    ),
    "a reset link": (
        lambda scene: scene.root(running.make_reset_link, scene.house.id_of("alice")),
        [(Action.RESET_LINK_MADE, "root", "alice", False)],
    ),
    "a reset link by the machine": (
        by_machine(lambda db: machine.make_reset_link(db, NOON, "alice")),
        [(Action.RESET_LINK_MADE, MACHINE, "alice", False)],
    ),
    "a password by link": (
        lambda scene: service.reset_password(
            scene.house.database, NOON, scene.reset, OTHER, ADDRESS
        ),
        [(Action.PASSWORD_RESET, "root", "", False)],
    ),
    "an ended session": (
        end_device,
        [(Action.SESSION_ENDED, "alice", "Firefox on Linux", False)],
    ),
    "all other sessions": (
        lambda scene: scene.house.who("alice")(
            lambda work: service.end_other_devices(work, scene.session)
        ),
        [(Action.SESSION_ENDED, "alice", t.all_others, False)],
    ),
    "everything taken out": (
        lambda scene: scene.house.who("alice")(service.take_out),
        [(Action.EXPORTED, "alice", "", False)],
    ),
    "leaving": (leave, [(Action.ACCOUNT_DELETED, SOMEBODY_GONE, "", False)]),
    "signing up": (sign_up, [(Action.SIGNED_UP, "dora", "", False)]),
    "an account by the machine": (
        lambda scene: service.create_user(scene.house.database, NOON, "dora", OTHER, role="user"),
        [(Action.USER_CREATED, MACHINE, "dora", False)],
    ),
    "an invitation": (
        lambda scene: scene.root(running.invite),
        [(Action.INVITED, "root", "", False)],
    ),
    "an invitation withdrawn": (
        lambda scene: scene.root(running.withdraw, scene.invitation),
        [(Action.INVITATION_WITHDRAWN, "root", "", False)],
    ),
    "who may sign up": (
        lambda scene: scene.root(running.choose_registration, "open", None),
        [(Action.REGISTRATION_CHANGED, "root", "open", False)],
    ),
    "approved": (
        lambda scene: scene.root(running.approve, scene.waiting),
        [(Action.USER_APPROVED, "root", "carl", False)],
    ),
    "declined": (
        lambda scene: scene.root(running.decline, scene.waiting),
        [(Action.USER_DECLINED, "root", "carl", False)],
    ),
    "disabled": (
        lambda scene: scene.root(
            running.set_disabled, scene.house.id_of("alice"), is_disabled=True
        ),
        [(Action.USER_DISABLED, "root", "alice", False)],
    ),
    "enabled": (
        lambda scene: scene.root(
            running.set_disabled, scene.house.id_of("alice"), is_disabled=False
        ),
        [(Action.USER_ENABLED, "root", "alice", False)],
    ),
    "disabled by the machine": (
        by_machine(lambda db: machine.disable(db, NOON, "alice", is_disabled=True)),
        [(Action.USER_DISABLED, MACHINE, "alice", False)],
    ),
    "another role": (
        lambda scene: scene.root(running.set_role, scene.house.id_of("alice"), "admin"),
        [(Action.ROLE_CHANGED, "root", "alice: admin", False)],
    ),
}

ELSEWHERE = {Action.BACKED_UP, Action.BACKUP_DOWNLOADED, Action.RESTORED, Action.DENIED}
"""What other features do."""


@pytest.mark.parametrize("event", EVENTS)
def test_s70_an_act_writes_one_row_and_no_secret(scene: Scene, event: str) -> None:
    act, expected = EVENTS[event]
    known = {row.id for row in scene.house.audit()}
    outcome(lambda: act(scene))
    new = [row for row in scene.house.audit() if row.id not in known]
    assert [(row.action, row.actor, row.subject, row.is_refused) for row in new] == expected
    for row in new:
        assert row.happened_at == NOON
        by_person = row.actor not in (MACHINE, SOMEBODY_GONE)
        assert row.address == (ADDRESS if by_person else "")
        told = f"{row.actor} {row.subject} {row.address}"
        assert [secret for secret in scene.secrets if secret in told] == []


def test_s70_every_action_is_tried_above() -> None:
    tried = {action for _, expected in EVENTS.values() for action, *_ in expected}
    assert tried | ELSEWHERE == set(Action)
    assert max(len(action.value) for action in Action) <= 40


def record(db: Session, **told: object) -> None:
    audit.record(db, NOON, Happening(Action.SIGNED_IN, **told))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "name",
    [
        "alice\r\n2026-11-18 root signed in",
        "alice\x00\x1b[2J",
        "alice\u2028next line",
        "alice\u202eecila",
        "alice\x85\x7f",
    ],
)
def test_s70_nobody_writes_a_line_of_their_own(house: House, name: str) -> None:
    with house.database.writing() as db:
        record(db, actor=name, subject=name, address=name)
    (row,) = house.audit()
    for text in (row.actor, row.subject, row.address):
        assert text.startswith("alice?")
        assert text.isprintable()
    assert (len(row.actor), len(row.subject)) <= (32, 64)


@given(st.text(), st.integers(0, 80))
def test_s70_a_text_stays_on_its_line_and_short(text: str, limit: int) -> None:
    shown = rules.plain(text, limit)
    assert len(shown) <= limit
    assert shown.splitlines() in ([], [shown])
    if text.isprintable():
        assert shown == text[:limit]


def test_what_was_refused_is_kept_in_a_number_that_has_an_end(house: House) -> None:
    with house.database.writing() as db:
        record(db, actor="root")
        db.add_all(
            AuditEvent(happened_at=NOON, action="signed in", is_refused=True)
            for _ in range(audit.MOST_REFUSED)
        )
        db.flush()
        record(db, actor="alice", is_refused=True)
    rows = house.audit()
    assert sum(row.is_refused for row in rows) == audit.MOST_REFUSED - 500 + 1
    assert [row.actor for row in rows if row.actor] == ["root", "alice"]


def test_a_row_is_kept_for_four_hundred_days(house: House) -> None:
    def at(days: int) -> None:
        with house.database.writing() as db:
            happening = Happening(Action.SIGNED_IN, actor=f"day {days}")
            audit.record(db, NOON + timedelta(days=days), happening)

    for days in (0, 1, 400):
        at(days)
    assert [row.actor for row in house.audit()] == ["day 0", "day 1", "day 400"]
    at(401)
    assert [row.actor for row in house.audit()] == ["day 1", "day 400", "day 401"]


def test_an_administrator_reads_the_newest_first(scene: Scene) -> None:
    lines = scene.root(running.audit_lines, 3)
    assert isinstance(lines, list)
    rows = sorted(scene.house.audit(), key=lambda row: (row.happened_at, row.id), reverse=True)
    assert [(line.actor, line.action) for line in lines] == [
        (row.actor, row.action) for row in rows[:3]
    ]


# Nothing takes a row back


def calls(source: Path) -> set[str]:
    """Everything of the log that a module calls."""
    tree = ast.parse(source.read_text("utf-8"))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "audit"
    }


def test_s71_nothing_but_leaving_touches_a_row_that_was_written() -> None:
    verbs = re.compile(r"add|newest|(count|remove|update|rename|change)(_\w+)?")
    ours = {name for name in vars(store) if verbs.fullmatch(name)} - {"update"}
    changing = {"remove_before", "remove_oldest_refused", "rename"}
    assert ours == {"add", "newest", "count_refused"} | changing
    package = Path(hundred_app.__file__).parent
    users: dict[str, set[str]] = {}
    for source in package.rglob("*.py"):
        name = source.relative_to(package).as_posix()
        if "features.audit" in source.read_text("utf-8") and "features/audit" not in name:
            users[name] = calls(source)
    assert len(users) > 5
    assert [name for name, used in users.items() if "forget" in used] == [
        "features/accounts/service/leaving.py"
    ]
    for name, used in users.items():
        assert used <= {"record", "forget", "newest", "Line", "service"}, name
        assert "audit.store" not in (package / name).read_text("utf-8"), name
        assert "AuditEvent" not in (package / name).read_text("utf-8"), name

"""Two people and an administrator do things in any order; a plain model does the same beside them.

After each step: everybody has what the model says and nothing else, what is
added up is what was put in, and the ledger agrees.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from conftest import NOON, person  # pyright: ignore[reportAttributeAccessIssue]
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from make import SENTENCE, SYNTHESIS

from hundred_app.core.db import Database
from hundred_app.core.errors import Changed, Conflict, HundredError, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.rules import milestones as milestone_rules
from hundred_app.features.commitments.service import (
    archive,
    cards,
    entries,
    history,
    imports,
    logs,
    pages,
    pursuits,
    removing,
    syntheses,
)
from hundred_app.features.commitments.service.imports import Brought
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.service.syntheses import SynthesisForm

NAMES = ("alice", "mallory", "admin")
T = TypeVar("T")

template = Path(tempfile.mkdtemp()) / "hundred.db"


@dataclass
class Kept:
    """What the model knows of a log."""

    commitment: str
    minutes: int
    text: str


@dataclass
class Held:
    """What the model knows of a commitment."""

    title: str
    goal: int
    before: int
    is_active: bool = True
    written: set[int] = field(default_factory=set[int])


@dataclass
class Diary:
    """What the model knows of one person."""

    commitments: dict[str, Held] = field(default_factory=dict[str, Held])
    logs: dict[str, Kept] = field(default_factory=dict[str, Kept])
    removed: dict[str, tuple[str, Kept]] = field(default_factory=dict[str, tuple[str, Kept]])

    def minutes(self, commitment_id: str) -> int:
        logged = sum(one.minutes for one in self.logs.values() if one.commitment == commitment_id)
        return logged + self.commitments[commitment_id].before

    @property
    def active(self) -> list[str]:
        return [key for key, held in self.commitments.items() if held.is_active]


who = st.sampled_from(NAMES)
some = st.integers(0, 1_000)
lengths = st.sampled_from([1, 45, 600, 1_440])
texts = st.sampled_from([SENTENCE, "' OR 1=1--", "<b>x</b>", "ж", SYNTHESIS])


class TwoDiaries(RuleBasedStateMachine):
    """Three people at one database."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(template, self.folder / "hundred.db")
        self.database = Database(self.folder / "hundred.db")
        self.now = NOON
        self.model = {name: Diary() for name in NAMES}
        self.people: dict[str, Work] = {}

    @initialize()
    def people_arrive(self) -> None:
        with self.database.writing() as db:
            self.people = {name: person(db, name) for name in NAMES}
            db.connection().exec_driver_sql(
                "UPDATE user SET role = 'admin' WHERE username = 'admin'"
            )

        for name in NAMES:
            # Without anything in their diaries, most of what people do is nothing.
            self.commits(name, 100, 30)
            for _ in range(2):
                self.logs_time(name, 0, 45, SENTENCE)

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)

    def act(self, name: str, deed: Callable[[Work], T]) -> T:
        """One act of somebody, a minute after the last."""
        self.now += timedelta(minutes=1)
        with self.database.writing() as db:
            return deed(replace(self.people[name], db=db, now=self.now))

    def see(self, name: str, look: Callable[[Work], T]) -> T:
        with self.database.reading() as db:
            return look(replace(self.people[name], db=db, now=self.now))

    # What people do

    @rule(name=who, goal=st.sampled_from([1, 25, 100, 10_000]), before=st.sampled_from([0, 24, 30]))
    def commits(self, name: str, goal: int, before: int) -> None:
        diary = self.model[name]
        title = f"{name} {len(diary.commitments)}"
        form = CommitmentForm(title=title, goal_hours=str(goal), hours_before=str(before))
        if len(diary.active) == 4:
            with pytest.raises(Conflict):
                self.act(name, lambda work: pursuits.commit(work, form))
            return
        made = self.act(name, lambda work: pursuits.commit(work, form))
        diary.commitments[made] = Held(title, goal, before * 60)

    @rule(name=who, which=some, minutes=lengths, text=texts)
    def logs_time(self, name: str, which: int, minutes: int, text: str) -> None:
        commitment_id = self.pick(self.model[name].commitments, which)
        if commitment_id is None:
            return
        key = new_id()
        form = LogForm(
            key=key, commitment_id=commitment_id, duration=f"{minutes}m", reflection=text
        )
        if not self.model[name].commitments[commitment_id].is_active:
            with pytest.raises(Conflict):
                self.act(name, lambda work: logs.log_time(work, form))
            return
        for _ in range(2):
            assert self.act(name, lambda work: logs.log_time(work, form)).log_id == key
        self.model[name].logs[key] = Kept(commitment_id, minutes, text)

    @rule(name=who, which=some, to=some, minutes=lengths, text=texts)
    def edits_or_moves(self, name: str, which: int, to: int, minutes: int, text: str) -> None:
        diary = self.model[name]
        key, target = self.pick(diary.logs, which), self.pick(diary.commitments, to)
        if key is None or target is None:
            return
        form = self.see(name, lambda work: logs.as_form(work, key))
        changed = form.model_copy(
            update={"commitment_id": target, "duration": f"{minutes}m", "reflection": text}
        )
        if target != diary.logs[key].commitment and not diary.commitments[target].is_active:
            with pytest.raises(Conflict):
                self.act(name, lambda work: logs.edit_log(work, changed))
            return
        self.act(name, lambda work: logs.edit_log(work, changed))
        # The same form again is one whose answer was lost; another one is of a state that is gone.
        self.act(name, lambda work: logs.edit_log(work, changed))
        other = changed.model_copy(update={"reflection": f"{text}, otherwise"})
        with pytest.raises(Changed):
            self.act(name, lambda work: logs.edit_log(work, other))
        diary.logs[key] = Kept(target, minutes, text)

    @rule(name=who, which=some)
    def removes(self, name: str, which: int) -> None:
        diary = self.model[name]
        if (key := self.pick(diary.logs, which)) is None:
            return
        kept, _ = self.act(name, lambda work: logs.remove_log(work, key))
        diary.removed[kept] = (key, diary.logs.pop(key))

    @rule(name=who, which=some)
    def takes_back(self, name: str, which: int) -> None:
        diary = self.model[name]
        if (kept := self.pick(diary.removed, which)) is None:
            return
        key, was = diary.removed[kept]
        if was.commitment not in diary.commitments:
            with pytest.raises(NotFound):
                self.act(name, lambda work: logs.restore_log(work, kept))
            return
        assert self.act(name, lambda work: logs.restore_log(work, kept)).log_id == key
        diary.logs.setdefault(key, was)

    @rule(name=who, which=some, is_away=st.booleans())
    def archives_or_reopens(self, name: str, which: int, is_away: bool) -> None:
        diary = self.model[name]
        if (key := self.pick(diary.commitments, which)) is None:
            return
        held = diary.commitments[key]
        if is_away:
            self.act(name, lambda work: pursuits.archive(work, key))
            held.is_active = False
        elif not held.is_active and len(diary.active) == 4:
            with pytest.raises(Conflict):
                self.act(name, lambda work: pursuits.reopen(work, key))
        else:
            self.act(name, lambda work: pursuits.reopen(work, key))
            held.is_active = True

    @rule(name=who, which=some)
    def deletes(self, name: str, which: int) -> None:
        diary = self.model[name]
        if which % 5 or (key := self.pick(diary.commitments, which)) is None:
            return
        title = diary.commitments[key].title
        self.act(name, lambda work: removing.delete(work, key, title))
        del diary.commitments[key]
        diary.logs = {one: kept for one, kept in diary.logs.items() if kept.commitment != key}

    @rule(name=who, which=some, hours=st.sampled_from(milestone_rules.THRESHOLDS))
    def writes(self, name: str, which: int, hours: int) -> None:
        diary = self.model[name]
        if (key := self.pick(diary.commitments, which)) is None:
            return
        held = diary.commitments[key]
        form = SynthesisForm(synthesis=SYNTHESIS, rev=0)
        due = [
            threshold
            for threshold in milestone_rules.THRESHOLDS
            if threshold <= held.goal
            and threshold not in held.written
            and diary.minutes(key) >= threshold * 60
        ]
        if hours in held.written or due[:1] == [hours]:
            self.act(name, lambda work: syntheses.write(work, key, hours, form))
            held.written.add(hours)
        else:
            with pytest.raises((Conflict, NotFound)):
                self.act(name, lambda work: syntheses.write(work, key, hours, form))

    @rule(name=who, which=some, minutes=lengths)
    def brings_in(self, name: str, which: int, minutes: int) -> None:
        diary = self.model[name]
        if (key := self.pick(diary.commitments, which)) is None:
            return
        row = Brought(new_id(), self.now - timedelta(days=9), minutes, "From elsewhere.")
        self.act(name, lambda work: imports.bring_in(work, key, "Gleeo", [row]))
        (log_id,) = self.ids(name, key) - set(diary.logs)
        diary.logs[log_id] = Kept(key, minutes, row.note)

    @precondition(lambda self: any(diary.logs for diary in self.model.values()))
    @rule(two=st.permutations(NAMES), which=some)
    def reaches_for_what_is_somebody_elses(self, two: list[str], which: int) -> None:
        thief, owner, _ = two
        diary = self.model[owner]
        log_id, theirs = self.pick(diary.logs, which), self.pick(diary.commitments, which)
        if log_id is None or theirs is None:
            return
        mine = self.pick(self.model[thief].commitments, which)
        kept = self.pick(diary.removed, which) or log_id
        form = LogForm(key=new_id(), commitment_id=theirs, duration="5m", reflection="x")
        moved = LogForm(key=log_id, commitment_id=mine or theirs, duration="5m", reflection="x")
        deeds: list[Callable[[Work], Any]] = [
            lambda work: logs.log_time(work, form),
            lambda work: logs.log_time(work, moved),
            lambda work: logs.edit_log(work, moved),
            lambda work: logs.remove_log(work, log_id),
            lambda work: logs.restore_log(work, kept),
            lambda work: logs.as_form(work, log_id),
            lambda work: pursuits.edit(work, theirs, CommitmentForm(title="Taken")),
            lambda work: pursuits.archive(work, theirs),
            lambda work: pursuits.reopen(work, theirs),
            lambda work: removing.delete(work, theirs, diary.commitments[theirs].title),
            lambda work: pages.page(work, theirs),
            lambda work: history.history(work, Asked(commitment_id=theirs)),
            lambda work: entries.journal(work, theirs, limit=9, oldest_first=True),
            lambda work: archive.commitment(work, theirs),
            lambda work: syntheses.write(
                work, theirs, 25, SynthesisForm(synthesis=SYNTHESIS, rev=0)
            ),
            lambda work: imports.bring_in(work, theirs, "Gleeo", []),
        ]
        for deed in deeds:
            with pytest.raises(HundredError):
                self.act(thief, deed)

    # What holds after each

    @invariant()
    def everybody_has_what_is_theirs(self) -> None:
        for name in self.people:
            diary = self.model[name]
            assert self.see(name, _titles) == {
                key: (held.title, held.is_active) for key, held in diary.commitments.items()
            }
            found = {
                log_id: kept for key in diary.commitments for log_id, kept in self.read(name, key)
            }
            assert found == diary.logs

    @invariant()
    def what_is_added_up_is_what_was_put_in(self) -> None:
        for name in self.people:
            diary = self.model[name]
            for card in self.see(name, cards.cards):
                assert card.minutes == diary.minutes(card.id)
            total = sum(kept.minutes for kept in diary.logs.values())
            assert self.see(name, activity.minutes_in_ledger) == total

    @invariant()
    def seats_are_four_and_each_is_taken_once(self) -> None:
        for name in self.people:
            seats = [card.seat for card in self.see(name, cards.cards)]
            assert len(seats) == len(set(seats)) <= 4

    @invariant()
    def what_was_written_stands(self) -> None:
        for name in self.people:
            for key, held in self.model[name].commitments.items():
                content = self.see(name, lambda work, key=key: archive.commitment(work, key))
                written = {one["hours_threshold"] for one in content["milestones"]}
                assert written == held.written

    def read(self, name: str, commitment_id: str) -> list[tuple[str, Kept]]:
        content = self.see(name, lambda work: archive.commitment(work, commitment_id))
        return [
            (row["id"], Kept(commitment_id, row["duration_minutes"], row["reflection"]))
            for row in content["time_logs"]
        ]

    def ids(self, name: str, commitment_id: str) -> set[str]:
        return {log_id for log_id, _ in self.read(name, commitment_id)}

    def pick(self, among: dict[str, Any], which: int) -> str | None:
        return sorted(among)[which % len(among)] if among else None


def _titles(work: Work) -> dict[str, tuple[str, bool]]:
    running = {card.id: (card.title, True) for card in cards.cards(work)}
    return running | {put.card.id: (put.card.title, False) for put in pursuits.museum(work)}


@pytest.fixture(scope="module", autouse=True)
def _template(empty_database: Path) -> None:
    shutil.copy(empty_database, template)


def walk(walks: int, steps: int) -> None:
    how: dict[str, Any] = {
        "max_examples": walks,
        "stateful_step_count": steps,
        "database": None,
        "suppress_health_check": [*HealthCheck],
        # Making a failing walk shorter takes minutes, and it is short enough to be read.
        "phases": [Phase.explicit, Phase.generate],
    }
    run_state_machine_as_test(TwoDiaries, settings=settings(**how))


def test_s79_two_diaries_and_a_model_agree() -> None:
    walk(3, 25)


@pytest.mark.slow
def test_s79_two_diaries_and_a_model_agree_in_a_hundred_walks() -> None:
    walk(100, 50)

"""Whatever is done with logs, in whatever order: the ledger and the diary agree."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import make
from conftest import person
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, HundredError
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import DeedKind
from hundred_app.features.activity.tables import ActivityEvent
from hundred_app.features.commitments.service import (
    cards,
    logs,
    pursuits,
    removing,
    syntheses,
    totals,
)
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.tables import Commitment, TimeLog


@dataclass
class Diary:
    """Somebody's diary, and what to do in it. Everything ever made stays in reach, gone or not."""

    work: Work
    commitments: list[str] = field(default_factory=list[str])
    logs: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    ended: list[str] = field(default_factory=list[str])

    def commit(self, _: int, minutes: int) -> None:
        self.commitments.append(make.commit(self.work, f"No {minutes}"))

    def log(self, which: int, minutes: int) -> None:
        self.logs.append(make.log(self.work, pick(self.commitments, which), minutes=minutes))

    def log_again(self, which: int, minutes: int) -> None:
        with suppress(Conflict):
            logs.add_log(
                self.work,
                pick(self.logs, which),
                pick(self.commitments, which),
                minutes,
                None,
                "Again.",
            )

    def bring_in(self, which: int, minutes: int) -> None:
        make.bring(self.work, pick(self.commitments, which), minutes=minutes)

    def edit(self, which: int, minutes: int) -> None:
        form = logs.as_form(self.work, pick(self.logs, which))
        logs.edit_log(self.work, form.model_copy(update={"duration": str(minutes)}))

    def move(self, which: int, minutes: int) -> None:
        form = logs.as_form(self.work, pick(self.logs, which))
        moved = {"commitment_id": pick(self.commitments, minutes), "duration": str(minutes)}
        logs.edit_log(self.work, form.model_copy(update=moved))

    def edit_from_an_old_window(self, which: int, minutes: int) -> None:
        form = LogForm(
            key=pick(self.logs, which),
            commitment_id=pick(self.commitments, which),
            duration=str(minutes),
            reflection="Old.",
            rev=1,
        )
        logs.edit_log(self.work, form)

    def remove(self, which: int, _: int) -> None:
        self.removed.append(logs.remove_log(self.work, pick(self.logs, which))[0])

    def restore(self, which: int, _: int) -> None:
        logs.restore_log(self.work, pick(self.removed, which))

    def archive(self, which: int, _: int) -> None:
        pursuits.archive(self.work, pick(self.commitments, which))

    def reopen(self, which: int, _: int) -> None:
        pursuits.reopen(self.work, pick(self.commitments, which))

    def delete(self, which: int, _: int) -> None:
        its_id = pick(self.commitments, which)
        title = pursuits.as_form(self.work, its_id).title
        self.ended.append(removing.delete(self.work, its_id, title))

    def put_back(self, which: int, _: int) -> None:
        removing.put_back(self.work, pick(self.ended, which))


def pick(made: list[str], which: int) -> str:
    """One of what was made, or an id of nothing."""
    return made[which % len(made)] if made else new_id()


Act = Callable[[Diary, int, int], None]
ACTS: list[Act] = [
    Diary.commit, Diary.log, Diary.log_again, Diary.bring_in, Diary.edit, Diary.move,
    Diary.edit_from_an_old_window, Diary.remove, Diary.restore, Diary.archive, Diary.reopen,
    Diary.delete, Diary.put_back,
]  # fmt: skip
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(1, 1440))


def logged(work: Work) -> int:
    query = (
        select(func.coalesce(func.sum(TimeLog.duration_minutes), 0))
        .join(Commitment, col(Commitment.id) == TimeLog.commitment_id)
        .where(Commitment.user_id == work.user_id)
    )
    return work.db.exec(query).one()


@settings(max_examples=60)
@given(steps=st.lists(STEPS, max_size=25))
@example(
    steps=[
        (Diary.commit, 0, 1),
        (Diary.log, 0, 90),
        (Diary.edit, 0, 20),
        (Diary.remove, 0, 1),
        (Diary.restore, 0, 1),
        (Diary.restore, 0, 1),
        (Diary.remove, 0, 1),
        (Diary.delete, 0, 1),
        (Diary.restore, 0, 1),
    ]
)
@example(
    steps=[
        (Diary.commit, 0, 1),
        (Diary.commit, 0, 2),
        (Diary.log, 0, 600),
        (Diary.bring_in, 0, 7),
        (Diary.move, 0, 601),
        (Diary.delete, 0, 1),
        (Diary.delete, 1, 1),
    ]
)
def test_the_ledger_always_says_the_sum_of_the_logs(
    untouched: Database, steps: list[tuple[Act, int, int]]
) -> None:
    with make.undone(untouched) as session:
        diary, mallory = Diary(person(session, "alice")), person(session, "mallory")
        make.log(mallory, make.commit(mallory), minutes=7)
        diary.commit(0, 0)
        for number, (act, which, minutes) in enumerate(steps):
            diary.work = replace(diary.work, now=diary.work.now + timedelta(hours=number))
            try:
                # As in life, where each act is a transaction and a refusal undoes it.
                with session.begin_nested():
                    act(diary, which, minutes)
            except HundredError:
                pass
            session.expunge_all()
            minutes_now = logged(diary.work)
            assert activity.minutes_in_ledger(diary.work) == minutes_now
            assert sum(totals.by_day(diary.work).values()) == minutes_now
            assert (
                sum(
                    card.minutes
                    for card in [
                        *cards.cards(diary.work),
                        *(put.card for put in pursuits.museum(diary.work)),
                    ]
                )
                == minutes_now
            )
        assert activity.minutes_in_ledger(mallory) == logged(mallory) == 7


def deeds(work: Work) -> list[tuple[str, int]]:
    query = (
        select(ActivityEvent.kind, ActivityEvent.amount)
        .where(ActivityEvent.user_id == work.user_id)
        .order_by(col(ActivityEvent.happened_at), col(ActivityEvent.id))
    )
    return list(work.db.exec(query).all())


def test_every_act_leaves_one_deed(alice: Work) -> None:
    """In the order in which they were done; each is an hour after the one before."""
    diary = Diary(alice)
    told: list[tuple[str, int]] = []

    def do(act: Act, minutes: int, *leaves: tuple[str, int]) -> None:
        diary.work = replace(diary.work, now=diary.work.now + timedelta(hours=1))
        act(diary, 0, minutes)
        told.extend(leaves)
        assert deeds(alice) == told

    do(Diary.commit, 1, (DeedKind.COMMITMENT_MADE, 1))
    do(Diary.log, 90, (DeedKind.TIME_LOGGED, 90))
    do(Diary.log_again, 90)
    do(Diary.edit, 90)
    do(Diary.edit, 60, (DeedKind.TIME_CHANGED, -30))
    do(Diary.remove, 0, (DeedKind.TIME_REMOVED, -60))
    do(Diary.restore, 0, (DeedKind.TIME_LOGGED, 60))
    do(Diary.restore, 0)
    do(Diary.bring_in, 30, (DeedKind.TIME_LOGGED, 30))
    do(Diary.archive, 0, (DeedKind.COMMITMENT_ARCHIVED, 1))
    do(Diary.archive, 0)
    do(Diary.reopen, 0, (DeedKind.COMMITMENT_REOPENED, 1))
    do(Diary.reopen, 0)
    do(Diary.delete, 0, (DeedKind.TIME_REMOVED, -90))
    assert activity.minutes_in_ledger(alice) == 0


def test_a_synthesis_is_one_deed_however_often_it_is_changed(alice: Work) -> None:
    its_id = make.commit(alice)
    make.give(alice, its_id, 1500)
    make.write(alice, its_id, 25)
    make.write(alice, its_id, 25, "Said better, and for the last time.", rev=1)
    kinds = [kind for kind, _ in deeds(alice)]
    assert kinds.count(DeedKind.SYNTHESIS_WRITTEN) == 1
    syntheses.take_back(alice, its_id, 25)
    assert deeds(alice)[-1] == (DeedKind.SYNTHESIS_TAKEN_BACK, -1)

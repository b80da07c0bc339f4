"""Deleting a log and taking that back, time from elsewhere, and whose logs they are."""

from collections.abc import Callable
from datetime import timedelta

import make
import pytest
from conftest import later
from sqlmodel import col, select

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.tables import RemovedItem
from hundred_app.features.commitments.service import (
    cards,
    entries,
    history,
    imports,
    logs,
    removing,
)
from hundred_app.features.commitments.service.imports import Brought
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def kept(work: Work) -> list[TimeLog]:
    return list(work.db.exec(select(TimeLog).order_by(col(TimeLog.date))))


def test_a_deleted_log_is_gone_from_the_sums(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, minutes=90)
    _, sentence = logs.remove_log(alice, made)
    assert sentence == f"Deleted 1{NBSP}h{NBSP}30 of Cello."
    assert kept(alice) == []
    assert cards.cards(alice)[0].minutes == activity.minutes_in_ledger(alice) == 0
    with pytest.raises(NotFound):
        logs.remove_log(alice, made)
    assert activity.minutes_in_ledger(alice) == 0


def test_a_deletion_is_taken_back_to_the_last_letter(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, ago=timedelta(days=2, seconds=7), text="Ünter “quotes”\nand 日")
    logs.edit_log(alice, logs.as_form(alice, made))
    before = kept(alice)[0].model_dump()
    removed, _ = logs.remove_log(later(alice, minutes=1), made)
    saved = logs.restore_log(later(alice, minutes=2), removed)
    assert saved.log_id == made
    assert kept(alice)[0].model_dump() == before
    assert activity.minutes_in_ledger(alice) == 45


def test_taking_back_twice_changes_nothing(alice: Work, cello: str) -> None:
    removed, _ = logs.remove_log(alice, make.log(alice, cello))
    assert logs.restore_log(alice, removed) == logs.restore_log(alice, removed)
    assert len(kept(alice)) == 1
    assert activity.minutes_in_ledger(alice) == 45


def test_taking_back_does_not_undo_what_was_changed_since(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, ago=timedelta(days=1))
    removed, _ = logs.remove_log(alice, made)
    logs.restore_log(alice, removed)
    again = logs.as_form(alice, made).model_copy(update={"duration": "50", "reflection": "Since."})
    logs.edit_log(alice, again)
    logs.restore_log(alice, removed)
    assert (kept(alice)[0].reflection, kept(alice)[0].duration_minutes) == ("Since.", 50)


def test_deleted_again_it_is_taken_back_again(alice: Work, cello: str) -> None:
    made = make.log(alice, cello)
    for _ in range(3):
        removed, _ = logs.remove_log(alice, made)
        assert logs.restore_log(alice, removed).log_id == made
    assert activity.minutes_in_ledger(alice) == 45


def test_nothing_comes_back_to_a_commitment_that_is_gone(alice: Work, cello: str) -> None:
    removed, _ = logs.remove_log(alice, make.log(alice, cello))
    removing.delete(alice, cello, "Cello")
    with pytest.raises(NotFound) as refused:
        logs.restore_log(alice, removed)
    assert refused.value.message == t.gone
    assert kept(alice) == []
    assert activity.minutes_in_ledger(alice) == 0


def test_a_stranger_takes_nothing_back(alice: Work, mallory: Work, cello: str) -> None:
    removed, _ = logs.remove_log(alice, make.log(alice, cello))
    with pytest.raises(NotFound):
        logs.restore_log(mallory, removed)
    assert kept(alice) == []
    logs.restore_log(alice, removed)


@pytest.mark.parametrize("removed", ["", "x", "0" * 36])
def test_what_was_never_deleted_is_not_taken_back(alice: Work, removed: str) -> None:
    with pytest.raises(NotFound):
        logs.restore_log(alice, removed)
    with pytest.raises(NotFound):
        logs.restore_log(alice, new_id())


def test_what_was_deleted_is_kept_for_a_day_and_no_longer(
    alice: Work, mallory: Work, cello: str
) -> None:
    """Reflections that somebody deleted must not stay in the database for good."""
    hers, _ = logs.remove_log(mallory, make.log(mallory, make.commit(mallory)))
    logs.remove_log(alice, make.log(alice, cello))
    logs.remove_log(later(alice, days=1), make.log(alice, cello))
    assert len(alice.db.exec(select(RemovedItem)).all()) == 3
    logs.remove_log(later(alice, days=1, seconds=1), make.log(alice, cello))
    left = alice.db.exec(select(RemovedItem).order_by(col(RemovedItem.id))).all()
    assert [item.user_id for item in left].count(alice.user_id) == 2
    assert hers in {item.id for item in left}


# Time from elsewhere


def test_time_without_a_note_says_so_and_can_be_reflected_on_later(alice: Work, cello: str) -> None:
    make.bring(alice, cello, minutes=45)
    (made,) = kept(alice)
    assert made.reflection == "Imported from Gleeo, no reflection."
    (shown,) = entries.recent(alice, days=1)[0].logs
    assert not shown.is_own_words
    form = logs.as_form(alice, made.id)
    assert form.reflection == ""
    with pytest.raises(Invalid) as refused:
        logs.edit_log(alice, form)
    assert refused.value.field == "reflection"
    logs.edit_log(alice, form.model_copy(update={"reflection": "Now I know."}))
    (shown,) = entries.recent(alice, days=1)[0].logs
    assert (shown.is_own_words, shown.reflection) == (True, "Now I know.")
    assert made.source == "Gleeo"
    assert activity.minutes_in_ledger(alice) == 45


def test_time_with_a_note_keeps_it(alice: Work, cello: str) -> None:
    make.bring(alice, cello, note="Scales in thirds.")
    (shown,) = entries.recent(alice, days=1)[0].logs
    assert (shown.is_own_words, shown.reflection) == (True, "Scales in thirds.")


def test_the_same_words_typed_by_a_person_are_their_own(alice: Work, cello: str) -> None:
    make.log(alice, cello, text=t.no_reflection(source="Gleeo"))
    assert entries.recent(alice, days=1)[0].logs[0].is_own_words


def test_an_import_that_came_again_is_not_doubled_by_taking_back(alice: Work, cello: str) -> None:
    key = make.bring(alice, cello)
    removed, _ = logs.remove_log(alice, kept(alice)[0].id)
    assert imports.known_keys(alice) == set()
    again = Brought(key, alice.now - timedelta(minutes=45), 45, "")
    imports.bring_in(alice, cello, "Gleeo", [again])
    saved = logs.restore_log(alice, removed)
    assert [log.id for log in kept(alice)] == [saved.log_id]
    assert activity.minutes_in_ledger(alice) == 45


# Whose it is

VERBS: list[Callable[[Work, str, str], object]] = [
    lambda work, _, log_id: logs.as_form(work, log_id),
    lambda work, _, log_id: logs.remove_log(work, log_id),
    lambda work, commitment_id, log_id: logs.edit_log(work, filled(log_id, commitment_id)),
    lambda work, _, log_id: logs.edit_log(work, filled(log_id, make.commit(work, "Mine"))),
    lambda work, commitment_id, _: logs.log_time(work, filled(new_id(), commitment_id)),
    lambda work, _, log_id: logs.log_time(work, filled(log_id, make.commit(work, "Mine"))),
    lambda work, commitment_id, _: make.bring(work, commitment_id),
    lambda work, commitment_id, _: entries.journal(
        work, commitment_id, limit=9, oldest_first=False
    ),
    lambda work, commitment_id, _: history.history(work, Asked(commitment_id=commitment_id)),
]


def filled(key: str, commitment_id: str) -> LogForm:
    return LogForm(
        key=key, commitment_id=commitment_id, duration="5", reflection="Not hers.", rev=1
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_no_log(
    alice: Work, mallory: Work, cello: str, verb: Callable[[Work, str, str], object]
) -> None:
    made = make.log(alice, cello)
    alice.db.flush()
    before = [log.model_dump() for log in kept(alice)]
    with pytest.raises(NotFound):
        verb(mallory, cello, made)
    assert [log.model_dump() for log in kept(alice)] == before
    assert activity.minutes_in_ledger(mallory) == 0
    assert activity.minutes_in_ledger(alice) == 45


def test_a_strangers_timelines_have_nothing_of_hers(alice: Work, mallory: Work, cello: str) -> None:
    make.bring(alice, cello)
    assert entries.recent(mallory, days=30) == []
    found = history.history(mallory, Asked())
    assert (found.summary, found.days, found.next_page) == ("", [], "")
    assert imports.known_keys(mallory) == set()
    assert imports.commitment_called(mallory, "Cello") is None

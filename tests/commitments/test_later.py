"""Logging now and writing the sentence later: what counts, what is shown, what stays strict."""

from datetime import timedelta

import make
import pytest
from conftest import later, person
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from hundred_app.core import belongings
from hundred_app.core.errors import Invalid
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.rules.pursuit import fill
from hundred_app.features.commitments.service import (
    cards,
    entries,
    logs,
    pages,
    removing,
    resending,
)
from hundred_app.features.commitments.service import later as service
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def form(commitment_id: str, **more: str) -> LogForm:
    fields = {"key": new_id(), "commitment_id": commitment_id, "duration": "40"}
    return LogForm.parse({**fields, "reflection": "", "later": "on", **more})


def row(work: Work, log_id: str) -> TimeLog:
    found = work.db.get(TimeLog, log_id)
    assert found is not None
    return found


def test_it_counts_at_once_and_is_hatched_until_it_is_written(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=90, ago=timedelta(hours=2))
    first = form(cello)
    saved = logs.log_time(alice, first)
    assert saved.sentence == t.logged_later(duration=f"40{NBSP}min", title="Cello")
    assert logs.log_time(alice, first) == saved
    assert resending.is_saved(alice, first)
    (card,) = cards.cards(alice)
    assert (card.minutes, card.squares.hatched) == (130, [(1.5, 130 / 60)])
    assert pages.page(alice, cello).card.squares == card.squares
    (entry, _) = entries.recent(alice, days=1)[0].logs
    assert (entry.is_waiting, entry.is_own_words, entry.reflection) == (True, False, t.to_come)
    (waits,) = service.waiting(alice)
    assert waits.sentence == f"40{NBSP}min of Cello wait for their sentence until tonight."

    edited = logs.as_form(alice, saved.log_id)
    assert (edited.reflection, edited.later) == ("", "on")
    logs.edit_log(alice, edited.model_copy(update={"reflection": make.SENTENCE}))
    assert row(alice, saved.log_id).reflect_by is None
    assert service.waiting(alice) == []
    assert cards.cards(alice)[0].squares.hatched == []


def test_after_the_day_it_waits_on_and_is_asked_for_kindly(alice: Work, cello: str) -> None:
    logs.log_time(alice, form(cello))
    (waits,) = service.waiting(later(alice, days=3))
    assert waits.sentence == (
        f"40{NBSP}min of Cello, 18{NBSP}November, still wait for their sentence."
    )
    assert cards.cards(later(alice, days=3))[0].squares.hatched


def test_tonight_is_the_end_of_the_persons_own_day(db: Session) -> None:
    berta = person(db, "berta", zone="America/New_York")
    saved = logs.log_time(berta, form(make.commit(berta)))
    assert row(berta, saved.log_id).reflect_by == berta.begins(berta.today + timedelta(days=1))


def test_an_edit_may_leave_it_waiting_and_its_day_stays(alice: Work, cello: str) -> None:
    saved = logs.log_time(alice, form(cello))
    by = row(alice, saved.log_id).reflect_by
    tomorrow = later(alice, days=1)
    edited = logs.as_form(tomorrow, saved.log_id).model_copy(update={"duration": "50"})
    logs.edit_log(tomorrow, edited)
    assert row(alice, saved.log_id).reflect_by == by
    with pytest.raises(Invalid):
        logs.edit_log(
            tomorrow, logs.as_form(tomorrow, saved.log_id).model_copy(update={"later": ""})
        )


def test_a_sentence_that_was_written_cannot_be_put_off_again(alice: Work, cello: str) -> None:
    log_id = make.log(alice, cello)
    emptied = logs.as_form(alice, log_id).model_copy(update={"reflection": " ", "later": "on"})
    with pytest.raises(Invalid) as refused:
        logs.edit_log(alice, emptied)
    assert refused.value.message == t.reflection_empty
    with pytest.raises(Invalid):
        logs.log_time(alice, form(cello, later=""))


def test_a_sentence_that_is_there_is_no_later_one(alice: Work, cello: str) -> None:
    saved = logs.log_time(alice, form(cello, reflection=make.SENTENCE))
    assert row(alice, saved.log_id).reflect_by is None


def test_deleted_and_taken_back_it_waits_again(alice: Work, cello: str) -> None:
    saved = logs.log_time(alice, form(cello))
    by = row(alice, saved.log_id).reflect_by
    kept, _ = logs.remove_log(alice, saved.log_id)
    assert service.waiting(alice) == []
    logs.restore_log(alice, kept)
    assert row(alice, saved.log_id).reflect_by == by


def test_it_is_nobody_elses_and_goes_where_the_rest_goes(
    alice: Work, mallory: Work, cello: str
) -> None:
    logs.log_time(alice, form(cello))
    make.commit(mallory)
    assert service.waiting(mallory) == []
    assert cards.cards(mallory)[0].squares.hatched == []
    (taken,) = belongings.rows_of(alice.db, alice.user_id)["time_log"]
    assert taken["reflect_by"] == "2026-11-19T00:00:00+00:00"
    removing.delete(alice, cello, "Cello")
    assert service.waiting(alice) == []


@given(
    st.lists(st.integers(1, 1440), min_size=1, max_size=40),
    st.integers(1, 300),
    st.integers(0, 6000),
)
def test_the_hatched_parts_of_all_logs_fill_what_is_filled(
    minutes: list[int], goal: int, before: int
) -> None:
    """Each begins where the one before ends, and the last ends where the squares do."""
    total, end = 0, rules.filled(0, 0, goal, before)[0]
    for each in minutes:
        low, high = rules.filled(total, total + each, goal, before)
        assert low == end
        assert low <= high <= 100
        total, end = total + each, high
    filled = fill(before + total, goal)
    assert end == pytest.approx(filled.full + filled.part)

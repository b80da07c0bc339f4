"""Keeping a draft, finding it again, and forgetting it once its text is saved."""

from collections.abc import Callable

import make
import pytest
from conftest import NOON, later
from sqlmodel import Session, func, select

from hundred_app.core.errors import Changed, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import (
    logs,
    quick,
    removing,
    resending,
    syntheses,
)
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.quick import QuickForm
from hundred_app.features.commitments.service.syntheses import SynthesisForm
from hundred_app.features.drafts import service
from hundred_app.features.drafts.tables import Draft

ID = "01980000-0000-7000-8000-00000000000a"


def count(db: Session) -> int:
    return db.exec(select(func.count()).select_from(Draft)).one()


def text_of(work: Work, subject: str) -> str:
    found = service.find(work, subject)
    return found.text if found else ""


def test_what_was_kept_is_found(alice: Work) -> None:
    assert service.keep(alice, f"log:{ID}@3", "the bow") == "12:00"
    found = service.find(later(alice, hours=1), f"log:{ID}")
    assert found == service.Kept(f"log:{ID}", "the bow", 3, int(NOON.timestamp()), "12:00")


def test_an_older_one_says_its_day(alice: Work) -> None:
    service.keep(alice, "quick", "20m cello")
    found = service.find(later(alice, days=1), "quick")
    assert found is not None
    assert found.when == f"18{NBSP}November, 12:00"


def test_the_last_text_stands_in_the_place_of_the_one_before(alice: Work) -> None:
    for text in ("t", "th", "the"):
        service.keep(alice, "log:new", text)
    assert text_of(alice, "log:new") == "the"
    assert count(alice.db) == 1


def test_an_emptied_field_has_no_draft(alice: Work) -> None:
    service.keep(alice, "log:new", "the")
    service.keep(alice, "log:new", " ")
    assert service.find(alice, "log:new") is None
    assert count(alice.db) == 0


def test_of_two_that_began_differently_the_latest_is_found(alice: Work) -> None:
    service.keep(alice, f"log:{ID}@1", "over the first")
    service.keep(later(alice, minutes=1), f"log:{ID}@2", "over the second")
    service.keep(later(alice, minutes=2), f"log:{ID}@1", "over the first, still")
    found = service.find(alice, f"log:{ID}")
    assert found is not None
    assert (found.rev, found.text) == (1, "over the first, still")
    service.forget(alice, f"log:{ID}")
    assert count(alice.db) == 0


def test_forgetting_takes_nothing_else_along(alice: Work) -> None:
    for name in ("quick", "log:new", f"log:{ID}@1", f"synthesis:{ID}:25"):
        service.keep(alice, name, name)
    service.forget(alice, f"synthesis:{ID}:25")
    service.forget(alice, f"synthesis:{ID}:25")
    assert service.subjects(alice) == sorted(["quick", "log:new", f"log:{ID}"])


def test_s77_of_fifty_and_one_the_oldest_goes(alice: Work) -> None:
    ids = [new_id() for _ in range(51)]
    for minute, log_id in enumerate(ids):
        service.keep(later(alice, minutes=minute), f"log:{log_id}@1", "x")
    assert count(alice.db) == 50
    assert text_of(alice, f"log:{ids[0]}") == ""
    assert text_of(alice, f"log:{ids[50]}") == "x"


def test_after_ninety_days_it_is_gone(alice: Work) -> None:
    service.keep(alice, "log:new", "long ago")
    assert text_of(later(alice, days=90), "log:new") == "long ago"
    assert text_of(later(alice, days=90, seconds=1), "log:new") == ""
    service.keep(later(alice, days=91), "quick", "now")
    assert count(alice.db) == 1


def test_s05_what_cannot_be_kept_is_refused_and_changes_nothing(alice: Work) -> None:
    service.keep(alice, "quick", "20m cello")
    for name, text in (("quick", "x" * 20_001), ("elsewhere", "x")):
        with pytest.raises(Invalid):
            service.keep(alice, name, text)
    assert text_of(alice, "quick") == "20m cello"


# Strangers


def test_s06_a_stranger_never_reads_a_draft(alice: Work, mallory: Work) -> None:
    service.keep(alice, f"log:{ID}@1", "mine")
    assert service.find(mallory, f"log:{ID}") is None
    assert service.subjects(mallory) == []


def test_s06_a_stranger_never_overwrites_nor_forgets_one(alice: Work, mallory: Work) -> None:
    service.keep(alice, f"log:{ID}@1", "mine")
    service.keep(mallory, f"log:{ID}@1", "theirs")
    service.keep(mallory, f"log:{ID}@1", "")
    service.forget(mallory, f"log:{ID}")
    assert text_of(alice, f"log:{ID}") == "mine"


def test_s06_a_strangers_many_drafts_push_none_of_mine_out(alice: Work, mallory: Work) -> None:
    service.keep(alice, "quick", "mine")
    for minute in range(60):
        service.keep(later(mallory, minutes=minute, days=1), f"log:{new_id()}@1", "x")
    service.keep(later(mallory, days=200), "quick", "x")
    assert text_of(alice, "quick") == "mine"


# Saving forgets, in the same transaction


def _log_new(work: Work, cello: str) -> None:
    form = LogForm(key=new_id(), commitment_id=cello, duration="45", reflection="the bow")
    logs.log_time(work, form)


def _quick(work: Work, cello: str) -> None:
    quick.quick_log(work, QuickForm(key=new_id(), text="45m cello the bow"))


@pytest.mark.parametrize(("name", "save"), [("log:new", _log_new), ("quick", _quick)])
def test_a_new_log_forgets_its_draft_and_no_other(
    alice: Work, name: str, save: Callable[[Work, str], None]
) -> None:
    cello = make.commit(alice)
    for each in ("log:new", "quick"):
        service.keep(alice, each, "the bow")
    save(alice, cello)
    assert service.subjects(alice) == [{"log:new": "quick", "quick": "log:new"}[name]]


def test_a_changed_log_forgets_its_draft(alice: Work) -> None:
    log_id = make.log(alice, make.commit(alice))
    service.keep(alice, f"log:{log_id}@1", "better")
    form = logs.as_form(alice, log_id)
    logs.edit_log(alice, form.model_copy(update={"reflection": "better"}))
    assert count(alice.db) == 0


def test_a_synthesis_forgets_its_draft_when_written_and_when_changed(alice: Work) -> None:
    cello = make.commit(alice)
    make.give(alice, cello, 25 * 60)
    for rev, text in enumerate(("What stays is counting.", "What stays is counting out loud.")):
        service.keep(alice, f"synthesis:{cello}:25", text)
        make.write(alice, cello, 25, text, rev=rev)
        assert count(alice.db) == 0


def test_what_could_not_be_saved_keeps_its_draft(alice: Work) -> None:
    cello = make.commit(alice)
    log_id = make.log(alice, cello)
    make.give(alice, cello, 25 * 60)
    logs.edit_log(alice, logs.as_form(alice, log_id).model_copy(update={"reflection": "one"}))
    service.keep(alice, f"log:{log_id}@1", "another")
    service.keep(alice, f"synthesis:{cello}:25", "short")
    form = logs.as_form(alice, log_id).model_copy(update={"reflection": "another", "rev": 1})
    with pytest.raises(Changed):
        logs.edit_log(alice, form)
    with pytest.raises(Invalid):
        syntheses.write(alice, cello, 25, SynthesisForm(synthesis="short"))
    assert count(alice.db) == 2


def test_what_was_written_about_a_commitment_goes_with_it(alice: Work) -> None:
    cello, viola = make.commit(alice, "Cello"), make.commit(alice, "Viola")
    mine, other = make.log(alice, cello), make.log(alice, viola)
    for name in (f"log:{mine}@1", f"log:{other}@1", f"synthesis:{cello}:25", "quick"):
        service.keep(alice, name, "x")
    removing.delete(alice, cello, "Cello")
    assert service.subjects(alice) == sorted(["quick", f"log:{other}"])


def test_a_draft_of_a_log_that_is_deleted_stays_for_when_that_is_taken_back(alice: Work) -> None:
    log_id = make.log(alice, make.commit(alice))
    service.keep(alice, f"log:{log_id}@1", "better")
    removed, _ = logs.remove_log(alice, log_id)
    with pytest.raises(NotFound):
        logs.as_form(alice, log_id)
    logs.restore_log(alice, removed)
    assert text_of(alice, f"log:{log_id}") == "better"


# A save whose answer was lost


def test_a_form_is_known_to_be_saved_when_its_answer_was_lost(alice: Work) -> None:
    cello = make.commit(alice)
    form = LogForm(key=new_id(), commitment_id=cello, duration="45", reflection=" the bow ")
    assert not resending.is_saved(alice, form)
    logs.log_time(alice, form)
    assert resending.is_saved(alice, form)
    assert not resending.is_saved(
        alice, form.model_copy(update={"reflection": "the bow, and more"})
    )
    assert not resending.is_saved(alice, form.model_copy(update={"duration": "46"}))


def test_a_change_is_known_to_be_saved_and_sending_it_twice_is_no_conflict(alice: Work) -> None:
    log_id = make.log(alice, make.commit(alice))
    form = logs.as_form(alice, log_id).model_copy(update={"reflection": "better"})
    assert not resending.is_saved(alice, form)
    logs.edit_log(alice, form)
    assert resending.is_saved(alice, form)
    logs.edit_log(alice, form)
    assert logs.as_form(alice, log_id).rev == 2
    with pytest.raises(Changed):
        logs.edit_log(alice, form.model_copy(update={"duration": "46"}))


def test_s06_nobody_elses_form_is_known(alice: Work, mallory: Work) -> None:
    form = LogForm(key=new_id(), commitment_id=make.commit(alice), duration="45", reflection="mine")
    logs.log_time(alice, form)
    assert not resending.is_saved(mallory, form)


def test_who_did_not_hear_that_it_was_saved_is_told_again(alice: Work, mallory: Work) -> None:
    cello = make.commit(alice)
    form = LogForm(key=new_id(), commitment_id=cello, duration="45", reflection="the bow")
    first = logs.log_time(alice, form)
    assert resending.answer(alice, form) == first
    edited = form.model_copy(update={"rev": 1})
    assert resending.answer(alice, edited).sentence == "Saved."
    with pytest.raises(NotFound):
        resending.answer(mallory, form)

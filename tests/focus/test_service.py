"""Timers in the database: one at a time, whose they are, and how a stretch becomes one log."""

import threading
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from conftest import NOON, later, person
from make import Acting
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from hundred_app.core import belongings
from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, HundredError, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import logs, pursuits, removing
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.drafts import service as drafts
from hundred_app.features.focus.service import stopping, timers
from hundred_app.features.focus.service.overview import Running, discarding, overview
from hundred_app.features.focus.service.timers import StartForm
from hundred_app.features.focus.tables import FocusSession
from hundred_app.features.focus.texts import t


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def begin(work: Work, commitment_id: str, length: str = "", own: str = "") -> str:
    return timers.start(work, StartForm(commitment_id=commitment_id, length=length, own=own))


def running(work: Work) -> Running:
    found = overview(work).running
    assert found is not None
    return found


def form_of(work: Work, session_id: str, text: str = make.SENTENCE) -> LogForm:
    """The filled-in log form of a timer that is stopped now."""
    form = stopping.stop(work, session_id)
    assert form is not None
    return form.model_copy(update={"reflection": text})


def kept(work: Work) -> list[TimeLog]:
    return list(work.db.exec(select(TimeLog)))


def session(work: Work, session_id: str) -> FocusSession:
    found = work.db.get(FocusSession, session_id)
    assert found is not None
    return found


# From start to log


def test_a_timer_becomes_one_log(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    assert running(later(alice, minutes=12)).status == f"Running, 12{NBSP}min"
    after = later(alice, minutes=40, seconds=31)
    form = stopping.stop(after, its_id)
    assert form is not None
    assert (form.duration, form.moment) == ("41 min", "2026-11-18 11:59")
    assert overview(after).running is None
    assert kept(alice) == []

    form = form.model_copy(update={"reflection": make.SENTENCE})
    saved = stopping.log_time(later(alice, minutes=50), form)
    assert stopping.log_time(later(alice, minutes=50), form) == saved
    (log,) = kept(alice)
    assert (log.id, log.duration_minutes, log.reflection) == (its_id, 41, make.SENTENCE)
    assert log.date == NOON + timedelta(seconds=-29)
    done = session(alice, its_id)
    assert (done.status, done.time_log_id) == ("completed", saved.log_id)
    assert overview(later(alice, minutes=50)).waiting == []
    with pytest.raises(Conflict, match="logged already"):
        stopping.stop(alice, its_id)


def test_what_was_not_written_waits_and_is_found(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    stopping.stop(later(alice, minutes=40), its_id)
    tomorrow = later(alice, days=1)
    (waits,) = overview(tomorrow).waiting
    assert waits.sentence == f"A stretch of 40{NBSP}min of Cello waits for its sentence."
    with pytest.raises(Invalid):
        stopping.log_time(tomorrow, form_of(tomorrow, its_id, text=" "))
    assert session(alice, its_id).status == "stopped"
    stopping.log_time(tomorrow, form_of(tomorrow, its_id))
    assert (kept(alice)[0].duration_minutes, kept(alice)[0].date) == (40, NOON)


def test_another_timer_may_run_while_a_stretch_waits(alice: Work, cello: str) -> None:
    stopping.stop(later(alice, minutes=40), begin(alice, cello))
    begin(later(alice, minutes=41), cello)
    found = overview(later(alice, minutes=42))
    assert found.running is not None
    assert len(found.waiting) == 1


def test_thoughts_begin_the_reflection(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    drafts.keep(alice, "thought", "less bow")
    timers.add_thought(alice, its_id, "less bow")
    assert drafts.subjects(alice) == []
    timers.add_thought(alice, its_id, "elbow down")
    assert running(alice).thoughts == ["less bow", "elbow down"]
    form = stopping.stop(alice, its_id)
    assert form is not None
    assert form.reflection == "less bow\nelbow down"


def test_saving_forgets_the_draft_of_this_stretch_alone(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    drafts.keep(alice, "log:new", "another text")
    drafts.keep(alice, f"log:{its_id}", "half a sen")
    stopping.log_time(alice, form_of(alice, its_id))
    assert drafts.subjects(alice) == ["log:new"]


def test_a_log_without_a_timer_is_saved_as_ever(alice: Work, cello: str) -> None:
    form = LogForm(key=new_id(), commitment_id=cello, duration="5", reflection=make.SENTENCE)
    stopping.log_time(alice, form)
    assert len(kept(alice)) == 1
    with pytest.raises(NotFound):
        stopping.log_time(alice, form.model_copy(update={"key": new_id(), "is_timed": 1}))


def test_in_the_hour_that_comes_twice_what_was_measured_holds(db: Session) -> None:
    night = NOON.replace(month=10, day=25, hour=1, minute=10)
    berta = person(db, "berta", zone="Europe/Berlin", now=night)
    its_id = begin(berta, make.commit(berta))
    after = later(berta, minutes=30)
    stopping.log_time(after, form_of(after, its_id))
    assert kept(berta)[0].date == night


def test_it_may_be_logged_for_another_commitment(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    its_id = begin(alice, cello)
    form = form_of(later(alice, minutes=9), its_id).model_copy(update={"commitment_id": chess})
    stopping.log_time(later(alice, minutes=9), form)
    assert session(alice, its_id).commitment_id == chess


def test_deleting_the_log_later_does_not_bring_the_stretch_back(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    stopping.log_time(alice, form_of(alice, its_id))
    logs.remove_log(alice, its_id)
    alice.db.expire_all()
    assert session(alice, its_id).time_log_id is None
    assert overview(alice).waiting == []


# Pause, start, length


def test_a_pause_does_not_count(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    timers.pause(later(alice, minutes=10), its_id)
    paused = running(later(alice, minutes=30))
    assert (paused.is_paused, paused.elapsed, paused.status) == (True, 600, f"Paused, 10{NBSP}min")
    timers.resume(later(alice, minutes=30), its_id)
    assert running(later(alice, minutes=35)).elapsed == 900
    assert form_of(later(alice, minutes=35), its_id).duration == "15 min"


def test_the_start_can_be_moved(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    assert timers.set_start(later(alice, minutes=5), its_id, "11:40") == "It began at 11:40."
    assert running(later(alice, minutes=5)).elapsed == 25 * 60
    for wrong in ("13:40", "yesterday 11:00", "soon", ""):
        with pytest.raises(Invalid) as refused:
            timers.set_start(later(alice, minutes=5), its_id, wrong)
        assert refused.value.field == "start"


def test_a_pomodoro_stops_at_its_length_and_offers_a_break(alice: Work, cello: str) -> None:
    for number, offered in enumerate((5, 5, 5, 15), start=1):
        alice = later(alice, hours=1)
        its_id = begin(alice, cello, "25")
        over = later(alice, minutes=31)
        found = running(over)
        assert (found.is_over, found.elapsed) == (True, 25 * 60)
        assert found.sentence == f"25{NBSP}min. Stop and write, or go on."
        assert overview(over).break_offer == ""
        stopping.log_time(over, form_of(over, its_id))
        assert overview(over).break_offer == f"Take a break, {offered}{NBSP}min"
        assert overview(later(over, minutes=16)).break_offer == ""
        assert len(kept(alice)) == number
    assert {log.duration_minutes for log in kept(alice)} == {25}


def test_going_on_says_what_counts(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello, "25")
    said = timers.go_on(later(alice, minutes=31), its_id)
    assert said == t.went_on(duration=f"6{NBSP}min")
    assert running(later(alice, minutes=40)).elapsed == 40 * 60
    assert timers.go_on(later(alice, minutes=41), its_id) == ""


def test_going_on_after_an_hour_counts_from_the_length(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello, "25")
    said = timers.go_on(later(alice, minutes=85), its_id)
    assert said == t.went_on_from(duration=f"25{NBSP}min")
    assert running(later(alice, minutes=86)).elapsed == 26 * 60


@pytest.mark.parametrize(
    ("own", "seconds"), [("40m", 2400), ("until 12:50", 3000), ("1h30", 5400), ("12:01", 60)]
)
def test_a_countdown_has_the_length_that_one_likes(
    alice: Work, cello: str, own: str, seconds: int
) -> None:
    begin(alice, cello, "own", own)
    assert (running(alice).length, running(alice).wake) == (seconds, seconds)


@pytest.mark.parametrize(("length", "own"), [("own", "soon"), ("own", ""), ("7", ""), ("own", "3")])
def test_a_length_that_is_none_is_refused(alice: Work, cello: str, length: str, own: str) -> None:
    if own == "3":
        begin(alice, cello, length, own)
        return
    with pytest.raises(Invalid) as refused:
        begin(alice, cello, length, own)
    assert refused.value.field == "own"


# Breaks


def test_a_break_is_no_time_of_anything(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello, "25")
    over = later(alice, minutes=25)
    stopping.log_time(over, form_of(over, its_id))
    rest = timers.take_break(over)
    assert (running(over).title, running(over).is_break, running(over).length) == (
        t.short_break,
        True,
        300,
    )
    assert running(later(over, minutes=6)).sentence == t.break_over
    assert stopping.stop(later(over, minutes=6), rest) is None
    assert overview(later(over, minutes=6)).running is None
    assert overview(later(over, minutes=6)).break_offer == ""
    assert len(kept(alice)) == 1


def test_starting_ends_a_break(alice: Work, cello: str) -> None:
    timers.take_break(alice)
    begin(later(alice, minutes=2), cello)
    assert running(later(alice, minutes=3)).title == "Cello"


# A timer that was forgotten


def test_a_runaway_is_asked_about_and_never_counted_silently(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    night = later(alice, hours=11)
    found = running(night)
    assert (found.is_runaway, found.sentence) == (True, t.still_going)
    assert stopping.is_runaway(night, its_id)
    with pytest.raises(Conflict, match="Still going"):
        stopping.stop(night, its_id)
    for wrong in ("11:59", "whenever", "tomorrow 3:00"):
        with pytest.raises(Invalid) as refused:
            stopping.set_end(night, its_id, wrong)
        assert refused.value.field == "end"
    form = stopping.set_end(night, its_id, "13:30")
    assert (form.duration, form.moment) == ("1 h 30", "2026-11-18 12:00")


def test_a_runaway_may_be_true(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    assert stopping.set_end(later(alice, hours=5), its_id, "now").duration == "5 h"


def test_after_days_the_end_is_within_one(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    with pytest.raises(Invalid) as refused:
        stopping.set_end(later(alice, days=3), its_id, "now")
    assert refused.value.message == t.end_ahead(time="12:00")


# Throwing away


def test_what_was_discarded_runs_on_when_it_is_taken_back(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    after = later(alice, minutes=5)
    assert discarding(after, its_id) == f"5{NBSP}min of Cello will not be logged."
    timers.discard(after, its_id)
    assert overview(after).running is None
    for _ in range(2):
        timers.undo_discard(later(alice, minutes=6), its_id)
    assert running(later(alice, minutes=7)).elapsed == 7 * 60


def test_taken_back_beside_another_timer_it_waits(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    timers.discard(later(alice, minutes=5), its_id)
    begin(later(alice, minutes=6), cello)
    timers.undo_discard(later(alice, minutes=7), its_id)
    (waits,) = overview(later(alice, minutes=8)).waiting
    assert waits.id == its_id
    assert form_of(later(alice, minutes=8), its_id).duration == "5 min"


def test_a_waiting_stretch_can_be_discarded_and_a_logged_one_not(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    stopping.stop(later(alice, minutes=5), its_id)
    timers.discard(alice, its_id)
    assert overview(alice).waiting == []
    timers.undo_discard(alice, its_id)
    stopping.log_time(later(alice, minutes=5), form_of(alice, its_id))
    with pytest.raises(Conflict):
        timers.discard(alice, its_id)


def test_what_was_discarded_is_gone_in_the_end(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    timers.discard(alice, its_id)
    begin(later(alice, days=2), cello)
    alice.db.expire_all()
    assert alice.db.get(FocusSession, its_id) is None


def test_nobody_can_fill_the_disk_with_timers(alice: Work, cello: str) -> None:
    for _ in range(timers.MOST_WITHOUT_LOG):
        stopping.stop(alice, begin(alice, cello))
    with pytest.raises(Conflict, match="wait for their sentence"):
        begin(alice, cello)


# One at a time


def test_there_is_one_timer_at_a_time(alice: Work, cello: str) -> None:
    begin(alice, cello)
    with pytest.raises(Conflict, match="running already"):
        begin(alice, make.commit(alice, "Chess"))
    with pytest.raises(Conflict, match="running already"):
        timers.take_break(alice)


def test_two_devices_that_start_at_once_start_one(database: Database) -> None:
    with database.writing() as db:
        who = person(db, "alice")
        cello = make.commit(who)
    act = Acting(database, who)
    ready, told = threading.Barrier(8), list[str]()

    def press() -> None:
        ready.wait()
        try:
            act(lambda work: begin(work, cello))
            told.append("started")
        except HundredError as error:
            told.append(error.message)

    windows = [threading.Thread(target=press) for _ in range(8)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(told) == [t.already_running] * 7 + ["started"]


def test_the_database_itself_refuses_a_second_one(alice: Work, cello: str) -> None:
    first = session(alice, begin(alice, cello))
    alice.db.add(FocusSession(**{**first.model_dump(), "id": new_id()}))
    with pytest.raises(IntegrityError):
        alice.db.flush()
    alice.db.rollback()


def test_a_window_that_is_late_is_told_so(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    stopping.stop(alice, its_id)
    for late in (timers.pause, timers.resume, timers.go_on):
        with pytest.raises(Conflict, match="stopped already"):
            late(alice, its_id)
    form = form_of(later(alice, minutes=9), its_id)
    assert form.duration == "1 min"


# Whose it is


def test_a_stranger_sees_and_changes_nothing(alice: Work, mallory: Work, cello: str) -> None:
    with pytest.raises(NotFound):
        begin(mallory, cello)
    its_id = begin(alice, cello)
    before = session(alice, its_id).model_dump()
    assert overview(mallory).running is None
    for act in (
        timers.pause,
        timers.resume,
        timers.go_on,
        timers.discard,
        timers.undo_discard,
        stopping.stop,
        stopping.is_runaway,
        discarding,
    ):
        with pytest.raises(NotFound):
            act(mallory, its_id)
    for change in (timers.set_start, timers.add_thought, stopping.set_end):
        with pytest.raises(NotFound):
            change(mallory, its_id, "11:50")
    hers = make.commit(mallory, "Go")
    form = LogForm(key=its_id, commitment_id=hers, duration="5", reflection="x", is_timed=1)
    with pytest.raises(NotFound):
        stopping.log_time(mallory, form)
    assert session(alice, its_id).model_dump() == before


def test_it_is_taken_out_with_the_rest_and_goes_with_its_commitment(
    alice: Work, mallory: Work, cello: str
) -> None:
    its_id = begin(alice, cello)
    taken = belongings.rows_of(alice.db, alice.user_id)["focus_session"]
    assert [(row["id"], row["status"]) for row in taken] == [(its_id, "active")]
    assert belongings.rows_of(alice.db, mallory.user_id)["focus_session"] == []
    removing.delete(alice, cello, "Cello")
    alice.db.expire_all()
    assert overview(alice).running is None
    assert alice.db.get(FocusSession, its_id) is None


def test_archiving_while_it_runs_loses_nothing(alice: Work, cello: str) -> None:
    its_id = begin(alice, cello)
    pursuits.archive(alice, cello)
    assert running(later(alice, minutes=5)).title == "Cello"
    form = form_of(later(alice, minutes=5), its_id)
    with pytest.raises(Conflict, match="archived"):
        stopping.log_time(later(alice, minutes=5), form)
    chess = make.commit(alice, "Chess")
    stopping.log_time(later(alice, minutes=5), form.model_copy(update={"commitment_id": chess}))
    with pytest.raises(Conflict, match="archived"):
        begin(alice, cello)


def test_more_stretches_do_not_mean_more_queries(alice: Work, cello: str, count_queries) -> None:  # pyright: ignore[reportMissingParameterType, reportUnknownParameterType]
    for number in range(5):
        stopping.stop(replace(alice, now=NOON + timedelta(minutes=number)), begin(alice, cello))
    with count_queries() as queries:
        overview(alice)
    assert len(queries) <= 5

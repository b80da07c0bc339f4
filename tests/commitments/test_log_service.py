"""Logging time, changing it, moving it, deleting it and taking that back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, later
from sqlmodel import col, select

from hundred_app.core.errors import Changed, Conflict, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.service import logs, pursuits, told
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def form(commitment_id: str, duration: str = "45", **more: str) -> LogForm:
    fields = {"key": new_id(), "commitment_id": commitment_id, "duration": duration}
    return LogForm.parse({**fields, "reflection": make.SENTENCE, **more})


def of(work: Work, log_id: str, **changed: str | int) -> LogForm:
    """The form for an existing log, with some of its fields changed."""
    return logs.as_form(work, log_id).model_copy(update=changed)


def kept(work: Work) -> list[TimeLog]:
    return list(work.db.exec(select(TimeLog).order_by(col(TimeLog.date))))


def row(work: Work, log_id: str) -> TimeLog:
    found = work.db.get(TimeLog, log_id)
    assert found
    return found


# A new log


def test_a_log_ends_now_unless_it_says_when(alice: Work, cello: str) -> None:
    saved = logs.log_time(alice, form(cello, "1h30", reflection="  Counting \n out loud.  "))
    (made,) = kept(alice)
    assert (made.id, made.commitment_id) == (saved.log_id, saved.commitment_id)
    assert (made.duration_minutes, made.date) == (90, NOON - timedelta(minutes=90))
    assert made.reflection == "Counting \n out loud."
    assert (made.source, made.source_key, made.rev) == (None, None, 1)
    assert saved.sentence == f"Logged 1{NBSP}h{NBSP}30 of Cello."
    assert activity.minutes_in_ledger(alice) == 90


@pytest.mark.parametrize(
    ("zone", "typed", "moment"),
    [
        pytest.param("UTC", "yesterday 18:05", "2026-11-17T18:05", id="in UTC"),
        pytest.param("Europe/Paris", "yesterday 18:05", "2026-11-17T17:05", id="in Paris"),
        pytest.param("Asia/Kathmandu", "17:00", "2026-11-18T11:15", id="in Kathmandu"),
        pytest.param("America/New_York", "24 Oct 18:00", "2026-10-24T22:00", id="in summer time"),
        pytest.param("America/New_York", "8 March 2:30", "2026-03-08T07:30", id="a skipped hour"),
        pytest.param("America/New_York", "1 Nov 1:30", "2026-11-01T05:30", id="an hour come twice"),
    ],
)
def test_a_time_is_that_of_the_persons_wall_clock(
    alice: Work, cello: str, zone: str, typed: str, moment: str
) -> None:
    logs.log_time(replace(alice, zone=zone), form(cello, moment=typed))
    assert kept(alice)[0].date == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({"duration": "0"}, "duration", id="no minutes"),
        pytest.param({"duration": "-5"}, "duration", id="minutes below zero"),
        pytest.param({"duration": "25h"}, "duration", id="25 hours"),
        pytest.param({"duration": "1441"}, "duration", id="a minute more than a day"),
        pytest.param({"duration": "long"}, "duration", id="a word"),
        pytest.param({"duration": ""}, "duration", id="no duration"),
        pytest.param({"moment": "tomorrow"}, "moment", id="not a time"),
        pytest.param({"moment": "12:01"}, "moment", id="still to come"),
        pytest.param({"moment": "11:16"}, "moment", id="ends in a minute"),
        pytest.param({"moment": "31 Dec 1969 12:00"}, "moment", id="before days are counted"),
        pytest.param({"reflection": ""}, "reflection", id="no reflection"),
        pytest.param({"reflection": " \n\t "}, "reflection", id="a blank one"),
        pytest.param({"reflection": "x" * 10_001}, "reflection", id="a reflection too long"),
        pytest.param({"commitment_id": ""}, "commitment_id", id="of nothing"),
    ],
)
def test_a_log_filled_in_wrongly_is_not_kept(
    alice: Work, cello: str, fields: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused, alice.db.begin_nested():
        logs.log_time(alice, form(cello).model_copy(update=fields))
    assert refused.value.field == field
    made = make.log(alice, cello, ago=timedelta(days=1))
    if field != "commitment_id":
        with pytest.raises(Invalid) as refused, alice.db.begin_nested():
            logs.edit_log(alice, of(alice, made, **fields))
        assert refused.value.field == field
    assert len(kept(alice)) == 1
    assert (row(alice, made).duration_minutes, row(alice, made).rev) == (45, 1)
    assert activity.minutes_in_ledger(alice) == 45


@pytest.mark.parametrize("duration", ["1", "1440"])
def test_a_minute_and_a_day_are_the_limits(alice: Work, cello: str, duration: str) -> None:
    logs.log_time(alice, form(cello, duration, reflection="x" * 10_000))
    assert activity.minutes_in_ledger(alice) == int(duration)


def test_a_form_sent_twice_makes_one_log(alice: Work, cello: str) -> None:
    sent = form(cello)
    assert logs.log_time(alice, sent) == logs.log_time(later(alice, minutes=5), sent)
    assert len(kept(alice)) == 1
    assert activity.minutes_in_ledger(alice) == 45


def test_a_key_of_somebody_elses_log_is_refused_and_tells_nothing(
    alice: Work, mallory: Work, cello: str
) -> None:
    taken = make.log(alice, cello)
    hers = make.commit(mallory, "Lockpicking")
    with pytest.raises(NotFound):
        logs.log_time(mallory, form(hers, key=taken))
    assert [log.commitment_id for log in kept(alice)] == [cello]
    assert activity.minutes_in_ledger(mallory) == 0


@pytest.mark.parametrize("key", ["", "1", "x" * 36, "' OR 1=1 --"])
def test_a_key_that_is_no_id_is_refused(alice: Work, cello: str, key: str) -> None:
    with pytest.raises(NotFound):
        logs.log_time(alice, form(cello, key=key))
    assert kept(alice) == []


def test_what_is_archived_gets_no_more_time(alice: Work, cello: str) -> None:
    pursuits.archive(alice, cello)
    with pytest.raises(Conflict) as refused:
        logs.log_time(alice, form(cello))
    assert refused.value.message == t.archived


# Changing a log


def test_the_form_of_a_log_saved_as_it_is_changes_no_more_than_rev(alice: Work, cello: str) -> None:
    moment = datetime(2026, 10, 25, 1, 30, 17, tzinfo=UTC)
    for zone in ("UTC", "Europe/Paris", "Asia/Kathmandu"):
        work = replace(alice, zone=zone)
        made = make.log(work, cello, at=moment, minutes=85, text="Two\nlines.")
        before = row(alice, made).model_dump(exclude={"rev"})
        logs.edit_log(work, of(work, made))
        assert row(alice, made).model_dump(exclude={"rev"}) == before
    assert activity.minutes_in_ledger(alice) == 3 * 85


def test_a_change_is_kept_and_the_ledger_told(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, minutes=90, ago=timedelta(days=1))
    changed = of(alice, made, duration="20m", moment="yesterday 10:15", reflection="Softly.")
    saved = logs.edit_log(later(alice, hours=1), changed)
    now = row(alice, made)
    assert saved.sentence == t.saved
    assert (now.duration_minutes, now.reflection, now.rev) == (20, "Softly.", 2)
    assert now.date == datetime(2026, 11, 17, 10, 15, tzinfo=UTC)
    assert (now.created_at, now.updated_at) == (NOON, NOON + timedelta(hours=1))
    assert activity.minutes_in_ledger(alice) == 20


def test_an_emptied_moment_leaves_the_log_where_it_is(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, ago=timedelta(days=3))
    before = row(alice, made).date
    logs.edit_log(alice, of(alice, made, moment=" "))
    assert row(alice, made).date == before


def test_a_log_moves_to_another_commitment(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    made = make.log(alice, cello)
    assert logs.edit_log(alice, of(alice, made, commitment_id=chess)).commitment_id == chess
    assert row(alice, made).commitment_id == chess
    assert activity.minutes_in_ledger(alice) == 45


def test_a_log_does_not_move_to_what_is_archived_but_may_change_there(
    alice: Work, cello: str
) -> None:
    chess = make.commit(alice, "Chess")
    made, there = make.log(alice, cello), make.log(alice, chess)
    pursuits.archive(alice, chess)
    with pytest.raises(Conflict) as refused:
        logs.edit_log(alice, of(alice, made, commitment_id=chess))
    assert refused.value.message == t.archived
    logs.edit_log(alice, of(alice, there, reflection="Said better."))
    assert row(alice, there).reflection == "Said better."


def test_a_log_moves_to_nobody_else(alice: Work, mallory: Work, cello: str) -> None:
    made = make.log(alice, cello)
    hers = make.commit(mallory, "Lockpicking")
    with pytest.raises(NotFound):
        logs.edit_log(alice, of(alice, made, commitment_id=hers))
    assert row(alice, made).commitment_id == cello


def test_of_two_windows_the_second_is_told_what_the_first_wrote(alice: Work, cello: str) -> None:
    made = make.log(alice, cello)
    here, there = of(alice, made, reflection="From here."), of(alice, made, reflection="There.")
    logs.edit_log(later(alice, minutes=65), here)
    with pytest.raises(Changed) as refused:
        logs.edit_log(later(alice, minutes=70), there)
    assert (refused.value.theirs, refused.value.rev) == ("From here.", 2)
    assert refused.value.message == t.changed_elsewhere(time="13:05")
    assert row(alice, made).reflection == "From here."
    logs.edit_log(alice, there.model_copy(update={"rev": refused.value.rev}))
    assert row(alice, made).reflection == "There."


# Overlaps


@pytest.mark.parametrize(
    ("start", "minutes", "overlaps"),
    [
        pytest.param("10:00", 60, False, id="ends as the other begins"),
        pytest.param("10:00", 61, True, id="a minute into it"),
        pytest.param("11:10", 10, True, id="inside it"),
        pytest.param("10:00", 120, True, id="around it"),
        pytest.param("11:29", 5, True, id="its last minute"),
        pytest.param("11:30", 5, False, id="begins as it ends"),
        pytest.param("00:00", 1440, True, id="all day"),
    ],
)
def test_what_else_happened_at_that_time_is_pointed_out(
    alice: Work, mallory: Work, cello: str, start: str, minutes: int, overlaps: bool
) -> None:
    noon = NOON.replace(hour=0)
    made = make.log(alice, cello, at=noon + timedelta(hours=11), minutes=30)
    moment = datetime.fromisoformat(f"2026-11-18T{start}").replace(tzinfo=UTC)
    says = "This overlaps Cello, 11:00 to 11:30. That is fine if it is true." if overlaps else ""
    assert told.overlap(alice, moment, minutes) == says
    assert told.overlap(alice, moment, minutes, except_id=made) == ""
    assert told.overlap(mallory, moment, minutes) == ""


def test_overlaps_are_never_refused(alice: Work, cello: str) -> None:
    for _ in range(3):
        make.log(alice, cello)
    assert activity.minutes_in_ledger(alice) == 135


def test_a_log_that_began_a_day_ago_may_still_overlap(alice: Work, cello: str) -> None:
    make.log(alice, cello, at=NOON - timedelta(minutes=1440), minutes=1440)
    assert told.overlap(alice, NOON - timedelta(minutes=1), 1)
    assert not told.overlap(alice, NOON, 1)


def test_a_log_that_took_longer_began_earlier(alice: Work, cello: str) -> None:
    saved = logs.log_time(alice, form(cello))
    logs.edit_log(alice, of(alice, saved.log_id, duration="50"))
    assert logs.as_form(alice, saved.log_id).moment == "2026-11-18 11:10"


def test_the_same_form_with_more_written_since_is_not_thrown_away(alice: Work, cello: str) -> None:
    first = form(cello)
    logs.log_time(alice, first)
    longer = first.model_copy(update={"reflection": "A second and longer thought."})
    with pytest.raises(Conflict, match="saved already"):
        logs.log_time(alice, longer)


def test_an_edit_that_made_a_log_longer_can_be_sent_again(alice: Work) -> None:
    """Its answer was lost: it began earlier by then than its form still says."""
    made = make.commit(alice)
    kept = make.log(alice, made, minutes=45, ago=timedelta(minutes=10))
    form = logs.as_form(alice, kept).model_copy(update={"duration": "5h"})
    logs.edit_log(alice, form)
    first = logs.as_form(alice, kept)
    assert logs.edit_log(later(alice, minutes=3), form).log_id == kept
    assert logs.as_form(alice, kept) == first
    with pytest.raises(Changed):
        logs.edit_log(alice, form.model_copy(update={"moment": "2026-11-17 10:00"}))

"""Writing a synthesis: when it opens, what lies beside it, and what becomes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from conftest import NOON, later
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from hundred_app.core.errors import Changed, Conflict, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import milestones as rules
from hundred_app.features.commitments.service import (
    cards,
    ceremony,
    logs,
    pages,
    pursuits,
    syntheses,
)
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.tables import Milestone, TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import service as drafts


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def due(work: Work) -> int:
    """The hours of the synthesis that the card asks for, 0 if none."""
    (card,) = cards.cards(work)
    return card.due_threshold


def written(work: Work) -> list[tuple[int, str]]:
    return [(row.hours_threshold, row.user_synthesis) for row in work.db.exec(select(Milestone))]


# When it is due


def test_it_is_due_at_fifteen_hundred_minutes_exactly(alice: Work, cello: str) -> None:
    make.give(alice, cello, 1499)
    assert due(alice) == 0
    assert syntheses.room(alice, cello, 25).closed == (
        f"This synthesis opens at 25{NBSP}hours. 1{NBSP}min to go."
    )
    with pytest.raises(Conflict) as refused:
        make.write(alice, cello, 25)
    assert refused.value.message == t.synthesis_not_due(hours=25, left=f"1{NBSP}min")
    assert written(alice) == []
    make.log(alice, cello, minutes=1)
    assert due(alice) == 25
    assert syntheses.room(alice, cello, 25).closed == ""
    assert make.write(alice, cello, 25) == t.synthesis_written(hours=25)
    assert written(alice) == [(25, make.SYNTHESIS)]
    assert due(alice) == 0


def test_hours_from_before_count(alice: Work) -> None:
    make.commit(alice, before=25)
    assert due(alice) == 25


def test_after_an_import_they_are_offered_one_at_a_time_the_oldest_first(
    alice: Work, cello: str
) -> None:
    for number in range(7):
        make.bring(alice, cello, minutes=1300, ago=timedelta(days=number))
    for hours in (25, 50, 75, 100):
        assert due(alice) == hours
        for too_early in range(hours + 25, 101, 25):
            first = t.synthesis_one_at_a_time(hours=hours)
            assert syntheses.room(alice, cello, too_early).closed == first
            with pytest.raises(Conflict) as refused:
                make.write(alice, cello, too_early)
            assert refused.value.message == first
        make.write(alice, cello, hours, f"After {hours} hours, this.")
    assert due(alice) == 0
    assert [hours for hours, _ in written(alice)] == [25, 50, 75, 100]


def test_a_goal_has_no_milestone_above_it(alice: Work) -> None:
    its_id = make.commit(alice, goal=50)
    make.give(alice, its_id, 6000)
    for hours in (25, 50):
        make.write(alice, its_id, hours)
    assert due(alice) == 0
    for hours in (75, 100):
        with pytest.raises(NotFound):
            syntheses.room(alice, its_id, hours)
        with pytest.raises(NotFound):
            make.write(alice, its_id, hours)


@pytest.mark.parametrize("threshold", [0, 24, 26, 125, -25, "", "25 ", "x", None, 25.0, "٢٥"])
def test_there_are_four_milestones_and_no_others(
    alice: Work, cello: str, threshold: object
) -> None:
    with pytest.raises(NotFound):
        syntheses.room(alice, cello, threshold)
    with pytest.raises(NotFound):
        syntheses.write(alice, cello, threshold, form())


def form(text: str = make.SYNTHESIS, rev: int = 0) -> syntheses.SynthesisForm:
    return syntheses.SynthesisForm(synthesis=text, rev=rev)


# What is written


@pytest.fixture
def due_cello(alice: Work, cello: str) -> str:
    """Twenty-five hours of it, in five logs."""
    make.give(alice, cello, 1500)
    return cello


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", t.synthesis_short, id="nothing"),
        pytest.param("too short", t.synthesis_short, id="nine characters"),
        pytest.param("  too short \n", t.synthesis_short, id="nine and blanks"),
        pytest.param("x" * 20_001, t.synthesis_length(has="20,001"), id="a character too long"),
    ],
)
def test_one_too_short_or_too_long_is_not_kept(
    alice: Work, due_cello: str, text: str, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make.write(alice, due_cello, 25, text)
    assert (refused.value.field, refused.value.message) == ("synthesis", says)
    assert written(alice) == []
    make.write(alice, due_cello, 25)
    with pytest.raises(Invalid):
        make.write(alice, due_cello, 25, text, rev=1)
    assert written(alice) == [(25, make.SYNTHESIS)]


@pytest.mark.parametrize("text", ["x" * 10, "x" * 20_000, "Zeile\n\nzweite “Zeile” 日本語"])
def test_ten_to_twenty_thousand_characters_are_kept_as_they_are(
    alice: Work, due_cello: str, text: str
) -> None:
    make.write(alice, due_cello, 25, f"\n {text}  ")
    assert written(alice) == [(25, text)]


def test_it_stays_when_its_hours_are_deleted(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25)
    for day in list(alice.db.exec(select(TimeLog.id))):
        logs.remove_log(alice, day)
    assert cards.cards(alice)[0].minutes == 0
    room = syntheses.room(alice, due_cello, 25)
    assert (room.synthesis, room.closed, room.hours) == (make.SYNTHESIS, "", [])
    (line,) = [
        item for item in pages.page(alice, due_cello).milestones if item.hours == f"25{NBSP}h"
    ]
    assert line.standing == "written"
    assert make.write(alice, due_cello, 25, "It may still be said better.", rev=1) == t.saved


def test_it_stays_within_reach_when_the_goal_is_made_smaller(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25)
    pursuits.edit(alice, due_cello, CommitmentForm(title="Cello", goal_hours="20", rev=1))
    assert syntheses.room(alice, due_cello, 25).synthesis == make.SYNTHESIS


def test_when_it_was_written_does_not_change_with_its_words(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25)
    make.write(later(alice, days=3), due_cello, 25, "Said better than before.", rev=1)
    (row,) = alice.db.exec(select(Milestone))
    assert (row.completed_at, row.updated_at) == (NOON, NOON + timedelta(days=3))
    room = syntheses.room(later(alice, days=3), due_cello, 25)
    assert room.written == t.written_on(day=f"18{NBSP}November")
    assert room.rev == 2


def test_of_two_windows_the_second_is_told_what_the_first_wrote(
    alice: Work, due_cello: str
) -> None:
    make.write(later(alice, minutes=65), due_cello, 25, "From the first window.")
    with pytest.raises(Changed) as refused:
        make.write(later(alice, minutes=70), due_cello, 25, "From the second one.")
    assert (refused.value.theirs, refused.value.rev) == ("From the first window.", 1)
    assert refused.value.message == t.changed_elsewhere(time="13:05")
    assert written(alice) == [(25, "From the first window.")]
    make.write(alice, due_cello, 25, "From the second one.", rev=refused.value.rev)
    assert written(alice) == [(25, "From the second one.")]


def test_sent_twice_it_is_written_once(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25)
    assert make.write(alice, due_cello, 25) == t.saved
    assert written(alice) == [(25, make.SYNTHESIS)]


# Taking it back


def test_what_was_finished_is_a_draft_again(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25, "Written too soon.")
    assert syntheses.take_back(later(alice, minutes=1), due_cello, "25") == (
        f"The synthesis of 25{NBSP}hours is a draft again."
    )
    assert written(alice) == []
    assert due(alice) == 25
    kept = drafts.find(alice, f"synthesis:{due_cello}:25")
    assert kept is not None
    assert (kept.text, kept.rev) == ("Written too soon.", 0)
    with pytest.raises(NotFound):
        syntheses.take_back(alice, due_cello, 25)
    make.write(alice, due_cello, 25)
    assert drafts.find(alice, f"synthesis:{due_cello}:25") is None


def test_a_synthesis_stays_after_a_day_or_under_a_later_one(alice: Work, due_cello: str) -> None:
    make.write(alice, due_cello, 25)
    with pytest.raises(Conflict) as refused:
        syntheses.take_back(later(alice, days=1, seconds=1), due_cello, 25)
    assert refused.value.message == t.synthesis_stays
    make.give(alice, due_cello, 1500)
    make.write(alice, due_cello, 50)
    with pytest.raises(Conflict):
        syntheses.take_back(alice, due_cello, 25)
    assert [hours for hours, _ in written(alice)] == [25, 50]


# The room


def stretch(work: Work, commitment_id: str, hours: int) -> list[str]:
    """What stands beside the editor: hour and words."""
    shown = syntheses.room(work, commitment_id, hours).hours
    return [f"{hour.number} {hour.text}" for hour in shown]


def test_beside_it_lie_the_reflections_of_its_stretch_and_no_others(
    alice: Work, cello: str
) -> None:
    """Ten-hour logs: the third crosses 25 hours, the fifth ends at 50 exactly."""
    for number in range(1, 8):
        make.log(alice, cello, minutes=600, ago=timedelta(days=7 - number), text=f"log {number}")
    assert stretch(alice, cello, 25) == ["10 log 1", "20 log 2", "30 log 3"]
    assert stretch(alice, cello, 50) == ["30 log 3", "40 log 4", "50 log 5"]
    assert stretch(alice, cello, 75) == ["60 log 6", "70 log 7"]
    assert stretch(alice, cello, 100) == []


def test_hours_from_before_have_no_reflections_but_take_their_place(alice: Work) -> None:
    its_id = make.commit(alice, before=20)
    for number in (1, 2, 3):
        make.log(alice, its_id, minutes=600, ago=timedelta(days=3 - number), text=f"log {number}")
    assert stretch(alice, its_id, 25) == ["30 log 1"]
    assert stretch(alice, its_id, 50) == ["30 log 1", "40 log 2", "50 log 3"]
    assert stretch(alice, its_id, 75) == []


def test_the_order_is_that_of_the_work_not_of_the_writing(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=60, ago=timedelta(days=1), text="later")
    make.log(alice, cello, minutes=60, ago=timedelta(days=2), text="earlier")
    assert stretch(alice, cello, 25) == ["1 earlier", "2 later"]


def test_logs_of_another_commitment_stay_out(alice: Work, cello: str) -> None:
    make.give(alice, make.commit(alice, "Chess"), 1500)
    make.log(alice, cello, text="mine")
    assert stretch(alice, cello, 25) == ["1 mine"]


def test_time_without_a_word_is_not_shown_as_a_reflection(alice: Work, cello: str) -> None:
    make.bring(alice, cello, minutes=700, ago=timedelta(days=2))
    room = syntheses.room(alice, cello, 25)
    assert room.hours == []
    assert room.nothing_written
    make.bring(alice, cello, minutes=800, ago=timedelta(days=1), note="A note.")
    assert stretch(alice, cello, 25) == ["25 A note."]
    assert syntheses.room(alice, cello, 25).nothing_written == ""


def test_the_room_says_where_one_is(alice: Work, cello: str) -> None:
    make.give(alice, cello, 3000)
    make.write(alice, cello, 25, "What the first twenty-five taught.")
    room = syntheses.room(replace(alice, zone="Pacific/Auckland"), cello, "50")
    assert (room.title, room.seat, room.href) == ("Cello", "clay", f"/c/{cello}")
    assert (room.heading, room.threshold) == (f"Cello, 50{NBSP}hours", 50)
    assert room.question == "What do fifty hours say?"
    assert room.since == f"Since 25{NBSP}hours"
    assert (room.synthesis, room.written, room.rev, room.closed) == ("", "", 0, "")
    (earlier,) = room.earlier
    assert earlier.text == "What the first twenty-five taught."
    assert (earlier.title, earlier.day) == (f"25{NBSP}hours", f"19{NBSP}November")
    assert syntheses.room(alice, cello, 25).earlier == []
    assert syntheses.room(alice, cello, 25).since == t.since_start


VERBS: list[Callable[[Work, str], object]] = [
    lambda work, its_id: syntheses.room(work, its_id, 25),
    lambda work, its_id: syntheses.write(work, its_id, 25, form("This is not hers.")),
    lambda work, its_id: syntheses.take_back(work, its_id, 25),
    lambda work, its_id: syntheses.write(work, its_id, 25, form("This is not hers.", rev=1)),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("is_written", [False, True])
def test_a_stranger_finds_no_room(
    alice: Work,
    mallory: Work,
    due_cello: str,
    verb: Callable[[Work, str], object],
    is_written: bool,
) -> None:
    if is_written:
        make.write(alice, due_cello, 25)
    before = written(alice)
    for its_id in (due_cello, new_id()):
        with pytest.raises(NotFound) as refused:
            verb(mallory, its_id)
        assert refused.value.message == t.gone
    assert written(alice) == before


# Then and now


def test_the_first_stretch_has_its_first_and_its_last_hour_beside_each_other(
    alice: Work, cello: str
) -> None:
    for number in range(5):
        make.log(
            alice,
            cello,
            minutes=300,
            ago=timedelta(days=5 - number),
            text=f"**Number** {number}. And more.",
        )
    (pair,) = syntheses.room(alice, cello, 25).pairs
    assert (pair.then.mark, pair.then.text) == (f"Hour{NBSP}5", "“Number 0.”")
    assert (pair.now.mark, pair.now.text) == (f"Hour{NBSP}25", "“Number 4.”")


def test_a_later_stretch_stands_beside_the_one_before(alice: Work, cello: str) -> None:
    for number in range(10):
        text = f"Number {number}."
        make.log(alice, cello, minutes=300, ago=timedelta(days=10 - number), text=text)
    make.write(alice, cello, 25)
    found = syntheses.room(alice, cello, 50)
    assert [(pair.then.text, pair.now.text) for pair in found.pairs] == [
        ("“Number 0.”", "“Number 5.”"),
        ("“Number 2.”", "“Number 7.”"),
        ("“Number 4.”", "“Number 9.”"),
    ]
    assert [item.question for item in found.earlier] == [t.questions[25]]
    assert found.reading == "Read 5 reflections"


def test_nothing_stands_beside_itself(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=1440)
    make.log(alice, cello, minutes=1440, ago=timedelta(days=2))
    make.write(alice, cello, 25)
    shown = syntheses.room(alice, cello, 25).pairs + syntheses.room(alice, cello, 50).pairs
    assert all(pair.then.mark != pair.now.mark for pair in shown)


@given(st.lists(st.integers(), max_size=9), st.lists(st.integers(), max_size=9))
def test_pairs_are_of_both_and_of_the_two_ends(earlier: list[int], now: list[int]) -> None:
    pairs = rules.then_and_now(
        [("then", each) for each in earlier], [("now", each) for each in now]
    )
    assert len(pairs) <= 3
    assert len(set(pairs)) == len(pairs)
    if earlier and now:
        assert pairs[0] == (("then", earlier[0]), ("now", now[0]))
        assert {(then[0], each[0]) for then, each in pairs} == {("then", "now")}


# The page after


def test_the_page_after_says_what_was_written_and_what_comes_next(alice: Work) -> None:
    cello = make.commit(alice, "Cello", before=60)
    make.write(alice, cello, 25, "**The bow** wants less hand. And more of it.")
    page = ceremony.ceremony(alice, cello, 25)
    assert page.heading == t.ceremonies[25]
    assert page.quote == "“The bow wants less hand.”"
    assert page.following == t.ceremony_next(hours=50)
    assert page.card.title == "Cello"
    for missing in (50, 99, "x"):
        with pytest.raises(NotFound):
            ceremony.ceremony(alice, cello, missing)


def test_after_the_last_one_nothing_comes(alice: Work) -> None:
    cello = make.commit(alice, "Cello", goal=60, before=60)
    make.write(alice, cello, 25)
    make.write(alice, cello, 50)
    assert ceremony.ceremony(alice, cello, 50).following == t.ceremony_last(title="Cello")


def test_the_page_after_is_nobody_else_s(alice: Work, mallory: Work) -> None:
    cello = make.commit(alice, "Cello", before=60)
    make.write(alice, cello, 25)
    with pytest.raises(NotFound):
        ceremony.ceremony(mallory, cello, 25)

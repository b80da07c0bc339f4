"""The quick log: a line, what was understood of it, and what is asked for."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, Queries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from hundred_app.core.errors import HundredError, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.commitments.service.logs import log_time
from hundred_app.features.commitments.service.quick import (
    OFFERED_MINUTES,
    Preview,
    QuickForm,
    as_form,
    quick_log,
    understand,
)
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import service as drafts


@pytest.fixture
def two(alice: Work) -> list[str]:
    """Cello and Theory, both running; Chess is archived."""
    both = [make.commit(alice, title) for title in ("Cello", "Theory")]
    pursuits.archive(alice, make.commit(alice, "Chess"))
    return both


def form(text: str, **picked: str) -> QuickForm:
    return QuickForm.parse({"key": new_id(), "text": text, **picked})


def chips(preview: Preview) -> list[tuple[str, str]]:
    return [(chip.value, chip.label.replace(NBSP, " ")) for chip in preview.chips or []]


def kept(work: Work) -> list[TimeLog]:
    return list(work.db.exec(select(TimeLog)))


# What was understood


def test_a_whole_line_is_told_back_in_words(alice: Work, two: list[str]) -> None:
    make.log(alice, two[0], minutes=90, ago=timedelta(days=2))
    text = "45m cello the left hand runs ahead"
    preview = understand(alice, form(text))
    assert (preview.text, preview.seat) == (text, "clay")
    assert preview.what == f"Cello, 45{NBSP}min"
    assert preview.when == "today 11:15 to 12:00"
    assert preview.change == f"1{NBSP}h{NBSP}30 becomes 2{NBSP}h{NBSP}15"
    assert (preview.asks, preview.question, preview.problem, preview.remark) == ("", "", "", "")
    assert preview.is_complete
    assert preview.chips == []
    assert [(text[mark.start : mark.end], mark.kind) for mark in preview.marks or []] == [
        ("45m", "duration"),
        ("cello", "commitment"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_of_nothing_nothing_is_understood(alice: Work, two: list[str], text: str) -> None:
    assert two
    assert understand(alice, form(text)) == Preview(marks=[], chips=[])


@pytest.mark.parametrize(
    ("text", "when"),
    [
        pytest.param("45m cello yesterday 18:00 bow", "yesterday 18:00 to 18:45", id="yesterday"),
        pytest.param("cello 9:30-10:15 bow", "today 09:30 to 10:15", id="a range"),
        pytest.param("cello yesterday 23:30-0:15 bow", "yesterday 23:30 to 00:15", id="midnight"),
        pytest.param(
            "45m cello monday 18:00 bow", f"Monday, 16{NBSP}November 18:00 to 18:45", id="a weekday"
        ),
    ],
)
def test_when_it_was_is_told_as_people_say_it(
    alice: Work, two: list[str], text: str, when: str
) -> None:
    assert two
    assert understand(alice, form(text)).when == when


def test_hours_from_before_are_in_the_sum_told(alice: Work) -> None:
    make.commit(alice, "Cello", before=20)
    change = understand(alice, form("45m cello bow")).change
    assert change == f"20{NBSP}h becomes 20{NBSP}h{NBSP}45"


# What is asked for


def test_it_asks_for_commitment_minutes_and_reflection_in_this_order(
    alice: Work, two: list[str]
) -> None:
    first = understand(alice, form("the bow"))
    assert (first.asks, first.question) == ("commitment", "Which commitment?")
    assert chips(first) == [(two[0], "Cello"), (two[1], "Theory")]
    assert [chip.seat for chip in first.chips or []] == ["clay", "ochre"]
    second = understand(alice, form("the bow", commitment_id=two[1]))
    assert (second.asks, second.question, second.what) == ("minutes", "How long?", "Theory")
    assert chips(second) == [("15", "15 min"), ("25", "25 min"), ("45", "45 min"), ("60", "1 h")]
    third = understand(alice, form("theory", minutes="25"))
    assert (third.asks, third.question) == ("reflection", "What did it teach you?")
    assert third.chips == []
    assert third.what == f"Theory, 25{NBSP}min"
    last = understand(alice, form("the bow", commitment_id=two[1], minutes="25"))
    assert (last.asks, last.is_complete) == ("", True)
    assert [part.is_complete for part in (first, second, third)] == [False] * 3


def test_only_what_could_be_meant_is_offered(alice: Work) -> None:
    made = [make.commit(alice, title) for title in ("Sight reading", "Sight singing", "Chess")]
    preview = understand(alice, form("45m sight softly"))
    assert preview.asks == "commitment"
    assert [value for value, _ in chips(preview)] == made[:2]


def test_the_only_one_running_is_meant_without_being_named(alice: Work) -> None:
    its_id = make.commit(alice, "Cello")
    preview = understand(alice, form("45m the bow"))
    assert (preview.what, preview.is_complete) == (f"Cello, 45{NBSP}min", True)
    assert quick_log(alice, form("45m the bow")).commitment_id == its_id


def test_what_the_line_says_wins_over_what_was_picked(alice: Work, two: list[str]) -> None:
    preview = understand(alice, form("45m cello bow", commitment_id=two[1], minutes="15"))
    assert preview.what == f"Cello, 45{NBSP}min"


@pytest.mark.parametrize("picked", ["0", "1441", "x", "-5"])
def test_minutes_that_cannot_be_picked_are_asked_for(
    alice: Work, two: list[str], picked: str
) -> None:
    assert two
    assert understand(alice, form("cello bow", minutes=picked)).asks == "minutes"


def test_with_nothing_running_there_is_nothing_to_pick(alice: Work) -> None:
    pursuits.archive(alice, make.commit(alice, "Chess"))
    preview = understand(alice, form("45m chess opening"))
    assert (preview.asks, preview.chips) == ("commitment", [])
    with pytest.raises(Invalid) as refused:
        quick_log(alice, form("45m chess opening"))
    assert refused.value.message == t.pick_commitment


# What is wrong, and what is only remarked on


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("25h cello bow", t.duration_range, id="25 hours"),
        pytest.param("0m cello bow", t.duration_range, id="no minutes"),
        pytest.param("45m cello today 12:30 bow", t.in_the_future, id="still to come"),
        pytest.param("45m cello today 11:30 bow", t.ends_in_the_future, id="ends later than now"),
        pytest.param("45m cello 31 Feb bow", t.not_a_time, id="no such day"),
    ],
)
def test_a_time_that_cannot_be_is_said_and_not_kept(
    alice: Work, two: list[str], text: str, problem: str
) -> None:
    assert two
    preview = understand(alice, form(text))
    assert preview.problem == problem
    assert not preview.is_complete
    assert preview.when == ""
    with pytest.raises(Invalid) as refused:
        quick_log(alice, form(text))
    assert refused.value.message == problem
    assert kept(alice) == []


def test_an_overlap_is_remarked_on_once_nothing_is_asked_any_more(
    alice: Work, mallory: Work, two: list[str]
) -> None:
    make.log(mallory, make.commit(mallory, "Lockpicking"))
    assert understand(alice, form("45m cello bow")).remark == ""
    make.log(alice, two[1], minutes=30)
    remark = "This overlaps Theory, 11:30 to 12:00. That is fine if it is true."
    preview = understand(alice, form("45m cello bow"))
    assert (preview.remark, preview.is_complete) == (remark, True)
    assert understand(alice, form("45m cello")).remark == ""
    quick_log(alice, form("45m cello bow"))


# Keeping it


def test_a_whole_line_is_kept(alice: Work, two: list[str]) -> None:
    saved = quick_log(alice, form("1h30 cello yesterday 18:00\nThe left hand\nruns ahead."))
    (made,) = kept(alice)
    assert (made.id, made.commitment_id, made.duration_minutes) == (saved.log_id, two[0], 90)
    assert made.date == datetime(2026, 11, 17, 18, tzinfo=UTC)
    assert made.reflection == "The left hand\nruns ahead."
    assert saved.sentence == f"Logged 1{NBSP}h{NBSP}30 of Cello."
    assert activity.minutes_in_ledger(alice) == 90


def test_a_line_and_what_was_picked_are_kept(alice: Work, two: list[str]) -> None:
    quick_log(alice, form("the bow", commitment_id=two[1], minutes="25"))
    (made,) = kept(alice)
    assert (made.commitment_id, made.duration_minutes) == (two[1], 25)
    assert (made.reflection, made.date) == ("the bow", NOON - timedelta(minutes=25))


def test_a_line_sent_twice_is_one_log(alice: Work, two: list[str]) -> None:
    assert two
    sent = form("45m cello bow")
    assert quick_log(alice, sent) == quick_log(alice, sent)
    assert len(kept(alice)) == 1


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        pytest.param("45m bow", "text", t.pick_commitment, id="of what"),
        pytest.param("cello bow", "text", t.how_long, id="how long"),
        pytest.param("45m cello", "reflection", t.reflection_empty, id="what it taught"),
        pytest.param("", "text", t.pick_commitment, id="nothing"),
    ],
)
def test_a_line_that_lacks_something_is_not_kept(
    alice: Work, two: list[str], text: str, field: str, says: str
) -> None:
    assert two
    with pytest.raises(Invalid) as refused:
        quick_log(alice, form(text))
    assert (refused.value.field, refused.value.message) == (field, says)
    assert kept(alice) == []


def test_a_time_in_the_line_is_that_of_the_wall_clock(alice: Work, two: list[str]) -> None:
    assert two
    work = replace(alice, zone="Asia/Kathmandu")
    text = "45m cello today 16:30 bow"
    assert understand(work, form(text)).when == "today 16:30 to 17:15"
    quick_log(work, form(text))
    assert kept(alice)[0].date == datetime(2026, 11, 18, 10, 45, tzinfo=UTC)


def test_a_stranger_neither_sees_nor_gets_hers(alice: Work, mallory: Work, two: list[str]) -> None:
    mine = make.commit(mallory, "Lockpicking"), make.commit(mallory, "Cards")
    preview = understand(mallory, form("45m cello bow", commitment_id=two[0]))
    assert [value for value, _ in chips(preview)] == list(mine)
    with pytest.raises(Invalid):
        quick_log(mallory, form("45m cello bow", commitment_id=two[0]))
    taken = make.log(alice, two[0])
    with pytest.raises(NotFound):
        quick_log(mallory, form("45m cards bow").model_copy(update={"key": taken}))
    assert [log.id for log in kept(alice)] == [taken]


WORDS = st.sampled_from(
    ["45m", "1h30", "25h", "1:30", "cello", "Theory", "the", "yesterday", "18:05", "31 Feb", "-",
     "tomorrow", "9:00-9:45", "ünï", "\n", ",", "bow"]
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(WORDS | st.text(max_size=6), max_size=8), picked=st.sampled_from(OFFERED_MINUTES)
)
def test_what_is_called_complete_is_kept_and_nothing_else(
    alice: Work, two: list[str], parts: list[str], picked: int
) -> None:
    sent = form(" ".join(parts), commitment_id=two[0], minutes=str(picked))
    preview = understand(alice, sent)
    before = activity.minutes_in_ledger(alice)
    with suppress(HundredError):
        quick_log(alice, sent)
    assert (activity.minutes_in_ledger(alice) > before) is preview.is_complete


def test_understanding_asks_as_often_whatever_there_is(
    alice: Work, two: list[str], count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    asked: list[int] = []
    for logs_more in (5, 195):
        make.give(alice, two[0], logs_more * 45, each=45)
        alice.db.expunge_all()
        with count_queries() as queries:
            understand(alice, form("45m cello bow"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 3


# The whole form, when it takes over


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "1h30 cello yesterday 18:00 the bow",
            (True, "1 h 30", "2026-11-17 18:00", "the bow"),
            id="all of it",
        ),
        pytest.param("cello 45m", (True, "45 min", "", ""), id="no sentence"),
        pytest.param("the bow", (False, "", "", "the bow"), id="a sentence alone"),
        pytest.param("30h cello the bow", (True, "30h", "", "the bow"), id="no such duration"),
        pytest.param(
            "45m cello today 23:00 the bow",
            (True, "45 min", "today 23:00", "the bow"),
            id="still to come",
        ),
        pytest.param("", (False, "", "", ""), id="nothing"),
        pytest.param("45m cello a\n\nb", (True, "45 min", "", "a\n\nb"), id="two paragraphs"),
    ],
)
def test_the_form_begins_with_what_the_line_says(
    alice: Work, two: list[str], text: str, said: tuple[bool, str, str, str]
) -> None:
    sent = form(text)
    found = as_form(alice, sent)
    assert found.commitment_id == (two[0] if said[0] else "")
    assert (found.duration, found.moment, found.reflection) == said[1:]
    assert (found.key, found.is_line, found.rev, found.is_timed) == (sent.key, 1, 0, 0)


def test_the_form_has_what_was_picked(alice: Work, two: list[str]) -> None:
    found = as_form(alice, form("the bow", commitment_id=two[1], minutes="25"))
    assert (found.commitment_id, found.duration) == (two[1], "25 min")


def test_a_stranger_s_commitment_is_not_in_the_form(
    alice: Work, mallory: Work, two: list[str]
) -> None:
    assert as_form(mallory, form("45m cello the bow", commitment_id=two[0])).commitment_id == ""


def test_the_form_and_the_line_save_one_log_and_forget_both_drafts(
    alice: Work, two: list[str]
) -> None:
    sent = form("45m cello the bow")
    drafts.keep(alice, "quick", sent.text)
    drafts.keep(alice, f"log:{sent.key}", "the bow, and the hand")
    drafts.keep(alice, "log:new", "something else")
    log_time(alice, as_form(alice, sent))
    quick_log(alice, sent)
    assert [row.id for row in kept(alice)] == [sent.key]
    assert drafts.subjects(alice) == ["log:new"]
    assert two

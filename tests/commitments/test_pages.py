"""What the page of a commitment says: grid, facts, milestones, and every hour at its place."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from conftest import NOON, Queries, later
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import (
    cards,
    entries,
    history,
    pages,
    pursuits,
    syntheses,
)
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.commitments.service.pages import first_sentence
from hundred_app.features.commitments.texts import t

Counting = Callable[[], AbstractContextManager[Queries]]


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello", category="Music")


# The page


def test_before_the_first_log(alice: Work, cello: str) -> None:
    page = pages.page(alice, cello)
    assert (page.is_empty, page.is_active, page.log_count) == (True, True, 0)
    assert page.lead == t.lead_empty
    assert page.subtitle == f"Music, since 18{NBSP}November"
    assert [(fact.label, fact.value, fact.more) for fact in page.facts] == [
        ("This week", f"0{NBSP}min", ""),
        ("Lately", "–", ""),
        ("Sessions", "0", ""),
    ]
    assert [(line.hours, line.standing, line.href) for line in page.milestones] == [
        (f"{hours}{NBSP}h", "to come", "") for hours in (25, 50, 75, 100)
    ]
    assert page.milestones[0].detail == f"25{NBSP}h to go"
    assert pages.squares(alice, cello) == []


def test_the_facts_are_those_of_its_own_logs(alice: Work, cello: str) -> None:
    """Wednesday noon: 40 and 50 minutes this week, four full weeks before it with 400 in all."""
    other = make.commit(alice, "Chess")
    make.log(alice, other, minutes=999, ago=timedelta(days=1))
    make.log(alice, cello, minutes=40)
    make.log(alice, cello, minutes=50, at=NOON.replace(day=16, hour=0))
    make.log(alice, cello, minutes=100, at=NOON.replace(day=15, hour=23))
    make.log(alice, cello, minutes=300, at=NOON.replace(month=10, day=19, hour=0))
    page = pages.page(alice, cello)
    assert [(fact.label, fact.value, fact.more) for fact in page.facts] == [
        ("This week", f"1{NBSP}h{NBSP}30", ""),
        ("Lately", f"1{NBSP}h{NBSP}40", "a week"),
        ("Sessions", "4", f"2{NBSP}h{NBSP}02 each"),
    ]
    assert (page.card.minutes, page.log_count) == (490, 4)
    assert (
        page.lead
        == f"16{NBSP}h{NBSP}50 to the synthesis at 25{NBSP}hours, 91{NBSP}h{NBSP}50 to the goal."
    )


def test_lately_looks_back_twelve_weeks(alice: Work, cello: str) -> None:
    monday = NOON.replace(day=16, hour=0)
    make.log(alice, cello, minutes=1200, at=monday - timedelta(weeks=12))
    make.log(alice, cello, minutes=1440, at=monday - timedelta(weeks=12, days=1, hours=1))
    assert pages.page(alice, cello).facts[1].value == f"1{NBSP}h{NBSP}40"


def test_hours_from_before_stand_apart(alice: Work) -> None:
    its_id = make.commit(alice, "Cello", before=20)
    make.log(alice, its_id, minutes=60)
    page = pages.page(alice, its_id)
    assert page.subtitle == f"Since 18{NBSP}November"
    assert (page.facts[-1].label, page.facts[-1].value) == ("From before", f"20{NBSP}h")
    assert page.card.hours == f"21{NBSP}h"
    assert page.facts[2].more == f"1{NBSP}h each"
    assert (page.card.squares.full, page.card.squares.before) == (21, 20)


@pytest.mark.parametrize(
    ("minutes", "goal", "written", "lead"),
    [
        pytest.param(1500, 100, (), f"It has passed 25{NBSP}hours", id="due"),
        pytest.param(1530, 100, (25,), f"24{NBSP}h{NBSP}30 to the synthesis at 50", id="between"),
        pytest.param(4530, 100, (25, 50, 75), f"24{NBSP}h{NBSP}30 to the goal of 100", id="last"),
        pytest.param(60, 20, (), f"19{NBSP}h to the goal of 20", id="a goal below 25"),
        pytest.param(1200, 20, (), "20 hours. What it taught you", id="that goal reached"),
        pytest.param(6000, 100, (25, 50, 75, 100), "A hundred hours. What it taught", id="reached"),
        pytest.param(6600, 1000, (25, 50, 75, 100), f"890{NBSP}h to the goal of 1,000", id="1,000"),
    ],
)
def test_the_lead_says_what_comes_next(
    alice: Work, minutes: int, goal: int, written: tuple[int, ...], lead: str
) -> None:
    its_id = make.commit(alice, goal=goal)
    make.give(alice, its_id, minutes, each=1200)
    for hours in written:
        make.write(alice, its_id, hours)
    assert pages.page(alice, its_id).lead.startswith(lead)


def test_the_milestones_stand_beside_the_grid(alice: Work, cello: str) -> None:
    make.give(alice, cello, 4600)
    make.write(alice, cello, 25, "It hurts less. And I count out loud.")
    lines = pages.page(alice, cello).milestones
    assert [line.standing for line in lines] == ["written", "due", "due", "to come"]
    assert lines[0].quote == "“It hurts less.”"
    assert [line.detail for line in lines] == [
        f"Written on 18{NBSP}November",
        "Due. Write it",
        "Due, after the one before",
        f"23{NBSP}h{NBSP}20 to go",
    ]
    # One at a time: the second that is due leads nowhere yet.
    rooms = [f"/c/{cello}/milestone/{hours}" for hours in (25, 50)]
    assert [line.href for line in lines] == [*rooms, "", ""]
    marks = pages.page(alice, cello).card.squares.marks
    assert [(mark.square, mark.standing) for mark in marks] == [
        (25, "written"), (50, "due"), (75, "due"), (100, "to come"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("Is it? Yes.", "Is it?"),
        ("Done!", "Done!"),
        ("First line\nsecond", "First line"),
        ("  1.5 hours. Then more.", "1.5 hours."),
        ("word " * 30, ("word " * 17).strip() + " …"),
    ],
)
def test_a_quote_is_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@given(text=st.text(min_size=1).filter(str.strip))
def test_a_quote_is_short_whatever_is_written(text: str) -> None:
    assert len(first_sentence(text)) <= 92


def test_what_is_archived_says_so(alice: Work, cello: str) -> None:
    pursuits.archive(alice, cello)
    assert not pages.page(alice, cello).is_active


# The squares


def test_each_square_says_who_filled_it(alice: Work, cello: str) -> None:
    """90, 20 and 40 minutes: the second hour belongs to the first, which gave it most."""
    first = make.log(alice, cello, minutes=90, ago=timedelta(days=2), text="Bow.")
    make.log(alice, cello, minutes=20, ago=timedelta(days=1), text="Breath.")
    last = make.log(alice, cello, minutes=40, text="Count.")
    notes = pages.squares(alice, cello)
    assert [(note.number, note.text, note.log_id) for note in notes] == [
        (1, "Bow.", first),
        (2, "Bow.", first),
        (3, "Count.", last),
    ]
    assert [note.heading for note in notes] == [
        f"Hour{NBSP}1, 16{NBSP}November",
        f"Hour{NBSP}2, 16{NBSP}November, and 2 more",
        f"Hour{NBSP}3, 18{NBSP}November",
    ]


def test_a_square_is_a_hundredth_of_the_goal(alice: Work) -> None:
    small, large = make.commit(alice, goal=50), make.commit(alice, "Chess", goal=400)
    for its_id in (small, large):
        make.log(alice, its_id, minutes=480)
    assert len(pages.squares(alice, small)) == 16
    assert [note.heading.split(",")[0] for note in pages.squares(alice, large)] == [
        f"Hour{NBSP}4",
        f"Hour{NBSP}8",
    ]


def test_there_are_never_more_than_a_hundred_squares(alice: Work, cello: str) -> None:
    make.give(alice, cello, 9000, each=1440)
    assert [note.number for note in pages.squares(alice, cello)] == list(range(1, 101))
    assert pages.page(alice, cello).card.squares.full == 100


def test_a_long_reflection_is_cut_at_a_sentence(alice: Work, cello: str) -> None:
    make.log(alice, cello, text="A long sentence about the bow, its weight and its way. " * 20)
    (note,) = pages.squares(alice, cello)
    assert len(note.text) <= 200
    assert note.text.endswith("its way.")


# How much is asked of the database, and whose it is

PAGES: list[Callable[[Work, str], object]] = [
    pages.page,
    pages.squares,
    lambda work, its_id: entries.journal(work, its_id, limit=20, oldest_first=False),
    lambda work, its_id: history.history(work, Asked(commitment_id=its_id)),
    lambda work, its_id: history.history(work, Asked()),
    lambda work, its_id: syntheses.room(work, its_id, 25),
    lambda work, _: entries.recent(work, days=30),
    lambda work, _: cards.cards(work),
    lambda work, _: pursuits.museum(work),
]


@pytest.mark.parametrize("show", PAGES)
def test_a_page_asks_as_often_for_two_hundred_logs_as_for_five(
    alice: Work, cello: str, count_queries: Counting, show: Callable[[Work, str], object]
) -> None:
    asked: list[int] = []
    for logs_each, more in ((5, 0), (195, 3)):
        make.give(alice, cello, logs_each * 45, each=45)
        for number in range(more):
            make.log(alice, make.commit(alice, f"No {number}"))
        alice.db.flush()
        alice.db.expunge_all()
        with count_queries() as queries:
            show(alice, cello)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 7


@pytest.mark.parametrize("show", [pages.page, pages.squares])
def test_a_stranger_finds_no_page(
    alice: Work, mallory: Work, cello: str, show: Callable[[Work, str], object]
) -> None:
    make.log(alice, cello)
    for its_id in (cello, new_id(), "", "x"):
        with pytest.raises(NotFound) as refused:
            show(mallory, its_id)
        assert refused.value.message == t.gone


def test_the_days_on_a_page_are_the_persons(alice: Work, cello: str) -> None:
    make.log(alice, cello, at=NOON.replace(day=17, hour=23), minutes=30)
    for zone, day in (("UTC", 17), ("Europe/Paris", 18), ("America/New_York", 17)):
        (note,) = pages.squares(replace(later(alice, hours=1), zone=zone), cello)
        assert note.heading == f"Hour{NBSP}1, {day}{NBSP}November"

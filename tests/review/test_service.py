"""A week as it is told: its hours, sentences, and what waits."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import make
import pytest
from conftest import Queries

from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.review import service
from hundred_app.features.review.service import Review
from hundred_app.features.review.texts import t

RARE = "The thumb hovers, and suddenly *vibrato* happens by itself."
LONG_AGO = "2020-01-01"


def at(text: str) -> datetime:
    """A moment of November 2026 in UTC. The 16th is a Monday, and today is Wednesday the 18th."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def review(work: Work, asked: str = "") -> Review:
    return service.review(work, asked)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.fixture
def cello(alice: Work) -> str:
    """Two hours in the week from the 2nd, three in that from the 9th, one hour this week."""
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, minutes=120, at=at("03 18:00"))
    make.log(alice, cello, minutes=100, at=at("09 00:00"), text=RARE)
    make.log(alice, cello, minutes=80, at=at("15 22:00"))
    make.log(alice, cello, minutes=60, at=at("16 00:00"))
    return cello


def test_the_week_that_ended_from_its_first_minute_to_its_last(alice: Work, cello: str) -> None:
    week = review(alice)
    assert plain(week.heading) == "9 to 15 November"
    assert plain(week.summary) == "3 h on Cello, in 2 logs."
    assert plain(week.compared) == "1 h more than the week before."
    assert [plain(spent.duration) for spent in week.spent] == ["3 h"]
    assert week.spent[0].href == f"/c/{cello}"
    assert (week.earlier, week.later) == ("/review?week=2026-11-02", "/review?week=2026-11-16")
    assert not week.is_empty


def test_sentences_come_without_signs_and_say_where_they_are_from(alice: Work, cello: str) -> None:
    quotes = review(alice).quotes
    assert [quote.text for quote in quotes] == [RARE.replace("*", ""), make.SENTENCE]
    assert (quotes[0].title, plain(quotes[0].day)) == ("Cello", "Monday, 9 November")
    assert quotes[0].href == f"/c/{cello}"


@pytest.mark.usefixtures("cello")
def test_a_week_that_is_not_over_is_compared_with_nothing(alice: Work) -> None:
    week = review(alice, "2026-11-18")
    assert plain(week.summary) == "1 h on Cello, in 1 log."
    assert (week.compared, week.later) == ("", "")


@pytest.mark.parametrize(
    ("asked", "compared"),
    [
        pytest.param("2026-11-02", "", id="after an empty one"),
        pytest.param("2026-11-09", "1 h more than the week before.", id="more"),
    ],
)
@pytest.mark.usefixtures("cello")
def test_two_weeks_are_compared_where_both_have_hours(
    alice: Work, asked: str, compared: str
) -> None:
    assert plain(review(alice, asked).compared) == compared


def test_less_than_before_is_said_without_a_difference(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=240, at=at("04 10:00"))
    assert plain(review(alice).compared) == "The week before had 6 h."
    make.log(alice, cello, minutes=180, at=at("14 10:00"))
    assert review(alice).compared == t.same


@pytest.mark.usefixtures("cello")
def test_a_week_without_anything_scolds_nobody(alice: Work) -> None:
    week = review(alice, LONG_AGO)
    assert (week.summary, week.spent, week.quotes, week.is_empty) == (t.nothing, [], [], True)
    assert week.heading.endswith("2020")


def test_two_pursuits_are_counted(alice: Work, cello: str) -> None:
    drawing = make.commit(alice, "Drawing")
    make.log(alice, drawing, minutes=300, at=at("11 10:00"))
    week = review(alice)
    assert plain(week.summary) == "8 h on two pursuits, in 3 logs."
    assert [spent.title for spent in week.spent] == ["Drawing", "Cello"]
    pursuits.archive(alice, drawing)
    assert plain(review(alice).summary) == "8 h on two pursuits, in 3 logs."


def test_what_is_due_and_what_waits(alice: Work) -> None:
    cello = make.commit(alice, "Cello", before=26)
    make.log_later(alice, cello)
    waits = review(alice).waits
    assert [plain(each.sentence) for each in waits] == [
        "The synthesis of 25 hours of Cello",
        "1 log waits for its sentence",
    ]
    assert [each.href for each in waits] == [f"/c/{cello}/milestone/25", "/"]
    assert review(alice).quotes == []


def test_time_from_elsewhere_has_no_sentence(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.bring(alice, cello)
    week = review(alice, "2026-11-18")
    assert not week.is_empty
    assert week.quotes == []


@pytest.mark.usefixtures("cello")
def test_a_stranger_sees_nothing_of_it(mallory: Work) -> None:
    week = review(mallory)
    assert (week.summary, week.spent, week.quotes, week.waits) == (t.nothing, [], [], [])


def test_the_number_of_queries_is_the_same_for_more(
    alice: Work, cello: str, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    alice.db.flush()
    with count_queries() as few:
        review(alice)
    for number in range(20):
        make.log(alice, cello, minutes=10, at=at(f"{9 + number % 5:02} 10:00"))
    alice.db.flush()
    with count_queries() as many:
        review(alice)
    assert len(few) == len(many) <= 14

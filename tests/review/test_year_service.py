"""A year as it is told: hours, charts, milestones, sentences; exact, and private."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import cast

import make
import pytest
from conftest import NOON, Queries, person
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core.db import Database
from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import imports, pursuits
from hundred_app.features.commitments.service.imports import Brought
from hundred_app.features.insights.service import Panel
from hundred_app.features.review import service
from hundred_app.features.review.service import YearReview, numbers, year_review
from hundred_app.features.review.service.yearly import Drawn
from hundred_app.features.review.texts import t

RARE = "The thumb hovers, and suddenly *vibrato* happens by itself."
LAST = "First the breath. Then a bow that weighs nothing at all."


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def panel(drawn: Drawn | None) -> Panel:
    assert drawn
    return drawn.panel


@pytest.fixture
def cello(alice: Work) -> str:
    """2025: 20 h in December. 2026: 6 h in four logs of three weeks."""
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, minutes=1200, at=at("2025-12-02 10:00"))
    make.log(alice, cello, minutes=60, at=at("2026-01-01 00:00"), text=RARE)
    make.log(alice, cello, minutes=120, at=at("2026-03-03 18:30"))
    make.log(alice, cello, minutes=90, at=at("2026-03-04 18:00"))
    make.log(alice, cello, minutes=90, at=at("2026-03-09 23:30"), text=LAST)
    return cello


@pytest.mark.usefixtures("cello")
def test_a_running_year_in_numbers_worked_out_by_hand(alice: Work) -> None:
    year = year_review(alice, "2026")
    assert year.heading == "2026 so far"
    assert plain(year.summary) == "6 h on Cello, in 4 logs."
    assert (year.compared, year.finished) == ("", "")
    days = panel(year.days)
    assert plain(days.sentence) == "Something on 4 days. The fullest was 3 March, with 2 h."
    assert [plain(row.name) for row in days.rows] == ["1 January", "2 March", "9 March"]
    assert [plain(cell) for cell in days.rows[1].cells[:3]] == ["–", "2 h", "1 h 30"]
    assert days.rows[0].href == "/history?time=2026-01-01..2026-01-04"
    months = panel(year.months)
    assert plain(months.sentence) == "The fullest month was March, with 5 h."
    assert [row.name for row in months.rows][-1] == "November"
    assert months.rows[2].href == "/history?time=2026-03"
    assert months.rows[1].href == ""
    hours = panel(year.hours)
    # From 18:30 half an hour and the next one whole; 18:00 to 19:30; 23:30 to 1:00; 0:00 to 1:00.
    assert [plain(hours.rows[hour].cells[0]) for hour in (0, 18, 19, 20, 23)] == [
        "2 h", "1 h 30", "1 h 30", "30 min", "30 min",
    ]  # fmt: skip
    assert plain(hours.sentence) == "Most time fell between 0:00 and 1:00: 2 h."
    assert plain(year.run) == (
        "The longest run was 2 weeks with something in each, from 2 March to 15 March."
    )
    assert plain(year.best_week) == "The fullest week began on 2 March, with 3 h 30."
    assert [(one.label, one.is_chosen) for one in year.years] == [("2026", True), ("2025", False)]


@pytest.mark.usefixtures("cello")
def test_its_first_and_its_last_sentence_and_those_worth_reading_again(alice: Work) -> None:
    year = year_review(alice, "2026")
    assert year.first
    assert year.last
    assert year.first.text == RARE.replace("*", "")
    assert plain(year.first.day) == "Thursday, 1 January"
    assert year.last.text == "Then a bow that weighs nothing at all."
    assert year.first.text in [quote.text for quote in year.quotes]
    assert make.SENTENCE in [quote.text for quote in year.quotes]


def test_what_was_said_twice_is_quoted_once(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    for day in (1, 2, 3):
        make.log(alice, cello, at=at(f"2026-03-0{day} 10:00"))
    (quote,) = year_review(alice, "2026").quotes
    assert quote.text == make.SENTENCE
    assert plain(quote.day) == "Sunday, 1 March"


def test_the_last_sentence_is_that_of_the_whole_text(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, at=at("2026-03-01 10:00"))
    make.log(alice, cello, at=at("2026-03-02 10:00"), text="One more thing. " * 40 + "The end.")
    year = year_review(alice, "2026")
    assert year.last
    assert year.last.text == "The end."


@pytest.mark.parametrize(
    ("minutes", "compared"),
    [
        pytest.param(720, "6 h more than in 2024.", id="more"),
        pytest.param(360, "As much as in 2024.", id="the same"),
        pytest.param(60, "2024 had 6 h.", id="less"),
    ],
)
def test_a_whole_year_is_held_against_the_one_before(
    alice: Work, minutes: int, compared: str
) -> None:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, minutes=360, at=at("2024-12-31 10:00"))
    make.log(alice, cello, minutes=minutes, at=at("2025-01-01 10:00"))
    assert plain(year_review(alice, "2025").compared) == compared
    assert year_review(alice, "2024").compared == ""


def test_a_running_year_is_held_against_the_same_days(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=300, at=at("2025-11-18 10:00"))
    make.log(alice, cello, minutes=60, at=at("2025-11-19 10:00"))
    assert plain(year_review(alice, "2026").compared) == "2025 had 5 h by 18 November."


def test_milestones_with_the_beginning_of_their_synthesis_and_seats_that_were_finished(
    alice: Work,
) -> None:
    cello = make.commit(alice, "Cello", goal=50, before=26)
    make.give(alice, cello, 24 * 60)
    make.write(alice, cello, 25)
    make.write(alice, cello, 50, "**Slowly.**\n\n" + "It is the wrist. " * 40)
    year = year_review(alice, "2026")
    # The 25 hours were there before; what was written about them is of this year.
    early, reached = year.milestones
    assert (plain(early.heading), early.text) == ("25 hours of Cello", make.SYNTHESIS)
    assert plain(reached.heading) == "50 hours of Cello"
    assert reached.text.startswith("Slowly. It is the wrist.")
    assert reached.text.endswith("It is the wrist.")
    assert len(reached.text) <= 220
    assert reached.href == f"/c/{cello}/milestone/50"
    assert plain(year.finished) == "1 goal was reached: Cello."
    assert year.days
    assert "ring" in [shape.kind for shape in year.days.picture.shapes]


def test_what_is_archived_counts_as_before(alice: Work, cello: str) -> None:
    before = year_review(alice, "2026")
    pursuits.archive(alice, cello)
    after = year_review(alice, "2026")
    assert (after.summary, after.spent, after.days) == (before.summary, before.spent, before.days)


def test_an_empty_year_says_what_there_will_be(alice: Work) -> None:
    year = year_review(alice, "")
    assert year.is_empty
    assert (year.heading, year.nothing) == ("2026 so far", t.year_will_be)
    assert year.summary == "Nothing logged in 2026 yet."
    assert year_review(alice, "2019").summary == "Nothing was logged in 2019."


def test_time_from_elsewhere_has_no_sentence(alice: Work) -> None:
    make.bring(alice, make.commit(alice))
    year = year_review(alice, "2026")
    assert not year.is_empty
    assert (year.quotes, year.first, year.last) == ([], None, None)


@pytest.mark.usefixtures("cello")
def test_a_stranger_sees_nothing_of_it(mallory: Work) -> None:
    year = year_review(mallory, "2026")
    assert year.is_empty
    assert [one.label for one in year.years] == ["2026"]
    assert list(numbers(mallory, "days", "2026").rows) == []


@pytest.mark.usefixtures("cello")
def test_sheets_have_the_same_numbers(alice: Work) -> None:
    for name in ("days", "months", "hours"):
        rows = numbers(alice, name, "2026").rows
        assert sum(cast(int, row[-1]) for row in rows) == 360
    assert numbers(alice, "months", "2026").rows[0] == ("2026-01", "Cello", 60)
    with pytest.raises(NotFound):
        numbers(alice, "year", "2026")


def test_the_number_of_queries_is_the_same_for_more(
    alice: Work, cello: str, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    alice.db.flush()
    with count_queries() as few:
        year_review(alice, "2026")
    other = make.commit(alice, "Chess")
    for number in range(60):
        make.log(alice, (cello, other)[number % 2], minutes=10, ago=timedelta(days=number))
    alice.db.flush()
    with count_queries() as many:
        year_review(alice, "2026")
    assert len(few) == len(many) <= 14


def test_ten_thousand_logs_are_soon_told(alice: Work) -> None:
    cello = make.commit(alice, "Cello", goal=9_000)
    texts = [
        f"The {number}th time the bow went lighter. And the left hand waited."
        for number in range(99)
    ]
    imports.bring_in(
        alice,
        cello,
        "Gleeo",
        [
            Brought(new_id(), NOON - timedelta(minutes=46 * (number + 1)), 45, texts[number % 99])
            for number in range(10_000)
        ],
    )
    began = perf_counter()
    year = year_review(alice, "2026")
    assert perf_counter() - began < 5
    assert len(year.quotes) == len({quote.text for quote in year.quotes}) == 7


ZONES = st.sampled_from(
    ["UTC", "Europe/Paris", "America/New_York", "Pacific/Chatham", "Pacific/Apia", "Asia/Kathmandu"]
)
CHANGES = st.sampled_from(
    [
        "2011-12-30 10:00",
        "2025-12-31 12:00",
        "2026-03-08 07:00",
        "2026-03-29 01:00",
        "2026-10-25 01:00",
    ]
)


@settings(max_examples=60)
@given(
    zone=ZONES,
    about=CHANGES,
    day_start=st.integers(0, 23),
    week_start=st.integers(0, 6),
    spread=st.lists(
        st.tuples(st.integers(-3, 3 * 1440), st.integers(1, 1440), st.booleans()),
        min_size=1,
        max_size=12,
    ),
)
def test_days_months_hours_and_commitments_add_up_to_the_logs_whatever_clocks_do(
    untouched: Database,
    zone: str,
    about: str,
    day_start: int,
    week_start: int,
    spread: list[tuple[int, int, bool]],
) -> None:
    with make.undone(untouched) as session:
        alice = replace(
            person(session, "alice"), zone=zone, day_start=day_start, week_start=week_start
        )
        held = make.commit(alice), make.commit(alice, "Chess")
        logged: dict[int, int] = {}
        for offset, minutes, is_other in spread:
            moment = at(about) + timedelta(minutes=offset)
            make.log(alice, held[is_other], minutes=minutes, at=moment)
            year = alice.day_of(moment).year
            logged[year] = logged.get(year, 0) + minutes
        for year, total in logged.items():
            for name in ("days", "months", "hours"):
                rows = numbers(alice, name, str(year)).rows
                assert sum(cast(int, row[-1]) for row in rows) == total
            told = service.year_review(alice, str(year))
            assert not told.is_empty
            assert {one.label for one in told.years} == {str(year) for year in logged}


def test_a_log_at_midnight_of_new_year_belongs_to_the_year_of_its_own_zone(alice: Work) -> None:
    cello = make.commit(alice)
    make.log(alice, cello, minutes=30, at=at("2025-12-31 23:30"))
    kathmandu = replace(alice, zone="Asia/Kathmandu")
    years: dict[str, YearReview] = {work.zone: year_review(work, "") for work in (alice, kathmandu)}
    assert years["UTC"].heading == "2025"
    assert years["Asia/Kathmandu"].heading == "2026 so far"
    assert date(2026, 1, 1) == kathmandu.day_of(at("2025-12-31 23:30"))

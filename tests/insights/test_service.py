"""What the charts say: sentences, figures and tables are all of the same minutes."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import make
import pytest
from conftest import NOON, Queries

from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.insights import rules, service
from hundred_app.features.insights.service import Panel
from hundred_app.features.insights.texts import t

VIEWS = rules.VIEWS


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def minutes_in(cell: str) -> int:
    """The minutes that a cell of a table says."""
    if cell == "–":
        return 0
    said = cell.replace(NBSP, " ").replace(",", "")
    found = re.fullmatch(r"(?:(\d+) h)?(?: ?(\d+)(?: min)?)?", said)
    assert found, cell
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def total(panel: Panel) -> int:
    """The minutes of all rows of the table."""
    place = panel.head.index("Total") - 1 if "Total" in panel.head else 0
    return sum(minutes_in(row.cells[place]) for row in panel.rows)


def columns(panel: Panel) -> dict[str, int]:
    """The sum of each column of the table, by its head."""
    sums = dict.fromkeys(panel.head[1:], 0)
    for row in panel.rows:
        for name, cell in zip(panel.head[1:], row.cells, strict=True):
            sums[name] += minutes_in(cell)
    return sums


# Before there is anything to see


def test_of_nothing_there_is_nothing_to_say(alice: Work, cello: str) -> None:
    assert service.summary(alice) == ""
    for commitment_id in ("", cello):
        panel = service.hours(alice, commitment_id, "all", "line")
        assert (panel.sentence, panel.label) == (t.too_few, t.too_few)
        assert (panel.figure, panel.head, panel.rows, panel.has_chart) == ({}, [], [], False)


def test_after_one_log_a_second_is_asked_for(alice: Work, cello: str) -> None:
    make.log(alice, cello)
    assert (
        service.summary(alice) == f"Across one commitment: 45{NBSP}min, lately 45{NBSP}min a week."
    )
    for commitment_id in ("", cello):
        assert not service.hours(alice, commitment_id, "all", "line").has_chart


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("ago", [0, 1], ids=["on the same day", "on another day"])
def test_charts_begin_with_the_second_log(alice: Work, cello: str, view: str, ago: int) -> None:
    make.log(alice, cello, minutes=45)
    make.log(alice, cello, minutes=30, ago=timedelta(days=ago))
    panel = service.hours(alice, cello, "all", view)
    assert panel.has_chart
    assert total(panel) == 75
    assert bool(panel.figure) is (view != "table")


# One commitment


def test_a_finding_is_told_in_a_sentence(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=240, at=NOON.replace(month=10, day=20, hour=0))
    make.log(alice, cello, minutes=120, at=NOON.replace(day=5, hour=0))
    make.log(alice, cello, minutes=60)
    panel = service.hours(alice, cello, "all", "line")
    assert panel.sentence == (
        f"7{NBSP}h since 20{NBSP}October, 1{NBSP}h{NBSP}38 a week."
        f" The fullest week was that of 19{NBSP}October, with 4{NBSP}h."
    )
    assert panel.label == f"Cello, cumulative hours since 20{NBSP}October: 7{NBSP}h."
    month = service.hours(alice, cello, "30", "weeks")
    assert month.sentence.startswith(f"7{NBSP}h in the last 30 days, 1{NBSP}h{NBSP}38 a week.")
    assert month.label == "Cello, hours a week in the last 30 days."


def test_a_range_without_logs_says_so(alice: Work, cello: str) -> None:
    for days in (40, 41):
        make.log(alice, cello, ago=timedelta(days=days))
    assert service.hours(alice, cello, "30", "line").sentence == (
        "Nothing was logged in the last 30 days."
    )
    assert service.hours(alice, cello, "90", "line").sentence.startswith(f"1{NBSP}h{NBSP}30 in the")


@pytest.mark.parametrize(("range_name", "days"), [("30", 30), ("90", 90), ("365", 365)])
def test_a_range_begins_with_its_first_day(
    alice: Work, cello: str, range_name: str, days: int
) -> None:
    make.log(alice, cello, minutes=1, ago=timedelta(days=days))
    make.log(alice, cello, minutes=2, ago=timedelta(days=days - 1))
    make.log(alice, cello, minutes=4)
    panel = service.hours(alice, cello, range_name, "weeks")
    assert panel.sentence.startswith(f"6{NBSP}min ")
    assert total(panel) == 6
    assert total(service.hours(alice, cello, "all", "weeks")) == 7


def test_the_line_ends_at_all_hours_and_begins_with_those_before(alice: Work) -> None:
    its_id = make.commit(alice, "Cello", before=10)
    make.log(alice, its_id, minutes=120, ago=timedelta(days=50))
    make.log(alice, its_id, minutes=60, ago=timedelta(days=3))
    line, _, end = service.hours(alice, its_id, "all", "line").figure["data"]
    assert (line["y"], end["y"]) == ([10.0, 12.0, 13.0, 13.0], [13.0])
    assert line["x"][-1] == "2026-11-18"
    line, *_ = service.hours(alice, its_id, "30", "line").figure["data"]
    assert line["y"] == [12.0, 13.0, 13.0]
    assert service.hours(alice, its_id, "30", "line").label.endswith(f": 13{NBSP}h.")


def test_written_syntheses_are_marked_where_the_hours_were_reached(alice: Work, cello: str) -> None:
    make.give(alice, cello, 3060, each=510)
    make.write(alice, cello, 25)
    _, marks, _ = service.hours(alice, cello, "all", "line").figure["data"]
    assert (marks["x"], marks["y"]) == (["2026-11-15"], [25])


def test_months_are_told_by_name_the_latest_first(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=90, at=NOON.replace(year=2025, month=12, day=31, hour=0))
    make.log(alice, cello, minutes=60)
    panel = service.hours(alice, cello, "all", "table")
    told = [(row.name, row.cells[0]) for row in panel.rows]
    assert panel.head[0] == "Month"
    assert told[:2] == [("November", f"1{NBSP}h"), ("October", "–")]
    assert told[-1] == (f"December{NBSP}2025", f"1{NBSP}h{NBSP}30")
    assert len(told) == 12


# Several


def test_several_are_told_together(alice: Work) -> None:
    cello, chess = make.commit(alice, "Cello"), make.commit(alice, "Chess", before=5)
    make.commit(alice, "Theory")
    make.log(alice, cello, minutes=60, ago=timedelta(days=8))
    make.log(alice, chess, minutes=30)
    panel = service.hours(alice, "", "all", "weeks")
    assert panel.head == ["Week of", "Cello", "Chess", "Total"]
    assert columns(panel) == {"Cello": 60, "Chess": 30, "Total": 90}
    assert [bar["name"] for bar in panel.figure["data"]] == ["Cello", "Chess"]
    assert [sum(bar["y"]) for bar in panel.figure["data"]] == [1.0, 0.5]
    line = service.hours(alice, "", "all", "line")
    assert (
        line.label
        == f"Cello, Chess, cumulative hours since 10{NBSP}November: 1{NBSP}h, 5{NBSP}h{NBSP}30."
    )
    assert service.summary(alice).startswith(f"Across three commitments: 1{NBSP}h{NBSP}30, lately")


def test_each_ones_part_of_the_range_stands_under_the_chart(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    make.log(alice, cello, minutes=60, ago=timedelta(days=40))
    make.log(alice, cello, minutes=30)
    make.log(alice, chess, minutes=15)
    for range_name, parts in (("all", ["1 h 30", "15 min"]), ("30", ["30 min", "15 min"])):
        shares = service.hours(alice, "", range_name, "line").shares
        assert [(share.title, share.seat) for share in shares] == [
            ("Cello", "clay"),
            ("Chess", "ochre"),
        ]
        assert [share.duration.replace(NBSP, " ") for share in shares] == parts


def test_a_pursuit_that_rested_for_long_is_told_by_its_own_time(alice: Work, cello: str) -> None:
    for day in (1, 20):
        make.log(alice, cello, minutes=60, at=NOON.replace(year=2025, day=day))
    panel = service.hours(alice, cello, "all", "weeks")
    first, last = f"1{NBSP}November{NBSP}2025", f"20{NBSP}November{NBSP}2025"
    assert panel.sentence.startswith(f"2{NBSP}h from {first} to {last}, 42{NBSP}min a week.")
    assert total(panel) == 120
    assert len(panel.rows) == 4
    assert service.summary(alice) == f"Across one commitment: 2{NBSP}h."


def test_what_is_archived_is_still_told(alice: Work, cello: str) -> None:
    for days in (1, 2):
        make.log(alice, cello, ago=timedelta(days=days))
    pursuits.archive(alice, cello)
    for commitment_id in ("", cello):
        assert total(service.hours(alice, commitment_id, "all", "weeks")) == 90


def test_lately_looks_back_twelve_weeks(alice: Work, cello: str) -> None:
    """The 27th of August is the first of the 84 days that end today."""
    make.log(alice, cello, minutes=1440, at=NOON.replace(month=8, day=26, hour=0))
    assert service.summary(alice) == f"Across one commitment: 24{NBSP}h."
    make.log(alice, cello, minutes=1200, at=NOON.replace(month=8, day=27, hour=0))
    assert service.summary(alice) == (
        f"Across one commitment: 44{NBSP}h, lately 1{NBSP}h{NBSP}40 a week."
    )


# How much is asked of the database, and whose it is


@pytest.mark.parametrize(
    "show",
    [
        pytest.param(lambda work, _: service.summary(work), id="the summary"),
        *(
            pytest.param(
                lambda work, its_id, view=view: service.hours(work, its_id, "all", view), id=view
            )
            for view in VIEWS
        ),
        pytest.param(lambda work, _: service.hours(work, "", "all", "line"), id="of all"),
    ],
)
def test_a_chart_asks_as_often_for_two_hundred_logs_as_for_five(
    alice: Work,
    cello: str,
    count_queries: Callable[[], AbstractContextManager[Queries]],
    show: Callable[[Work, str], object],
) -> None:
    asked: list[int] = []
    for logs, more in ((5, 0), (195, 3)):
        make.give(alice, cello, logs * 45, each=45)
        for number in range(more):
            make.log(alice, make.commit(alice, f"No {number}"))
        alice.db.flush()
        alice.db.expunge_all()
        with count_queries() as queries:
            show(alice, cello)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 10


@pytest.mark.parametrize("view", VIEWS)
def test_a_stranger_sees_nothing(alice: Work, mallory: Work, cello: str, view: str) -> None:
    for days in range(5):
        make.log(alice, cello, ago=timedelta(days=days))
    for its_id in (cello, new_id(), "x"):
        with pytest.raises(NotFound):
            service.hours(mallory, its_id, "all", view)
    assert service.summary(mallory) == ""
    assert not service.hours(mallory, "", "all", view).has_chart
    hers = make.commit(mallory, "Lockpicking")
    make.log(mallory, hers, minutes=10)
    make.log(mallory, hers, minutes=20)
    assert total(service.hours(mallory, "", "all", view)) == 30

"""The year, the hours of the week, lengths and shares: what they say, draw, list and lead to."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

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
from hundred_app.features.commitments.service import pursuits, totals
from hundred_app.features.commitments.service.history import history
from hundred_app.features.commitments.service.narrowing import asked_in
from hundred_app.features.commitments.store import logs as log_rows
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.insights import figures, rules, service
from hundred_app.features.insights.figures import Days, Part
from hundred_app.features.insights.service import CHARTS, Panel
from hundred_app.features.insights.texts import t

OF_MINUTES = tuple(name for name in CHARTS if name != "river")
"""The river is of sentences: see test_river_panel."""

TODAY = date(2026, 11, 18)
LARGEST = 40_000
"""Bytes of a figure as it is sent."""


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello", category="Music")


def put(work: Work, commitment_id: str, moments: list[tuple[datetime, int]]) -> None:
    log_rows.add_all(
        work,
        [
            TimeLog(commitment_id=commitment_id, duration_minutes=minutes, date=at, reflection="-")
            for at, minutes in moments
        ],
    )


def spoken(text: str) -> str:
    return text.replace(NBSP, " ")


def panel(work: Work, name: str, its_id: str = "", range_name: str = "all", by: str = "") -> Panel:
    return service.chart(work, name, its_id, range_name, by)


def rows(work: Work, name: str, its_id: str = "", range_name: str = "all", by: str = "") -> Any:
    return service.numbers(work, name, its_id, range_name, by).rows


# Figures, by hand


def test_a_day_is_a_square_in_the_column_of_its_week() -> None:
    """The 18th of November 2026 is a Wednesday; the week began on Monday, the 16th."""
    minutes = {TODAY: 30, TODAY - timedelta(days=1): 90, TODAY - timedelta(days=8): 10}
    days = Days(TODAY - timedelta(days=9), TODAY, minutes, (10, 30, 30), 0)
    empty, least, more, most = figures.year(days)["data"]
    assert len(empty["x"]) == 10
    assert [trace["ids"] for trace in (least, more, most)] == [
        ["2026-11-10"],
        ["2026-11-18"],
        ["2026-11-17"],
    ]
    # Columns from the left, rows from below: Monday is row 6.
    assert (least["x"], more["x"], most["x"]) == ([0], [1], [1])
    assert (least["base"], more["base"]) == ([4.59], [3.59])
    assert spoken(most["text"][0]) == "Tuesday, 17 November"
    assert spoken(most["customdata"][0]) == "1 h 30"
    assert [trace["marker"]["opacity"] for trace in (least, more, most)] == [0.3, 0.52, 1]


def test_weeks_begin_where_they_begin_for_somebody() -> None:
    assert Days(TODAY, TODAY, {}, (0, 0, 0), 6).place(TODAY) == (0, 3)
    assert Days(TODAY, TODAY, {}, (0, 0, 0), 2).place(TODAY) == (0, 6)
    assert Days(TODAY - timedelta(days=7), TODAY, {}, (0, 0, 0), 2).place(TODAY) == (1, 6)


def test_of_one_commitment_the_year_is_in_its_colour() -> None:
    days = Days(TODAY, TODAY, {TODAY: 60}, (30, 40, 50), 0, "pine")
    assert figures.year(days)["data"][1]["marker"] == {"color": "--pine-10", "opacity": 1}


def test_the_area_of_a_square_is_the_time_of_its_hour() -> None:
    drawn = figures.week({(0, 7): 60, (2, 8): 15}, (6, 18), week_start=0, day_start=0)
    empty, filled = drawn["data"]
    assert len(empty["x"]) == 7 * 12
    assert (filled["x"], filled["width"]) == ([1, 2], [0.82, 0.41])
    assert filled["base"] == [5.59, 3.795]
    assert filled["text"] == ["Monday, 7:00 to 8:00", "Wednesday, 8:00 to 9:00"]
    assert [spoken(text) for text in filled["customdata"]] == ["1 h", "15 min"]
    assert drawn["layout"]["xaxis"]["ticktext"] == ["6:00", "9:00", "12:00", "15:00"]


def test_on_a_phone_hours_go_down_and_days_across() -> None:
    drawn = figures.week({(0, 7): 60, (6, 8): 60}, (6, 18), week_start=0, day_start=0)
    filled = drawn["phone"]["data"][1]
    assert filled["x"] == [0, 6]
    assert filled["base"] == [-1.41, -2.41]
    assert drawn["phone"]["xaxis"]["ticktext"][0] == "Mon"
    assert drawn["phone"]["yaxis"]["tickvals"] == [0, -3, -6, -9]


@pytest.mark.parametrize(
    ("hours", "names"),
    [
        pytest.param((6, 22), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], id="most of it"),
        pytest.param((0, 24), [*"MTWTFSS"], id="the whole day"),
    ],
)
def test_on_a_phone_the_days_have_short_names_where_squares_are_small(
    hours: tuple[int, int], names: list[str]
) -> None:
    drawn = figures.week({(0, 7): 60}, hours, week_start=0, day_start=0)
    assert drawn["phone"]["xaxis"]["ticktext"] == names
    assert drawn["layout"]["yaxis"]["ticktext"][0] == "Mon"


def test_hours_are_those_of_the_clock_where_days_begin_later() -> None:
    drawn = figures.week({(0, 20): 60}, (12, 24), week_start=0, day_start=5)
    assert drawn["data"][1]["text"] == ["Monday, 1:00 to 2:00"]
    assert drawn["layout"]["xaxis"]["ticktext"] == ["18:00", "21:00", "0:00", "3:00"]


def test_lengths_are_bars_and_a_line_at_the_middle() -> None:
    drawn = figures.lengths((3, 12, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2), 30)
    (bars,) = drawn["data"]
    assert bars["y"][:4] == [3, 12, 0, 1]
    assert [spoken(bars["text"][at]) for at in (0, 12)] == ["Up to 15 min", "Over 3 h"]
    assert bars["customdata"][1] == "12 logs"
    (line,) = drawn["layout"]["shapes"]
    assert line["x0"] == 1.5
    assert spoken(drawn["layout"]["annotations"][0]["text"]) == "half are 30 min or shorter"


def test_shares_are_percent_of_each_part_of_the_time() -> None:
    times = (date(2026, 10, 1), date(2026, 11, 1))
    parts = [
        Part("Cello", "--clay-9", "clay", (45, 0), "ID"),
        Part("<b>Chess", "--ochre-9", "ochre", (15, 30)),
    ]
    drawn = figures.parts(times, parts, lambda day: f"{day:%Y-%m}", lambda day: f"{day:%B}")
    cello, chess = drawn["data"]
    assert (cello["x"], cello["y"]) == (["2026-10-01"], [75.0])
    assert (chess["x"], chess["y"]) == (["2026-10-01", "2026-11-01"], [25.0, 100.0])
    assert (cello["ids"], cello["meta"]) == (["2026-10"], "ID")
    assert [spoken(text) for text in chess["customdata"]] == ["15 min, 25 %", "30 min, 100 %"]
    assert "&lt;b&gt;" in chess["hovertemplate"]


def test_lines_begin_at_nothing_on_their_own_first_day() -> None:
    cello = figures.Line("Cello", "clay", False, (1, 3), (60, 90), ("2026-11-01", ""), "ID")
    chess = figures.Line("Chess", "pine", True, (1,), (30,), ("2025-01-01",), "OTHER")
    drawn = figures.aligned([cello, chess])
    ghost, line = drawn["data"]
    assert (line["x"], line["y"]) == ([0, 1, 3], [0, 1.0, 1.5])
    assert (line["ids"], line["meta"]) == (["", "2026-11-01", ""], "ID")
    assert (line["line"]["color"], ghost["line"]["color"]) == ("--clay-9", "--pine-7")
    assert [spoken(name["text"]) for name in drawn["layout"]["annotations"]] == [
        "Chess, 0 h",
        "Cello, 1 h",
    ]
    assert drawn["layout"]["xaxis"]["ticktext"] == ["Day 1", "Day 2", "Day 3"]


# What is told


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("aligned", t.aligned_empty, id="aligned"),
        pytest.param("year", t.year_empty, id="year"),
        pytest.param("rhythm", t.after_two_weeks, id="rhythm"),
        pytest.param("lengths", t.lengths_empty, id="lengths"),
        pytest.param("shares", t.after_two_weeks, id="shares"),
        pytest.param("river", t.river_empty, id="river"),
    ],
)
def test_before_there_is_anything_it_is_said_what_there_will_be(
    alice: Work, cello: str, name: str, sentence: str
) -> None:
    of_one = t.aligned_empty_of_one if name == "aligned" else sentence
    for its_id, told in (("", sentence), (cello, of_one)):
        found = panel(alice, name, its_id)
        assert (found.sentence, found.figure, found.sheet) == (told, {}, "")
        assert rows(alice, name, its_id) == []


def test_in_the_first_two_weeks_there_are_the_year_and_lengths(alice: Work, cello: str) -> None:
    make.log(alice, cello, ago=timedelta(days=12))
    assert [name for name in CHARTS if panel(alice, name).has_chart] == ["year", "lengths"]
    make.log(alice, cello, ago=timedelta(days=13))
    assert not panel(alice, "aligned").has_chart
    assert panel(alice, "rhythm").has_chart
    assert panel(alice, "shares").sentence == t.shares_few
    assert panel(alice, "shares", by="category").sentence == t.shares_few_categories


def test_each_chart_says_a_sentence_with_its_numbers(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    for days in (0, 7, 14):
        make.log(alice, cello, at=NOON - timedelta(days=days, hours=5), minutes=60)
    make.log(alice, chess, at=NOON - timedelta(days=1, hours=2), minutes=20)
    told = {name: spoken(panel(alice, name).sentence) for name in OF_MINUTES}
    assert told == {
        "aligned": "Chess is on day 2, at 20 min. On that day, Cello was at 1 h.",
        "year": "3 h 20 on four days in the last year. The fullest was 18 November, with 1 h.",
        "rhythm": (
            "Most happens around 7:00: 3 h of 3 h 20. Wednesday is the fullest day, with 3 h."
        ),
        "lengths": "Half of 4 logs took 1 h or less, the longest 1 h.",
        "shares": "Of 3 h 20 since 4 November, Cello got the most: 3 h, 90 %.",
    }
    assert (
        spoken(panel(alice, "year").note)
        == "A square is a day, from 20 min to 1 h. Darker is more."
    )


def test_beginnings_stand_beside_each_other(alice: Work, cello: str) -> None:
    """Whatever came before is no part of it; what is archived ends with its last log."""
    chess = make.commit(alice, "Chess", before=50)
    for days, minutes in ((29, 60), (20, 30), (3, 30)):
        make.log(alice, cello, minutes=minutes, ago=timedelta(days=days))
    for days in (400, 390):
        make.log(alice, chess, minutes=45, ago=timedelta(days=days))
    pursuits.archive(alice, chess)
    found = panel(alice, "aligned")
    ghost, line = found.figure["data"]
    assert (line["x"], line["y"]) == ([0, 1, 10, 27, 30], [0, 1.0, 1.5, 2.0, 2.0])
    assert (ghost["x"], ghost["y"]) == ([0, 1, 11], [0, 0.75, 1.5])
    assert spoken(found.sentence) == "Cello is on day 30, at 2 h."
    assert [row.cells[0] for row in found.rows[:2]] == [f"1{NBSP}h"] * 2
    assert found.rows[-1].cells[1] == "–"
    assert rows(alice, "aligned") == [
        ("Cello", 1, 60), ("Cello", 10, 90), ("Cello", 27, 120),
        ("Chess", 1, 45), ("Chess", 11, 90),
    ]  # fmt: skip
    (of_chess, _) = panel(alice, "aligned", chess).figure["data"]
    assert of_chess["name"] == "Cello"
    assert of_chess["line"]["color"] == "--clay-7"


def test_beside_one_runs_its_earlier_self(alice: Work, cello: str) -> None:
    """29 days lived, so the last two weeks and the two before: days 16 to 29, and 2 to 15."""
    for days, minutes in ((28, 30), (27, 60), (14, 15), (13, 20), (2, 100)):
        make.log(alice, cello, minutes=minutes, ago=timedelta(days=days))
    found = panel(alice, "aligned", cello)
    ghost, line = found.figure["data"]
    assert (line["x"], line["y"]) == (
        [0, 1, 2, 15, 16, 27, 29],
        [0, 0.5, 1.5, 1.75, 2.083, 3.75, 3.75],
    )
    # Let loose on day 15 with its minutes, it makes the 1 h 15 of the two weeks before.
    assert (ghost["x"], ghost["y"]) == ([15, 16, 29], [1.75, 2.75, 3.0])
    assert ghost["line"] == {"color": "--clay-7", "width": 1.5, "dash": line["line"]["dash"]}
    assert ghost["ids"] == ["", "2026-10-22", "2026-11-04"]
    assert (ghost["name"], ghost["meta"]) == ("2 weeks earlier", cello)
    assert (
        spoken(found.sentence)
        == "You gave Cello 2 h in the last 2 weeks, and 1 h 15 in the 2 before."
    )
    cells = {row.name: [spoken(cell) for cell in row.cells] for row in found.rows}
    assert cells["14"] == ["1 h 30", "–"]
    assert cells["29"] == ["3 h 45", "3 h"]
    # All of them together have none, and a sheet holds what was logged.
    assert not panel(alice, "aligned").has_chart
    assert rows(alice, "aligned", cello)[-1] == ("Cello", 27, 225)


def test_one_that_has_rested_for_years_ends_with_its_last_log(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    for days in (2_000, 1_980, 1_971):
        make.log(alice, cello, minutes=60, ago=timedelta(days=days))
        make.log(alice, chess, minutes=30, ago=timedelta(days=days - 5))
    line, other = panel(alice, "aligned").figure["data"]
    assert (line["x"], other["x"]) == ([0, 1, 21, 30], [0, 1, 21, 30])
    # Nor is there an earlier self of weeks that are long gone.
    assert panel(alice, "aligned", cello).head[1:] == ["Cello", "Chess"]


@pytest.mark.parametrize(
    "ago",
    [
        pytest.param((26, 20, 1), id="not lived for four weeks"),
        pytest.param((40, 39, 1), id="nothing in the weeks before"),
        pytest.param((40, 16, 15), id="nothing in the last weeks"),
    ],
)
def test_who_has_nothing_to_race_is_alone(alice: Work, cello: str, ago: tuple[int, ...]) -> None:
    for days in ago:
        make.log(alice, cello, ago=timedelta(days=days))
    assert not panel(alice, "aligned", cello).has_chart


def test_an_earlier_self_is_told_after_the_others(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    for days in (27, 20, 1):
        make.log(alice, cello, ago=timedelta(days=days), minutes=30)
    make.log(alice, chess, ago=timedelta(days=30), minutes=45)
    found = panel(alice, "aligned", cello)
    assert spoken(found.sentence) == (
        "Cello is on day 28, at 1 h 30. On that day, Chess was at 45 min. You gave Cello 30 min in"
        " the last 2 weeks, and 1 h in the 2 before."
    )
    assert found.head[1:] == ["Cello", "Chess", "2 weeks earlier"]
    pursuits.archive(alice, cello)
    assert "2 weeks earlier" not in panel(alice, "aligned", cello).head


@pytest.mark.parametrize(
    ("lived", "weeks"), [(1, 0), (27, 0), (28, 2), (41, 2), (42, 3), (168, 12), (9999, 12)]
)
def test_how_many_weeks_stand_beside_as_many_before(lived: int, weeks: int) -> None:
    assert rules.weeks_to_race(lived) == weeks


@given(st.integers(0, 5000), st.integers(2, 500))
def test_where_there_is_less_room_fewer_points_are_drawn(count: int, most: int) -> None:
    kept = rules.thinned(count, most)
    assert len(kept) <= most
    assert kept == sorted(set(kept))
    if count:
        assert (kept[0], kept[-1]) == (0, count - 1)


def test_categories_have_no_seat_colours_and_the_smallest_are_told_together(alice: Work) -> None:
    for number in range(8):
        its_id = make.commit(alice, f"No {number}", category=f"Kind {number}" if number else "")
        make.log(alice, its_id, minutes=100 - number, ago=timedelta(days=20 - number))
        pursuits.archive(alice, its_id)
    found = panel(alice, "shares", by="category")
    assert [share.title for share in found.shares] == [
        "without a category", "Kind 1", "Kind 2", "Kind 3", "Kind 4", "all others",
    ]  # fmt: skip
    assert spoken(found.shares[-1].duration) == "4 h 42"
    assert {trace["marker"]["color"][:9] for trace in found.figure["data"]} == {"--neutral"}
    assert sum(row[2] for row in rows(alice, "shares", by="category")) == sum(range(93, 101))


def test_what_came_to_rest_long_ago_has_its_own_last_year(alice: Work, cello: str) -> None:
    for ago in (500, 510):
        make.log(alice, cello, ago=timedelta(days=ago))
    assert "in the year up to 6 July 2025" in spoken(panel(alice, "year", cello).sentence)


# Where it leads


def logs_at(work: Work, href: str) -> list[int]:
    """The minutes of the logs that the history shows at an address."""
    there = urlsplit(href)
    assert there.path == "/history"
    query = {key: values[0] for key, values in parse_qs(there.query).items()}
    found = history(work, asked_in(query))
    return [day.minutes for day in found.days]


@pytest.mark.parametrize("its", ["all", "one"])
def test_a_square_leads_to_its_day_and_a_row_to_its_week(alice: Work, cello: str, its: str) -> None:
    chess = make.commit(alice, "Chess")
    make.log(alice, cello, minutes=30, ago=timedelta(hours=1))
    make.log(alice, cello, minutes=45, ago=timedelta(days=2))
    make.log(alice, chess, minutes=5, ago=timedelta(days=1))
    make.log(alice, chess, minutes=10, ago=timedelta(days=9))
    found = panel(alice, "year", cello if its == "one" else "")
    assert found.figure["opens"] == ("/history" if its == "all" else f"/history?c={cello}")
    href = found.rows[0].href
    assert logs_at(alice, href) == ([30, 5, 45] if its == "all" else [30, 45])


def test_a_bar_leads_to_its_month(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    make.log(alice, cello, minutes=30, ago=timedelta(days=40))
    make.log(alice, chess, minutes=45, ago=timedelta(days=1))
    found = panel(alice, "shares")
    assert [trace["ids"] for trace in found.figure["data"]] == [["2026-10"], ["2026-11"]]
    assert found.figure["data"][0]["meta"] == cello
    assert [logs_at(alice, row.href) for row in found.rows] == [[45], [30]]


# What is there is what was logged


ZONES = ["UTC", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]
AUTUMN = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


@settings(max_examples=25)
@given(
    zone=st.sampled_from(ZONES),
    day_start=st.integers(0, 23),
    range_name=st.sampled_from(["30", "90", "365", "all"]),
    moments=st.lists(
        st.tuples(st.integers(-400 * 86_400, 20 * 86_400), st.integers(1, 1440)),
        min_size=1,
        max_size=12,
    ),
)
def test_every_chart_adds_up_to_the_logs_of_its_range(
    untouched: Database,
    zone: str,
    day_start: int,
    range_name: str,
    moments: list[tuple[int, int]],
) -> None:
    """In any zone, and over changes of clocks."""
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), zone=zone, day_start=day_start)
        cello, chess = make.commit(alice), make.commit(alice, "Chess", category="Games")
        for number, (seconds, minutes) in enumerate(moments):
            its_id = chess if number % 3 == 0 else cello
            put(alice, its_id, [(AUTUMN + timedelta(seconds=seconds), minutes)])
        held = totals.by_day(alice)
        if range_name == "all":
            inside = held
        else:
            first = alice.today - timedelta(days=int(range_name) - 1)
            inside = {key: count for key, count in held.items() if key[0] >= first}
        total = sum(inside.values())
        assert sum(row[2] for row in rows(alice, "rhythm", "", range_name)) == total
        assert sum(row[0] * row[1] for row in rows(alice, "lengths", "", range_name)) == total
        for by in service.BY:
            shared = rows(alice, "shares", "", range_name, by)
            assert sum(row[2] for row in shared) == total
        days = {date.fromisoformat(day): minutes for day, minutes in rows(alice, "year")}
        assert len(days) == 365
        year = sum(count for (day, _), count in held.items() if day in days)
        assert sum(days.values()) == year
        assert max(days) == alice.today or max(days) == max(day for day, _ in held)


# How much is sent, and asked of the database


def ten_years(work: Work) -> None:
    """Four commitments, each on most days for ten years, at odd minutes."""
    for number in range(4):
        its_id = make.commit(work, f"A pursuit of some length {number}", category=f"Kind {number}")
        put(
            work,
            its_id,
            [
                (NOON - timedelta(days=day, minutes=37 * day % 700), 5 + (day * 7 + number) % 90)
                for day in range(1, 3650)
                if (day + number) % 5
            ],
        )


@pytest.mark.slow
def test_ten_years_fit_into_a_small_figure(alice: Work) -> None:
    ten_years(alice)
    for name in CHARTS:
        for range_name in ("all", "365"):
            sent = json.dumps(panel(alice, name, "", range_name).figure, ensure_ascii=False)
            assert len(sent.encode()) <= LARGEST, (name, range_name, len(sent))
    for view in ("line", "days", "weeks", "months"):
        for range_name in ("all", "365", "90"):
            sent = json.dumps(service.hours(alice, "", range_name, view).figure, ensure_ascii=False)
            assert len(sent.encode()) <= LARGEST, (view, range_name, len(sent))


@pytest.mark.parametrize("name", OF_MINUTES)
def test_a_chart_asks_as_often_whatever_there_is(
    alice: Work,
    cello: str,
    name: str,
    count_queries: Callable[[], AbstractContextManager[Queries]],
) -> None:
    asked: list[int] = []
    for more in (20, 200):
        make.log(alice, make.commit(alice, f"No {more}"), ago=timedelta(days=2))
        make.give(alice, cello, more * 30, each=30)
        alice.db.flush()
        alice.db.expunge_all()
        with count_queries() as queries:
            assert panel(alice, name).has_chart
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 9


# Hours over time, as bars and over a stretch


@pytest.mark.parametrize(
    ("view", "range_name", "times", "note"),
    [
        pytest.param("days", "30", ["2026-11-17", "2026-11-18"], "", id="days"),
        pytest.param(
            "weeks", "all", ["2026-11-09..2026-11-15", "2026-11-16..2026-11-22"], "", id="weeks"
        ),
        pytest.param("months", "all", ["2026-10", "2026-11"], "", id="months"),
        pytest.param(
            "days",
            "all",
            ["2026-11-09..2026-11-15", "2026-11-16..2026-11-22"],
            t.too_many_for_days,
            id="too many days",
        ),
    ],
)
def test_bars_are_of_days_weeks_or_months(
    alice: Work, cello: str, view: str, range_name: str, times: list[str], note: str
) -> None:
    for ago, minutes in ((0, 10), (1, 20), (9, 40), (30, 80), (200, 160)):
        make.log(alice, cello, minutes=minutes, ago=timedelta(days=ago))
    found = service.hours(alice, cello, range_name, view)
    (bars,) = found.figure["data"]
    assert bars["ids"][-2:] == times
    assert found.note == note
    assert round(sum(bars["y"]) * 60) == sum(
        int(row[2]) for row in rows(alice, "hours", cello, range_name)
    )
    assert sum(logs_at(alice, found.rows[0].href)) == round(bars["y"][-1] * 60)


def test_a_stretch_that_is_drawn_is_told_by_every_chart(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    for ago, its_id in ((30, cello), (20, cello), (19, chess), (10, cello), (0, chess)):
        make.log(alice, its_id, minutes=60, ago=timedelta(days=ago, hours=3))
    stretch = "2026-10-28..2026-11-09"
    found = service.hours(alice, "", stretch, "line")
    assert spoken(found.sentence).startswith("3 h from 28 October to 9 November,")
    assert [trace["y"][-1] for trace in found.figure["data"][::3]] == [3.0, 1.0]
    assert spoken(found.label).endswith("from 28 October to 9 November: 3 h, 1 h.")
    assert sum(row[2] for row in rows(alice, "hours", "", stretch)) == 180
    assert sum(row[2] for row in rows(alice, "rhythm", "", stretch)) == 180
    assert rows(alice, "lengths", "", stretch) == [(60, 3)]
    assert sum(row[2] for row in rows(alice, "shares", "", stretch)) == 180
    assert "range=2026-10-28..2026-11-09" in panel(alice, "lengths", "", stretch).sheet


@pytest.mark.parametrize(
    "stretch", ["2020-01-01..2020-01-02", "2030-01-01..2030-02-01", "2026-11-18..2030-01-01"]
)
@pytest.mark.parametrize("view", rules.VIEWS)
def test_a_stretch_without_a_log_says_so(alice: Work, cello: str, stretch: str, view: str) -> None:
    for ago in (1, 2):
        make.log(alice, cello, ago=timedelta(days=ago))
    found = service.hours(alice, cello, stretch, view)
    assert found.sentence.startswith("Nothing was logged") or "2020" in stretch
    for name in CHARTS:
        panel(alice, name, cello, stretch)


# Whose it is


@pytest.mark.parametrize("name", OF_MINUTES)
def test_a_stranger_sees_nothing_of_it(alice: Work, mallory: Work, cello: str, name: str) -> None:
    for days in range(30):
        make.log(alice, cello, ago=timedelta(days=days))
    assert panel(alice, name, cello).has_chart or name in ("shares", "aligned")
    for its_id in (cello, new_id(), "x"):
        with pytest.raises(NotFound):
            panel(mallory, name, its_id)
        with pytest.raises(NotFound):
            service.numbers(mallory, name, its_id, "all")
    assert not panel(mallory, name).has_chart
    assert rows(mallory, name) == []


def test_there_are_no_other_charts(alice: Work) -> None:
    for name in ("", "rivers", "../year"):
        with pytest.raises(NotFound):
            panel(alice, name)
        with pytest.raises(NotFound):
            service.numbers(alice, name, "", "all")

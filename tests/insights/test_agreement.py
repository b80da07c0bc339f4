"""Sentence, table and figure of a chart are of the same minutes, whatever was logged."""

from dataclasses import replace
from datetime import date, timedelta

import make
import pytest
from conftest import NOON, person
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.db import Database
from hundred_app.features.insights import rules, service
from hundred_app.features.insights.service import Panel

RANGES = {"30": 30, "90": 90, "365": 365, "all": 10_000}
SAID = {"–": 0, **{words.duration(minutes): minutes for minutes in range(31 * 1440)}}
"""Every duration that a cell may say."""


def total(panel: Panel) -> int:
    """The minutes of all rows of the table; without a column there are none."""
    place = panel.head.index("Total") if "Total" in panel.head else 1
    return sum(SAID[cell] for row in panel.rows for cell in row.cells[place - 1 : place])


def week_of(day: date, week_start: int) -> date:
    while day.weekday() != week_start:
        day -= timedelta(days=1)
    return day


@settings(max_examples=40)
@given(
    logs=st.lists(
        st.tuples(st.integers(0, 420), st.integers(1, 1440), st.integers(0, 1)),
        min_size=2,
        max_size=20,
    ),
    range_name=st.sampled_from(list(RANGES)),
    week_start=st.integers(0, 6),
)
def test_sentence_table_and_figure_tell_the_same_minutes(
    untouched: Database, logs: list[tuple[int, int, int]], range_name: str, week_start: int
) -> None:
    with make.undone(untouched) as session:
        alice = replace(person(session, "alice"), week_start=week_start)
        both = make.commit(alice, "Cello"), make.commit(alice, "Chess")
        by_week: dict[date, int] = {}
        given = 0
        for days, minutes, which in logs:
            at = NOON - timedelta(days=days + 1)
            make.log(alice, both[which], at=at, minutes=minutes)
            if days + 1 < RANGES[range_name]:
                given += minutes
                week = week_of(at.date(), week_start)
                by_week[week] = by_week.get(week, 0) + minutes
        panels = {view: service.hours(alice, "", range_name, view) for view in rules.VIEWS}
        for panel in panels.values():
            assert total(panel) == given
            if not given:
                assert panel.sentence.startswith("Nothing was logged")
                continue
            assert panel.sentence.startswith(words.duration(given) + " ")
            if "fullest" in panel.sentence:
                assert panel.sentence.endswith(f"with {words.duration(max(by_week.values()))}.")
        bars = panels["weeks"].figure["data"]
        assert round(sum(sum(bar["y"]) for bar in bars) * 60) == pytest.approx(given, abs=2)

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.words import NBSP
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Bars

TODAY = date(2026, 11, 18)
WEEKS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]

logs = st.dictionaries(
    st.tuples(
        st.integers(0, 400).map(lambda ago: TODAY - timedelta(days=ago)), st.sampled_from("abcd")
    ),
    st.integers(1, 4000),
    min_size=1,
    max_size=40,
)


def mondays(count: int) -> list[date]:
    """So many weeks up to this one."""
    return [date(2026, 11, 16) - timedelta(weeks=ago) for ago in reversed(range(count))]


def minutes_of(text: str) -> int:
    """The minutes of a duration as it is shown: "1 h 25"."""
    said = re.fullmatch(r"(?:([\d,]+) h)?(?: ?(\d+)(?: min)?)?", text.replace(NBSP, " "))
    assert said is not None
    return int((said[1] or "0").replace(",", "")) * 60 + int(said[2] or 0)


def test_each_commitment_has_a_bar_a_week_stacked_in_the_order_given() -> None:
    bars = [Bars("Cello", "clay", [60, 0, 85]), Bars("Chess", "iris", [30, 0, 20])]
    figure = figures.stacked(WEEKS, bars)
    cello, chess = figure["data"]
    assert cello["x"] == chess["x"] == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert (cello["y"], chess["y"]) == ([1.0, 0.0, 1.417], [0.5, 0.0, 0.333])
    told = [text.replace(NBSP, " ") for text in cello["customdata"]]
    assert told == ["1 h", "0 min", "1 h 25"]
    assert (cello["name"], cello["marker"]["color"]) == ("Cello", "--clay-9")
    assert (chess["name"], chess["marker"]["color"]) == ("Chess", "--iris-9")
    assert chess["hovertemplate"] == "%{customdata}<extra>Chess</extra>"
    assert figure["layout"]["barmode"] == "stack"
    axis = figure["layout"]["yaxis"]
    assert axis["range"] == [0, pytest.approx(105 / 60 * 1.12)]
    assert axis["tickvals"] == [0.5, 1, 1.5]


@pytest.mark.parametrize(
    ("totals", "labels"),
    [
        pytest.param([60, 0, 85], {2: "1 h 25"}, id="the highest"),
        pytest.param([90, 0, 85], {0: "1 h 30"}, id="the last is too near"),
        pytest.param([90, 0, 0, 0, 0, 85], {0: "1 h 30", 5: "1 h 25"}, id="the last is apart"),
        pytest.param([90, 0, 0, 0, 0, 0], {0: "1 h 30"}, id="the last is empty"),
        pytest.param([90, 5, 90, 0, 0, 0], {0: "1 h 30"}, id="of two alike the first"),
        pytest.param([0, 0, 0], {}, id="nothing"),
    ],
)
def test_the_highest_bar_says_its_total_and_so_does_the_last(
    totals: list[int], labels: dict[int, str]
) -> None:
    weeks = mondays(len(totals))
    halves = [minutes // 2 for minutes in totals]
    rests = [minutes - half for minutes, half in zip(totals, halves, strict=True)]
    figure = figures.stacked(weeks, [Bars("A", "clay", halves), Bars("B", "pine", rests)])
    shown = {
        note["x"]: (note["y"], note["text"].replace(NBSP, " "))
        for note in figure["layout"]["annotations"]
    }
    assert shown == {
        weeks[index].isoformat(): (totals[index] / 60, f"<b>{text}</b>")
        for index, text in labels.items()
    }


@pytest.mark.parametrize(
    ("count", "first", "last"),
    [
        pytest.param(1, "2026-11-12", "2026-11-24", id="a week"),
        pytest.param(13, "2026-08-20", "2026-11-24", id="a quarter"),
        pytest.param(14, "2026-08-20", "2026-11-24", id="more than a quarter"),
        pytest.param(60, "2026-08-20", "2026-11-24", id="more than a year"),
    ],
)
def test_a_phone_shows_the_last_quarter(count: int, first: str, last: str) -> None:
    figure = figures.stacked(mondays(count), [Bars("Cello", "clay", [60] * count)])
    assert figure["phone"]["xaxis"]["range"] == [first, last]
    # The labels of the lines stand beside the bars, not under them.
    assert figure["phone"]["yaxis"] == {"ticklabelposition": "outside top"}
    assert figure["phone"]["margin"]["l"] >= 32
    assert len(figure["data"][0]["x"]) == count


def test_weeks_without_anything_are_drawn_empty() -> None:
    figure = figures.stacked(WEEKS, [Bars("Cello", "clay", [0, 0, 0])])
    assert figure["data"][0]["y"] == [0, 0, 0]
    assert figure["layout"]["yaxis"]["range"] == [0, pytest.approx(0.56)]
    assert figure["layout"]["yaxis"]["tickvals"] == []
    assert figures.stacked(WEEKS, [])["data"] == []


@given(logs, st.integers(0, 420), st.integers(0, 6))
def test_the_bars_of_any_period_add_up_to_its_logs(
    minutes: dict[tuple[date, str], int], ago: int, week_start: int
) -> None:
    start = TODAY - timedelta(days=ago)
    weeks, sums = rules.weeks(minutes, start, TODAY, week_start)
    figure = figures.stacked(weeks, [Bars(key, "clay", own) for key, own in sums.items()])
    told = {
        trace["name"]: sum(minutes_of(text) for text in trace["customdata"])
        for trace in figure["data"]
    }
    by_hand: dict[str, int] = {}
    for (day, key), count in minutes.items():
        if day >= start:
            by_hand[key] = by_hand.get(key, 0) + count
    assert told == by_hand
    for trace in figure["data"]:
        assert len(trace["x"]) == len(trace["y"]) == len(trace["customdata"]) == len(weeks)
        for height, text in zip(trace["y"], trace["customdata"], strict=True):
            assert round(height * 60) == minutes_of(text)
    axis = figure["layout"]["yaxis"]
    assert len(axis["tickvals"]) <= 5
    stacked = [sum(trace["y"][index] for trace in figure["data"]) for index in range(len(weeks))]
    assert max(stacked, default=0) < axis["range"][1]
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure

"""Every figure is one that Plotly knows: no property of a name, a kind or a value it has not."""

import re
from datetime import timedelta
from typing import Any

import make
import pytest
from plotly.graph_objects import Figure

from hundred_app.core.work import Work
from hundred_app.features.insights import service
from hundred_app.features.insights.service import CHARTS

SENTENCES = (
    "The bow arm wants weight, and the bow wants an arm.",
    "The metronome is slow, and slow with a metronome is hard.",
    "The shift of the left hand begins in the elbow.",
    "Counting out loud fixed the shift and the metronome.",
)
VIEWS = ("line", "days", "weeks", "months")


@pytest.fixture
def busy(alice: Work) -> Work:
    """Somebody with enough of everything for each chart."""
    for title in ("Cello", "Chess"):
        commitment_id = make.commit(alice, title, category=title)
        for day in range(40):
            text = SENTENCES[day // 10]
            make.log(alice, commitment_id, ago=timedelta(days=day * 3), minutes=50, text=text)
        make.write(alice, commitment_id, 25)
    return alice


def painted(part: Any) -> Any:
    """The figure as the browser has it: a name of a colour is a colour of the theme there."""
    if isinstance(part, dict):
        return {key: painted(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [painted(value) for value in part]
    return "#808080" if isinstance(part, str) and re.fullmatch(r"--[a-z]+-\d+", part) else part


def check(figure: dict[str, Any]) -> None:
    """
    Raises:
        ValueError: Plotly does not know something in it.
    """
    drawn = painted(figure)
    whole = Figure(data=drawn["data"], layout=drawn["layout"])
    on_phone = drawn.get("phone", {})
    whole.update_layout({key: value for key, value in on_phone.items() if key != "data"})
    Figure(data=on_phone.get("data", []))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("of_one", [False, True], ids=["all", "one"])
def test_hours_over_time(busy: Work, view: str, of_one: bool) -> None:
    commitment_id = make.commit(busy, "Czech") if of_one else ""
    if commitment_id:
        for day in range(3):
            make.log(busy, commitment_id, ago=timedelta(days=day))
    panel = service.hours(busy, commitment_id, "all", view)
    assert panel.has_chart
    check(panel.figure)


@pytest.mark.parametrize("name", CHARTS)
def test_the_smaller_charts(busy: Work, name: str) -> None:
    panel = service.chart(busy, name, "", "all", "")
    assert panel.has_chart
    check(panel.figure)


def test_what_is_unknown_is_found(busy: Work) -> None:
    figure = service.hours(busy, "", "all", "line").figure
    figure["layout"]["xaxis"]["ticktxt"] = []
    with pytest.raises(ValueError, match="ticktxt"):
        check(figure)

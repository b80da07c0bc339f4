import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core.words import NBSP
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Bars, Fan, Series
from hundred_app.features.insights.rules import Curve

TODAY = date(2026, 11, 18)
SEATS = ("clay", "ochre", "pine", "iris")
PLOTLY_TEMPLATE = re.compile(r"%\{([^\s%{}:]*)([:|][^}]*)?\}")
"""What Plotly replaces by a value in a hover text."""

CELLO = Curve(
    (date(2026, 10, 31), date(2026, 11, 2), date(2026, 11, 5), TODAY), (1440, 1470, 1515, 1515)
)
YEAR = Curve((date(2025, 11, 18), TODAY), (0, 3000))

EVIL = [
    pytest.param("<script>x</script>", id="a script"),
    pytest.param("<b>x</b><br>", id="tags"),
    pytest.param("<a href='//e'>", id="a link"),
    pytest.param("x</extra>", id="the end of the place for a name"),
    pytest.param("Q&A &lt;b&gt;", id="entities"),
    pytest.param("%{x} %{y:.1f}", id="templates"),
]

curves = st.builds(
    lambda start, steps: rules.curve(
        {TODAY - timedelta(days=ago): minutes for ago, minutes in steps.items()},
        start,
        TODAY - timedelta(days=max(steps)),
        TODAY,
    ),
    st.integers(0, 600_000),
    st.dictionaries(st.integers(0, 900), st.integers(1, 60_000), min_size=1, max_size=10),
)


def series(title: str = "Cello", seat: str = "clay", goal: int = 100, **more: Any) -> Series:
    return Series(title, seat, goal, **{"curve": CELLO, **more})


def spoken(texts: Sequence[str]) -> list[str]:
    return [text.replace(NBSP, " ") for text in texts]


def labels(figure: dict[str, Any]) -> list[str]:
    return spoken([note["text"] for note in figure["layout"]["annotations"]])


def minutes_of(text: str) -> int:
    """The minutes of a duration as it is shown: "1 h 25"."""
    said = re.fullmatch(r"(?:([\d,]+) h)?(?: ?(\d+)(?: min)?)?", text.replace(NBSP, " "))
    assert said is not None
    return int((said[1] or "0").replace(",", "")) * 60 + int(said[2] or 0)


def drawn(part: Any) -> Iterator[str]:
    """Every text of a figure that Plotly reads tags in."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("text", "hovertemplate", "ticktext") and isinstance(value, str):
                yield value
            elif key != "name":
                yield from drawn(value)
    elif isinstance(part, list):
        for value in part:
            yield from [value] if isinstance(value, str) else drawn(value)


def test_a_line_has_a_point_for_each_day_in_hours_and_in_words() -> None:
    line, marks, end = figures.cumulative([series()], TODAY, whole=True)["data"]
    assert line["x"] == ["2026-10-31", "2026-11-02", "2026-11-05", "2026-11-18"]
    assert line["y"] == [24.0, 24.5, 25.25, 25.25]
    assert spoken(line["customdata"]) == ["24 h", "24 h 30", "25 h 15", "25 h 15"]
    assert line["line"] == {"color": "--clay-9", "width": 2.5, "dash": "solid"}
    assert (marks["x"], marks["y"]) == ([], [])
    assert (end["x"], end["y"]) == (["2026-11-18"], [25.25])
    assert end["marker"]["color"] == "--clay-9"


def test_thirds_of_an_hour_keep_their_minutes() -> None:
    curve = Curve((date(2026, 11, 17), TODAY), (0, 20))
    line, _, end = figures.cumulative([series(curve=curve)], TODAY, whole=True)["data"]
    assert line["y"] == [0.0, 0.333]
    assert end["y"] == [0.333]
    assert spoken(line["customdata"]) == ["0 h", "20 min"]


def test_a_written_synthesis_is_marked_on_the_day_it_was_reached() -> None:
    one = series(milestones=[(25, date(2026, 11, 5))])
    _, marks, _ = figures.cumulative([one], TODAY, whole=True)["data"]
    assert (marks["x"], marks["y"]) == (["2026-11-05"], [25])
    assert marks["mode"] == "markers+text"
    assert spoken(marks["text"]) == ["25 h synthesis"]
    assert (marks["marker"]["color"], marks["marker"]["line"]["color"]) == (
        "--neutral-1",
        "--clay-9",
    )


def test_a_synthesis_from_before_the_range_is_not_marked() -> None:
    one = series(milestones=[(25, date(2026, 10, 30)), (50, date(2026, 10, 31))])
    _, marks, _ = figures.cumulative([one], TODAY, whole=True)["data"]
    assert (marks["x"], marks["y"]) == (["2026-10-31"], [50])


def test_marks_of_several_commitments_are_not_named() -> None:
    mark = [(25, date(2026, 11, 5))]
    two = [series(milestones=mark), series("Chess", "pine", milestones=mark)]
    data = figures.cumulative(two, TODAY, whole=True)["data"]
    assert [trace["x"] for trace in (data[1], data[4])] == [["2026-11-05"]] * 2
    assert all("text" not in trace for trace in data)


@pytest.mark.parametrize(
    ("goals", "whole", "line"),
    [
        pytest.param([100], True, (100, "100 h, your goal"), id="one commitment"),
        pytest.param([1000], True, (1000, "1,000 h, your goal"), id="a large goal"),
        pytest.param([25], True, (25, "25 h, your goal"), id="one that was passed"),
        pytest.param([25], False, (25, "25 h, your goal"), id="one that the range crosses"),
        pytest.param([100], False, None, id="one above the range"),
        pytest.param([24], False, None, id="one at the bottom of the range"),
        pytest.param([100, 100], True, (100, "100 h"), id="two with the same"),
        pytest.param([100, 50], True, None, id="two with different ones"),
    ],
)
def test_the_goal_is_a_line_where_there_is_one_goal_in_sight(
    goals: list[int], whole: bool, line: tuple[int, str] | None
) -> None:
    some = [series(seat=seat, goal=goal) for seat, goal in zip(SEATS, goals, strict=False)]
    figure = figures.cumulative(some, TODAY, whole=whole)
    shown = [(shape["y0"], shape["y1"]) for shape in figure["layout"]["shapes"]]
    assert shown == ([(line[0], line[0])] if line else [])
    at_goal = [note for note in figure["layout"]["annotations"] if note.get("xref") == "paper"]
    assert [(note["y"], *spoken([note["text"]])) for note in at_goal] == ([line] if line else [])


def test_an_hour_line_makes_way_for_the_goal() -> None:
    passed = series(goal=50, curve=Curve(CELLO.days, (0, 0, 0, 6000)))
    layout = figures.cumulative([passed], TODAY, whole=True)["layout"]
    assert layout["yaxis"]["tickvals"] == [25, 75]
    assert spoken(layout["yaxis"]["ticktext"]) == ["25 h", "75 h"]


def test_the_whole_time_is_drawn_from_nothing_to_the_goal() -> None:
    layout = figures.cumulative([series()], TODAY, whole=True)["layout"]
    assert layout["yaxis"]["range"] == [0, pytest.approx(104)]
    assert layout["yaxis"]["tickvals"] == [25, 50, 75]
    assert spoken(layout["yaxis"]["ticktext"]) == ["25 h", "50 h", "75 h"]
    assert layout["xaxis"]["range"] == ["2026-10-31", "2026-11-19"]


def test_a_range_fills_the_plot() -> None:
    layout = figures.cumulative([series()], TODAY, whole=False)["layout"]
    assert layout["yaxis"]["range"] == [24, pytest.approx(24 + 1.25 * 1.04)]
    assert layout["yaxis"]["tickvals"] == [24.5, 25]
    assert spoken(layout["yaxis"]["ticktext"]) == ["24 h 30", "25 h"]


@given(curves, st.integers(1, 10_000), st.booleans())
@example(Curve((date(2026, 11, 17), TODAY), (0, 0)), 1, False)
def test_there_are_at_most_five_hour_lines_all_in_sight_and_labelled(
    curve: Curve, goal: int, whole: bool
) -> None:
    figure = figures.cumulative([series(goal=goal, curve=curve)], TODAY, whole=whole)
    axis = figure["layout"]["yaxis"]
    low, high = axis["range"]
    assert 1 <= len(axis["tickvals"]) + len(figure["layout"]["shapes"]) <= 6
    assert len(axis["tickvals"]) <= 5
    assert goal not in axis["tickvals"] or not figure["layout"]["shapes"]
    assert all(low < value < high for value in axis["tickvals"])
    assert [minutes_of(text) for text in axis["ticktext"]] == [
        round(value * 60) for value in axis["tickvals"]
    ]
    assert low <= min(curve.minutes) / 60 <= max(curve.minutes) / 60 < high
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_the_end_of_a_single_line_says_its_total() -> None:
    figure = figures.cumulative([series()], TODAY, whole=False)
    (end,) = figure["layout"]["annotations"]
    assert spoken([end["text"]]) == ["<b>25 h 15 today</b>"]
    assert (end["x"], end["y"]) == ("2026-11-18", 25.25)


def test_a_line_that_ends_long_ago_does_not_say_today() -> None:
    figure = figures.cumulative([series()], TODAY, whole=False, is_today=False)
    assert labels(figure) == ["<b>25 h 15 in all</b>"]


def test_the_ends_of_several_lines_are_named_and_moved_apart() -> None:
    some = [
        series("Cello", "clay", curve=Curve(CELLO.days, (0, 0, 0, 3005))),
        series("Brazilian Portuguese", "ochre", curve=Curve(CELLO.days, (0, 0, 0, 3000))),
        series("Chess", "iris", curve=Curve(CELLO.days, (0, 0, 0, 600))),
    ]
    figure = figures.cumulative(some, TODAY, whole=True)
    assert labels(figure) == ["100 h", "Cello, 50 h", "Brazilian Portugu…, 50 h", "Chess, 10 h"]
    cello, portuguese, chess = (note["y"] for note in figure["layout"]["annotations"][1:])
    assert portuguese == 50
    assert cello == pytest.approx(50 + 100 * 16 / 330)
    assert chess == 10
    ends = [trace["y"] for trace in figure["data"][2::3]]
    assert ends == [[50.083], [50.0], [10.0]], "only the labels move, never the points"
    assert [trace["line"]["dash"] for trace in figure["data"][::3]] == [
        "solid",
        "8px,3px",
        "8px,3px,2px,3px",
    ]
    # 18 days and a quarter of that for the names.
    assert figure["layout"]["xaxis"]["range"] == ["2026-10-31", "2026-11-19"]
    assert figure["layout"]["margin"]["r"] == 180


@pytest.mark.parametrize(
    ("curve", "names"),
    [
        pytest.param(CELLO, ["7 Nov<br>2026", "14 Nov"], id="some weeks"),
        pytest.param(YEAR, ["Apr<br>2026", "Jul", "Oct"], id="a year"),
        pytest.param(
            Curve((date(2016, 11, 18), TODAY), (0, 1)), ["2019", "2022", "2025"], id="ten years"
        ),
    ],
)
def test_a_phone_has_fewer_dates(curve: Curve, names: list[str]) -> None:
    figure = figures.cumulative([series(curve=curve)], TODAY, whole=True)
    assert [*figure["phone"]] == ["xaxis"]
    assert figure["phone"]["xaxis"]["ticktext"] == names
    assert figure["phone"]["xaxis"]["range"] == figure["layout"]["xaxis"]["range"]


def texts_about(title: str) -> list[str]:
    """All texts of a line figure and of a week figure of commitments of this title."""
    lines = figures.cumulative([series(title), series(title, "ochre")], TODAY, whole=True)
    weeks = figures.stacked([TODAY], [Bars(title, "clay", [60])])
    return [*drawn(lines), *drawn(weeks)]


def markup(texts: list[str]) -> list[list[str]]:
    """What Plotly would take for a tag or replace by a value, text by text."""
    return [
        [found[0] for found in re.finditer(rf"<[^>]*>?|>|{PLOTLY_TEMPLATE.pattern}", text)]
        for text in texts
    ]


def test_on_a_phone_the_names_of_several_lines_stand_elsewhere() -> None:
    figure = figures.cumulative([series(), series("Chess", "iris")], TODAY, whole=True)
    assert spoken([note["text"] for note in figure["phone"]["annotations"]]) == ["100 h"]
    assert figure["phone"]["xaxis"]["ticktext"] == ["7 Nov<br>2026", "14 Nov"]
    assert figure["phone"]["margin"] == {"r": 0}
    assert len(figure["layout"]["annotations"]) == 3


@pytest.mark.parametrize("title", EVIL)
def test_a_title_is_never_read_as_markup(title: str) -> None:
    texts = texts_about(title)
    assert markup(texts) == markup(texts_about("Cello"))
    assert sum(title[:17] in html.unescape(text) for text in texts) == 5


@given(st.text() | st.text("<>&%{}x:;#37amplt"))
def test_a_plain_text_is_drawn_as_it_was_written(text: str) -> None:
    plain = figures.plain(text)
    assert not re.search(r"[<>]", plain)
    assert not PLOTLY_TEMPLATE.search(plain)
    assert html.unescape(plain) == text


def test_names_in_hover_texts_are_not_cut_by_plotly() -> None:
    layout = figures.cumulative([series()], TODAY, whole=True)["layout"]
    assert layout["hoverlabel"]["namelength"] == -1


# The forecast


FAN = Fan(TODAY, 25.25, 100, date(2027, 3, 1), date(2027, 5, 1), date(2027, 8, 1), lived=300)


def with_fan(fan: Fan, *, whole: bool = True, is_today: bool = True) -> dict[str, Any]:
    return figures.cumulative([series(fan=fan)], TODAY, whole=whole, is_today=is_today)


def test_a_forecast_is_a_range_and_a_way_that_ends_at_the_goal() -> None:
    """A filled shape over today, the first and the third day; the second day has a ring."""
    figure = with_fan(FAN)
    range_, way, ring, line, *_ = figure["data"]
    assert range_["x"] == ["2026-11-18", "2027-03-01", "2027-08-01", "2027-08-01", "2026-11-18"]
    assert range_["y"] == [25.25, 100, 100, 100, 25.25]
    assert (range_["fill"], range_["fillcolor"]) == ("toself", "--clay-4")
    assert (way["x"], way["y"]) == (["2026-11-18", "2027-05-01"], [25.25, 100])
    assert (ring["x"], ring["y"]) == (["2027-05-01"], [100])
    assert line["name"] == "Cello"
    assert labels(figure) == [
        "100 h, your goal",
        "<b>25 h 15 today</b>",
        "<b>1 May 2027</b>",
        "1 March 2027",
        "1 August 2027",
        "eight out of ten outcomes",
    ]
    assert spoken([note["text"] for note in figure["phone"]["annotations"]]) == [
        "100 h, your goal",
        "<b>25 h 15 today</b>",
        "<b>1 May 2027</b>",
    ]
    start, end = map(date.fromisoformat, figure["layout"]["xaxis"]["range"])
    assert start == CELLO.days[0]
    assert date(2027, 8, 1) < end < date(2027, 9, 1)


@pytest.mark.parametrize(
    "late", [pytest.param(None, id="none"), pytest.param(date(2036, 1, 1), id="far away")]
)
def test_a_third_day_far_away_leaves_the_range_open(late: date | None) -> None:
    """The lower side goes on towards it, and is cut where the plot ends."""
    figure = with_fan(replace(FAN, late=late))
    shape = figure["data"][0]
    edge = date.fromisoformat(shape["x"][2])
    assert shape["x"][2] == shape["x"][3]
    last = late or TODAY + timedelta(days=3650)
    share = (edge - TODAY).days / (last - TODAY).days
    assert shape["y"][3] == pytest.approx(25.25 + 74.75 * share, abs=0.001)
    assert not any("2036" in text for text in labels(figure))


def test_dates_without_room_are_left_out() -> None:
    near = replace(FAN, early=date(2027, 4, 20), late=date(2027, 5, 10))
    assert [text for text in labels(with_fan(near)) if "2027" in text] == ["<b>1 May 2027</b>"]


@pytest.mark.parametrize(
    ("fan", "shown"),
    [
        pytest.param(FAN, {"whole": False}, id="in a part of the time"),
        pytest.param(FAN, {"is_today": False}, id="of what rests"),
        pytest.param(
            replace(FAN, likely=date(2030, 5, 1), lived=30), {}, id="years beyond a month of logs"
        ),
    ],
)
def test_a_forecast_is_not_drawn_where_it_would_hide_what_was(
    fan: Fan, shown: dict[str, bool]
) -> None:
    without = figures.cumulative([series()], TODAY, **{"whole": True, "is_today": True, **shown})
    assert with_fan(fan, **shown) == without

"""Numbers in, figure out: plain data for Plotly, with the names of colours in place of colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hundred_app.core import words
from hundred_app.features.insights.rules import Curve, spread
from hundred_app.features.insights.texts import t

Figure = dict[str, Any]

_DASHES = {"clay": "solid", "ochre": "8px,3px", "pine": "2px,3px", "iris": "8px,3px,2px,3px"}
"""The second cue beside colour, where several lines share a plot."""

_SANS = '"Inter Variable", Inter, system-ui, sans-serif'


@dataclass(frozen=True)
class Series:
    """One commitment's curve.

    Attributes:
        title: its name.
        seat: its colour.
        goal_hours: its goal.
        curve: cumulative minutes.
        milestones: (hours, day reached) of the syntheses that are written.
    """

    title: str
    seat: str
    goal_hours: int
    curve: Curve
    milestones: Sequence[tuple[int, date]] = ()


@dataclass(frozen=True)
class Bars:
    """One commitment's minutes by week."""

    title: str
    seat: str
    minutes: Sequence[int]


def cumulative(series: Sequence[Series], today: date, *, whole: bool) -> Figure:
    """Hours over time: a line each, goal line, milestone marks.

    Args:
        series: at least one.
        today: the last day drawn.
        whole: whether the whole time is drawn, from 0 to the goal; else the range fills the plot.
    """
    top = max(minutes for one in series for minutes in one.curve.minutes) / 60
    bottom = 0.0 if whole else min(one.curve.minutes[0] for one in series) / 60
    goals = {one.goal_hours for one in series}
    goal = goals.pop() if len(goals) == 1 else None
    if whole and goal is not None:
        top = max(top, goal)
    span = max(top - bottom, 1.0)
    layout = _layout(margin_top=34)
    layout["yaxis"].update(
        range=[bottom, bottom + span * 1.04], **_hour_ticks(bottom, bottom + span)
    )
    layout["xaxis"]["range"] = _x_range(series, today, room_for_names=len(series) > 1)
    if goal is not None and bottom < goal <= bottom + span:
        _draw_goal(layout, goal, alone=len(series) == 1)
    data: list[Figure] = []
    for one in series:
        data += _line(one, alone=len(series) == 1)
    layout["annotations"] += _ends(series, span)
    return {"data": data, "layout": layout, "phone": _on_phone(series)}


def by_week(weeks: Sequence[date], bars: Sequence[Bars]) -> Figure:
    """Hours a week as stacked bars, in the order of the seats from the bottom."""
    layout = _layout(margin_top=20)
    totals = [sum(one.minutes[index] for one in bars) for index in range(len(weeks))]
    largest = max(totals, default=0) / 60
    layout["barmode"] = "stack"
    layout["bargap"] = 0.38
    layout["barcornerradius"] = 3
    layout["yaxis"].update(range=[0, max(largest, 0.5) * 1.12], **_hour_ticks(0, largest))
    data = [
        {
            "type": "bar",
            "name": one.title,
            "x": [week.isoformat() for week in weeks],
            "y": [round(minutes / 60, 3) for minutes in one.minutes],
            "customdata": [words.duration(minutes) for minutes in one.minutes],
            "hovertemplate": f"%{{customdata}}<extra>{plain(_short(one.title))}</extra>",
            "marker": {"color": f"--{one.seat}-9", "line": {"width": 1, "color": "--neutral-1"}},
        }
        for one in bars
    ]
    for index in _labelled(totals):
        layout["annotations"].append(
            _text(
                f"<b>{words.duration(totals[index])}</b>",
                x=weeks[index].isoformat(),
                y=totals[index] / 60,
                yanchor="bottom",
                color="--neutral-12",
            )
        )
    first = weeks[-13] if len(weeks) > 13 else weeks[0]
    edge = timedelta(days=4)
    phone = {"xaxis": {"range": [(first - edge).isoformat(), (weeks[-1] + edge).isoformat()]}}
    return {"data": data, "layout": layout, "phone": phone}


def plain(text: str) -> str:
    """A person's own text for Plotly, which reads tags, entities and %{…} in what it draws."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("%{", "&#37;{")


def _line(one: Series, *, alone: bool) -> list[Figure]:
    hours = [round(minutes / 60, 3) for minutes in one.curve.minutes]
    color = f"--{one.seat}-9"
    line: Figure = {
        "type": "scatter",
        "mode": "lines",
        "name": one.title,
        "x": [day.isoformat() for day in one.curve.days],
        "y": hours,
        "customdata": [words.hours(minutes) for minutes in one.curve.minutes],
        "hovertemplate": "%{x|%A, %-d %B %Y}<br><b>%{customdata}</b><extra>"
        + ("" if alone else plain(_short(one.title)))
        + "</extra>",
        "line": {"color": color, "width": 2.5, "dash": "solid" if alone else _DASHES[one.seat]},
    }
    end = _dot([one.curve.days[-1]], [hours[-1]], color, color)
    marks = [mark for mark in one.milestones if mark[1] >= one.curve.days[0]]
    holes = _dot([day for _, day in marks], [hour for hour, _ in marks], "--neutral-1", color)
    if alone and marks:
        holes.update(
            mode="markers+text",
            text=[t.synthesis_label(hours=hour) for hour, _ in marks],
            textposition="bottom right",
            textfont={"color": "--neutral-11", "size": 12},
            cliponaxis=False,
        )
    return [line, holes, end]


def _dot(days: Sequence[date], hours: Sequence[float], fill: str, rim: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat() for day in days],
        "y": list(hours),
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 10,
            "opacity": 1,
            "color": fill,
            "line": {"width": 2, "color": "--neutral-1" if fill == rim else rim},
        },
    }


def _ends(series: Sequence[Series], span: float) -> list[Figure]:
    """The labels at the ends of the lines, moved apart where they would meet."""
    hours = [one.curve.minutes[-1] / 60 for one in series]
    if len(series) == 1:
        text = t.today_label(hours=words.hours(series[0].curve.minutes[-1]))
        return [
            _text(
                f"<b>{text}</b>",
                x=series[0].curve.days[-1].isoformat(),
                y=hours[0],
                xanchor="right",
                yanchor="bottom",
                xshift=-4,
                yshift=8,
                color="--neutral-12",
            )
        ]
    places = spread(hours, span * 16 / 330)
    return [
        _text(
            t.named_label(title=plain(_short(one.title)), hours=words.whole_hours(minutes)),
            x=one.curve.days[-1].isoformat(),
            y=place,
            xanchor="left",
            yanchor="middle",
            xshift=12,
            color=f"--{one.seat}-11",
        )
        for one, place, minutes in zip(
            series, places, (one.curve.minutes[-1] for one in series), strict=True
        )
    ]


def _draw_goal(layout: Figure, goal: int, *, alone: bool) -> None:
    layout["shapes"].append(
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": goal,
            "y1": goal,
            "line": {"color": "--neutral-6", "width": 1},
            "layer": "below",
        }
    )
    text = (t.goal_line if alone else t.goals_line)(goal=words.grouped(goal))
    layout["annotations"].append(
        _text(text, xref="paper", x=0, y=goal, xanchor="left", yanchor="bottom")
    )


def _x_range(series: Sequence[Series], today: date, *, room_for_names: bool) -> list[str]:
    first = min(one.curve.days[0] for one in series)
    length = max((today - first).days, 1)
    # Names stand to the right of the ends of the lines: a fifth of the width is kept for them.
    after = length * 0.24 if room_for_names else length * 0.015
    return [first.isoformat(), (today + timedelta(days=max(1, round(after)))).isoformat()]


def _on_phone(series: Sequence[Series]) -> Figure:
    first, last = series[0].curve.days[0], series[0].curve.days[-1]
    months = (last - first).days / 30
    return {"xaxis": {"nticks": 4} if months < 4 else {"dtick": f"M{max(1, round(months / 4))}"}}


def _hour_ticks(low: float, high: float) -> Figure:
    """At most five labelled lines, at hours that people count in."""
    span = max(high - low, 0.1)
    steps = (0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
    step = next((size for size in steps if span / size <= 4.6), 5000)
    first = int(low // step) + 1
    values = [number * step for number in range(first, first + 6) if number * step < high]
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [words.duration(round(value * 60)) for value in values],
    }


def _labelled(totals: Sequence[int]) -> list[int]:
    """Which bars carry their total: the last and the highest one."""
    if not any(totals):
        return []
    highest = max(range(len(totals)), key=lambda index: totals[index])
    last = len(totals) - 1
    return [highest, last] if last - highest > 4 and totals[last] else [highest]


def _short(title: str, longest: int = 18) -> str:
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"


def _text(text: str, *, color: str = "--neutral-10", **place: Any) -> Figure:
    return {
        "text": text,
        "showarrow": False,
        "font": {"color": color, "size": 12},
        "borderpad": 0,
        **place,
    }


def _layout(*, margin_top: int) -> Figure:
    axis: Figure = {"fixedrange": True, "zeroline": False, "ticks": "", "automargin": False}
    return {
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": _SANS, "size": 12, "color": "--neutral-10"},
        "margin": {"l": 0, "r": 0, "t": margin_top, "b": 42, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x",
        "hoverdistance": 24,
        "hoverlabel": {
            "bgcolor": "--neutral-0",
            "bordercolor": "--neutral-6",
            "align": "left",
            # Else Plotly cuts names at 15 characters, through the middle of an entity if need be.
            "namelength": -1,
            "font": {"family": _SANS, "size": 13, "color": "--neutral-12"},
        },
        "xaxis": {
            **axis,
            "type": "date",
            "showgrid": False,
            "showline": True,
            "linecolor": "--neutral-6",
            "linewidth": 1,
            "tickformat": "%b\n%Y",
            "tickformatstops": [
                {"dtickrange": [None, 2_419_200_000], "value": "%-d %b\n%Y"},
                {"dtickrange": [2_419_200_000, None], "value": "%b\n%Y"},
            ],
        },
        "yaxis": {
            **axis,
            "showgrid": True,
            "gridcolor": "--neutral-6",
            "griddash": "1px,4px",
            "ticklabelposition": "inside top",
            "side": "left",
        },
        "shapes": [],
        "annotations": [],
    }

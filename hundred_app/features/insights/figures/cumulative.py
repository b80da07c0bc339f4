"""Hours over time: a line each, goal line, milestone marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures import fan as fans
from hundred_app.features.insights.figures.dates import ON_DESKTOP, ON_PHONE, Room, date_ticks
from hundred_app.features.insights.figures.fan import Fan
from hundred_app.features.insights.figures.frame import (
    Figure,
    hour_ticks,
    layout,
    plain,
    short,
    text_at,
)
from hundred_app.features.insights.rules import Curve, spread
from hundred_app.features.insights.texts import t

NAMES_WIDTH = 180
"""Pixels at the right for the names at the ends of several lines. Time ends before them."""

DASHES = {"clay": "solid", "ochre": "8px,3px", "pine": "2px,3px", "iris": "8px,3px,2px,3px"}
"""The second cue beside colour, where several lines share a plot."""


@dataclass(frozen=True)
class Series:
    """One commitment's curve.

    Attributes:
        title: its name.
        seat: its colour.
        goal_hours: its goal.
        curve: cumulative minutes.
        milestones: (hours, day reached) of the syntheses that are written.
        times: how the address of the history names what each point stands for; "" for nothing.
        of: its id.
        fan: where its forecast leads; drawn where it is alone, and all of its time is.
    """

    title: str
    seat: str
    goal_hours: int
    curve: Curve
    milestones: Sequence[tuple[int, date]] = ()
    fan: Fan | None = None
    times: Sequence[str] = ()
    of: str = ""


def cumulative(
    series: Sequence[Series], today: date, *, whole: bool, is_today: bool = True
) -> Figure:
    """Hours over time: a line each, goal line, milestone marks.

    Args:
        series: at least one.
        today: the last day drawn.
        whole: whether the whole time is drawn, from 0 to the goal; else the range fills the plot.
        is_today: whether the last day drawn is today, so that the end may be called so.
    """
    top = max(minutes for one in series for minutes in one.curve.minutes) / 60
    bottom = 0.0 if whole else min(one.curve.minutes[0] for one in series) / 60
    goals = {one.goal_hours for one in series}
    goal = goals.pop() if len(goals) == 1 else None
    if whole and goal is not None:
        top = max(top, goal)
    span = max(top - bottom, 1.0)
    drawn = layout(margin_top=34)
    drawn["yaxis"].update(range=[bottom, bottom + span * 1.04], **hour_ticks(bottom, bottom + span))
    begins = min(one.curve.days[0] for one in series)
    ends = today + timedelta(days=max(1, round(max((today - begins).days, 1) / 70)))
    drawn["xaxis"].update(_axis(begins, ends, ON_DESKTOP))
    if len(series) > 1:
        drawn["margin"]["r"] = NAMES_WIDTH
    if goal is not None and bottom < goal <= bottom + span:
        _draw_goal(drawn, goal, alone=len(series) == 1)
        _leave_out_tick(drawn["yaxis"], goal)
    data: list[Figure] = []
    for one in series:
        data += _line(one, alone=len(series) == 1)
    phone: Figure = {"xaxis": _axis(begins, ends, ON_PHONE)}
    if len(series) > 1:
        # The names stand in the list under the chart there.
        phone |= {"annotations": drawn["annotations"], "margin": {"r": 0}}
    drawn["annotations"] = drawn["annotations"] + _ends(series, span, is_today=is_today)
    figure = {"data": data, "layout": drawn, "phone": phone}
    if whole and is_today and len(series) == 1:
        _draw_fan(figure, series[0])
    return figure


def _draw_fan(figure: Figure, one: Series) -> None:
    fan = one.fan
    if fan is None or not fan.is_drawn:
        return
    drawn, first = figure["layout"], one.curve.days[0]
    shown, on_phone = fans.labels(fan, first)
    # The last date stands in the middle above its day.
    ends = fan.edge + timedelta(days=max(1, round((fan.edge - first).days / 18)))
    figure["data"] = fans.traces(fan, one.seat) + figure["data"]
    # On a phone what was is narrow beside what is ahead; under the fan there is room.
    under = {"xanchor": "left", "yanchor": "top", "xshift": 8, "yshift": -4}
    *others, now = drawn["annotations"]
    figure["phone"] = {
        "xaxis": _axis(first, ends, ON_PHONE),
        "annotations": [*others, {**now, **under}, *on_phone],
    }
    drawn["annotations"] = drawn["annotations"] + shown
    drawn["xaxis"].update(_axis(first, ends, ON_DESKTOP))


def _line(one: Series, *, alone: bool) -> list[Figure]:
    hours = [round(minutes / 60, 3) for minutes in one.curve.minutes]
    color = f"--{one.seat}-9"
    line: Figure = {
        "type": "scatter",
        "mode": "lines",
        "name": one.title,
        "x": [day.isoformat() for day in one.curve.days],
        "y": hours,
        **({"ids": [*one.times], "meta": one.of} if one.times else {}),
        "customdata": [words.hours(minutes) for minutes in one.curve.minutes],
        "hovertemplate": "%{x|"
        + t.day_pattern
        + "}<br><b>%{customdata}</b><extra>"
        + ("" if alone else plain(short(one.title)))
        + "</extra>",
        "line": {"color": color, "width": 2.5, "dash": "solid" if alone else DASHES[one.seat]},
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


def _ends(series: Sequence[Series], span: float, *, is_today: bool) -> list[Figure]:
    """The labels at the ends of the lines, moved apart where they would meet."""
    hours = [one.curve.minutes[-1] / 60 for one in series]
    if len(series) == 1:
        told = t.today_label if is_today else t.end_label
        text = told(hours=words.hours(series[0].curve.minutes[-1]))
        return [
            text_at(
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
        text_at(
            t.named_label(title=plain(short(one.title)), hours=words.whole_hours(minutes)),
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


def _draw_goal(drawn: Figure, goal: int, *, alone: bool) -> None:
    drawn["shapes"].append(
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
    drawn["annotations"].append(
        text_at(text, xref="paper", x=0, y=goal, xanchor="left", yanchor="bottom")
    )


def _leave_out_tick(axis: Figure, hours: float) -> None:
    """The goal line has a label of its own at its left end."""
    kept = [index for index, value in enumerate(axis["tickvals"]) if value != hours]
    axis["tickvals"] = [axis["tickvals"][index] for index in kept]
    axis["ticktext"] = [axis["ticktext"][index] for index in kept]


def _axis(begins: date, ends: date, room: Room) -> Figure:
    return {
        "range": [begins.isoformat(), ends.isoformat()],
        **date_ticks(begins, ends, room),
    }

"""Hours a week as stacked bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures.frame import (
    Figure,
    hour_ticks,
    layout,
    plain,
    short,
    text_at,
)


@dataclass(frozen=True)
class Bars:
    """One commitment's minutes by week."""

    title: str
    seat: str
    minutes: Sequence[int]


def by_week(weeks: Sequence[date], bars: Sequence[Bars]) -> Figure:
    """Hours a week as stacked bars, in the order of the seats from the bottom."""
    drawn = layout(margin_top=20)
    totals = [sum(one.minutes[index] for one in bars) for index in range(len(weeks))]
    largest = max(totals, default=0) / 60
    drawn["barmode"] = "stack"
    drawn["bargap"] = 0.38
    drawn["barcornerradius"] = 3
    drawn["yaxis"].update(range=[0, max(largest, 0.5) * 1.12], **hour_ticks(0, largest))
    data = [
        {
            "type": "bar",
            "name": one.title,
            "x": [week.isoformat() for week in weeks],
            "y": [round(minutes / 60, 3) for minutes in one.minutes],
            "customdata": [words.duration(minutes) for minutes in one.minutes],
            "hovertemplate": f"%{{customdata}}<extra>{plain(short(one.title))}</extra>",
            "marker": {"color": f"--{one.seat}-9", "line": {"width": 1, "color": "--neutral-1"}},
        }
        for one in bars
    ]
    for index in _labelled(totals):
        drawn["annotations"].append(
            text_at(
                f"<b>{words.duration(totals[index])}</b>",
                x=weeks[index].isoformat(),
                y=totals[index] / 60,
                yanchor="bottom",
                color="--neutral-12",
            )
        )
    first = weeks[-13] if len(weeks) > 13 else weeks[0]
    # Room for the labels of the lines at the left, and for the last bar's total at the right.
    begins, ends = first - timedelta(days=16), weeks[-1] + timedelta(days=8)
    phone = {"xaxis": {"range": [begins.isoformat(), ends.isoformat()]}}
    return {"data": data, "layout": drawn, "phone": phone}


def _labelled(totals: Sequence[int]) -> list[int]:
    """Which bars carry their total: the last and the highest one."""
    if not any(totals):
        return []
    highest = max(range(len(totals)), key=lambda index: totals[index])
    last = len(totals) - 1
    return [highest, last] if last - highest > 4 and totals[last] else [highest]

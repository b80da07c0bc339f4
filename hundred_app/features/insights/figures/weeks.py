"""Hours a day, a week or a month as stacked bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures.dates import ON_DESKTOP, ON_PHONE, date_ticks
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
    """One commitment's minutes by day, week or month; `of` is its id."""

    title: str
    seat: str
    minutes: Sequence[int]
    of: str = ""


_SHORTEST_MONTH = timedelta(days=28)

PHONE_LABELS = 36
"""Pixels at the left for the labels of the lines; "100 h" in the chart's type is 32 wide."""


def stacked(times: Sequence[date], bars: Sequence[Bars], names: Sequence[str] = ()) -> Figure:
    """Hours as stacked bars, in the order of the seats from the bottom.

    Args:
        times: the first day of each day, week or month; at least one.
        bars: the minutes of each commitment in them.
        names: how the address of the history names each time, if it leads there.
    """
    drawn = layout(margin_top=20)
    totals = [sum(one.minutes[index] for one in bars) for index in range(len(times))]
    largest = max(totals, default=0) / 60
    drawn["barmode"] = "stack"
    drawn["bargap"] = 0.38
    drawn["barcornerradius"] = 3
    drawn["yaxis"].update(range=[0, max(largest, 0.5) * 1.12], **hour_ticks(0, largest))
    drawn["xaxis"].update(_axis(times))
    data = [
        {
            "type": "bar",
            "name": one.title,
            "x": [time.isoformat() for time in times],
            "y": [round(minutes / 60, 3) for minutes in one.minutes],
            **_leading(one, names),
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
                x=times[index].isoformat(),
                y=totals[index] / 60,
                yanchor="bottom",
                color="--neutral-12",
            )
        )
    return {"data": data, "layout": drawn, "phone": _on_phone(times)}


def _axis(times: Sequence[date]) -> Figure:
    step = _step(times)
    named = date_ticks(times[0], times[-1] + step, ON_DESKTOP)
    return {**named, "hoverformat": "%b %Y"} if step >= _SHORTEST_MONTH else named


def _on_phone(times: Sequence[date]) -> Figure:
    """The last thirteen, with the labels of the lines beside the bars and not under them."""
    first = times[-13] if len(times) > 13 else times[0]
    # Room for the last bar's total at the right.
    step = _step(times)
    begins, ends = first - 4 / 7 * step, times[-1] + 8 / 7 * step
    return {
        "xaxis": {
            "range": [begins.isoformat(), ends.isoformat()],
            **date_ticks(begins, ends, ON_PHONE, counted_from=first),
        },
        "yaxis": {"ticklabelposition": "outside top"},
        "margin": {"l": PHONE_LABELS},
    }


def _step(times: Sequence[date]) -> timedelta:
    return times[-1] - times[-2] if len(times) > 1 else timedelta(weeks=1)


def _leading(one: Bars, names: Sequence[str]) -> Figure:
    """Where each bar leads; one of nothing leads nowhere."""
    if not names:
        return {}
    ids = [name if minutes else "" for name, minutes in zip(names, one.minutes, strict=True)]
    return {"ids": ids, "meta": one.of}


def _labelled(totals: Sequence[int]) -> list[int]:
    """Which bars carry their total: the last and the highest one."""
    if not any(totals):
        return []
    highest = max(range(len(totals)), key=lambda index: totals[index])
    last = len(totals) - 1
    return [highest, last] if last - highest > 4 and totals[last] else [highest]

"""By hour, not by date: every commitment from its own first day on."""

from collections.abc import Sequence
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.features.insights.figures.cumulative import DASHES, NAMES_WIDTH
from hundred_app.features.insights.figures.dates import ON_DESKTOP, ON_PHONE
from hundred_app.features.insights.figures.frame import (
    Figure,
    hour_ticks,
    layout,
    plain,
    short,
    still_axis,
    text_at,
)
from hundred_app.features.insights.rules import spread
from hundred_app.features.insights.texts import t

_NEIGHBOURS = 0.2
"""Names closer than this part of the width are moved apart: they may lie over each other."""


@dataclass(frozen=True)
class Line:
    """One commitment from its first day on.

    Attributes:
        title: its name.
        seat: its colour.
        is_ghost: whether it is only there to be compared with.
        days: since its first day, which is day 1, in order.
        minutes: of all its logs up to each of them.
        times: how the address of the history names what each point stands for.
        of: its id.
        begins: the day and the minutes at which the line begins: where nothing was yet, or where
            an earlier self is let loose.
    """

    title: str
    seat: str
    is_ghost: bool
    days: Sequence[int]
    minutes: Sequence[int]
    times: Sequence[str]
    of: str
    begins: tuple[int, int] = (0, 0)


def aligned(lines: Sequence[Line]) -> Figure:
    """A line each from nothing on, with its name at its end; ghosts lie below and are paler.

    Args:
        lines: at least one, none of them empty.
    """
    top = max(one.minutes[-1] for one in lines) / 60
    last = max(one.days[-1] for one in lines)
    drawn = layout(margin_top=20)
    drawn["margin"].update(r=NAMES_WIDTH, b=28)
    drawn["hovermode"] = "closest"
    drawn["xaxis"] = {
        **still_axis(),
        "showline": True,
        "linecolor": "--neutral-6",
        "range": [0, last * 1.01],
        **_day_ticks(last, ON_DESKTOP.most),
    }
    span = max(top, 0.5)
    drawn["yaxis"].update(range=[0, span * 1.06], **hour_ticks(0, span))
    data = [_trace(one) for one in sorted(lines, key=lambda one: not one.is_ghost)]
    drawn["annotations"] = _names(lines, span, last)
    phone = {"annotations": [], "margin": {"r": 0}, "xaxis": _day_ticks(last, ON_PHONE.most)}
    return {"data": data, "layout": drawn, "phone": phone}


def _trace(one: Line) -> Figure:
    day, before = one.begins
    minutes = [before, *one.minutes]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": one.title,
        "x": [day, *one.days],
        "y": [round(count / 60, 3) for count in minutes],
        "ids": ["", *one.times],
        "meta": one.of,
        "customdata": [words.hours(count) for count in minutes],
        "hovertemplate": t.day_number(day="%{x}")
        + "<br><b>%{customdata}</b><extra>"
        + plain(short(one.title))
        + "</extra>",
        "line": {
            "color": f"--{one.seat}-{7 if one.is_ghost else 9}",
            "width": 1.5 if one.is_ghost else 2.5,
            "dash": DASHES[one.seat],
        },
    }


def _names(lines: Sequence[Line], span: float, last: int) -> list[Figure]:
    """The names at the ends, moved apart where ends are close to each other."""
    left = sorted(lines, key=lambda one: one.days[-1])
    placed: list[tuple[Line, float]] = []
    while left:
        near = [one for one in left if one.days[-1] - left[0].days[-1] <= _NEIGHBOURS * last]
        heights = spread([one.minutes[-1] / 60 for one in near], span * 16 / 270)
        placed += zip(near, heights, strict=True)
        left = left[len(near) :]
    return [
        text_at(
            t.named_label(title=plain(short(one.title)), hours=words.whole_hours(one.minutes[-1])),
            x=one.days[-1],
            y=height,
            xanchor="left",
            yanchor="middle",
            xshift=8,
            # Lines of others go on behind it.
            bgcolor="--neutral-1",
            color="--neutral-10" if one.is_ghost else f"--{one.seat}-11",
        )
        for one, height in placed
    ]


def _day_ticks(last: int, most: int) -> Figure:
    """At most so many days to be named."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
    step = next((size for size in steps if last / size <= most), 5000)
    days = range(step, last + 1, step)
    return {
        "tickmode": "array",
        "tickvals": [*days],
        "ticktext": [t.day_number(day=words.grouped(day)) for day in days],
    }

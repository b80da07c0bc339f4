"""Themes over hours, as bands that together are as high as the plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from hundred_app.features.insights.figures.frame import (
    Figure,
    hour_ticks,
    layout,
    plain,
    short,
    still_axis,
    text_at,
)
from hundred_app.features.insights.rules import smooth

STEPS = 6
"""So many points from the middle of one stretch to that of the next."""

SHADES = ("7", "4", "8", "5", "6", "3")
"""Of the commitment's colour, from the bottom: neighbours differ, and step 12 is read on all."""

_WIDE, _NARROW = 1000, 330
"""Pixels of a plot, on a desk and on a phone, that names must have room in."""
_HIGH = 270
_LETTER, _LINE = 7.5, 20
"""Pixels of a letter and of a line of a name."""


@dataclass(frozen=True)
class Band:
    """A theme as it is drawn.

    Attributes:
        title: its name.
        shares: in each stretch, 0 to 1.
        times: how the address of the history names the time of each stretch; "" for nothing.
        said: what each part of the band stands for.
        looks_for: the word that leads to its sentences.
    """

    title: str
    shares: Sequence[float]
    times: Sequence[str]
    said: Sequence[str]
    looks_for: str


@dataclass(frozen=True)
class _Edges:
    """The lower and the upper edge of a band at every point."""

    low: list[float]
    high: list[float]


def river(hours: Sequence[float], names: Sequence[str], bands: Sequence[Band], seat: str) -> Figure:
    """Bands from the bottom in the order given, flowing from stretch to stretch.

    What is pointed at are bars that nobody sees, one for each part of a band.

    Args:
        hours: where the stretches begin, and where the last one ends; at least two of them.
        names: what each stretch is called.
        bands: at most as many as there are shades.
        seat: the colour.
    """
    middles = [(low + high) / 2 for low, high in pairwise(hours)]
    across = [hours[0], *_between(middles), hours[-1]]
    edges = _edges([_flowing(one.shares) for one in bands])
    drawn = _plot(hours)
    lines = [_line(across, edges[0].low)]
    for own, shade in zip(edges, SHADES, strict=False):
        # What is between a line and the one before it is a band.
        fill = {"fill": "tonexty", "fillcolor": f"--{seat}-{shade}"}
        lines.append({**_line(across, own.high), **fill})
    # The banks come last, so that they are seen where the outer bands are nothing.
    banks = [
        {**_line(across, edge), "line": {"color": f"--{seat}-9", "width": 1}, "cliponaxis": False}
        for edge in (edges[0].low, edges[-1].high)
    ]
    targets = [_targets(one, hours, names, own) for one, own in zip(bands, edges, strict=True)]
    drawn["annotations"] = _names(bands, across, edges, seat, _WIDE)
    phone = {
        "annotations": _names(bands, across, edges, seat, _NARROW),
        "xaxis": hour_ticks(hours[0], hours[-1], 6),
    }
    return {"data": [*lines, *banks, *targets], "layout": drawn, "phone": phone}


def _plot(hours: Sequence[float]) -> Figure:
    drawn = layout(margin_top=12)
    drawn["margin"].update(b=28)
    drawn["hovermode"] = "closest"
    drawn["barmode"] = "overlay"
    drawn["xaxis"] = {
        **still_axis(),
        **hour_ticks(hours[0], hours[-1], 10),
        "range": [round(hours[0], 3), round(hours[-1], 3)],
    }
    drawn["yaxis"].update(range=[0, 1], showgrid=False, showticklabels=False)
    return drawn


def _between(middles: Sequence[float]) -> list[float]:
    count = (len(middles) - 1) * STEPS
    width = (middles[-1] - middles[0]) / max(count, 1)
    return [middles[0] + width * at for at in range(count + 1)]


def _flowing(shares: Sequence[float]) -> list[float]:
    """A share at every point; before the first middle and after the last one it stays."""
    return [shares[0], *smooth(shares, STEPS), shares[-1]]


def _edges(flows: Sequence[Sequence[float]]) -> list[_Edges]:
    """The bands on each other, around the middle of the plot where they do not fill it."""
    columns = [
        [*accumulate(column, initial=(1 - sum(column)) / 2)] for column in zip(*flows, strict=True)
    ]
    return [
        _Edges([column[at] for column in columns], [column[at + 1] for column in columns])
        for at in range(len(flows))
    ]


def _line(across: Sequence[float], edge: Sequence[float]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(hour, 2) for hour in across],
        "y": [round(height, 3) for height in edge],
        "hoverinfo": "skip",
        "line": {"color": "--neutral-1", "width": 1},
    }


def _targets(one: Band, hours: Sequence[float], names: Sequence[str], own: _Edges) -> Figure:
    """A bar for each part of a band, to point at."""
    held = [at for at, share in enumerate(one.shares) if share]
    # The middle of a stretch is where its share is the band's whole height.
    at_middle = [1 + at * STEPS for at in held]
    return {
        "type": "bar",
        "name": one.title,
        "x": [round((hours[at] + hours[at + 1]) / 2, 2) for at in held],
        "width": round(hours[1] - hours[0], 3),
        "base": [round(own.low[at], 3) for at in at_middle],
        "y": [round(own.high[at] - own.low[at], 3) for at in at_middle],
        "ids": [one.times[at] for at in held],
        "meta": {"q": one.looks_for},
        "text": [names[at] for at in held],
        "textposition": "none",
        "customdata": [one.said[at] for at in held],
        "hovertemplate": "%{text}<br><b>%{customdata}</b><extra>"
        + plain(short(one.title))
        + "</extra>",
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
    }


def _names(
    bands: Sequence[Band],
    across: Sequence[float],
    edges: Sequence[_Edges],
    seat: str,
    width: int,
) -> list[Figure]:
    """A name on each band that has room for it, where it has most."""
    found: list[Figure] = []
    for one, own in zip(bands, edges, strict=True):
        name = short(one.title)
        half = (len(name) + 2) * _LETTER / width * (across[-1] - across[0]) / 2
        room, hour, middle = max(_rooms(across, own, half), default=(0.0, 0.0, 0.0))
        if room * _HIGH >= _LINE:
            found.append(
                text_at(plain(name), x=round(hour, 2), y=round(middle, 3), color=f"--{seat}-12")
            )
    return found


def _rooms(across: Sequence[float], own: _Edges, half: float) -> list[tuple[float, float, float]]:
    """How high a band is around each point, the point, and the middle of the band there."""
    rooms: list[tuple[float, float, float]] = []
    for hour in across:
        if hour - half < across[0] or hour + half > across[-1]:
            continue
        near = [at for at, other in enumerate(across) if abs(other - hour) <= half]
        low, high = max(own.low[at] for at in near), min(own.high[at] for at in near)
        rooms.append((high - low, hour, (high + low) / 2))
    return rooms

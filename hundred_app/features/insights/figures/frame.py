"""What every figure has: axes, fonts, texts, in the colours of the design system."""

import re
from typing import Any

from hundred_app.core import words

Figure = dict[str, Any]

_SANS = '"Inter Variable", Inter, system-ui, sans-serif'


def plain(text: str) -> str:
    """A person's own text for Plotly, which reads tags, entities and %{…} in what it draws."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # What begins with two dashes is the name of a colour to paint.js.
    text = re.sub("^--", "&#45;-", text)
    return text.replace("%{", "&#37;{")


def hour_ticks(low: float, high: float, most: int = 5) -> Figure:
    """At most so many labelled lines, at hours that people count in."""
    span = max(high - low, 0.1)
    steps = (0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
    step = next((size for size in steps if span / size <= most - 0.4), 5000)
    first = int(low // step) + 1
    values = [number * step for number in range(first, first + most + 1) if number * step < high]
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [words.duration(round(value * 60)) for value in values],
    }


def short(title: str, longest: int = 18) -> str:
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"


def text_at(text: str, *, color: str = "--neutral-10", **place: Any) -> Figure:
    return {
        "text": text,
        "showarrow": False,
        "font": {"color": color, "size": 12},
        "borderpad": 0,
        **place,
    }


_DATES: Figure = {
    "type": "date",
    "showgrid": False,
    "showline": True,
    "linecolor": "--neutral-6",
    "linewidth": 1,
    # Its names have room where they are: dates.py leaves out the others.
    "ticklabeloverflow": "allow",
    "hoverformat": "%-d %b %Y",
}


def still_axis() -> Figure:
    """An axis without lines, which nobody moves."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "ticks": "",
        "tickangle": 0,
        "automargin": False,
    }


def layout(*, margin_top: int) -> Figure:
    axis: Figure = {"fixedrange": True, "zeroline": False, "ticks": "", "automargin": False}
    return {
        "autosize": True,
        "separators": words.separators(),
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
        "xaxis": {**axis, **_DATES},
        "yaxis": {
            **axis,
            "showgrid": True,
            "gridcolor": "--neutral-6",
            "griddash": "1px,4px",
            "ticklabelposition": "inside top",
            # Plotly does not hand the figure's font on to ticks that stand inside.
            "tickfont": {"family": _SANS, "size": 12, "color": "--neutral-10"},
            "side": "left",
        },
        "shapes": [],
        "annotations": [],
    }

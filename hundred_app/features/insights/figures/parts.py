"""What part of the time each commitment or category had, as stacked bars to a hundred percent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures.dates import ON_DESKTOP, ON_PHONE, Room, date_ticks
from hundred_app.features.insights.figures.frame import Figure, layout, plain, short
from hundred_app.features.insights.texts import t

PHONE_PARTS = 6


@dataclass(frozen=True)
class Part:
    """What one commitment or category had of each part of the time.

    Attributes:
        title: its name.
        color: the name of its colour.
        key: the same for the list of names: a seat, "faded" or not, or a shade.
        minutes: in each part.
        of: the id of the commitment, for the logs behind a bar; "" for a category.
    """

    title: str
    color: str
    key: str
    minutes: Sequence[int]
    of: str = ""


def parts(
    times: Sequence[date],
    parts: Sequence[Part],
    name: Callable[[date], str],
    said: Callable[[date], str],
) -> Figure:
    """Stacked bars to a hundred percent, in the order given from the bottom.

    Args:
        times: the first day of each part of the time; at least one.
        parts: who had how much.
        name: how the address of the history names a part of the time.
        said: how a part of the time is said.
    """
    totals = [sum(one.minutes[at] for one in parts) for at in range(len(times))]
    drawn = layout(margin_top=12)
    drawn["barmode"] = "stack"
    drawn["bargap"] = 0.28
    drawn["hovermode"] = "closest"
    drawn["yaxis"].update(
        range=[0, 100],
        showticklabels=False,
        showgrid=False,
    )
    data = [_bar(one, times, totals, name, said) for one in parts]
    length = (times[-1] - times[-2]).days if len(times) > 1 else 30
    ends = times[-1] + timedelta(days=length // 2 + 1)
    drawn["xaxis"].update(_axis(times[0], ends, ON_DESKTOP, length))
    first = times[-PHONE_PARTS] if len(times) > PHONE_PARTS else times[0]
    return {
        "data": data,
        "layout": drawn,
        "phone": {"xaxis": _axis(first, ends, ON_PHONE, length)},
    }


def _axis(first: date, ends: date, room: Room, length: int) -> Figure:
    begins = first - timedelta(days=length // 2 + 1)
    return {
        "range": [begins.isoformat(), ends.isoformat()],
        **date_ticks(begins, ends, room, counted_from=first),
    }


def _bar(
    one: Part,
    times: Sequence[date],
    totals: Sequence[int],
    name: Callable[[date], str],
    said: Callable[[date], str],
) -> Figure:
    held = [at for at, minutes in enumerate(one.minutes) if minutes]
    shares = [100 * one.minutes[at] / totals[at] for at in held]
    return {
        "type": "bar",
        "name": one.title,
        "x": [times[at].isoformat() for at in held],
        "y": [round(share, 2) for share in shares],
        "ids": [name(times[at]) for at in held],
        "meta": one.of,
        "text": [said(times[at]) for at in held],
        "textposition": "none",
        "customdata": [
            t.share_of(duration=words.duration(one.minutes[at]), share=round(share))
            for at, share in zip(held, shares, strict=True)
        ],
        "hovertemplate": "%{text}<br><b>%{customdata}</b><extra>"
        + plain(short(one.title))
        + "</extra>",
        "marker": {"color": one.color, "line": {"width": 1, "color": "--neutral-1"}},
    }

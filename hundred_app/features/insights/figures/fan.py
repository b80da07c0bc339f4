"""The forecast as a fan from today to the goal: a range, and the likeliest way through it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.features.insights.figures.frame import Figure, text_at
from hundred_app.features.insights.texts import t

TEN_YEARS = timedelta(days=3650)
"""What has no third day is not there before."""

_ROOM = 0.09
"""How much of the plot's width one of the dates takes."""


@dataclass(frozen=True)
class Fan:
    """Where the forecast leads.

    Attributes:
        today: where it begins.
        hours: how much there is today.
        goal: in hours; above `hours`.
        early, likely, late: the three days of the forecast; no third one if it is too far away.
        lived: since when there are logs, in days.
    """

    today: date
    hours: float
    goal: int
    early: date
    likely: date
    late: date | None
    lived: int

    @property
    def is_drawn(self) -> bool:
        """Whether what was lived would still be seen beside it."""
        return (self.likely - self.today).days <= 4 * max(self.lived, 90)

    @property
    def edge(self) -> date:
        """The last day drawn: the third day, or the end of the plot where that is far away."""
        widest = self.today + 2.5 * (self.likely - self.today) + timedelta(days=14)
        return min(self.late or widest, widest)

    @property
    def is_cut(self) -> bool:
        return self.late is None or self.late > self.edge


def traces(fan: Fan, seat: str) -> list[Figure]:
    """The range as a filled shape, and the likeliest way as a dotted line that ends in a ring."""
    last = fan.late or fan.today + TEN_YEARS
    share = (fan.edge - fan.today) / (last - fan.today) if last > fan.today else 1.0
    low = fan.hours + (fan.goal - fan.hours) * min(1.0, share)
    days = [fan.today, fan.early, fan.edge, fan.edge, fan.today]
    heights = [fan.hours, fan.goal, fan.goal, low, fan.hours]
    way = [fan.today.isoformat(), fan.likely.isoformat()]
    still: Figure = {"type": "scatter", "hoverinfo": "skip"}
    return [
        {
            **still,
            "mode": "lines",
            "x": [day.isoformat() for day in days],
            "y": [round(height, 3) for height in heights],
            "fill": "toself",
            "fillcolor": f"--{seat}-4",
            "line": {"width": 0},
        },
        {
            **still,
            "mode": "lines",
            "x": way,
            "y": [round(fan.hours, 3), fan.goal],
            "line": {"color": f"--{seat}-11", "width": 2, "dash": "1px,6px"},
        },
        {
            **still,
            "mode": "markers",
            "x": way[1:],
            "y": [fan.goal],
            "cliponaxis": False,
            "marker": {
                "size": 10,
                "opacity": 1,
                "color": "--neutral-1",
                "line": {"width": 2, "color": f"--{seat}-11"},
            },
        },
    ]


def labels(fan: Fan, first: date) -> tuple[list[Figure], list[Figure]]:
    """What stands at the fan, and what of it stands there on a phone: the likeliest day alone.

    Args:
        first: the first day of the plot, from which follows which dates have room.
    """
    likely = _date(fan, fan.likely, bold=True)
    width = max((fan.edge - first).days, 1)
    drawn = [likely]
    for day in (fan.early, None if fan.is_cut else fan.late):
        has_room = day is not None and abs((fan.likely - day).days) / width >= _ROOM
        if day is not None and has_room and (day - first).days / width > 2 * _ROOM:
            drawn.append(_date(fan, day))
    middle = fan.today + (fan.edge - fan.today) * 0.72
    drawn.append(
        text_at(
            t.eight_of_ten,
            x=middle.isoformat(),
            y=fan.hours + (fan.goal - fan.hours) * 0.3,
            xanchor="left",
            yanchor="top",
        )
    )
    return drawn, [likely]


def _date(fan: Fan, day: date, *, bold: bool = False) -> Figure:
    said = words.day(day, fan.today)
    return text_at(
        f"<b>{said}</b>" if bold else said,
        x=day.isoformat(),
        y=fan.goal,
        xanchor="center",
        yanchor="bottom",
        yshift=8,
        color="--neutral-12" if bold else "--neutral-11",
    )

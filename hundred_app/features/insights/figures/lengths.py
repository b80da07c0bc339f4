"""How long sessions are, as bars."""

from collections.abc import Sequence

from hundred_app.core import words
from hundred_app.features.commitments.rules.sifting import lengths_name
from hundred_app.features.insights.figures.frame import Figure, layout, still_axis, text_at
from hundred_app.features.insights.rules import BIN_MINUTES, BINS
from hundred_app.features.insights.texts import t


def lengths(counts: Sequence[int], middle: int, *, seat: str = "") -> Figure:
    """A bar for each quarter of an hour, the last for what is longer, and a line at the median.

    Args:
        counts: of the logs in each of rules.BINS bins.
        middle: the median in minutes.
        seat: the colour, where it is of one commitment.
    """
    top = max(*counts, 1)
    data: list[Figure] = [
        {
            "type": "bar",
            "x": [*range(BINS)],
            "y": [*counts],
            "ids": _names(counts),
            "text": [length_named(number) for number in range(BINS)],
            "customdata": [t.logs(count, count=words.grouped(count)) for count in counts],
            "hovertemplate": "%{text}<br><b>%{customdata}</b><extra></extra>",
            "textposition": "none",
            "marker": {"color": f"--{seat}-9" if seat else "--neutral-11"},
        }
    ]
    drawn = layout(margin_top=34)
    # The name of the last bar is wider than the bar.
    drawn["margin"].update(b=28, r=28)
    drawn["bargap"] = 0.28
    drawn["barcornerradius"] = 3
    drawn["xaxis"] = {
        **still_axis(),
        "showline": True,
        "linecolor": "--neutral-6",
        "range": [-0.5, BINS - 0.5],
        "tickmode": "array",
        # A bar ends where its length is full.
        "tickvals": [1.5, 3.5, 7.5, BINS - 1],
        "ticktext": [*(words.duration(minutes) for minutes in (30, 60, 120)), t.longer],
    }
    drawn["yaxis"].update(range=[0, top * 1.06], showgrid=False, showticklabels=False)
    _draw_middle(drawn, middle, top)
    return {"data": data, "layout": drawn, "phone": {}}


def length_name(number: int) -> str:
    """How the address of the history names a bin."""
    least = number * BIN_MINUTES + 1
    return lengths_name(least, None if number == BINS - 1 else least + BIN_MINUTES - 1)


def _names(counts: Sequence[int]) -> list[str]:
    return [f"length={length_name(at)}" if count else "" for at, count in enumerate(counts)]


def length_named(number: int) -> str:
    """What a bin is called, by its number."""
    if number == BINS - 1:
        return t.over(duration=words.duration(number * BIN_MINUTES))
    return t.up_to(duration=words.duration((number + 1) * BIN_MINUTES))


def _draw_middle(drawn: Figure, middle: int, top: int) -> None:
    at = min(middle / BIN_MINUTES - 0.5, BINS - 0.5)
    is_right = at > BINS / 2
    drawn["shapes"].append(
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "y0": 0,
            "y1": top * 1.06,
            "line": {"color": "--neutral-12", "width": 1},
        }
    )
    drawn["annotations"].append(
        text_at(
            t.half_are(duration=words.duration(middle)),
            x=at,
            y=top * 1.06,
            xanchor="right" if is_right else "left",
            yanchor="bottom",
            yshift=4,
            color="--neutral-12",
        )
    )

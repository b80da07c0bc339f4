"""Numbers in, figure out: plain data for Plotly, with the names of colours in place of colours."""

from hundred_app.features.insights.figures.aligned import Line, aligned
from hundred_app.features.insights.figures.cumulative import Series, cumulative
from hundred_app.features.insights.figures.fan import Fan
from hundred_app.features.insights.figures.frame import Figure, plain
from hundred_app.features.insights.figures.lengths import length_name, length_named, lengths
from hundred_app.features.insights.figures.parts import Part, parts
from hundred_app.features.insights.figures.river import SHADES as RIVER_SHADES
from hundred_app.features.insights.figures.river import Band, river
from hundred_app.features.insights.figures.squares import Days, clock, week, year
from hundred_app.features.insights.figures.weeks import Bars, stacked

__all__ = [
    "RIVER_SHADES",
    "Band",
    "Bars",
    "Days",
    "Fan",
    "Figure",
    "Line",
    "Part",
    "Series",
    "aligned",
    "clock",
    "cumulative",
    "length_name",
    "length_named",
    "lengths",
    "parts",
    "plain",
    "river",
    "stacked",
    "week",
    "year",
]

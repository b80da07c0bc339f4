"""Numbers in, figure out: plain data for Plotly, with the names of colours in place of colours."""

from hundred_app.features.insights.figures.cumulative import Series, cumulative
from hundred_app.features.insights.figures.frame import Figure, plain
from hundred_app.features.insights.figures.weeks import Bars, by_week

__all__ = ["Bars", "Figure", "Series", "by_week", "cumulative", "plain"]

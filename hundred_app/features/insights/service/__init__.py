"""What the charts say, what is ahead, and how steady the weeks are."""

from hundred_app.features.insights.service.charts import CHARTS, chart, numbers
from hundred_app.features.insights.service.panels import hours, summary
from hundred_app.features.insights.service.parts import BY
from hundred_app.features.insights.service.prospects import (
    Imagined,
    MoreOnADay,
    Pause,
    Prospect,
    Slider,
    WhatIf,
    imagine,
    prospect,
    prospects,
    what_if,
)
from hundred_app.features.insights.service.shown import NOTHING, Numbers, Panel, Row, Share

__all__ = [
    "BY",
    "CHARTS",
    "NOTHING",
    "Imagined",
    "MoreOnADay",
    "Numbers",
    "Panel",
    "Pause",
    "Prospect",
    "Row",
    "Share",
    "Slider",
    "WhatIf",
    "chart",
    "hours",
    "imagine",
    "numbers",
    "prospect",
    "prospects",
    "summary",
    "what_if",
]

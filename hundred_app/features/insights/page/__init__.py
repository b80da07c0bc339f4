"""What the charts look like."""

from hundred_app.features.insights.page.ahead import outlook, rhythm, what_if
from hundred_app.features.insights.page.charts import content, of_one
from hundred_app.features.insights.page.hours import hours_panel

__all__ = ["content", "hours_panel", "of_one", "outlook", "rhythm", "what_if"]

"""How often somebody may ask: an answer costs whoever runs the machine time, or money."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = ((6, timedelta(hours=1)), (20, timedelta(days=1)))
"""So many questions in such a time."""


def waits(asked: Sequence[datetime], now: datetime) -> int:
    """How many seconds until the next question may be asked; 0 for now.

    Args:
        asked: when the earlier ones were, the oldest first.
    """
    longest = 0
    for most, window in MOST:
        recent = [moment for moment in asked if now - window < moment <= now]
        if len(recent) >= most:
            left = recent[-most] + window - now
            longest = max(longest, int(left.total_seconds()) + 1)
    return longest


def still_counted(asked: Sequence[datetime], now: datetime) -> list[datetime]:
    """Those that matter to any later question."""
    longest = max(window for _, window in MOST)
    return [moment for moment in asked if now - longest < moment <= now]

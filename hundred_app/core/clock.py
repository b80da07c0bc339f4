"""The only place that asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC, to the second: nothing in Hundred is finer."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251

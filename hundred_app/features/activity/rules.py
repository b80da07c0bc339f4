"""What a deed is. No clock, no database, no browser."""

from dataclasses import dataclass
from enum import StrEnum


class DeedKind(StrEnum):
    """The kinds of meaningful acts. `amount` counts minutes for the three of time."""

    COMMITMENT_MADE = "commitment_made"
    COMMITMENT_ARCHIVED = "commitment_archived"
    COMMITMENT_REOPENED = "commitment_reopened"
    TIME_LOGGED = "time_logged"
    TIME_CHANGED = "time_changed"
    TIME_REMOVED = "time_removed"
    SYNTHESIS_WRITTEN = "synthesis_written"
    SYNTHESIS_TAKEN_BACK = "synthesis_taken_back"


@dataclass(frozen=True)
class Deed:
    """One act about one thing.

    Attributes:
        kind: what was done.
        subject_id: the thing it was done to: a commitment, a time log or a milestone.
        amount: minutes for time (negative when taken away), else 1.
    """

    kind: DeedKind
    subject_id: str
    amount: int = 1

"""What makes a book: its chapters, and whether it can be bound."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hundred_app.features.commitments.rules.milestones import thresholds

MOST_LETTERS = 1_000_000
"""What a PDF holds at the most: about 500 pages. See decision 0026 for what they cost."""

LETTERS_OF_A_NOTE = 400
"""What a note costs beside its text: its heading, and the space around it."""


@dataclass(frozen=True)
class Entry:
    """A log in its place.

    Attributes:
        before: the minutes of the commitment before it, those from before Hundred among them.
        text: what it taught; "" where nothing in somebody's own words stands.
    """

    day: date
    before: int
    minutes: int
    text: str

    @property
    def hour(self) -> int:
        """The hour that it completes or is in."""
        return -(-(self.before + self.minutes) // 60)


@dataclass(frozen=True)
class Chapter:
    """A stretch between two milestones, in hours; `last` is None for all that is after them."""

    first: int
    last: int | None
    entries: tuple[Entry, ...]


def chapters(entries: Sequence[Entry], goal_hours: int, written: Collection[int]) -> list[Chapter]:
    """The entries by the stretch in which each ends, those without any left out.

    A stretch whose synthesis is written is there in any case.

    Args:
        entries: in the order of time.
        written: the hours of the syntheses that are written.
    """
    ends = edges(goal_hours, written)
    bounds = [*zip([0, *ends], ends, strict=False), (ends[-1], None)]
    found: list[Chapter] = []
    for first, last in bounds:
        held = tuple(
            entry
            for entry in entries
            if (not first or entry.before + entry.minutes > first * 60)
            and (last is None or entry.before + entry.minutes <= last * 60)
        )
        if held or last in written:
            found.append(Chapter(first, last, held))
    return found


def edges(goal_hours: int, written: Collection[int]) -> list[int]:
    """Where chapters end, in hours: at the milestones, at the goal, and where a synthesis is."""
    return sorted({*thresholds(goal_hours), *written, goal_hours})


def reached(entries: Sequence[Entry], hours: int) -> date | None:
    """The day on which the hours were full; None if they are not, or were before the first log."""
    return next(
        (
            entry.day
            for entry in entries
            if entry.before < hours * 60 <= entry.before + entry.minutes
        ),
        None,
    )


def may_be_bound(texts: Sequence[str]) -> bool:
    """Whether a PDF can hold these texts."""
    return sum(len(text) + LETTERS_OF_A_NOTE for text in texts) <= MOST_LETTERS

"""What makes a commitment: its limits, its seat, and how its hundred squares fill."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.text import seen
from hundred_app.features.commitments.texts import t

SEATS = ("clay", "ochre", "pine", "iris")
"""The colours of the seats, in the order in which they are given out."""

MAX_ACTIVE = len(SEATS)
LONGEST_TITLE = 100
LONGEST_CATEGORY = 50
SQUARES = 100


@dataclass(frozen=True)
class Fill:
    """How far the squares are filled: `full` whole ones, then `part` (0 to below 1) of the next."""

    full: int
    part: float


def parse_title(text: str) -> str:
    """
    Raises:
        Invalid: "title" is blank or longer than 100 characters after trimming.
    """
    # Normalizing takes the square of the time for some texts, so a long one is refused first.
    if len(text) > 10 * LONGEST_TITLE:
        raise Invalid("title", t.title_length(has=words.grouped(len(text))))
    # One way to write an accent, so that a title is found again however it was typed.
    title = " ".join(seen(unicodedata.normalize("NFC", text)).split())
    if not title:
        raise Invalid("title", t.title_empty)
    if len(title) > LONGEST_TITLE:
        raise Invalid("title", t.title_length(has=len(title)))
    return title


def parse_category(text: str) -> str | None:
    """
    Raises:
        Invalid: "category" is longer than 50 characters after trimming.
    """
    category = " ".join(seen(text).split())
    if len(category) > LONGEST_CATEGORY:
        raise Invalid("category", t.category_length(has=len(category)))
    return category or None


def parse_goal(text: str) -> int:
    """Whole hours.

    Raises:
        Invalid: "goal_hours" is not a whole number from 1 to 10,000.
    """
    digits = text.strip()
    # isascii: int() also reads other scripts' digits, which the field would then not show back.
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        raise Invalid("goal_hours", t.goal_range)
    goal = int(digits)
    if not 1 <= goal <= 10_000:
        raise Invalid("goal_hours", t.goal_range)
    return goal


def parse_hours_before(text: str) -> int:
    """Minutes done before Hundred, from whole hours; blank is none.

    Raises:
        Invalid: "hours_before" is not a whole number from 0 to 10,000.
    """
    digits = text.strip() or "0"
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and int(digits) <= 10_000):
        raise Invalid("hours_before", t.hours_before_range)
    return int(digits) * 60


def free_seat(taken: Collection[int], preferred: int | None = None) -> int | None:
    """The preferred seat if nobody sits there, else the first free one, else None."""
    if preferred is not None and preferred not in taken:
        return preferred
    return next((seat for seat in range(MAX_ACTIVE) if seat not in taken), None)


def fill(minutes: int, goal_hours: int) -> Fill:
    """How many of the hundred squares these minutes fill; a square is 1 % of the goal."""
    whole, rest = divmod(minutes * SQUARES, goal_hours * 60)
    return Fill(SQUARES, 0.0) if whole >= SQUARES else Fill(whole, rest / (goal_hours * 60))


def square_of(minute: int, goal_hours: int) -> int:
    """The number (from 1) of the square that the given minute (from 1) falls into."""
    return -(-minute * SQUARES // (goal_hours * 60))

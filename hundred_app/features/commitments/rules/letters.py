"""A letter to one's later self: from the first hour on, sealed until the goal."""

from typing import Literal

from hundred_app.core.errors import Invalid
from hundred_app.core.text import seen
from hundred_app.features.commitments.texts import t

FIRST_MINUTES = 60
OFFERED_MINUTES = 25 * 60
"""Up to here the page of a commitment offers it; its address goes on to take it."""

LONGEST_LETTER = 20_000

Standing = Literal["too early", "to write", "sealed", "open", "too late"]


def has_arrived(minutes: int, goal_hours: int, *, is_active: bool, is_crowned: bool) -> bool:
    """Whether the letter may be read.

    Args:
        minutes: of the commitment, with those from before the first log.
        is_active: False for what was put down; nothing that was written is lost with it.
        is_crowned: whether the last synthesis is written, which stays whatever the logs do.
    """
    return minutes >= goal_hours * 60 or not is_active or is_crowned


def standing(minutes: int, *, has_letter: bool, has_arrived: bool) -> Standing:
    """What can be done about the letter now."""
    if has_letter:
        return "open" if has_arrived else "sealed"
    if has_arrived:
        return "too late"
    return "to write" if minutes >= FIRST_MINUTES else "too early"


def is_offered(minutes: int, standing: Standing) -> bool:
    """Whether the page of a commitment asks for it. Later it would be of the middle."""
    return standing == "to write" and minutes < OFFERED_MINUTES


def parse_letter(text: str) -> str:
    """
    Raises:
        Invalid: "letter" has no sign, or more than 20,000 after trimming.
    """
    letter = seen(text).strip()
    if not letter:
        raise Invalid("letter", t.letter_empty)
    if len(letter) > LONGEST_LETTER:
        raise Invalid("letter", t.letter_length(has=f"{len(letter):,}"))
    return letter

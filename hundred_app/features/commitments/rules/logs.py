"""What makes a time log, and which hour of its commitment a log belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hundred_app.core.errors import Invalid
from hundred_app.features.commitments.rules.prompts import own_words
from hundred_app.features.commitments.rules.pursuit import SQUARES
from hundred_app.features.commitments.texts import t

LONGEST_REFLECTION = 10_000
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Stretch:
    """A log as far as its place in the hours is concerned, in the order of time.

    Attributes:
        log_id: which log.
        moment: when it was done, for showing its day.
        minutes: how long it took.
        sentence: the beginning of its reflection.
        source: where it was brought in from; None for one that was logged here.
        reflect_by: when its sentence was meant to be written; None if that is done.
    """

    log_id: str
    moment: datetime
    minutes: int
    sentence: str
    source: str | None = None
    reflect_by: datetime | None = None


@dataclass(frozen=True)
class Square:
    """What one square of the grid holds: its longest log, and how many others."""

    number: int
    stretch: Stretch
    others: int


def parse_reflection(text: str) -> str:
    """
    Raises:
        Invalid: "reflection" is blank or longer than 10,000 characters after trimming.
    """
    reflection = own_words(text)
    if not reflection:
        raise Invalid("reflection", t.reflection_empty)
    if len(reflection) > LONGEST_REFLECTION:
        raise Invalid("reflection", t.reflection_length(has=f"{len(reflection):,}"))
    return reflection


def marker(source: str) -> str:
    """What stands in place of a reflection for time brought in from elsewhere without a note."""
    return t.no_reflection(source=source)


def to_come() -> str:
    """What stands in place of a reflection that is written later, whoever reads it."""
    return t.to_come.english


def has_reflection(reflection: str, source: str | None, reflect_by: datetime | None = None) -> bool:
    """Whether the text is somebody's own words, and not one that stands for them."""
    return reflect_by is None and (source is None or reflection != marker(source))


def filled(low: int, high: int, goal_hours: int, minutes_before: int) -> tuple[float, float]:
    """Which part of the squares the minutes from `low` to `high` fill: (37.5, 38.25)."""
    square = goal_hours * 60
    first, last = ((minutes_before + each) * SQUARES / square for each in (low, high))
    return min(first, SQUARES), min(last, SQUARES)


def started(moment: datetime | None, minutes: int, now: datetime) -> datetime:
    """When a stretch began; without a moment it ended just now.

    Raises:
        Invalid: "moment" is later than now, the stretch would end later than now, or it is
            before 1970, where the counting of days begins.
    """
    start = now - timedelta(minutes=minutes) if moment is None else moment
    if start < EARLIEST:
        raise Invalid("moment", t.too_long_ago)
    if start > now:
        raise Invalid("moment", t.in_the_future)
    if start + timedelta(minutes=minutes) > now:
        raise Invalid("moment", t.ends_in_the_future)
    return start


def squares(stretches: Iterable[Stretch], goal_hours: int, minutes_before: int) -> Iterator[Square]:
    """What each filled square holds, from the first to the last.

    Stretches come in the order of time; each covers the squares that its
    minutes fall into. A square's own log is the one that gave it most minutes.
    """
    # Counted in parts of a minute, so that a square is a whole number of them for every goal.
    square = goal_hours * 60
    shares: dict[int, list[tuple[int, Stretch]]] = {}
    total = minutes_before * SQUARES
    for stretch in stretches:
        after = total + stretch.minutes * SQUARES
        for number in range(total // square + 1, min(-(-after // square), SQUARES) + 1):
            share = min(after, number * square) - max(total, (number - 1) * square)
            shares.setdefault(number, []).append((share, stretch))
        total = after
        if total >= SQUARES * square:
            break
    for number in sorted(shares):
        held = shares[number]
        yield Square(number, max(held, key=lambda item: item[0])[1], len(held) - 1)

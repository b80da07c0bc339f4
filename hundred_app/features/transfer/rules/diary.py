"""The invented diary of the demo: reading its files, and spreading its notes over a year."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Habit:
    """When somebody does a thing.

    Attributes:
        hours: times of day, the commonest several times.
        started: how many days ago it began.
        last: how many days ago the last notes were written, the latest first.
    """

    hours: tuple[time, ...]
    started: int
    last: tuple[int, ...]


HABITS = {
    "cello": Habit((time(7, 10), time(7, 40), time(18, 30), time(18, 45)), 260, (0, 1, 4)),
    "portuguese": Habit((time(13, 5), time(13, 0), time(8, 20), time(21, 10)), 340, (0, 2, 3)),
    "watercolour": Habit((time(20, 15), time(19, 50), time(15, 30)), 190, (1, 5, 8)),
    "compilers": Habit((time(8, 10), time(21, 0), time(21, 30), time(10, 15)), 350, (1, 2, 3)),
}


@dataclass(frozen=True)
class Diary:
    """One file: a commitment, its notes in order, and its syntheses by hours."""

    title: str
    category: str
    goal_hours: int
    notes: tuple[tuple[int, str], ...]
    syntheses: dict[int, str]


def read(text: str) -> Diary:
    """
    Raises:
        ValueError: the file is not of the form that its README describes.
    """
    first, *lines = [line for line in text.splitlines() if line.strip()]
    title, category, goal = first.split(" | ")
    notes: list[tuple[int, str]] = []
    syntheses: dict[int, str] = {}
    for line in lines:
        head, found, words = line.partition(" | ")
        if not found:
            raise ValueError(line)
        if head.startswith("synthesis "):
            syntheses[int(head.removeprefix("synthesis "))] = words
        else:
            notes.append((int(head), words))
    return Diary(title, category, int(goal), tuple(notes), syntheses)


def moments(diary: Diary, habit: Habit, now: datetime) -> Iterator[datetime]:
    """When each note was begun, as wall-clock times up to `now`, the same for the same day."""
    chance = random.Random(diary.title)  # noqa: S311
    days = sorted(_days(len(diary.notes), habit, chance), reverse=True)
    hours = sorted(habit.hours)
    begun = sorted(
        datetime.combine(
            now.date() - timedelta(days=ago),
            hours[0] if ago == 0 else chance.choice(habit.hours),
        )
        for ago in days
    )
    free = begun[0]
    for (minutes, _), moment in zip(diary.notes, begun, strict=True):
        # A demo that is started early in the morning still has something of today in it.
        start = min(max(moment, free), now - timedelta(minutes=minutes))
        yield start
        free = start + timedelta(minutes=minutes)


def _days(count: int, habit: Habit, chance: random.Random) -> list[int]:
    """How many days ago each note was written: busier lately, with two gaps in the year."""
    last = list(habit.last)
    found: list[int] = []
    while len(found) < count - len(last):
        ago = round(max(last) + 1 + (habit.started - max(last) - 1) * chance.random() ** 1.25)
        in_gap = 118 <= ago <= 129 or 244 <= ago <= 252
        if not in_gap and found.count(ago) < 2:
            found.append(ago)
    return found + last

"""An hour of the week, and a stretch of lengths, that the history may be narrowed to. Pure."""

import re
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.features.commitments.rules.durations import LONGEST
from hundred_app.features.commitments.texts import t

_HOUR = re.compile(r"([1-7])-(\d{1,2})", re.ASCII)
_LENGTHS = re.compile(r"(\d{1,4})-(\d{0,4})", re.ASCII)


@dataclass(frozen=True)
class HourOfWeek:
    """An hour on the clock of one of the person's days; `weekday` is 0 for Monday."""

    weekday: int
    hour: int

    @property
    def label(self) -> str:
        begins, ends = (f"{hour % 24}:00" for hour in (self.hour, self.hour + 1))
        return t.hour_chip(weekday=words.weekdays()[self.weekday], begins=begins, ends=ends)

    def place(self, day_start: int) -> int:
        """Which of the 168 hours of a week it is whose days begin at `day_start`."""
        return self.weekday * 24 + (self.hour - day_start) % 24


@dataclass(frozen=True)
class Lengths:
    """From so many minutes to so many, both included."""

    least: int
    most: int

    @property
    def label(self) -> str:
        if self.most == LONGEST:
            return t.longer_chip(least=words.duration(self.least))
        return t.lengths_chip(least=words.duration(self.least), most=words.duration(self.most))


def parse_hour(name: str) -> HourOfWeek | None:
    """What an address names: "3-18" is Wednesday from 18:00 to 19:00; None for any hour."""
    found = _HOUR.fullmatch(name)
    if found is None or int(found[2]) > 23:
        return None
    return HourOfWeek(int(found[1]) - 1, int(found[2]))


def parse_lengths(name: str) -> Lengths | None:
    """What an address names: "16-30" in minutes, "181-" for what is longer; None for any."""
    found = _LENGTHS.fullmatch(name)
    if found is None:
        return None
    least, most = int(found[1]), int(found[2] or LONGEST)
    return Lengths(least, most) if 1 <= least <= most <= LONGEST else None


def hour_name(weekday: int, hour: int) -> str:
    return f"{weekday + 1}-{hour % 24}"


def lengths_name(least: int, most: int | None) -> str:
    return f"{least}-{most or ''}"

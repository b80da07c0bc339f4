"""How long a stretch took: 45, 1h30, 1:30, 1,5 hours. And which words of a line tell the time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Literal

from hundred_app.core.errors import Invalid
from hundred_app.core.language import spoken
from hundred_app.features.commitments.rules.moments import (
    DAY_MINUTES,
    DAY_NUMBER,
    END,
    FLAGS,
    day_at,
    is_time_of_day,
    minutes_between,
    moment_on,
    month_pattern,
    plain,
    range_at,
    read_clock,
    read_day,
    stretch_began,
)
from hundred_app.features.commitments.texts import t

SHORTEST = 1
LONGEST = DAY_MINUTES


@dataclass(frozen=True)
class TimeWord:
    """Words that tell how long or when.

    Attributes:
        kind: "length" is a duration; "colon" is 1:30, a duration or a time of day; "range" is
            17:10-17:50, both; "day" is a day.
        minutes: of a length or colon; 0 if not 1 to 1440.
        is_clock: whether a colon can only be a time of day.
    """

    kind: Literal["length", "colon", "range", "day"]
    match: re.Match[str]
    minutes: int = 0
    is_clock: bool = False

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


_H = r"\s{0,3}(?:hours?|horas?|hrs?|h)"
_M = r"\s{0,3}(?:minut[eo]s?|mins?\.?|m)"


@cache
def _with_unit(language: str) -> tuple[re.Pattern[str], ...]:
    """Durations with a unit, beside the months of this language."""
    month = month_pattern(language)
    # In "1h 5 scales" and "1h 30 Nov" the second number is no part of the duration; in
    # "1h 30 Nov 3" it is.
    month_alone = rf"\s{{1,3}}{month}(?!\s{{0,3}}{DAY_NUMBER}{END}){END}"
    bare_rest = rf"(?:(?<=[a-z]\d)|(?<=[a-z]\d\d)|(?<=\s\d\d)(?!{month_alone}))"
    rest = rf"\s{{0,3}}(?:(?:and|e)\s{{0,3}})?(?P<minutes>\d{{1,2}})(?:{_M}|{bare_rest})"
    return _compiled(
        (
            rf"(?P<hours>\d{{1,9}}){_H}(?:{rest})?",
            rf"(?P<hours>\d{{0,9}}[.,]\d{{1,9}}){_H}",
            rf"(?P<hours>\d{{1,3}}):(?P<minutes>\d{{2}}){_H}",
            rf"(?P<minutes>\d{{1,9}}){_M}",
        )
    )


# Three digits after a comma may be thousands, as in 1,440.
_BARE = (r"(?P<minutes>\d{1,9})", r"(?P<hours>\d{0,9}[.,]\d{1,2})")
_COLON = (r"(?P<hours>\d{1,3}):(?P<minutes>\d{2})",)


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern + END, FLAGS) for pattern in patterns)


_BARE_PATTERNS = _compiled(_BARE)
_COLON_PATTERNS = _compiled(_COLON)
_UNIT_THEN_DIGIT = re.compile(r"(?<=[a-z]) (?=\d)", FLAGS)
_TO_NEXT_WORD = re.compile(r"[\s,;]+|\S+\s*")


def parse_duration(text: str) -> int:
    """The minutes a person means, 1 to 1440.

    A whole number is minutes. A decimal number is hours even without a unit, as in
    1.5 or ,5: nobody counts half minutes. Hours round to the nearest minute, half up.

    Raises:
        Invalid: "duration"; it is not a duration, or out of range.
    """
    said = _UNIT_THEN_DIGIT.sub("", " ".join(plain(text).split()))
    for pattern in (*_with_unit(spoken()), *_COLON_PATTERNS, *_BARE_PATTERNS):
        match = pattern.fullmatch(said)
        if match and (minutes := _minutes(match)):
            return minutes
    raise Invalid("duration", t.duration_range)


def find_duration(text: str) -> tuple[int, int, int] | None:
    """The first duration in free text: minutes, start, end.

    Minutes are 0 when it reads as a duration but is not between 1 and 1440. A number
    without a unit counts only as the first word. 1:30 does not count where it must be a
    time of day: in a range such as 17:10-17:50, and after a day or "at".
    """
    typed = plain(text)
    first = at = len(typed) - len(typed.lstrip())
    day_end: int | None = None
    while at < len(typed):
        words = time_words_at(typed, at, first=at == first, day_end=day_end)
        word = max(words, key=lambda word: word.end, default=None)
        if word and word.kind in ("length", "colon") and not word.is_clock:
            return word.minutes, word.start, word.end
        if word:
            at = word.end
            day_end = at if word.kind == "day" else None
        next_word = _TO_NEXT_WORD.match(typed, at)
        at = next_word.end() if next_word else len(typed)
    return None


def time_words_at(typed: str, at: int, *, first: bool, day_end: int | None) -> list[TimeWord]:
    """Each way to read plain text at a place as a time.

    `first` says that it is the first word, where a number needs no unit; `day_end` where
    the word before ends, if that is a day.
    """
    words: list[TimeWord] = []
    if length := _first_match(_with_unit(spoken()) + (_BARE_PATTERNS if first else ()), typed, at):
        words.append(TimeWord("length", length, _minutes(length)))
    if day := day_at(typed, at):
        words.append(TimeWord("day", day))
    if between := range_at(typed, at):
        words.append(TimeWord("range", between))
    elif colon := _first_match(_COLON_PATTERNS, typed, at):
        is_clock = is_time_of_day(typed, at, day_end)
        words.append(TimeWord("colon", colon, _minutes(colon), is_clock))
    return words


def _first_match(patterns: Iterable[re.Pattern[str]], typed: str, at: int) -> re.Match[str] | None:
    return next(filter(None, (pattern.match(typed, at) for pattern in patterns)), None)


def _minutes(match: re.Match[str]) -> int:
    """What was matched in minutes, 0 if it is out of range."""
    said = match.groupdict()
    hours, minutes = said.get("hours"), int(said.get("minutes") or 0)
    if hours and minutes > 59:
        return 0
    # Half up: round() would take half minutes to the even one.
    total = int(Fraction((hours or "0").replace(",", ".")) * 60 + minutes + Fraction(1, 2))
    return total if SHORTEST <= total <= LONGEST else 0


def is_consistent(words: Sequence[TimeWord]) -> bool:
    """Whether no two words tell the same, in the order in which they were written.

    A duration after a range tells nothing new, but one before it is taken at its word:
    from 17:10 to 17:50 there may have been a break.
    """
    kinds = [word.kind for word in words]
    length, clocks = length_and_clocks(words)
    if max(kinds.count("length"), kinds.count("day"), len(clocks)) > 1:
        return False
    return not (length and "range" in kinds and clocks[0].start < length.start)


def length_and_clocks(words: Sequence[TimeWord]) -> tuple[TimeWord | None, list[TimeWord]]:
    """The word that tells how long, and those that tell the time of day.

    1:30 is a duration unless another word is, or a day or "at" stands before it.
    """
    lengths = [word for word in words if word.kind == "length"]
    free = [word for word in words if word.kind == "colon" and not word.is_clock]
    length = next(iter(lengths or free), None)
    clocks = [word for word in words if word.kind in ("colon", "range") and word is not length]
    return length, clocks


def minutes_told(words: Sequence[TimeWord]) -> int | None:
    """The minutes that consistent words tell, 1 to 1440, or None.

    Raises:
        Invalid: "duration" is out of range; "moment" if a time in a range is impossible.
    """
    length, clocks = length_and_clocks(words)
    if length and not length.minutes:
        raise Invalid("duration", t.duration_range)
    if length:
        return length.minutes
    return _minutes_of_range(clocks[0]) if clocks and clocks[0].kind == "range" else None


def _minutes_of_range(word: TimeWord) -> int:
    return minutes_between(read_clock(word.match["clock"]), read_clock(word.match["until"]))


def start_told(words: Sequence[TimeWord], now: datetime) -> datetime | None:
    """When the stretch began that consistent words tell; None if it ends now.

    Raises:
        Invalid: "moment" is still to come or impossible; "duration" if a range is empty.
    """
    said = next((word.match for word in words if word.kind == "day"), None)
    day = read_day(said, now) if said else None
    clock = next(iter(length_and_clocks(words)[1]), None)
    if clock and clock.kind == "range":
        start = read_clock(clock.match["clock"])
        return stretch_began(start, _minutes_of_range(clock), day, now)
    if clock:
        return moment_on(day, read_clock(clock.match[0]), now)
    # "today" alone adds nothing: what began now has not lasted any time yet.
    return None if day in (None, now.date()) else moment_on(day, None, now)

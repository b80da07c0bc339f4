"""Which week is looked at, which sentences stand for it, and what it is asked. Pure."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SHORTEST, LONGEST = 25, 220
"""Characters of a sentence that can stand alone; what is longer is a paragraph."""

MOST_LINES = 3
WEEK = timedelta(days=7)

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]{3,}")
"""A word of three letters or more, or one sign of a script that puts no blanks between words."""


@dataclass(frozen=True)
class Line:
    """A sentence that may stand for a week; `log` and `pursuit` say where it is from."""

    text: str
    log: str
    pursuit: str


def parse_week(text: str, today: date, week_of: Callable[[date], date]) -> date:
    """The first day of the week that an address asks for.

    It is the week that ended last if none is asked for, or one that cannot be: a week in the
    future, or no date. On the last day of a week it is that week, which is as good as over.

    Args:
        text: any day of the week, as "2026-11-09".
        today: the person's day.
        week_of: the first day of the week that a day is in.
    """
    running = week_of(today)
    usual = running if today == running + timedelta(days=6) else running - WEEK
    try:
        asked = week_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        return usual
    return asked if asked <= running else usual


def best(lines: Sequence[Line], known: Iterable[str], most: int = MOST_LINES) -> list[Line]:
    """The sentences that say most of what other texts do not.

    Each is weighed by the mean inverse document frequency of its words (Spärck Jones, "A
    statistical interpretation of term specificity", Journal of Documentation 28, 1972),
    lessened for short ones, of which any rare word would make a winner. At most one of a log,
    and no second one of a pursuit while another pursuit has none.

    Args:
        lines: the sentences of the week, in the order of their days.
        known: the texts that they are held against, theirs among them.
        most: how many are wanted.
    """
    texts = [frozenset(_words(text)) for text in known]
    held = Counter(word for text in texts for word in text)

    def weight(line: Line) -> float:
        words = set(_words(line.text))
        if not words:
            return 0
        rarity = sum(math.log((1 + len(texts)) / (1 + held[word])) for word in words)
        return rarity / len(words) * min(1, len(words) / 6)

    fitting = [line for line in lines if SHORTEST <= len(line.text) <= LONGEST]
    ranked = sorted(fitting, key=weight, reverse=True)
    chosen: list[Line] = []
    for is_first_round in (True, False):
        for line in ranked:
            is_told = any(line.log == other.log for other in chosen)
            is_there = any(line.pursuit == other.pursuit for other in chosen)
            if len(chosen) < most and not is_told and not (is_first_round and is_there):
                chosen.append(line)
    return [line for line in dict.fromkeys(lines) if line in chosen]


def place_of_question(week: date, count: int) -> int:
    """Which of `count` questions a week has: each week the next one."""
    return week.toordinal() // 7 % count


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())

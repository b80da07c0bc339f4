"""The words that a line of time is read by, in each language: days, months, and what joins them.

English is always understood. The words of another language are, while it is
spoken: "3 set" is a day in Portuguese and a set of something in English.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hundred_app.core.language import ENGLISH, spoken

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Spellings:
    """The words of one language.

    Attributes:
        today: the word for today.
        yesterday: the word for the day before.
        months: twelve, whole; three letters of each are enough.
        weekdays: seven from Monday on, as people type them.
        connectors: what may stand before a commitment or a time, as a pattern.
        little: words that no commitment is meant by.
    """

    today: str
    yesterday: str
    months: Sequence[str]
    weekdays: Sequence[str]
    connectors: str
    little: frozenset[str]


_SPELLINGS = {
    ENGLISH: Spellings(
        today="today",
        yesterday="yesterday",
        months=MONTHS,
        weekdays=WEEKDAYS,
        connectors="of|on|at|for|in",
        # Sentences begin with these: in "45m the shift" nobody means a commitment called Theory.
        little=frozenset({
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "do", "for", "from", "go",
            "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "is", "it", "its",
            "me", "my", "no", "not", "of", "on", "or", "our", "out", "she", "so", "that", "the",
            "then", "they", "this", "to", "up", "us", "was", "we", "what", "when", "why",
            "with", "you",
        }),
    ),
    "pt-BR": Spellings(
        today="hoje",
        yesterday="ontem",
        months=(
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho",
            "agosto", "setembro", "outubro", "novembro", "dezembro",
        ),
        weekdays=("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
        connectors="de|do|da|em|no|na|às|as|para|por",
        little=frozenset({
            "a", "ao", "as", "com", "como", "da", "de", "do", "e", "ela", "ele", "em", "era",
            "essa", "esse", "esta", "este", "eu", "foi", "isso", "isto", "ja", "la", "mais",
            "mas", "me", "meu", "minha", "na", "nao", "nem", "no", "nos", "o", "os", "ou",
            "para", "pela", "pelo", "por", "porque", "quando", "que", "quem", "se", "sem", "so",
            "sua", "seu", "tao", "te", "tem", "um", "uma", "voce",
        }),
    ),
}  # fmt: skip


def understood(language: str) -> list[Spellings]:
    """The words that are understood while this language is spoken."""
    return [_SPELLINGS[each] for each in dict.fromkeys((ENGLISH, language))]


@cache
def connector(language: str) -> re.Pattern[str]:
    """What may stand before a commitment or a time."""
    words = "|".join(each.connectors for each in understood(language))
    return re.compile(rf"(?:{words})\s+", re.IGNORECASE)


def is_little(word: str) -> bool:
    """Whether sentences are full of this word, in small letters without accents."""
    return any(word in each.little for each in understood(spoken()))


def pattern(names: Sequence[str]) -> str:
    """A pattern of the names, each whole or cut short to three letters or more, accents or not."""

    def spelling(name: str) -> str:
        letters = [_letter(letter) for letter in name]
        optional = "".join(f"(?:{letter}" for letter in letters[3:])
        return "".join(letters[:3]) + optional + ")?" * len(letters[3:])

    return "(?:" + "|".join(map(spelling, names)) + ")"


def month_of(said: str) -> int:
    """The number of a month, 1 to 12, by its name or the beginning of it."""
    return _place([each.months for each in _SPELLINGS.values()], said) + 1


def weekday_of(said: str) -> int:
    """The number of a weekday, 0 for Monday, by its name or the beginning of it."""
    return _place([each.weekdays for each in _SPELLINGS.values()], said)


def is_today(said: str) -> bool:
    """Whether a word for a day near by means today."""
    return any(_bare(said) == _bare(each.today) for each in _SPELLINGS.values())


def _place(lists: Sequence[Sequence[str]], said: str) -> int:
    beginning = _bare(said)
    return next(
        index
        for names in lists
        for index, name in enumerate(names)
        if _bare(name).startswith(beginning)
    )


@cache
def _bare(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _letter(letter: str) -> str:
    bare = _bare(letter)
    # By hand: these patterns know the case of no letter beyond A to Z.
    return letter if bare == letter.lower() else f"[{letter.lower()}{letter.upper()}{bare}]"

"""The words of a text as every index has them: without case, and without accents."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DROPPED = frozenset(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u031b"
    "\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331"
)
"""Accents that belong to the letter before them and count for nothing."""


@dataclass(frozen=True)
class Phrase:
    """Words that stand side by side; with `is_open`, the last of them may go on.

    The words are letters and digits, folded as the index folds them.
    """

    words: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True)
class Sought:
    """What to look up: texts of these commitments with all of the one, none of the other.

    Attributes:
        places: the ids of the commitments, at least one.
    """

    places: Sequence[str]
    wanted: Sequence[Phrase]
    unwanted: Sequence[Phrase] = ()


@dataclass(frozen=True)
class Token:
    """A word of a text, folded, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text as the index has them: without case, and without accents."""
    found: list[Token] = []
    word, start = "", 0
    for at, sign in enumerate(text):
        if is_lettered(sign) or is_indexed(sign):
            start = start if word else at
            word += _fold(sign) if is_lettered(sign) else sign
        elif not (word and sign in _DROPPED):
            if word:
                found.append(Token(word, start, at))
            word = ""
    if word:
        found.append(Token(word, start, len(text)))
    return found


def words_of(text: str) -> list[str]:
    """The same words without their places, some forty times as fast."""
    return text.translate(_SIGNS).split()


def plain(text: str) -> str:
    """As signs are compared: only the case of ASCII counts for nothing."""
    return text.translate(_ASCII)


def is_lettered(sign: str) -> bool:
    """Whether the index takes it for part of a word: letters of scripts with case, and digits."""
    if not (sign < "\u0590" or "\u1e00" <= sign < "\u2000"):
        return False
    return unicodedata.category(sign) in ("Ll", "Lu", "Lt", "Nd", "Nl", "No")


def is_indexed(sign: str) -> bool:
    """Whether the index takes it for part of a word, in whatever script it is; see 0005_search."""
    kind = unicodedata.category(sign)
    return kind in ("Ll", "Lu", "Lt", "Co") or kind.startswith("N")


def _fold(letter: str) -> str:
    folded = letter.casefold()
    if len(folded) > 1:
        folded = letter.lower()
    base, *accents = unicodedata.normalize("NFD", folded)
    if base.isascii() and all(unicodedata.combining(accent) for accent in accents):
        return base.lower()
    return folded


class _Signs(dict[int, str]):
    """What each sign leaves in a row of words; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if is_lettered(sign):
            left = _fold(sign)
        elif is_indexed(sign):
            left = sign
        else:
            # At the beginning of a word such an accent ends nothing that the blank before did not.
            left = "" if sign in _DROPPED else " "
        self[code] = left
        return left


_SIGNS = _Signs()
_ASCII = {code: chr(code).lower() for code in range(128)}

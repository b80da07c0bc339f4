"""Sentences: those of Hundred are phrases in each feature's texts.py; those of people are read."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Self

from hundred_app.core.catalogue import translated, translated_plural
from hundred_app.core.language import ENGLISH, spoken

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Phrase(str):
    """A sentence, written in English, said in the language that is spoken when it is asked for.

    It has named gaps that are filled by calling it: `t.too_long(most=100, has=112)`.
    `t.save` on an instance of a feature's Texts is the sentence of this very
    moment. What was kept since before, in a constant for instance, is called
    without values to be said anew.

    Attributes:
        english: the sentence as it is written in texts.py, by which catalogues know it.
        values: what its gaps were filled with; a page, which is compiled once for
            all languages, has the browser do the same.
    """

    __slots__ = ("english", "values")

    english: str
    values: Mapping[str, Any]

    def __new__(
        cls, english: str, text: str | None = None, values: Mapping[str, Any] | None = None
    ) -> Self:
        said = super().__new__(cls, english if text is None else text)
        said.english = english
        said.values = values or {}
        return said

    def __get__(self, texts: object, owner: type | None = None) -> "Phrase":
        if texts is None or spoken() == ENGLISH:
            return self
        return Phrase(self.english, translated(self.english))

    def __call__(self, **values: Any) -> str:
        """The sentence with its gaps filled."""
        return Phrase(self.english, translated(self.english).format(**values), values)


class Plural:
    """A sentence in the forms that go with a number: `t.logs(3, count="3")`.

    Written in English as one and as many; a language has as many forms as it has.
    """

    def __init__(self, one: str, many: str) -> None:
        self.one = one
        self.many = many

    def __call__(self, number: int, /, **values: Any) -> str:
        """The form for this number, with its gaps filled."""
        return translated_plural(self.one, self.many, number).format(**values)


def seen(text: str) -> str:
    """What people wrote without what nobody sees: control characters, all but tabs and line ends.

    A NUL ends a text early for SQLite's functions and for other programs, and
    an escape drives the terminal that a title is printed on.
    """
    return _UNSEEN.sub("", text)


def isolated(text: str) -> str:
    """A text to stand inside a sentence: one from right to left must not turn what is around it."""
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text):
        return f"\u2068{text}\u2069"
    return text

"""Which language an answer is in: said once at its edge, and asked wherever a sentence is made."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale

ENGLISH = "en"

LANGUAGES = {ENGLISH: "English", "pt-BR": "Português (Brasil)"}
"""The languages that Hundred speaks, by their tags, each under its own name."""

# Days before months and a clock of 24 hours, as this English has them.
_LOCALES = {ENGLISH: "en_GB", "pt-BR": "pt_BR"}

_LONGEST_HEADER = 500

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def spoken() -> str:
    """The tag of the language of this answer. Jobs and commands, which nobody asks, are English."""
    return _spoken.get()


def speak(language: str) -> None:
    """Go on in another language, in this request or event alone."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Generator[None]:
    """What is said inside is said in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def locale() -> Locale:
    """How days and numbers are written in the language of this answer."""
    return _locale(_spoken.get())


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES[language])


def catalogue_name(language: str) -> str:
    """The name of a language in the folder of the catalogues: "pt_BR"."""
    return _LOCALES[language]


def wanted(header: str) -> str:
    """The language of ours that an Accept-Language header likes best; English when it likes none.

    The weights decide, and among equals the order. A language counts in all of
    its countries: who reads Portuguese is given that of Brazil.
    """
    liked = [_weighed(part) for part in header[:_LONGEST_HEADER].split(",")]
    for _, tag in sorted((one for one in liked if one[0] > 0), key=lambda one: -one[0]):
        for language in LANGUAGES:
            if tag.partition("-")[0] == language.partition("-")[0]:
                return language
    return ENGLISH


def _weighed(part: str) -> tuple[float, str]:
    """One of the languages of the header with its weight, 0 if that cannot be read."""
    tag, _, weight = part.replace(" ", "").lower().partition(";q=")
    try:
        return (float(weight) if weight else 1.0), tag
    except ValueError:
        return 0.0, tag

"""From texts to terms: words that mean something, with their forms taken together. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from importlib import import_module
from itertools import takewhile
from typing import Any

MOST_FORMS = 2_000
"""So many different words are looked at, the most used; that bounds the time for stems."""

SHORTEST, LONGEST = 3, 30
"""Letters of a word that can be a term; of a script without case, two are enough."""

_SHORTEST_WITHOUT_CASE = 2
_FIRST_WITHOUT_CASE = "\u0590"

LANGUAGES = {"en": "english", "pt": "portuguese"}
"""The languages whose stop words and endings are known, the likelier first."""

_OF_A_DIARY = frozenset(
    [
        "time", "times", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
        "month", "today", "yesterday", "tomorrow", "session", "sessions", "learned", "learnt",
        "practised", "practiced", "practice",
        "tempo", "minuto", "minutos", "hora", "horas", "dia", "dias", "semana", "semanas", "mês",
        "hoje", "ontem", "amanhã", "sessão", "sessões", "vez", "vezes", "aprendi", "pratiquei",
        "praticar", "prática",
    ]
)  # fmt: skip
"""What every diary of hours says, whatever it is about."""

_LIKELIEST = "en"
_ASCII = re.compile(r"[a-z]+(?:'[a-z]+)*")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")


@dataclass(frozen=True)
class Term:
    """A word in all its forms.

    Attributes:
        label: the form that stands in most texts; of several the shortest.
        looks_for: what all of its forms begin with, for a search that lets the last word go on;
            the label where that would be too short, as of "sky" and "skies".
        texts: the places of the texts that have it, in order.
    """

    label: str
    looks_for: str
    texts: tuple[int, ...]


def terms(texts: Sequence[str], without: str = "", fewest: int = 1) -> list[Term]:
    """The terms of texts, those of most texts first; of several the first by its letters.

    A term is what the forms of a word have in common, by the Snowball stemmers (M. F. Porter,
    "Snowball: a language for stemming algorithms", 2001). Stop words are no terms. Which language
    a text is in is guessed by the stop words that it has, and that of a form by the texts that
    have it. What is in another language is taken as it stands; of scripts that put no blanks
    between words, whatever stands between two signs is one word. Where nothing tells the
    language, it is that of most of the texts.

    Args:
        texts: in any language and script.
        without: a text whose words are no terms, such as the title above the texts.
        fewest: in so many texts a term stands at least.
    """
    places: dict[str, list[int]] = {}
    languages: list[str] = []
    for place, text in enumerate(texts):
        words = _words(text)
        languages.append(_language(words))
        for word in words - _stop_words():
            places.setdefault(word, []).append(place)
    usual = _usual(languages) or _LIKELIEST
    forms = nsmallest(MOST_FORMS, places, key=lambda form: (-len(places[form]), form))
    unwanted = {_stem(language)(word) for word in _words(without) for language in LANGUAGES}
    groups: dict[tuple[str, str], list[str]] = {}
    for form in forms:
        language = _usual(languages[place] for place in places[form]) or usual
        groups.setdefault((language, _stem(language)(form)), []).append(form)
    found = [_term(group, places) for (_, stem), group in groups.items() if stem not in unwanted]
    common = [term for term in found if len(term.texts) >= fewest]
    return sorted(common, key=lambda term: (-len(term.texts), term.label, term.looks_for))


def _usual(languages: Iterable[str]) -> str:
    """The one that is there most often; "" of none, and of a tie."""
    held = Counter(filter(None, languages)).most_common(2)
    is_tie = len(held) == 2 and held[0][1] == held[1][1]
    return held[0][0] if held and not is_tie else ""


def _term(forms: Sequence[str], places: dict[str, list[int]]) -> Term:
    label = min(forms, key=lambda form: (-len(places[form]), len(form), form))
    together = {place for form in forms for place in places[form]}
    start = _beginning(forms)
    # A beginning that is too short would find too much.
    looks_for = start if len(start) >= min(SHORTEST, len(label)) else label
    return Term(label, looks_for, tuple(sorted(together)))


def _beginning(forms: Sequence[str]) -> str:
    """What all of the forms begin with."""
    first, last = min(forms), max(forms)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(sign for sign, _ in same)


def _words(text: str) -> set[str]:
    """The words of a text that are long enough to be terms, without case."""
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text).lower()).replace("’", "'")
    found = set((_ASCII if text.isascii() else _pattern()).findall(text))
    for word in [word for word in found if "'" in word and word not in _stop_words()]:
        # What is left of "don't" and of "l'archet" is no word, and one.
        found.remove(word)
        found.update(word.split("'"))
    return {word for word in found if _is_long_enough(word)}


def _is_long_enough(word: str) -> bool:
    has_case = word[:1] < _FIRST_WITHOUT_CASE
    return (SHORTEST if has_case else _SHORTEST_WITHOUT_CASE) <= len(word) <= LONGEST


def _language(words: Set[str]) -> str:
    """The language whose own stop words a text has most of; "" if it has none of any."""
    hits = {name: len(words & own) for name, own in _telling().items()}
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] else ""


@cache
def _pattern() -> re.Pattern[str]:
    """Words of letters, with the signs that stand on letters, which Python takes for none."""
    marks = "".join(
        sign for sign in map(chr, range(0x300, 0x1D00)) if unicodedata.category(sign)[0] == "M"
    )
    letter = rf"[^\W\d_][{marks}]*"
    return re.compile(rf"(?:{letter})+(?:'(?:{letter})+)*")


@cache
def _listed() -> dict[str, frozenset[str]]:
    # Read only where somebody looks at a river: it takes a moment, and some memory.
    from stopwordsiso import stopwords

    return {name: frozenset(stopwords(name)) for name in LANGUAGES}


@cache
def _stop_words() -> frozenset[str]:
    return _OF_A_DIARY.union(*_listed().values())


@cache
def _telling() -> dict[str, frozenset[str]]:
    """The stop words of each language that are none of the others."""
    listed = _listed()
    return {
        name: own - frozenset[str]().union(*(listed[other] for other in listed if other != name))
        for name, own in listed.items()
    }


@cache
def _stem(language: str) -> Callable[[str], str]:
    # It says nothing of its types.
    library: Any = import_module("snowballstemmer")
    return library.stemmer(LANGUAGES[language]).stemWord

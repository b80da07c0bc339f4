"""What a line such as "40m cello the shift stopped hurting" says: how long, what, when, and why."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from functools import partial
from typing import Literal, NamedTuple, TypeVar

from hundred_app.core.errors import Invalid
from hundred_app.core.language import spoken
from hundred_app.features.commitments.rules.durations import (
    TimeWord,
    is_consistent,
    length_and_clocks,
    minutes_told,
    start_told,
    time_words_at,
)
from hundred_app.features.commitments.rules.moments import plain
from hundred_app.features.commitments.rules.spellings import connector, is_little

LONGEST_HEAD = 200
LEAST_LIKENESS = 0.8

# What is left of the first line, cut after a whole word if it is long.
_OPENING = re.compile(rf"[^\r\n\u2028\u2029]{{0,{LONGEST_HEAD}}}(?!\S)")
_WORD = re.compile(r"\S+")
_SPACES = re.compile(r"\s*")
# A word without what stands behind it, as in "cello," or "cello -".
_CORE = re.compile(r"[^\s,;\u2013\u2014]*[^\s,;:.\u2013\u2014-]")
_TITLE_WORD = re.compile(r"[^\s/(),.:;&+\u2013\u2014-]+")
_GAP = re.compile(r"\s*(?:[.:](?=\s|\Z)|[,;](?!\d))?\s*")
_DASH = re.compile(r"\s*(?:-{1,3}(?=\s|\Z)|[\u2013\u2014]{1,3}(?!\d))\s*")
_COLON = re.compile(r"\s*:(?:\s+|\Z)")
_IN_ONE_MOMENT = re.compile(r"[\s,;.:]*(?:(?:at|on|às|as|em|na?o?)\s+)?", re.IGNORECASE)
# Joiners, marks of direction and the like: what is typed may lack them.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"))

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Mark:
    """A recognised part of the line, to be underlined."""

    start: int
    end: int
    kind: Literal["duration", "commitment", "moment"]


@dataclass(frozen=True)
class QuickLine:
    """What was understood.

    Attributes:
        minutes: 1 to 1440, or None if missing or out of range.
        commitment: index of its title.
        suggestions: indices of the titles that could be meant, if more than one could.
        started: on the wall clock of the person; None if it ends now.
        reflection: the rest of the text, trimmed.
        marks: in order, apart from each other, within the text as typed. One of a commitment
            also stands where several could be meant.
        problem: what to do about a time that is out of range, impossible or still to come.
    """

    minutes: int | None
    commitment: int | None
    suggestions: tuple[int, ...]
    started: datetime | None
    reflection: str
    marks: tuple[Mark, ...]
    problem: str | None


class _Title(NamedTuple):
    """Words that mean a title, or could mean several."""

    start: int
    end: int
    meant: tuple[int, ...]


_HeadWord = TimeWord | _Title
_TitleAt = Callable[[str, int], _Title | None]
_Means = Callable[[str, str], bool]


class _Head(NamedTuple):
    typed: str
    words: list[_HeadWord]
    reflection_start: int


def read_line(text: str, titles: Sequence[str], now: datetime) -> QuickLine:
    """Read a quick log; `now` is the naive wall-clock time of the person. Never raises.

    The head opens the first line: a duration, a commitment and a moment in any order,
    with "of", "on", "at", "for" or "in" between them if one likes. The first other word
    begins the reflection, and so does a dash, a line break, or a colon once it is known
    what and how long.

    With other words before the dash, as in "practised cello for 45m - smooth", all before
    it is searched. The reflection then keeps everything from the first of those words, so
    that nothing typed is lost.
    """
    begins = len(text) - len(text.lstrip())
    head = _best_head(plain(text[begins : _end(_OPENING, text, begins)]), titles)
    meant = next((word.meant for word in head.words if isinstance(word, _Title)), ())
    times = _times(head.words)
    minutes, wrong_minutes = _or_problem(lambda: minutes_told(times))
    started, wrong_start = _or_problem(lambda: start_told(times, now))
    return QuickLine(
        minutes=minutes,
        commitment=meant[0] if len(meant) == 1 else None,
        suggestions=meant if len(meant) > 1 else (),
        started=started,
        reflection=text[begins + head.reflection_start :].strip(),
        marks=_marks(head, begins),
        problem=wrong_minutes or wrong_start,
    )


def _best_head(typed: str, titles: Sequence[str]) -> _Head:
    """The head read with the strictest way to find a title that finds one."""
    heads: list[_Head] = []
    for title_at in _ways_to_find_a_title(titles):
        heads.append(_read_head(typed, title_at))
        if any(isinstance(word, _Title) for word in heads[-1].words):
            return heads[-1]
    return heads[0]


def _read_head(typed: str, title_at: _TitleAt) -> _Head:
    words: list[_HeadWord] = []
    others: int | None = None
    at = 0
    while at < len(typed):
        word = _word_at(typed, at, words, title_at)
        if not word and words and others is None:
            word = _word_at(typed, _end(connector(spoken()), typed, at), words, title_at)
        if word:
            words.append(word)
        elif others is None:
            others = at
        at = word.end if word else _end(_WORD, typed, at)
        if separator := _separator(typed, at, words, others):
            return _Head(typed, words, separator.end() if others is None else others)
        at = _end(_GAP if word else _SPACES, typed, at)
    if others is None:
        return _Head(typed, words, at)
    return _Head(typed, [word for word in words if word.end <= others], others)


def _word_at(
    typed: str, at: int, words: Sequence[_HeadWord], title_at: _TitleAt
) -> _HeadWord | None:
    """The longest word at a place that says something not yet said; of two, the time."""
    times = _times(words)
    last = words[-1] if words else None
    day_end = last.end if isinstance(last, TimeWord) and last.kind == "day" else None
    found: list[_HeadWord] = [
        word
        for word in time_words_at(typed, at, first=at == 0, day_end=day_end)
        if is_consistent([*times, word])
    ]
    if len(times) == len(words) and (title := title_at(typed, at)):
        found.append(title)
    return max(found, key=lambda word: word.end, default=None)


def _times(words: Sequence[_HeadWord]) -> list[TimeWord]:
    return [word for word in words if isinstance(word, TimeWord)]


def _end(pattern: re.Pattern[str], typed: str, at: int) -> int:
    match = pattern.match(typed, at)
    return match.end() if match else at


def _separator(
    typed: str, at: int, words: Sequence[_HeadWord], others: int | None
) -> re.Match[str] | None:
    """A dash; or a colon, with no other words before it, once it is said what and how long."""
    times = _times(words)
    has_length = any(word.kind != "day" and not word.is_clock for word in times)
    complete = others is None and has_length and len(words) > len(times)
    return _DASH.match(typed, at) or (_COLON.match(typed, at) if complete else None)


def _or_problem(read: Callable[[], _Value]) -> tuple[_Value | None, str | None]:
    try:
        return read(), None
    except Invalid as error:
        return None, error.message


def _marks(head: _Head, offset: int) -> tuple[Mark, ...]:
    """The words as marks, moved by `offset`; a day and its time side by side are one."""
    length, _ = length_and_clocks(_times(head.words))
    marks: list[Mark] = []
    for word in head.words:
        kind = "commitment" if isinstance(word, _Title) else "moment"
        kind = "duration" if word is length else kind
        mark = Mark(word.start + offset, word.end + offset, kind)
        before = marks[-1] if marks else None
        between = head.typed[before.end - offset : word.start] if before else ""
        if before and before.kind == kind == "moment" and _IN_ONE_MOMENT.fullmatch(between):
            marks[-1] = replace(before, end=mark.end)
        else:
            marks.append(mark)
    return tuple(marks)


def _ways_to_find_a_title(titles: Sequence[str]) -> Iterator[_TitleAt]:
    """Whole titles, the beginning of their first word, of any word, then likeness."""
    yield partial(_whole_title, [[*filter(None, map(_fold, title.split()))] for title in titles])
    words = [_TITLE_WORD.findall(_fold(title)) for title in titles]
    yield partial(_part_of_title, words, 1, _begins)
    yield partial(_part_of_title, words, None, _begins)
    yield partial(_part_of_title, words, None, _resembles)


def _whole_title(titles: Sequence[Sequence[str]], typed: str, at: int) -> _Title | None:
    """The longest title at a place; several if they differ only in case or accents."""
    ends = [_phrase_end(title, typed, at) for title in titles]
    end = max(ends, default=-1)
    meant = tuple(index for index, other in enumerate(ends) if other == end)
    return _Title(at, end, meant) if end > at else None


def _phrase_end(phrase: Sequence[str], typed: str, at: int) -> int:
    """Where the words of a phrase end, -1 if others stand there."""
    end = -1
    for place, word in enumerate(phrase, start=1):
        end = _end(_WORD, typed, at)
        if _fold(typed[at:end]) != word:
            end = _end(_CORE, typed, at)
            if place < len(phrase) or _fold(typed[at:end]) != word:
                return -1
        at = _end(_SPACES, typed, end)
    return end


def _part_of_title(
    titles: Sequence[Sequence[str]], first: int | None, means: _Means, typed: str, at: int
) -> _Title | None:
    """The titles with such a word among their `first`, as far as their next words follow."""
    end = _end(_CORE, typed, at)
    said = _fold(typed[at:end])
    if not said or said.isdecimal() or is_little(said):
        return None
    found = run = {
        (index, place)
        for index, title in enumerate(titles)
        for place, word in enumerate(title[:first])
        if means(word, said)
    }
    following = end
    while run:
        begins = _end(_SPACES, typed, following)
        following = _end(_CORE, typed, begins)
        said = _fold(typed[begins:following])
        run = {(i, place + 1) for i, place in run if titles[i][place + 1 : place + 2] == [said]}
        if run and not is_little(said):
            end, found = following, run
    meant = tuple(sorted({index for index, _ in found}))
    return _Title(at, end, meant) if meant else None


def _begins(word: str, said: str) -> bool:
    return len(said) >= 2 and word.startswith(said)


def _resembles(word: str, said: str) -> bool:
    if min(len(word), len(said)) < 4:
        return False
    matcher = SequenceMatcher(None, word, said, autojunk=False)
    quick = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return quick >= LEAST_LIKENESS and matcher.ratio() >= LEAST_LIKENESS


def _fold(text: str) -> str:
    """The text without case and accents."""
    folded = unicodedata.normalize("NFKD", plain(text).translate(_UNSEEN)).casefold()
    # Vowel signs of Indian scripts are marks as well, but of class 0: they stay.
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign)
    )

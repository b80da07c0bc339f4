"""What somebody looks for, and where in a text it stands."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hundred_app.core.folding import Token, is_indexed, is_lettered, plain, tokens
from hundred_app.core.text import seen

LONGEST_QUERY = 200
MOST_TERMS = 16
_SHORT = 480
"""Characters of a text that is shown whole; about eight lines."""
_BEFORE = 140
"""Characters in front of the first hit of a text that is shown in part."""

_QUOTES = '"“”„‟″'


@dataclass(frozen=True)
class Term:
    """One thing to look for: words side by side, or a sign as it stands.

    Attributes:
        text: as it was typed, without quotes.
        words: folded, see `tokens`; none for what is looked for as it stands, anywhere.
        is_open: whether the last word may go on.
        is_unwanted: whether a text that has it is left out.
    """

    text: str
    words: tuple[str, ...] = ()
    is_open: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True)
class Query:
    """What somebody typed, and what it asks for; nothing when it has no word and no sign."""

    text: str
    terms: tuple[Term, ...]

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_unwanted]


@dataclass(frozen=True)
class Part:
    """A piece of a text: a hit, or what stands between hits."""

    text: str
    is_hit: bool


def parse_query(typed: str) -> Query:
    """Understand what was typed. Any text is a query; the worst that it can be is an empty one.

    All of the words are asked for, and the last of those may go on. "Words in quotes" stand side
    by side, and what has a minus in front must not be there. Scripts that put no spaces between
    words, and signs such as 🎻, are looked for as they stand.
    """
    text = " ".join(seen(typed).split())[:LONGEST_QUERY].strip()
    pieces = list(_pieces(text))
    last = next((piece for piece in reversed(pieces) if not piece.is_unwanted), None)
    terms = [
        term
        for piece in pieces
        if (term := _term(piece, is_open=piece is last and not piece.is_closed)) is not None
    ]
    return Query(text, tuple(terms[:MOST_TERMS]))


def matches(query: Query, text: str) -> bool:
    """Whether a text has all that is wanted and nothing that is unwanted."""
    words = tokens(text)
    return all(any(_places(term, text, words)) != term.is_unwanted for term in query.terms)


def parts(query: Query, text: str) -> list[Part]:
    """A text in pieces that together are the text, with every hit as a piece of its own."""
    words = tokens(text)
    hits = sorted(place for term in query.wanted for place in _places(term, text, words))
    found: list[Part] = []
    at = 0
    for start, end in _joined(hits):
        if start > at:
            found.append(Part(text[at:start], is_hit=False))
        found.append(Part(text[start:end], is_hit=True))
        at = end
    if at < len(text):
        found.append(Part(text[at:], is_hit=False))
    return found


def places(pieces: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """Where the hits stand in the text that the pieces make."""
    at = 0
    for piece in pieces:
        if piece.is_hit:
            yield at, at + len(piece.text)
        at += len(piece.text)


def excerpt(whole: Sequence[Part]) -> list[Part]:
    """The surroundings of the first hit of a long text; nothing for a short one."""
    length = sum(len(part.text) for part in whole)
    first = next((number for number, part in enumerate(whole) if part.is_hit), None)
    if length <= _SHORT or first is None:
        return []
    before = "".join(part.text for part in whole[:first])
    head = before if len(before) <= _BEFORE else "… " + _after_a_word(before[-_BEFORE:])
    room = _SHORT - len(head)
    found = [Part(head, is_hit=False)] if head else []
    for part in whole[first:]:
        if len(part.text) > room:
            if not part.is_hit:
                found.append(Part(_up_to_a_word(part.text[:room]) + " …", is_hit=False))
            break
        found.append(part)
        room -= len(part.text)
    return found


@dataclass(frozen=True)
class _Piece:
    text: str
    is_unwanted: bool
    is_closed: bool


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        is_unwanted = text[at] == "-"
        at += is_unwanted
        is_quoted = at < len(text) and text[at] in _QUOTES
        at += is_quoted
        start = at
        while at < len(text) and not (text[at] in _QUOTES if is_quoted else text[at].isspace()):
            at += 1
        is_closed = is_quoted and at < len(text)
        yield _Piece(text[start:at], is_unwanted, is_closed)
        at += is_closed


def _term(piece: _Piece, *, is_open: bool) -> Term | None:
    text = piece.text.strip()
    words = tuple(token.word for token in tokens(text))
    if not words or any(
        is_indexed(sign) or sign.isalpha() for sign in text if not is_lettered(sign)
    ):
        # Punctuation alone is on its way to becoming something.
        is_something = any(unicodedata.category(sign)[0] in "LNS" for sign in text)
        return Term(text, is_unwanted=piece.is_unwanted) if is_something else None
    return Term(text, words, is_open, piece.is_unwanted)


def _places(term: Term, text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a term stands, each time as the first character and the one behind the last."""
    if not term.words:
        yield from _signs(plain(term.text), plain(text))
        return
    count = len(term.words)
    for at in range(len(words) - count + 1):
        run = [token.word for token in words[at : at + count]]
        if term.is_open and run[-1].startswith(term.words[-1]):
            run[-1] = term.words[-1]
        if tuple(run) == term.words:
            yield words[at].start, words[at + count - 1].end


def _signs(sign: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(sign)
    while at >= 0:
        yield at, at + len(sign)
        at = text.find(sign, at + len(sign))


def _joined(hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without overlaps, in order."""
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _after_a_word(text: str) -> str:
    _, space, rest = text.partition(" ")
    return rest if space else text


def _up_to_a_word(text: str) -> str:
    head, space, _ = text.rpartition(" ")
    return head if space else text

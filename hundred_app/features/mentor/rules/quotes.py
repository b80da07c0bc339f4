"""An answer taken apart: its paragraphs, its quotes, and which of them somebody wrote."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hundred_app.core.text import seen

LONGEST_ANSWER = 8_000
SHORTEST_QUOTE = 6
"""Letters and digits; less than that is a word in quotation marks, and shows nothing."""

MOST_GAPS = 2
MOST_QUOTES = 60
"""Of one answer; whatever else it has in quotation marks is not looked for."""

NOWHERE = -1

Kind = Literal["words", "quote", "unfound"]
Standing = Literal["shown", "partly", "bare"]

_QUOTE = re.compile(r"[“”\"„«»]([^“”\"„«»\n]{2,2000})[“”\"«»](?:\s{0,2}\[[0-9]{1,4}\])?")
_NUMBER = re.compile(r"[ \t]?\[[0-9]{1,4}\]")
_SIGNS = re.compile(r"\*\*|^[ \t]*#{1,6}[ \t]+|^[ \t]*[-*][ \t]+", re.MULTILINE)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")
_UNCOMPARED = ("So", "Cf", "Mn", "Me", "Co", "Cn")
"""Signs that are left out when texts are compared, and that can be seen, or turn others round."""

Known = tuple[str, str]
"""An entry as it is compared, and as it is."""

_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")
_THOUGHTS, _THOUGHT = "<think>", "</think>"
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph.

    Attributes:
        kind: words of the model; a "quote" that is in an entry; or one that is "unfound".
        entry: where the quote is, as the place of the entry; NOWHERE for all else.
    """

    text: str
    kind: Kind = "words"
    entry: int = NOWHERE


@dataclass(frozen=True)
class Paragraph:
    """One claim. It is "shown" when it has a quote and each of its quotes is somebody's own,
    "partly" when one is not, and "bare" when it has none at all."""

    parts: tuple[Part, ...]
    standing: Standing


def cleaned(answer: str) -> str:
    """An answer as it is shown and kept: trimmed, without what models think aloud first."""
    text = _without_thoughts(answer)
    return text if len(text) <= LONGEST_ANSWER else f"{text[:LONGEST_ANSWER].rstrip()} …"


def is_long_enough(answer: str) -> bool:
    """Whether nothing more of an answer would be shown."""
    return len(_without_thoughts(answer)) > LONGEST_ANSWER


def _without_thoughts(answer: str) -> str:
    """By searches that look at each letter once: an answer may be a megabyte of spaces."""
    said = answer.strip()
    if said.startswith(_THOUGHTS):
        said = said.partition(_THOUGHT)[2].strip()
    # A few more than are shown, as signs are taken out of them.
    return _SIGNS.sub("", seen(said[: 2 * LONGEST_ANSWER])).strip()


def paragraphs(answer: str, entries: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of an answer, with each quote looked for in the entries."""
    known = [(_plain(entry), entry) for entry in entries]
    found: list[Paragraph] = []
    left = MOST_QUOTES
    for text in filter(None, map(str.strip, _PARAGRAPH.split(answer))):
        found.append(_paragraph(text, known if left > 0 else ()))
        left -= sum(part.kind != "words" for part in found[-1].parts)
    return found


def _paragraph(text: str, known: Sequence[Known]) -> Paragraph:
    parts: list[Part] = []
    end = 0
    for found in _QUOTE.finditer(text):
        part = _quote(found[1], known)
        if part is not None:
            parts += [*_words(text[end : found.start()]), part]
            end = found.end()
    parts += _words(text[end:])
    return Paragraph(tuple(parts), _standing(parts))


def _words(text: str) -> list[Part]:
    # The numbers are those of what was sent, and say nothing to anybody later.
    told = _NUMBER.sub("", text)
    return [Part(told)] if told else []


def _quote(quoted: str, known: Sequence[Known]) -> Part | None:
    """The quote and where it is; None for what is too short to be one."""
    pieces = [plain for piece in _GAP.split(quoted) if (plain := _plain(piece))]
    if sum(map(_letters, pieces)) < SHORTEST_QUOTE:
        return None
    # Of scraps, anything can be put together.
    is_scraps = len(pieces) > MOST_GAPS + 1 or min(map(_letters, pieces)) < SHORTEST_QUOTE
    if not is_scraps:
        signs = {sign for sign in quoted if unicodedata.category(sign) in _UNCOMPARED}
        for place, (plain, entry) in enumerate(known):
            if _holds(plain, pieces) and all(sign in entry for sign in signs):
                return Part(quoted.strip(), "quote", place)
    return Part(quoted.strip(), "unfound")


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _holds(entry: str, pieces: Sequence[str]) -> bool:
    """Whether an entry has all pieces, in whole words and one after the other."""
    at = 0
    for piece in pieces:
        begins = entry.find(piece, at)
        while begins >= 0 and not _is_whole(entry, begins, begins + len(piece)):
            begins = entry.find(piece, begins + 1)
        if begins < 0:
            return False
        at = begins + len(piece)
    return True


def _is_whole(entry: str, begins: int, ends: int) -> bool:
    """Whether no word is cut: "I think I can" is not what somebody wrote who can't."""
    return not (
        _are_one_word(entry[begins - 1 : begins], entry[begins])
        or _are_one_word(entry[ends - 1], entry[ends : ends + 1])
    )


def _are_one_word(one: str, next_one: str) -> bool:
    # Where words are written without spaces, any letter may end one.
    return one.isalnum() and next_one.isalnum() and not (_UNSPACED.match(one + next_one))


def _plain(text: str) -> str:
    """Letters and digits with single spaces, without case: how they were set is no lie."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # An apostrophe or a hyphen inside a word joins it, in whichever way it is typed.
    joined = re.sub(r"(?<=\w)['’ʼ‐‑-](?=\w)", "", folded)
    return " ".join(re.sub(r"[\W_]+", " ", joined).split())


def _standing(parts: Sequence[Part]) -> Standing:
    kinds = {part.kind for part in parts}
    if "unfound" in kinds:
        return "partly"
    return "shown" if "quote" in kinds else "bare"

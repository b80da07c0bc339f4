"""Which letters a printed page can show, and in which direction a text runs."""

import re
import unicodedata
from bisect import bisect_right

MISSING = "□"
"""What stands in a PDF for a letter that its fonts lack."""

_LONGEST_WORD, _PIECE = 32, 8
_MAY_BREAK = "\u200b"
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD},}}")

# What the fonts of the typesetter have in every style that is used; a test sets all of it as
# PDF/A, where a letter without a shape is an error. Left out are scattered signs.
_RANGES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x1C3), (0x1CD, 0x1DD), (0x1DF, 0x1E3), (0x1E6, 0x1EF),
    (0x1F4, 0x1F6), (0x1FC, 0x21F), (0x224, 0x241), (0x250, 0x2E9), (0x374, 0x377),
    (0x37A, 0x37F), (0x384, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x3D0, 0x3E1),
    (0x3F0, 0x45F), (0x490, 0x49B), (0x4A2, 0x4A5), (0x4AA, 0x4B3), (0x4C0, 0x4C4),
    (0x4CF, 0x4F9), (0x51A, 0x51D), (0x531, 0x556), (0x559, 0x55F), (0x561, 0x587),
    (0x5B0, 0x5C3), (0x5D0, 0x5EA), (0x5F0, 0x5F4), (0x10D0, 0x10FC), (0x1E00, 0x1E9B),
    (0x1E9E, 0x1EF9), (0x1F00, 0x1F15), (0x1F20, 0x1F45), (0x1F50, 0x1F57), (0x1F5F, 0x1F7D),
    (0x1F80, 0x1FB4), (0x1FB6, 0x1FC4), (0x1FC6, 0x1FD3), (0x2000, 0x200A), (0x2010, 0x2027),
    (0x202F, 0x2037), (0x2039, 0x203F), (0x2044, 0x204B), (0x2070, 0x2071), (0x2074, 0x208E),
    (0x2090, 0x209C), (0x20A0, 0x20B5), (0x20B8, 0x20BA), (0x20BD, 0x20BD), (0x20BF, 0x20BF),
    (0x2100, 0x2103), (0x2113, 0x2113), (0x2115, 0x2117), (0x2122, 0x2122), (0x2126, 0x2127),
    (0x2153, 0x2184), (0x2190, 0x2220), (0x2223, 0x222D), (0x2234, 0x223D), (0x2241, 0x226B),
    (0x226D, 0x228B), (0x228D, 0x22A5), (0x2500, 0x2600), (0x2638, 0x2653), (0x2660, 0x2667),
)  # fmt: skip
_STARTS = tuple(first for first, _ in _RANGES)
_KNOWN = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _RANGES)
_OTHER = re.compile(f"[^\n{_KNOWN}]")
_MOST_MARKS = 16
_JOINER = "\u200d"
_SKIN = ("\U0001f3fb", "\U0001f3ff")


def has(letter: str) -> bool:
    """Whether a letter is surely in the fonts of the page."""
    at = bisect_right(_STARTS, ord(letter)) - 1
    return at >= 0 and ord(letter) <= _RANGES[at][1]


def letters() -> str:
    """Every letter that a page can show."""
    return "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))


def shown(text: str) -> tuple[str, int]:
    """A text as a page can show it, and how many of its signs are not.

    A letter goes with its marks: what is an accent, a tone or half of an emoji is one sign with
    it, and one □ stands for all of it.
    """
    if not _OTHER.search(text):
        return _broken(text), 0
    done: list[str] = []
    missing = 0
    for sign in _signs(text):
        # By the sign, since normalizing a long row of marks takes the square of the time.
        whole = unicodedata.normalize("NFC", sign) if len(sign) <= _MOST_MARKS else ""
        if whole and all(letter in "\n\t" or has(letter) for letter in whole):
            done.append(whole.replace("\t", " "))
        else:
            done.append(MISSING)
            missing += 1
    return _broken("".join(done)), missing


def is_from_right(text: str) -> bool:
    """Whether a text runs from right to left: by the first of its letters that runs anywhere."""
    for sign in text:
        side = unicodedata.bidirectional(sign)
        if side in ("R", "AL", "L"):
            return side != "L"
    return False


def _signs(text: str) -> list[str]:
    """What a reader takes for one letter each; what nobody sees is left out."""
    found: list[str] = []
    is_joined = False
    for letter in text:
        kind = unicodedata.category(letter)
        goes_on = kind in ("Mn", "Mc", "Me") or _SKIN[0] <= letter <= _SKIN[1]
        if kind == "Cf" or (kind == "Cc" and letter not in "\n\t"):
            is_joined = letter == _JOINER
            continue
        if found and (goes_on or is_joined) and found[-1] not in ("\n", "\t", " "):
            found[-1] += letter
        else:
            found.append(letter)
        is_joined = False
    return found


def _broken(text: str) -> str:
    """A text whose endless words may break, so that none runs off the page."""
    return _ENDLESS.sub(lambda found: _in_pieces(found[0]), text)


def _in_pieces(word: str) -> str:
    return _MAY_BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))

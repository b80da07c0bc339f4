"""Our own two fonts: how wide words are in them, and where a line must end."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# Pillow is imported only to draw: importing it is a tenth of a start.

SERIF, SANS = "source-serif-4", "inter"
_WEIGHTS: dict[str, list[float]] = {SERIF: [480, 60], SANS: [400]}
_PARTS = ("latin", "latin-west", "latin-ext")
_ANY_SIZE = 16
_UNKNOWN = "\uffff"
ELLIPSIS = "…"


def is_ours(text: str) -> bool:
    """Whether our fonts surely have all of a text: Latin letters, and signs that go with them."""
    return all(letter < "\u0180" or "\u2010" <= letter <= "\u2026" for letter in text)


@lru_cache(maxsize=32)
def fonts(folder: Path, family: str, size: int) -> tuple["FreeTypeFont", ...]:
    """The files of a family, the one for most letters first."""
    from PIL import ImageFont

    found: list[FreeTypeFont] = []
    for part in _PARTS:
        font = ImageFont.truetype(folder / f"{family}-{part}.woff2", size)
        font.set_variation_by_axes(_WEIGHTS[family])
        found.append(font)
    return tuple(found)


@lru_cache(maxsize=8192)
def font_of(folder: Path, family: str, size: int, letter: str) -> "FreeTypeFont | None":
    """The font that has this letter; None when neither of ours does."""
    for font in fonts(folder, family, size):
        if letter.isspace() or _drawn(font, letter) != _drawn(font, _UNKNOWN):
            return font
    return None


def files(folder: Path, family: str, text: str) -> list[str]:
    """The names of the files that a text needs, the one for most letters always and last."""
    parts = fonts(folder, family, _ANY_SIZE)
    needed = {font_of(folder, family, _ANY_SIZE, letter) for letter in text}
    names = zip(_PARTS, parts, strict=True)
    used = [name for name, font in names if name == _PARTS[0] or font in needed]
    return [f"{family}-{name}.woff2" for name in reversed(used)]


def _drawn(font: "FreeTypeFont", letter: str) -> bytes:
    from PIL import Image, ImageDraw

    left, top, right, bottom = (round(side) for side in font.getbbox(letter))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), letter, 255, font)
    return image.tobytes()


def runs(folder: Path, family: str, size: int, text: str) -> list[tuple["FreeTypeFont", str]]:
    """The text in pieces of one font each; letters that no font of ours has are left out."""
    pieces: list[tuple[FreeTypeFont, str]] = []
    for letter in text:
        font = font_of(folder, family, size, letter)
        if font is None:
            continue
        if pieces and pieces[-1][0] is font:
            pieces[-1] = (font, pieces[-1][1] + letter)
        else:
            pieces.append((font, letter))
    return pieces


def width(folder: Path, family: str, size: int, text: str) -> float:
    """How wide a text is. A letter that is not in our fonts counts as a wide one."""
    drawn = sum(font.getlength(piece) for font, piece in runs(folder, family, size, text))
    foreign = sum(
        font_of(folder, family, size, letter) is None and not unicodedata.combining(letter)
        for letter in text
    )
    return drawn + foreign * size


def lines(folder: Path, text: str, size: int, widest: int, most: int) -> list[str]:
    """A text in `most` lines of the serif at the most; what is left over ends in an ellipsis."""

    def fits(line: str) -> bool:
        return width(folder, SERIF, size, line) <= widest

    done = _broken(text.split(), fits)
    if len(done) <= most:
        return done
    last = done[most - 1]
    while last and not fits(last + ELLIPSIS):
        last = last[:-1]
    return [*done[: most - 1], last.rstrip() + ELLIPSIS]


def _broken(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    """The words in lines; one that is too long for a line goes on in the next."""
    done: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if fits(longer):
            line = longer
            continue
        done.append(line)
        line = word
        while not fits(line):
            head = _head(line, fits)
            done.append(head)
            line = line[len(head) :]
    return [line for line in [*done, line] if line]


def _head(word: str, fits: Callable[[str], bool]) -> str:
    """As much of a word as fits on a line, and one letter at least."""
    end = 1
    while end < len(word) and fits(word[: end + 1]):
        end += 1
    return word[:end]

"""The fonts in their files: what the interface says is in the first, and nothing is in two."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from hundred_app.features.commitments.figures import lettering

ASSETS = Path(__file__).parents[2] / "assets"
LOCALES = Path(__file__).parents[2] / "hundred_app" / "locale"
SIGNS = "½¼×÷–—“”‘’…·«»ºª°€−′″"
FAMILIES = {
    lettering.SERIF: "Source Serif 4 Variable",
    lettering.SANS: "Inter Variable",
}


def letters(ranges: str) -> set[int]:
    """The numbers of "U+0020-007E, U+00A0"."""
    found = set[int]()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def faces(family: str) -> dict[str, set[int]]:
    """The upright files of a family, each with the letters for which it is asked."""
    sheet = (ASSETS / "styles" / "base.css").read_text("utf-8")
    held: list[str] = re.findall(r"@font-face \{(.*?)\}", sheet, re.DOTALL)
    mine = [face for face in held if family in face and "italic" not in face]
    return {
        re.findall(r"/fonts/([\w-]+)\.woff2", face)[0]: letters(
            re.findall(r"unicode-range: (.*?);", face)[0]
        )
        for face in mine
    }


def said() -> Iterator[str]:
    """Every sentence of the interface, in every language."""
    for file in LOCALES.rglob("*.po"):
        with file.open("rb") as catalogue:
            for message in read_po(catalogue):
                for text in (message.id, message.string):
                    yield from [text] if isinstance(text, str) else text or []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_first_file_has_all_that_the_interface_says(family: str) -> None:
    wanted = {letter for text in said() for letter in text if letter.isprintable()} | set(SIGNS)
    asked = faces(FAMILIES[family])[f"{family}-latin"]
    # Of two keys of a keyboard, and the squares of the title, the system draws the picture.
    assert {letter for letter in wanted if ord(letter) not in asked} <= set("⌘→□")
    first = lettering.fonts(ASSETS / "fonts", family, 16)[0]
    for letter in wanted:
        if ord(letter) in asked and not letter.isspace():
            assert lettering.font_of(ASSETS / "fonts", family, 16, letter) is first, letter


@pytest.mark.parametrize("family", FAMILIES)
def test_no_letter_is_asked_of_two_files(family: str) -> None:
    held = faces(FAMILIES[family])
    assert set(held) == {f"{family}-{part}" for part in ("latin", "latin-west", "latin-ext")}
    for (one, its), (other, others) in combinations(held.items(), 2):
        # The dagger lies in a range of signs of the one, and only the other has it.
        assert its & others <= {0x2020}, (one, other)


def test_a_picture_has_the_files_that_its_letters_need_and_no_more() -> None:
    def of(text: str) -> list[str]:
        return lettering.files(ASSETS / "fonts", lettering.SERIF, text)

    assert of("Violão") == ["source-serif-4-latin.woff2"]
    assert of("Små") == ["source-serif-4-latin-west.woff2", "source-serif-4-latin.woff2"]
    assert of("łø")[0] == "source-serif-4-latin-ext.woff2"
    assert of("日本") == ["source-serif-4-latin.woff2"]

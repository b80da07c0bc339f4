"""The picture that people hand around: what it shows, in which colours, and of whose."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.figures import lettering
from hundred_app.features.commitments.figures.picture import (
    CELL,
    COLUMN,
    DARK,
    LIGHT,
    SEATS,
    TITLE_LINES,
    TITLE_SIZE,
    Mark,
    Picture,
    colours,
    place,
)
from hundred_app.features.commitments.service import pictures

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets" / "fonts"
MARKS = (Mark(25, "written"), Mark(50, "due"), Mark(75, "to come"), Mark(100, "to come"))
STEPS = {
    "page": "neutral-1",
    "text": "neutral-12",
    "soft": "neutral-11",
    "empty": "neutral-3",
    "control": "neutral-8",
}


def shown(title: str = "Cello", *, full: int = 47, part: float = 0.3, before: int = 3) -> Picture:
    return Picture(
        title, "47 h 20", "of 100 hours", full, part, before, MARKS, colours("pine", dark=False)
    )


def test_its_colours_are_those_of_the_tokens() -> None:
    text = (ROOT / "assets" / "styles" / "tokens.css").read_text("utf-8")
    tokens = dict(re.findall(r"--([a-z]+-\d+): (light-dark\(#\w+, #\w+\))", text))

    def token(name: str, number: int) -> str:
        return re.findall(r"#\w+", tokens[name])[number]

    for number, (neutrals, seats) in enumerate(((LIGHT, "light"), (DARK, "dark"))):
        assert neutrals == {name: token(step, number) for name, step in STEPS.items()}
        for seat, pair in SEATS[seats].items():
            assert pair == (token(f"{seat}-9", number), token(f"{seat}-6", number))


def colour(image: Image.Image, x: int, y: int) -> str:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def test_the_png_has_each_square_in_its_colour() -> None:
    picture = shown()
    image = Image.open(io.BytesIO(pictures.drawn(picture, "png", FONTS)))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    found = picture.colours
    for number in range(1, 101):
        x, y = place(number)
        # Beside the middle, where a milestone may be; the part of square 48 is twelve high.
        wanted = found.before if number <= 3 else found.full if number <= 48 else found.empty
        assert colour(image, x + 8, y + CELL - 6) == wanted, number
    x, y = place(48)
    assert colour(image, x + 8, y + CELL - 14) == found.empty
    x, y = place(25)
    assert colour(image, x + 20, y + 20) == found.page
    # Something is written where the name and the hours stand, and nothing at the edges.
    assert image.crop((0, 0, 87, 630)).getcolors() == [(87 * 630, (250, 247, 240))]
    assert len(image.crop((88, 88, 586, 160)).getcolors(10_000) or []) > 10


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("<script>alert(1)</script> & \"x\" 'y'", id="markup"),
        pytest.param("]]>&#0;", id="entities"),
        pytest.param("\u05e2\u05d1\u05e8\u05d9\u05ea 3 \u202e abc", id="right to left"),
        pytest.param("\U0001f3bb\u200d\U0001f468\u200d\U0001f469", id="emoji"),
        pytest.param("W" * 100, id="one long word"),
        pytest.param("\u5f13" * 100, id="no letter of ours"),
    ],
)
def test_whatever_a_title_is_it_stays_words(title: str) -> None:
    picture = shown(title)
    root = ElementTree.fromstring(pictures.drawn(picture, "svg", FONTS))  # noqa: S314
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "style", "rect", "clipPath", "text", "circle"}
    assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)
    assert root.attrib["aria-label"].startswith(title)
    lines = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")][:-2]
    assert 1 <= len(lines) <= TITLE_LINES
    assert all(line[0] == "\u2068" and line[-1] == "\u2069" for line in lines)
    assert Image.open(io.BytesIO(pictures.drawn(picture, "png", FONTS))).size == (1200, 630)


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=100).map(lambda it: it.strip()))
def test_a_title_is_cut_at_its_end_alone(title: str) -> None:
    lines = lettering.lines(FONTS, title, TITLE_SIZE, COLUMN, TITLE_LINES)
    assert len(lines) <= TITLE_LINES
    for line in lines:
        wide = lettering.width(FONTS, lettering.SERIF, TITLE_SIZE, line)
        assert wide <= COLUMN or len(line) <= 2
    told = "".join("".join(lines).removesuffix(lettering.ELLIPSIS).split())
    assert "".join(title.split()).startswith(told)


@pytest.mark.parametrize(
    ("title", "is_ours"),
    [
        pytest.param("Œuvre d’été, naïf – ÿ ł š", True, id="latin"),
        pytest.param("Скрипка", False, id="cyrillic"),
        pytest.param("Βιολί", False, id="greek"),
        pytest.param("שחמט", False, id="hebrew"),
        pytest.param("日本語", False, id="cjk"),
        pytest.param("Cello 🎻", False, id="emoji"),
    ],
)
def test_what_our_fonts_have_is_known_from_the_letters(title: str, is_ours: bool) -> None:
    """Where it says yes, no letter of the PNG is left out."""
    assert lettering.is_ours(title) is is_ours
    if is_ours:
        drawn = lettering.runs(FONTS, lettering.SERIF, TITLE_SIZE, title)
        assert "".join(piece for _, piece in drawn) == title


def test_it_is_of_the_commitments_own_numbers(alice: Work, mallory: Work) -> None:
    cello = make.commit(alice, "Cello", before=2)
    make.give(alice, cello, 25 * 60)
    make.write(alice, cello, 25)
    picture = pictures.picture(alice, cello, dark=True)
    assert (picture.title, picture.full, picture.before) == ("Cello", 27, 2)
    assert picture.hours == "27\u00a0h"
    assert picture.marks[0] == Mark(25, "written")
    assert picture.colours == colours("clay", dark=True)
    assert pictures.has_our_letters(alice, cello)
    with pytest.raises(NotFound):
        pictures.picture(mallory, cello, dark=True)
    with pytest.raises(NotFound):
        pictures.has_our_letters(mallory, cello)

"""The picture as SVG, with its fonts inside, so that it looks the same wherever it is opened."""

import base64
import html
from collections.abc import Iterator
from pathlib import Path

from hundred_app.features.commitments.figures import lettering
from hundred_app.features.commitments.figures.picture import (
    CELL,
    COLUMN,
    DOT,
    HEIGHT,
    MARGIN,
    RADIUS,
    RING,
    SIDE,
    TITLE_LINE,
    TITLE_LINES,
    TITLE_SIZE,
    WIDTH,
    Picture,
    Square,
    place,
    squares,
)  # fmt: skip

_FIRST_STRONG, _POP = "\u2068", "\u2069"


def svg(picture: Picture, folder: Path) -> str:
    """`folder` has the fonts."""
    colours = picture.colours
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.page}"/>',
        *_words(picture, folder),
        *(part for square in squares(picture) for part in _square(picture, square)),
        *_marks(picture),
    ]
    label = html.escape(f"{picture.title}, {picture.hours} {picture.of_goal}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{label}">'
        f"<style>{_faces(picture, folder)}</style>"
        f'<clipPath id="column"><rect x="0" width="{MARGIN + COLUMN + 16}" height="{HEIGHT}"/>'
        f"</clipPath>{''.join(parts)}</svg>"
    )


def _faces(picture: Picture, folder: Path) -> str:
    serif = lettering.files(folder, lettering.SERIF, picture.title + picture.hours)
    sans = lettering.files(folder, lettering.SANS, picture.of_goal)
    return "".join(
        f'@font-face{{font-family:"{name}";font-weight:400 600;src:url(data:font/woff2;base64,'
        f'{base64.b64encode((folder / file).read_bytes()).decode()}) format("woff2")}}'
        # Of two with a letter, a browser takes the later one.
        for name, files in (("Hundred Serif", serif), ("Hundred Sans", sans))
        for file in files
    )


def _words(picture: Picture, folder: Path) -> Iterator[str]:
    colours = picture.colours
    title = lettering.lines(folder, picture.title, TITLE_SIZE, COLUMN, TITLE_LINES)
    for number, line in enumerate(title):
        # Each line finds its own direction, and begins at the left like everything else here.
        said = html.escape(f"{_FIRST_STRONG}{line}{_POP}")
        yield (
            f'<text clip-path="url(#column)" x="{MARGIN}" y="{MARGIN + 44 + number * TITLE_LINE}" '
            f'font-family="Hundred Serif, Georgia, serif" font-size="{TITLE_SIZE}" '
            f'font-weight="480" fill="{colours.text}">{said}</text>'
        )
    bottom = MARGIN + SIDE
    yield (
        f'<text x="{MARGIN - 3}" y="{bottom - 44}" font-family="Hundred Serif, Georgia, serif" '
        f'font-size="88" font-weight="480" letter-spacing="-2" fill="{colours.text}">'
        f"{html.escape(picture.hours)}</text>"
    )
    yield (
        f'<text x="{MARGIN}" y="{bottom}" font-family="Hundred Sans, Arial, sans-serif" '
        f'font-size="26" fill="{colours.soft}">{html.escape(picture.of_goal)}</text>'
    )


def _square(picture: Picture, square: Square) -> Iterator[str]:
    colours = picture.colours
    at = f'x="{square.x}" width="{CELL}" rx="{RADIUS}"'
    if square.number <= picture.before:
        yield (
            f'<rect x="{square.x + 0.5}" y="{square.y + 0.5}" width="{CELL - 1}" '
            f'height="{CELL - 1}" rx="{RADIUS}" fill="{colours.before}" stroke="{colours.full}"/>'
        )
    elif square.height == CELL:
        yield f'<rect {at} y="{square.y}" height="{CELL}" fill="{colours.full}"/>'
    else:
        yield f'<rect {at} y="{square.y}" height="{CELL}" fill="{colours.empty}"/>'
        if square.height:
            name = f"part{square.number}"
            top = square.y + CELL - square.height
            yield (
                f'<clipPath id="{name}"><rect x="{square.x}" y="{top}" width="{CELL}" '
                f'height="{square.height}"/></clipPath>'
                f'<rect {at} y="{square.y}" height="{CELL}" fill="{colours.full}" '
                f'clip-path="url(#{name})"/>'
            )


def _marks(picture: Picture) -> Iterator[str]:
    colours = picture.colours
    for mark in picture.marks:
        x, y = place(mark.square)
        at = f'cx="{x + CELL / 2}" cy="{y + CELL / 2}"'
        if mark.standing == "written":
            yield f'<circle {at} r="{DOT}" fill="{colours.page}"/>'
        else:
            is_due = mark.standing == "due"
            stroke = colours.page if is_due else colours.control
            yield (
                f'<circle {at} r="{DOT - RING / 4}" fill="none" stroke="{stroke}" '
                f'stroke-width="{RING if is_due else RING * 0.75}"/>'
            )

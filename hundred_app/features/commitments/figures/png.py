"""The picture as PNG, drawn without a browser."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

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

FINER = 4
"""Squares are drawn so many times as large and then made smaller: that smooths their corners."""


def png(picture: Picture, folder: Path) -> bytes:
    """`folder` has the fonts. Letters of a title that are in neither of them are left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), picture.colours.page)
    corner = (WIDTH - MARGIN - SIDE, MARGIN)
    image.paste(_grid(picture), corner)
    _words(ImageDraw.Draw(image), picture, folder)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _grid(picture: Picture) -> Image.Image:
    grid = Image.new("RGB", (SIDE * FINER, SIDE * FINER), picture.colours.page)
    for square in squares(picture):
        _square(grid, picture, square)
    draw = ImageDraw.Draw(grid)
    for mark in picture.marks:
        _mark(draw, picture, *_inside(*place(mark.square)), mark.standing)
    return grid.reduce(FINER)


def _inside(x: int, y: int) -> tuple[int, int]:
    """A place of the picture as a place of the grid, in its finer measure."""
    return (x - (WIDTH - MARGIN - SIDE)) * FINER, (y - MARGIN) * FINER


def _square(grid: Image.Image, picture: Picture, square: Square) -> None:
    colours = picture.colours
    x, y = _inside(square.x, square.y)
    side, radius = CELL * FINER, RADIUS * FINER
    draw = ImageDraw.Draw(grid)
    box = (x, y, x + side - 1, y + side - 1)
    if square.number <= picture.before:
        draw.rounded_rectangle(box, radius, colours.before, colours.full, FINER)
        return
    draw.rounded_rectangle(box, radius, colours.empty)
    if square.height:
        mask = Image.new("L", (side, side))
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, side - 1, side - 1), radius, 255)
        mask.paste(0, (0, 0, side, side - round(square.height * FINER)))
        grid.paste(colours.full, (x, y), mask)


def _mark(draw: ImageDraw.ImageDraw, picture: Picture, x: int, y: int, standing: str) -> None:
    colours = picture.colours
    middle = (x + CELL * FINER / 2, y + CELL * FINER / 2)
    if standing == "written":
        draw.circle(middle, DOT * FINER, colours.page)
    elif standing == "due":
        draw.circle(middle, DOT * FINER, None, colours.page, RING * FINER)
    else:
        draw.circle(middle, DOT * FINER, None, colours.control, round(RING * 0.75 * FINER))


def _words(draw: ImageDraw.ImageDraw, picture: Picture, folder: Path) -> None:
    colours = picture.colours
    title = lettering.lines(folder, picture.title, TITLE_SIZE, COLUMN, TITLE_LINES)
    for number, line in enumerate(title):
        at = (MARGIN, MARGIN + 44 + number * TITLE_LINE)
        _line(draw, at, line, folder, lettering.SERIF, TITLE_SIZE, colours.text)
    bottom = MARGIN + SIDE
    _line(draw, (MARGIN - 3, bottom - 44), picture.hours, folder, lettering.SERIF, 88, colours.text)
    _line(draw, (MARGIN, bottom), picture.of_goal, folder, lettering.SANS, 26, colours.soft)


def _line(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    folder: Path,
    family: str,
    size: int,
    colour: str,
) -> None:
    x, y = at
    for font, piece in lettering.runs(folder, family, size, text):
        draw.text((x, y), piece, colour, font, anchor="ls")
        x += font.getlength(piece)

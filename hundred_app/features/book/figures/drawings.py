"""The drawings of a book as SVG: numbers and our own words alone, and nothing that is fetched."""

from collections.abc import Iterator, Sequence

from hundred_app.features.book.rules.shapes import Year

_NS = 'xmlns="http://www.w3.org/2000/svg"'
_EMPTY, _SOFT, _RULE = "#ece5d8", "#6b6259", "#d9d0c0"
_TEXT = f'font-family="Libertinus Serif, serif" fill="{_SOFT}"'
_CELL, _SIDE = 10.0, 8.4
_SHADES = (0.0, 0.35, 0.55, 0.78, 1.0)


def grid(full: int, part: float, before: int, colour: str, earlier: str) -> str:
    """The hundred squares, as on the page of the commitment; `earlier` colours the `before`."""
    drawn: list[str] = []
    for number in range(100):
        x, y = (number % 10) * _CELL, (number // 10) * _CELL
        drawn.append(_square(x, y, _EMPTY))
        filled = 1.0 if number < full else part if number == full else 0.0
        if filled:
            high = _SIDE * filled
            drawn.append(
                f'<rect x="{x:g}" y="{y + _SIDE - high:.2f}" width="{_SIDE:g}" height="{high:.2f}"'
                f' rx="1.2" fill="{earlier if number < before else colour}"/>'
            )
    return _svg(9 * _CELL + _SIDE, 9 * _CELL + _SIDE, drawn)


def year(of: Year, months: Sequence[str], colour: str) -> str:
    """A year as columns of weeks, with the names of its months above."""
    top = 16.0
    drawn = [
        f'<text x="{week * _CELL:g}" y="10" font-size="10" {_TEXT}>{name}</text>'
        for week, name in zip(of.months, months, strict=True)
    ]
    for day in of.days:
        x, y = day.week * _CELL, top + day.place * _CELL
        drawn.append(_square(x, y, _EMPTY))
        if day.shade:
            drawn.append(_square(x, y, colour, _SHADES[day.shade]))
    # Always as wide as the longest year, so that the days of all years are of one size.
    return _svg(54 * _CELL, top + 7 * _CELL, drawn)


def line(points: Sequence[tuple[float, int]], marks: Sequence[tuple[int, str]], colour: str) -> str:
    """The hours as a line; `marks` are minutes with their names, where a thin line lies."""
    width, height, left, top = 480.0, 200.0, 40.0, 8.0
    most = max(max(total for _, total in points), 1)

    def y(minutes: int) -> float:
        return top + height * (1 - minutes / most)

    drawn = list(_marks(marks, most, left, width, y(0), height))
    path = " ".join(f"{left + width * at:.1f},{y(total):.1f}" for at, total in points)
    drawn.append(
        f'<polygon points="{left:g},{y(0):.1f} {path} {left + width:g},{y(0):.1f}"'
        f' fill="{colour}" fill-opacity="0.12"/>'
    )
    drawn.append(
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
    )
    return _svg(left + width + 4, top + height + 6, drawn)


def _marks(
    marks: Sequence[tuple[int, str]], most: int, left: float, width: float, foot: float, high: float
) -> Iterator[str]:
    for minutes, name in marks:
        if minutes > most:
            continue
        y = foot - high * minutes / most
        yield (
            f'<line x1="{left:g}" x2="{left + width:g}" y1="{y:.1f}" y2="{y:.1f}"'
            f' stroke="{_RULE}" stroke-width="0.8"/>'
        )
        yield (
            f'<text x="{left - 6:g}" y="{y + 3.5:.1f}" font-size="11" text-anchor="end" {_TEXT}>'
            f"{name}</text>"
        )


def _square(x: float, y: float, colour: str, strength: float = 1.0) -> str:
    opacity = f' fill-opacity="{strength:g}"' if strength < 1 else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_SIDE:g}" height="{_SIDE:g}" rx="1.2"'
        f' fill="{colour}"{opacity}/>'
    )


def _svg(width: float, height: float, drawn: Sequence[str]) -> str:
    return (
        f'<svg {_NS} viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">'
        f"{''.join(drawn)}</svg>"
    )

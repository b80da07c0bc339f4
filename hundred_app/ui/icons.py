"""Icons: one family (Lucide), one size, one stroke."""

import reflex as rx


def icon(name: str, size: int = 20) -> rx.Component:
    """An icon that says nothing to a screen reader: what it stands beside says it."""
    return rx.icon(name, size=size, stroke_width=1.5, aria_hidden=True)


def mark(size: int = 24) -> rx.Component:
    """The mark: four rows of squares, one fewer filled in each."""

    def squares(places: list[tuple[int, int]], name: str) -> rx.Component:
        outline = "".join(
            f"M{6 * column + 1} {6 * row}h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3"
            "a1 1 0 0 1 1-1z"
            for row, column in places
        )
        return rx.el.svg.path(d=outline, class_name=f"mark-{name}")

    rows = [
        squares([(row, column) for column in range(4 - row)], seat)
        for row, seat in enumerate(("clay", "ochre", "pine", "iris"))
    ]
    rest = squares([(row, column) for row in range(4) for column in range(4 - row, 4)], "rest")
    return rx.el.svg(*rows, rest, view_box="0 0 23 23", width=size, height=size, aria_hidden=True)


def swatch(seat: rx.Var[str] | str) -> rx.Component:
    """The small square in the colour of a seat."""
    return rx.el.span(class_name=f"swatch seat-{seat}", aria_hidden=True)

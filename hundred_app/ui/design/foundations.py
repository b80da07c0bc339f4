"""What everything is made of: colours, type, squares, and the cards that they stand on."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import reflex as rx

from hundred_app.ui.cards import free_seat, quiet_seat, still_card
from hundred_app.ui.fields import button
from hundred_app.ui.web import HundredGrid

SEATS = ("clay", "ochre", "pine", "iris")
SHOWN = ("rest", "hover", "focus", "active")
LONG = (
    "Bookbinding, paper marbling and the slow repair of what other people have thrown away, by hand"
)
RIGHT_TO_LEFT = "תרגול צ׳לו, בכל בוקר לפני העבודה"
TITLES = ("Cello", LONG, RIGHT_TO_LEFT, "Compilers")
SENTENCE = (
    "The left hand runs ahead of the bow when I am nervous. Counting out loud fixed it, and made"
    " me laugh."
)


def row(label: str, *children: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.p(label, class_name="meta"),
        rx.el.div(*children, class_name="design-row"),
    )


def colours() -> list[rx.Component]:
    def steps(name: str, numbers: Sequence[Any]) -> rx.Component:
        return row(
            name,
            *(
                rx.el.span(
                    rx.el.svg(rx.el.svg.rect(width=56, height=56, fill=f"var(--{name}-{number})")),
                    rx.el.span(str(number), class_name="meta num"),
                    class_name="design-colour",
                )
                for number in numbers
            ),
        )

    return [
        steps("neutral", range(13)),
        *(steps(seat, range(1, 13)) for seat in SEATS),
        *(
            steps(status, ("text", "wash", "line"))
            for status in ("danger", "warning", "success", "info")
        ),
    ]


def typography() -> list[rx.Component]:
    return [
        rx.el.p("Wednesday, 18 November", class_name="design-h1"),
        rx.el.h3("What do fifty hours say?"),
        rx.el.p(SENTENCE, class_name="prose"),
        rx.el.p("Body text in the sans, for what the machine says."),
        rx.el.p("Soft text explains.", class_name="soft"),
        rx.el.p("Metadata, 17:10 to 17:50, 40\u00a0min", class_name="meta num"),
        rx.el.p(rx.el.a("A link in prose", href="#content", class_name="link")),
    ]


def _squares(full: int, part: float, *, before: int = 0, written: int = 0) -> dict[str, Any]:
    """A grid, with the milestones below `full` due and those up to `written` written."""
    marks = [
        {
            "square": square,
            "standing": "written" if square <= written else "due" if square <= full else "to come",
        }
        for square in (25, 50, 75, 100)
    ]
    return {
        "full": full, "part": part, "before": before, "marks": marks,
        "label": f"{full} of a hundred squares are filled.",
    }  # fmt: skip


_STANDINGS = {
    "empty": _squares(0, 0),
    "a quarter of an hour": _squares(0, 0.25),
    "written, due and to come": _squares(61, 0.4, written=25),
    "hours from before": _squares(31, 0.5, before=12, written=25),
    "full": _squares(100, 0, written=100),
}


def grid(standing: str, size: str = "m") -> rx.Component:
    """The squares in one of the standings that are shown here."""
    return HundredGrid.create(squares=_STANDINGS[standing], size=size)


def grids() -> list[rx.Component]:
    return [
        *(
            row(
                name,
                *(
                    rx.el.div(
                        HundredGrid.create(squares=squares, size="s"), class_name=f"seat-{seat}"
                    )
                    for seat in SEATS
                ),
            )
            for name, squares in _STANDINGS.items()
        ),
        row(
            "m and l",
            *(
                rx.el.div(
                    HundredGrid.create(squares=_STANDINGS["written, due and to come"], size=size),
                    class_name=f"seat-{seat}",
                )
                for size, seat in (("m", "pine"), ("l", "iris"))
            ),
        ),
    ]


def _card(seat: str, title: str, standing: str, hours: str, status: str, **more: Any) -> Any:
    values = {
        "id": seat, "seat": seat, "title": title, "category": "Music", "hours": hours,
        "of_goal": " of 100", "status": status, "squares": _STANDINGS[standing], "is_due": "false",
    }  # fmt: skip
    return SimpleNamespace(**values | more)


def cards() -> rx.Component:
    due = {"is_due": "true"}
    return rx.el.div(
        still_card(_card("clay", "Cello", "empty", "0\u00a0h", "No hours yet")),
        still_card(
            _card("ochre", LONG, "written, due and to come", "61\u00a0h\u00a024",
                  "A synthesis is due", **due)
        ),
        still_card(
            _card("pine", RIGHT_TO_LEFT, "hours from before", "31\u00a0h\u00a030",
                  "18\u00a0h\u00a030 to the next synthesis", category="")
        ),
        still_card(
            _card("iris", "Watercolour", "full", "100\u00a0h", "A hundred hours. Well done.")
        ),
        free_seat("A free seat", "What deserves a hundred hours?", button("Choose a pursuit")),
        quiet_seat(),
        class_name="seats",
    )  # fmt: skip

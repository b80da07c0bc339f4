"""The card of a commitment, and the seat that is free."""

from typing import Any

import reflex as rx

from hundred_app.ui.icons import swatch
from hundred_app.ui.web import HundredGrid, link

_NOTHING: dict[str, Any] = {"full": 0, "part": 0, "before": 0, "marks": [], "label": ""}


def seat_card(card: Any, *, status: Any = None) -> rx.Component:
    """One commitment: its name, its squares, its hours, and one line of where it stands.

    Args:
        status: the line, when something else is to be said than the card itself does.
    """
    return link(*_inside(card, status), to=card.href, class_name=f"card seat-{card.seat}")


def still_card(card: Any, *children: rx.Component) -> rx.Component:
    """The same, without leading anywhere by itself."""
    return rx.el.div(*_inside(card), *children, class_name=f"card seat-{card.seat}")


def piece_card(card: Any, *children: rx.Component) -> rx.Component:
    """A commitment that is not running any more: no line of where it stands, but what is hung."""
    return link(
        *_inside(card)[:-1], *children, to=card.href, class_name=f"card piece seat-{card.seat}"
    )


def share_list(shares: Any, kind: Any) -> rx.Component:
    """Commitments by name and colour with a duration each: the key of a picture."""
    return rx.el.ul(
        rx.foreach(
            shares,
            lambda share: rx.el.li(
                swatch(share.seat),
                rx.el.span(share.title, class_name="name", dir="auto"),
                rx.el.span(share.duration, class_name="num"),
            ),
        ),
        class_name=kind,
    )


def _inside(card: Any, status: Any = None) -> tuple[rx.Component, ...]:
    return (
        rx.el.h3(card.title, class_name="card-title", dir="auto"),
        rx.el.p(card.category, class_name="meta card-category", dir="auto"),
        HundredGrid.create(squares=card.squares, of=card.id, size="m"),
        HundredGrid.create(squares=card.squares, of=card.id, size="s"),
        rx.el.p(card.hours, rx.el.small(card.of_goal), class_name="card-hours"),
        rx.el.p(
            card.status if status is None else status,
            class_name="card-status",
            custom_attrs={"data-due": card.is_due},
        ),
    )


def coming_card() -> rx.Component:
    """The place of a card that is being read: its size at once, empty squares a moment later."""
    return rx.el.div(
        rx.el.h3(class_name="card-title"),
        rx.el.p(class_name="meta card-category"),
        HundredGrid.create(squares=_NOTHING, size="m"),
        HundredGrid.create(squares=_NOTHING, size="s"),
        rx.el.p(class_name="card-hours"),
        rx.el.p(class_name="card-status"),
        class_name="card coming",
        aria_hidden=True,
    )


def free_seat(title: str, question: str, action: rx.Component) -> rx.Component:
    """A seat that somebody may take."""
    return rx.el.div(rx.el.h3(title), rx.el.p(question), action, class_name="seat-free")


def quiet_seat() -> rx.Component:
    """A seat that is free too, but not the one to look at."""
    return rx.el.div(class_name="seat-free quiet", aria_hidden=True)

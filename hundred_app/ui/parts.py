"""A page of sections in one column; on a phone the list of them, and each a page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from hundred_app.ui.web import PlainLink, Section


@dataclass(frozen=True)
class Part:
    """A section. `is_there` is for one that is not there for everybody, or not everywhere."""

    name: str
    label: str
    draw: Callable[[], rx.Component]
    is_there: Any = None

    def shown(self, drawn: rx.Component) -> rx.Component:
        return drawn if self.is_there is None else rx.cond(self.is_there, drawn, rx.fragment())


def in_parts(heading: str, back: str, parts: Sequence[Part]) -> rx.Component:
    """The whole page; `back` leads to the list, on a phone."""
    return rx.el.div(
        rx.el.header(rx.el.div(rx.el.h1(heading)), class_name="page-head"),
        rx.el.div(
            rx.el.nav(
                *(part.shown(_link(part)) for part in parts),
                aria_label=heading,
                class_name="settings-list",
            ),
            rx.el.div(*(part.shown(_section(part, back)) for part in parts), class_name="narrow"),
            class_name="settings",
        ),
    )


def _link(part: Part) -> rx.Component:
    return PlainLink.create(part.label, href=f"#{part.name}", class_name="settings-link")


def _section(part: Part, back: str) -> rx.Component:
    return Section.create(
        PlainLink.create(back, href="#", class_name="link settings-back"),
        rx.el.h2(part.label),
        part.draw(),
        name=part.name,
        class_name="section",
    )

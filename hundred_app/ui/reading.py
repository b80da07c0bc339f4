"""Reading back what was written: assets/ui/history.js, as components."""

from typing import Any

import reflex as rx

SEARCH = "history-search"
"""The id of the field that the key / leads to."""


def _nothing() -> list[rx.Var[str]]:
    return []


class Filters(rx.Component):
    """A form whose fields say what the address says; it follows what is typed and chosen."""

    library = "$/public/ui/history.js"
    tag = "Filters"

    label: rx.Var[str]


class Place(rx.Component):
    """Keeps how many logs are `shown` in the address, and where somebody was among them."""

    library = "$/public/ui/history.js"
    tag = "Place"

    shown: rx.Var[int]


class Written(rx.Component):
    """A text of somebody: its `blocks`, see core.prose, or the `text` itself where it has none."""

    library = "$/public/ui/prose.js"
    tag = "Written"

    text: rx.Var[str]
    blocks: rx.Var[Any]


class Prose(rx.Component):
    """A text of somebody, cut after eight lines: as `blocks`, as `text`, or in `parts` with hits.

    An `excerpt`, parts as well, stands for the whole until that is asked for.
    """

    library = "$/public/ui/history.js"
    tag = "Prose"

    text: rx.Var[str]
    blocks: rx.Var[Any]
    parts: rx.Var[Any]
    excerpt: rx.Var[Any]
    read_on: rx.Var[str]


class InPlace(rx.Component):
    """A form in the place of what it changes."""

    library = "$/public/ui/history.js"
    tag = "InPlace"

    label: rx.Var[str]
    problem: rx.Var[str]
    on_close: rx.EventHandler[_nothing]

"""What opens in the browser alone: the palette, the help sheet, and the sheet of the phone."""

from typing import Any

import reflex as rx

from hundred_app.ui.texts import t

OPEN = "hundred:palette"
OPEN_HELP = "hundred:help"

_WORDS = {
    "ctrl": t.key_ctrl,
    "then": t.key_then,
    "enter": t.key_enter,
    "escape": t.key_escape,
    "arrows": t.key_arrows,
    "home": t.key_home,
    "end": t.key_end,
}
_SECTIONS = (
    {"name": "go", "label": t.section_go},
    {"name": "do", "label": t.section_do},
    {"name": "commitments", "label": t.commitments},
    {"name": "reflections", "label": t.section_reflections},
)
_HELP_SECTIONS = (
    {"name": "go", "label": t.section_go},
    {"name": "do", "label": t.section_do},
    {"name": "write", "label": t.section_write},
    {"name": "squares", "label": t.section_squares},
)


def _nothing() -> list[rx.Var[str]]:
    return []


class Action(rx.Component):
    """One action, for as long as this stands. Its attributes are those of actions.Action."""

    library = "$/public/ui/actions.js"
    tag = "Action"

    name: rx.Var[str]
    label: rx.Var[str]
    section: rx.Var[str]
    place: rx.Var[int]
    keys: rx.Var[str]
    to: rx.Var[str]
    href: rx.Var[str]
    post: rx.Var[str]
    field: rx.Var[str]
    says: rx.Var[str]
    at: rx.Var[str]
    also: rx.Var[str]
    more: rx.Var[str]
    seat: rx.Var[str]
    is_hint: rx.Var[bool]
    on_run: rx.EventHandler[_nothing]


class _Palette(rx.Component):
    library = "$/public/ui/palette.js"
    tag = "Palette"

    label: rx.Var[str]
    hint: rx.Var[str]
    nothing: rx.Var[str]
    sections: rx.Var[Any]
    words: rx.Var[Any]
    reflections: rx.Var[Any]
    on_search: rx.EventHandler[lambda text: [text]]


class _Help(rx.Component):
    library = "$/public/ui/palette.js"
    tag = "Help"

    label: rx.Var[str]
    close_label: rx.Var[str]
    sections: rx.Var[Any]
    words: rx.Var[Any]


class Sheet(rx.Component):
    """A button of the phone's bar, and the sheet that it opens from the bottom."""

    library = "$/public/ui/sheet.js"
    tag = "Sheet"

    label: rx.Var[str]
    trigger: rx.Var[rx.Component]


class Says(rx.Component):
    """A button that opens what listens for `says` on the window, such as the help sheet."""

    library = "$/public/ui/actions.js"
    tag = "Says"

    says: rx.Var[str]


def palette(**search: Any) -> rx.Component:
    """The palette. With `on_search` and `reflections`, what it found, it searches those too."""
    return _Palette.create(
        label=t.palette,
        hint=t.palette_hint,
        nothing=t.palette_nothing,
        sections=list(_SECTIONS),
        words=_WORDS,
        **search,
    )


def help_sheet() -> rx.Component:
    return _Help.create(
        label=t.keys, close_label=t.close, sections=list(_HELP_SECTIONS), words=_WORDS
    )

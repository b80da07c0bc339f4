"""The parts of the interface that must live in the browser: assets/ui/*.js, as components."""

from typing import Any

import reflex as rx
from reflex_components_core.el.element import Element


def _value(value: rx.Var[str]) -> list[rx.Var[str]]:
    return [value]


def _nothing() -> list[rx.Var[str]]:
    return []


class Link(rx.Component):
    """A link to another page of ours, followed without loading the document anew."""

    library = "react-router"
    tag = "Link"
    alias = "PageLink"

    to: rx.Var[str]


class NativeForm(Element):
    """A form that the browser itself sends. The framework's own form never lets it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


class PlainLink(Element):
    """A link that the browser itself follows. The framework's own becomes one of the router's."""

    tag = "a"

    href: rx.Var[str]


class HundredGrid(rx.Component):
    """The hundred squares as one picture. `size` is "s", "m" or "l"."""

    library = "$/public/ui/grid.js"
    tag = "HundredGrid"

    squares: rx.Var[Any]
    size: rx.Var[str]


class HourGrid(rx.Component):
    """The hundred squares with a caption for the square that is pointed at or reached by key."""

    library = "$/public/ui/grid.js"
    tag = "HourGrid"

    squares: rx.Var[Any]
    notes: rx.Var[Any]
    free_text: rx.Var[str]
    milestone_text: rx.Var[str]
    grid_label: rx.Var[str]
    on_open: rx.EventHandler[_value]


class QuickLine(rx.Component):
    """The line to log with."""

    library = "$/public/ui/quick.js"
    tag = "QuickLine"

    draft: rx.Var[str]
    hint: rx.Var[str]
    label: rx.Var[str]
    help: rx.Var[str]
    key_help: rx.Var[str]
    preview: rx.Var[Any]
    problem: rx.Var[str]
    saved_serial: rx.Var[int]
    save_label: rx.Var[str]
    key_hint: rx.Var[str]
    on_text: rx.EventHandler[_value]
    on_save: rx.EventHandler[lambda text, key: [text, key]]
    on_pick: rx.EventHandler[lambda asks, value, text: [asks, value, text]]


class Writing(rx.Component):
    """A text area that grows and keeps its draft in this browser under the name `draft`."""

    library = "$/public/ui/writing.js"
    tag = "Writing"

    name: rx.Var[str]
    draft: rx.Var[str]
    initial: rx.Var[str]
    serial: rx.Var[int]
    hint: rx.Var[str]
    rows: rx.Var[int]
    described_by: rx.Var[str]
    invalid: rx.Var[bool]
    max_length: rx.Var[int]
    on_draft: rx.EventHandler[_nothing]


class Dialog(rx.Component):
    """A modal dialog; its children exist only while it is open."""

    library = "$/public/ui/dialog.js"
    tag = "Dialog"

    open: rx.Var[bool]
    label: rx.Var[str]
    wide: rx.Var[bool]
    problem: rx.Var[str]
    on_close: rx.EventHandler[_nothing]


class Keys(rx.Component):
    """The keys that work on every page."""

    library = "$/public/ui/shell.js"
    tag = "Keys"

    on_log: rx.EventHandler[_nothing]


class Focus(rx.Component):
    """Moves focus to the content after a navigation."""

    library = "$/public/ui/shell.js"
    tag = "Focus"


class Theme(rx.Component):
    """Gives the browser the theme of the account, once that is known."""

    library = "$/public/ui/shell.js"
    tag = "Theme"

    theme: rx.Var[str]
    known: rx.Var[bool]


class Forget(rx.Component):
    """Forgets the draft `name` each time `serial` changes."""

    library = "$/public/ui/keep.js"
    tag = "Forget"

    name: rx.Var[str]
    serial: rx.Var[int]


class _Menu(rx.Component):
    library = "@radix-ui/react-dropdown-menu@2.1.16"


class MenuRoot(_Menu):
    tag = "Root"
    alias = "MenuRoot"


class MenuTrigger(_Menu):
    tag = "Trigger"
    alias = "MenuTrigger"

    as_child: rx.Var[bool]


class MenuPortal(_Menu):
    tag = "Portal"
    alias = "MenuPortal"


class MenuContent(_Menu):
    tag = "Content"
    alias = "MenuContent"

    align: rx.Var[str]
    side_offset: rx.Var[int]


class MenuItem(_Menu):
    tag = "Item"
    alias = "MenuItem"

    on_select: rx.EventHandler[_nothing]


link = Link.create

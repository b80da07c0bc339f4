"""The parts of the interface that must live in the browser: assets/ui/*.js, as components."""

from typing import Any

import reflex as rx
from reflex_components_core.el.element import Element


def _value(value: rx.Var[str]) -> list[rx.Var[str]]:
    return [value]


def _nothing() -> list[rx.Var[str]]:
    return []


def _fields(fields: rx.Var[dict[str, Any]]) -> list[rx.Var[dict[str, Any]]]:
    return [fields]


class Link(rx.Component):
    """A link to another page of ours, followed without loading the document anew."""

    library = "react-router"
    tag = "Link"
    alias = "PageLink"

    to: rx.Var[str]
    # A prop that a component does not name becomes a style, which "dir" is not.
    dir: rx.Var[str]


class NativeForm(Element):
    """A form that the browser itself sends. The framework's own form never lets it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


class PlainLink(Element):
    """A link that the browser itself follows. The framework's own becomes one of the router's."""

    tag = "a"

    href: rx.Var[str]
    title: rx.Var[str]


class PictureLink(rx.Component):
    """A link to a PNG of the server, of the picture in the dialog around it.

    With `draw_here` the browser draws it, because letters stand in it that only the browser has.
    """

    library = "$/public/ui/share.js"
    tag = "PictureLink"

    href: rx.Var[str]
    draw_here: rx.Var[bool]


class HundredGrid(rx.Component):
    """The hundred squares as one picture. `size` is "s", "m" or "l".

    When `squares` tell of more hours of the same commitment `of`, the new share fills gently.
    """

    library = "$/public/ui/grid.js"
    tag = "HundredGrid"

    squares: rx.Var[Any]
    of: rx.Var[str]
    size: rx.Var[str]


class HourGrid(rx.Component):
    """The hundred squares with a caption for the square that is pointed at or reached by key."""

    library = "$/public/ui/grid.js"
    tag = "HourGrid"

    squares: rx.Var[Any]
    of: rx.Var[str]
    notes: rx.Var[Any]
    free_text: rx.Var[str]
    milestone_text: rx.Var[str]
    grid_label: rx.Var[str]
    on_open: rx.EventHandler[_value]


class Dialog(rx.Component):
    """A modal dialog; its children exist only while it is open.

    `closed` changes when it was meant to close. When it closes otherwise, it stays, and
    `on_resume` is called with what is in its form.
    """

    library = "$/public/ui/dialog.js"
    tag = "Dialog"

    open: rx.Var[bool]
    label: rx.Var[str]
    kind: rx.Var[str]
    problem: rx.Var[str]
    closed: rx.Var[str]
    on_close: rx.EventHandler[_nothing]
    on_resume: rx.EventHandler[_fields]


class Keys(rx.Component):
    """Hears the keys of the actions that are known."""

    library = "$/public/ui/shell.js"
    tag = "Keys"


class Connection(rx.Component):
    """Asks why, when the socket is gone; goes to sign in when the session has ended."""

    library = "$/public/ui/connection.js"
    tag = "Connection"


class OfflineLine(rx.Component):
    """The line `text`, while the server cannot be reached."""

    library = "$/public/ui/connection.js"
    tag = "OfflineLine"

    text: rx.Var[str]


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


class Section(rx.Component):
    """A part of a page with an address of its own: `#name`."""

    library = "$/public/ui/shell.js"
    tag = "Section"

    name: rx.Var[str]


class Worker(rx.Component):
    """Lets the browser keep the code, the styles and the page for when there is no connection."""

    library = "$/public/ui/shell.js"
    tag = "Worker"


class Plainly(rx.Component):
    """On a page that is sent without scripts: has the server send it, should a script draw it."""

    library = "$/public/ui/shell.js"
    tag = "Plainly"


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

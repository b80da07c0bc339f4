"""Dialogs and menus."""

from typing import Any

import reflex as rx

from hundred_app.ui.web import Dialog, MenuContent, MenuItem, MenuPortal, MenuRoot, MenuTrigger


def dialog(
    *children: Any,
    is_open: Any,
    title: Any,
    on_close: Any,
    kind: str = "",
    problems: Any = None,
    **lasting: Any,
) -> rx.Component:
    """A dialog with its title as heading. New `problems` move the focus to the first of them.

    Of a `kind` that is "wide" it has room for a text; a "sheet" is as high as the screen of a
    phone, with its foot always in sight. One that outlives a restart of the server has `closed`
    and `on_resume`, see web.Dialog.
    """
    return Dialog.create(
        rx.el.h3(title),
        *children,
        open=is_open,
        label=title,
        kind=kind,
        problem="" if problems is None else problems.to_string(),
        on_close=on_close,
        **lasting,
    )


def menu(trigger: rx.Component, *items: rx.Component) -> rx.Component:
    """A menu that opens from its trigger."""
    return MenuRoot.create(
        MenuTrigger.create(trigger, as_child=True),
        MenuPortal.create(
            MenuContent.create(*items, align="end", side_offset=4, class_name="menu")
        ),
    )


def menu_item(label: Any, on_select: Any, *, danger: bool = False) -> rx.Component:
    return MenuItem.create(
        label, on_select=on_select, class_name="menu-item danger" if danger else "menu-item"
    )

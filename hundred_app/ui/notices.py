"""Notices: one at a time, from state, so that no code travels to the browser as text."""

import reflex as rx

from hundred_app.ui.texts import t


class NoticeState(rx.State):
    """The notice in sight.

    `serial` changes with every notice, so that the same sentence twice is two
    notices. `undo` is what takes the deed back, "" when nothing can.
    """

    text: str = ""
    undo: str = ""
    is_error: bool = False
    serial: int = 0

    def _show(self, text: str, *, undo: str = "", is_error: bool = False) -> None:
        self.text = text
        self.undo = undo
        self.is_error = is_error
        self.serial += 1


class Notice(rx.Component):
    """Shows the notice, hides it in time, and offers Undo, by link and by Ctrl+Z."""

    library = "$/public/ui/notice.js"
    tag = "Notice"

    text: rx.Var[str]
    undo: rx.Var[str]
    is_error: rx.Var[bool]
    serial: rx.Var[int]
    undo_label: rx.Var[str]
    close_label: rx.Var[str]
    on_undo: rx.EventHandler[lambda removed_id: [removed_id]]


def notice(*on_undo: rx.EventHandler) -> rx.Component:
    """The one place where notices appear. Of `on_undo`, each takes back what it knows."""
    return Notice.create(
        text=NoticeState.text,
        undo=NoticeState.undo,
        is_error=NoticeState.is_error,
        serial=NoticeState.serial,
        undo_label=t.undo,
        close_label=t.close,
        on_undo=list(on_undo),
    )

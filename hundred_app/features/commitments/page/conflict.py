"""Both texts, when something was changed in another window since this one read it."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.texts import t
from hundred_app.ui.fields import button


def conflict(state: Any) -> rx.Component:
    """Stands inside the form of the text: its first button sends the form again.

    The rev that is seen here goes along with it, so that only what was seen is replaced.
    """
    return rx.cond(
        state.conflict,
        rx.el.div(
            rx.el.input(type="hidden", name="over", value=state.over.to_string()),
            rx.el.p(state.conflict, class_name="problem", role="alert"),
            rx.el.p(t.theirs, class_name="meta"),
            rx.el.p(state.theirs, class_name="prose", dir="auto"),
            rx.el.div(
                button(t.keep_mine, type="submit", kind="small"),
                button(t.take_theirs, kind="small plain", on_click=state.take_theirs),
                class_name="dialog-foot",
            ),
            class_name="conflict",
        ),
        rx.fragment(),
    )

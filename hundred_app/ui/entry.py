"""The shape of the pages that are sent without scripts: one question, one form."""

import reflex as rx

from hundred_app.ui.icons import mark
from hundred_app.ui.slots import slot
from hundred_app.ui.web import HundredGrid, NativeForm, Plainly


def door(title: str, *content: rx.Component) -> rx.Component:
    """One column, and a grid beside it where there is room."""
    return rx.el.main(
        rx.el.div(
            rx.el.a(mark(32), href="/", aria_label="Hundred"),
            rx.el.h1(title),
            slot("note"),
            *content,
            Plainly.create(),
            rx.el.script(src="/auth.js", defer=True, custom_attrs={"data-keep": ""}),
            class_name="entry-column",
        ),
        rx.el.div(_art(), class_name="entry-art seat-clay", aria_hidden=True),
        class_name="entry",
        id="content",
    )


def form(action: str, submit: str, *fields: rx.Component, kind: str = "primary") -> rx.Component:
    """A form that the browser itself sends, with a place for what was wrong."""
    return NativeForm.create(
        slot("hidden"),
        *fields,
        slot("problem"),
        rx.el.button(submit, type="submit", class_name=f"button {kind}"),
        action=action,
        method="post",
    )


def _art() -> rx.Component:
    """A grid on its way, as a picture of what is ahead."""
    return HundredGrid.create(
        squares={
            "full": 47,
            "part": 0.33,
            "before": 0,
            "label": "",
            "marks": [
                {"square": 25, "standing": "written"},
                {"square": 50, "standing": "to come"},
                {"square": 75, "standing": "to come"},
                {"square": 100, "standing": "to come"},
            ],
        },
        size="l",
    )

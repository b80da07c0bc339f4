"""What is pressed, filled in, read and opened."""

from typing import Any

import reflex as rx

from hundred_app.ui.design.foundations import (
    LONG,
    RIGHT_TO_LEFT,
    SEATS,
    SENTENCE,
    SHOWN,
    TITLES,
    row,
)
from hundred_app.ui.fields import button, choice, segments, text_field
from hundred_app.ui.icons import icon, mark, swatch
from hundred_app.ui.timeline import reflection


def like(show: str) -> dict[str, Any]:
    return {"custom_attrs": {"data-show": show}}


def buttons() -> list[rx.Component]:
    kinds = {"Primary": "primary", "Secondary": "", "Plain": "plain", "Danger": "danger"}
    return [
        *(
            row(
                name,
                *(button(show.capitalize(), kind=kind, **like(show)) for show in SHOWN),
                button("Busy", kind=kind, aria_busy=True),
                button("Unavailable", kind=kind, aria_disabled=True),
                button("Small", kind=f"{kind} small"),
                button("With a key", rx.el.kbd("N"), kind=kind),
            )
            for name, kind in kinds.items()
        ),
        row(
            "Icons alone",
            *(
                rx.el.button(
                    icon("ellipsis"), rx.el.span(f"More, {show}", class_name="unseen"),
                    type="button", class_name="icon-button", **like(show),
                )
                for show in SHOWN[:3]
            ),
            mark(),
            *(swatch(seat) for seat in SEATS),
        ),
    ]  # fmt: skip


def fields() -> list[rx.Component]:
    wrong = "At most 100 characters. This has 112."
    cells: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("rest", {}, ""),
        ("focus", like("focus"), ""),
        ("filled", {"default_value": "Cello"}, ""),
        ("wrong", {"default_value": LONG}, wrong),
    )
    return [
        rx.el.div(
            *(
                text_field(
                    name, f"A field, {name}", {name: problem}, help_text="Help stands below.",
                    optional="optional" if name == "rest" else "", below=None,
                    placeholder="For instance 45m", **props,
                )
                for name, props, problem in cells
            ),
            class_name="design-fields",
        ),
    ]  # fmt: skip


def choices() -> list[rx.Component]:
    ranges = (("30", "30 d"), ("90", "90 d"), ("year", "Year"), ("all", "All"))
    chosen: Any = rx.Var.create("90")

    def choose(_value: Any) -> rx.event.EventSpec:
        return rx.noop()

    return [
        row("Segments, and the same for phones",
             segments("Range", ranges, chosen, choose),
             choice("Range", ranges, chosen, choose(""))),
        row(
            "Chips",
            *(rx.el.button(f"{minutes}\u00a0min", type="button", class_name="chip", **like(show))
              for minutes, show in ((15, "rest"), (25, "hover"), (45, "focus"))),
            rx.el.button("60\u00a0min", type="button", class_name="chip", aria_pressed=True),
        ),
        rx.el.div(
            *(
                rx.el.label(
                    rx.el.input(type="radio", name="pick", default_checked=seat == "ochre",
                                class_name="unseen"),
                    swatch(seat), rx.el.span(title, class_name="name", dir="auto"),
                    class_name="pick",
                )
                for seat, title in zip(SEATS, TITLES, strict=True)
            ),
            class_name="picks",
        ),
    ]  # fmt: skip


def entries() -> list[rx.Component]:
    def entry(seat: str, title: str, body: rx.Component) -> rx.Component:
        return rx.el.article(
            rx.el.p("40\u00a0min", class_name="log-length"),
            rx.el.div(
                rx.el.header(
                    swatch(seat), rx.el.span(title, dir="auto"),
                    rx.el.span("17:10", class_name="meta num"), class_name="log-head",
                ),
                body,
            ),
            class_name=f"log seat-{seat}",
        )  # fmt: skip

    imported = "Imported from Gleeo, no reflection."
    noop: Any = rx.noop()
    return [
        entry("clay", "Cello", reflection(SENTENCE, True, "", noop)),
        entry("ochre", LONG, reflection(RIGHT_TO_LEFT, True, "", noop)),
        entry("pine", RIGHT_TO_LEFT, reflection(imported, False, "Add one", noop)),
    ]


def surfaces() -> list[rx.Component]:
    return [
        rx.el.div(
            rx.el.div(
                rx.el.h3("Delete Cello?"),
                rx.el.p("62 logs and 1 synthesis.", class_name="soft"),
                rx.el.div(
                    button("Delete Cello", kind="danger"),
                    button("Cancel", kind="plain"),
                    class_name="dialog-foot",
                ),
                class_name="dialog-body",
            ),
            class_name="dialog design-still",
        ),
        rx.el.div(
            rx.el.div("Edit", class_name="menu-item"),
            rx.el.div("Archive", class_name="menu-item", **like("hover")),
            rx.el.div("Delete", class_name="menu-item danger"),
            class_name="menu design-still",
        ),
        rx.el.p("Not connected. What you type stays here.", class_name="offline-line"),
    ]


def table() -> rx.Component:
    rows = (("November", "12\u00a0h\u00a025", "4"), ("October", "9\u00a0h", "11"))
    return rx.el.div(
        rx.el.table(
            rx.el.thead(
                rx.el.tr(*(rx.el.th(name, scope="col") for name in ("Month", "Hours", "Logs")))
            ),
            rx.el.tbody(
                *(
                    rx.el.tr(rx.el.th(first, scope="row"), *(rx.el.td(cell) for cell in rest))
                    for first, *rest in rows
                )
            ),
            class_name="table",
        ),
        class_name="table-place",
    )

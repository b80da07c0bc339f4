"""Logs under the headings of their days."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hundred_app.ui.icons import swatch
from hundred_app.ui.reading import Prose, Written
from hundred_app.ui.web import link


def days(
    found: Any,
    *,
    edit_label: str,
    reflect_label: str,
    later_label: str,
    read_on: str,
    on_edit: Callable[[Any], Any],
    here: Any = "",
    editor: Callable[[], rx.Component] = rx.fragment,
) -> rx.Component:
    """Each day with its total and its logs. `on_edit` gets the id of the log.

    In the place of the log with the id `here` stands what `editor` draws.
    """

    def log(entry: Any) -> rx.Component:
        edit = on_edit(entry.id)
        ask = rx.cond(entry.is_waiting, later_label, reflect_label)
        return rx.el.article(
            rx.el.p(entry.duration, class_name="log-length"),
            rx.el.div(
                _log_head(entry, edit_label, edit),
                rx.cond(here == entry.id, editor(), _words(entry, ask, read_on, edit)),
            ),
            class_name=f"log seat-{entry.seat}",
        )

    def day(held: Any) -> rx.Component:
        return rx.el.section(
            rx.el.div(
                rx.el.h2(held.heading),
                rx.el.span(held.total, class_name="meta num"),
                class_name="day-head",
            ),
            rx.foreach(held.logs, log),
            class_name="day",
        )

    return rx.foreach(found, day)


def _log_head(entry: Any, edit_label: str, edit: Any) -> rx.Component:
    return rx.el.header(
        swatch(entry.seat),
        link(entry.title, to=entry.href, dir="auto"),
        rx.el.span(
            rx.el.span(entry.duration, " · ", class_name="phone"),
            entry.clock,
            class_name="meta num",
        ),
        rx.el.button(
            edit_label,
            rx.el.span(f" {entry.duration}, {entry.title}", class_name="unseen"),
            type="button",
            class_name="log-edit",
            on_click=edit,
        ),
        class_name="log-head",
    )


def _words(entry: Any, reflect_label: Any, read_on: str, edit: Any) -> rx.Component:
    return rx.cond(
        entry.is_own_words,
        Prose.create(
            text=entry.reflection,
            blocks=entry.blocks,
            parts=entry.parts,
            excerpt=entry.excerpt,
            read_on=read_on,
        ),
        _imported(entry.reflection, reflect_label, edit),
    )


def reflection(
    text: Any, is_own_words: Any, reflect_label: Any, on_reflect: Any, *, blocks: Any = ()
) -> rx.Component:
    """Somebody's own words in the serif; the marker of imported time in the sans, with a way on."""
    return rx.cond(
        is_own_words,
        Written.create(text=text, blocks=blocks),
        _imported(text, reflect_label, on_reflect),
    )


def _imported(text: Any, reflect_label: str, on_reflect: Any) -> rx.Component:
    return rx.el.p(
        text,
        " ",
        rx.el.button(reflect_label, type="button", class_name="link", on_click=on_reflect),
        class_name="imported",
    )

"""The page of the book: what is in it, and the two files."""

from typing import Any

import reflex as rx

from hundred_app.features.book.state import BookState
from hundred_app.features.book.texts import t
from hundred_app.ui.icons import swatch
from hundred_app.ui.web import PlainLink, link

state: Any = BookState


def content(nothing_here: rx.Component) -> rx.Component:
    """The page; `nothing_here` stands where somebody has no such commitment."""
    return rx.cond(
        state.is_missing,
        nothing_here,
        rx.cond(state.cover, _book(state.cover), rx.el.div(class_name="loading")),
    )


def _book(held: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            swatch(held.seat),
            link(held.title, to=held.href, dir="auto"),
            class_name="room-eyebrow",
        ),
        rx.el.h1(t.book),
        rx.el.p(held.what, dir="auto"),
        rx.el.p(held.standing, class_name="soft"),
        rx.el.section(
            rx.el.h2(t.contents),
            rx.el.ul(rx.foreach(held.contents, rx.el.li), class_name="book-contents"),
            _said(held.letter),
            class_name="section",
        ),
        _files(held),
        class_name=f"room book seat-{held.seat}",
    )


def _files(held: Any) -> rx.Component:
    return rx.el.section(
        _said(held.lacks),
        _said(held.too_thick),
        rx.el.div(
            rx.cond(
                held.pdf,
                PlainLink.create(t.pdf, href=held.pdf, class_name="button primary"),
                rx.fragment(),
            ),
            PlainLink.create(t.epub, href=held.epub, class_name="button"),
            class_name="book-files",
        ),
        rx.el.p(t.sizes, " ", t.takes_long, " ", t.made_here, class_name="soft"),
        class_name="section",
    )


def _said(sentence: Any) -> rx.Component:
    return rx.cond(sentence, rx.el.p(sentence, class_name="book-note"), rx.fragment())

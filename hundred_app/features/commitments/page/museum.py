"""The museum: the wall, and what the page of a piece has beside its hours."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.state.museum import PieceState
from hundred_app.features.commitments.state.pages import MuseumState
from hundred_app.features.commitments.texts import t
from hundred_app.ui.cards import piece_card
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button
from hundred_app.ui.reading import Written
from hundred_app.ui.web import link

wall: Any = MuseumState
piece: Any = PieceState


def museum() -> rx.Component:
    return rx.el.div(
        rx.el.header(rx.el.div(rx.el.h1(t.museum), rx.el.p(wall.summary)), class_name="page-head"),
        rx.cond(
            wall.is_loaded & (wall.wall.length() == 0),
            rx.el.p(t.museum_empty, class_name="empty"),
            rx.el.div(rx.foreach(wall.wall, _put), class_name="museum-wall"),
        ),
    )


def _put(held: Any) -> rx.Component:
    return piece_card(
        held.card,
        rx.el.p(held.span, class_name="meta"),
        rx.cond(held.line, rx.el.p(held.line, class_name="museum-line", dir="auto"), rx.fragment()),
    )


def best_lines() -> rx.Component:
    """The lines that hang, and all syntheses in their order; nothing for a running commitment."""
    return rx.fragment(
        rx.cond(
            piece.lines.length() > 0,
            rx.el.section(
                rx.el.h2(t.best_lines),
                rx.el.ul(rx.foreach(piece.lines, _line), class_name="best-lines"),
                class_name="section",
            ),
            rx.fragment(),
        ),
        rx.cond(
            piece.syntheses.length() > 0,
            rx.el.section(
                rx.el.h2(t.all_syntheses),
                rx.foreach(piece.syntheses, _synthesis),
                class_name="section",
            ),
            rx.fragment(),
        ),
        _choosing(),
    )


def _line(line: Any, place: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p("“", line, "”", class_name="best-line", dir="auto"),
        rx.el.p(
            rx.cond(
                place == 0,
                rx.el.span(t.on_the_wall, class_name="meta"),
                rx.el.button(
                    t.to_the_wall, type="button", class_name="link",
                    on_click=PieceState.hang_up(line),
                ),
            ),
            " ",
            rx.el.button(
                t.take_down, type="button", class_name="link", on_click=PieceState.take_down(line)
            ),
            class_name="best-line-links",
        ),
    )  # fmt: skip


def _synthesis(hung: Any) -> rx.Component:
    return rx.el.article(
        rx.el.div(
            rx.el.span(hung.heading, class_name="note-mark"),
            rx.el.span(hung.day, class_name="meta"),
            class_name="note-margin",
        ),
        rx.el.div(
            Written.create(text=hung.text, blocks=hung.blocks),
            link(t.open, to=hung.href, class_name="link"),
        ),
        class_name="note note-synthesis",
    )


def _choosing() -> rx.Component:
    return dialog(
        rx.cond(
            piece.offered.length() > 0,
            rx.el.ul(
                rx.foreach(
                    piece.offered,
                    lambda line: rx.el.li(
                        rx.el.button(
                            line, type="button", class_name="offered-line", dir="auto",
                            on_click=PieceState.hang_up(line),
                        )
                    ),
                ),
                class_name="offered",
            ),
            rx.el.p(t.nothing_to_hang, class_name="soft"),
        ),
        rx.el.div(
            button(t.cancel, kind="plain", on_click=PieceState.close), class_name="dialog-foot"
        ),
        is_open=piece.is_open,
        title=t.choose_a_line,
        on_close=PieceState.close,
        kind="wide",
    )  # fmt: skip

"""The timer on every page: the pill, the row that starts one, the button of a commitment."""

from typing import Any

import reflex as rx

from hundred_app.features.focus.state import FocusState
from hundred_app.features.focus.texts import t
from hundred_app.ui import routes
from hundred_app.ui.fields import button
from hundred_app.ui.icons import icon, swatch
from hundred_app.ui.timers import TimerDigits, TimerKeeper
from hundred_app.ui.web import link

focus: Any = FocusState
running: Any = FocusState.running


def at_the_side() -> rx.Component:
    """The pill, or the row that starts a timer."""
    return rx.cond(
        focus.is_loaded,
        rx.cond(focus.running, _pill(), _idle()),
        rx.fragment(),
    )


def above_the_bar() -> rx.Component:
    """The pill of the phone; there is none while no timer runs."""
    return rx.cond(focus.running, rx.el.aside(_pill(), class_name="pill-place", aria_label=t.timer))


def keeper() -> rx.Component:
    """What a timer needs once, around all pages."""
    return TimerKeeper.create(timer=running, on_wake=FocusState.load.temporal)


def start_button() -> rx.Component:
    """On the page of a commitment: starts its timer, while none runs."""
    return rx.cond(
        focus.is_loaded & ~focus.running.bool(),
        rx.fragment(
            button(
                t.start_timer,
                rx.el.kbd("T", class_name="desk"),
                kind="desk",
                on_click=FocusState.press,
            ),
            rx.el.button(
                icon("timer"),
                rx.el.span(t.start_timer, class_name="unseen"),
                type="button",
                class_name="icon-button phone-only",
                on_click=FocusState.press,
            ),
        ),
        rx.fragment(),
    )


def _pill() -> rx.Component:
    more = rx.cond(
        running.is_runaway | running.is_over,
        rx.el.span(running.sentence, class_name="pill-title"),
        rx.el.span(
            rx.el.span(running.title, class_name="name", dir="auto"),
            rx.cond(running.is_paused, rx.el.span(", ", t.paused), rx.fragment()),
            class_name="pill-title",
        ),
    )
    return rx.el.div(
        swatch(running.seat),
        link(
            rx.el.span(TimerDigits.create(timer=running), class_name="pill-digits"),
            more,
            to=routes.FOCUS,
            class_name="pill-link",
        ),
        rx.el.button(
            rx.el.span(class_name="stop-mark", aria_hidden=True),
            rx.el.span(
                rx.cond(running.is_break, t.end_break, t.stop_and_write), class_name="unseen"
            ),
            type="button",
            title=rx.cond(running.is_break, t.end_break, t.stop_and_write),
            class_name="pill-stop",
            on_click=FocusState.stop(running.id),
        ),
        class_name="pill",
        custom_attrs={
            "data-paused": rx.cond(running.is_paused, "", rx.Var("undefined")),
            "data-asks": rx.cond(running.is_runaway | running.is_over, "", rx.Var("undefined")),
        },
    )


def _idle() -> rx.Component:
    return rx.el.div(
        rx.cond(
            focus.break_offer,
            _row("coffee", focus.break_offer, FocusState.take_break),
            rx.fragment(),
        ),
        _row("timer", t.start_timer, FocusState.press, rx.el.kbd("T", class_name="tail")),
        class_name="side-rows",
    )


def _row(name: str, label: Any, on_click: Any, *more: rx.Component) -> rx.Component:
    return rx.el.button(
        icon(name),
        rx.el.span(label, class_name="name"),
        *more,
        type="button",
        class_name="side-row",
        on_click=on_click,
    )

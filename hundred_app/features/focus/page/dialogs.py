"""What a timer asks: for what, how long, since when, until when, and whether to throw it away."""

from typing import Any

import reflex as rx

from hundred_app.features.focus.rules import POMODOROS
from hundred_app.features.focus.service.timers import OWN
from hundred_app.features.focus.state import DISCARDING, ENDING, MOVING, STARTING, FocusState
from hundred_app.features.focus.texts import t
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button, seat_picks, text_field

focus: Any = FocusState


def dialogs() -> rx.Component:
    """All of them; one at most is open."""
    return rx.fragment(_starting(), _moving(), _ending(), _discarding())


def start_form(*foot: rx.Component) -> rx.Component:
    """For which commitment, and how long."""
    return rx.el.form(
        seat_picks(t.what_for, focus.choices, focus.picked, focus.problems),
        _length(),
        rx.el.div(button(t.start, kind="primary", type="submit"), *foot, class_name="dialog-foot"),
        on_submit=FocusState.start_with,
        no_validate=True,
        class_name="start-form",
    )


def _starting() -> rx.Component:
    return dialog(
        start_form(button(t.cancel, kind="plain", on_click=FocusState.close)),
        is_open=focus.asking == STARTING,
        problems=focus.problems,
        title=t.start_timer,
        on_close=FocusState.close,
    )


def _length() -> rx.Component:
    choices = (
        ("", t.open_end),
        *((str(minutes), t.pomodoro(minutes=minutes)) for minutes in POMODOROS),
        (OWN, t.own),
    )
    return rx.el.fieldset(
        rx.el.legend(t.how_long),
        *(
            rx.el.label(
                rx.el.input(
                    type="radio",
                    name="length",
                    value=value,
                    default_checked=value == "",
                    class_name="unseen",
                ),
                label,
                class_name="pick",
            )
            for value, label in choices
        ),
        # The style sheet shows it with "other" alone.
        rx.el.div(
            text_field("own", t.own_label, focus.problems, placeholder=t.own_hint),
            class_name="own-length",
        ),
        class_name="picks",
    )


def _moving() -> rx.Component:
    return _asking_when(
        MOVING,
        t.change_start,
        FocusState.set_start,
        text_field(
            "start",
            t.began_at,
            focus.problems,
            help_text=t.began_help,
            default_value=focus.running.began,
            auto_focus=True,
        ),
    )


def _ending() -> rx.Component:
    return _asking_when(
        ENDING,
        t.still_going,
        FocusState.set_end,
        text_field("end", t.real_end, focus.problems, help_text=t.end_help, auto_focus=True),
        button(
            t.discard,
            kind="plain danger end",
            on_click=FocusState.ask_discard(focus.asked_id),
        ),
    )


def _asking_when(
    what: str, title: str, on_submit: Any, field: rx.Component, *more: rx.Component
) -> rx.Component:
    return dialog(
        rx.el.form(
            rx.el.input(type="hidden", name="session_id", value=focus.asked_id),
            field,
            rx.el.div(
                button(t.save, kind="primary", type="submit"),
                button(t.cancel, kind="plain", on_click=FocusState.close),
                *more,
                class_name="dialog-foot",
            ),
            on_submit=on_submit,
            no_validate=True,
        ),
        is_open=focus.asking == what,
        problems=focus.problems,
        title=title,
        on_close=FocusState.close,
    )


def _discarding() -> rx.Component:
    return dialog(
        rx.el.p(focus.asked, class_name="soft"),
        rx.el.div(
            button(t.keep_it, on_click=FocusState.close, auto_focus=True),
            button(t.discard, kind="danger", on_click=FocusState.discard(focus.asked_id)),
            class_name="dialog-foot",
        ),
        is_open=focus.asking == DISCARDING,
        title=t.discard_title,
        on_close=FocusState.close,
    )

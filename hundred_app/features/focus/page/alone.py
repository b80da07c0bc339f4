"""The focus page: one timer, and nothing else to look at."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.state.seats import SeatsState
from hundred_app.features.drafts.rules import THOUGHT
from hundred_app.features.drafts.state import KEEPING
from hundred_app.features.focus.page.dialogs import start_form
from hundred_app.features.focus.state import FocusState
from hundred_app.features.focus.texts import t
from hundred_app.ui.dialogs import menu, menu_item
from hundred_app.ui.fields import button, problem
from hundred_app.ui.icons import icon
from hundred_app.ui.texts import t as ui_texts
from hundred_app.ui.timers import (
    LeaveByEscape,
    LiveGrid,
    SoundSwitch,
    ThoughtLine,
    TimerDigits,
)
from hundred_app.ui.web import OfflineLine, link

focus: Any = FocusState
running: Any = FocusState.running


def content() -> rx.Component:
    return rx.el.main(
        LeaveByEscape.create(),
        OfflineLine.create(text=ui_texts.disconnected),
        link(
            icon("x", 24),
            rx.el.span(t.leave, class_name="unseen"),
            to="/",
            class_name="icon-button alone-leave",
        ),
        rx.cond(
            focus.is_loaded,
            rx.cond(focus.running, _running(), _idle()),
            rx.fragment(),
        ),
        id="content",
        tab_index=-1,
        class_name="alone",
    )


def _running() -> rx.Component:
    return rx.el.div(
        rx.el.h1(running.title, dir="auto"),
        rx.cond(
            running.is_break,
            rx.fragment(),
            LiveGrid.create(timer=running, cards=SeatsState.cards),
        ),
        rx.el.p(
            TimerDigits.create(timer=running),
            class_name="alone-digits",
            custom_attrs={"data-paused": rx.cond(running.is_paused, "", rx.Var("undefined"))},
        ),
        _words(),
        _buttons(),
        rx.cond(running.is_break, rx.fragment(), _thoughts()),
        rx.el.div(SoundSwitch.create(label=t.sound), _more(), class_name="alone-foot"),
        class_name=f"alone-column seat-{running.seat}",
    )


def _words() -> rx.Component:
    return rx.el.p(
        rx.cond(
            running.sentence,
            running.sentence,
            rx.cond(running.is_paused, t.paused, running.until),
        ),
        class_name="alone-words",
        role="status",
    )


def _buttons() -> rx.Component:
    its_id = running.id
    first = rx.cond(
        running.is_over & ~running.is_break,
        button(t.go_on, on_click=FocusState.go_on(its_id)),
        rx.cond(
            running.is_over,
            rx.fragment(),
            rx.cond(
                running.is_paused,
                button(t.resume, on_click=FocusState.resume(its_id)),
                button(t.pause, on_click=FocusState.pause(its_id)),
            ),
        ),
    )
    return rx.el.div(
        first,
        button(
            rx.cond(running.is_break, t.end_break, t.stop_and_write),
            kind="primary",
            on_click=FocusState.stop(its_id),
        ),
        class_name="alone-buttons",
    )


def _thoughts() -> rx.Component:
    return rx.el.div(
        ThoughtLine.create(
            draft=THOUGHT,
            kept=focus.kept,
            label=t.thought,
            hint=t.thought_hint,
            serial=focus.thought_serial,
            on_thought=FocusState.add_thought,
            **KEEPING,
        ),
        problem(focus.problems, "thought"),
        rx.el.ul(
            rx.foreach(running.thoughts, lambda thought: rx.el.li(thought, dir="auto")),
            class_name="thoughts",
        ),
        class_name="alone-thoughts",
    )


def _more() -> rx.Component:
    its_id = running.id
    return rx.cond(
        running.is_break,
        rx.fragment(),
        menu(
            rx.el.button(
                icon("ellipsis"),
                rx.el.span(t.more, class_name="unseen"),
                type="button",
                class_name="icon-button",
            ),
            menu_item(t.change_start, FocusState.ask_start(its_id)),
            menu_item(t.discard, FocusState.ask_discard(its_id), danger=True),
        ),
    )


def _idle() -> rx.Component:
    return rx.el.div(
        rx.el.h1(t.focus),
        rx.cond(
            focus.choices,
            rx.fragment(rx.el.p(t.idle, class_name="soft"), start_form()),
            rx.el.div(
                rx.el.p(t.nothing_to_time),
                link(t.go_to_today, to="/", class_name="link"),
                class_name="empty",
            ),
        ),
        rx.cond(
            focus.break_offer,
            button(focus.break_offer, on_click=FocusState.take_break),
            rx.fragment(),
        ),
        class_name="alone-column",
    )

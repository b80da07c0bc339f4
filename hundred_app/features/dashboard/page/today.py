"""Today: the day, the line to log with, the four seats, what was written, the week."""

from typing import Any

import reflex as rx

from hundred_app.features.accounts.state import AccountState
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.dashboard.page.week import week
from hundred_app.features.dashboard.state import QuickState, TodayState
from hundred_app.features.dashboard.texts import t
from hundred_app.ui.cards import free_seat, quiet_seat, seat_card
from hundred_app.ui.fields import button
from hundred_app.ui.timeline import days
from hundred_app.ui.web import QuickLine, link

# Class attributes of a state are Vars to a page, whatever their annotation says.
seats: Any = SeatsState
quick: Any = QuickState
day: Any = TodayState


def content() -> rx.Component:
    """Today: the day, the line to log with, the four seats, what was written, the week."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(day.heading), rx.el.p(day.summary)),
            class_name="page-head",
        ),
        rx.cond(
            seats.cards.length() > 0,
            rx.fragment(
                QuickLine.create(
                    draft=f"quick:{AccountState.username}",
                    hint=t.quick_hint,
                    label=t.quick_label,
                    help=t.quick_help,
                    key_help=t.quick_key,
                    preview=quick.preview,
                    problem=quick.problem,
                    saved_serial=quick.saved_serial,
                    save_label=t.save,
                    key_hint=t.ctrl_enter,
                    on_text=quick.understand,
                    on_save=quick.save,
                    on_pick=quick.pick,
                ),
                _due(),
            ),
            rx.fragment(),
        ),
        _seats(),
        rx.cond(day.is_loaded & (seats.cards.length() > 0), _below(), rx.fragment()),
    )


def _due() -> rx.Component:
    due = day.due
    return rx.cond(
        due,
        rx.el.div(
            rx.el.p(due.sentence, " ", due.more),
            link(t.write_synthesis, to=due.href, class_name="link"),
            class_name=f"due seat-{due.seat}",
        ),
        rx.fragment(),
    )


def _seats() -> rx.Component:
    choose = button(t.choose, on_click=PursuitFormState.open_new)
    return rx.el.section(
        rx.el.h2(t.commitments, class_name="unseen"),
        rx.foreach(seats.cards, seat_card),
        rx.cond(
            seats.is_loaded,
            rx.foreach(
                seats.free,
                lambda number: rx.cond(
                    number == 0, free_seat(t.free_seat, t.what_deserves, choose), quiet_seat()
                ),
            ),
            rx.fragment(),
        ),
        class_name="seats",
    )


def _below() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            days(
                day.days,
                edit_label=t.edit,
                reflect_label=t.add_one,
                on_edit=LogState.open_edit,
            ),
            rx.el.p(
                link(t.older, to="/history", class_name="link"), class_name="timeline-foot meta"
            ),
        ),
        rx.cond(day.week, week(), rx.fragment()),
        class_name="columns",
    )

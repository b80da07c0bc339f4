"""Today: the day, the line to log with, the four seats, what was written, the week."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.dashboard.page.week import look_back, week
from hundred_app.features.dashboard.state import QuickState, TodayState
from hundred_app.features.dashboard.texts import t
from hundred_app.features.drafts.rules import QUICK
from hundred_app.features.drafts.state import KEEPING, NOT_SAVED
from hundred_app.features.focus.state import FocusState
from hundred_app.ui.cards import coming_card, free_seat, quiet_seat, seat_card
from hundred_app.ui.fields import button
from hundred_app.ui.icons import icon, swatch
from hundred_app.ui.timeline import days
from hundred_app.ui.web import link
from hundred_app.ui.writing import QuickLine, Steady

# Class attributes of a state are Vars to a page, whatever their annotation says.
seats: Any = SeatsState
quick: Any = QuickState
day: Any = TodayState
log: Any = LogState
focus: Any = FocusState


def content() -> rx.Component:
    """Today: the day, the line to log with, the four seats, what was written, the week."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(day.heading), rx.el.p(day.summary)),
            class_name="page-head",
        ),
        rx.cond(seats.is_loaded, rx.fragment(), rx.el.div(class_name="quick coming")),
        Steady.create(
            _quick_line(),
            _lesson(),
            _due(),
            _waiting(),
            when=seats.cards.length() > 0,
            known=seats.is_loaded,
        ),
        _seats(),
        rx.cond(
            day.is_loaded,
            rx.cond(seats.cards.length() > 0, _below(), look_back()),
            rx.fragment(),
        ),
    )


def _quick_line() -> rx.Component:
    return QuickLine.create(
        draft=QUICK,
        kept=quick.kept,
        hint=day.hint,
        label=t.quick_label,
        help=t.quick_help,
        key_help=t.quick_key,
        preview=quick.preview,
        problem=quick.problem,
        saved=quick.saved,
        answered=quick.answered,
        save_label=t.save,
        key_hint=t.enter,
        form_label=t.whole_form,
        form_key=t.alt_enter,
        form_saved=log.line_saved,
        not_saved=NOT_SAVED,
        on_text=quick.understand.temporal,
        on_save=quick.save,
        on_form=quick.open_form,
        on_again=quick.save.temporal,
        on_pick=quick.pick,
        **KEEPING,
    )


def _lesson() -> rx.Component:
    """One sentence for somebody who has just begun, until it is understood or no longer needed."""
    return rx.cond(
        day.lesson_text,
        rx.el.p(
            day.lesson_text,
            " ",
            rx.el.button(
                t.lesson_done, type="button", class_name="link", on_click=TodayState.learned
            ),
            class_name="lesson",
            role="note",
        ),
        rx.fragment(),
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


def _waiting() -> rx.Component:
    """Stretches of a timer and logs that wait for their sentence."""

    def stretch(waits: Any) -> rx.Component:
        return rx.el.li(
            swatch(waits.seat),
            rx.el.p(waits.sentence),
            button(t.write_it, kind="plain small", on_click=FocusState.stop(waits.id)),
            button(t.discard, kind="plain small", on_click=FocusState.ask_discard(waits.id)),
        )

    def log(waits: Any) -> rx.Component:
        return rx.el.li(
            swatch(waits.seat),
            rx.el.p(waits.sentence),
            button(t.add_the_sentence, kind="plain small", on_click=LogState.open_edit(waits.id)),
        )

    return rx.cond(
        (focus.waiting.length() + day.waiting.length()) > 0,
        rx.el.ul(
            rx.foreach(focus.waiting, stretch),
            rx.foreach(day.waiting, log),
            class_name="waiting",
            aria_label=t.waits,
        ),
        rx.fragment(),
    )


def _card(card: Any) -> rx.Component:
    """The card of a seat, with its timer."""
    is_running = focus.running & (focus.running.commitment_id == card.id) & ~card.is_due
    start = rx.el.button(
        icon("timer"),
        rx.el.span(t.start_timer_of, card.title, class_name="unseen"),
        type="button",
        class_name="icon-button card-timer",
        on_click=FocusState.start(card.id),
    )
    return rx.el.div(
        seat_card(card, status=rx.cond(is_running, focus.running.status, card.status)),
        rx.cond(focus.running, rx.fragment(), start),
        class_name="card-place",
    )


def _seats() -> rx.Component:
    """The cards, once all above them is there: else what is due would push them down."""
    choose = button(t.choose, on_click=PursuitFormState.open_new)
    return rx.cond(
        seats.is_loaded & day.is_loaded,
        rx.el.section(
            rx.el.h2(t.commitments, class_name="unseen"),
            rx.foreach(seats.cards, _card),
            rx.foreach(
                seats.free,
                lambda number: rx.cond(
                    number == 0, free_seat(t.free_seat, t.what_deserves, choose), quiet_seat()
                ),
            ),
            class_name="seats",
        ),
        # Another element, so that nothing that was seen is moved.
        rx.el.div(*(coming_card() for _ in range(4)), class_name="seats"),
    )


def _below() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            days(
                day.days,
                edit_label=t.edit,
                reflect_label=t.add_one,
                read_on=t.read_on,
                later_label=t.add_the_sentence,
                on_edit=LogState.open_edit,
            ),
            rx.el.p(
                link(t.older, to="/history", class_name="link"), class_name="timeline-foot meta"
            ),
        ),
        rx.cond(day.week, week(), rx.fragment()),
        class_name="columns",
    )

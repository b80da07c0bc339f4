"""History, museum, and the synthesis room."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.conflict import conflict
from hundred_app.features.commitments.page.pursuit import nothing_here
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.pages import HistoryState, MuseumState, RoomState
from hundred_app.features.commitments.state.seats import PursuitFormState
from hundred_app.features.commitments.texts import t
from hundred_app.ui.cards import still_card
from hundred_app.ui.fields import button
from hundred_app.ui.timeline import days
from hundred_app.ui.web import Writing, link


def history() -> rx.Component:
    state: Any = HistoryState
    return rx.el.div(
        rx.el.header(
            rx.el.div(rx.el.h1(t.history), rx.el.p(state.summary)), class_name="page-head"
        ),
        rx.cond(
            state.is_loaded & (state.days.length() == 0),
            rx.el.div(
                rx.el.p(t.history_empty),
                link(t.log_time, to="/", class_name="link"),
                class_name="empty",
            ),
            rx.fragment(),
        ),
        rx.el.div(
            days(
                state.days,
                edit_label=t.edit,
                reflect_label=t.add_one,
                on_edit=LogState.open_edit,
            ),
            class_name="history-days",
        ),
        rx.cond(
            state.next_page,
            rx.el.div(
                button(t.show_more(count=50), on_click=state.show_more),
                class_name="timeline-foot",
            ),
            rx.fragment(),
        ),
    )


def museum() -> rx.Component:
    def put(held: Any) -> rx.Component:
        return still_card(
            held.card,
            rx.el.p(held.span, class_name="meta"),
            rx.el.p(
                link(t.open, to=held.card.href, class_name="link"),
                " ",
                rx.el.button(
                    t.reopen,
                    type="button",
                    class_name="link",
                    on_click=PursuitFormState.reopen(held.card.id),
                ),
                class_name="card-links",
            ),
        )

    state: Any = MuseumState
    return rx.el.div(
        rx.el.header(rx.el.div(rx.el.h1(t.museum)), class_name="page-head"),
        rx.cond(
            state.is_loaded & (state.wall.length() == 0),
            rx.el.p(t.museum_empty, class_name="empty"),
            rx.el.div(rx.foreach(state.wall, put), class_name="museum-wall"),
        ),
    )


def room() -> rx.Component:
    return rx.cond(
        RoomState.is_missing,
        nothing_here(),
        rx.cond(RoomState.room, _room(), rx.el.div(class_name="loading")),
    )


def _room() -> rx.Component:
    held: Any = RoomState.room
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.el.span(
                    class_name="badge",
                    custom_attrs={"data-standing": rx.cond(held.closed, "to come", "due")},
                    aria_hidden=True,
                ),
                link(held.heading, to=held.href, dir="auto"),
                class_name="room-eyebrow",
            ),
            rx.el.h1(held.question),
            rx.cond(
                held.closed,
                rx.el.div(
                    rx.el.p(held.closed, class_name="soft"),
                    link(t.back_to_it, to=held.href, class_name="link"),
                    class_name="empty",
                ),
                _editor(),
            ),
        ),
        _reading(),
        class_name=f"room seat-{held.seat}",
    )


def _editor() -> rx.Component:
    state: Any = RoomState
    return rx.el.form(
        rx.el.label(t.synthesis, html_for="synthesis", class_name="unseen"),
        Writing.create(
            id="synthesis",
            name="synthesis",
            draft=state.draft,
            initial=state.room.synthesis,
            serial=state.serial,
            rows=12,
            hint=t.synthesis_hint,
            max_length=21_000,
            described_by="synthesis-problem",
            invalid=state.problems["synthesis"].bool(),
        ),
        rx.cond(
            state.problems["synthesis"],
            rx.el.p(
                state.problems["synthesis"],
                class_name="problem",
                id="synthesis-problem",
                role="alert",
            ),
            rx.fragment(),
        ),
        conflict(state.conflict, state.theirs, state.take_theirs),
        _foot(state),
        on_submit=state.finish,
        no_validate=True,
    )


def _foot(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(
            class_name="num",
            custom_attrs={"data-words-of": "synthesis", "data-pattern": t.words_count},
        ),
        rx.el.span(state.room.written),
        button(
            rx.cond(state.room.written, t.save, t.finish),
            rx.el.kbd(t.ctrl_enter, class_name="desk"),
            kind="primary end",
            type="submit",
        ),
        class_name="room-foot",
    )


def _hour(item: Any) -> rx.Component:
    return rx.el.article(
        rx.el.span(item.number, class_name="number"),
        rx.el.div(
            rx.el.p(item.day, class_name="meta"),
            rx.el.p(item.text, class_name="prose", dir="auto"),
        ),
        class_name="room-hour",
    )


def _earlier(item: Any) -> rx.Component:
    return rx.el.article(
        rx.el.h3(item.title),
        rx.el.p(item.day, class_name="meta"),
        rx.el.p(item.text, class_name="prose", dir="auto"),
        class_name="room-earlier",
    )


def _reading() -> rx.Component:
    held: Any = RoomState.room
    return rx.el.aside(
        rx.el.h2(held.since),
        rx.cond(
            held.nothing_written,
            rx.el.p(held.nothing_written, class_name="soft"),
            rx.foreach(held.hours, _hour),
        ),
        rx.cond(
            held.earlier.length() > 0,
            rx.el.section(
                rx.el.h2(t.earlier_syntheses),
                rx.foreach(held.earlier, _earlier),
                class_name="section",
            ),
            rx.fragment(),
        ),
        class_name="room-reading",
        tab_index=0,
        aria_label=held.since,
    )

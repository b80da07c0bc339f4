"""The synthesis room: the editor, what can be read beside it, and the page after it is written."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.conflict import conflict
from hundred_app.features.commitments.page.pursuit import book_offer, nothing_here
from hundred_app.features.commitments.rules.milestones import LONGEST_SYNTHESIS
from hundred_app.features.commitments.state.pages import RoomState
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts.state import KEEPING, NOT_SAVED
from hundred_app.ui.fields import button, problem
from hundred_app.ui.reading import Written
from hundred_app.ui.web import HundredGrid, link
from hundred_app.ui.writing import Sending, Steady, Writing


def room(feedback: rx.Component) -> rx.Component:
    """The room, with what a feature above this one has to say about the synthesis."""
    return rx.cond(
        RoomState.is_missing,
        nothing_here(),
        rx.fragment(
            rx.cond(
                RoomState.ceremony,
                _ceremony(),
                Steady.create(_room(feedback), when=RoomState.room, known=RoomState.is_loaded),
            ),
            rx.cond(RoomState.is_loaded, rx.fragment(), rx.el.div(class_name="loading")),
        ),
    )


def _ceremony() -> rx.Component:
    """What was written, and nothing else to do: no applause, one way on."""
    held: Any = RoomState.ceremony
    return rx.el.div(
        HundredGrid.create(squares=held.card.squares, of=held.card.id, size="m"),
        rx.el.p(held.card.title, class_name="meta", dir="auto"),
        rx.el.h1(held.heading),
        rx.el.blockquote(held.quote, class_name="prose", dir="auto"),
        rx.el.p(held.following, class_name="soft"),
        book_offer(held.card),
        # Where the caret was is gone: whoever uses the keyboard goes on from here.
        button(t.go_on, kind="primary", auto_focus=True, on_click=RoomState.go_on),
        class_name=f"ceremony seat-{held.card.seat}",
    )


def _room(feedback: rx.Component) -> rx.Component:
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
            _sides(held),
            rx.el.div(_closed_or_editor(held), feedback, class_name="room-writing"),
        ),
        _reading(),
        class_name=f"room seat-{held.seat}",
    )


def _sides(held: Any) -> rx.Component:
    """Where the two do not stand beside each other: which of them is in sight. Both stay."""

    def side(name: str, label: Any, *, is_first: bool = False) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="radio",
                name="side",
                value=name,
                default_checked=is_first,
                class_name="unseen",
            ),
            rx.el.span(label),
        )

    return rx.el.fieldset(
        rx.el.legend(t.write_or_read, class_name="unseen"),
        side("write", t.write_tab, is_first=True),
        side("read", held.reading),
        class_name="segments room-sides",
    )


def _closed_or_editor(held: Any) -> rx.Component:
    return rx.cond(
        held.closed,
        rx.el.div(
            rx.el.p(held.closed, class_name="soft"),
            link(t.back_to_it, to=held.href, class_name="link"),
            class_name="empty",
        ),
        _editor(),
    )


def _editor() -> rx.Component:
    state: Any = RoomState
    return rx.el.form(
        rx.el.label(t.synthesis, html_for="synthesis", class_name="unseen"),
        Writing.create(
            id="synthesis",
            name="synthesis",
            draft=state.draft,
            kept=state.kept,
            rev=state.room.rev,
            answered=state.answered,
            initial=state.room.synthesis,
            serial=state.serial,
            rows=12,
            hint=t.synthesis_hint,
            limit=LONGEST_SYNTHESIS,
            counter=t.counter,
            max_length=21_000,
            described_by="synthesis-problem",
            invalid=state.problems["synthesis"].bool(),
            **KEEPING,
        ),
        problem(state.problems, "synthesis"),
        conflict(state),
        Sending.create(answered=state.answered, words=NOT_SAVED, on_again=state.finish.temporal),
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
        rx.el.span(class_name="kept", custom_attrs={"data-kept-of": "synthesis"}),
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
            Written.create(text=item.text, blocks=item.blocks),
        ),
        class_name="room-hour",
    )


def _earlier(item: Any) -> rx.Component:
    return rx.el.article(
        rx.el.h3(item.title),
        rx.el.p(item.day, " · ", item.question, class_name="meta"),
        Written.create(text=item.text, blocks=item.blocks),
        class_name="room-earlier",
    )


def _pair(pair: Any) -> rx.Component:
    def quote(label: str, held: Any) -> rx.Component:
        return rx.el.div(
            rx.el.p(label, ", ", held.mark, class_name="meta"),
            rx.el.blockquote(held.text, class_name="prose", dir="auto"),
        )

    return rx.el.div(quote(t.then, pair.then), quote(t.now, pair.now), class_name="room-pair")


def _part(heading: Any, found: Any, draw: Any) -> rx.Component:
    """A part of what can be read, if there is something in it."""
    return rx.cond(
        found.length() > 0,
        rx.el.section(rx.el.h2(heading), rx.foreach(found, draw), class_name="section"),
        rx.fragment(),
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
        _part(t.then_and_now, held.pairs, _pair),
        _part(t.earlier_syntheses, held.earlier, _earlier),
        class_name="room-reading",
        tab_index=0,
        aria_label=held.since,
    )

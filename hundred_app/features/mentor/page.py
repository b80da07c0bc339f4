"""What there is to see of the model: a switch, what is sent, and what it said."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.state.pages import PursuitState
from hundred_app.features.mentor.state import MentorChoiceState, MentorState
from hundred_app.features.mentor.texts import t
from hundred_app.ui import routes
from hundred_app.ui.dialogs import menu_item
from hundred_app.ui.fields import button
from hundred_app.ui.icons import swatch
from hundred_app.ui.web import link

state: Any = MentorState
pursuit: Any = PursuitState
choice: Any = MentorChoiceState


def settings() -> rx.Component:
    """The switch, where there is a model."""
    return rx.el.div(
        rx.el.div(
            rx.el.label(t.model, html_for="has_mentor", class_name="label"),
            rx.el.p(choice.help, class_name="help", dir="auto"),
        ),
        rx.el.div(
            rx.el.input(
                type="checkbox",
                id="has_mentor",
                name="has_mentor",
                checked=choice.is_on,
                on_change=choice.choose,
            ),
            rx.cond(
                choice.saved_count,
                rx.el.span(
                    t.saved,
                    class_name="saved-mark",
                    role="status",
                    key=choice.saved_count.to_string(),
                ),
                rx.fragment(),
            ),
            class_name="switch",
        ),
        class_name="setting",
    )


def feedback() -> rx.Component:
    """Below a synthesis that is written, for whoever wants it."""
    return _wanted(
        rx.el.section(
            rx.el.h2(t.feedback),
            _turn(t.offer, _delete(), rx.el.h3(t.look_at)),
            class_name="section mentor",
        ),
    )


def menu_line() -> rx.Component:
    """The way to the question about a whole commitment, in its menu."""
    return rx.cond(
        choice.is_on,
        menu_item(t.missing, rx.redirect(routes.missing(pursuit.card.id))),
        rx.fragment(),
    )


def missing(nothing_here: rx.Component) -> rx.Component:
    """The page of the question about a whole commitment, if it is there and may be asked."""
    return rx.cond(
        state.is_loaded,
        rx.cond(state.subject, _missing(), nothing_here),
        rx.el.div(class_name="loading"),
    )


def _missing() -> rx.Component:
    held = state.subject
    return rx.el.div(
        rx.el.p(
            swatch(held.seat),
            link(held.title, to=held.href, dir="auto"),
            class_name="room-eyebrow",
        ),
        rx.el.h1(t.missing),
        rx.cond(
            held.is_empty,
            rx.el.p(t.nothing_written, class_name="soft"),
            rx.el.div(
                _turn(t.missing_offer, rx.fragment(), rx.el.h2(t.look_at)), class_name="mentor"
            ),
        ),
        class_name=f"room letter seat-{held.seat}",
    )


def _wanted(drawn: rx.Component) -> rx.Component:
    return rx.cond(state.is_on & state.subject.bool(), drawn, rx.fragment())


def _turn(offer: Any, more: rx.Component, heading: rx.Component) -> rx.Component:
    """Whatever comes next.

    Args:
        more: what else can be done about an answer.
        heading: of what is sent, one level below that of the place.
    """
    return rx.fragment(
        # There all the time, as a reader hears only of what changes in a place that it knows.
        rx.el.p(state.told, class_name="unseen", role="status"),
        rx.cond(
            state.preview,
            _preview(heading),
            rx.cond(
                state.is_asking,
                _coming(),
                rx.cond(
                    state.is_elsewhere,
                    _elsewhere(),
                    rx.cond(state.answer, _answer(more), _offer(offer)),
                ),
            ),
        ),
    )


def _problem() -> rx.Component:
    return rx.cond(
        state.problem,
        rx.el.p(state.problem, class_name="problem", role="alert"),
        rx.fragment(),
    )


def _offer(offer: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(offer, class_name="soft"),
        _problem(),
        rx.el.p(
            button(t.show, on_click=state.look, auto_focus=state.is_new), class_name="mentor-acts"
        ),
    )


def _preview(heading: rx.Component) -> rx.Component:
    held = state.preview
    return rx.fragment(
        heading,
        rx.el.p(held.goes_to, dir="auto"),
        rx.cond(held.left_out, rx.el.p(held.left_out, class_name="soft"), rx.fragment()),
        _sent(t.told, held.told),
        _sent(t.reads, held.read),
        _problem(),
        rx.el.p(
            button(t.send, kind="primary", on_click=state.send),
            # The button that was pressed is gone. Not on the one that sends, which is pressed once
            # it has been read.
            button(t.not_now, kind="plain", on_click=state.close, auto_focus=True),
            class_name="mentor-acts",
        ),
    )


def _sent(label: Any, text: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(label, class_name="meta"),
        rx.el.pre(
            text, class_name="mentor-sent", tab_index=0, role="region", aria_label=label, dir="auto"
        ),
    )


def _coming() -> rx.Component:
    return rx.fragment(
        rx.el.p(t.waiting, class_name="soft"),
        rx.cond(
            state.partial,
            rx.el.p(state.partial, class_name="prose mentor-coming", dir="auto"),
            rx.fragment(),
        ),
        rx.el.p(button(t.stop, on_click=state.stop, auto_focus=True), class_name="mentor-acts"),
    )


def _elsewhere() -> rx.Component:
    return rx.fragment(
        rx.el.p(t.elsewhere, class_name="soft"),
        rx.el.p(button(t.stop, on_click=state.stop), class_name="mentor-acts"),
    )


def _delete() -> rx.Component:
    return button(t.remove, kind="small plain", on_click=state.remove)


def _answer(more: rx.Component) -> rx.Component:
    return rx.fragment(
        rx.el.div(rx.foreach(state.answer.claims, _claim), class_name="mentor-answer"),
        rx.el.p(t.by_model, class_name="meta"),
        _problem(),
        rx.el.p(
            button(t.ask_again, kind="small", on_click=state.look, auto_focus=state.is_new),
            more,
            class_name="mentor-acts",
        ),
    )


def _claim(claim: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.foreach(claim.pieces, _piece), class_name="prose", dir="auto"),
        rx.cond(claim.standing == "bare", rx.el.p(t.bare, class_name="mentor-mark"), rx.fragment()),
        class_name="mentor-claim",
        custom_attrs={"data-standing": claim.standing},
    )


def _piece(piece: Any) -> Any:
    return rx.match(
        piece.kind,
        (
            "quote",
            rx.fragment(
                rx.el.q(link(piece.text, to=piece.href, class_name="link")),
                rx.el.span(" (", piece.day, ")", class_name="meta"),
            ),
        ),
        (
            "unfound",
            rx.fragment(
                rx.el.q(piece.text, class_name="mentor-unfound"),
                rx.el.span(" (", t.unfound, ")", class_name="mentor-mark"),
            ),
        ),
        rx.el.span(piece.text),
    )

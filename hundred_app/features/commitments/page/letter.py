"""The page of the letter to one's later self: an editor, and later the letter."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.pursuit import nothing_here
from hundred_app.features.commitments.rules.letters import LONGEST_LETTER
from hundred_app.features.commitments.state.letter import LetterState
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts.state import KEEPING, NOT_SAVED
from hundred_app.ui.fields import button, problem
from hundred_app.ui.icons import swatch
from hundred_app.ui.reading import Written
from hundred_app.ui.web import link
from hundred_app.ui.writing import Sending, Steady, Writing

state: Any = LetterState


def content() -> rx.Component:
    return rx.cond(
        state.is_missing,
        nothing_here(),
        rx.fragment(
            Steady.create(_letter(), when=state.letter, known=state.is_loaded),
            rx.cond(state.is_loaded, rx.fragment(), rx.el.div(class_name="loading")),
        ),
    )


def _letter() -> rx.Component:
    held = state.letter
    return rx.el.div(
        rx.el.p(
            swatch(held.seat),
            link(held.title, to=held.href, dir="auto"),
            class_name="room-eyebrow",
        ),
        rx.el.h1(held.heading),
        rx.cond(held.text, _arrived(held), rx.cond(held.closed, _closed(held), _editor(held))),
        class_name=f"room letter seat-{held.seat}",
    )


def _arrived(held: Any) -> rx.Component:
    return rx.el.article(
        rx.el.p(held.written, class_name="meta"),
        Written.create(text=held.text, blocks=held.blocks),
        class_name="letter-text",
    )


def _closed(held: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(held.closed, class_name="soft"),
        link(t.back_to_it, to=held.href, class_name="link"),
        class_name="empty",
    )


def _editor(held: Any) -> rx.Component:
    return rx.el.form(
        rx.el.p(held.how, class_name="soft", id="letter-how"),
        rx.el.label(held.heading, html_for="letter", class_name="unseen"),
        Writing.create(
            id="letter",
            name="letter",
            draft=state.draft,
            kept=state.kept,
            answered=state.answered,
            initial="",
            serial=state.serial,
            rows=12,
            hint=t.letter_hint,
            limit=LONGEST_LETTER,
            counter=t.counter,
            max_length=21_000,
            described_by="letter-how letter-problem",
            invalid=state.problems["letter"].bool(),
            **KEEPING,
        ),
        problem(state.problems, "letter"),
        Sending.create(answered=state.answered, words=NOT_SAVED, on_again=state.seal.temporal),
        _foot(),
        on_submit=state.seal,
        no_validate=True,
    )


def _foot() -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="kept", custom_attrs={"data-kept-of": "letter"}),
        button(
            t.letter_seal,
            rx.el.kbd(t.ctrl_enter, class_name="desk"),
            kind="primary end",
            type="submit",
        ),
        class_name="room-foot",
    )

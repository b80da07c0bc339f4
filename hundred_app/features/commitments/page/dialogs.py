"""The dialogs about commitments and logs. They stand in the frame, so that every page has them."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.conflict import conflict
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState
from hundred_app.features.commitments.texts import t
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button, field, text_field
from hundred_app.ui.icons import swatch
from hundred_app.ui.web import Writing

# Class attributes of a state are Vars to a page, whatever their annotation says.
log: Any = LogState
pursuit: Any = PursuitFormState

PAUSE_MILLISECONDS = 150
"""How long typing rests before what was typed is told back."""


def log_dialog() -> rx.Component:
    """The form for one log, new or old."""
    return dialog(
        rx.el.form(
            rx.el.input(type="hidden", name="key", default_value=log.key),
            rx.el.input(type="hidden", name="rev", value=log.rev.to_string()),
            _which(),
            text_field(
                "duration",
                t.duration,
                log.problems,
                default_value=log.duration,
                placeholder=t.duration_hint,
                auto_focus=True,
                on_change=log.type_duration.debounce(PAUSE_MILLISECONDS),
            ),
            text_field(
                "moment",
                t.when,
                log.problems,
                help_text=t.when_help,
                default_value=log.moment,
                placeholder=t.when_hint,
                on_change=log.type_moment.debounce(PAUSE_MILLISECONDS),
            ),
            _told_back(),
            _reflection(),
            conflict(log.conflict, log.theirs, log.take_theirs),
            _log_foot(),
            on_submit=log.save,
            no_validate=True,
        ),
        is_open=log.is_open,
        problems=log.problems,
        title=rx.cond(log.is_edit, t.edit_log, t.log_time),
        on_close=log.close,
        wide=True,
    )


def _told_back() -> rx.Component:
    """What the form was understood to say. It is there while empty, so that it is read aloud."""
    return rx.el.div(
        rx.cond(log.told, rx.el.p(rx.el.b(log.told)), rx.fragment()),
        rx.cond(log.overlaps, rx.el.p(log.overlaps, class_name="meta"), rx.fragment()),
        class_name="told-back",
        role="status",
    )


def _reflection() -> rx.Component:
    return field(
        "reflection",
        t.what_did_it_teach,
        Writing.create(
            id="reflection",
            name="reflection",
            draft=log.draft,
            initial=log.reflection,
            serial=log.serial,
            rows=4,
            max_length=11_000,
            described_by="reflection-problem",
            invalid=log.problems["reflection"].bool(),
        ),
        problems=log.problems,
    )


def _log_foot() -> rx.Component:
    return rx.el.div(
        button(t.save, kind="primary", type="submit"),
        button(t.cancel, kind="plain", on_click=log.close),
        rx.cond(
            log.is_edit,
            button(t.delete, kind="plain danger end", on_click=log.remove),
            rx.fragment(),
        ),
        class_name="dialog-foot",
    )


def _which() -> rx.Component:
    """The commitment of the log, as a row of seats of which one is picked."""

    def choice(card: Any) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="radio",
                name="commitment_id",
                value=card.id,
                default_checked=log.commitment_id == card.id,
                class_name="unseen",
            ),
            swatch(card.seat),
            rx.el.span(card.title, class_name="name", dir="auto"),
            class_name="pick",
        )

    return rx.el.fieldset(
        rx.el.legend(t.which, class_name="unseen"),
        rx.foreach(log.choices, choice),
        rx.cond(
            log.problems["commitment_id"],
            rx.el.p(log.problems["commitment_id"], class_name="problem", role="alert"),
            rx.fragment(),
        ),
        class_name="picks",
    )


def pursuit_dialog() -> rx.Component:
    """The form for a commitment, new or old."""
    return dialog(
        rx.el.form(
            text_field(
                "title",
                t.title,
                pursuit.problems,
                default_value=pursuit.title,
                placeholder=t.title_hint,
                auto_focus=True,
            ),
            text_field(
                "category",
                t.category,
                pursuit.problems,
                optional=t.optional,
                below=_categories(),
                default_value=pursuit.category,
                list="categories",
            ),
            _hours_field("goal_hours", t.goal, pursuit.goal_hours),
            _hours_field(
                "hours_before",
                t.hours_before,
                pursuit.hours_before,
                help_text=t.hours_before_help,
                optional=t.optional,
            ),
            _pursuit_foot(),
            on_submit=pursuit.save,
            no_validate=True,
        ),
        is_open=pursuit.is_open,
        problems=pursuit.problems,
        title=rx.cond(pursuit.commitment_id, t.edit_commitment, t.choose_title),
        on_close=pursuit.close,
    )


def _categories() -> rx.Component:
    """What was used before, to be suggested."""
    return rx.el.datalist(
        rx.foreach(pursuit.categories, lambda name: rx.el.option(value=name)), id="categories"
    )


def _hours_field(name: str, label: str, value: Any, **words: Any) -> rx.Component:
    return text_field(
        name, label, pursuit.problems, default_value=value, input_mode="numeric", **words
    )


def _pursuit_foot() -> rx.Component:
    return rx.el.div(
        button(rx.cond(pursuit.commitment_id, t.save, t.commit), kind="primary", type="submit"),
        button(t.cancel, kind="plain", on_click=pursuit.close),
        class_name="dialog-foot",
    )


def delete_dialog() -> rx.Component:
    """Deleting a commitment: what goes, a way to keep a copy, and its name to be typed."""
    return dialog(
        rx.el.p(pursuit.what_goes, class_name="soft"),
        rx.el.p(
            rx.el.a(
                t.download_first,
                href=f"/export/commitment/{pursuit.commitment_id}",
                download=True,
                class_name="link",
            )
        ),
        rx.el.form(
            text_field("typed_title", t.type_title, pursuit.problems, auto_focus=True),
            rx.el.div(
                button(t.delete, " ", pursuit.title, kind="danger", type="submit"),
                button(t.cancel, kind="plain", on_click=pursuit.close),
                class_name="dialog-foot",
            ),
            on_submit=pursuit.delete,
            no_validate=True,
        ),
        is_open=pursuit.is_deleting,
        problems=pursuit.problems,
        title=f"{t.delete} {pursuit.title}?",
        on_close=pursuit.close,
    )

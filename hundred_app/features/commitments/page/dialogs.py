"""The dialogs about commitments. They stand in the frame, so that every page has them."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.conflict import conflict
from hundred_app.features.commitments.state.seats import PursuitFormState
from hundred_app.features.commitments.texts import t
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button, text_field

# Class attributes of a state are Vars to a page, whatever their annotation says.
pursuit: Any = PursuitFormState


def pursuit_dialog() -> rx.Component:
    """The form for a commitment, new or old."""
    return dialog(
        rx.el.form(
            rx.el.input(type="hidden", name="rev", value=pursuit.rev.to_string()),
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
            *_hours_fields(),
            conflict(pursuit),
            _pursuit_foot(),
            on_submit=pursuit.save,
            no_validate=True,
        ),
        is_open=pursuit.is_open,
        problems=pursuit.problems,
        title=rx.cond(pursuit.commitment_id, t.edit_commitment, t.choose_title),
        on_close=pursuit.close,
        closed=pursuit.closed,
        on_resume=pursuit.resume.temporal,
    )


def _categories() -> rx.Component:
    """What was used before, to be suggested."""
    return rx.el.datalist(
        rx.foreach(pursuit.categories, lambda name: rx.el.option(value=name)), id="categories"
    )


def _hours_fields() -> tuple[rx.Component, ...]:
    return (
        _hours_field("goal_hours", t.goal, pursuit.goal_hours),
        _hours_field(
            "hours_before",
            t.hours_before,
            pursuit.hours_before,
            help_text=t.hours_before_help,
            optional=t.optional,
        ),
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
        title=t.delete_title(title=pursuit.title),
        on_close=pursuit.close,
    )

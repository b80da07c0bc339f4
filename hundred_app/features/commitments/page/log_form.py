"""The form for one log: in its dialog, which is a sheet on phones, or in the place of the log."""

from typing import Any

import reflex as rx

from hundred_app.core import words
from hundred_app.features.commitments.page.conflict import conflict
from hundred_app.features.commitments.rules.logs import LONGEST_REFLECTION
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts.state import KEEPING, NOT_SAVED
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button, field, seat_picks, text_field
from hundred_app.ui.writing import Chips, Sending, Writing

# Class attributes of a state are Vars to a page, whatever their annotation says.
log: Any = LogState

PAUSE_MILLISECONDS = 150
"""How long typing rests before what was typed is told back."""

OFFERED = (15, 25, 30, 45, 60, 90)
"""Minutes that are one press away."""


def log_dialog(on_save: Any) -> rx.Component:
    """The form for one log, new or old, which `on_save` gets."""
    return dialog(
        log_form(on_save),
        is_open=log.is_open,
        problems=log.problems,
        title=rx.cond(log.is_edit, t.edit_log, t.log_time),
        on_close=log.close,
        closed=log.closed,
        on_resume=log.resume.temporal,
        kind="wide sheet",
    )


def log_form(on_save: Any) -> rx.Component:
    """The fields of the form, which `on_save` gets. One form for a log is on a page at a time."""
    return rx.el.form(
        seat_picks(
            t.which,
            log.choices,
            log.commitment_id,
            log.problems,
            is_first=log.begin_at == "commitment_id",
            is_legend_seen=False,
        ),
        _hidden(),
        _stretch(),
        _told_back(),
        _reflection(),
        rx.cond(log.can_wait, _later(), rx.fragment()),
        conflict(log),
        Sending.create(answered=log.answered, words=NOT_SAVED, on_again=on_save.temporal),
        _log_foot(),
        on_submit=on_save,
        no_validate=True,
    )


def _stretch() -> rx.Component:
    """How long and when: the duration, or both ends. What is not asked for keeps its text."""

    def way(value: str, label: str) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="radio",
                name="by_span",
                value=value,
                default_checked=log.by_span == (value == "1"),
                on_change=log.measure(value),
                class_name="unseen",
            ),
            rx.el.span(label),
        )

    return rx.el.fieldset(
        rx.el.legend(t.how_measured, class_name="unseen"),
        rx.el.div(way("0", t.by_duration), way("1", t.by_span), class_name="segments"),
        rx.el.div(_duration(), class_name="how-long"),
        _moment(),
        rx.el.div(_ended(), class_name="until"),
        class_name="stretch",
    )


def _duration() -> rx.Component:
    return text_field(
        "duration",
        t.duration,
        log.problems,
        below=Chips.create(
            of="duration",
            label=t.often,
            values=[words.duration(minutes).replace(words.NBSP, " ") for minutes in OFFERED],
        ),
        default_value=log.duration,
        placeholder=t.duration_hint,
        on_change=log.type_duration.debounce(PAUSE_MILLISECONDS),
        custom_attrs={"data-first": log.begin_at == "duration"},
    )


def _moment() -> rx.Component:
    return text_field(
        "moment",
        t.when,
        log.problems,
        help_text=t.when_help,
        default_value=log.moment,
        placeholder=rx.cond(log.by_span, t.began_hint, t.when_hint),
        on_change=log.type_moment.debounce(PAUSE_MILLISECONDS),
    )


def _ended() -> rx.Component:
    return text_field(
        "ended",
        t.when_it_ended,
        log.problems,
        default_value=log.ended,
        placeholder=t.ended_hint,
        on_change=log.type_ended.debounce(PAUSE_MILLISECONDS),
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
            kept=log.kept,
            initial=log.reflection,
            hint=log.prompt,
            serial=log.serial,
            rev=log.rev,
            form_key=log.key,
            answered=log.answered,
            rows=4,
            first=log.begin_at == "reflection",
            limit=LONGEST_REFLECTION,
            counter=t.counter,
            max_length=11_000,
            described_by="reflection-problem",
            invalid=log.problems["reflection"].bool(),
            **KEEPING,
        ),
        problems=log.problems,
    )


def _later() -> rx.Component:
    """The way to save without a sentence, for the rest of the day."""
    return rx.el.label(
        rx.el.input(type="checkbox", name="later", default_checked=log.is_later),
        rx.el.span(t.log_later),
        rx.el.span(t.log_later_help, class_name="meta"),
        class_name="later",
    )


def _log_foot() -> rx.Component:
    return rx.el.div(
        button(t.save, kind="primary", type="submit"),
        button(t.cancel, kind="plain", on_click=log.close),
        rx.el.span(class_name="kept meta", custom_attrs={"data-kept-of": "reflection"}),
        rx.cond(
            log.is_edit,
            button(t.delete, kind="plain danger end", on_click=log.remove),
            rx.fragment(),
        ),
        class_name="dialog-foot",
    )


def _hidden() -> rx.Component:
    """What the form was opened as, sent along with it."""
    return rx.fragment(
        rx.el.input(type="hidden", name="is_timed", value=rx.cond(log.is_timed, "1", "0")),
        rx.el.input(type="hidden", name="is_line", value=rx.cond(log.is_line, "1", "0")),
    )

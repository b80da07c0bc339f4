"""The settings: each choice is saved as it is made."""

from typing import Any

import reflex as rx

from hundred_app.core import language
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t
from hundred_app.ui.fields import button, problem
from hundred_app.ui.parts import Part, in_parts
from hundred_app.ui.web import NativeForm, PlainLink

state: Any = AccountState


def content(*added: Part) -> rx.Component:
    """All settings, and sections that features above this one add."""
    parts = (*_PARTS[:_ADDED_AT], *added, *_PARTS[_ADDED_AT:])
    return in_parts(t.settings, t.all_settings, parts)


def _you() -> rx.Component:
    return _row(state.username, t.username_stays, _press(t.sign_out, "/auth/sign-out"))


def _appearance() -> rx.Component:
    return rx.el.div(
        _theme("light", t.light, "theme-light"),
        _theme("dark", t.dark, "theme-dark"),
        _theme("system", t.like_system, "theme-both"),
        _saved("theme"),
        class_name="themes",
        role="radiogroup",
        aria_label=t.appearance,
    )


def _writing() -> rx.Component:
    return rx.fragment(
        _switch("has_prompts", t.prompts, t.prompts_help, state.has_prompts, state.choose_prompts),
        _switch(
            "has_template", t.template, t.template_help, state.has_template, state.choose_template
        ),
    )


def _switch(name: str, label: str, help_text: str, value: Any, choose: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name, class_name="label"),
            rx.el.p(help_text, class_name="help"),
        ),
        rx.el.div(
            rx.el.input(type="checkbox", id=name, name=name, checked=value, on_change=choose),
            _saved(name),
            class_name="switch",
        ),
        class_name="setting",
    )


def _bring_in() -> rx.Component:
    """How time from elsewhere comes in, with the command as it is for this person."""
    return rx.el.div(
        rx.el.p(t.bring_in_help, class_name="help"),
        # Not before the name is known: a page that is sent has whole sentences only.
        rx.cond(state.username, _command(), rx.fragment()),
        rx.el.p(t.bring_in_columns, class_name="help"),
        class_name="bring-in",
    )


def _command() -> rx.Component:
    return rx.el.pre(
        t.bring_in_line(name=state.username),
        class_name="command",
        tab_index=0,
        role="region",
        aria_label=t.bring_in_command,
        dir="ltr",
    )


def _take_out() -> rx.Component:
    return _line(t.take_out_help, _plain(t.take_out_button, "/export/all"))


def _leave() -> rx.Component:
    return _line(t.leave_help, _plain(t.leave_button, "/leave", danger=True))


def _time() -> rx.Component:
    weekdays = rx.foreach(
        state.weekdays, lambda name, day: rx.el.option(name, value=day.to_string())
    )
    hours = [rx.el.option(f"{hour:02d}:00", value=str(hour)) for hour in range(24)]
    zones = rx.foreach(state.zones, lambda zone: rx.el.option(zone, value=zone))
    return rx.fragment(
        _language(),
        _choice(
            "time_zone", t.time_zone, t.time_zone_help, state.time_zone, state.choose_zone, zones
        ),
        _choice(
            "week_start",
            t.week_start,
            "",
            state.week_start.to_string(),
            state.choose_week_start,
            weekdays,
        ),
        _choice(
            "day_start",
            t.day_start,
            t.day_start_help,
            state.day_start.to_string(),
            state.choose_day_start,
            *hours,
        ),
    )


def _language() -> rx.Component:
    return _choice(
        "language",
        t.language,
        "",
        state.language,
        state.choose_language,
        rx.el.option(t.like_browser, value=""),
        *(rx.el.option(name, value=tag, lang=tag) for tag, name in language.LANGUAGES.items()),
    )


def _safety() -> rx.Component:
    is_on = state.recovery_codes_left >= 0
    return rx.fragment(
        _row(t.password, t.password_row_help, _plain(t.change, "/password")),
        _row(
            t.second_step,
            state.second_step,
            rx.cond(
                is_on,
                rx.el.div(
                    _press(t.new_codes, "/auth/two-step/codes"),
                    _press(t.turn_off, "/auth/two-step/off"),
                    class_name="row-buttons",
                ),
                _plain(t.turn_on, "/two-step"),
            ),
        ),
    )


def _devices() -> rx.Component:
    return rx.fragment(
        rx.foreach(
            state.devices,
            lambda device: _row(
                device.name,
                device.detail,
                rx.cond(
                    device.is_this,
                    _press(t.sign_out, "/auth/sign-out"),
                    button(t.end_device, kind="small", on_click=state.end_device(device.id)),
                ),
            ),
        ),
        rx.cond(
            state.devices.length() > 1,
            rx.el.p(
                button(t.end_others, kind="small", on_click=state.end_other_devices),
                class_name="section-foot",
            ),
            rx.fragment(),
        ),
    )


def _row(label: Any, help_text: Any, control: rx.Component) -> rx.Component:
    """What there is at the left, what can be done about it at the right."""
    return rx.el.div(
        rx.el.div(
            rx.el.p(label, class_name="label"),
            rx.el.p(help_text, class_name="help"),
        ),
        rx.el.div(control),
        class_name="setting",
    )


def _line(text: str, control: rx.Component) -> rx.Component:
    """A row of a section that has no other, and so needs no name of its own."""
    return rx.el.div(rx.el.p(text, class_name="help"), rx.el.div(control), class_name="setting")


def _plain(label: str, href: str, *, danger: bool = False) -> rx.Component:
    """A link to a page that the server makes for this one visit."""
    kind = "button small danger" if danger else "button small"
    return PlainLink.create(label, href=href, class_name=kind)


def _press(label: str, action: str) -> rx.Component:
    return NativeForm.create(
        rx.el.button(label, type="submit", class_name="button small"),
        action=action,
        method="post",
        class_name="press",
    )


def _choice(
    name: str, label: str, help_text: str, value: Any, choose: Any, *options: rx.Component
) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name, class_name="label"),
            rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        ),
        rx.el.div(
            rx.el.select(*options, id=name, value=value, on_change=choose),
            problem(state.problems, name),
            _saved(name),
        ),
        class_name="setting",
    )


def _theme(value: str, label: str, scheme: str) -> rx.Component:
    return rx.el.button(
        rx.el.span(
            *(rx.el.span(class_name=f"seat-{seat}") for seat in ("clay", "ochre", "pine", "iris")),
            class_name=f"theme-picture {scheme}",
            aria_hidden=True,
        ),
        label,
        type="button",
        role="radio",
        aria_checked=rx.cond(state.theme == value, "true", "false"),
        class_name="theme-choice",
        on_click=state.choose_theme(value),
    )


def _saved(name: str) -> rx.Component:
    """Says for two seconds that the choice is in the database; each time anew."""
    return rx.cond(
        state.saved == name,
        rx.el.span(
            t.saved, class_name="saved-mark", role="status", key=state.saved_count.to_string()
        ),
        rx.fragment(),
    )


_PARTS = (
    Part("you", t.you, _you),
    Part("time", t.language_and_time, _time),
    Part("appearance", t.appearance, _appearance),
    Part("writing", t.writing, _writing),
    Part("safety", t.safety, _safety),
    Part("devices", t.devices, _devices),
    Part("bring-in", t.bring_in, _bring_in),
    Part("take-out", t.take_out, _take_out),
    Part("leave", t.leave_title, _leave),
)
_ADDED_AT = 4
"""What is added comes after the writing."""

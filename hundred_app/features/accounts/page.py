"""Signing in and up (without scripts), and the settings."""

from typing import Any

import reflex as rx

from hundred_app.core import words
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t
from hundred_app.ui.icons import mark
from hundred_app.ui.slots import hidden_slot, note_slot, problem_slot
from hundred_app.ui.web import HundredGrid, NativeForm

state: Any = AccountState


def sign_in() -> rx.Component:
    return _entry(
        t.sign_in_title,
        "/auth/sign-in",
        t.sign_in,
        password_autocomplete="current-password",  # noqa: S106
        below=rx.el.p(
            t.new_here,
            " ",
            rx.el.a(t.sign_up, href="/sign-up", class_name="link"),
            class_name="entry-line",
        ),
    )


def sign_up() -> rx.Component:
    return _entry(
        t.sign_up_title,
        "/auth/sign-up",
        t.sign_up,
        password_autocomplete="new-password",  # noqa: S106
        username_help=t.username_help,
        password_help=t.password_help,
        more=rx.el.input(type="hidden", name="time_zone"),
        below=rx.el.p(
            t.have_account,
            " ",
            rx.el.a(t.sign_in, href="/sign-in", class_name="link"),
            class_name="entry-line",
        ),
    )


def _entry(
    title: str,
    action: str,
    submit: str,
    *,
    password_autocomplete: str,
    below: rx.Component,
    username_help: str = "",
    password_help: str = "",
    more: rx.Component | None = None,
) -> rx.Component:
    return rx.el.main(
        rx.el.div(
            rx.el.a(mark(32), href="/", aria_label="Hundred"),
            rx.el.h1(title),
            note_slot(),
            NativeForm.create(
                hidden_slot(),
                more or rx.fragment(),
                _username(username_help),
                _password(password_autocomplete, password_help),
                problem_slot(),
                rx.el.button(submit, type="submit", class_name="button primary"),
                action=action,
                method="post",
            ),
            below,
            rx.el.script(src="/auth.js", defer=True, custom_attrs={"data-keep": ""}),
            class_name="entry-column",
        ),
        rx.el.div(_art(), class_name="entry-art seat-clay", aria_hidden=True),
        class_name="entry",
        id="content",
    )


def _username(help_text: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(t.username, html_for="username"),
        rx.el.input(
            id="username",
            name="username",
            auto_complete="username",
            auto_capitalize="none",
            spell_check=False,
            required=True,
            max_length=64,
        ),
        rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        class_name="field",
    )


def _password(autocomplete: str, help_text: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(t.password, html_for="password"),
        rx.el.div(
            rx.el.input(
                id="password",
                name="password",
                type="password",
                auto_complete=autocomplete,
                required=True,
                max_length=512,
            ),
            rx.el.button(
                t.show,
                type="button",
                class_name="show",
                hidden=True,
                custom_attrs={"data-show": "password", "data-on": t.show, "data-off": t.hide},
            ),
            class_name="password-box",
        ),
        rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        class_name="field",
    )


def _art() -> rx.Component:
    """A grid on its way, as a picture of what is ahead."""
    return HundredGrid.create(
        squares={
            "full": 47,
            "part": 0.33,
            "before": 0,
            "label": "",
            "marks": [
                {"square": 25, "standing": "written"},
                {"square": 50, "standing": "to come"},
                {"square": 75, "standing": "to come"},
                {"square": 100, "standing": "to come"},
            ],
        },
        size="l",
    )


def settings() -> rx.Component:
    """Each choice is saved as it is made."""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1(t.settings), rx.el.p(t.signed_in_as_before, rx.el.b(state.username), ".")
            ),
            class_name="page-head",
        ),
        rx.el.section(
            rx.el.h2(t.appearance),
            rx.el.div(
                _theme("light", t.light, "theme-light"),
                _theme("dark", t.dark, "theme-dark"),
                _theme("system", t.like_system, "theme-both"),
                class_name="themes",
                role="radiogroup",
                aria_label=t.appearance,
            ),
            class_name="section",
        ),
        _time(),
        rx.el.section(
            rx.el.h2(t.you),
            NativeForm.create(
                rx.el.button(t.sign_out, type="submit", class_name="button"),
                action="/auth/sign-out",
                method="post",
                class_name="sign-out",
            ),
            class_name="section",
        ),
        class_name="narrow",
    )


def _time() -> rx.Component:
    weekdays = [rx.el.option(name, value=str(day)) for day, name in enumerate(words.WEEKDAYS)]
    hours = [rx.el.option(f"{hour:02d}:00", value=str(hour)) for hour in range(24)]
    zones = rx.foreach(state.zones, lambda zone: rx.el.option(zone, value=zone))
    return rx.el.section(
        rx.el.h2(t.time),
        _setting(
            "time_zone", t.time_zone, t.time_zone_help, state.time_zone, state.choose_zone, zones
        ),
        _setting(
            "week_start",
            t.week_start,
            "",
            state.week_start.to_string(),
            state.choose_week_start,
            *weekdays,
        ),
        _setting(
            "day_start",
            t.day_start,
            t.day_start_help,
            state.day_start.to_string(),
            state.choose_day_start,
            *hours,
        ),
        class_name="section",
    )


def _setting(
    name: str, label: str, help_text: str, value: Any, choose: Any, *options: rx.Component
) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name, class_name="label"),
            rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        ),
        rx.el.div(
            rx.el.select(*options, id=name, value=value, on_change=choose),
            rx.cond(
                state.problems[name],
                rx.el.p(state.problems[name], class_name="problem", role="alert"),
                rx.fragment(),
            ),
            rx.cond(
                state.saved == name,
                rx.el.span(t.saved, class_name="saved-mark", role="status"),
                rx.fragment(),
            ),
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

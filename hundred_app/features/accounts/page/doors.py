"""The pages that ask for a secret. They are sent without scripts and work as plain HTML."""

from typing import Any

import reflex as rx

from hundred_app.features.accounts.texts import t
from hundred_app.ui.entry import door, form
from hundred_app.ui.slots import slot


def sign_in() -> rx.Component:
    return door(
        t.sign_in_title,
        form("/auth/sign-in", t.sign_in, _username(), _password()),
        _line(t.new_here, t.sign_up, "/sign-up"),
    )


def code() -> rx.Component:
    return door(
        t.code_title,
        form(
            "/auth/code",
            t.code_continue,
            _text("code", t.code, t.code_help, auto_complete="one-time-code", auto_focus=True),
        ),
    )


def sign_up() -> rx.Component:
    return door(
        t.sign_up_title,
        form(
            "/auth/sign-up",
            t.sign_up,
            rx.el.input(type="hidden", name="time_zone"),
            _username(t.username_help),
            _password(autocomplete="new-password", help_text=t.password_help),
        ),
        _line(t.have_account, t.sign_in, "/sign-in"),
    )


def confirm() -> rx.Component:
    return door(
        t.confirm_title,
        rx.el.p(t.confirm_help),
        form("/auth/confirm", t.confirm, _password()),
        _back(),
    )


def password() -> rx.Component:
    return door(
        t.password_title,
        rx.el.p(t.password_ends),
        form(
            "/auth/password",
            t.change_password,
            _password(label=t.password_now),
            _new_password(),
        ),
        _back(),
    )


def reset() -> rx.Component:
    return door(t.reset_title, form("/auth/reset", t.reset, _new_password()))


def two_step() -> rx.Component:
    return door(
        t.two_step_title,
        rx.el.p(t.two_step_how),
        slot("picture"),
        rx.el.p(t.two_step_by_hand, class_name="help"),
        slot("lines"),
        form(
            "/auth/two-step",
            t.two_step_on,
            _text("code", t.code, "", auto_complete="one-time-code", input_mode="numeric"),
        ),
        _back(),
    )


def codes() -> rx.Component:
    return door(
        t.codes_title,
        rx.el.p(t.codes_how),
        slot("lines"),
        rx.el.a(
            t.codes_kept, href="/settings?note=two-step-on#safety", class_name="button primary"
        ),
    )


def leave() -> rx.Component:
    return door(
        t.leave_title,
        rx.el.p(t.leave_how),
        form(
            "/auth/leave",
            t.leave_button,
            _text("username", t.leave_username, "", auto_complete="off"),
            _password(),
            kind="danger",
        ),
        _back(),
    )


def _line(text: str, label: str, href: str) -> rx.Component:
    return rx.el.p(text, " ", rx.el.a(label, href=href, class_name="link"), class_name="entry-line")


def _back() -> rx.Component:
    return rx.el.p(
        rx.el.a(t.back_to_settings, href="/settings", class_name="link"), class_name="entry-line"
    )


def _username(help_text: str = "") -> rx.Component:
    return _text("username", t.username, help_text, auto_complete="username", max_length=64)


def _text(name: str, label: str, help_text: str, **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.input(
            id=name,
            name=name,
            auto_capitalize="none",
            spell_check=False,
            required=True,
            **props,
        ),
        rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        class_name="field",
    )


def _new_password() -> rx.Component:
    return _password(
        "new_password",
        label=t.new_password,
        autocomplete="new-password",
        help_text=t.password_help,
    )


def _password(
    name: str = "password",
    *,
    label: str = t.password,
    autocomplete: str = "current-password",
    help_text: str = "",
) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.div(
            rx.el.input(
                id=name,
                name=name,
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
                custom_attrs={"data-show": name, "data-on": t.show, "data-off": t.hide},
            ),
            class_name="password-box",
        ),
        rx.el.p(help_text, class_name="help") if help_text else rx.fragment(),
        class_name="field",
    )

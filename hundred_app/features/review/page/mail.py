"""What there is to see of the weekly message: a section of the settings, and where it is ended."""

from typing import Any

import reflex as rx

from hundred_app.features.review.state import MailState
from hundred_app.features.review.texts import t
from hundred_app.ui.entry import door, form
from hundred_app.ui.fields import button, text_field

mail: Any = MailState


def mail_settings() -> rx.Component:
    """Where the week is sent: nowhere, to an address whose code is awaited, or to one."""
    return rx.cond(
        mail.address,
        _mail_on(),
        rx.cond(mail.asked_address, _mail_code(), _mail_address()),
    )


def _mail_on() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(t.mail_goes_to(address=mail.address), class_name="label"),
            rx.el.p(t.mail_forgets, class_name="help"),
        ),
        rx.el.div(button(t.mail_turn_off, kind="small", on_click=mail.turn_off)),
        class_name="setting",
    )


def _mail_address() -> rx.Component:
    return rx.el.form(
        text_field(
            "address",
            t.mail_address,
            mail.problems,
            help_text=t.mail_help,
            type="email",
            auto_complete="email",
            input_mode="email",
            max_length=254,
            dir="ltr",
        ),
        rx.el.p(button(t.mail_send_code, type="submit"), class_name="section-foot"),
        on_submit=mail.ask,
        no_validate=True,
    )


def _mail_code() -> rx.Component:
    return rx.el.form(
        text_field(
            "code",
            t.mail_code,
            mail.problems,
            help_text=t.mail_code_help(address=mail.asked_address),
            auto_complete="one-time-code",
            auto_capitalize="characters",
            spell_check=False,
            max_length=40,
            dir="ltr",
        ),
        rx.el.p(
            button(t.mail_confirm, type="submit"),
            " ",
            button(t.mail_other, kind="plain", on_click=mail.choose_other),
            class_name="section-foot",
        ),
        on_submit=mail.confirm,
        no_validate=True,
    )


def mail_off() -> rx.Component:
    """For whoever has the link of a message; sent without scripts, like the page after it."""
    return door(t.off_title, rx.el.p(t.off_how), form("/mail-off", t.letter_off))


def mail_is_off() -> rx.Component:
    return door(
        t.off_done_title,
        rx.el.p(t.off_done),
        rx.el.p(rx.el.a(t.to_hundred, href="/", class_name="link"), class_name="entry-line"),
    )

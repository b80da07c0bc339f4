"""The page for whoever runs this Hundred."""

from typing import Any

import reflex as rx

from hundred_app.features.admin.state import AdminState
from hundred_app.features.admin.texts import t
from hundred_app.ui.dialogs import dialog, menu, menu_item
from hundred_app.ui.fields import button, segments
from hundred_app.ui.icons import icon
from hundred_app.ui.web import PlainLink

state: Any = AdminState


def content() -> rx.Component:
    return rx.cond(
        state.is_loaded,
        rx.el.div(
            rx.el.header(
                rx.el.div(rx.el.h1(t.administration), rx.el.p(t.lead)), class_name="page-head"
            ),
            _people(),
            _invitations(),
            _backups(),
            _health(),
            _log(),
            _link_dialog(),
            _restore_dialog(),
            class_name="narrow admin",
        ),
        rx.fragment(),
    )


def _people() -> rx.Component:
    choices = (
        ("invitation", t.by_invitation),
        ("approval", t.by_approval),
        ("open", t.openly),
    )
    return rx.el.section(
        rx.el.h2(t.people),
        rx.el.p(t.who_may, class_name="label"),
        rx.cond(
            state.is_fixed,
            rx.el.p(t.fixed, class_name="help"),
            segments(t.who_may, choices, state.registration, state.choose_registration),
        ),
        rx.el.p(state.registration_help, class_name="help"),
        rx.el.ul(rx.foreach(state.members, _member), class_name="rows"),
        class_name="section",
    )


def _member(member: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(member.username, class_name="label", dir="auto"),
            rx.el.p(member.standing, " · ", member.detail, class_name="help"),
        ),
        rx.cond(
            member.is_waiting,
            rx.el.div(
                button(t.approve, kind="small primary", on_click=state.approve(member.id)),
                button(t.decline, kind="small", on_click=state.decline(member.id)),
                class_name="row-buttons",
            ),
            _member_menu(member),
        ),
    )


def _member_menu(member: Any) -> rx.Component:
    return menu(
        rx.el.button(
            icon("ellipsis"),
            type="button",
            class_name="icon-button",
            aria_label=t.more_about(name=member.username),
        ),
        menu_item(t.reset_link, state.make_reset_link(member.id)),
        rx.cond(
            member.is_admin,
            menu_item(t.demote, state.demote(member.id)),
            menu_item(t.promote, state.promote(member.id)),
        ),
        rx.cond(
            member.is_disabled,
            menu_item(t.enable, state.enable(member.id)),
            menu_item(t.disable, state.disable(member.id), danger=True),
        ),
    )


def _invitations() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.invitations),
        rx.cond(
            state.invitations.length() == 0,
            rx.el.p(t.no_invitations, class_name="help"),
            rx.el.ul(
                rx.foreach(
                    state.invitations,
                    lambda invitation: rx.el.li(
                        rx.el.p(invitation.detail),
                        button(t.withdraw, kind="small", on_click=state.withdraw(invitation.id)),
                    ),
                ),
                class_name="rows",
            ),
        ),
        rx.el.p(button(t.invite, on_click=state.invite), class_name="section-foot"),
        class_name="section",
    )


def _backups() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.backups),
        rx.el.p(t.backups_help, class_name="help"),
        rx.cond(
            state.backups.length() == 0,
            rx.el.p(t.no_backups, class_name="help"),
            rx.el.ul(rx.foreach(state.backups, _backup), class_name="rows"),
        ),
        rx.el.p(button(t.back_up, on_click=state.back_up), class_name="section-foot"),
        class_name="section",
    )


def _backup(backup: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(backup.made, class_name="label"),
            rx.el.p(backup.detail, class_name="help"),
        ),
        rx.el.div(
            PlainLink.create(
                t.download, href="/admin/backup/" + backup.name, class_name="button small"
            ),
            button(t.restore, kind="small", on_click=state.ask_restore(backup.name)),
            class_name="row-buttons",
        ),
    )


def _health() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.health),
        rx.el.dl(
            rx.foreach(
                state.facts,
                lambda fact: rx.el.div(rx.el.dt(fact.label), rx.el.dd(fact.value)),
            ),
            class_name="facts-list",
        ),
        class_name="section",
    )


def _log() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.log),
        rx.el.p(t.log_help, class_name="help"),
        rx.el.ul(
            rx.foreach(
                state.log,
                lambda line: rx.el.li(
                    rx.el.p(
                        line.what,
                        rx.cond(
                            line.is_refused,
                            rx.el.span(" (", t.refused, ")", class_name="problem"),
                            rx.fragment(),
                        ),
                        dir="auto",
                    ),
                    rx.el.p(line.when, class_name="help"),
                ),
            ),
            class_name="rows dense",
        ),
        rx.cond(
            state.has_more,
            rx.el.p(button(t.show_more, on_click=state.show_more), class_name="section-foot"),
            rx.fragment(),
        ),
        class_name="section",
    )


def _link_dialog() -> rx.Component:
    return dialog(
        rx.el.p(state.link_how),
        rx.el.div(
            rx.el.label(t.link, html_for="one-time-link"),
            rx.el.input(id="one-time-link", value=state.link, read_only=True, dir="ltr"),
            class_name="field",
        ),
        rx.el.div(
            button(t.close, kind="primary", on_click=state.close_link), class_name="dialog-foot"
        ),
        is_open=state.link != "",
        title=t.link_title,
        on_close=state.close_link,
    )


def _restore_dialog() -> rx.Component:
    return dialog(
        rx.el.p(state.to_restore_made, class_name="label"),
        rx.el.p(t.restore_how),
        rx.el.div(
            button(t.restore_button, kind="danger", on_click=state.restore),
            button(t.cancel, kind="plain", on_click=state.close_restore),
            class_name="dialog-foot",
        ),
        is_open=state.to_restore != "",
        title=t.restore_title,
        on_close=state.close_restore,
    )

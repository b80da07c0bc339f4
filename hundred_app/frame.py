"""What surrounds every page: navigation, notices, the dialogs that any page may open."""

from typing import Any

import reflex as rx

from hundred_app.actions import ACTIONS, every_action
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t as account_texts
from hundred_app.features.admin.texts import t as admin_texts
from hundred_app.features.commitments.page.dialogs import delete_dialog, pursuit_dialog
from hundred_app.features.commitments.page.log_form import log_dialog
from hundred_app.features.commitments.page.share import share_dialog
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.pages import RoomState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.commitments.texts import t as commitment_texts
from hundred_app.features.dashboard.texts import t as dashboard_texts
from hundred_app.features.drafts.page import forget_saved
from hundred_app.features.focus.page import pill as timer
from hundred_app.features.focus.page.dialogs import dialogs as timer_dialogs
from hundred_app.features.focus.state import FocusState
from hundred_app.features.insights.texts import t as insight_texts
from hundred_app.ui import routes
from hundred_app.ui.icons import icon, mark, swatch
from hundred_app.ui.notices import notice
from hundred_app.ui.palette import OPEN_HELP, Says, Sheet
from hundred_app.ui.texts import t
from hundred_app.ui.web import (
    Connection,
    Focus,
    Keys,
    NativeForm,
    OfflineLine,
    PlainLink,
    Theme,
    Worker,
    link,
)
from hundred_app.ui.words import Language, Speaking

_PAGES = (
    (routes.TODAY, dashboard_texts.today, "layout-grid"),
    (routes.HISTORY, commitment_texts.history, "text"),
    (routes.INSIGHTS, insight_texts.insights, "chart-spline"),
    (routes.MUSEUM, commitment_texts.museum, "landmark"),
)


def framed(content: rx.Component) -> rx.Component:
    """A page in its frame."""
    return rx.el.div(
        PlainLink.create(t.skip, href="#content", class_name="button primary skip"),
        rx.el.div(
            _side(),
            rx.el.main(
                OfflineLine.create(text=t.disconnected),
                content,
                id="content",
                tab_index=-1,
                class_name="main",
            ),
            class_name="shell",
        ),
        timer.above_the_bar(),
        _tabs(),
    )


def around_all() -> rx.Component:
    """What outlives a navigation, and the place from where all is drawn anew in another language.

    It stands at the root and not in the frame, because the frame of one page
    is gone when the next page comes, and a notice with it.
    """
    return Speaking.create(_outliving())


@rx.memo
def _outliving() -> rx.Component:
    """Notices, the dialogs that any page may open, the keys."""
    return rx.fragment(
        log_dialog(FocusState.save_log),
        pursuit_dialog(),
        delete_dialog(),
        timer_dialogs(),
        timer.keeper(),
        share_dialog(),
        notice(
            LogState.undo,
            FocusState.undo_discard,
            PursuitFormState.undo_archive,
            PursuitFormState.undo_delete,
            RoomState.undo_finish,
        ),
        forget_saved(),
        Keys.create(),
        every_action(),
        Focus.create(),
        Connection.create(),
        Language.create(language=AccountState.spoken, known=SeatsState.is_loaded),
        Worker.create(),
        Theme.create(theme=AccountState.theme, known=SeatsState.is_loaded),
    )


def _side() -> rx.Component:
    return rx.el.nav(
        link(mark(), rx.el.span("Hundred", class_name="name"), to="/", class_name="brand"),
        rx.el.div(
            *(_row(icon(name), label, to=address) for address, label, name in _PAGES),
            class_name="side-rows",
        ),
        rx.cond(
            SeatsState.is_loaded,
            rx.el.div(
                rx.el.p(t.commitments, class_name="side-label"),
                rx.foreach(SeatsState.cards, _seat_row),
                rx.foreach(SeatsState.free, lambda _: _free_row()),
                class_name="side-rows",
            ),
            rx.fragment(),
        ),
        rx.el.div(class_name="grow"),
        timer.at_the_side(),
        rx.el.div(
            rx.cond(
                AccountState.is_admin,
                _row(icon("shield"), admin_texts.administration, to=routes.ADMIN),
                rx.fragment(),
            ),
            _row(
                icon("sliders-horizontal"),
                account_texts.settings,
                rx.el.span(AccountState.username, class_name="tail"),
                to=routes.SETTINGS,
            ),
            class_name="side-rows",
        ),
        class_name="side",
        aria_label=t.pages,
    )


def _row(picture: rx.Component, label: Any, *more: rx.Component, to: Any) -> rx.Component:
    return link(
        picture,
        rx.el.span(label, class_name="name", dir="auto", custom_attrs=_keys(to)),
        *more,
        to=to,
        class_name="side-row",
        custom_attrs={"aria-current": _current(to)},
    )


def _keys(to: Any) -> dict[str, str]:
    """The keys that lead there, for the name that the narrow sidebar shows on its own."""
    keys = next((action.keys for action in ACTIONS if action.to and action.to == str(to)), "")
    return {"data-keys": keys.upper()} if keys else {}


def _seat_row(card: Any) -> rx.Component:
    return _row(
        rx.el.span(swatch(card.seat), class_name="slot"),
        card.title,
        rx.el.span(card.whole_hours, class_name="tail"),
        to=card.href,
    )


def _free_row() -> rx.Component:
    return rx.el.button(
        rx.el.span(rx.el.span(class_name="free-mark"), class_name="slot", aria_hidden=True),
        rx.el.span(t.free_seat, class_name="name"),
        type="button",
        class_name="side-row",
        on_click=PursuitFormState.open_new,
    )


def _tabs() -> rx.Component:
    """The bar of the phone."""
    today, history, insights, _ = _PAGES

    def tab(page: tuple[str, str, str]) -> rx.Component:
        address, label, name = page
        return link(
            icon(name),
            label,
            to=address,
            class_name="tab",
            custom_attrs={"aria-current": _current(address)},
        )

    return rx.el.nav(
        tab(today),
        tab(history),
        rx.el.button(
            icon("plus", 24),
            type="button",
            class_name="tab-plus",
            aria_label=commitment_texts.log_time,
            on_click=LogState.open_new,
        ),
        tab(insights),
        _more(),
        class_name="tabs",
        aria_label=t.pages,
    )


def _more() -> rx.Component:
    """What has no place in the bar of the phone."""
    address, label, name = _PAGES[-1]
    return Sheet.create(
        _row(icon(name), label, to=address),
        rx.foreach(SeatsState.cards, _seat_row),
        rx.cond(
            AccountState.is_admin,
            _row(icon("shield"), admin_texts.administration, to=routes.ADMIN),
            rx.fragment(),
        ),
        _row(icon("sliders-horizontal"), account_texts.settings, to=routes.SETTINGS),
        Says.create(
            icon("circle-question-mark"),
            rx.el.span(t.help, class_name="name"),
            says=OPEN_HELP,
            class_name="side-row",
        ),
        NativeForm.create(
            rx.el.button(
                icon("log-out"),
                rx.el.span(account_texts.sign_out, class_name="name"),
                type="submit",
                class_name="side-row",
            ),
            action="/auth/sign-out",
            method="post",
        ),
        label=commitment_texts.more,
        trigger=rx.fragment(icon("ellipsis"), commitment_texts.more),
    )


def _current(address: Any) -> rx.Var:
    path = rx.State.router.url.path
    return rx.cond(path == address, "page", rx.Var("undefined"))

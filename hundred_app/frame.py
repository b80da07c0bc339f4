"""What surrounds every page: navigation, notices, the dialogs that any page may open."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t as account_texts
from hundred_app.features.commitments.page.dialogs import delete_dialog, log_dialog, pursuit_dialog
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.commitments.texts import t as commitment_texts
from hundred_app.features.dashboard.texts import t as dashboard_texts
from hundred_app.features.insights.texts import t as insight_texts
from hundred_app.ui import routes
from hundred_app.ui.dialogs import menu, menu_item
from hundred_app.ui.drafts import forget_saved
from hundred_app.ui.icons import icon, mark, swatch
from hundred_app.ui.notices import notice
from hundred_app.ui.texts import t
from hundred_app.ui.web import Focus, Keys, PlainLink, Theme, link

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
                rx.cond(
                    has_connection_errors,
                    rx.el.p(t.disconnected, class_name="offline-line", role="status"),
                    rx.fragment(),
                ),
                content,
                id="content",
                tab_index=-1,
                class_name="main",
            ),
            class_name="shell",
        ),
        _tabs(),
    )


def around_all() -> rx.Component:
    """What outlives a navigation: notices, the dialogs that any page may open, the keys.

    It stands at the root and not in the frame, because the frame of one page
    is gone when the next page comes, and a notice with it.
    """
    return rx.fragment(
        log_dialog(),
        pursuit_dialog(),
        delete_dialog(),
        notice(LogState.undo),
        forget_saved(),
        Keys.create(on_log=LogState.open_new),
        Focus.create(),
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
        _row(
            icon("sliders-horizontal"),
            account_texts.settings,
            rx.el.span(AccountState.username, class_name="tail"),
            to=routes.SETTINGS,
        ),
        class_name="side",
        aria_label=t.pages,
    )


def _row(picture: rx.Component, label: Any, *more: rx.Component, to: Any) -> rx.Component:
    return link(
        picture,
        rx.el.span(label, class_name="name", dir="auto"),
        *more,
        to=to,
        class_name="side-row",
        custom_attrs={"aria-current": _current(to)},
    )


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
    address, label, _ = _PAGES[-1]
    return menu(
        rx.el.button(icon("ellipsis"), commitment_texts.more, type="button", class_name="tab"),
        rx.foreach(
            SeatsState.cards,
            lambda card: menu_item(
                rx.fragment(
                    rx.el.span(swatch(card.seat), class_name="slot"),
                    rx.el.span(card.title, dir="auto"),
                ),
                rx.redirect(card.href),
            ),
        ),
        menu_item(label, rx.redirect(address)),
        menu_item(account_texts.settings, rx.redirect(routes.SETTINGS)),
    )


def _current(address: Any) -> rx.Var:
    path = rx.State.router.url.path
    return rx.cond(path == address, "page", rx.Var("undefined"))

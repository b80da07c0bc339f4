"""The map of the site: one line a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from hundred_app.features.accounts.page import settings, sign_in, sign_up
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t as accounts
from hundred_app.features.commitments.page import others, pursuit
from hundred_app.features.commitments.state.pages import (
    HistoryState,
    MuseumState,
    PursuitState,
    RoomState,
)
from hundred_app.features.commitments.state.seats import SeatsState
from hundred_app.features.commitments.texts import t as commitments
from hundred_app.features.dashboard.page import today as dashboard
from hundred_app.features.dashboard.page import visitors
from hundred_app.features.dashboard.state import TodayState
from hundred_app.features.dashboard.texts import t as today
from hundred_app.features.insights import page as insights
from hundred_app.features.insights.state import HoursState
from hundred_app.features.insights.texts import t as insight_texts
from hundred_app.frame import framed


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, what draws it, and what is loaded for it."""

    route: str
    title: Any
    draw: Callable[[], rx.Component]
    on_load: Sequence[Any] = ()


def _in_frame(content: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
    return lambda: framed(content())


def _commitment() -> rx.Component:
    return pursuit.content(insights.hours_panel())


_SEATS = SeatsState.load
_pursuit: Any = PursuitState
_TITLE = rx.cond(_pursuit.card, _pursuit.card.title, "")

PAGES = (
    Page("/", today.today, _in_frame(dashboard.content), (_SEATS, TodayState.load)),
    Page("/c/[cid]", _TITLE, _in_frame(_commitment), (_SEATS, PursuitState.load, HoursState.load)),
    Page("/c/[cid]/milestone/[hours]", _TITLE, _in_frame(others.room), (_SEATS, RoomState.load)),
    Page("/history", commitments.history, _in_frame(others.history), (_SEATS, HistoryState.load)),
    Page(
        "/insights", insight_texts.insights, _in_frame(insights.content), (_SEATS, HoursState.load)
    ),
    Page("/museum", commitments.museum, _in_frame(others.museum), (_SEATS, MuseumState.load)),
    Page("/settings", accounts.settings, _in_frame(settings), (_SEATS, AccountState.load_settings)),
    # For visitors: sent without scripts, see server/site.py.
    Page("/welcome", today.headline, visitors.welcome),
    Page("/sign-in", accounts.sign_in, sign_in),
    Page("/sign-up", accounts.sign_up, sign_up),
    Page("/lost", today.not_found, visitors.not_found),
    # Inside the app, for an address that no page is at.
    Page("/404", today.not_found, _in_frame(visitors.nothing_here)),
)

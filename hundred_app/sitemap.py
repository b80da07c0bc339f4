"""The map of the site: one line a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import reflex as rx

from hundred_app.features.accounts.page import doors, settings
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t as accounts
from hundred_app.features.admin import page as admin
from hundred_app.features.admin.state import AdminState
from hundred_app.features.admin.texts import t as admin_texts
from hundred_app.features.book import page as keepsake
from hundred_app.features.book.state import BookState
from hundred_app.features.commitments.page import history, letter, museum, pursuit, room
from hundred_app.features.commitments.state.history import HistoryState
from hundred_app.features.commitments.state.letter import LetterState
from hundred_app.features.commitments.state.museum import PieceState
from hundred_app.features.commitments.state.pages import MuseumState, PursuitState, RoomState
from hundred_app.features.commitments.state.seats import SeatsState
from hundred_app.features.commitments.texts import t as commitments
from hundred_app.features.dashboard.page import today as dashboard
from hundred_app.features.dashboard.page import visitors
from hundred_app.features.dashboard.state import QuickState, TodayState
from hundred_app.features.dashboard.texts import t as today
from hundred_app.features.focus.page import alone, pill
from hundred_app.features.focus.state import FocusState
from hundred_app.features.focus.texts import t as focus
from hundred_app.features.insights import page as insights
from hundred_app.features.insights.state import ChartsState, HoursState, ProspectState
from hundred_app.features.insights.texts import t as insight_texts
from hundred_app.features.mentor import page as mentor
from hundred_app.features.mentor.state import MentorChoiceState, MentorState
from hundred_app.features.mentor.texts import t as mentor_texts
from hundred_app.features.review.page import mail as weekly_mail
from hundred_app.features.review.page import week as weekly
from hundred_app.features.review.page import year as yearly
from hundred_app.features.review.state import MailState, ReviewState, YearState
from hundred_app.features.review.texts import t as review_texts
from hundred_app.frame import framed
from hundred_app.ui.parts import Part
from hundred_app.ui.texts import OF_HUNDRED


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, what draws it, and what is loaded for it."""

    route: str
    name: Any
    draw: Callable[[], rx.Component]
    on_load: Sequence[Any] = ()

    @property
    def title(self) -> Any:
        """What the window is called: "Cello · Hundred"."""
        named: Any = rx.Var.create(self.name)
        return named.to(str) + OF_HUNDRED


def _in_frame(content: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
    def drawn() -> rx.Component:
        return framed(content())

    # The framework makes one script of all that one module draws. Drawn by this module, every
    # page would load what any page needs.
    drawn.__module__ = f"{content.__module__}.{content.__name__.strip('_')}"
    return drawn


def _commitment() -> rx.Component:
    return pursuit.content(
        rx.fragment(
            insights.hours_panel(), insights.what_if(), insights.rhythm(), insights.of_one()
        ),
        insights.outlook,
        pill.start_button(),
        mentor.menu_line(),
    )


def _missing() -> rx.Component:
    return mentor.missing(pursuit.nothing_here())


def _room_of_synthesis() -> rx.Component:
    return room.room(mentor.feedback())


def _keepsake() -> rx.Component:
    return keepsake.content(pursuit.nothing_here())


def _history() -> rx.Component:
    return history.content(FocusState.save_log)


def _settings() -> rx.Component:
    possible: Any = MailState.is_possible
    has_model: Any = MentorChoiceState.is_possible
    return settings.content(
        Part("mail", review_texts.mail, weekly_mail.mail_settings, possible),
        Part("model", mentor_texts.feedback, mentor.settings, has_model),
    )


def _admin() -> rx.Component:
    """For everybody else, nothing is there."""
    elsewhere = rx.cond(SeatsState.is_loaded, visitors.nothing_here(), rx.fragment())
    return rx.cond(AccountState.is_admin, admin.content(), elsewhere)


def _design() -> tuple[Page, ...]:
    """The page of the design system: there in a source checkout, not in what is shipped."""
    if find_spec("hundred_app.ui.design") is None:
        return ()
    from hundred_app.ui.design import page

    return (Page("/design", "Design", _in_frame(page.content), _SEATS),)


_SEATS = (SeatsState.load, FocusState.load)
_pursuit: Any = PursuitState
_room: Any = RoomState
_letter: Any = LetterState
_year: Any = YearState
_book: Any = BookState
_TITLE = rx.cond(_pursuit.card, _pursuit.card.title, commitments.nothing_here)
_ROOM_TITLE = rx.cond(_room.room, _room.room.heading, commitments.nothing_here)
_LETTER_TITLE = rx.cond(_letter.letter, _letter.letter.heading, commitments.nothing_here)
_YEAR_TITLE = rx.cond(_year.review, _year.review.heading, review_texts.year_review)
_BOOK_TITLE = rx.cond(_book.cover, _book.cover.heading, commitments.nothing_here)

PAGES = (
    Page(
        "/",
        today.today,
        _in_frame(dashboard.content),
        (*_SEATS, TodayState.load, QuickState.load),
    ),
    Page(
        "/c/[cid]",
        _TITLE,
        _in_frame(_commitment),
        (
            *_SEATS,
            PursuitState.load,
            PieceState.load,
            HoursState.load,
            ProspectState.load,
            ChartsState.load,
            MentorChoiceState.load,
        ),
    ),
    Page(
        "/c/[cid]/missing",
        mentor_texts.missing,
        _in_frame(_missing),
        (*_SEATS, MentorState.load),
    ),
    Page("/c/[cid]/letter", _LETTER_TITLE, _in_frame(letter.content), (*_SEATS, LetterState.load)),
    Page("/c/[cid]/book", _BOOK_TITLE, _in_frame(_keepsake), (*_SEATS, BookState.load)),
    Page(
        "/c/[cid]/milestone/[hours]",
        _ROOM_TITLE,
        _in_frame(_room_of_synthesis),
        (*_SEATS, RoomState.load, MentorState.load),
    ),
    Page("/history", commitments.history, _in_frame(_history), (*_SEATS, HistoryState.load)),
    Page(
        "/insights",
        insight_texts.insights,
        _in_frame(insights.content),
        (*_SEATS, HoursState.load, ChartsState.load),
    ),
    Page("/review", review_texts.review, _in_frame(weekly.content), (*_SEATS, ReviewState.load)),
    Page("/review/[review_of]", _YEAR_TITLE, _in_frame(yearly.content), (*_SEATS, YearState.load)),
    Page("/museum", commitments.museum, _in_frame(museum.museum), (*_SEATS, MuseumState.load)),
    Page(
        "/settings",
        accounts.settings,
        _in_frame(_settings),
        (*_SEATS, AccountState.load_settings, MailState.load, MentorChoiceState.load),
    ),
    Page("/admin", admin_texts.administration, _in_frame(_admin), (*_SEATS, AdminState.load)),
    Page("/focus", focus.focus, alone.content, (SeatsState.load, FocusState.load_page)),
    # For visitors: sent without scripts, see server/site.py.
    Page("/welcome", today.headline, visitors.welcome),
    Page("/sign-in", accounts.sign_in, doors.sign_in),
    Page("/sign-up", accounts.sign_up, doors.sign_up),
    Page("/code", accounts.code_title, doors.code),
    Page("/reset", accounts.reset_title, doors.reset),
    # For whoever has the link of a weekly message, without scripts too.
    Page("/mail-off", review_texts.off_title, weekly_mail.mail_off),
    Page("/mail-is-off", review_texts.off_done_title, weekly_mail.mail_is_off),
    # For people, and without scripts as well: they ask for secrets.
    Page("/confirm", accounts.confirm_title, doors.confirm),
    Page("/password", accounts.password_title, doors.password),
    Page("/two-step", accounts.two_step_title, doors.two_step),
    Page("/codes", accounts.codes_title, doors.codes),
    Page("/leave", accounts.leave_title, doors.leave),
    Page("/lost", today.not_found, visitors.not_found),
    # Kept by the browser, for when there is no connection.
    Page("/offline", today.no_connection, visitors.offline),
    # Inside the app, for an address that no page is at.
    Page("/404", today.not_found, _in_frame(visitors.nothing_here)),
    *_design(),
)

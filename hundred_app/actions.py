"""Every action of the app, once: the palette, the help sheet and the keys are made of this."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from hundred_app.features.accounts.state import AccountState
from hundred_app.features.accounts.texts import t as account_texts
from hundred_app.features.admin.texts import t as admin_texts
from hundred_app.features.commitments.state.finding import FindState
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.commitments.state.share import ShareState
from hundred_app.features.commitments.texts import t as commitment_texts
from hundred_app.features.dashboard.texts import t as dashboard_texts
from hundred_app.features.focus.state import FocusState
from hundred_app.features.focus.texts import t as focus_texts
from hundred_app.features.insights.texts import t as insight_texts
from hundred_app.features.review.texts import t as review_texts
from hundred_app.ui import palette, routes
from hundred_app.ui.reading import SEARCH
from hundred_app.ui.texts import t

OF_A_COMMITMENT = "/c/"


@dataclass(frozen=True)
class Action:
    """Something to do, or a place to go.

    Attributes:
        section: "go", "do", or one that only the help sheet has: "write" and "squares".
        keys: what to press: "n", "Mod+k", or one after the other: "g t".
        to: the page that it leads to.
        href: the same for what the server itself answers, such as a file.
        post: an address that is asked by a form.
        field: the id of a field that it moves to, where there is one.
        run: the event otherwise.
        says: what it makes the window say, for what opens in the browser alone.
        at: it is offered on addresses that begin so.
        when: it is offered while this holds.
        also: other words that it is found by.
    """

    name: str
    label: str
    section: str
    keys: str = ""
    to: str = ""
    href: str = ""
    post: str = ""
    field: str = ""
    run: Any = None
    says: str = ""
    at: str = ""
    when: Any = None
    also: str = ""

    @property
    def is_hint(self) -> bool:
        """Whether it is a key that the part of the page hears that it is pressed in."""
        return not (self.to or self.href or self.post or self.run or self.says)


ACTIONS = (
    Action("today", dashboard_texts.today, "go", "g t", to=routes.TODAY),
    Action("history", commitment_texts.history, "go", "g h", to=routes.HISTORY),
    Action(
        "search", commitment_texts.search_label, "go", "/", field=SEARCH, to=routes.HISTORY,
    ),
    Action("insights", insight_texts.insights, "go", "g i", to=routes.INSIGHTS),
    Action("review", review_texts.review, "go", "g r", to=routes.REVIEW),
    Action("museum", commitment_texts.museum, "go", "g m", to=routes.MUSEUM),
    Action("settings", account_texts.settings, "go", "g s", to=routes.SETTINGS),
    Action(
        "administration",
        admin_texts.administration,
        "go",
        "g a",
        to=routes.ADMIN,
        when=AccountState.is_admin,
    ),
    Action(
        "log", commitment_texts.log_time, "do", "n", field="quick-log", run=LogState.open_new,
        also=t.also_log,
    ),
    Action("timer", focus_texts.start_timer, "do", "t", run=FocusState.press, also=t.also_timer),
    Action(
        "commit", commitment_texts.choose_title, "do", run=PursuitFormState.open_new,
        also=t.also_commit,
    ),
    Action(
        "edit", commitment_texts.edit_commitment, "do", run=PursuitFormState.open_edit,
        at=OF_A_COMMITMENT,
    ),
    Action(
        "delete", commitment_texts.delete_commitment, "do", run=PursuitFormState.open_delete,
        at=OF_A_COMMITMENT,
    ),
    Action("share", commitment_texts.share, "do", run=ShareState.open, at=OF_A_COMMITMENT),
    Action("palette", t.palette, "do", "Mod+k", says=palette.OPEN),
    Action("help", t.help, "do", "?", says=palette.OPEN_HELP, also=t.also_help),
    Action(
        "light", t.light, "do", run=AccountState.choose_theme("light"),
        also=account_texts.appearance,
    ),
    Action(
        "dark", t.dark, "do", run=AccountState.choose_theme("dark"), also=account_texts.appearance
    ),
    Action(
        "system", t.like_system, "do", run=AccountState.choose_theme("system"),
        also=account_texts.appearance,
    ),
    Action("take-out", account_texts.take_out, "do", href="/export/all", also=t.also_take_out),
    Action("sign-out", account_texts.sign_out, "do", post="/auth/sign-out", also=t.also_sign_out),
    Action("save", t.save_writing, "write", "Mod+enter"),
    Action("undo", t.undo_notice, "write", "Mod+z"),
    Action("leave", t.leave_field, "write", "escape"),
    Action("move", t.move_square, "squares", "arrows"),
    Action("row-start", t.row_start, "squares", "home"),
    Action("row-end", t.row_end, "squares", "end"),
    Action("open-square", t.open_square, "squares", "enter"),
)  # fmt: skip
"""In the order in which they are shown. What has keys and is heard elsewhere is a hint."""


def every_action() -> rx.Component:
    """Makes them known to the browser, with a way to each running commitment."""
    return rx.fragment(
        *(_known(place, action) for place, action in enumerate(ACTIONS)),
        rx.foreach(
            SeatsState.cards,
            lambda card: palette.Action.create(
                name=card.id,
                label=card.title,
                more=card.category,
                section="commitments",
                seat=card.seat,
                to=card.href,
                place=len(ACTIONS),
            ),
        ),
        palette.palette(on_search=FindState.find, reflections=FindState.found),
        palette.help_sheet(),
    )


def _known(place: int, action: Action) -> rx.Component:
    given = {
        name: getattr(action, name)
        for name in (
            "label",
            "section",
            "keys",
            "to",
            "href",
            "post",
            "field",
            "says",
            "at",
            "also",
        )
        if getattr(action, name)
    }
    if action.run is not None:
        given["on_run"] = action.run
    shown = palette.Action.create(name=action.name, place=place, is_hint=action.is_hint, **given)
    return shown if action.when is None else rx.cond(action.when, shown, rx.fragment())

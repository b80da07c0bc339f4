"""The page of one commitment."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.museum import best_lines
from hundred_app.features.commitments.rules.pursuit import SQUARES
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.museum import PieceState
from hundred_app.features.commitments.state.pages import JOURNAL_PAGE, PursuitState
from hundred_app.features.commitments.state.seats import PursuitFormState
from hundred_app.features.commitments.state.share import ShareState
from hundred_app.features.commitments.texts import t
from hundred_app.ui import routes
from hundred_app.ui.dialogs import menu, menu_item
from hundred_app.ui.fields import button
from hundred_app.ui.icons import icon
from hundred_app.ui.timeline import reflection
from hundred_app.ui.web import HourGrid, link

state: Any = PursuitState

Outlook = Callable[[rx.Component], rx.Component]
"""What is ahead, and below it what it is given."""


def content(
    chart: rx.Component, outlook: Outlook, timer: rx.Component, more: rx.Component
) -> rx.Component:
    """The page, with the panel of its hours over time, what is ahead, and its timer's button.

    `more` is a line of its menu.
    """
    return rx.cond(
        state.is_missing,
        nothing_here(),
        rx.cond(state.card, _page(chart, outlook, timer, more), rx.el.div(class_name="loading")),
    )


def nothing_here() -> rx.Component:
    return rx.el.div(
        rx.el.h1(t.nothing_here),
        rx.el.p(t.may_be_gone, class_name="soft"),
        link(t.go_to_today, to="/", class_name="link"),
        class_name="plain-page",
    )


def _page(
    chart: rx.Component, outlook: Outlook, timer: rx.Component, more: rx.Component
) -> rx.Component:
    return rx.el.div(
        _head(timer, more),
        rx.el.div(_squares(), _facts(outlook), class_name="hero"),
        rx.cond(state.is_empty, rx.fragment(), rx.fragment(chart, best_lines(), _journal())),
        class_name=f"seat-{state.card.seat}",
    )


def _head(timer: rx.Component, more: rx.Component) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.el.h1(state.card.title, dir="auto"),
            rx.el.p(state.subtitle, dir="auto"),
        ),
        rx.el.div(
            _more(more),
            rx.cond(
                state.is_active,
                rx.fragment(timer, _log_button()),
                button(
                    t.reopen,
                    kind="primary",
                    on_click=PursuitFormState.reopen(state.card.id),
                ),
            ),
            class_name="actions",
        ),
        class_name="page-head",
    )


def _log_button() -> rx.Component:
    return button(
        t.log_time,
        rx.el.kbd("N", class_name="desk"),
        kind="primary desk",
        on_click=LogState.open_new,
    )


def _more(added: rx.Component) -> rx.Component:
    return menu(
        rx.el.button(
            icon("ellipsis"),
            rx.el.span(t.more, class_name="unseen"),
            type="button",
            class_name="icon-button",
        ),
        menu_item(t.edit, PursuitFormState.open_edit),
        rx.cond(
            state.is_active,
            menu_item(t.archive, PursuitFormState.archive),
            menu_item(t.reopen, PursuitFormState.reopen(state.card.id)),
        ),
        menu_item(t.share, ShareState.open),
        added,
        menu_item(t.book, rx.redirect(routes.book(state.card.id))),
        menu_item(t.delete, PursuitFormState.open_delete, danger=True),
    )


def _squares() -> rx.Component:
    return HourGrid.create(
        squares=state.card.squares,
        of=state.card.id,
        notes=state.squares,
        free_text=t.square_free,
        milestone_text=t.square_milestone,
        grid_label=state.card.squares.label,
        on_open=LogState.open_edit,
    )


def _facts(outlook: Outlook) -> rx.Component:
    return rx.el.div(
        rx.el.p(state.card.hours, rx.el.small(state.card.of_goal_hours), class_name="big"),
        rx.el.p(state.lead, class_name="lead"),
        outlook(_milestones()),
    )


def _milestones() -> rx.Component:
    return rx.fragment(
        rx.el.dl(
            rx.foreach(
                state.facts,
                lambda fact: rx.el.div(
                    rx.el.dt(fact.label),
                    rx.el.dd(fact.value, rx.cond(fact.more, rx.el.small(fact.more), "")),
                ),
            ),
            class_name="facts",
        ),
        rx.el.ol(rx.foreach(state.milestones, _milestone), class_name="miles"),
        rx.cond(state.letter, _letter(state.letter), rx.fragment()),
        book_offer(state.card),
    )


def book_offer(card: Any) -> rx.Component:
    """The way to the book, once all squares are full; before that it is in the menu."""
    return rx.cond(
        card.squares.full >= SQUARES,
        rx.el.p(
            t.book_offer, " ", link(t.book, to=routes.book(card.id), class_name="link"),
            class_name="letter-line",
        ),
        rx.fragment(),
    )  # fmt: skip


def _letter(line: Any) -> rx.Component:
    return rx.el.p(
        line.sentence,
        rx.cond(
            line.act,
            rx.fragment(" ", link(line.act, to=line.href, class_name="link")),
            rx.fragment(),
        ),
        class_name="letter-line",
    )


def _milestone(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            class_name="badge", custom_attrs={"data-standing": line.standing}, aria_hidden=True
        ),
        rx.el.span(line.hours, class_name="mile-hours num"),
        rx.el.span(
            rx.cond(
                line.quote,
                rx.el.span(line.quote, class_name="mile-quote", dir="auto"),
                rx.fragment(),
            ),
            rx.cond(
                line.href,
                link(line.detail, to=line.href, class_name="link"),
                line.detail,
            ),
            class_name="mile-text",
        ),
        custom_attrs={"data-next": rx.cond(line.detail, "", rx.Var("undefined"))},
    )


def _journal() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t.what_the_hours_taught),
            rx.el.div(
                button(
                    rx.cond(state.oldest_first, t.newest_first, t.oldest_first),
                    kind="plain small",
                    on_click=state.turn_round,
                ),
                link(
                    t.search,
                    to=f"{routes.HISTORY}?c={state.card.id}",
                    class_name="button plain small",
                ),
                class_name="tools",
            ),
            class_name="section-head",
        ),
        rx.el.div(rx.foreach(state.journal, _note), class_name="journal"),
        rx.cond(
            state.has_more,
            rx.el.div(
                button(t.show_more(count=JOURNAL_PAGE), on_click=state.show_more),
                class_name="timeline-foot",
            ),
            rx.fragment(),
        ),
        class_name="section",
    )


def _note(note: Any) -> rx.Component:
    margin = rx.el.div(
        rx.el.span(note.mark, class_name="note-mark"),
        rx.el.span(
            note.day,
            rx.cond(note.duration, rx.el.span(", ", class_name="phone"), ""),
            rx.el.span(note.duration, class_name="phone"),
            class_name="meta",
        ),
        rx.el.span(note.duration, class_name="meta desk"),
        class_name="note-margin",
    )
    return rx.cond(
        note.synthesis_href,
        rx.el.article(
            margin,
            rx.el.div(
                rx.el.p(note.text, class_name="prose", dir="auto"),
                link(t.read_the_synthesis, to=note.synthesis_href, class_name="link"),
            ),
            _hang_up(note),
            class_name="note note-synthesis",
        ),
        rx.el.article(
            margin,
            rx.el.div(
                reflection(
                    note.text,
                    note.is_own_words,
                    _ask(note),
                    _edit(note),
                    blocks=note.blocks,
                )
            ),
            rx.el.div(_hang_up(note), _press(t.edit, note, _edit(note)), class_name="note-acts"),
            class_name="note",
        ),
    )


def _ask(note: Any) -> Any:
    return rx.cond(note.is_waiting, t.add_the_sentence, t.add_one)


def _hang_up(note: Any) -> rx.Component:
    """In the museum alone: what is still running is not hung."""
    return rx.cond(
        state.is_active, rx.fragment(), _press(t.hang_up, note, PieceState.choose(note.id))
    )


def _press(label: str, note: Any, act: Any) -> rx.Component:
    return rx.el.button(
        label,
        rx.el.span(f" {note.mark}", class_name="unseen"),
        type="button",
        class_name="log-edit",
        on_click=act,
    )


def _edit(note: Any) -> Any:
    return LogState.open_edit(note.id)

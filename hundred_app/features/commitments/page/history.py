"""The history: a field to search in, what narrows it, the logs by day, and the months."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.page.log_form import log_form
from hundred_app.features.commitments.state.history import HistoryState
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.texts import t
from hundred_app.ui import routes
from hundred_app.ui.fields import button, options
from hundred_app.ui.icons import icon, swatch
from hundred_app.ui.reading import SEARCH, Filters, InPlace, Place, Prose
from hundred_app.ui.timeline import days
from hundred_app.ui.web import PlainLink, link

# Class attributes of a state are Vars to a page, whatever their annotation says.
state: Any = HistoryState
log: Any = LogState


def content(on_save: Any) -> rx.Component:
    """The page. `on_save` gets the form of a log that is edited in its place."""
    return rx.el.div(
        rx.el.header(
            rx.el.h1(t.history),
            rx.cond(
                state.is_loaded & ~state.is_empty,
                PlainLink.create(
                    t.export, href=state.export, class_name="button plain desk", title=t.export_help
                ),
                rx.fragment(),
            ),
            class_name="page-head",
        ),
        Place.create(shown=state.shown),
        rx.cond(
            state.is_loaded & state.is_empty & ~state.is_narrow,
            rx.el.div(
                rx.el.p(t.history_empty),
                link(t.log_time, to=routes.TODAY, class_name="link"),
                class_name="empty",
            ),
            _history(on_save),
        ),
    )


def _history(on_save: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _filters(),
            _found(),
            rx.cond(state.syntheses.length() > 0, _syntheses(), rx.fragment()),
            rx.el.div(
                days(
                    state.days,
                    edit_label=t.edit,
                    reflect_label=t.add_one,
                    later_label=t.add_the_sentence,
                    read_on=t.read_on,
                    on_edit=LogState.edit_here,
                    here=log.here,
                    editor=lambda: _editor(on_save),
                ),
                class_name="history-days",
            ),
            _foot(),
            class_name="history-list",
        ),
        rx.cond(state.years.length() > 0, _months(), rx.fragment()),
        class_name="history",
    )


def _filters() -> rx.Component:
    return Filters.create(
        rx.el.label(t.search_label, html_for=SEARCH, class_name="unseen"),
        rx.el.div(
            rx.el.input(
                id=SEARCH,
                name="q",
                type="search",
                placeholder=t.search_label,
                max_length=200,
                auto_complete="off",
                dir="auto",
                aria_describedby="search-help",
                custom_attrs={"enterKeyHint": "search"},
            ),
            rx.el.kbd(t.slash, class_name="desk", aria_hidden=True),
            class_name="search-field",
        ),
        rx.el.p(t.search_help, id="search-help", class_name="unseen"),
        rx.el.div(
            _choice("c", t.all_commitments, state.choices.commitments),
            _choice("time", t.any_time, state.choices.times),
            rx.cond(
                state.choices.categories.length() > 0,
                _choice("category", t.any_category, state.choices.categories),
                rx.fragment(),
            ),
            *_narrowed(),
            rx.cond(
                state.is_narrow,
                link(t.clear, to=routes.HISTORY, class_name="button plain small"),
                rx.fragment(),
            ),
            class_name="filters-line",
        ),
        label=t.search_label,
    )


def _narrowed() -> tuple[rx.Component, ...]:
    """What was narrowed from a chart: kept while something else is chosen, and a chip for each."""
    kept = (rx.el.input(type="hidden", name=name, default_value="") for name in ("hour", "length"))
    return *kept, rx.foreach(state.chips, _chip)


def _chip(chip: Any) -> rx.Component:
    """What was narrowed from a chart; a press takes it away."""
    return link(
        chip.label,
        icon("x"),
        rx.el.span(t.remove_filter, class_name="unseen"),
        to=chip.href,
        class_name="chip",
    )


def _choice(name: str, label: str, choices: Any) -> rx.Component:
    return options(label, choices, rx.el.option(label, value=""), name=name)


def _found() -> rx.Component:
    """What was found, as a sentence, also to those who hear it."""
    return rx.el.p(
        state.summary,
        rx.cond(
            state.is_empty & (state.everywhere != ""),
            rx.fragment(" ", link(t.search_everywhere, to=state.everywhere, class_name="link")),
            rx.fragment(),
        ),
        class_name="history-summary",
        role="status",
    )


def _syntheses() -> rx.Component:
    def synthesis(found: Any) -> rx.Component:
        return rx.el.article(
            rx.el.header(
                swatch(found.seat),
                link(found.heading, to=found.href, dir="auto"),
                rx.el.span(found.day, class_name="meta"),
                class_name="log-head",
            ),
            Prose.create(
                blocks=found.blocks,
                parts=found.parts,
                excerpt=found.excerpt,
                read_on=t.read_on,
            ),
            class_name=f"found-synthesis seat-{found.seat}",
        )

    return rx.el.section(
        rx.el.h2(t.in_syntheses),
        rx.foreach(state.syntheses, synthesis),
        class_name="history-syntheses",
    )


def _editor(on_save: Any) -> rx.Component:
    return InPlace.create(
        log_form(on_save), label=t.edit_log, problem=log.problems.to_string(), on_close=log.close
    )


def _foot() -> rx.Component:
    earlier = state.earlier
    return rx.cond(
        state.next_page,
        rx.el.div(
            button(t.show_more(count=50), on_click=state.show_more), class_name="timeline-foot"
        ),
        rx.cond(
            earlier,
            rx.el.div(
                link(earlier.label, ": ", earlier.holds, to=earlier.href, class_name="link"),
                class_name="timeline-foot",
            ),
            rx.fragment(),
        ),
    )


def _months() -> rx.Component:
    """Every month that has logs: beside the list where there is room, else below it."""

    def month(held: Any) -> rx.Component:
        return rx.el.li(
            link(
                rx.el.span(held.label, class_name="name"),
                rx.el.span(held.holds, class_name="meta num"),
                to=held.href,
                class_name="month",
                custom_attrs={"aria-current": rx.cond(held.is_chosen, "true", rx.Var("undefined"))},
            )
        )

    def year(held: Any) -> rx.Component:
        return rx.el.details(
            rx.el.summary(
                rx.el.span(held.label, class_name="name"),
                rx.el.span(held.holds, class_name="meta num"),
            ),
            rx.el.ul(rx.foreach(held.months, month)),
            open=held.is_open,
        )

    return rx.el.nav(rx.foreach(state.years, year), aria_label=t.months, class_name="months")

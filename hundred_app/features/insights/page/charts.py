"""The charts, each with its sentence and its numbers."""

from typing import Any

import reflex as rx

from hundred_app.features.insights.page.hours import hours_panel, ranges
from hundred_app.features.insights.state import ChartsState, HoursState, ProspectState
from hundred_app.features.insights.texts import t
from hundred_app.ui import routes
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import Address, Near, chart, numbers
from hundred_app.ui.fields import options, segments
from hundred_app.ui.web import link

state: Any = HoursState
ahead: Any = ProspectState
charts: Any = ChartsState


def content() -> rx.Component:
    """All charts over all commitments."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(t.insights), rx.el.p(state.summary), _year_review()),
            rx.cond(
                state.has_chart,
                rx.el.div(*ranges(), class_name="tools"),
                rx.fragment(),
            ),
            class_name="page-head of-charts",
        ),
        rx.cond(
            state.is_loaded & ~state.has_chart,
            rx.el.div(
                rx.el.p(t.empty),
                link(t.log_time, to="/", class_name="link"),
                class_name="empty",
            ),
            rx.fragment(
                hours_panel(has_ranges=False),
                # Not before the chart above them, which would push them down.
                rx.cond(
                    state.has_chart,
                    rx.fragment(
                        *_of_when(),
                        _panel("shares", t.shares_title, tools=_by()),
                        _panel("river", t.river_title, tools=_of()),
                    ),
                    rx.fragment(),
                ),
            ),
        ),
        _address(),
    )


def _year_review() -> rx.Component:
    to_it = link(t.year_review, to=routes.LATEST_YEAR, class_name="link")
    return rx.cond(state.has_chart, rx.el.p(to_it), rx.fragment())


def of_one() -> rx.Component:
    """The smaller charts of one commitment, folded, once all that stands above them is there."""
    return rx.cond(
        state.has_chart & ahead.is_loaded,
        rx.el.details(
            rx.el.summary(t.when_and_how_long),
            *_of_when(),
            _panel("river", t.river_title),
            class_name="more-charts",
        ),
        rx.fragment(),
    )


def _of_when() -> tuple[rx.Component, ...]:
    return (
        _panel("aligned", t.aligned_title),
        _panel("year", t.the_year),
        rx.el.div(
            _panel("rhythm", t.rhythm_title),
            _panel("lengths", t.lengths_title),
            class_name="side-by-side",
        ),
    )


def _panel(name: str, title: str, *, tools: rx.Component | None = None) -> rx.Component:
    """A chart, read when it comes near: what it says, the figure, and its numbers, folded."""
    panel = getattr(charts, name)
    return Near.create(
        rx.el.div(
            rx.el.div(rx.el.h2(title), rx.el.p(panel.sentence)),
            tools or rx.fragment(),
            class_name="section-head",
        ),
        rx.cond(
            panel.has_chart,
            rx.fragment(
                chart(panel.figure, panel.label, f"chart-{name}"),
                rx.cond(panel.note, rx.el.p(panel.note, class_name="chart-note"), rx.fragment()),
                rx.cond(
                    panel.shares.length() > 0,
                    share_list(
                        panel.shares, "keys across phone" if name == "aligned" else "keys across"
                    ),
                    rx.fragment(),
                ),
                numbers(
                    panel,
                    name,
                    title=t.as_numbers,
                    as_csv=t.as_csv,
                    as_picture=t.as_picture,
                ),
            ),
            rx.fragment(),
        ),
        known=panel.sentence != "",
        on_near=charts.come_near(name),
        class_name=rx.cond(panel.sentence, "section", f"section coming-{name}"),
    )


def _by() -> rx.Component:
    choices = [("commitment", t.by_commitment), ("category", t.by_category)]
    return rx.el.div(segments(t.by, choices, charts.by, charts.choose_by), class_name="tools")


def _of() -> rx.Component:
    """Whose river it is, where there are several."""
    choices = charts.river.choices
    chosen = options(t.river_of, choices, value=charts.river.of, on_change=charts.choose_of)
    return rx.cond(choices.length() > 1, rx.el.div(chosen, class_name="tools"), rx.fragment())


def _address() -> rx.Component:
    """The last view stands in the address; what one begins with does not."""
    chosen = {
        "range": rx.cond(state.range == "all", "", state.range),
        "view": rx.cond(state.view == "line", "", state.view),
        "by": rx.cond(charts.by == "commitment", "", charts.by),
        "of": charts.of,
    }
    return Address.create(chosen=chosen, known=state.is_loaded)

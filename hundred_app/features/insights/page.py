"""What the charts look like."""

from typing import Any

import reflex as rx

from hundred_app.features.insights.state import HoursState
from hundred_app.features.insights.texts import t
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import chart, table
from hundred_app.ui.fields import choice, segments
from hundred_app.ui.web import link

state: Any = HoursState


def content() -> rx.Component:
    """All charts over all commitments."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(t.insights), rx.el.p(state.summary)), class_name="page-head"
        ),
        rx.cond(
            state.is_loaded & ~state.has_chart,
            rx.el.div(
                rx.el.p(t.empty),
                link(t.log_time, to="/", class_name="link"),
                class_name="empty",
            ),
            hours_panel(),
        ),
    )


def hours_panel() -> rx.Component:
    """Hours over time: the finding in words, the chart, and the same as a table."""
    # Who is who, where the chart does not say so itself: beside bars, and on phones.
    key = share_list(
        state.shares, rx.cond(state.view == "line", "keys across phone", "keys across")
    )
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(t.hours_over_time), rx.el.p(state.sentence)),
            rx.cond(state.has_chart, _tools(), rx.fragment()),
            class_name="section-head",
        ),
        rx.cond(
            state.has_chart,
            rx.cond(
                state.view == "table",
                table(state.head, state.rows, state.label),
                rx.fragment(chart(state.figure, state.label), key),
            ),
            rx.fragment(),
        ),
        class_name="section",
    )


def _tools() -> rx.Component:
    ranges = [("30", t.days_30), ("90", t.days_90), ("365", t.year), ("all", t.all_time)]
    views = [("line", t.line), ("weeks", t.weeks), ("table", t.table)]
    return rx.el.div(
        rx.el.div(segments(t.range, ranges, state.range, state.choose_range), class_name="desk"),
        choice(t.range, ranges, state.range, state.choose_range),
        segments(t.view, views, state.view, state.choose_view),
        class_name="tools",
    )

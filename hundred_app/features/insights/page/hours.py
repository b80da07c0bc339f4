"""Hours over time, and which of them are shown."""

from typing import Any

import reflex as rx

from hundred_app.features.insights.state import ChartsState, HoursState
from hundred_app.features.insights.texts import t
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import Stretch, chart, files, table
from hundred_app.ui.fields import button, choice, segments

state: Any = HoursState
charts: Any = ChartsState


def hours_panel(*, has_ranges: bool = True) -> rx.Component:
    """Hours over time: the finding in words, the chart, and the same as a table.

    Args:
        has_ranges: whether the range is chosen here; else it is chosen for the whole page.
    """
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(t.hours_over_time), rx.el.p(state.sentence)),
            rx.cond(state.has_chart, _tools(has_ranges=has_ranges), rx.fragment()),
            class_name="section-head",
        ),
        rx.cond(state.has_chart, _hours(), rx.fragment()),
        Stretch.create(on_draw=lambda name: [state.choose_range(name), charts.load()]),
        class_name="section",
    )


def _hours() -> rx.Component:
    # Who is who, where the chart does not say so itself: beside bars, and on phones.
    key = share_list(
        state.shares, rx.cond(state.view == "line", "keys across phone", "keys across")
    )
    return rx.fragment(
        rx.cond(
            state.view == "table",
            table(state.head, state.rows, state.label),
            rx.fragment(
                chart(state.figure, state.label),
                rx.cond(state.note, rx.el.p(state.note, class_name="chart-note"), ""),
                key,
            ),
        ),
        _between(),
        files(
            state.sheet,
            "hours",
            as_csv=t.as_csv,
            as_picture=rx.cond(state.view == "table", "", t.as_picture),
        ),
    )


def _between() -> rx.Component:
    """The stretch that a mouse draws over the chart, for a keyboard and for fingers."""

    def choose(typed: Any) -> list[Any]:
        form = typed.to(dict[str, str])
        return [state.choose_range(form["first"] + ".." + form["last"]), charts.load()]

    days = rx.cond(state.range.contains(".."), state.range.split(".."), ["", ""])
    return rx.el.details(
        rx.el.summary(t.between),
        rx.el.form(
            *(
                rx.el.label(
                    rx.el.span(label, class_name="label"),
                    rx.el.input(
                        type="date",
                        name=name,
                        required=True,
                        default_value=days[at],
                        # Else a day would stay there that another range does not begin with.
                        key=days[at],
                    ),
                    class_name="field",
                )
                for at, (name, label) in enumerate(
                    (("first", t.between_from), ("last", t.between_to))
                )
            ),
            button(t.between_show, type="submit"),
            on_submit=choose,
            class_name="between",
        ),
        class_name="numbers",
    )


def _tools(*, has_ranges: bool) -> rx.Component:
    views = [("line", t.line), ("weeks", t.bars), ("table", t.table)]
    units = [("days", t.days_view), ("weeks", t.weeks), ("months", t.months_view)]
    is_bars = (state.view != "line") & (state.view != "table")
    return rx.el.div(
        *(ranges() if has_ranges else ()),
        rx.cond(is_bars, segments(t.bars_of, units, state.view, state.choose_view), rx.fragment()),
        segments(t.view, views, rx.cond(is_bars, "weeks", state.view), state.choose_view),
        class_name="tools",
    )


def ranges() -> tuple[rx.Component, rx.Component]:
    """The same choice twice: for a desk, and for a phone."""
    named = [("30", t.days_30), ("90", t.days_90), ("365", t.year), ("all", t.all_time)]

    def choose(name: Any) -> list[Any]:
        return [state.choose_range(name), charts.load()]

    return (
        rx.el.div(segments(t.range, named, state.range, choose), class_name="desk"),
        choice(t.range, named, state.range, choose),
    )

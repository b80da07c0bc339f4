"""This week as a picture, a sentence and a list."""

from typing import Any

import reflex as rx

from hundred_app.features.dashboard.state import TodayState
from hundred_app.features.dashboard.texts import t
from hundred_app.ui import routes
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import folded, table
from hundred_app.ui.web import link

# Class attributes of a state are Vars to a page, whatever their annotation says.
held: Any = TodayState
svg = rx.el.svg


def week() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.this_week),
        rx.el.p(held.week.sentence),
        rx.cond(
            held.week.bars.length() > 0,
            rx.fragment(_picture(), share_list(held.week.shares, "keys"), _numbers()),
            rx.fragment(),
        ),
        rx.el.p(
            link(t.review_the_week, to=routes.REVIEW, class_name="link"),
            class_name="timeline-foot meta",
        ),
        look_back(),
        class_name="week",
    )


def _numbers() -> rx.Component:
    return folded(t.as_numbers, table(held.week.head, held.week.rows, held.week.label))


def look_back() -> rx.Component:
    """The way to the year that ends or has just ended; nothing for most of the time."""
    return rx.cond(
        held.year,
        rx.el.p(link(held.year, to=held.year_href, class_name="link"), class_name="meta look-back"),
        rx.fragment(),
    )


def _picture() -> rx.Component:
    """The bars of the days, the lines behind them, and the texts around."""
    shown = held.week
    return svg(
        rx.foreach(
            shown.lines,
            lambda line: svg.line(x1=0, x2=320, y1=line.y, y2=line.y, class_name="gridline"),
        ),
        rx.foreach(
            shown.lines,
            lambda line: svg.text(line.text, x=line.x, y=line.y, dy=4, text_anchor="end"),
        ),
        svg.line(x1=0, x2=320, y1="160.5", y2="160.5", class_name="axis"),
        rx.foreach(
            shown.bars,
            lambda bar: svg.rect(
                x=bar.x,
                y=bar.y,
                width=28,
                height=bar.height,
                rx=2,
                class_name=f"seat-{bar.seat}",
            ),
        ),
        rx.foreach(shown.totals, _label),
        rx.foreach(shown.days, _label),
        view_box="0 -24 347 212",
        class_name="week-chart",
        role="img",
        aria_label=shown.label,
    )


def _label(item: Any) -> rx.Component:
    return svg.text(
        item.text,
        x=item.x,
        y=item.y,
        text_anchor="middle",
        class_name=rx.cond(item.is_strong, "strong", ""),
    )

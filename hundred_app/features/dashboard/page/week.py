"""This week as a picture, a sentence and a list."""

from typing import Any

import reflex as rx

from hundred_app.features.dashboard.state import TodayState
from hundred_app.features.dashboard.texts import t
from hundred_app.ui.cards import share_list

# Class attributes of a state are Vars to a page, whatever their annotation says.
held: Any = TodayState
svg = rx.el.svg


def week() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.this_week),
        rx.el.p(held.week.sentence),
        rx.cond(
            held.week.bars.length() > 0,
            rx.fragment(_picture(), share_list(held.week.shares, "keys")),
            rx.fragment(),
        ),
        class_name="week",
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

"""The page of a week: sentences first, then hours, what is due, and a question to take along."""

from typing import Any

import reflex as rx

from hundred_app.features.review.state import ReviewState
from hundred_app.features.review.texts import t
from hundred_app.ui.cards import share_list
from hundred_app.ui.icons import swatch
from hundred_app.ui.web import link

week: Any = ReviewState.review


def content() -> rx.Component:
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.p(t.review, class_name="room-eyebrow"),
                rx.el.h1(week.heading),
                rx.el.p(week.summary, rx.cond(week.compared, rx.fragment(" ", week.compared), "")),
            ),
            class_name="page-head",
        ),
        rx.cond(week, _week(), rx.fragment()),
        class_name="review",
    )


def _week() -> rx.Component:
    return rx.fragment(
        rx.cond(
            week.is_empty,
            rx.fragment(),
            rx.fragment(
                section(
                    t.lines,
                    rx.cond(
                        week.quotes.length() > 0,
                        rx.foreach(week.quotes, said),
                        rx.el.p(t.no_lines, class_name="soft"),
                    ),
                ),
                section(t.where, share_list(week.spent, "keys")),
            ),
        ),
        section(
            t.waits,
            rx.cond(
                week.waits.length() > 0,
                rx.el.ul(rx.foreach(week.waits, _wait), class_name="review-due"),
                rx.el.p(t.nothing_waits, class_name="soft"),
            ),
        ),
        section(t.question, rx.el.p(week.question, class_name="best-line")),
        rx.el.nav(
            link(t.earlier, to=week.earlier, class_name="link", rel="prev"),
            rx.cond(
                week.later,
                link(t.later, to=week.later, class_name="link", rel="next"),
                rx.fragment(),
            ),
            class_name="review-foot",
            aria_label=t.which_week,
        ),
        rx.el.p(link(week.year, to=week.year_href, class_name="link"), class_name="review-year"),
    )


def section(heading: Any, *children: rx.Component) -> rx.Component:
    """A part of a review under its heading."""
    return rx.el.section(rx.el.h2(heading), *children, class_name="section")


def said(quote: Any) -> rx.Component:
    """A sentence, and where it is from."""
    return rx.el.figure(
        rx.el.blockquote("“", quote.text, "”", class_name="best-line", dir="auto"),
        rx.el.figcaption(
            swatch(quote.seat),
            link(quote.title, to=quote.href, dir="auto"),
            rx.el.span(quote.day),
            class_name="meta",
        ),
        class_name="review-quote",
    )


def _wait(waits: Any) -> rx.Component:
    return rx.el.li(
        rx.cond(waits.seat, swatch(waits.seat), rx.fragment()),
        link(waits.sentence, to=waits.href, class_name="link"),
    )

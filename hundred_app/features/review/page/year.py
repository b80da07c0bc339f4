"""The page of a year: its days as squares, where the hours went, what is worth reading again."""

from typing import Any

import reflex as rx

from hundred_app.features.review.page.week import said, section
from hundred_app.features.review.state import YearState
from hundred_app.features.review.texts import t
from hundred_app.ui import routes
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import numbers
from hundred_app.ui.icons import swatch
from hundred_app.ui.web import link

# Class attributes of a state are Vars to a page, whatever their annotation says.
year: Any = YearState.review
svg = rx.el.svg


def content() -> rx.Component:
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.p(t.year_review, class_name="room-eyebrow"),
                rx.el.h1(year.heading),
                rx.el.p(_and(year.summary), _and(year.compared), year.finished),
            ),
            class_name="page-head",
        ),
        rx.cond(
            year,
            rx.fragment(rx.cond(year.is_empty, _nothing(), _year()), _years()),
            rx.fragment(),
        ),
        class_name="review in-year",
    )


def _and(sentence: Any) -> rx.Component:
    """A sentence before another one; it may be missing."""
    return rx.cond(sentence, rx.fragment(sentence, " "), rx.fragment())


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.p(year.nothing),
        link(t.log_time, to=routes.TODAY, class_name="link"),
        class_name="empty",
    )


def _year() -> rx.Component:
    return rx.fragment(
        _chart("days", t.days_title, year.days, has_narrow=True),
        section(t.where, share_list(year.spent, "keys")),
        rx.el.div(
            _chart("months", t.months_title, year.months),
            _chart("hours", t.hours_title, year.hours),
            class_name="in-year-pair",
        ),
        section(t.weeks_title, rx.el.p(_and(year.run), year.best_week)),
        _if_any(year.milestones, t.milestones, _milestone),
        _if_any(year.quotes, t.worth, said),
        _ends(),
    )


def _chart(name: str, title: Any, drawn: Any, *, has_narrow: bool = False) -> rx.Component:
    """A chart: what it says, the picture, how it is read, and its numbers, folded."""
    panel = drawn.panel
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(title), rx.el.p(panel.sentence)),
            class_name="section-head",
        ),
        rx.el.div(
            picture(drawn.picture, f"in-year-picture{' wide' if has_narrow else ''}"),
            picture(drawn.narrow, "in-year-picture narrow") if has_narrow else rx.fragment(),
            role="img",
            aria_label=panel.label,
        ),
        rx.cond(panel.note, rx.el.p(panel.note, class_name="chart-note"), rx.fragment()),
        numbers(
            panel, f"year-{name}", title=t.as_numbers, as_csv=t.as_csv, as_picture=t.as_picture
        ),
        class_name="section",
    )


def picture(drawn: Any, class_name: str) -> rx.Component:
    """A picture of figures.py: what it shows is said around it."""
    return svg(
        rx.foreach(drawn.shapes, lambda one: svg.path(d=one.path, class_name=one.kind)),
        rx.foreach(
            drawn.labels,
            lambda one: svg.text(
                one.text,
                x=one.x,
                y=one.y,
                text_anchor=one.anchor,
                class_name=rx.cond(one.is_strong, "strong", ""),
            ),
        ),
        view_box=drawn.box,
        class_name=class_name,
        aria_hidden=True,
    )


def _if_any(rows: Any, heading: Any, row: Any) -> rx.Component:
    return rx.cond(rows.length() > 0, section(heading, rx.foreach(rows, row)), rx.fragment())


def _milestone(reached: Any) -> rx.Component:
    return rx.el.article(
        rx.el.h3(
            swatch(reached.seat),
            link(reached.heading, to=reached.href, dir="auto"),
            rx.el.span(reached.day, class_name="meta"),
        ),
        rx.cond(
            reached.text,
            rx.el.blockquote("“", reached.text, "”", dir="auto"),
            rx.fragment(),
        ),
        class_name="in-year-milestone",
    )


def _ends() -> rx.Component:
    """The first sentence of the year and the last one."""
    return rx.fragment(
        rx.cond(year.first, section(t.first_said, said(year.first)), rx.fragment()),
        rx.cond(
            year.last,
            section(rx.cond(year.is_running, t.last_said_so_far, t.last_said), said(year.last)),
            rx.fragment(),
        ),
    )


def _years() -> rx.Component:
    def one(choice: Any) -> rx.Component:
        return rx.el.li(
            rx.cond(
                choice.is_chosen,
                rx.el.span(choice.label, aria_current="page"),
                link(choice.label, to=choice.href, class_name="link"),
            )
        )

    return rx.el.nav(
        rx.el.ul(rx.foreach(year.years, one)),
        link(t.review, to=routes.REVIEW, class_name="link"),
        class_name="review-foot",
        aria_label=t.which_year,
    )

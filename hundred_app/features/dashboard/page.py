"""What Today looks like, and the page for visitors."""

from typing import Any

import reflex as rx

from hundred_app import __version__
from hundred_app.features.accounts.state import AccountState
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.commitments.state.seats import PursuitFormState, SeatsState
from hundred_app.features.dashboard.state import QuickState, TodayState
from hundred_app.features.dashboard.texts import t
from hundred_app.ui.cards import free_seat, quiet_seat, seat_card
from hundred_app.ui.fields import button
from hundred_app.ui.icons import mark, swatch
from hundred_app.ui.timeline import days
from hundred_app.ui.web import HundredGrid, QuickLine, link

# Class attributes of a state are Vars to a page, whatever their annotation says.
seats: Any = SeatsState
quick: Any = QuickState
day: Any = TodayState


def content() -> rx.Component:
    """Today: the day, the line to log with, the four seats, what was written, the week."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(day.heading), rx.el.p(day.summary)),
            class_name="page-head",
        ),
        rx.cond(
            seats.cards.length() > 0,
            rx.fragment(
                QuickLine.create(
                    draft=f"quick:{AccountState.username}",
                    hint=t.quick_hint,
                    label=t.quick_label,
                    help=t.quick_help,
                    preview=quick.preview,
                    problem=quick.problem,
                    saved_serial=quick.saved_serial,
                    save_label=t.save,
                    key_hint=t.ctrl_enter,
                    on_text=quick.understand,
                    on_save=quick.save,
                    on_pick=quick.pick,
                ),
                _due(),
            ),
            rx.fragment(),
        ),
        _seats(),
        rx.cond(day.is_loaded & (seats.cards.length() > 0), _below(), rx.fragment()),
    )


def _due() -> rx.Component:
    due = day.due
    return rx.cond(
        due,
        rx.el.div(
            rx.el.p(due.sentence, " ", due.more),
            link(t.write_synthesis, to=due.href, class_name="link"),
            class_name=f"due seat-{due.seat}",
        ),
        rx.fragment(),
    )


def _seats() -> rx.Component:
    choose = button(t.choose, on_click=PursuitFormState.open_new)
    return rx.el.section(
        rx.el.h2(t.today, class_name="unseen"),
        rx.foreach(seats.cards, seat_card),
        rx.cond(
            seats.is_loaded,
            rx.foreach(
                seats.free,
                lambda number: rx.cond(
                    number == 0, free_seat(t.free_seat, t.what_deserves, choose), quiet_seat()
                ),
            ),
            rx.fragment(),
        ),
        class_name="seats",
    )


def _below() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            days(
                day.days,
                edit_label=t.edit,
                reflect_label=t.add_one,
                on_edit=LogState.open_edit,
            ),
            rx.el.p(
                link(t.older, to="/history", class_name="link"), class_name="timeline-foot meta"
            ),
        ),
        rx.cond(day.week, _week(), rx.fragment()),
        class_name="columns",
    )


def _week() -> rx.Component:
    week = day.week
    svg = rx.el.svg

    def label(item: Any, anchor: str) -> rx.Component:
        return svg.text(
            item.text,
            x=item.x,
            y=item.y,
            text_anchor=anchor,
            class_name=rx.cond(item.is_strong, "strong", ""),
        )

    return rx.el.section(
        rx.el.h2(t.this_week),
        rx.el.p(week.sentence),
        rx.cond(
            week.bars.length() > 0,
            rx.fragment(
                svg(
                    rx.foreach(
                        week.lines,
                        lambda item: svg.line(
                            x1=0, x2=320, y1=item.y, y2=item.y, class_name="gridline"
                        ),
                    ),
                    rx.foreach(
                        week.lines,
                        lambda item: svg.text(
                            item.text, x=item.x, y=item.y, dy=4, text_anchor="end"
                        ),
                    ),
                    svg.line(x1=0, x2=320, y1="160.5", y2="160.5", class_name="axis"),
                    rx.foreach(
                        week.bars,
                        lambda bar: svg.rect(
                            x=bar.x,
                            y=bar.y,
                            width=28,
                            height=bar.height,
                            rx=2,
                            class_name=f"seat-{bar.seat}",
                        ),
                    ),
                    rx.foreach(week.totals, lambda item: label(item, "middle")),
                    rx.foreach(week.days, lambda item: label(item, "middle")),
                    view_box="0 -24 347 212",
                    class_name="week-chart",
                    role="img",
                    aria_label=week.label,
                ),
                rx.el.ul(
                    rx.foreach(
                        week.shares,
                        lambda key: rx.el.li(
                            swatch(key.seat),
                            rx.el.span(key.title, class_name="name", dir="auto"),
                            rx.el.span(key.duration, class_name="num"),
                        ),
                    ),
                    class_name="keys",
                ),
            ),
            rx.fragment(),
        ),
        class_name="week",
    )


def welcome() -> rx.Component:
    """What Hundred is, in one screen, for visitors. Works without scripts."""
    example = {
        "full": 63,
        "part": 0.4,
        "before": 0,
        "label": t.example_label,
        "marks": [
            {"square": 25, "standing": "written"},
            {"square": 50, "standing": "written"},
            {"square": 75, "standing": "to come"},
            {"square": 100, "standing": "to come"},
        ],
    }
    return rx.el.main(
        rx.el.div(
            rx.el.p(mark(), rx.el.span("Hundred", class_name="name"), class_name="brand"),
            rx.el.a(t.sign_in, href="/sign-in", class_name="link"),
            class_name="landing-top",
        ),
        rx.el.section(
            rx.el.div(
                rx.el.h1(t.headline),
                rx.el.p(t.promise, class_name="lead"),
                rx.el.div(
                    rx.el.a(t.begin, href="/sign-up", class_name="button primary"),
                    rx.el.a(t.sign_in, href="/sign-in", class_name="button"),
                    class_name="actions",
                ),
            ),
            rx.el.div(
                HundredGrid.create(squares=example, size="l"),
                rx.el.div(
                    rx.el.p(t.example_hour, class_name="meta"),
                    rx.el.p(t.example_sentence, class_name="grid-sentence"),
                    class_name="grid-caption",
                ),
                class_name="seat-clay",
            ),
            class_name="landing-first",
        ),
        rx.el.section(
            *(
                rx.el.div(rx.el.h2(title), rx.el.p(more))
                for title, more in (
                    (t.four_seats, t.four_seats_more),
                    (t.one_sentence, t.one_sentence_more),
                    (t.yours, t.yours_more),
                )
            ),
            class_name="landing-more",
        ),
        rx.el.footer(t.version(version=__version__), class_name="landing-foot meta"),
        class_name="landing",
        id="content",
    )


def not_found() -> rx.Component:
    """For an address that nothing is at."""
    return rx.el.main(nothing_here(), class_name="landing", id="content")


def nothing_here() -> rx.Component:
    return rx.el.div(
        rx.el.h1(t.not_found),
        rx.el.p(t.not_found_more, class_name="soft"),
        rx.el.a(t.go_to_today, href="/", class_name="link"),
        class_name="plain-page",
    )

"""The pages for visitors. They are sent without scripts."""

import reflex as rx

from hundred_app import __version__
from hundred_app.features.dashboard.texts import t
from hundred_app.ui.icons import mark
from hundred_app.ui.web import HundredGrid

_EXAMPLE = {
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


def welcome() -> rx.Component:
    """What Hundred is, in one screen."""
    return rx.el.main(
        rx.el.div(
            rx.el.p(mark(), rx.el.span("Hundred", class_name="name"), class_name="brand"),
            rx.el.a(t.sign_in, href="/sign-in", class_name="link"),
            class_name="landing-top",
        ),
        rx.el.section(_promise(), _example(), class_name="landing-first"),
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
        rx.el.footer(f"Hundred {__version__}. ", t.free_software, class_name="landing-foot meta"),
        class_name="landing",
        id="content",
    )


def _promise() -> rx.Component:
    return rx.el.div(
        rx.el.h1(rx.el.span(t.headline_first, " "), rx.el.span(t.headline_second)),
        rx.el.p(t.promise, class_name="lead"),
        rx.el.div(
            rx.el.a(t.begin, href="/sign-up", class_name="button primary"),
            rx.el.a(t.sign_in, href="/sign-in", class_name="button"),
            class_name="actions",
        ),
    )


def _example() -> rx.Component:
    return rx.el.div(
        HundredGrid.create(squares=_EXAMPLE, size="l"),
        rx.el.div(
            rx.el.p(t.example_hour, class_name="meta"),
            rx.el.p(t.example_sentence, class_name="grid-sentence"),
            class_name="grid-caption",
        ),
        class_name="seat-clay",
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


def offline() -> rx.Component:
    """What the browser shows by itself while the server cannot be reached."""
    return rx.el.main(
        rx.el.div(
            rx.el.h1(t.no_connection),
            rx.el.p(t.no_connection_more, class_name="soft"),
            class_name="plain-page",
            role="status",
        ),
        rx.el.script(src="/offline.js", defer=True, custom_attrs={"data-keep": ""}),
        class_name="landing",
        id="content",
    )

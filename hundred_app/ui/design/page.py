"""The page of the design system."""

import reflex as rx

from hundred_app.ui.design import foundations, parts, writing


def content() -> rx.Component:
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1("Design"),
                rx.el.p("Every part, in every state. Change the theme in Settings."),
            ),
            class_name="page-head",
        ),
        _part("Colours", *foundations.colours()),
        _part("Type", *foundations.typography()),
        _part("The hundred squares", *foundations.grids()),
        _part("Cards", foundations.cards()),
        _part("Buttons", *parts.buttons()),
        _part("Fields", *parts.fields()),
        _part("Choices", *parts.choices()),
        _part("Entries", *parts.entries()),
        _part("Surfaces", *parts.surfaces()),
        _part("In the place of an entry", writing.in_place()),
        _part("Writing", *writing.written()),
        _part("Timer", *writing.timers()),
        _part("What if", writing.what_if()),
        _part("Palette", writing.palette()),
        _part("After a synthesis", writing.ceremony()),
        _part("Notices", *writing.notices()),
        _part("Tables", parts.table()),
        _part("Nothing yet, and still to come", *writing.nothing_yet()),
        class_name="design",
    )


def _part(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title), *children, class_name="section")

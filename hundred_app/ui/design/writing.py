"""What measures, what is written, and what is said about both."""

from dataclasses import asdict
from typing import Any

import reflex as rx

from hundred_app.core import prose
from hundred_app.ui.cards import coming_card
from hundred_app.ui.design.foundations import RIGHT_TO_LEFT, SEATS, SENTENCE, grid, row
from hundred_app.ui.fields import button, text_field
from hundred_app.ui.icons import icon, swatch
from hundred_app.ui.reading import Written
from hundred_app.ui.writing import Chips

MARKDOWN = """**Left** hand, *then* the bow:

- open strings, `60` to the minute
- [scales](https://scales.example/)

> Slower than that."""
TEMPLATE = "**Practised:** scales\n\n**Learned:** \n\n**Next:** "


def timers() -> list[rx.Component]:
    def pill(seat: str, digits: str, title: str, **props: Any) -> rx.Component:
        return rx.el.div(
            swatch(seat),
            rx.el.span(
                rx.el.span(digits, class_name="pill-digits num"),
                rx.el.span(
                    rx.el.span(title, class_name="name", dir="auto"), class_name="pill-title"
                ),
                class_name="pill-link",
            ),
            rx.el.button(
                rx.el.span(class_name="stop-mark", aria_hidden=True),
                rx.el.span(f"Stop and write, {title}", class_name="unseen"),
                type="button",
                class_name="pill-stop",
            ),
            class_name="pill design-pill",
            **props,
        )

    return [
        row(
            "Running, paused, asking",
            pill("clay", "12:48", "Cello"),
            pill("pine", "1:05:02", RIGHT_TO_LEFT, custom_attrs={"data-paused": ""}),
            pill("iris", "25:00", "25\u00a0min. Go on?", custom_attrs={"data-asks": ""}),
        ),
        row(
            "None",
            rx.el.button(
                icon("timer"),
                rx.el.span("Start timer", class_name="name"),
                rx.el.kbd("T", class_name="tail"),
                type="button",
                class_name="side-row design-pill",
            ),
        ),
    ]


def written() -> list[rx.Component]:
    return [
        row("Markdown", Written.create(text=MARKDOWN, blocks=_tree(MARKDOWN))),
        rx.el.div(
            rx.el.label("What did it teach you?", html_for="template"),
            rx.el.textarea(
                id="template", default_value=TEMPLATE, rows="5", class_name="writing", dir="auto"
            ),
            rx.el.p(
                rx.el.span("Your draft from 17:42 is back."),
                rx.el.span(
                    "Another version, from 17:40 on another device. ",
                    rx.el.button("Show it", type="button", class_name="link"),
                ),
                class_name="draft-line",
            ),
            rx.el.p("9,412 of 10,000", class_name="counter"),
            class_name="field",
        ),
        text_field(
            "chips", "Duration", {"chips": ""}, placeholder="For instance 45m",
            below=Chips.create(of="chips", label="Often", values=["15 min", "45 min", "1 h 30"]),
        ),
        rx.el.p("25\u00a0h to go. The letter to your later self is sealed until then.",
                class_name="letter-line"),
    ]  # fmt: skip


def _tree(text: str) -> list[dict[str, Any]]:
    """The blocks of a text as a page gets them."""
    return [asdict(block) for block in prose.blocks_of(text)]


def in_place() -> rx.Component:
    """An entry of the history with the form in its place."""
    return rx.el.article(
        rx.el.p("40\u00a0min", class_name="log-length"),
        rx.el.div(
            rx.el.header(
                swatch("ochre"), rx.el.span("Watercolour"),
                rx.el.span("17:10", class_name="meta num"), class_name="log-head",
            ),
            rx.el.div(
                rx.el.div(
                    text_field("place", "Duration", {"place": ""}, default_value="40 min"),
                    rx.el.p(SENTENCE, class_name="prose"),
                    rx.el.div(button("Save", kind="primary"), button("Cancel", kind="plain"),
                              class_name="dialog-foot"),
                    class_name="field",
                ),
                class_name="in-place",
            ),
        ),
        class_name="log seat-ochre",
    )  # fmt: skip


def what_if() -> rx.Component:
    def slider(name: str, value: int, said: str) -> rx.Component:
        return rx.el.label(
            rx.el.span(name),
            rx.el.input(type="range", name=name, min=0, max=240, step=15, default_value=str(value),
                        aria_valuetext=said),
            rx.el.span(said, class_name="num", aria_hidden=True),
            class_name="slider",
        )  # fmt: skip

    return rx.el.details(
        rx.el.summary("What if"),
        rx.el.p("A little more on some days, or a pause.", class_name="help"),
        rx.el.div(
            slider("Monday", 0, "as now"),
            slider("Saturday", 45, "45\u00a0min more"),
            class_name="sliders",
        ),
        rx.el.p("28 May, three weeks earlier.", class_name="outlook"),
        class_name="what-if seat-clay",
        open=True,
    )


def palette() -> rx.Component:
    """Its rows. The list that can be walked through opens by Ctrl+K."""

    def line(*children: Any, is_current: bool = False) -> rx.Component:
        return rx.el.div(
            *children,
            role="option",
            class_name="palette-row",
            custom_attrs={"aria-selected": str(is_current).lower()},
        )

    return rx.el.div(
        line(rx.el.span("Today", class_name="name"), rx.el.kbd("G T"), is_current=True),
        line(
            swatch("clay"),
            rx.el.span("The left hand runs ahead of the bow", class_name="name"),
            rx.el.span("Cello, 18\u00a0November", class_name="meta"),
        ),
        role="listbox",
        aria_label="Palette",
        tab_index=0,
        class_name="palette-list design-still",
    )


def ceremony() -> rx.Component:
    return rx.el.div(
        grid("written, due and to come"),
        rx.el.p("Watercolour", class_name="meta"),
        rx.el.h3("Twenty-five hours, in your own words."),
        rx.el.blockquote("“I was practising the wrong thing.”", class_name="prose"),
        rx.el.p("The next synthesis is at 50\u00a0hours.", class_name="soft"),
        button("Go on"),
        class_name="ceremony seat-ochre",
    )


def notices() -> list[rx.Component]:
    def notice(text: str, act: str = "") -> rx.Component:
        link = rx.el.button(act, type="button", class_name="notice-link") if act else rx.fragment()
        return rx.el.div(rx.el.span(text), link, class_name="notice")

    return [
        row(
            "With Undo, without, and one that stays",
            notice("Cello is in the museum now. Its seat is free.", "Undo"),
            notice("Saved"),
            notice("Not saved: the disk is full. Your text is kept here.", "Close"),
        )
    ]


def nothing_yet() -> list[rx.Component]:
    said = {
        "Everything you log will stand here, newest first.": "Log time",
        "Charts begin with the second log. Until then there is more to do than to look at.": "",
        "What you finish or put down will hang here, with every sentence.": "",
        "No reflection says “thumb” in October.": "Search everywhere",
    }
    return [
        rx.el.div(
            *(
                rx.el.div(
                    rx.el.p(sentence),
                    rx.el.button(act, type="button", class_name="link") if act else rx.fragment(),
                    class_name="empty",
                )
                for sentence, act in said.items()
            ),
        ),
        rx.el.div(*(coming_card() for _ in SEATS), class_name="seats"),
    ]

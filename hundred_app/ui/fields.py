"""Fields of forms: label above, help below, what is wrong beside."""

from collections.abc import Sequence
from typing import Any

import reflex as rx


def field(
    name: str,
    label: str,
    control: rx.Component,
    *,
    problems: Any,
    help_text: str = "",
    optional: str = "",
) -> rx.Component:
    """A labelled control. `control` carries id and name `name`."""
    problem = problems[name]
    return rx.el.div(
        rx.el.label(
            label,
            rx.el.span(f" {optional}", class_name="optional") if optional else "",
            html_for=name,
        ),
        control,
        rx.cond(
            problem,
            rx.el.p(problem, class_name="problem", id=f"{name}-problem", role="alert"),
            rx.el.p(help_text, class_name="help", id=f"{name}-help")
            if help_text
            else rx.fragment(),
        ),
        class_name="field",
        custom_attrs={"data-problem": rx.cond(problem, "", rx.Var("undefined"))},
    )


def text_input(name: str, problems: Any, **props: Any) -> rx.Component:
    """A one-line input whose error and help are read with it."""
    return rx.el.input(
        id=name,
        name=name,
        aria_describedby=f"{name}-problem {name}-help",
        aria_invalid=rx.cond(problems[name], True, rx.Var("undefined")),
        **{"auto_complete": "off", **props},
    )


def text_field(
    name: str,
    label: str,
    problems: Any,
    *,
    help_text: str = "",
    optional: str = "",
    below: rx.Component | None = None,
    **props: Any,
) -> rx.Component:
    """A labelled one-line input. `below` belongs to it and is not seen by itself."""
    control = text_input(name, problems, **props)
    return field(
        name,
        label,
        rx.fragment(control, below) if below else control,
        problems=problems,
        help_text=help_text,
        optional=optional,
    )


def button(*children: Any, kind: str = "", **props: Any) -> rx.Component:
    """A button. `kind` is "primary", "plain", "danger", "small" or several of them."""
    props.setdefault("type", "button")
    return rx.el.button(*children, class_name=f"button {kind}".strip(), **props)


def choice(label: str, choices: Sequence[tuple[str, str]], value: Any, choose: Any) -> rx.Component:
    """The same as `segments`, for phones, where four do not fit beside anything."""
    return rx.el.select(
        *(rx.el.option(text, value=key) for key, text in choices),
        value=value,
        on_change=choose,
        aria_label=label,
        class_name="choice phone",
    )


def segments(
    label: str, choices: Sequence[tuple[str, str]], value: Any, choose: Any
) -> rx.Component:
    """A few choices of which one is on; `choose` is called with the value of the one picked."""
    return rx.el.div(
        *(
            rx.el.button(
                text,
                type="button",
                role="radio",
                aria_checked=rx.cond(value == key, "true", "false"),
                on_click=choose(key),
            )
            for key, text in choices
        ),
        class_name="segments",
        role="radiogroup",
        aria_label=label,
    )

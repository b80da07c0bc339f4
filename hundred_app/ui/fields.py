"""Fields of forms: label above, help below, what is wrong beside."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from hundred_app.ui.icons import swatch


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
    wrong = problems[name]
    return rx.el.div(
        rx.el.label(
            label,
            rx.el.span(" ", optional, class_name="optional") if optional else "",
            html_for=name,
        ),
        control,
        rx.cond(
            wrong,
            _said(wrong, name),
            rx.el.p(help_text, class_name="help", id=f"{name}-help")
            if help_text
            else rx.fragment(),
        ),
        class_name="field",
        custom_attrs={"data-problem": rx.cond(wrong, "", rx.Var("undefined"))},
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


def problem(problems: Any, name: str) -> rx.Component:
    """What is wrong with `name`, if something is, where no `field` around it says so."""
    return rx.cond(problems[name], _said(problems[name], name), rx.fragment())


def seat_picks(
    legend: str,
    cards: Any,
    picked: Any,
    problems: Any,
    *,
    is_first: Any = False,
    is_legend_seen: bool = True,
) -> rx.Component:
    """Commitments in a row, of which one is picked: the field `commitment_id` of a form.

    Args:
        picked: the id of the one picked at first.
        is_first: whether the caret begins here, where a dialog asks for that.
    """

    def pick(card: Any) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="radio",
                name="commitment_id",
                value=card.id,
                default_checked=picked == card.id,
                class_name="unseen",
                custom_attrs={"data-first": is_first},
            ),
            swatch(card.seat),
            rx.el.span(card.title, class_name="name", dir="auto"),
            class_name="pick",
        )

    return rx.el.fieldset(
        rx.el.legend(legend, class_name="" if is_legend_seen else "unseen"),
        rx.foreach(cards, pick),
        problem(problems, "commitment_id"),
        class_name="picks",
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


def options(label: str, choices: Any, *first: rx.Component, **rest: Any) -> rx.Component:
    """A list of choices that are known only later, each a `value` with its `label`.

    `first` are options before them; `rest` says what the list is called or does.
    """
    return rx.el.select(
        *first,
        rx.foreach(choices, lambda one: rx.el.option(one.label, value=one.value)),
        aria_label=label,
        class_name="choice",
        **rest,
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


def _said(wrong: Any, name: str) -> rx.Component:
    return rx.el.p(wrong, class_name="problem", id=f"{name}-problem", role="alert")

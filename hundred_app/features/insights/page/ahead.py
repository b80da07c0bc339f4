"""What is ahead of one commitment: its forecast, its rhythm, and what somebody might change."""

from typing import Any

import reflex as rx

from hundred_app.features.insights.rules import LONGEST_SLIDER_MINUTES, LONGEST_SLIDER_WEEKS
from hundred_app.features.insights.state import ProspectState
from hundred_app.features.insights.texts import t
from hundred_app.ui.fields import button

ahead: Any = ProspectState


def outlook(below: rx.Component) -> rx.Component:
    """What is ahead of one commitment, in sentences, for beside its squares.

    Args:
        below: what stands under it, and is seen with it: seen before, it would jump.
    """
    return rx.fragment(
        _sentences(ahead.sentence, ahead.milestone, class_name="outlook"),
        rx.el.div(below, class_name=rx.cond(ahead.is_loaded, "", "unsettled")),
    )


def rhythm() -> rx.Component:
    """How steady the weeks of one commitment are, and what does not move."""
    return _sentences(ahead.rhythm, ahead.hint, class_name="rhythm")


def _sentences(first: Any, second: Any, *, class_name: str) -> rx.Component:
    """Two sentences in one paragraph, of which the second may be missing, or both."""
    more = rx.cond(second, rx.fragment(" ", second), rx.fragment())
    return rx.cond(first, rx.el.p(first, more, class_name=class_name), rx.fragment())


def what_if() -> rx.Component:
    """Sliders for what somebody might change, and the forecast that it would make."""
    return rx.cond(
        ahead.can_imagine,
        rx.el.details(
            rx.el.summary(t.what_if),
            rx.el.p(t.what_if_help, class_name="help"),
            rx.el.div(
                rx.foreach(ahead.sliders, _slider),
                _range(
                    t.pause,
                    ahead.pause,
                    key=f"pause-{ahead.serial}",
                    most=LONGEST_SLIDER_WEEKS,
                    step=1,
                    on_change=lambda value: ahead.rest({"weeks": value}),
                ),
                class_name="sliders",
            ),
            rx.el.p(ahead.imagined, role="status", class_name="outlook"),
            rx.cond(
                ahead.imagined,
                button(t.start_over, kind="plain small", on_click=ahead.start_over),
                rx.fragment(),
            ),
            class_name="what-if",
        ),
        rx.fragment(),
    )


def _slider(slider: Any) -> rx.Component:
    return _range(
        slider.name,
        slider.said,
        key=f"{slider.weekday}-{ahead.serial}",
        most=LONGEST_SLIDER_MINUTES,
        step=15,
        on_change=lambda value: ahead.add({"weekday": slider.weekday, "minutes": value}),
    )


def _range(name: Any, said: Any, *, key: Any, most: int, step: int, on_change: Any) -> rx.Component:
    """A slider that the browser moves by itself, so that it never waits for an answer."""
    return rx.el.label(
        rx.el.span(name),
        rx.el.input(
            type="range",
            min=0,
            max=most,
            step=step,
            default_value="0",
            key=key,
            aria_valuetext=said,
            on_change=on_change,
        ),
        # The slider itself says its value, so this is for the eye alone.
        rx.el.span(said, class_name="num", aria_hidden=True),
        class_name="slider",
    )

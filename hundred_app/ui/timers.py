"""The parts of a timer that must live in the browser: assets/ui/timer.js, as components."""

from typing import Any

import reflex as rx

from hundred_app.ui.writing import Keeping


def _nothing() -> list[rx.Var[str]]:
    return []


def _text(text: rx.Var[str]) -> list[rx.Var[str]]:
    return [text]


class _Timer(rx.Component):
    library = "$/public/ui/timer.js"

    timer: rx.Var[Any]


class TimerDigits(_Timer):
    """What a timer has counted, or what of its length is left."""

    tag = "TimerDigits"


class TimerKeeper(_Timer):
    """Stands once around all pages; calls `on_wake` when there may be something new to know."""

    tag = "TimerKeeper"

    on_wake: rx.EventHandler[_nothing]


class LiveGrid(_Timer):
    """The squares of the card that the timer runs for, filling while one looks."""

    tag = "LiveGrid"

    cards: rx.Var[Any]


class SoundSwitch(rx.Component):
    """Whether this browser sounds at the end of a timer."""

    library = "$/public/ui/timer.js"
    tag = "SoundSwitch"

    label: rx.Var[str]


class ThoughtLine(Keeping):
    """A line that `on_thought` gets; it empties when its draft is forgotten."""

    library = "$/public/ui/timer.js"
    tag = "ThoughtLine"

    label: rx.Var[str]
    hint: rx.Var[str]
    serial: rx.Var[int]
    on_thought: rx.EventHandler[_text]


class LeaveByEscape(rx.Component):
    """Escape leads to the page before."""

    library = "$/public/ui/timer.js"
    tag = "LeaveByEscape"

"""Places in a prerendered page that the server fills before it sends the page."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import reflex as rx

_SLOT = '<div id="slot-{name}"></div>'
_USERNAME_FIELD = re.compile(r'(<input[^>]*\bname="username"[^>]*?)\s*/?>')


@dataclass(frozen=True)
class Filling:
    """What is filled into a page; nothing, as long as nobody says otherwise.

    Attributes:
        problem: the sentence about what went wrong.
        note: a sentence above the form.
        username: what stands in the field for it.
        hidden: fields that the form hands on.
        picture: a data: address of an image of our own making.
        lines: something to be copied by hand, line by line.
    """

    problem: str = ""
    note: str = ""
    username: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict[str, str])
    picture: str = ""
    picture_label: str = ""
    lines: Sequence[str] = ()

    def with_problem(self, problem: str) -> "Filling":
        return replace(self, problem=problem)


def slot(name: str) -> rx.Component:
    """Where "problem", "note", "hidden", "picture" or "lines" appears."""
    return rx.el.div(id=f"slot-{name}")


def fill(page: str, filling: Filling) -> str:
    """The page with its slots filled; every value is escaped."""
    for name, markup in _markup(filling).items():
        page = page.replace(_SLOT.format(name=name), markup)
    if filling.username:
        # A function, not a template: the name may hold backslashes.
        value = html.escape(filling.username)
        page = _USERNAME_FIELD.sub(lambda found: f'{found[1]} value="{value}">', page, count=1)
    return page


def _markup(filling: Filling) -> dict[str, str]:
    problem, note = html.escape(filling.problem), html.escape(filling.note)
    picture, label = html.escape(filling.picture), html.escape(filling.picture_label)
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in filling.lines)
    return {
        "problem": problem and f'<p class="problem" role="alert" id="problem">{problem}</p>',
        "note": note and f'<p class="note-line">{note}</p>',
        "hidden": "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in filling.hidden.items()
            if value
        ),
        "picture": picture and f'<img class="key-picture" alt="{label}" src="{picture}">',
        "lines": lines and f'<ul class="key-lines">{lines}</ul>',
    }

"""Places in a prerendered page that the server fills before it sends the page."""

import html
import re

import reflex as rx

PROBLEM = '<div id="slot-problem"></div>'
NOTE = '<div id="slot-note"></div>'
HIDDEN = '<div id="slot-hidden"></div>'
_USERNAME_FIELD = re.compile(r'(<input[^>]*\bname="username"[^>]*?)\s*/?>')


def problem_slot() -> rx.Component:
    """Where the sentence about what went wrong appears."""
    return rx.el.div(id="slot-problem")


def note_slot() -> rx.Component:
    return rx.el.div(id="slot-note")


def hidden_slot() -> rx.Component:
    """Where hidden fields appear that the form hands on."""
    return rx.el.div(id="slot-hidden")


def fill(page: str, *, problem: str, note: str, username: str, hidden: dict[str, str]) -> str:
    """The page with its slots filled; every value is escaped."""
    if problem:
        page = page.replace(
            PROBLEM, f'<p class="problem" role="alert" id="problem">{html.escape(problem)}</p>'
        )
    if note:
        page = page.replace(NOTE, f'<p class="note-line">{html.escape(note)}</p>')
    fields = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in hidden.items()
        if value
    )
    page = page.replace(HIDDEN, fields)
    if username:
        # A function, not a template: the name may hold backslashes.
        page = _USERNAME_FIELD.sub(
            lambda found: f'{found[1]} value="{html.escape(username)}">', page, count=1
        )
    return page

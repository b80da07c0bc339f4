"""Fields that keep what is typed, and what becomes of it: draft.js and keep.js, as components."""

from typing import Any

import reflex as rx


def _value(value: rx.Var[str]) -> list[rx.Var[str]]:
    return [value]


def _fields(fields: rx.Var[dict[str, Any]]) -> list[rx.Var[dict[str, Any]]]:
    return [fields]


class Keeping(rx.Component):
    """A field that keeps what is typed: in the browser at once, and by the server.

    Attributes:
        owner: the username; another person at this browser gets nothing of it.
        draft: what the text is about.
        kept: the draft that the server has.
        mark: of the latest text that the server has kept, at the time `when`.
        words: what is said about drafts.
    """

    owner: rx.Var[str]
    draft: rx.Var[str]
    kept: rx.Var[Any]
    mark: rx.Var[str]
    when: rx.Var[str]
    words: rx.Var[Any]
    on_keep: rx.EventHandler[lambda name, text, mark: [name, text, mark]]


class QuickLine(Keeping):
    """The line to log with.

    It is emptied when `saved`, or `form_saved` for the whole form, is the key it was sent under.
    """

    library = "$/public/ui/quick.js"
    tag = "QuickLine"

    hint: rx.Var[str]
    label: rx.Var[str]
    help: rx.Var[str]
    key_help: rx.Var[str]
    preview: rx.Var[Any]
    problem: rx.Var[str]
    saved: rx.Var[str]
    answered: rx.Var[str]
    not_saved: rx.Var[str]
    save_label: rx.Var[str]
    key_hint: rx.Var[str]
    form_label: rx.Var[str]
    form_key: rx.Var[str]
    form_saved: rx.Var[str]
    on_text: rx.EventHandler[_value]
    on_save: rx.EventHandler[lambda text, key: [text, key]]
    on_form: rx.EventHandler[lambda text, key: [text, key]]
    on_again: rx.EventHandler[lambda text, key: [text, key]]
    on_pick: rx.EventHandler[lambda asks, value, text: [asks, value, text]]


class Writing(Keeping):
    """A text area that grows and keeps its draft. It sends the hidden fields key and rev along.

    In a dialog the caret begins in it if it is the `first`. Near the `limit` of what can be saved
    the `counter` says how many characters there are.
    """

    library = "$/public/ui/writing.js"
    tag = "Writing"

    name: rx.Var[str]
    initial: rx.Var[str]
    serial: rx.Var[int]
    rev: rx.Var[int]
    form_key: rx.Var[str]
    answered: rx.Var[str]
    hint: rx.Var[str]
    first: rx.Var[bool]
    rows: rx.Var[int]
    described_by: rx.Var[str]
    invalid: rx.Var[bool]
    limit: rx.Var[int]
    counter: rx.Var[str]
    max_length: rx.Var[int]


class Sending(rx.Component):
    """Stands inside a form and says when saving takes long; `answered` changes with an answer."""

    library = "$/public/ui/keep.js"
    tag = "Sending"

    answered: rx.Var[str]
    words: rx.Var[str]
    on_again: rx.EventHandler[_fields]


class Steady(rx.Component):
    """Shows its children when `when`; while that is not `known`, as long as it did before."""

    library = "$/public/ui/keep.js"
    tag = "Steady"

    when: rx.Var[Any]
    known: rx.Var[bool]


class Forget(rx.Component):
    """Forgets the draft `name` of `owner` each time `serial` changes."""

    library = "$/public/ui/keep.js"
    tag = "Forget"

    owner: rx.Var[str]
    name: rx.Var[str]
    serial: rx.Var[str]


class Chips(rx.Component):
    """Values for the field with the id `of`, each one press away."""

    library = "$/public/ui/chips.js"
    tag = "Chips"

    of: rx.Var[str]
    label: rx.Var[str]
    values: rx.Var[list[str]]

"""Filling a page: every value stays a value, whatever it holds."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.ui import slots
from hundred_app.ui.slots import Filling

PAGE = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><main>"
    '<div id="slot-note"></div><form action="/auth/sign-in" method="post">'
    '<div id="slot-hidden"></div><div id="slot-problem"></div>'
    '<label for="username">Username</label>'
    '<input autoComplete="username" id="username" maxLength="64" required="" name="username"/>'
    '<input id="password" type="password" required="" name="password"/>'
    "</form></main></body></html>"
)
"""A page as React writes it."""

SLOTS = {
    name: f'<div id="slot-{name}"></div>'
    for name in ("problem", "note", "hidden", "picture", "lines")
}
HIDDEN = SLOTS["hidden"]

EVIL = [
    pytest.param("<script>alert(1)</script>", id="a script"),
    pytest.param('"><script>alert(1)</script>', id="out of the value"),
    pytest.param('" autofocus onfocus="alert(1)', id="another attribute"),
    pytest.param("' onclick='alert(1)", id="an apostrophe"),
    pytest.param("</form><form action=//evil.example>", id="another form"),
    pytest.param("\\1\\g<1>\\n\\", id="backslashes"),
    pytest.param("&quot;&#34;&lt;b&gt;", id="entities"),
    pytest.param("<!-- <input name=", id="a comment"),
    pytest.param(HIDDEN, id="a slot"),
    pytest.param('<input name="username"/>', id="the field itself"),
    pytest.param("a\nb\tc", id="lines"),
    pytest.param("Jos\u00e9 \u4e2d\u6587 \U0001f600", id="any script"),
]


class Reader(HTMLParser):
    """What a browser would see: every tag with its attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, name: str) -> dict[str, str | None]:
        (found,) = [attrs for _, attrs in self.tags if attrs.get("name") == name]
        return found

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """Tags and the names of their attributes, without any value."""
        return [(tag, sorted(attrs)) for tag, attrs in self.tags]


def fill(
    problem: str = "", note: str = "", username: str = "", hidden: dict[str, str] | None = None
) -> str:
    filling = Filling(problem=problem, note=note, username=username, hidden=hidden or {})
    return slots.fill(PAGE, filling)


def test_a_page_with_nothing_to_say_only_loses_its_slots() -> None:
    assert "slot-" not in fill()
    assert fill(hidden={"next": "", "setup": ""}) == fill()


def test_a_problem_is_an_alert_in_its_slot() -> None:
    page = Reader(fill(problem="Pick another."))
    assert ("p", {"class": "problem", "role": "alert", "id": "problem"}) in page.tags
    assert "Pick another." in page.text
    assert "slot-problem" not in fill(problem="Pick another.")


def test_a_note_stands_in_its_slot() -> None:
    page = Reader(fill(note="Signed out. See you."))
    assert ("p", {"class": "note-line"}) in page.tags
    assert "Signed out. See you." in page.text


def test_what_was_typed_as_username_stands_in_its_field_again() -> None:
    page = Reader(fill(username="ana"))
    field = page.named("username")
    assert field["value"] == "ana"
    assert field["id"] == "username"
    assert "required" in field
    assert "value" not in page.named("password")


@pytest.mark.parametrize(
    "field",
    [
        pytest.param('<input name="username"/>', id="closed"),
        pytest.param('<input name="username" />', id="closed with a blank"),
        pytest.param('<input name="username">', id="open"),
        pytest.param('<input name="username" required="">', id="not the last attribute"),
    ],
)
def test_the_field_is_found_however_it_is_written(field: str) -> None:
    page = slots.fill(field, Filling(username="ana"))
    assert Reader(page).named("username")["value"] == "ana"


def test_hidden_fields_with_a_value_are_handed_on() -> None:
    page = Reader(fill(hidden={"next": "/history?x=1&y=2", "setup": "", "more": "m"}))
    assert page.named("next") == {"type": "hidden", "name": "next", "value": "/history?x=1&y=2"}
    assert page.named("more")["value"] == "m"
    assert not [attrs for _, attrs in page.tags if attrs.get("name") == "setup"]


@pytest.mark.parametrize("text", EVIL)
def test_no_value_can_become_anything_but_a_value(text: str) -> None:
    page = Reader(fill(problem=text, note=text, username=text, hidden={"next": text}))
    harmless = Reader(fill(problem="x", note="x", username="x", hidden={"next": "x"}))
    assert page.shape == harmless.shape
    assert page.named("username")["value"] == text
    assert page.named("next")["value"] == text
    assert page.text.count(text) == 2


@pytest.mark.parametrize("name", EVIL)
def test_the_name_of_a_hidden_field_is_only_a_name(name: str) -> None:
    page = Reader(fill(hidden={name: "x"}))
    assert page.shape == Reader(fill(hidden={"next": "x"})).shape
    assert page.named(name)["value"] == "x"


@given(st.text(st.characters(exclude_characters="\r\x00", codec="utf-8"), min_size=1))
def test_any_text_comes_back_from_the_page_as_it_was(text: str) -> None:
    page = Reader(fill(username=text, hidden={"next": text}))
    assert page.named("username")["value"] == text
    assert page.named("next")["value"] == text
    assert page.shape == Reader(fill(username="x", hidden={"next": "x"})).shape


@pytest.mark.parametrize("name", SLOTS)
def test_a_page_has_the_slots_that_are_filled(name: str) -> None:
    assert f'<div id="{slots.slot(name).id}"></div>' == SLOTS[name]

"""What is said in an attribute of a link arrives in the page."""

import pytest
import reflex as rx

from hundred_app.ui.web import PictureLink, PlainLink, link

LINKS = [
    pytest.param(link("Cello", to="/c/1", dir="auto"), id="to a page"),
    pytest.param(PlainLink.create("Export", href="/x", title="As a CSV file"), id="plain"),
    pytest.param(PictureLink.create("PNG", href="/x", draw_here=True), id="to a picture"),
]


@pytest.mark.parametrize("made", LINKS)
def test_no_attribute_becomes_a_style(made: rx.Component) -> None:
    """A prop that a component does not name is handed to its style, and is lost without a word."""
    assert [prop for prop in made.render()["props"] if prop.startswith("css:")] == []

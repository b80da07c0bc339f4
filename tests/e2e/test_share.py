"""The picture of a commitment, from the menu to the file."""

import re
from pathlib import Path

import pytest
from browsing import PASSWORD, Visit
from PIL import Image
from playwright.sync_api import expect
from serving import Server


@pytest.mark.slow
def test_letters_that_only_the_browser_has_are_drawn_there(
    beginning: Server, visit: Visit, tmp_path: Path
) -> None:
    visitor = visit(beginning)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Скрипка")
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Share picture").click()
    dialog = page.get_by_role("dialog", name="Share picture")
    expect(dialog.get_by_role("img")).to_have_js_property("naturalWidth", 1200)
    with page.expect_download() as taken:
        dialog.get_by_role("link", name="Download PNG").click()
    assert taken.value.suggested_filename.startswith("hundred-")
    file = tmp_path / "drawn.png"
    taken.value.save_as(file)
    with Image.open(file) as image:
        assert image.size == (1200, 630)
        name = image.convert("RGB").crop((88, 88, 586, 160))
        assert len(name.getcolors(10_000) or []) > 10


def test_a_picture_is_seen_and_taken_along(typical: Server, visit: Visit, tmp_path: Path) -> None:
    visitor = visit(typical)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    page.locator("a.card").first.click()
    expect(page).to_have_title("Cello · Hundred")
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Share picture").click()
    dialog = page.get_by_role("dialog", name="Share picture")
    picture = dialog.get_by_role("img")
    expect(picture).to_have_js_property("naturalWidth", 1200)
    dialog.get_by_role("radio", name="Dark").click()
    expect(picture).to_have_attribute("src", re.compile("theme=dark$"))
    expect(picture).to_have_js_property("naturalWidth", 1200)
    with page.expect_download() as taken:
        dialog.get_by_role("link", name="Download PNG").click()
    file = tmp_path / "taken.png"
    taken.value.save_as(file)
    with Image.open(file) as image:
        assert image.size == (1200, 630)
        assert image.getpixel((2, 2)) == (17, 14, 12)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

"""A year in a browser: read, taken along, printed, and turned back to the one before."""

import re
from datetime import timedelta
from pathlib import Path

from browsing import PASSWORD, Visit, findings, on_both
from PIL import Image
from playwright.sync_api import Page, expect
from serving import Server

from hundred_app.core import clock

YEAR = re.compile(r"^\d{4}( so far)?$")


def section(page: Page, title: str):
    return page.locator(".section").filter(has=page.get_by_role("heading", name=title))


def is_light(page: Page) -> bool:
    """Whether text is dark on what is lighter."""
    shown = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    return sum(int(part) for part in re.findall(r"\d+", shown)[:3]) < 3 * 128


@on_both()
def test_a_year_is_read_taken_along_and_printed(
    typical: Server, visit: Visit, tmp_path: Path, phone: bool
) -> None:
    visitor = visit(typical, phone=phone, dark=phone, reduced_motion="reduce")
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto("/insights")
    page.get_by_role("link", name="A year in review").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(YEAR)
    # The demo is the last twelve months: the year of half of them ago has a good part of it.
    visitor.goto(f"/review/{(clock.now() - timedelta(days=200)).year}")
    days = section(page, "Day by day")
    expect(days.get_by_role("img")).to_have_accessible_name(re.compile(r"Something on \d+ days"))
    expect(days.locator("svg:visible")).to_have_count(1)
    expect(page.locator(".review-quote").first).to_be_visible()
    expect(page.get_by_role("heading", name="Milestones reached")).to_be_visible()
    assert findings(visitor) == []

    days.get_by_text("The numbers").click()
    with page.expect_download() as sheet:
        days.get_by_role("link", name="Download as CSV").click()
    text = Path(sheet.value.path()).read_text("utf-8-sig").splitlines()
    assert text[0] == "day,commitment,minutes"
    with page.expect_download() as picture:
        days.get_by_role("button", name="Download as a picture").click()
    assert picture.value.suggested_filename == "hundred-year-days.png"
    with Image.open(picture.value.path()) as image:
        assert image.format == "PNG"
        assert image.width > 600
        # The colours of the theme are in it, and not the black of an SVG without styles.
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 20

    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(days.get_by_role("table")).to_be_hidden()
    expect(days.locator("svg:visible")).to_have_count(1)
    assert is_light(page)
    page.emulate_media(media="screen", color_scheme="dark" if phone else "light")

    days.get_by_role("table").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/history\?time=\d{4}-\d\d-\d\d"))
    page.go_back()
    expect(heading).to_have_text(YEAR)
    page.get_by_role("link", name="Weekly review").click()
    expect(page.get_by_role("heading", name="A question for the week")).to_be_visible()
    page.get_by_role("link", name=re.compile("^The year .* in review$")).click()
    expect(heading).to_have_text(YEAR)

    visitor.goto("/review/1999")
    expect(heading).to_have_text("1999")
    expect(page.locator(".empty")).to_contain_text("sentences worth reading again")
    assert findings(visitor) == []
    page.get_by_role("navigation", name="Which year").get_by_role("link").first.click()
    expect(heading).not_to_have_text("1999")
    expect(section(page, "Day by day").get_by_role("img")).to_be_visible()

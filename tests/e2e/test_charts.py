"""The smaller charts: read when they come near, led on from by mouse and key, and taken along."""

import re
from datetime import timedelta
from pathlib import Path

from browsing import PASSWORD, Visit, findings, on_both
from PIL import Image
from playwright.sync_api import Page, expect
from serving import Server

from hundred_app.core import clock

PICTURES = Path(__file__).parents[1] / "screenshots"
TITLES = (
    "By hour, not by date",
    "The year",
    "Hours of the week",
    "Lengths of sessions",
    "Shares over time",
)


def section(page: Page, title: str):
    return page.locator(".section").filter(has=page.get_by_role("heading", name=title))


@on_both()
def test_charts_come_near_lead_to_logs_and_are_taken_along(
    typical: Server, visit: Visit, tmp_path: Path, phone: bool
) -> None:
    visitor = visit(typical, phone=phone, dark=phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    visitor.goto("/insights")
    expect(page.locator(".main-svg").first).to_be_visible()
    # What is far below is not sent.
    expect(section(page, "Shares over time").locator("p")).to_be_empty()
    for title in TITLES:
        section(page, title).scroll_into_view_if_needed()
        expect(section(page, title).locator(".main-svg").first).to_be_visible()
        expect(section(page, title).locator(".section-head p")).to_contain_text(re.compile(r"\d"))
    page.get_by_role("radio", name="Categories").click()
    expect(section(page, "Shares over time").locator(".keys")).to_contain_text("Music")
    expect(page).to_have_url(re.compile(r"\?by=category$"))
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(
        path=PICTURES / f"charts-{'390-dark' if phone else '1440-light'}.png", full_page=True
    )
    assert findings(visitor) == []

    year = section(page, "The year")
    year.get_by_text("The numbers").click()
    with page.expect_download() as sheet:
        year.get_by_role("link", name="Download as CSV").click()
    text = Path(sheet.value.path()).read_text("utf-8-sig").splitlines()
    assert text[0] == "day,minutes"
    assert len(text) == 366
    with page.expect_download() as picture:
        year.get_by_role("button", name="Download as a picture").click()
    assert picture.value.suggested_filename == "hundred-year.png"
    with Image.open(picture.value.path()) as image:
        assert image.format == "PNG"
        assert image.width > 600
        image.save(PICTURES / f"chart-year-{'390' if phone else '1440'}.png")

    if not phone:
        square = year.locator(".barlayer .trace").last.locator("path").last
        square.hover(force=True)
        expect(year.locator(".hoverlayer text").first).to_be_visible()
        square.click(force=True)
        expect(page).to_have_url(re.compile(r"/history\?time=\d{4}-\d\d-\d\d$"))
        expect(page.locator(".history-summary")).to_contain_text(re.compile(r"logs?, .* on \d"))
        page.go_back()
        year.get_by_text("The numbers").click()
    link = year.get_by_role("table").get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/history\?time=[\d-]{10}\.\.[\d-]{10}$"))
    chosen = page.get_by_role("combobox").nth(1)
    expect(chosen).to_have_value(re.compile(r"[\d-]{10}\.\.[\d-]{10}"))


def test_hours_are_bars_of_any_length_over_a_stretch_that_is_drawn(
    typical: Server, visit: Visit
) -> None:
    visitor = visit(typical, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    visitor.goto("/insights")
    hours = section(page, "Hours over time")
    told = hours.locator(".section-head p")
    expect(told).to_contain_text("since")
    plot = hours.locator(".nsewdrag")
    expect(plot).to_be_visible()
    box = plot.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 200, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, y + 5, steps=4)
    page.mouse.move(box["x"] + 400, y, steps=4)
    page.mouse.up()
    expect(told).to_contain_text(re.compile(r"from .* to "))
    expect(page).to_have_url(re.compile(r"\?range=[\d-]{10}\.\.[\d-]{10}$"))
    drawn = told.inner_text()
    page.get_by_role("radio", name="Bars", exact=True).click()
    page.get_by_role("radio", name="Days", exact=True).click()
    expect(hours.locator(".barlayer .trace").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"view=days$"))
    page.reload()
    # The last view stands in the address.
    expect(told).to_have_text(drawn)
    expect(page.get_by_role("radio", name="Days", exact=True)).to_have_attribute(
        "aria-checked", "true"
    )
    with page.expect_download() as sheet:
        hours.get_by_role("link", name="Download as CSV").click()
    assert Path(sheet.value.path()).read_text("utf-8-sig").startswith("day,commitment,minutes\n")
    page.get_by_role("radio", name="All", exact=True).click()
    expect(hours.locator(".chart-note")).to_contain_text("By week")
    expect(page).to_have_url(re.compile(r"/insights\?view=days$"))
    page.get_by_role("radio", name="Table").click()
    hours.get_by_role("table").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/history\?time=\d{4}-\d\d$"))
    assert findings(visitor) == []


@on_both("phone")
def test_a_stretch_is_chosen_without_a_mouse(typical: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(typical, phone=phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    visitor.goto("/insights")
    hours = section(page, "Hours over time")
    told = hours.locator(".section-head p")
    expect(told).to_contain_text("since")
    hours.get_by_text("Between two days").focus()
    page.keyboard.press("Enter")
    ends = clock.now().date()
    begins = ends - timedelta(days=20)
    # The wrong way round is the same stretch.
    hours.get_by_label("From", exact=True).fill(f"{ends}")
    hours.get_by_label("To", exact=True).fill(f"{begins}")
    hours.get_by_label("To", exact=True).press("Enter")
    expect(told).to_contain_text(re.compile(r"from .* to "))
    expect(page).to_have_url(re.compile(rf"\?range={ends}\.\.{begins}$"))
    drawn = told.inner_text()
    page.reload()
    expect(told).to_have_text(drawn)
    hours.get_by_text("Between two days").click()
    expect(hours.get_by_label("From", exact=True)).to_have_value(f"{ends}")
    assert findings(visitor) == []

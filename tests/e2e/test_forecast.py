"""The forecast on the page of a commitment: a sentence, a fan, and what would be, if."""

import re
from pathlib import Path

from browsing import PASSWORD, Visit, findings, on_both
from playwright.sync_api import expect
from serving import Server

PICTURES = Path(__file__).parents[1] / "screenshots"


@on_both("phone")
def test_what_is_ahead_is_told_drawn_and_imagined(
    typical: Server, visit: Visit, phone: bool
) -> None:
    visitor = visit(typical, phone=phone, dark=phone)
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    page.locator("a.card").first.click()
    outlook = page.locator(".hero .outlook")
    expect(outlook).to_contain_text("You will probably reach")
    usual = outlook.inner_text()
    # The range, the way, its end: before the line of what was.
    expect(page.locator(".scatterlayer .trace")).to_have_count(6)
    page.get_by_text("What if", exact=True).click()
    saturday = page.get_by_role("slider", name="Saturday")
    saturday.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(saturday).to_have_attribute("aria-valuetext", re.compile("1.h more"))
    status = page.locator(".what-if").get_by_role("status")
    expect(status).to_contain_text("You will probably reach")
    assert status.inner_text() != usual
    page.get_by_role("slider", name="A pause").press("End")
    expect(page.locator(".what-if")).to_contain_text("twelve weeks")
    PICTURES.mkdir(exist_ok=True)
    kind = "390-dark" if phone else "1440-light"
    page.screenshot(path=PICTURES / f"forecast-{kind}.png", full_page=True)
    page.locator(".hero").screenshot(path=PICTURES / f"forecast-hero-{kind}.png")
    page.locator(".chart-place").screenshot(path=PICTURES / f"forecast-fan-{kind}.png")
    page.locator(".what-if").screenshot(path=PICTURES / f"forecast-what-if-{kind}.png")
    assert findings(visitor) == []
    page.get_by_role("button", name="As it is").click()
    expect(status).to_be_empty()
    expect(saturday).to_have_value("0")
    expect(outlook).to_have_text(usual)

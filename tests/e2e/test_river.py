"""The river: chosen, pointed at, led on from by mouse and key, and taken along."""

import re
from pathlib import Path

import pytest
from browsing import PASSWORD, Visit, findings, on_both
from playwright.sync_api import Page, expect
from serving import Server

PICTURES = Path(__file__).parents[1] / "screenshots"


def river(page: Page):
    return page.locator(".section").filter(has=page.get_by_role("heading", name="The river"))


@on_both()
def test_the_river_leads_to_its_sentences(typical: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(typical, phone=phone, dark=phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    visitor.goto("/insights")
    # What is above has its place once it is seen; the river is the last.
    for title in ("By hour, not by date", "The year", "Lengths of sessions", "Shares over time"):
        page.get_by_role("heading", name=title).scroll_into_view_if_needed()
        expect(page.locator(".section", has_text=title).locator(".main-svg").first).to_be_visible()
    here = river(page)
    here.scroll_into_view_if_needed()
    expect(here.locator(".main-svg").first).to_be_visible()
    expect(here.locator(".section-head p")).to_contain_text("Lately you write")

    here.get_by_role("combobox", name="Of which commitment").select_option(label="Cello")
    expect(here.get_by_role("list")).to_contain_text("bow")
    expect(page).to_have_url(re.compile(r"/insights\?of=[\w-]+$"))
    page.reload()
    here.scroll_into_view_if_needed()
    expect(here.get_by_role("list")).to_contain_text("bow")
    PICTURES.mkdir(exist_ok=True)
    name = "390-dark" if phone else "1440-light"
    here.screenshot(path=PICTURES / f"river-{name}.png")
    assert findings(visitor) == []

    here.get_by_text("The numbers").click()
    with page.expect_download() as sheet:
        here.get_by_role("link", name="Download as CSV").click()
    text = Path(sheet.value.path()).read_text("utf-8-sig").splitlines()
    assert text[0] == "theme,from hour,to hour,sentences,share"
    assert any(line.startswith("bow,") for line in text)
    here.screenshot(path=PICTURES / f"river-numbers-{name}.png")

    # By key, to the sentences of all hours.
    link = here.get_by_role("row", name="All hours").get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/history\?q=\w+&c=[\w-]+$"))
    expect(page.locator("mark").first).to_be_visible()
    page.go_back()

    if not phone:
        here.scroll_into_view_if_needed()
        plot = here.locator(".nsewdrag")
        expect(plot).to_be_visible()
        box = plot.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 12)
        expect(here.locator(".hoverlayer text").first).to_be_visible()
        here.screenshot(path=PICTURES / "river-pointed.png")
        page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 12)
        expect(page).to_have_url(re.compile(r"/history\?c=[\w-]+&time=[\d.-]+&q=\w+$"))
        expect(page.locator("mark").first).to_be_visible()


@pytest.mark.slow
@on_both("phone")
def test_the_river_of_one_commitment_is_on_its_page(
    typical: Server, visit: Visit, phone: bool
) -> None:
    visitor = visit(typical, phone=phone, dark=not phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    page.get_by_role("link", name=re.compile("^Compilers")).first.click()
    page.get_by_text("When, and how long").click()
    here = river(page)
    here.scroll_into_view_if_needed()
    expect(here.locator(".main-svg").first).to_be_visible()
    expect(here.get_by_role("combobox")).to_have_count(0)
    PICTURES.mkdir(exist_ok=True)
    here.screenshot(path=PICTURES / f"river-of-one-{'390-light' if phone else '1440-dark'}.png")
    assert findings(visitor) == []

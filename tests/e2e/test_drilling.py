"""From a square of the week and a bar of the lengths to their logs, by mouse and by key."""

import re

from browsing import PASSWORD, Visit, findings, on_both
from playwright.sync_api import Page, expect
from serving import Server


def section(page: Page, title: str):
    return page.locator(".section").filter(has=page.get_by_role("heading", name=title))


def arrive(page: Page, title: str):
    held = section(page, title)
    held.scroll_into_view_if_needed()
    expect(held.locator(".main-svg").first).to_be_visible()
    return held


@on_both()
def test_a_square_and_a_bar_lead_to_their_logs(typical: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(typical, phone=phone, dark=phone, reduced_motion="reduce")
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto("/insights?range=365")
    held = arrive(page, "Hours of the week")
    held.get_by_text("The numbers").click()
    link = held.get_by_role("table").get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/history\?time=[\d.-]+&hour=[1-7]-\d+$"))
    chip = page.locator(".chip", has_text=re.compile(r"day, \d+:00 to \d+:00"))
    expect(chip).to_be_visible()
    summary = page.locator(".history-summary")
    expect(summary).to_contain_text("in this hour of the week")
    assert findings(visitor) == []
    # What is chosen besides keeps it, and so does a visit later.
    page.get_by_role("combobox").first.select_option(index=1)
    expect(page).to_have_url(re.compile(r"c=.*hour="))
    page.reload()
    expect(chip).to_be_visible()
    chip.click()
    expect(page).not_to_have_url(re.compile("hour="))
    expect(chip).to_have_count(0)

    visitor.goto("/insights")
    held = arrive(page, "Lengths of sessions")
    if phone:
        held.get_by_text("The numbers").click()
        held.get_by_role("table").get_by_role("link").first.click()
    else:
        held.locator(".barlayer .point path").nth(2).click(force=True)
    expect(page).to_have_url(re.compile(r"/history\?length=\d+-\d+$"))
    expect(summary).to_contain_text("of this length")

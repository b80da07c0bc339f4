"""The weekly review in a browser: read, turned back a week, and found by its key."""

from browsing import PASSWORD, Visit, findings, on_both
from playwright.sync_api import expect
from serving import Server


@on_both()
def test_a_week_is_read_and_the_one_before_it(typical: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(typical, phone=phone, dark=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    page.get_by_role("link", name="Review the week").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(" to ")
    expect(page.locator(".review-quote").first).to_be_visible()
    expect(page.locator(".review .keys li").first).to_be_visible()
    expect(page.get_by_role("heading", name="A question for the week")).to_be_visible()
    assert findings(visitor) == []
    week = heading.inner_text()
    page.get_by_role("link", name="The week before").click()
    expect(heading).not_to_have_text(week)
    earlier = heading.inner_text()
    page.reload()
    expect(heading).to_have_text(earlier)
    page.get_by_role("link", name="The week after").click()
    expect(heading).to_have_text(week)
    page.locator(".review-quote a").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.go_back()
    expect(heading).to_have_text(week)

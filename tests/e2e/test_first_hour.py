"""Somebody who has just begun, and what stands at the end: the first log, and the museum."""

from browsing import PASSWORD, Visit, on_both
from playwright.sync_api import Page, expect
from serving import Server

MOVED = """
() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})
"""


@on_both()
def test_hundred_explains_itself_while_it_is_used(
    beginning: Server, visit: Visit, phone: bool
) -> None:
    visitor = visit(beginning, phone=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    expect(page.locator(".seat-free")).to_have_count(4)
    expect(page.get_by_role("note")).to_have_count(0)
    visitor.commit("Zither")
    visitor.goto("/")
    line = page.get_by_label("Log time: how long")
    expect(line).to_have_attribute("placeholder", "45m zither, and what it taught you")
    expect(page.get_by_role("note")).to_contain_text("This line is how hours are kept")
    line.fill("45m zither the thumb leads")
    expect(page.get_by_text("Zither, 45 min")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("note")).to_contain_text("Each square is 1 h, filled from the bottom")
    page.get_by_role("button", name="Understood").click()
    expect(page.get_by_role("note")).to_have_count(0)
    page.reload()
    expect(page.locator(".log")).to_contain_text("the thumb leads")
    expect(page.get_by_role("note")).to_have_count(0)


def test_what_is_put_down_hangs_with_a_line_of_its_owner(beginning: Server, visit: Visit) -> None:
    visitor = visit(beginning)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Zither")
    visitor.goto("/")
    page.get_by_label("Log time: how long").fill(
        "45m zither The thumb leads. Everything *else* follows it. Slowly."
    )
    expect(page.get_by_text("Zither, 45 min")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".log")).to_contain_text("The thumb leads.")
    page.locator("a.card").click()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("Zither is in the museum now.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Zither has a seat again.")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("Zither is in the museum now.")).to_be_visible()
    page.get_by_role("button", name="Hang up").click()
    page.get_by_role("dialog").get_by_role("button", name="Everything else follows it.").click()
    lines = page.locator(".best-lines")
    expect(lines).to_contain_text("“Everything else follows it.”On the wall")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.get_by_text("One put down.")).to_be_visible()
    expect(page.locator("a.card")).to_contain_text("“Everything else follows it.”")
    page.locator("a.card").click()
    lines.get_by_role("button", name="Take down").click()
    expect(lines).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(lines).to_contain_text("Everything else follows it.")
    page.get_by_role("button", name="Reopen").first.click()
    expect(lines).to_be_hidden()


@on_both()
def test_nothing_jumps_while_a_page_comes(typical: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(typical, phone=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    card = page.locator("a.card").first
    expect(card).to_be_visible()
    href = card.get_attribute("href")
    for path in ("/", str(href)):
        visitor.goto(path)
        _is_there(page, path)
        assert page.evaluate(MOVED) < 0.02, path


def _is_there(page: Page, path: str) -> None:
    shown = page.locator(".week-chart") if path == "/" else page.locator(".main-svg").first
    expect(shown).to_be_visible()

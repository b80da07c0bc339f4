"""For everybody: axe finds nothing, and the main job needs no mouse."""

import re

import pytest
from browsing import PASSWORD, Visit, findings, seldom
from playwright.sync_api import expect
from serving import Server

VISITOR_PAGES = ("/", "/sign-in", "/sign-up")
PERSON_PAGES = (
    "/",
    "/history",
    "/history?q=the",
    "/focus",
    "/insights",
    "/insights?view=table",
    "/review",
    "/review/year",
    "/museum",
    "/settings",
    "/design",
)


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), seldom(True, id="dark")])
def test_axe_finds_nothing_on_pages_for_visitors(typical: Server, visit: Visit, dark: bool) -> None:
    visitor = visit(typical, dark=dark)
    for path in VISITOR_PAGES:
        visitor.goto(path)
        assert findings(visitor) == [], path


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_pages_of_a_person(
    typical: Server, visit: Visit, dark: bool, phone: bool
) -> None:
    visitor = visit(typical, dark=dark, phone=phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    expect(page.locator("a.card")).to_have_count(4)
    places = page.locator("a.card").evaluate_all("cards => cards.map(c => c.getAttribute('href'))")
    rooms = [f"{places[2]}/{room}" for room in ("milestone/25", "letter", "book")]
    for path in (*PERSON_PAGES, places[0], *rooms):
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        if path.startswith(("/insights", "/c/")) and path not in rooms:
            shown = page.get_by_role("table").or_(page.locator(".main-svg"))
            expect(shown.first).to_be_visible()
        assert findings(visitor) == [], path
    visitor.goto("/")
    expect(page.locator("a.card")).to_have_count(4)
    page.get_by_role("button", name=re.compile("^Edit ")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(visitor) == [], "the log form"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for keys, name in (("Control+k", "Go anywhere"), ("?", "Keys"), ("t", "Start timer")):
        page.keyboard.press(keys)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        assert findings(visitor) == [], name
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    visitor.goto(places[0])
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Share").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(visitor) == [], "the picture to hand around"


def test_the_main_job_by_keyboard_alone(typical: Server, visit: Visit) -> None:
    visitor = visit(typical)
    page = visitor.page
    visitor.goto("/sign-in")
    page.get_by_label("Username").press_sequentially("ana")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("a.card")).to_have_count(4)
    # The first stop of the page leads past the navigation.
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    # A log, from anywhere on Today.
    page.keyboard.press("n")
    page.keyboard.insert_text("15m compilers by keyboard alone")
    expect(page.get_by_text("Compilers, 15 min")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Logged 15 min of Compilers.")).to_be_visible()
    # Its quarter of a square rises, there and nowhere else.
    expect(page.locator(".grid-m .grid-rise")).to_have_count(1)
    # Taken back, by the key that every editor has for it.
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Deleted 15 min of Compilers.")).to_be_visible()
    expect(page.locator(".grid-rise")).to_have_count(0)
    # To another page and along the squares of a commitment.
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", level=1)).to_have_text("History")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.locator("a.card").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cello")
    grid = page.get_by_role("grid")
    grid.focus()
    page.keyboard.press("Control+Home")
    expect(page.locator("#grid-caption")).to_contain_text(re.compile("Hour.1,"))
    expect(grid.get_by_role("gridcell", name=re.compile("^Hour.1,"))).to_be_attached()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#grid-caption")).to_contain_text(re.compile("Hour.11,"))
    page.keyboard.press("Control+End")
    expect(page.locator("#grid-caption")).to_contain_text("100 hours: a synthesis.")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

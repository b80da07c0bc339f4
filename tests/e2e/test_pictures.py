"""Every page in both themes and two widths: pictures to look at, and what they cannot hide."""

import re
from collections.abc import Iterator
from pathlib import Path

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import expect
from serving import Server

PICTURES = Path(__file__).parents[1] / "screenshots"
REAL_YEAR = Path(__file__).parents[3] / "shared" / "data" / "gleeo-2019.csv"
MAPS = ("thesis=Thesis", "machine learning=Machine learning", "writing=Writing", "reading=Reading")

SIGNED_OUT = {"welcome": "/", "sign-in": "/sign-in", "sign-up": "/sign-up", "nothing": "/nothing"}
SIGNED_IN = {
    "today": "/",
    "commitment": "/c/0",
    "room": "/c/2/milestone/25",
    "history": "/history",
    "insights": "/insights",
    "insights-weeks": "/insights?view=weeks",
    "insights-table": "/insights?view=table",
    "review": "/review",
    "year": "/review/year",
    "museum": "/museum",
    "settings": "/settings",
}
WITH_CHARTS = ("commitment", "insights", "insights-weeks", "insights-table")
pytestmark = pytest.mark.slow

KINDS = [
    pytest.param(
        phone,
        dark,
        id=f"{'phone' if phone else 'desktop'}-{'dark' if dark else 'light'}",
    )
    for phone in (False, True)
    for dark in (False, True)
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real person's year, brought in from a file."""
    if not REAL_YEAR.exists():
        pytest.skip(f"{REAL_YEAR.name} does not stand beside this checkout")
    data = tmp_path_factory.mktemp("imported")
    at = ("--data", str(data))
    make.people(data, "ana", password=PASSWORD)
    maps = [part for item in MAPS for part in ("--map", f"research/{item}")]
    brought = serving.hundred(
        "import", str(REAL_YEAR), "--user", "ana", "--format", "gleeo", *maps, *at
    )
    assert brought.returncode == 0, brought.stderr
    assert "10,614 minutes" in brought.stdout
    running = serving.start(data)
    yield running
    assert running.stop() == 0


@pytest.mark.parametrize(("phone", "dark"), KINDS)
def test_pages_for_visitors(server: Server, visit: Visit, phone: bool, dark: bool) -> None:
    visitor = visit(server, phone=phone, dark=dark)
    for name, path in SIGNED_OUT.items():
        visitor.goto(path)
        _look(visitor, f"visitor-{name}", phone, dark)
        if path == "/nothing":
            # The browser itself reports a page that is not found, as it should.
            visitor.complaints.clear()


@pytest.mark.parametrize(("phone", "dark"), KINDS)
@pytest.mark.parametrize("state", ["empty", "typical", "imported"])
def test_pages_of_a_person(
    request: pytest.FixtureRequest, visit: Visit, state: str, phone: bool, dark: bool
) -> None:
    running: Server = request.getfixturevalue(state)
    visitor = visit(running, phone=phone, dark=dark)
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    expect(page.locator(".seats > :not(h2, .coming)")).to_have_count(4)
    places = page.locator("a.card").evaluate_all("cards => cards.map(c => c.getAttribute('href'))")
    for name, path in SIGNED_IN.items():
        wanted = re.match(r"/c/(\d)", path)
        if wanted and int(wanted[1]) >= len(places):
            continue
        if wanted:
            path = path.replace(wanted[0], places[int(wanted[1])])
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        if name in WITH_CHARTS and places:
            shown = (
                page.get_by_role("table") if "table" in name else page.locator(".main-svg").first
            )
            expect(shown).to_be_visible()
        _look(visitor, f"{state}-{name}", phone, dark)


@pytest.mark.parametrize(("phone", "dark"), KINDS)
def test_dialogs(typical: Server, visit: Visit, phone: bool, dark: bool) -> None:
    visitor = visit(typical, phone=phone, dark=dark, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    line = page.get_by_label("Log time: how long")
    line.fill("40m cello the shift to fourth position stopped hurting once I let the thumb go")
    expect(page.get_by_text("Cello, 40 min")).to_be_visible()
    _look(visitor, "quick-log", phone, dark)
    line.fill("the shift stopped hurting")
    expect(page.get_by_text("Which commitment?")).to_be_visible()
    _look(visitor, "quick-asks", phone, dark)
    line.fill("")
    page.get_by_role("button", name="Edit", exact=False).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _look(visitor, "log-dialog", phone, dark, whole=False)
    page.get_by_role("dialog").get_by_label("Duration").fill("25 h")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Between 1 minute and 24 hours")).to_be_visible()
    _look(visitor, "log-dialog-problem", phone, dark, whole=False)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    expect(page.get_by_role("menu")).to_be_visible()
    _look(visitor, "menu", phone, dark, whole=False)
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text("will be deleted.")).to_be_visible()
    _look(visitor, "delete-dialog", phone, dark, whole=False)


def _look(visitor: Visitor, name: str, phone: bool, dark: bool, *, whole: bool = True) -> None:
    """Keep a picture, and see to it that the page has one title and does not scroll sideways."""
    page = visitor.page
    page.evaluate("document.fonts.ready")
    PICTURES.mkdir(exist_ok=True)
    kind = f"{390 if phone else 1440}-{'dark' if dark else 'light'}"
    page.screenshot(path=PICTURES / f"{name}-{kind}.png", full_page=whole)
    assert page.locator("h1:visible").count() == 1
    sideways = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert sideways <= 0, f"{name} scrolls sideways by {sideways} px"

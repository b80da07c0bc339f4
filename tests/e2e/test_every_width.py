"""From small phones to large screens, empty to overflowing: nothing is cut, axe finds nothing."""

from collections.abc import Iterator
from datetime import timedelta

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor, findings, on_both
from playwright.sync_api import Locator, expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.core.ids import new_id
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import imports
from hundred_app.features.commitments.service.imports import Brought

TITLES = (
    "Bookbinding, paper marbling and the slow repair of what other people throw away, at home",
    "תרגול צ׳לו בכל בוקר לפני העבודה, לאט ובקול רם",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "🎻🎨 弓を軽く持つ練習と毎朝の長い音、そして休むこと 👩🏽‍🚀",
)
LOGS = 10_000
TEXTS = (
    "Counting out loud fixed it.",
    "כשאני עצבני היד השמאלית רצה קדימה. " * 6,
    "One word: " + "x" * 400,
    "弓を軽く持つと音が変わる。🎻 " * 30,
    "A line\n\nand another, after a rest.\n" * 12,
)
WIDTHS = (320, 390, 768, 1440, 2560)
PAGES = (
    "/",
    "/history",
    "/history?q=the",
    "/focus",
    "/insights",
    "/insights?view=weeks",
    "/insights?view=table",
    "/review",
    "/review/year",
    "/museum",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Four commitments with names as long as can be, and ten thousand logs."""
    data = tmp_path_factory.mktemp("full")
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    accounts.create_user(database, now, "ana", PASSWORD, role="admin")
    with database.writing() as db:
        ana = accounts.find_work_of(db, now, "ana")
        assert ana
        held = [make.commit(ana, title[:100], category="x" * 50, goal=9_000) for title in TITLES]
        for place, commitment_id in enumerate(held):
            brought = [
                Brought(
                    new_id(), now - timedelta(hours=9 * (number + 1), minutes=place), 45,
                    TEXTS[(number + place) % len(TEXTS)],
                )
                for number in range(LOGS // len(TITLES))
            ]  # fmt: skip
            imports.bring_in(ana, commitment_id, "Gleeo", brought)
            make.write(ana, commitment_id, 25, TEXTS[place])
    database.close()
    running = serving.start(data)
    yield running
    assert running.stop() == 0


def is_whole(visitor: Visitor, about: str) -> None:
    """One title, nothing to the side of the window, and nothing laid over another's words."""
    page = visitor.page
    page.evaluate("document.fonts.ready")
    assert page.locator("h1:visible").count() == 1, about
    sideways = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert sideways <= 0, f"{about} scrolls sideways by {sideways} px"


def walk(visitor: Visitor, about: str) -> None:
    """All pages of somebody who is signed in."""
    page = visitor.page
    expect(page.locator(".seats > :not(h2)")).to_have_count(4)
    places = page.locator("a.card").evaluate_all("cards => cards.map(c => c.getAttribute('href'))")
    rooms = [f"{place}/{kind}" for place in places for kind in ("milestone/25", "letter", "book")]
    for path in (*PAGES, "/settings", "/admin", *places, *rooms):
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        is_whole(visitor, f"{about} {path}")


@pytest.mark.slow
@pytest.mark.parametrize("state", ["empty", "typical", "full"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_at_any_width(
    request: pytest.FixtureRequest, visit: Visit, state: str, width: int
) -> None:
    visitor = visit(request.getfixturevalue(state), reduced_motion="reduce")
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.sign_in("ana", PASSWORD)
    walk(visitor, f"{state} at {width} px")


@pytest.mark.slow
def test_what_is_opened_on_a_phone_holds_long_names(full: Server, visit: Visit) -> None:
    """Nothing in a dialog, a sheet, the quick log or the pill is wider than what it stands in."""
    visitor = visit(full, phone=True, reduced_motion="reduce")
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 700})
    visitor.sign_in("ana", PASSWORD)
    line = page.get_by_label("Log time: how long")
    line.fill("40m the shift to fourth position")
    expect(page.get_by_text("Which commitment?")).to_be_visible()
    assert _beyond(page.locator(".quick")) == []
    line.fill("")
    page.get_by_role("button", name="More", exact=True).last.click()
    assert _beyond(page.get_by_role("dialog")) == []
    page.keyboard.press("Escape")
    page.locator(".log-edit").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Duration")
    assert _beyond(page.get_by_role("dialog")) == []
    page.keyboard.press("Escape")
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("dialog")).to_contain_text("will be deleted.")
    assert _beyond(page.get_by_role("dialog")) == []
    page.keyboard.press("Escape")
    visitor.goto("/")
    page.locator(".card-timer").first.click()
    assert _beyond(page.locator(".pill:visible")) == []


def _beyond(place: Locator) -> list[str]:
    """What stands in a place and reaches out of it, at either side."""
    expect(place).to_be_visible()
    return place.evaluate(
        """(place) => {
          const { left, right } = place.getBoundingClientRect();
          const inside = [...place.querySelectorAll("*:not(.unseen, .unseen *)")];
          const beyond = inside.filter((part) => {
            const box = part.getBoundingClientRect();
            return box.width > 1 && (box.right > right + 1 || box.left < left - 1);
          });
          return beyond.map((part) => `${part.tagName}.${part.className}`);
        }"""
    )


@pytest.mark.slow
@pytest.mark.parametrize("state", ["typical", "full"])
def test_twice_the_size_needs_no_scrolling_sideways(
    request: pytest.FixtureRequest, visit: Visit, state: str
) -> None:
    """At 200 % a window of 1280 is one of 640, and text of 200 % alone is wider than its box."""
    visitor = visit(request.getfixturevalue(state), device_scale_factor=2)
    visitor.page.set_viewport_size({"width": 640, "height": 512})
    visitor.sign_in("ana", PASSWORD)
    walk(visitor, f"{state} at 200 %")


@pytest.mark.slow
@on_both("phone")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["empty", "full"])
def test_axe_finds_nothing_in_any_state(
    request: pytest.FixtureRequest, visit: Visit, state: str, dark: bool, phone: bool
) -> None:
    visitor = visit(request.getfixturevalue(state), dark=dark, phone=phone, reduced_motion="reduce")
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    expect(page.locator(".seats > :not(h2)")).to_have_count(4)
    cards = page.locator("a.card").evaluate_all("cards => cards.map(c => c.getAttribute('href'))")
    rooms = [f"{card}/milestone/25" for card in cards[:1]]
    for path in ("/", "/history", "/museum", "/settings", *cards[:2], *rooms):
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        assert findings(visitor) == [], path


@pytest.mark.slow
def test_with_reduced_motion_nothing_moves(typical: Server, visit: Visit) -> None:
    """No animation and no transition of a place or size runs, whatever is opened or saved."""
    visitor = visit(typical, reduced_motion="reduce")
    page = visitor.page
    page.add_init_script(
        "window.moved = [];"
        "for (const kind of ['animationstart', 'transitionrun'])"
        " addEventListener(kind, (event) => {"
        "  const timing = document.getAnimations().map((a) => a.effect.getComputedTiming());"
        "  const what = event.animationName ?? event.propertyName;"
        "  const long = timing.some((each) => each.duration > 1);"
        "  if (long && !/color|shadow|opacity|appear/.test(what)) window.moved.push(what);"
        " }, true);"
    )
    visitor.sign_in("ana", PASSWORD)
    expect(page.locator("a.card")).to_have_count(4)
    page.get_by_label("Log time: how long").fill("15m cello with nothing moving")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Logged 15 min of Cello.")).to_be_visible()
    page.get_by_role("button", name="Edit", exact=False).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    expect(page.get_by_role("menu")).to_be_visible()
    assert page.evaluate("window.moved") == []

"""Hundred as an app of its own: it can be installed, and keeps nobody's words."""

import json
import re
from collections.abc import Iterator

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import Page, expect
from serving import Server

CANARY = "canary-5b1c the wrist follows the elbow"
KEPT = """
async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      kept[new URL(request.url).pathname] = [name, await answer.text()];
    }
  }
  return kept;
}
"""
SHELL = r"/(assets|fonts)/[\w.-]+|/icons/mark\.svg|/offline(\.js)?"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("app")
    make.people(data, "ana", password=PASSWORD)
    running = serving.start(data)
    yield running
    running.stop()


def at_work(house: Server, visit: Visit) -> Visitor:
    """Signed in, with something written, and the worker at work."""
    visitor = visit(house)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Zanfona")
    visitor.goto("/")
    page.get_by_label("Log time: how long").fill(f"45m zanfona {CANARY}")
    expect(page.get_by_text("Zanfona, 45 min")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".log")).to_contain_text(CANARY)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    return visitor


def test_it_can_be_installed(house: Server, visit: Visit) -> None:
    """What Chromium asks for: https or this machine, a manifest with icons, a start page."""
    visitor = at_work(house, visit)
    page = visitor.page
    browser = page.context.new_cdp_session(page)
    errors = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window that forgets everything installs nothing; there is no other fault.
    assert {error["errorId"] for error in errors} <= {"in-incognito"}
    assert page.evaluate("isSecureContext")
    told = browser.send("Page.getAppManifest")
    assert told["errors"] == []
    manifest = json.loads(told["data"])
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (
        "/", "/", "standalone",
    )  # fmt: skip
    drawn = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert {"192x192", "512x512"} == {icon["sizes"] for icon in drawn}
    assert [_size(page, icon["src"]) for icon in drawn] == [icon["sizes"] for icon in drawn]
    assert page.evaluate("navigator.serviceWorker.ready.then((it) => it.scope)") == (
        f"{house.address}/"
    )
    assert page.locator('meta[name="theme-color"]').count() == 2


def _size(page: Page, picture: str) -> str:
    return page.evaluate(
        """async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }""",
        picture,
    )


def test_the_browser_keeps_code_and_nobodys_words(house: Server, visit: Visit) -> None:
    visitor = at_work(house, visit)
    page = visitor.page
    # Every page once more, now through the worker.
    for path in ("/", "/history", "/insights", "/museum", "/settings"):
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    kept = page.evaluate(KEPT)
    assert {"/offline", "/offline.js"} <= set(kept)
    assert any(path.endswith(".js") for path in kept if path.startswith("/assets/"))
    assert [path for path in kept if not re.fullmatch(SHELL, path)] == []
    assert len({name for name, _ in kept.values()}) == 1
    for said in (CANARY, "canary-5b1c", "Zanfona"):
        assert [path for path, (_, text) in kept.items() if said in text] == [], said


def test_without_a_server_a_page_says_so_and_comes_back(house: Server, visit: Visit) -> None:
    visitor = at_work(house, visit)
    visitor.expected = r"ERR_CONNECTION|ERR_INTERNET|WebSocket|Failed to load|net::"
    page = visitor.page
    visitor.goto("/history")
    expect(page.locator(".log")).to_contain_text(CANARY)
    house.process.kill()
    house.process.wait()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection.")
    expect(page.get_by_text("Hundred will be back as soon as the server is.")).to_be_visible()
    expect(page).to_have_title("No connection. · Hundred")
    assert page.url == f"{house.address}/history"
    assert CANARY not in page.content()
    again = serving.start(house.data, "--port", str(house.port))
    expect(page.locator(".log")).to_contain_text(CANARY)
    assert again.stop() == 0


@pytest.mark.slow
def test_a_new_build_leaves_nothing_of_the_old_one(house: Server, visit: Visit) -> None:
    visitor = at_work(house, visit)
    page = visitor.page
    page.evaluate(
        "caches.open('hundred-older').then((cache) => cache.put('/assets/x', new Response('old')))"
    )
    current = page.evaluate("caches.keys()")
    assert "hundred-older" in current
    page.evaluate("navigator.serviceWorker.ready.then((it) => it.unregister())")
    visitor.goto("/")
    expect(page.locator("a.card")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("async () => !(await caches.keys()).includes('hundred-older')")


def test_s19_signing_out_takes_the_worker_and_what_it_kept_along(
    house: Server, visit: Visit
) -> None:
    visitor = at_work(house, visit)
    page = visitor.page
    visitor.goto("/settings")
    page.locator("#you").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed out. See you.")).to_be_visible()
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert _texts(page) == {}


def _texts(page: Page) -> dict[str, list[str]]:
    return page.evaluate(KEPT)

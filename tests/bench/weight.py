"""What a browser loads: bytes as they are sent and requests, page by page, cold and warm."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from hundred_app.core import migrate
from hundred_app.server import demo
from tests import serving
from tests.bench.table import Measure
from tests.browsing import FLAGS, PASSWORD, PHONE, Visitor, find_chromium

KINDS = {"Document": "html", "Script": "js", "Stylesheet": "css", "Font": "font"}
"""What the browser calls them, and what the table does; all else is "other"."""

SOCKET, WORKER = "data", "worker"
"""What comes over the socket, and what the service worker asks for by itself."""


@dataclass(frozen=True)
class Budget:
    """What a page may weigh at most, with an empty cache unless said otherwise.

    Attributes:
        kilobytes: of everything, headers included; a kilobyte is 1000 bytes.
        requests: of everything but the socket.
        scripts: how many requests may be for scripts.
        again: kilobytes when the page is loaded once more.
    """

    kilobytes: float
    requests: int
    scripts: int
    again: float = 20


FONT_KB = 90
SIGNED_OUT, TODAY = Budget(130, 6, 0), Budget(300, 22, 8)
COMMITMENT, ALL_UNFOLDED = Budget(645, 27, 12, again=45), Budget(715, 27, 12, again=115)
"""590 kB was wished for; docs/performance.md says what stands in the way."""

WITH_A_HELPING_SCRIPT = Budget(130, 6, 1)
"""`auth.js` and `offline.js` make a page nicer, and nothing needs them."""


@dataclass
class Loaded:
    """What one page made the browser load, by kind."""

    sizes: Counter[str] = field(default_factory=Counter[str])
    requests: Counter[str] = field(default_factory=Counter[str])

    def add(self, kind: str, size: int, *, is_request: bool = True) -> None:
        self.sizes[kind] += size
        self.requests[kind] += is_request

    @property
    def parts(self) -> str:
        """ "html 8.6, js 152.1, …", in kilobytes."""
        return ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in self.sizes.most_common())


class Scales:
    """Weighs what a window of a browser loads."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self._kinds: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._sent = 0
        self._by_worker: list[Request] = []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.responseReceived", self._answered)
        network.on("Network.loadingFinished", self._finished)
        network.on("Network.webSocketFrameReceived", self._told)
        context.on("requestfinished", self._seen)

    def weigh(self) -> Loaded:
        """Everything since the last time."""
        loaded = Loaded()
        for name, size in self._sizes.items():
            loaded.add(self._kinds[name], size)
        for request in self._by_worker:
            if size := _sent_to_worker(request):
                loaded.add(WORKER, size)
        loaded.add(SOCKET, self._sent, is_request=False)
        # Of what was asked for before, an answer may come later.
        self._sizes.clear()
        self._by_worker.clear()
        self._sent = 0
        return loaded

    def _asked(self, event: Any) -> None:
        self._kinds[event["requestId"]] = KINDS.get(event.get("type", ""), "other")

    def _answered(self, event: Any) -> None:
        answer = event["response"]
        # What the worker fetches for the page is counted where the worker asks for it.
        if not (answer.get("fromServiceWorker") or answer.get("fromDiskCache")):
            self._sizes[event["requestId"]] = answer["encodedDataLength"]

    def _finished(self, event: Any) -> None:
        if event["requestId"] in self._sizes:
            self._sizes[event["requestId"]] = event["encodedDataLength"]

    def _told(self, event: Any) -> None:
        self._sent += len(event["response"]["payloadData"].encode())

    def _seen(self, request: Request) -> None:
        if request.service_worker is not None:
            self._by_worker.append(request)


def _sent_to_worker(request: Request) -> int:
    """Bytes over the network; 0 for what was in the browser's cache."""
    sizes = request.sizes()
    return max(0, sizes["responseBodySize"] + sizes["responseHeadersSize"])


def measures(folder: Path) -> Iterator[Measure]:
    """Every page of the budget, on the year of the demo, in a window as wide as a phone."""
    data = folder / "weight"
    data.mkdir(mode=0o700)
    database = migrate.open_database(data / "hundred.db")
    demo.fill(database, PASSWORD)
    database.close()
    server = serving.start(data)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            yield from _signed_out(browser, server.address)
            yield from _signed_in(browser, server.address)
            browser.close()
    finally:
        server.stop()


def _signed_out(browser: Browser, address: str) -> Iterator[Measure]:
    for name, path, budget in (
        ("for a visitor", "/", SIGNED_OUT),
        ("sign in", "/sign-in", WITH_A_HELPING_SCRIPT),
        ("nothing here", "/no-such-page", SIGNED_OUT),
        ("no connection", "/offline", WITH_A_HELPING_SCRIPT),
    ):
        yield from _page(browser, address + path, name, budget, lambda _: None)


def _signed_in(browser: Browser, address: str) -> Iterator[Measure]:
    context = browser.new_context()
    visitor = Visitor(context.new_page(), address)
    visitor.sign_in(demo.NAME, PASSWORD)
    first = visitor.page.locator(".seats a[href^='/c/']").first
    chart = address + str(first.get_attribute("href"))
    cookies = context.cookies()
    context.close()
    yield from _page(browser, address + "/", "Today", TODAY, _today_is_there, cookies)
    yield from _page(browser, chart, "a commitment", COMMITMENT, _chart_is_there, cookies)
    yield from _page(browser, chart, "all unfolded", ALL_UNFOLDED, _charts_are_there, cookies)


def _today_is_there(page: Page) -> None:
    expect(page.locator(".seats a[href^='/c/']").first).to_be_visible()
    _worker_is_there(page)


def _chart_is_there(page: Page) -> None:
    expect(page.locator(".main-svg").first).to_be_visible()
    _worker_is_there(page)


def _charts_are_there(page: Page) -> None:
    """Come near every chart, as somebody does who unfolds all and reads to the end."""
    _chart_is_there(page)
    page.get_by_text("When, and how long").click()
    for section in page.locator(".section:has(.section-head)").all():
        section.scroll_into_view_if_needed()
        expect(section.locator(".section-head p:empty")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def _worker_is_there(page: Page) -> None:
    page.evaluate("async () => { await navigator.serviceWorker.ready }")


def _page(
    browser: Browser,
    address: str,
    name: str,
    budget: Budget,
    wait: Callable[[Page], None],
    cookies: Any = (),
) -> Iterator[Measure]:
    """One page with nothing in the cache, and then loaded once more."""
    context = browser.new_context(viewport=PHONE)  # pyright: ignore[reportArgumentType]
    context.add_cookies(cookies)
    page = context.new_page()
    scales = Scales(context, page)
    page.goto(address)
    wait(page)
    page.wait_for_load_state("networkidle")
    cold = scales.weigh()
    page.reload()
    wait(page)
    page.wait_for_load_state("networkidle")
    warm = scales.weigh()
    context.close()
    label = f"page, {name}"
    yield Measure(f"{label}: {cold.parts}", cold.sizes.total() / 1000, "kB", budget.kilobytes)
    yield Measure(f"{label}, fonts", cold.sizes["font"] / 1000, "kB", FONT_KB)
    yield Measure(f"{label}, requests", cold.requests.total(), "of them", budget.requests)
    yield Measure(f"{label}, for scripts", cold.requests["js"], "of them", budget.scripts)
    yield Measure(
        f"{label}, once more: {warm.parts}", warm.sizes.total() / 1000, "kB", budget.again
    )

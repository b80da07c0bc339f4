"""From pressing Save to the changed grid on the screen, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests import serving
from tests.bench import crowd
from tests.bench.table import Measure, spread
from tests.browsing import DESKTOP, FLAGS, find_chromium

BUDGETS = {50: 20, 95: 50}

_WATCH = """
() => {
  const grid = () => document.querySelector("a.card [role=img]")?.getAttribute("aria-label");
  const before = grid();
  window.waited = new Promise((resolve) => {
    let pressed = 0;
    addEventListener("keydown", (event) => {
      if (event.key === "Enter") pressed ||= performance.now();
    }, { capture: true });
    const observer = new MutationObserver(() => {
      if (grid() === before) return;
      observer.disconnect();
      const changed = performance.now() - pressed;
      // Painted once the frame that begins next is over.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve([changed, performance.now() - pressed]);
        port2.postMessage(0);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}
"""


def measures(folder: Path, saves: int) -> Iterator[Measure]:
    """Logs from the quick line on Today, one after another."""
    (member,) = crowd.gather(folder, 1)
    server = serving.start(folder)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            size: Any = DESKTOP
            context = browser.new_context(viewport=size)
            cookie = {"name": f"hundred-{server.port}", "value": member.token}
            context.add_cookies([{**cookie, "url": server.address}])  # pyright: ignore[reportArgumentType]
            page = context.new_page()
            page.goto(server.address)
            # Once before, for what is compiled at its first use.
            taken = [_saved(page, number) for number in range(saves + 1)][1:]
            browser.close()
    finally:
        server.stop()
    changed, painted = zip(*taken, strict=True)
    yield from spread("Save until the grid has changed in the page", changed, {})
    yield from spread("Save until the changed grid is on the screen", painted, BUDGETS)


def _saved(page: Page, number: int) -> tuple[float, float]:
    """Seconds until the grid had changed, and until that was on the screen."""
    line = page.get_by_label("Log time: how long")
    line.fill(f"{number + 5}m cello the bow wants less hand, {number}")
    page.locator(".quick-mark").first.wait_for()
    page.evaluate(_WATCH)
    line.press("Control+Enter")
    changed, painted = page.evaluate("() => window.waited")
    page.wait_for_function("() => document.querySelector('textarea')?.value === ''")
    return changed / 1000, painted / 1000

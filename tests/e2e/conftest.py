"""A real browser on the real program. A missing browser is installed, or the run fails."""

import re
from collections.abc import Iterator
from pathlib import Path

import make
import pytest
import serving
from browsing import DESKTOP, FLAGS, PASSWORD, PHONE, Visit, Visitor, find_chromium
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    WebSocket,
    sync_playwright,
)
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.server import demo

TELL_OF_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  window.tellOfViolation(event.effectiveDirective, event.blockedURI, event.sample));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(server)` opens a window of its own; `phone`, `dark` and more say which kind."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_window(
        server: Server, *, phone: bool = False, dark: bool = False, **options: object
    ) -> Visitor:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,  # pyright: ignore[reportArgumentType]
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            **options,  # pyright: ignore[reportArgumentType]
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        visitor = Visitor(page, server.address)
        visitors.append(visitor)

        def on_console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                visitor.complaints.append(f"{message.type}: {message.text} {message.location}")

        def on_violation(_source: object, directive: str, blocked: str, sample: str) -> None:
            visitor.complaints.append(f"policy: {directive} forbids {blocked} {sample}")

        # S-49: not every violation is told on the console.
        context.expose_binding("tellOfViolation", on_violation)
        context.add_init_script(TELL_OF_VIOLATIONS)
        page.on("console", on_console)
        page.on("pageerror", lambda error: visitor.complaints.append(f"page: {error}"))
        _say_what_is_sent(page)
        return visitor

    yield open_window
    for context in contexts:
        context.close()
    complaints = [
        complaint
        for visitor in visitors
        for complaint in visitor.complaints
        if not re.search(visitor.expected, complaint)
    ]
    assert complaints == []


def _say_what_is_sent(page: Page) -> None:
    """Print the sockets of a page and what it asked for in vain: pytest shows it on failure."""

    def on_socket(socket: WebSocket) -> None:
        print(f"{clock.now():%T.%f} socket opened on {page.url}")
        socket.on("close", lambda _: print(f"{clock.now():%T.%f} socket closed"))

    page.on("websocket", on_socket)
    page.on("requestfailed", lambda request: print(f"in vain: {request.url} {request.failure}"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new Hundred with nobody in it."""
    running = serving.start(tmp_path_factory.mktemp("hundred"))
    yield running
    assert running.stop() == 0
    assert running.complaints() == []


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Somebody who has just begun. Nothing may be written there: all tests share it."""
    yield from _just_begun(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def beginning(tmp_path: Path) -> Iterator[Server]:
    """Somebody who has just begun, in a house of their own, to write in."""
    yield from _just_begun(tmp_path / "beginning")


@pytest.fixture(scope="session")
def typical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The year of the demo."""
    data = tmp_path_factory.mktemp("typical")
    database = migrate.open_database(data / "hundred.db")
    demo.fill(database, PASSWORD)
    database.close()
    running = serving.start(data)
    yield running
    assert running.stop() == 0
    assert running.complaints() == []


def _just_begun(data: Path) -> Iterator[Server]:
    make.people(data, "ana", password=PASSWORD)
    running = serving.start(data)
    yield running
    assert running.stop() == 0

"""A real browser on the real program. A missing browser is installed, or the run fails."""

from collections.abc import Iterator

import pytest
import serving
from browsing import DESKTOP, FLAGS, PASSWORD, PHONE, Visit, Visitor, find_chromium
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright
from serving import Server

from hundred_app.core import migrate
from hundred_app.server import demo


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

        page.on("console", on_console)
        page.on("pageerror", lambda error: visitor.complaints.append(f"page: {error}"))
        return visitor

    yield open_window
    for context in contexts:
        context.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert complaints == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new Hundred with nobody in it."""
    running = serving.start(tmp_path_factory.mktemp("hundred"))
    yield running
    assert running.stop() == 0
    assert running.complaints() == []


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Somebody who has just begun."""
    data = tmp_path_factory.mktemp("empty")
    made = serving.hundred(
        "user", "create", "ana", "--password-stdin", "--data", str(data), stdin=PASSWORD
    )
    assert made.returncode == 0, made.stderr
    running = serving.start(data)
    yield running
    assert running.stop() == 0


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

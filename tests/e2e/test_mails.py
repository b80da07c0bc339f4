"""The week by e-mail in a browser: asked for, confirmed, and turned off, in the settings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import serving
from browsing import PASSWORD, Visit, findings, on_both
from mailserver import Mailbox, opened_mailbox
from playwright.sync_api import expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service as accounts

HERS = "ana@example.org"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with opened_mailbox(asks=False) as box:
        yield box


@pytest.fixture
def server(tmp_path: Path, box: Mailbox) -> Iterator[Server]:
    database = migrate.open_database(tmp_path / "hundred.db")
    accounts.create_user(database, clock.now(), "ana", PASSWORD, role="user")
    database.close()
    started = serving.start(
        tmp_path,
        HUNDRED_ORIGINS="https://hundred.example.org",
        HUNDRED_SMTP_HOST="127.0.0.1",
        HUNDRED_SMTP_PORT=str(box.port),
        HUNDRED_SMTP_SECURITY="none",
        HUNDRED_SMTP_FROM="hundred@example.org",
    )
    yield started
    assert started.stop() == 0


@on_both()
def test_an_address_is_confirmed_and_forgotten(
    server: Server, box: Mailbox, visit: Visit, phone: bool
) -> None:
    visitor = visit(server, phone=phone, dark=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto("/settings#mail")
    address = page.get_by_label("E-mail address")
    address.fill("ana")
    address.press("Enter")
    expect(page.get_by_text("Write one e-mail address")).to_be_visible()
    assert findings(visitor) == []
    address.fill(HERS)
    address.press("Enter")
    code = page.get_by_label("Code from the message")
    expect(code).to_be_visible()
    expect(page.get_by_text(f"in the message to {HERS}")).to_be_visible()
    code.fill("2222-3333-4444")
    code.press("Enter")
    expect(page.get_by_text("This is not the code")).to_be_visible()
    assert findings(visitor) == []
    found = re.search(r"\w{4}-\w{4}-\w{4}", box.wait_for(1)[0].get_content())
    assert found
    code.fill(found[0].lower())
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(f"It goes to {HERS}.")).to_be_visible()
    page.reload()
    expect(page.get_by_text(f"It goes to {HERS}.")).to_be_visible()
    assert findings(visitor) == []
    page.get_by_role("button", name="Turn it off").click()
    expect(address).to_be_visible()
    expect(address).to_have_value("")


@pytest.mark.slow
@on_both("phone")
def test_the_page_that_ends_the_messages(server: Server, visit: Visit, phone: bool) -> None:
    visitor = visit(server, phone=phone, dark=phone)
    page = visitor.page
    visitor.goto(f"/mail-off?token={'x' * 43}")
    assert findings(visitor) == []
    page.get_by_role("button", name="End these messages").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The messages have ended")
    assert findings(visitor) == []

"""A letter to oneself in a browser: written, sealed, and read a hundred hours later."""

from collections.abc import Iterator
from datetime import timedelta

import make
import pytest
import serving
from browsing import PASSWORD, Visit, findings, on_both
from playwright.sync_api import expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.core.db import Database
from hundred_app.features.accounts import service as accounts

TEXT = "Dear whoever plays by now, *breathe* <b>first</b>."


@pytest.fixture
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Database, str]]:
    """Somebody who has an hour of Cello."""
    data = tmp_path_factory.mktemp("letter")
    database = migrate.open_database(data / "hundred.db")
    accounts.create_user(database, clock.now(), "ana", PASSWORD, role="user")
    with database.writing() as db:
        ana = accounts.find_work_of(db, clock.now(), "ana")
        assert ana is not None
        cello = make.commit(ana, "Cello")
        make.log(ana, cello, minutes=70, ago=timedelta(days=30))
    running = serving.start(data)
    yield running, database, cello
    assert running.stop() == 0
    assert running.complaints() == []
    database.close()


@on_both()
def test_a_letter_is_sealed_and_opens_at_a_hundred_hours(
    begun: tuple[Server, Database, str], visit: Visit, phone: bool
) -> None:
    server, database, cello = begun
    visitor = visit(server, phone=phone, dark=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto(f"/c/{cello}")
    page.get_by_role("link", name="Write to yourself").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("To yourself, at 100")
    area = page.get_by_role("textbox")
    area.fill(TEXT)
    expect(page.locator(".kept")).to_contain_text("Draft kept")
    assert findings(visitor) == []
    # What was typed is there after a reload.
    page.reload()
    expect(area).to_have_value(TEXT)
    area.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cello")
    expect(page.locator(".letter-line")).to_contain_text("opens at 100")
    visitor.goto(f"/c/{cello}/letter")
    expect(page.locator(".letter")).to_contain_text("opens at 100")
    expect(page.get_by_text("breathe")).to_have_count(0)

    with database.writing() as db:
        ana = accounts.find_work_of(db, clock.now(), "ana")
        assert ana is not None
        make.give(ana, cello, 6000, each=600)
    visitor.goto(f"/c/{cello}")
    page.get_by_role("link", name="Read it").click()
    expect(page.locator(".letter-text em")).to_have_text("breathe")
    expect(page.locator(".letter-text")).to_contain_text("<b>first</b>")
    assert findings(visitor) == []

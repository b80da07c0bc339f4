"""Feedback by a model in a browser: turned on, shown before it is sent, and held to its quotes."""

from collections.abc import Iterator
from pathlib import Path

import make
import pytest
import serving
from browsing import PASSWORD, Visit, findings, on_both
from modelserver import Mouth, opened_mouth
from playwright.sync_api import expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service as accounts

SAYS = (
    "You come back to one thing: “counting out loud fixed it” [2].\n\n"
    "You also say “I never practise on Mondays” [3].\n\n"
    "Keep it up. <img src=x onerror=alert(1)> **bold**"
)
HOSTILE = "<b>'\"--%\u202e\U0001f600</b> " + "long" * 60


@pytest.fixture
def mouth() -> Iterator[Mouth]:
    with opened_mouth(SAYS) as mouth:
        yield mouth


@pytest.fixture
def room() -> list[str]:
    return []


@pytest.fixture
def server(tmp_path: Path, mouth: Mouth, room: list[str]) -> Iterator[Server]:
    make.people(tmp_path, "ana", password=PASSWORD)
    database = migrate.open_database(tmp_path / "hundred.db")
    with database.writing() as db:
        work = accounts.find_work_of(db, clock.now(), "ana")
        assert work is not None
        cello = make.commit(work)
        make.give(work, cello, 24 * 60)
        make.log(work, cello, minutes=60, text=HOSTILE)
        make.write(work, cello, 25)
    database.close()
    room += [f"/c/{cello}/milestone/25", f"/c/{cello}"]
    started = serving.start(tmp_path, **mouth.environment())
    yield started
    assert started.stop() == 0
    assert [line for line in started.complaints() if "did not answer" not in line] == []


@on_both()
def test_a_synthesis_is_commented_once_somebody_wants_that(
    server: Server, mouth: Mouth, room: list[str], visit: Visit, phone: bool
) -> None:
    visitor = visit(server, phone=phone, dark=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto(room[0])
    expect(page.get_by_label("Synthesis")).to_have_value(make.SYNTHESIS)
    expect(page.get_by_role("heading", name="Feedback")).to_have_count(0)
    visitor.goto("/settings#model")
    page.get_by_label("Feedback by a model").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert findings(visitor) == []
    visitor.goto(room[0])
    page.get_by_role("button", name="Show what is sent").click()
    sent = page.get_by_role("region", name="What it reads")
    expect(sent).to_contain_text(make.SYNTHESIS)
    shown = sent.text_content() or ""
    assert findings(visitor) == []
    assert mouth.asked == []
    mouth.waits_after = 14
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".mentor-coming")).to_have_text(SAYS[:7].strip())
    assert mouth.asked[0].body["messages"][1]["content"] == shown
    mouth.go_on.set()
    expect(page.get_by_role("link", name="counting out loud fixed it")).to_be_visible()
    expect(page.get_by_text("not in your entries")).to_be_visible()
    expect(page.get_by_text("<img src=x onerror=alert(1)> bold")).to_be_visible()
    expect(page.get_by_text("No quote of yours stands behind this.")).to_be_visible()
    assert findings(visitor) == []
    for width in (320, 768, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.reload()
    page.get_by_role("link", name="counting out loud fixed it").click()
    page.wait_for_url("**/history?**")
    expect(page.get_by_text(make.SENTENCE).first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("The feedback is deleted.")).to_be_visible()
    expect(page.get_by_role("button", name="Show what is sent")).to_be_visible()


@pytest.mark.slow
@on_both("phone")
def test_what_am_i_missing_in_a_whole_commitment(
    server: Server, mouth: Mouth, room: list[str], visit: Visit, phone: bool
) -> None:
    visitor = visit(server, phone=phone, dark=phone)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    visitor.goto(room[1])
    page.locator(".page-head").get_by_role("button", name="More").click()
    expect(page.get_by_role("menuitem", name="Share")).to_be_visible()
    expect(page.get_by_role("menuitem", name="What am I missing?")).to_have_count(0)
    page.keyboard.press("Escape")
    visitor.goto("/settings#model")
    page.get_by_label("Feedback by a model").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    visitor.goto(room[1])
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="What am I missing?").click()
    page.get_by_role("button", name="Show what is sent").click()
    expect(page.get_by_role("region", name="What it reads")).to_contain_text("longlong")
    for width in (320, 768, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    mouth.behaves = "unauthorised"
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("does not let this Hundred in")).to_be_visible()
    mouth.behaves = ""
    page.get_by_role("button", name="Show what is sent").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("link", name="counting out loud fixed it")).to_be_visible()
    assert findings(visitor) == []
    page.reload()
    expect(page.get_by_role("button", name="Show what is sent")).to_be_visible()

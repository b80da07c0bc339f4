"""Logging time: how few steps it takes in one line, and the form for the rest."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from browsing import PHONE, Visit, Visitor, findings, on_both
from desk import Desk, open_log, opened_desk, signed_in
from playwright.sync_api import Locator, expect

from hundred_app.core import clock

KINDS = on_both("phone")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("logging")) as opened:
        yield opened


def line_of(visitor: Visitor) -> Locator:
    return visitor.page.get_by_label("Log time: how long")


@KINDS
def test_from_open_to_saved_in_three_steps(desk: Desk, visit: Visit, phone: bool) -> None:
    visitor = signed_in(desk, visit, phone=phone)
    page = visitor.page
    text = f"the bow is light, phone {phone}"
    # 1. Open it.
    visitor.goto("/")
    line = line_of(visitor)
    # 2. Go to the line and type.
    line.fill(f"45m cello {text}")
    # 3. Enter, before anything was told back.
    line.press("Enter")
    expect(page.get_by_text("Logged 45 min of Cello.")).to_be_visible()
    expect(line).to_have_value("")
    expect(line).to_be_focused()
    assert desk.logs_saying(text) == 1


@KINDS
def test_what_is_missing_is_asked_for_in_the_form(desk: Desk, visit: Visit, phone: bool) -> None:
    visitor = signed_in(desk, visit, phone=phone)
    page = visitor.page
    text = f"asked for, phone {phone}"
    line = line_of(visitor)
    line.fill("1h30 cello yesterday 18:00")
    line.press("Enter")
    form = page.get_by_role("dialog")
    expect(form.get_by_label("Duration")).to_have_value("1 h 30")
    expect(form.get_by_label("When it began")).to_have_value(re.compile(" 18:00$"))
    expect(form.get_by_role("radio", name="Cello")).to_be_checked()
    area = form.get_by_label("What did it teach you?")
    expect(area).to_be_focused()
    # Left and come back to: nothing is lost, neither there nor here.
    area.fill(text)
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(line).to_have_value("1h30 cello yesterday 18:00")
    line.press("Alt+Enter")
    expect(area).to_have_value(text)
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Logged 1 h 30 of Cello.")).to_be_visible()
    expect(line).to_have_value("")
    assert desk.logs_saying(text) == 1


def test_two_lines_and_the_whole_form(desk: Desk, visit: Visit) -> None:
    visitor = signed_in(desk, visit)
    page = visitor.page
    line = line_of(visitor)
    line.fill("20m cello the first")
    line.press("Shift+Enter")
    page.keyboard.type("the second")
    expect(line).to_have_value("20m cello the first\nthe second")
    page.get_by_role("button", name="Whole form").click()
    area = page.get_by_role("dialog").get_by_label("What did it teach you?")
    expect(area).to_have_value("the first\nthe second")
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    # Another line is another form: what stands in it now is what it says now.
    line.fill("20m cello the third")
    line.press("Alt+Enter")
    expect(area).to_have_value("the third")
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    line.press("Enter")
    expect(page.get_by_text("Logged 20 min of Cello.")).to_be_visible()
    page.reload()
    expect(line).to_have_value("")
    assert desk.logs_saying("the third") == 1


@KINDS
@pytest.mark.slow
def test_how_long_by_one_press_or_by_both_ends(desk: Desk, visit: Visit, phone: bool) -> None:
    visitor = signed_in(desk, visit, phone=phone, dark=phone)
    page = visitor.page
    visitor.goto(desk.page)
    area = open_log(page)
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="1 h 30").click()
    expect(form.get_by_label("Duration")).to_have_value("1 h 30")
    expect(form.get_by_role("button", name="1 h 30")).to_have_attribute("aria-pressed", "true")
    expect(form.get_by_role("status").first).to_contain_text("1 h 30")
    # The other way to say it: what was typed stays where it was.
    form.get_by_text("Began and ended").click()
    expect(form.get_by_label("Duration")).to_be_hidden()
    # Yesterday's last minutes would end in a future that begins at midnight.
    began = clock.now().date() - timedelta(days=2)
    form.get_by_label("When it began").fill(f"{began} 23:30")
    form.get_by_label("When it ended").fill("0:15")
    expect(form.get_by_role("status").first).to_contain_text("45 min")
    form.get_by_text("How long").click()
    expect(form.get_by_label("Duration")).to_have_value("1 h 30")
    form.get_by_text("Began and ended").click()
    expect(form.get_by_label("When it ended")).to_have_value("0:15")
    # Near the limit it says so; the text grows, and Save stays in sight.
    area.fill("bow " * 2_400)
    expect(form.get_by_text("9,599 of 10,000 characters")).to_be_visible()
    expect(form.get_by_role("button", name="Save")).to_be_in_viewport(ratio=1 if phone else 0)
    text = f"told by both ends, phone {phone}"
    area.fill(text)
    expect(form.get_by_text("of 10,000 characters")).to_have_count(0)
    assert findings(visitor) == []
    if phone:
        box = form.bounding_box()
        assert box is not None
        assert (box["y"], box["height"]) == (0, PHONE["height"])
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Logged 45 min of Cello.")).to_be_visible()
    assert desk.rows("SELECT duration_minutes FROM time_log WHERE reflection = ?", text) == [(45,)]

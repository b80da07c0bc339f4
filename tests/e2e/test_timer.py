"""The timer as one uses it: by key, across pages, restarts and devices, and into the log."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import expect
from serving import Server


@pytest.fixture
def house(tmp_path: Path) -> Iterator[list[Server]]:
    """A Hundred with ana in it; the last of the list is the one that runs."""
    make.people(tmp_path, "ana", password=PASSWORD)
    servers = [serving.start(tmp_path)]
    yield servers
    assert servers[-1].stop() == 0
    assert servers[-1].complaints() == []


def began(**ago: float) -> str:
    """A start in the field of that name, by the clock of a browser in UTC."""
    return f"{datetime.now(UTC) - timedelta(**ago):%Y-%m-%d %H:%M}"  # noqa: TID251


def move_start(visitor: Visitor, moment: str) -> None:
    page = visitor.page
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Change the start").click()
    page.get_by_label("When it began").fill(moment)
    page.get_by_role("button", name="Save").click()


def test_a_timer_outlives_the_page_the_server_and_the_device(
    house: list[Server], visit: Visit
) -> None:
    desk = visit(house[-1], timezone_id="UTC")
    desk.sign_in("ana", PASSWORD)
    desk.commit("Compilers")
    desk.goto("/")
    page = desk.page
    expect(page.locator("a.card")).to_be_visible()
    page.keyboard.press("t")
    pill = page.locator(".side .pill")
    expect(pill).to_contain_text("Compilers")
    expect(page).to_have_title(re.compile(r"^00:0\d Compilers$"))
    expect(page.locator("a.card")).to_contain_text("Running, 0\u00a0min")

    pill.get_by_role("link").click()
    page.wait_for_url("**/focus")
    move_start(desk, began(minutes=25))
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^2[56]:\d\d$"))
    page.get_by_label("A passing thought").fill("live ranges first")
    page.get_by_label("A passing thought").press("Enter")
    expect(page.get_by_role("list")).to_contain_text("live ranges first")
    expect(page.get_by_label("A passing thought")).to_have_value("")
    page.close()

    assert house[-1].stop() == 0
    house.append(house[-1].again())
    phone = visit(house[-1], phone=True, timezone_id="UTC")
    phone.sign_in("ana", PASSWORD)
    page = phone.page
    expect(page.locator(".pill-place")).to_contain_text("Compilers")
    expect(page).to_have_title(re.compile(r"^2[5-8]:\d\d Compilers$"))
    page.locator(".pill-place").get_by_role("link").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    still = page.get_by_role("timer").inner_text()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("timer")).not_to_have_text(still)
    page.keyboard.press("Escape")
    page.wait_for_url(house[-1].address + "/")

    page.locator(".pill-place").get_by_role("button", name="Stop and write").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Duration")).to_have_value(re.compile(r"^2[5-8] min$"))
    text = dialog.get_by_label("What did it teach you?")
    expect(text).to_have_value("live ranges first")
    text.fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("One sentence is enough.")
    text.fill("Live ranges first, then colours.")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("^Logged 2.\u00a0min of Compilers"))).to_be_visible()
    expect(page.locator(".pill-place")).to_have_count(0)
    expect(page).to_have_title("Today · Hundred")
    expect(page.locator("a.card")).to_contain_text(re.compile("2[5-8]\u00a0min"))


def test_what_runs_too_long_is_asked_about_and_what_waits_is_hatched(
    house: list[Server], visit: Visit
) -> None:
    desk = visit(house[-1], timezone_id="UTC")
    desk.sign_in("ana", PASSWORD)
    desk.commit("Cello")
    page = desk.page
    page.get_by_role("button", name="Start timer").last.click()
    expect(page.locator(".side .pill")).to_contain_text("Cello")

    # On another page the timer is there too; it ran through the night.
    desk.goto("/focus")
    # Said at the same moment: a minute may pass until each is needed.
    before, start, end = (began(hours=hours) for hours in (10, 9, 7))
    move_start(desk, start)
    expect(page.get_by_text("Still going? You can set the real end.")).to_be_visible()
    page.get_by_role("button", name="Stop and write").click()
    page.get_by_label("When did it end?").fill(before)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Pick a later end.")).to_be_visible()
    page.get_by_label("When did it end?").fill(end)
    page.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Duration")).to_have_value("2 h")

    # Closing the form loses nothing.
    dialog.get_by_role("button", name="Cancel").click()
    desk.goto("/")
    waits = page.get_by_role("list", name="What waits for a sentence")
    expect(waits).to_contain_text("A stretch of 2\u00a0h of Cello waits for its sentence.")
    waits.get_by_role("button", name="Discard").click()
    page.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(waits).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    waits.get_by_role("button", name="Write it").click()
    dialog.get_by_label("Log now, reflect by tonight").check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Its sentence can wait until tonight.")).to_be_visible()
    expect(page.locator("a.card")).to_contain_text("2\u00a0h")
    expect(page.locator(".grid-m .grid-waiting")).to_have_count(1)

    waits.get_by_role("button", name="Add the sentence").click()
    dialog.get_by_label("What did it teach you?").fill("The shift comes from the elbow.")
    dialog.get_by_label("Log now, reflect by tonight").uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator(".grid-waiting")).to_have_count(0)
    expect(waits).to_have_count(0)


def test_a_pomodoro_counts_down_ends_quietly_and_offers_a_break(
    house: list[Server], visit: Visit
) -> None:
    desk = visit(house[-1], timezone_id="UTC")
    desk.sign_in("ana", PASSWORD)
    desk.commit("Cello")
    desk.goto("/focus")
    page = desk.page
    page.get_by_text("25 min", exact=True).click()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^24:\d\d$"))
    expect(page).to_have_title(re.compile(r"^24:\d\d Cello$"))
    move_start(desk, began(minutes=40))
    expect(page.get_by_text("25\u00a0min. Stop and write, or go on.")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text("25:00")
    page.get_by_role("button", name="Stop and write").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Duration")).to_have_value("25 min")
    dialog.get_by_label("What did it teach you?").fill("Slow is smooth.")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Take a break, 5\u00a0min").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Break")
    page.get_by_role("button", name="End the break").click()
    expect(page.get_by_text("No timer is running.")).to_be_visible()

"""The main job, from the set-up link to a synthesis, as a person does it."""

import re

from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import expect
from serving import Server


def test_from_the_set_up_link_to_a_synthesis(server: Server, visit: Visit) -> None:
    visitor = visit(server)
    page = visitor.page
    visitor.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Commit to few things")
    visitor.sign_up("ana", PASSWORD, server.setup)
    expect(page.get_by_text("Nothing is running yet.")).to_be_visible()
    visitor.commit("Cello", "Music")
    expect(page.get_by_text("The first square fills with the first sentence.")).to_be_visible()

    # Log from Today, in one line.
    visitor.goto("/")
    line = page.get_by_label("Log time: how long")
    line.fill("1h30 cello open strings, and the bow stays straight")
    expect(page.get_by_text("Cello, 1 h 30")).to_be_visible()
    expect(page.get_by_text("0 h becomes 1 h 30")).to_be_visible()
    line.press("Control+Enter")
    expect(page.get_by_text("Logged 1 h 30 of Cello.")).to_be_visible()
    expect(line).to_have_value("")
    expect(line).to_be_focused()
    card = page.locator("a.card")
    expect(card).to_contain_text("1 h 30")
    expect(card.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile("Cello: 1.h.30 of 100")
    )

    # Log from its own page, until one minute before 25 hours.
    card.click()
    _log(visitor, "22h29", "yesterday 00:01", "A very long day of scales.")
    expect(page.locator(".big")).to_contain_text("23 h 59")
    _log(visitor, "1h", "3 days ago 10:00".replace("3 days ago", "2026-01-02"), "Bowing.")
    expect(page.locator(".big")).to_contain_text("24 h 59")
    expect(page.get_by_text("1 min to the synthesis at 25 hours")).to_be_visible()
    chart = page.locator(".js-plotly-plot")
    expect(chart).to_be_visible()
    expect(page.get_by_text("24 h 59 today")).to_be_visible()

    # One more minute, and the synthesis is due.
    _log(visitor, "1", "2026-01-03 10:00", "One minute more.")
    expect(page.locator(".big")).to_contain_text("25 h")
    expect(page.get_by_text("25 h today")).to_be_visible()
    page.get_by_role("link", name="Due. Write it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What is different after twenty-five hours?"
    )
    expect(page.get_by_role("complementary")).to_contain_text("the bow stays straight")
    page.get_by_label("Your synthesis").fill("Too short")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("A little more: at least ten characters.")).to_be_visible()
    expect(page.get_by_label("Your synthesis")).to_have_value("Too short")
    page.get_by_label("Your synthesis").fill("I was practising the wrong thing, carefully. So.")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("The synthesis of 25 hours is written.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Twenty-five hours, in your own words."
    )
    expect(page.get_by_text("The next one opens at 50 hours.")).to_be_visible()
    # The way on has the focus.
    page.keyboard.press("Enter")
    expect(page.get_by_text("“I was practising the wrong thing, carefully.”")).to_be_visible()
    expect(page.get_by_role("link", name="Read the synthesis")).to_be_visible()

    # Out, and nothing is left to see.
    visitor.goto("/settings")
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_text("Signed out. See you.")).to_be_visible()
    visitor.goto("/history")
    assert "/sign-in" in page.url
    expect(page.locator("body")).not_to_contain_text("straight")


def _log(visitor: Visitor, duration: str, moment: str, reflection: str) -> None:
    page = visitor.page
    page.get_by_role("button", name="Log time").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Duration").fill(duration)
    dialog.get_by_label("When it began").fill(moment)
    expect(dialog.get_by_role("status")).to_contain_text(" to ")
    dialog.get_by_label("What did it teach you?").fill(reflection)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()

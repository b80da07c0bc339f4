"""Two windows on one thing: the second to save is told, and shown both texts."""

import re
from collections.abc import Iterator

import pytest
from browsing import Visit, Visitor, usually
from desk import Desk, forgive_silence, opened_desk, signed_in
from playwright.sync_api import Locator, Page, expect

CHANGED = re.compile(r"This was changed in another window at \d\d:\d\d\.")


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def _open_edit(visitor: Visitor) -> Locator:
    """The form of the latest log, from Today. Returns its text area."""
    visitor.goto("/")
    visitor.page.get_by_role("button", name=re.compile("^Edit ")).first.click()
    area = visitor.page.get_by_label("What did it teach you?")
    expect(area).to_be_visible()
    return area


def _open_room(visitor: Visitor, desk: Desk) -> Locator:
    visitor.goto(desk.room)
    return visitor.page.get_by_label("Your synthesis")


def _open_form(visitor: Visitor, desk: Desk) -> Locator:
    visitor.goto(desk.page)
    visitor.page.get_by_role("button", name="More").click()
    visitor.page.get_by_role("menuitem", name="Edit").click()
    return visitor.page.get_by_label("Name")


def _texts(desk: Desk) -> list[object]:
    return [row[0] for row in desk.rows("SELECT reflection FROM time_log ORDER BY date")]


@pytest.mark.parametrize("keeps", usually("mine", ("mine", "theirs")))
def test_r9_of_two_windows_on_one_log_the_second_is_told(
    desk: Desk, visit: Visit, keeps: str
) -> None:
    first, second = signed_in(desk, visit), signed_in(desk, visit)
    areas = _open_edit(first), _open_edit(second)
    areas[0].fill("From the first window.")
    areas[0].press("Control+Enter")
    expect(first.page.get_by_text("Saved.")).to_be_visible()
    areas[1].fill("From the second window.")
    areas[1].press("Control+Enter")
    dialog = second.page.get_by_role("dialog")
    expect(dialog.get_by_text(CHANGED)).to_be_visible()
    expect(dialog.get_by_text("From the first window.")).to_be_visible()
    expect(areas[1]).to_have_value("From the second window.")
    assert _texts(desk)[-1] == "From the first window."
    button = {"mine": "Keep mine", "theirs": "Take the other"}[keeps]
    dialog.get_by_role("button", name=button).click()
    expect(dialog).to_be_hidden()
    wanted = {"mine": "From the second window.", "theirs": "From the first window."}[keeps]
    expect(second.page.get_by_text(wanted)).to_be_visible()
    assert _texts(desk)[-1] == wanted
    assert desk.rows("SELECT name FROM draft") == []


@pytest.mark.slow
def test_r9_who_keeps_theirs_over_one_change_is_told_of_the_next(desk: Desk, visit: Visit) -> None:
    first, second = signed_in(desk, visit), signed_in(desk, visit)
    area = _open_edit(second)
    _save(_open_edit(first), "One.")
    _save(area, "Mine.")
    keep = second.page.get_by_role("button", name="Keep mine")
    expect(keep).to_be_visible()
    # What the second window has is offered in the first one too, as a draft over its beginning.
    desk.await_draft(f"log:{desk.log}@1", "Mine.")
    _save(_open_edit(first), "One, and another.")
    first.page.get_by_role("button", name="Keep mine").click()
    expect(first.page.get_by_role("dialog")).to_be_hidden()
    keep.click()
    expect(second.page.get_by_role("dialog").get_by_text("One, and another.")).to_be_visible()
    assert _texts(desk)[-1] == "One, and another."
    keep.click()
    expect(second.page.get_by_role("dialog")).to_be_hidden()
    assert _texts(desk)[-1] == "Mine."


def _save(area: Locator, text: str) -> None:
    area.fill(text)
    area.press("Control+Enter")


@pytest.mark.slow
def test_r9_of_two_windows_on_one_synthesis_the_second_is_told(desk: Desk, visit: Visit) -> None:
    first, second = signed_in(desk, visit), signed_in(desk, visit)
    areas = _open_room(first, desk), _open_room(second, desk)
    _save(areas[0], "Written in the first window.")
    first.page.get_by_role("button", name="Go on").click()
    first.page.wait_for_url(f"**{desk.page}")
    # The server dies in between: what the second window began from is not what is read now.
    areas[1].fill("Written in the second window.")
    desk.restart()
    desk.await_draft(f"synthesis:{desk.cello}:25", "Written in the second window.")
    areas[1].press("Control+Enter")
    expect(second.page.get_by_text(CHANGED)).to_be_visible(timeout=30_000)
    expect(second.page.get_by_text("Written in the first window.")).to_be_visible()
    expect(areas[1]).to_have_value("Written in the second window.")
    second.page.get_by_role("button", name="Keep mine").click()
    second.page.wait_for_url(f"**{desk.page}")
    assert desk.rows("SELECT user_synthesis FROM milestone") == [("Written in the second window.",)]
    for visitor in (first, second):
        forgive_silence(visitor)


def test_r9_of_two_windows_on_one_commitment_the_second_is_told(desk: Desk, visit: Visit) -> None:
    first, second = signed_in(desk, visit), signed_in(desk, visit)
    names = _open_form(first, desk), _open_form(second, desk)
    names[0].fill("Viola")
    first.page.get_by_label("Hours", exact=True).fill("150")
    names[0].press("Enter")
    expect(first.page.get_by_role("heading", level=1)).to_have_text("Viola")
    names[1].fill("Violoncello")
    names[1].press("Enter")
    dialog = second.page.get_by_role("dialog")
    expect(dialog.get_by_text(CHANGED)).to_be_visible()
    expect(dialog.get_by_text("Viola, 150 hours")).to_be_visible()
    expect(names[1]).to_have_value("Violoncello")
    assert desk.rows("SELECT title, goal_hours FROM commitment WHERE id = ?", desk.cello) == [
        ("Viola", 150)
    ]
    dialog.get_by_role("button", name="Take the other").click()
    expect(dialog).to_be_hidden()
    expect(second.page.get_by_role("heading", level=1)).to_have_text("Viola")


@pytest.mark.parametrize("device", usually("another", ("the same", "another")))
@pytest.mark.slow
def test_r9_a_draft_from_before_a_change_does_not_replace_it_silently(
    desk: Desk, visit: Visit, device: str
) -> None:
    visitor, elsewhere = signed_in(desk, visit), signed_in(desk, visit)
    _open_edit(visitor).press_sequentially(" A draft over the first text.")
    name = f"log:{desk.log}@1"
    kept = "Counting out loud fixed it. A draft over the first text."
    desk.await_draft(name, kept)
    _save(_open_edit(elsewhere), "Changed elsewhere.")
    expect(elsewhere.page.get_by_text("Saved.")).to_be_visible()
    if device == "another":
        # Typed on, in the window that knows nothing of the change.
        visitor.page.keyboard.insert_text("!")
        kept += "!"
        desk.await_draft(name, kept)
        visitor.page.keyboard.press("Escape")
        visitor = elsewhere
    else:
        visitor.page.keyboard.press("Escape")
    area = _open_edit(visitor)
    expect(area).to_have_value(kept)
    _press_save(visitor.page)
    expect(visitor.page.get_by_role("dialog").get_by_text("Changed elsewhere.")).to_be_visible()
    expect(area).to_have_value(kept)
    assert _texts(desk)[-1] == "Changed elsewhere."


def _press_save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Save").click()

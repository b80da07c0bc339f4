"""What is typed comes back: after a closed tab, on another device, offline, signed out."""

import re
from collections.abc import Iterator

import pytest
from browsing import PASSWORD, Visit, Visitor, usually
from desk import NAME, Desk, forgive_silence, open_log, opened_desk, signed_in
from playwright.sync_api import Locator, Page, Route, expect

BACK = re.compile(r"Your draft from \d\d:\d\d is back\.")
OTHER = re.compile(r"Another version, from \d\d:\d\d on another device\.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_kept(desk: Desk) -> None:
    desk.change("DELETE FROM draft")


def _area(visitor: Visitor, desk: Desk, place: str) -> Locator:
    """The field of a place, on its page."""
    page = visitor.page
    if place == "line":
        visitor.goto("/")
        return page.locator("#quick-log")
    if place == "room":
        visitor.goto(desk.room)
        return page.get_by_label("Your synthesis")
    visitor.goto(desk.page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return open_log(page)


def _name(desk: Desk, place: str) -> str:
    return {"dialog": "log:new", "line": "quick", "room": f"synthesis:{desk.cello}:25"}[place]


PLACES = ("dialog", "line", "room")
TEXT = "45m cello half a sentence that nobody has"


@pytest.mark.parametrize("place", usually("dialog", PLACES))
def test_a_closed_tab_and_another_device_get_it_back(desk: Desk, visit: Visit, place: str) -> None:
    visitor = signed_in(desk, visit)
    area = _area(visitor, desk, place)
    area.press_sequentially(TEXT)
    visitor.page.close()
    # Another tab of the same browser.
    visitor.page = visitor.page.context.new_page()
    area = _area(visitor, desk, place)
    expect(area).to_have_value(TEXT)
    expect(visitor.page.get_by_text(BACK)).to_be_visible()
    area.press_sequentially(" yet")
    desk.await_draft(_name(desk, place), f"{TEXT} yet")
    # Another device, which has only what the server has.
    other = signed_in(desk, visit)
    expect(_area(other, desk, place)).to_have_value(f"{TEXT} yet")
    expect(other.page.get_by_text(BACK)).to_be_visible()
    expect(other.page.get_by_text("Another version")).to_be_hidden()


def test_after_a_reload_no_dialog_is_open_and_its_draft_is_offered(
    desk: Desk, visit: Visit
) -> None:
    visitor = signed_in(desk, visit)
    page = visitor.page
    area = _area(visitor, desk, "dialog")
    area.press_sequentially("half a sentence")
    desk.await_draft("log:new", "half a sentence")
    page.reload()
    expect(page.get_by_role("button", name="Log time").first).to_be_visible()
    expect(page.locator(".note").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    area = open_log(page)
    expect(area).to_have_value("half a sentence")
    expect(page.get_by_text(BACK)).to_be_visible()


def test_leaving_the_page_sends_what_is_not_sent_yet(desk: Desk, visit: Visit) -> None:
    visitor = signed_in(desk, visit)
    area = _area(visitor, desk, "room")
    area.focus()
    visitor.page.keyboard.insert_text("typed and left at once")
    visitor.page.goto("about:blank")
    desk.await_draft(_name(desk, "room"), "typed and left at once")


@pytest.mark.parametrize("place", usually("line", PLACES))
@pytest.mark.slow
def test_two_versions_are_both_offered(desk: Desk, visit: Visit, place: str) -> None:
    here = signed_in(desk, visit)
    _area(here, desk, place).press_sequentially("written here")
    desk.await_draft(_name(desk, place), "written here")
    there = signed_in(desk, visit)
    area = _area(there, desk, place)
    expect(area).to_have_value("written here")
    area.fill("written there, later")
    desk.await_draft(_name(desk, place), "written there, later")
    area = _area(here, desk, place)
    page = here.page
    expect(page.get_by_text("Another version")).to_be_visible()
    shown = area.input_value()
    texts = {"written here", "written there, later"}
    assert shown in texts
    page.get_by_role("button", name="Show it").click()
    (other,) = texts - {shown}
    expect(area).to_have_value(other)
    # And both are still there after the page was left.
    area = _area(here, desk, place)
    expect(area).to_have_value(other)
    page.get_by_role("button", name="Show it").click()
    expect(area).to_have_value(shown)


@pytest.mark.slow
def test_where_the_draft_is_stands_below_the_text(desk: Desk, visit: Visit) -> None:
    visitor = signed_in(desk, visit)
    area = _area(visitor, desk, "room")
    foot = visitor.page.locator(".room-foot")
    area.fill("four words of it")
    expect(foot).to_contain_text("4 words")
    expect(foot).to_contain_text(re.compile(r"Draft kept \d\d:\d\d"))
    desk.server.kill()
    area.press_sequentially(" and more")
    expect(foot).to_contain_text("Draft kept in this browser")
    desk.server = desk.server.again()
    expect(foot).to_contain_text(re.compile(r"Draft kept \d\d:\d\d"), timeout=30_000)
    desk.await_draft(_name(desk, "room"), "four words of it and more")
    forgive_silence(visitor)


@pytest.mark.parametrize("place", usually("room", PLACES))
def test_without_a_network_typing_goes_on(desk: Desk, visit: Visit, place: str) -> None:
    visitor = signed_in(desk, visit)
    area = _area(visitor, desk, place)
    area.press_sequentially("before, ")
    visitor.page.context.set_offline(True)
    area.press_sequentially("meanwhile, ")
    visitor.page.context.set_offline(False)
    area.press_sequentially("after")
    expect(area).to_have_value("before, meanwhile, after")
    expect(area).to_be_focused()
    desk.await_draft(_name(desk, place), "before, meanwhile, after")
    forgive_silence(visitor)


@pytest.mark.parametrize("place", usually("dialog", PLACES))
def test_an_ended_session_costs_no_text(desk: Desk, visit: Visit, place: str) -> None:
    visitor = signed_in(desk, visit)
    area = _area(visitor, desk, place)
    area.press_sequentially("before it ended")
    desk.change("DELETE FROM session")
    visitor.page.keyboard.insert_text(" and after")
    visitor.page.keyboard.press("Control+Enter")
    page = visitor.page
    page.wait_for_url("**/sign-in**")
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    expect(_area(visitor, desk, place)).to_have_value("before it ended and after")
    expect(visitor.page.get_by_text(BACK)).to_be_visible()
    visitor.complaints.clear()


@pytest.mark.parametrize("place", usually("line", PLACES))
def test_the_next_person_at_this_browser_gets_nothing_of_it(
    desk: Desk, visit: Visit, place: str
) -> None:
    visitor = signed_in(desk, visit)
    _area(visitor, desk, place).press_sequentially("for nobody else")
    desk.await_draft(_name(desk, place), "for nobody else")
    # Without signing out, which would clear this browser.
    visitor.page.goto("about:blank")
    visitor.page.context.clear_cookies()
    visitor.sign_in("bea", PASSWORD)
    page = visitor.page
    if place == "dialog":
        page.locator("a.card").click()
        expect(open_log(page)).to_have_value("")
    elif place == "line":
        expect(page.locator("#quick-log")).to_have_value("")
    else:
        visitor.goto(desk.room)
        expect(page.get_by_text("Nothing here.")).to_be_visible()
    expect(page.get_by_text("is back")).to_be_hidden()


@pytest.mark.slow
def test_signing_out_clears_the_browser_and_the_server_has_it_still(
    desk: Desk, visit: Visit
) -> None:
    visitor = signed_in(desk, visit)
    _area(visitor, desk, "room").press_sequentially("signed out over it")
    desk.await_draft(_name(desk, "room"), "signed out over it")
    visitor.goto("/settings")
    visitor.page.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(visitor.page.get_by_text("Signed out. See you.")).to_be_visible()
    assert visitor.page.evaluate("Object.keys(localStorage).join()") == ""
    visitor.sign_in(NAME, PASSWORD)
    expect(_area(visitor, desk, "room")).to_have_value("signed out over it")


@pytest.mark.parametrize("place", usually("dialog", ("dialog", "line")))
def test_saved_once_although_the_server_dies_with_the_answer(
    desk: Desk, visit: Visit, place: str
) -> None:
    """Whatever of Save reached it: the page asks again, and the key makes it one log."""
    visitor = signed_in(desk, visit)
    text = f"killed over {place}"
    area = _area(visitor, desk, place)
    if place == "dialog":
        visitor.page.get_by_label("Duration").fill("45m")
    area.fill(f"45m cello {text}" if place == "line" else text)
    desk.await_draft(_name(desk, place), area.input_value())
    area.press("Control+Enter")
    desk.restart()
    expect(visitor.page.get_by_text("Logged 45 min of Cello.")).to_be_visible(timeout=30_000)
    assert desk.logs_saying(text) == 1
    assert desk.draft(_name(desk, place)) == ""
    forgive_silence(visitor)


@pytest.mark.parametrize("place", usually("room", PLACES))
@pytest.mark.slow
def test_pressed_while_nobody_is_there_it_is_saved_later(
    desk: Desk, visit: Visit, place: str
) -> None:
    visitor = signed_in(desk, visit)
    text = f"pressed into the void from the {place}"
    area = _area(visitor, desk, place)
    if place == "dialog":
        visitor.page.get_by_label("Duration").fill("45m")
    area.fill(f"45m cello {text}" if place == "line" else text)
    desk.await_draft(_name(desk, place), area.input_value())
    desk.server.kill()
    area.press("Control+Enter")
    late = visitor.page.get_by_text("Not saved: no connection. Your text is kept here")
    expect(late).to_be_visible()
    desk.server = desk.server.again()
    # Of the room, the page may have been read anew after the answer.
    room = re.compile("in your own words|Written on")
    told = room if place == "room" else "Logged 45 min of Cello."
    expect(visitor.page.get_by_text(told).first).to_be_visible(timeout=30_000)
    expect(late).to_be_hidden()
    if place == "room":
        assert desk.rows("SELECT user_synthesis FROM milestone") == [(text,)]
        desk.change("DELETE FROM milestone")
    else:
        assert desk.logs_saying(text) == 1
    assert desk.draft(_name(desk, place)) == ""
    forgive_silence(visitor)


@pytest.mark.slow
def test_the_form_of_a_commitment_stays_open_over_a_restart(desk: Desk, visit: Visit) -> None:
    visitor = signed_in(desk, visit)
    page = visitor.page
    visitor.goto(desk.page)
    _edit(page)
    name = page.get_by_label("Name")
    name.fill("Violoncello")
    page.get_by_label("Hours", exact=True).fill("120")
    desk.restart()
    expect(page.get_by_text("Not connected")).to_be_hidden(timeout=30_000)
    expect(name).to_have_value("Violoncello")
    expect(page.get_by_label("Hours", exact=True)).to_have_value("120")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Violoncello", timeout=30_000)
    desk.change("UPDATE commitment SET title = 'Cello', goal_hours = 100")
    forgive_silence(visitor)


def _edit(page: Page) -> None:
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Edit").click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("place", usually("room", ("line", "room")))
def test_t22_a_tab_of_an_older_build_reloads_once_and_has_its_text(
    desk: Desk, visit: Visit, place: str
) -> None:
    """After an upgrade the server has other states than the tab; a tab says which it knows."""
    visitor = visit(desk.server)
    page = visitor.page
    schema = re.compile(r"state_schema:(\w+)\.stateSchema")

    def serve(route: Route) -> None:
        answer = route.fetch()
        body = schema.sub(r"state_schema:window.olderBuild??\1.stateSchema", answer.text())
        route.fulfill(response=answer, body=body)

    page.route("**/assets/*.js", serve)
    visitor.sign_in(NAME, PASSWORD)
    area = _area(visitor, desk, place)
    area.press_sequentially("typed in the old build")
    desk.await_draft(_name(desk, place), "typed in the old build")
    desk.server.kill()
    page.evaluate("window.olderBuild = 'older'")
    area.press_sequentially(", and while it was upgraded")
    with page.expect_event("load", timeout=60_000):
        desk.server = desk.server.again()
    expect(area).to_have_value("typed in the old build, and while it was upgraded")
    expect(page.get_by_text(BACK)).to_be_visible()
    area.press_sequentially(".")
    desk.await_draft(_name(desk, place), "typed in the old build, and while it was upgraded.")
    forgive_silence(visitor)
    visitor.complaints[:] = [one for one in visitor.complaints if "another version" not in one]

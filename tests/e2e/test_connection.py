"""When the socket is gone: a server that is down, a session that has ended, a net that is away."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import Page, WebSocket, expect
from serving import Server

OFFLINE = "Not connected. What you type stays here."
KEPT = "You were signed out. What you typed is kept in this browser."
AWAY = r"net::ERR_|WebSocket connection to"
REFUSED = "status of 401"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Server]:
    """A Hundred of its own, which a test may kill; `ana` has an account."""
    make.people(tmp_path, "ana", password=PASSWORD)
    server = serving.start(tmp_path)
    yield server
    server.stop()


def change(server: Server, statement: str) -> None:
    with closing(sqlite3.connect(server.data / "hundred.db")) as db, db:
        db.execute(statement)


def typing(visitor: Visitor) -> Page:
    """At Today, in the middle of a sentence."""
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Cello")
    visitor.goto("/")
    visitor.page.get_by_label("Log time: how long").fill("45m cello the bow wants")
    return visitor.page


def test_t11_a_server_that_is_away_is_said_in_three_seconds_and_forgotten_in_five(
    house: Server, visit: Visit
) -> None:
    visitor = visit(house)
    visitor.expected = AWAY
    page = typing(visitor)
    line = page.get_by_label("Log time: how long")
    house.process.kill()
    house.process.wait()
    expect(page.get_by_text(OFFLINE)).to_be_visible(timeout=3_000)
    line.press_sequentially(" less hand")
    again = serving.start(house.data, "--port", str(house.port))
    expect(page.get_by_text(OFFLINE)).to_be_hidden(timeout=5_000)
    expect(line).to_have_value("45m cello the bow wants less hand")
    # It is the same session, and the page works on.
    page.get_by_role("link", name="Settings").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    assert again.stop() == 0


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("DELETE FROM session", id="ended elsewhere"),
        pytest.param(
            "UPDATE session SET expires_at = unixepoch() - 1",
            id="expired",
            marks=pytest.mark.slow,
        ),
        pytest.param("UPDATE user SET is_disabled = 1", id="disabled", marks=pytest.mark.slow),
    ],
)
def test_s10_a_page_whose_session_has_ended_goes_to_sign_in_and_comes_back(
    house: Server, visit: Visit, end: str
) -> None:
    visitor = visit(house)
    page = typing(visitor)
    visitor.goto("/insights?view=table")
    expect(page.get_by_role("heading", level=1)).to_have_text("Insights")
    visitor.expected = REFUSED
    change(house, end)
    page.wait_for_url(re.compile("/sign-in"), timeout=20_000)
    expect(page.get_by_text(KEPT)).to_be_visible()
    change(house, "UPDATE user SET is_disabled = 0")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(house.address + "/insights?view=table")
    visitor.goto("/")
    expect(page.get_by_label("Log time: how long")).to_have_value("45m cello the bow wants")


def test_s19_signing_out_in_one_tab_sends_the_others_to_sign_in(
    house: Server, visit: Visit
) -> None:
    visitor = visit(house)
    visitor.sign_in("ana", PASSWORD)
    other = visitor.page.context.new_page()
    other.goto(house.address + "/settings")
    expect(other.get_by_role("heading", level=1)).to_have_text("Settings")
    visitor.goto("/settings")
    visitor.page.locator("#you").get_by_role("button", name="Sign out").click()
    expect(visitor.page.get_by_text("Signed out. See you.")).to_be_visible()
    other.wait_for_url(re.compile("/sign-in"), timeout=20_000)
    expect(other.get_by_text("Signed out. See you.")).to_be_visible()
    other.goto(house.address + "/history")
    assert "/sign-in" in other.url


def test_s17_the_secret_of_a_session_is_nowhere_that_a_script_could_read_it(
    house: Server, visit: Visit
) -> None:
    visitor = visit(house)
    page = visitor.page
    frames: list[str] = []

    def on_socket(socket: WebSocket) -> None:
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda frame: frames.append(str(frame)))

    page.on("websocket", on_socket)
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Cello", "Music")
    seen = [page.content()]
    for path in ("/", "/history", "/insights", "/settings"):
        visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        seen.append(page.content())
        seen.append(
            page.evaluate(
                "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, name])"
            )
        )
    cookies = page.context.cookies()
    assert frames
    # That of the session, and that of the browser.
    assert len(cookies) == 2
    for cookie in cookies:
        secret = cookie.get("value", "")
        assert cookie.get("httpOnly")
        assert len(secret) == 43
        assert secret not in "".join(frames)
        assert secret not in "".join(seen)
        assert secret not in json.dumps(house.lines)


@pytest.mark.slow
def test_a_socket_that_is_closed_though_the_session_lasts_comes_back(
    house: Server, visit: Visit
) -> None:
    """As for the oldest of too many: the page asks, hears that all is well, and joins again."""
    visitor = visit(house)
    page = typing(visitor)
    # Another role is a reason to join anew, not to leave.
    change(house, "UPDATE user SET role = 'admin'")
    expect(page.get_by_text(OFFLINE)).to_be_visible(timeout=5_000)
    expect(page.get_by_text(OFFLINE)).to_be_hidden(timeout=5_000)
    page.get_by_label("Log time: how long").fill("30m cello")
    expect(page.get_by_text("30 min").first).to_be_visible()
    assert "/sign-in" not in page.url


@pytest.mark.slow
def test_a_net_that_is_away_is_said_and_forgotten(house: Server, visit: Visit) -> None:
    visitor = visit(house)
    page = typing(visitor)
    visitor.expected = AWAY
    page.context.set_offline(True)
    expect(page.get_by_text(OFFLINE)).to_be_visible(timeout=3_000)
    page.context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_be_hidden(timeout=5_000)

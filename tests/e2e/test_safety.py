"""Keeping an account safe, in a browser: whole journeys, and every page that asks for a secret."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor
from e2e.test_access import findings
from playwright.sync_api import Page, expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.core.db import Database
from hundred_app.core.work import Work
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import machine, running, sessions

PICTURES = Path(__file__).parents[1] / "screenshots"
NEW = "another sentence, just as fine"
SLOW = pytest.mark.slow
KINDS = [
    pytest.param(False, False, id="desktop-light", marks=SLOW),
    pytest.param(False, True, id="desktop-dark", marks=SLOW),
    pytest.param(True, False, id="phone-light", marks=SLOW),
    pytest.param(True, True, id="phone-dark"),
]


class Place:
    """A running Hundred, and its database for what is done on the machine beside it."""

    def __init__(self, server: Server, database: Database, root: str) -> None:
        self.server = server
        self.database = database
        self.root = root

    def add(self, name: str) -> None:
        service.create_user(self.database, clock.now(), name, PASSWORD, role="user")

    def invitation(self) -> str:
        with self.database.writing() as db:
            token = running.invite(Work(db=db, user_id=self.root, now=clock.now()))
        return f"/sign-up?invite={token}"

    def reset_link(self, name: str) -> str:
        with self.database.writing() as db:
            return f"/reset?token={machine.make_reset_link(db, clock.now(), name)}"

    def enter_elsewhere(self, name: str) -> None:
        """A session in a browser that nobody sees here."""
        agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1"
        with self.database.writing() as db:
            work = service.find_work_of(db, clock.now(), name)
            assert work
            caller = service.Caller(address="2001:db8::5", agent=agent)
            sessions.begin_session(db, clock.now(), work.user_id, caller)

    def forget_codes(self) -> None:
        """So that nobody has to wait half a minute for the next code."""
        with self.database.writing() as db:
            db.connection().exec_driver_sql("UPDATE user SET totp_step = 0")

    def forget_proof(self) -> None:
        with self.database.writing() as db:
            db.connection().exec_driver_sql("UPDATE session SET proven_at = 0")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("safety")
    database = migrate.open_database(data / "hundred.db")
    root = service.create_user(database, clock.now(), "root", PASSWORD, role="admin")
    running_server = serving.start(data)
    yield Place(running_server, database, root)
    assert running_server.stop() == 0
    assert running_server.complaints() == []
    database.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def sign_in(visitor: Visitor, name: str, password: str) -> None:
    visitor.goto("/sign-in")
    visitor.page.get_by_label("Username").fill(name)
    visitor.page.get_by_label("Password").fill(password)
    press(visitor.page, "Sign in")


@pytest.mark.parametrize(
    ("phone", "dark"),
    [
        pytest.param(False, False, id="desktop-light"),
        pytest.param(True, True, id="phone-dark", marks=SLOW),
    ],
)
def test_an_account_from_its_invitation_to_its_end(
    place: Place, visit: Visit, phone: bool, dark: bool
) -> None:
    name = f"bea{'-phone' if phone else ''}"
    visitor = visit(place.server, phone=phone, dark=dark)
    page = visitor.page

    # In, by invitation.
    visitor.goto(place.invitation())
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Make an account")
    page.wait_for_url(visitor.address + "/")

    # The second step: the key is on the page, the codes are shown once.
    visitor.goto("/settings#safety")
    page.get_by_role("link", name="Turn on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A second step")
    expect(page.get_by_role("img", name="The key as a QR code")).to_be_visible()
    app = pyotp.TOTP(page.locator(".key-lines").inner_text().replace(" ", "").strip())
    page.get_by_label("Code").fill(app.now())
    press(page, "Turn it on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    codes = page.locator(".key-lines li").all_inner_texts()
    assert len(codes) == 8
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("From now on, signing in asks for a code as well.")).to_be_visible()
    expect(page.get_by_text("On. 8 of your recovery codes are left.")).to_be_visible()

    # Out, and in again with a code.
    visitor.goto("/settings#you")
    page.locator("#you").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed out. See you.")).to_be_visible()
    sign_in(visitor, name, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_label("Code").fill("000000")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_have_text("That code is not right, or was used already.")
    visitor.complaints.clear()  # The browser tells of every answer that is not 200.
    place.forget_codes()
    page.get_by_label("Code").fill(app.now())
    press(page, "Continue")
    page.wait_for_url(visitor.address + "/")

    # On another device, with a recovery code.
    other = visit(place.server, phone=not phone)
    sign_in(other, name, PASSWORD)
    other.page.get_by_label("Code").fill(codes[0])
    press(other.page, "Continue")
    other.page.wait_for_url(other.address + "/")

    # That device is signed out from here, and notices without being touched.
    visitor.goto("/settings#devices")
    there = page.locator(".setting").filter(has=page.get_by_text("last used")).nth(1)
    there.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed out there.")).to_be_visible()
    other.page.wait_for_url(re.compile("/sign-in"))
    other.complaints.clear()

    # Another password.
    visitor.goto("/settings#safety")
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("Password now").fill("not it")
    page.get_by_label("New password").fill(NEW)
    press(page, "Change it")
    expect(page.get_by_role("alert")).to_have_text("That is not your password.")
    visitor.complaints.clear()
    page.get_by_label("Password now").fill(PASSWORD)
    page.get_by_label("New password").fill(NEW)
    press(page, "Change it")
    expect(page.get_by_text("Your password is changed.")).to_be_visible()

    # Everything out: what protects it asks for the password once more.
    place.forget_proof()
    visitor.goto("/settings#take-out")
    page.get_by_role("link", name="Download").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label("Password").fill(NEW)
    press(page, "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    visitor.goto("/settings#take-out")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    taken = json.loads(download.value.path().read_text("utf-8"))
    assert [user["username"] for user in taken["tables"]["user"]] == [name]

    # And away.
    visitor.goto("/settings#leave")
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Your username, to be sure").fill(name)
    page.get_by_label("Password").fill(NEW)
    press(page, "Delete my account")
    expect(page.get_by_text("Your account is deleted. Go well.")).to_be_visible()
    sign_in(visitor, name, NEW)
    expect(page.get_by_role("alert")).to_have_text("That name and password do not belong together.")
    visitor.complaints.clear()


@pytest.mark.parametrize(("phone", "dark"), KINDS)
@pytest.mark.slow
def test_pages_that_ask_for_a_secret(place: Place, visit: Visit, phone: bool, dark: bool) -> None:
    name = f"cat{phone:d}{dark:d}"
    place.add(name)
    visitor = visit(place.server, phone=phone, dark=dark, reduced_motion="reduce")
    page = visitor.page

    def look(what: str) -> None:
        """A picture to look at, and what it cannot hide."""
        page.evaluate("document.fonts.ready")
        PICTURES.mkdir(exist_ok=True)
        kind = f"{390 if phone else 1440}-{'dark' if dark else 'light'}"
        page.screenshot(path=PICTURES / f"safety-{what}-{kind}.png", full_page=True)
        assert page.locator("h1:visible").count() == 1
        sideways = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert sideways <= 0, f"{what} scrolls sideways by {sideways} px"
        assert findings(visitor) == [], what

    visitor.goto(place.invitation())
    look("invited")
    visitor.goto("/sign-up")
    look("by-invitation")
    visitor.goto(place.reset_link(name))
    look("reset")
    visitor.goto("/reset?token=old")
    look("reset-old")
    visitor.sign_in(name, PASSWORD)
    for path in ("/confirm", "/password", "/leave", "/two-step"):
        visitor.goto(path)
        look(path.strip("/"))
    app = pyotp.TOTP(page.locator(".key-lines").inner_text().replace(" ", "").strip())
    page.get_by_label("Code").fill("000000")
    press(page, "Turn it on")
    expect(page.get_by_role("alert")).to_be_visible()
    visitor.complaints.clear()
    look("two-step-wrong")
    page.get_by_label("Code").fill(app.now())
    press(page, "Turn it on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    look("codes")
    other = visit(place.server, phone=phone, dark=dark)
    sign_in(other, name, PASSWORD)
    expect(other.page.get_by_role("heading", level=1)).to_have_text("One more step")
    place.enter_elsewhere(name)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("On. 8 of your recovery codes are left.")).to_be_visible()
    visitor.goto("/settings#devices")
    expect(page.get_by_role("button", name="Sign out all others")).to_be_visible()
    look("settings")
    other.page.wait_for_load_state()
    assert findings(other) == [], "the second step"
    other.page.screenshot(path=PICTURES / f"safety-code-{phone:d}-{dark:d}.png", full_page=True)

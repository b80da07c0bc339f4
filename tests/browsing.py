"""Somebody at a browser window, for tests that drive one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

PASSWORD = "a sentence is fine"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def find_chromium() -> str:
    """The path of a Chromium: one on the PATH, else one that is installed now."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    wanted = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    )
    if wanted.returncode == 0:
        with sync_playwright() as playwright:
            if Path(playwright.chromium.executable_path).exists():
                return playwright.chromium.executable_path
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        if found := shutil.which("chromium"):
            return found
    pytest.fail(
        "There is no Chromium, and it could not be installed. Install it (for instance with"
        " `playwright install chromium` or `apt-get install chromium`) and run the tests again."
    )


@dataclass
class Visitor:
    """Somebody at a browser window. Whatever the page complains of fails the test."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list[str])

    def goto(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_up(self, name: str, password: str, setup: str = "") -> None:
        self.goto(f"/sign-up?setup={setup}")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Make an account").click()
        self.page.wait_for_url(self.address + "/")

    def sign_in(self, name: str, password: str) -> None:
        self.goto("/sign-in")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(self.address + "/")

    def commit(self, title: str, category: str = "") -> None:
        """Take a free seat from Today."""
        self.page.get_by_role("button", name="Choose a pursuit").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Name").fill(title)
        dialog.get_by_label("Category").fill(category)
        dialog.get_by_role("button", name="Commit").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)


Visit = Callable[..., Visitor]

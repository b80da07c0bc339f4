"""Somebody at a browser window, for tests that drive one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
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
NAMES = (
    # The same browser without its own windows and bars, which take half of the time to draw.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)

PASSWORD = "a sentence is fine"
# A busy machine is not what they are about, and waiting for what comes costs nothing.
expect.set_options(timeout=20_000)

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def usually(one: str, among: Iterable[str]) -> list[ParameterSet]:
    """Of alike places, one in each run, and the others where there is time."""
    return [
        pytest.param(name, id=name, marks=() if name == one else pytest.mark.slow) for name in among
    ]


def seldom(*values: object, id: str) -> ParameterSet:  # noqa: A002 (as pytest calls it)
    """Like `pytest.param`, where there is time."""
    return pytest.param(*values, id=id, marks=pytest.mark.slow)


def on_both(in_each_run: str = "desktop") -> pytest.MarkDecorator:
    """At a desktop and on a phone: the one in each run, the other where there is time."""
    return pytest.mark.parametrize(
        "phone",
        [
            pytest.param(name == "phone", id=name, marks=one.marks)
            for name, one in zip(
                ("desktop", "phone"), usually(in_each_run, ("desktop", "phone")), strict=True
            )
        ],
    )


def find_chromium() -> str:
    """The path of a Chromium: one on the PATH, else one that is installed now."""
    # The workers of a run ask at the same time, and one of them is enough.
    with FileLock(Path(tempfile.gettempdir()) / "hundred-tests-chromium.lock"):
        if found := _installed() or _from_debian() or _from_playwright():
            return found
    pytest.fail(
        "There is no Chromium, and it could not be installed. Install it (for instance with"
        " `playwright install chromium` or `apt-get install chromium`) and run the tests again."
    )


def _installed() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _from_debian() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", NAMES[0]], check=False)
    return shutil.which(NAMES[0])


def _from_playwright() -> str | None:
    asked = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(asked, check=False).returncode != 0:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@dataclass
class Visitor:
    """Somebody at a browser window. Whatever the page complains of fails the test.

    Attributes:
        expected: what may be complained of, as a pattern: the browser tells of a
            server that is away, which is no fault of the page.
    """

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list[str])
    expected: str = r"(?!)"

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


def findings(visitor: Visitor) -> list[str]:
    """What axe has to say about WCAG 2.2 at level AA, in short."""
    wanted = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(visitor.page, options=wanted).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]

"""The palette, the help sheet, and every key that they show, without a mouse."""

import re

import pytest
from browsing import PASSWORD, Visit, Visitor
from playwright.sync_api import Locator, expect
from serving import Server

from hundred_app.actions import ACTIONS, Action

FOUND = """
async ([typed, labels]) => {
  const { found } = await import("/ui/match.js");
  return found(typed, labels.map((label) => ({ label }))).map(({ label }) => label);
}
"""
NAMES = ["Today", "History", "Insights", "Museum", "Settings", "Log time", "Sign out", "Musée"]

LOCATIONS = {
    "g t": "/",
    "g h": "/history",
    "g i": "/insights",
    "g r": "/review",
    "g m": "/museum",
    "g s": "/settings",
    "g a": "/admin",
}


def signed_in(server: Server, visit: Visit, **options: bool) -> Visitor:
    visitor = visit(server, **options)
    visitor.sign_in("ana", PASSWORD)
    expect(visitor.page.locator("a.card").first).to_be_visible()
    return visitor


def opened(visitor: Visitor) -> Locator:
    visitor.page.keyboard.press("Control+k")
    palette = visitor.page.get_by_role("dialog", name="Go anywhere")
    expect(palette.get_by_role("combobox")).to_be_focused()
    return palette


ALIVE = """() => new Promise(done => {
    const look = () => Object.keys(document.querySelector("main") ?? {}).length
        ? done() : requestAnimationFrame(look);
    look();
})"""
"""Waits until React has taken over a page that came as HTML: before, it hears no keys."""


def press(visitor: Visitor, keys: str) -> None:
    """Press what an action says, in the way that Playwright writes it."""
    visitor.page.evaluate(ALIVE)
    names = {"enter": "Enter", "escape": "Escape", "home": "Home", "end": "End"}
    for one in keys.split(" "):
        head, plus, last = one.rpartition("+")
        visitor.page.keyboard.press(head.replace("Mod", "Control") + plus + names.get(last, last))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", NAMES, id="nothing is everything, in its order"),
        pytest.param("mus", ["Musée", "Museum"], id="the start of a name, the shorter first"),
        pytest.param("MUSEE", ["Musée"], id="capitals and accents say nothing"),
        pytest.param("lt", ["Log time"], id="the starts of words"),
        pytest.param("so", ["Sign out", "History"], id="the starts of words before the middle"),
        pytest.param("ins", ["Insights", "Settings"], id="letters in their order only"),
        pytest.param("xyz", [], id="nothing by that name"),
    ],
)
def test_a_few_letters_find_a_name(
    typical: Server, visit: Visit, typed: str, expected: list[str]
) -> None:
    visitor = visit(typical)
    visitor.goto("/sign-in")
    assert visitor.page.evaluate(FOUND, [typed, NAMES]) == expected


def test_the_palette_goes_and_does_by_keyboard_alone(typical: Server, visit: Visit) -> None:
    visitor = signed_in(typical, visit)
    page = visitor.page
    line = page.get_by_label("Log time: how long")
    line.focus()
    palette = opened(visitor)
    options = palette.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(palette.get_by_role("group", name="Go to")).to_contain_text("History")
    expect(palette.get_by_role("group", name="Commitments").get_by_role("option")).to_have_count(4)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(line).to_be_focused()

    # A commitment by two of its letters, and how long it took to be found.
    palette = opened(visitor)
    took = page.evaluate(
        """() => new Promise((resolve) => {
          const field = document.querySelector(".palette-input");
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
          const start = performance.now();
          set.call(field, "cell");
          field.dispatchEvent(new Event("input", { bubbles: true }));
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        })"""
    )
    assert took < 100
    expect(palette.get_by_role("option").first).to_contain_text("Cello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cello")
    expect(page).to_have_title("Cello · Hundred")

    palette = opened(visitor)
    page.keyboard.type("qqq")
    expect(palette.get_by_role("status")).to_have_text("Nothing by that name.")
    expect(palette.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(palette).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("dark")
    expect(palette.get_by_role("option").first).to_contain_text("Dark paper")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    opened(visitor)
    page.keyboard.type("log out")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Signed out. See you.")).to_be_visible()


@pytest.mark.slow
def test_every_key_that_is_shown_works(typical: Server, visit: Visit) -> None:
    visitor = signed_in(typical, visit)
    page = visitor.page
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    shown = {
        row.locator("dt").inner_text(): " ".join(row.locator("kbd").all_inner_texts())
        for row in sheet.locator("dl > div").all()
    }
    mine = [action for action in ACTIONS if action.keys]
    assert shown == {str(action.label): as_shown(action) for action in mine}
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    tried = {action.keys for action in mine if try_out(visitor, action)}
    assert tried == {action.keys for action in mine}


def as_shown(action: Action) -> str:
    names = {"Mod": "Ctrl", "enter": "Enter", "escape": "Esc", "arrows": "Arrows",
             "home": "Home", "end": "End"}  # fmt: skip
    parts = action.keys.replace("+", " ").split(" ")
    return " ".join(names.get(part, part.upper()) for part in parts)


def try_out(visitor: Visitor, action: Action) -> bool:
    """Press the keys of an action and see what they are for. False for keys unknown here."""
    page = visitor.page
    if action.keys in LOCATIONS:
        visitor.goto("/history" if action.keys == "g t" else "/")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        press(visitor, action.keys)
        expect(page).to_have_url(visitor.address + LOCATIONS[action.keys])
        return True
    trial = TRIALS.get(action.name)
    if trial:
        trial(visitor, action.keys)
    return trial is not None


def _log(visitor: Visitor, keys: str) -> None:
    visitor.goto("/history")
    expect(visitor.page.locator(".day").first).to_be_visible()
    press(visitor, keys)
    expect(visitor.page.get_by_role("dialog").get_by_label("Duration")).to_be_visible()
    # Keys belong to what is typed as long as a form is open.
    press(visitor, "Mod+k")
    expect(visitor.page.get_by_role("dialog", name="Go anywhere")).to_be_hidden()
    close(visitor)


def close(visitor: Visitor) -> None:
    """The form: the server opens one again that a window left without closing it."""
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("dialog")).to_be_hidden()


def _palette(visitor: Visitor, keys: str) -> None:
    visitor.goto("/history")
    expect(visitor.page.locator(".day").first).to_be_visible()
    press(visitor, keys)
    expect(visitor.page.get_by_role("combobox", name="A page, a")).to_be_focused()


def _help(visitor: Visitor, keys: str) -> None:
    visitor.goto("/history")
    expect(visitor.page.locator(".day").first).to_be_visible()
    press(visitor, keys)
    expect(visitor.page.get_by_role("dialog", name="Keys")).to_be_visible()


def _save_and_undo(visitor: Visitor, keys: str) -> None:
    page = visitor.page
    visitor.goto("/")
    line = page.get_by_label("Log time: how long")
    line.fill("5m cello one more line")
    expect(page.get_by_text("Cello, 5 min")).to_be_visible()
    press(visitor, "Mod+enter")
    expect(page.get_by_text("Logged 5 min of Cello.")).to_be_visible()
    press(visitor, "Mod+z")
    expect(page.get_by_text("Deleted 5 min of Cello.")).to_be_visible()


def _leave(visitor: Visitor, keys: str) -> None:
    visitor.goto("/")
    line = visitor.page.get_by_label("Log time: how long")
    line.focus()
    press(visitor, keys)
    expect(line).not_to_be_focused()


def _squares(visitor: Visitor, keys: str) -> None:
    page = visitor.page
    visitor.goto("/")
    page.locator("a.card").first.click()
    grid = page.get_by_role("grid")
    grid.focus()
    caption = page.locator("#grid-caption")
    page.keyboard.press("Control+Home")
    expect(caption).to_contain_text("Hour 1,")
    page.keyboard.press("ArrowRight")
    expect(caption).to_contain_text("Hour 2,")
    page.keyboard.press("ArrowDown")
    expect(caption).to_contain_text("Hour 12,")
    page.keyboard.press("End")
    expect(caption).to_contain_text("Hour 20,")
    page.keyboard.press("Home")
    expect(caption).to_contain_text("Hour 11,")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Duration")).to_be_visible()
    close(visitor)


def _search(visitor: Visitor, keys: str) -> None:
    visitor.goto("/museum")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Museum")
    press(visitor, keys)
    expect(visitor.page.locator("#history-search")).to_be_focused()


def _timer(visitor: Visitor, keys: str) -> None:
    visitor.goto("/history")
    expect(visitor.page.locator(".day").first).to_be_visible()
    press(visitor, keys)
    expect(visitor.page.get_by_role("dialog", name="Start timer")).to_be_visible()
    close(visitor)


TRIALS = {
    "search": _search,
    "timer": _timer,
    "log": _log,
    "palette": _palette,
    "help": _help,
    "save": _save_and_undo,
    "undo": _save_and_undo,
    "leave": _leave,
    "move": _squares,
    "row-start": _squares,
    "row-end": _squares,
    "open-square": _squares,
}

"""What cannot be right: each gets a clear sentence in its place, and what was typed stays."""

from collections.abc import Iterator

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor, seldom
from playwright.sync_api import Locator, expect
from serving import Server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Hundred with one person in it."""
    data = tmp_path_factory.mktemp("home")
    make.people(data, "ana", "mallory", password=PASSWORD)
    running = serving.start(data)
    yield running
    assert running.stop() == 0
    assert running.complaints() == []


@pytest.fixture
def ana(home: Server, visit: Visit) -> Visitor:
    """Ana, with Cello in her first seat."""
    visitor = visit(home)
    visitor.sign_in("ana", PASSWORD)
    page = visitor.page
    expect(page.locator(".seats > :not(h2, .coming)")).to_have_count(4)
    if page.locator("a.card").count() == 0:
        visitor.commit("Cello", "Music")
        visitor.goto("/")
        expect(page.locator("a.card")).to_have_count(1)
    return visitor


def log_form(visitor: Visitor) -> Locator:
    """The log form, opened by its key from the page of Cello."""
    visitor.page.locator("a.card").first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Cello")
    visitor.page.keyboard.press("n")
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


@pytest.mark.parametrize(
    ("duration", "moment", "reflection", "sentence"),
    [
        pytest.param("", "", "x", "Between 1 minute and 24 hours", id="no duration"),
        seldom("0", "", "x", "Between 1 minute and 24 hours", id="zero"),
        seldom("-5", "", "x", "Between 1 minute and 24 hours", id="negative"),
        seldom("25h", "", "x", "Between 1 minute and 24 hours", id="25 hours"),
        seldom("45", "tomorrow", "x", "Write a time like 18:05", id="not a time"),
        pytest.param("45", "2999-01-01 10:00", "x", "That is still to come", id="future"),
        seldom("45", "2026-02-31 10:00", "x", "Write a time like 18:05", id="impossible"),
        seldom("45", "1960-01-01 10:00", "x", "Hundred counts days from 1970", id="1960"),
        seldom("45", "", "   ", "One sentence is enough", id="blank"),
        pytest.param("45", "", "x" * 10_001, "At most 10,000 characters", id="over-long"),
    ],
)
def test_a_log_that_cannot_be_right(
    ana: Visitor, duration: str, moment: str, reflection: str, sentence: str
) -> None:
    form = log_form(ana)
    form.get_by_label("Duration").fill(duration)
    form.get_by_label("When it began").fill(moment)
    form.get_by_label("What did it teach you?").fill(reflection)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text(sentence)
    expect(form.get_by_label("Duration")).to_have_value(duration)
    expect(form.get_by_label("When it began")).to_have_value(moment)
    expect(form.get_by_label("What did it teach you?")).to_have_value(reflection)
    form.get_by_role("button", name="Cancel").click()
    ana.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        seldom("Name", "  ", "Give it a name.", id="blank name"),
        pytest.param("Name", "x" * 112, "At most 100 characters. This has 112.", id="long name"),
        seldom("Category", "x" * 51, "At most 50 characters.", id="long category"),
        pytest.param("Hours", "0", "A whole number of hours from 1 to 10,000.", id="no goal"),
        seldom("Hours", "ten", "A whole number of hours from 1 to 10,000.", id="words"),
        seldom("Hours done before", "-1", "A whole number of hours", id="before"),
    ],
)
def test_a_commitment_that_cannot_be_right(
    ana: Visitor, field: str, value: str, sentence: str
) -> None:
    ana.page.get_by_role("button", name="Choose a pursuit").click()
    form = ana.page.get_by_role("dialog")
    form.get_by_label("Name").fill("Go")
    form.get_by_label(field, exact=True).or_(
        form.get_by_label(f"{field} optional", exact=True)
    ).fill(value)
    form.get_by_role("button", name="Commit").click()
    expect(form.get_by_role("alert")).to_contain_text(sentence)
    expect(form.get_by_label("Name")).to_have_value(value if field == "Name" else "Go")


def test_two_windows_that_change_one_log(ana: Visitor, home: Server, visit: Visit) -> None:
    page = ana.page
    line = page.get_by_label("Log time: how long")
    line.fill("30m cello what stood here first")
    line.press("Control+Enter")
    expect(page.get_by_text("Logged 30 min of Cello.")).to_be_visible()
    other = visit(home)
    other.sign_in("ana", PASSWORD)
    for visitor in (ana, other):
        visitor.page.get_by_role("button", name="Edit 30 min, Cello").first.click()
        expect(visitor.page.get_by_label("What did it teach you?")).to_have_value(
            "what stood here first"
        )
    page.get_by_label("What did it teach you?").fill("what the first window says")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    second = other.page
    second.get_by_label("What did it teach you?").fill("what the second window says")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("This was changed in another window")).to_be_visible()
    expect(second.get_by_text("what the first window says").last).to_be_visible()
    expect(second.get_by_label("What did it teach you?")).to_have_value(
        "what the second window says"
    )
    second.get_by_role("button", name="Keep mine").click()
    expect(second.get_by_role("dialog")).to_be_hidden()
    expect(second.get_by_text("what the second window says")).to_be_visible()


def test_a_deleted_log_comes_back(ana: Visitor) -> None:
    page = ana.page
    line = page.get_by_label("Log time: how long")
    line.fill("20m cello soon gone")
    line.press("Control+Enter")
    # Until then the words stand in the line, too.
    expect(line).to_have_value("")
    expect(page.get_by_text("soon gone")).to_be_visible()
    page.get_by_role("button", name="Edit 20 min, Cello").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Deleted 20 min of Cello.")).to_be_visible()
    expect(page.get_by_text("soon gone")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("soon gone")).to_be_visible()


def test_saving_twice_makes_one_log(ana: Visitor) -> None:
    page = ana.page
    line = page.get_by_label("Log time: how long")
    line.fill("10m cello only once")
    expect(page.get_by_text("Cello, 10 min")).to_be_visible()
    line.press("Control+Enter")
    line.press("Control+Enter")
    expect(line).to_have_value("")
    page.reload()
    expect(page.get_by_text("only once")).to_have_count(1)


def test_what_was_typed_survives_a_reload(ana: Visitor) -> None:
    page = ana.page
    line = page.get_by_label("Log time: how long")
    line.fill("20m cello half a thought")
    page.reload()
    expect(line).to_have_value("20m cello half a thought")
    expect(page.get_by_text("Cello, 20 min")).to_be_visible()
    form = log_form(ana)
    form.get_by_label("What did it teach you?").fill("half of another")
    page.reload()
    expect(page.get_by_role("button", name="Free seat")).to_have_count(3)
    page.keyboard.press("n")
    expect(page.get_by_label("What did it teach you?")).to_have_value("half of another")
    page.evaluate("localStorage.clear()")


def test_other_peoples_and_unknown_addresses(ana: Visitor, home: Server, visit: Visit) -> None:
    ana.page.locator("a.card").first.click()
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Cello")
    hers = ana.page.url.removeprefix(home.address)
    mallory = visit(home)
    mallory.sign_in("mallory", PASSWORD)
    for path in (hers, f"{hers}/milestone/25", "/c/00000000-0000-4000-8000-000000000000"):
        mallory.goto(path)
        expect(mallory.page.get_by_role("heading", level=1)).to_have_text("Nothing here.")
        expect(mallory.page.locator("body")).not_to_contain_text("Cello")


@pytest.mark.slow
def test_a_fifth_commitment_and_a_free_seat(home: Server, visit: Visit) -> None:
    visitor = visit(home)
    visitor.sign_in("mallory", PASSWORD)
    page = visitor.page
    for title in ("One", "Two", "Three", "Four"):
        visitor.goto("/")
        visitor.commit(title)
    visitor.goto("/")
    expect(page.locator("a.card")).to_have_count(4)
    expect(page.get_by_role("button", name="Choose a pursuit")).to_have_count(0)
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("One is in the museum now.")).to_be_visible()
    visitor.goto("/")
    expect(page.locator("a.card")).to_have_count(3)
    visitor.goto("/museum")
    page.locator("a.card").first.click()
    page.get_by_role("button", name="Reopen").click()
    expect(page.get_by_text("One has a seat again.")).to_be_visible()
    visitor.goto("/")
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Type its name to delete it").fill("Two")
    dialog.get_by_role("button", name="Delete One").click()
    expect(dialog.get_by_text("Type the title exactly: One")).to_be_visible()
    dialog.get_by_label("Type its name to delete it").fill("One")
    dialog.get_by_role("button", name="Delete One").click()
    expect(page.locator("a.card")).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("One is back, with everything in it.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("One")
    visitor.goto("/")
    expect(page.locator("a.card")).to_have_count(4)

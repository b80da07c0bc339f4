"""Texts that would be code, in every field, on every page: they are read, and nothing more."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote, urlsplit

import httpx
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor, usually
from hostile.payloads import FAMILIES, PAYLOADS
from make import bring, commit, give, log, write
from playwright.sync_api import Dialog, Request, expect
from serving import Server
from visiting import rows

from hundred_app.core import clock, migrate, prose
from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules as account_rules
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.service import pursuits

RUNNING = tuple(
    next(text for text in PAYLOADS if sign in text)
    for sign in ("<svg onload", 'href="javascript:', '"/><script>')
)
"""The titles that have a seat; the others hang in the museum."""

CAPTIONED = ("Captions one", "Captions two")


# Fields: how a text gets into each. A new field of text belongs in here.


def plant_titles(work: Work, texts: Sequence[str]) -> None:
    """Each the title of a commitment with enough logs to be drawn; three of them running."""
    for number, text in enumerate([*(text for text in texts if text not in RUNNING), *RUNNING]):
        made = commit(work, text, before=30)
        log(work, made, ago=timedelta(days=number % 60 + 2))
        log(work, made, ago=timedelta(days=number % 60 + 4))
        if text not in RUNNING:
            pursuits.archive(work, made)


def plant_categories(work: Work, texts: Sequence[str]) -> None:
    for text in texts:
        if len(text) <= pursuit.LONGEST_CATEGORY:
            pursuits.archive(work, commit(work, "Category", category=text))


def plant_reflections(work: Work, texts: Sequence[str]) -> None:
    """Each of ten minutes, for a goal of which a square is about as much: so each has a square."""
    for half, title in enumerate(CAPTIONED):
        made = commit(work, title, goal=16)
        for number, text in enumerate(texts[half::2]):
            log(work, made, minutes=10, ago=timedelta(minutes=22 * number + 11 * half), text=text)
        pursuits.archive(work, made)


def plant_notes(work: Work, texts: Sequence[str]) -> None:
    """Notes of an imported file, and a synthesis of all texts."""
    made = commit(work, "Imported", before=20)
    give(work, made, 600)
    for number, text in enumerate(texts):
        bring(work, made, minutes=5, ago=timedelta(hours=30, minutes=6 * number), note=text)
    write(work, made, 25, "\n".join(texts))


FIELDS: dict[str, Callable[[Work, Sequence[str]], None]] = {
    "title": plant_titles,
    "category": plant_categories,
    "reflection": plant_reflections,
    "imported note, synthesis": plant_notes,
}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Hundred in which every field of Ana's has every text in it."""
    data = tmp_path_factory.mktemp("poisoned")
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    accounts.create_user(database, now, "ana", PASSWORD, role="user")
    accounts.create_user(database, now, "root", PASSWORD, role="admin")
    with database.writing() as db:
        work = accounts.find_work_of(db, now, "ana")
        assert work is not None
        for plant in FIELDS.values():
            plant(work, PAYLOADS)
    database.close()
    running = serving.start(data)
    call_oneself(running.address)
    yield running
    assert running.stop() == 0
    assert running.complaints() == []


def call_oneself(address: str) -> None:
    """Sign in with browsers, names and addresses that call themselves something."""
    for text in RUNNING:
        headers = {"Origin": address, "User-Agent": text, "X-Forwarded-For": text}
        for name in ("ana", text):
            httpx.post(
                f"{address}/auth/sign-in",
                data={"username": name, "password": PASSWORD, "next": text},
                headers=headers,
            )


# What a page may not do


@dataclass
class Watch:
    """What a page did that it should not: dialogs, requests to others, code that ran."""

    visitor: Visitor
    dialogs: list[str] = field(default_factory=list[str])
    strangers: list[str] = field(default_factory=list[str])
    seen: str = ""

    def look(self) -> None:
        """Look at the page as it stands now."""
        page = self.visitor.page
        assert page.evaluate("window.hurts") == []
        assert page.evaluate("window.violations") == []
        assert (self.dialogs, self.strangers) == ([], [])
        assert page.evaluate(FOREIGN) == []
        self.seen += page.evaluate("document.title + document.body.innerText")

    def assert_seen(self, texts: Sequence[str]) -> None:
        """Whether each text was there to be read: else nothing was proved."""
        seen = plain(self.seen)
        missing = [
            text
            for text in texts
            # As it was typed, or without what Markdown makes of it.
            if plain(text)[:30] not in seen and plain(prose.plain(text))[:30] not in seen
        ]
        assert missing == []


def plain(text: str) -> str:
    """A text without what a page leaves out or lays out otherwise."""
    seen = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\x00-\x1f\u200b\u2028\u2029\ufeff\u202e\u2066\u2069]+", "", seen)


WATCHING = """
window.hurts = []; window.hurt = (n) => window.hurts.push(n);
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI));
"""
FOREIGN = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^(href|src|action|formaction|xlink:href|data|srcdoc|background)$/.test(attribute)) {
        const url = new URL(value, location.href);
        const ours = url.origin === location.origin || url.protocol === "data:";
        // A link that somebody wrote leads away when it is pressed, and tells nobody where from.
        const rel = element.getAttribute("rel") ?? "";
        const written = name === "a" && attribute === "href" && element.closest(".prose")
          && /^(https?|mailto):$/.test(url.protocol)
          && ["noopener", "noreferrer", "nofollow"].every((each) => rel.includes(each));
        if (!ours && !written) found.push(`${name} ${value}`);
      }
      if (attribute === "style" && /canary/.test(value)) found.push(`${name} ${value}`);
    }
    if (/^(iframe|frame|object|embed|portal|fencedframe|base|marquee|math|video|audio)$/.test(name))
      found.push(name);
    if (name === "script" && !element.src && /hurt|canary/.test(element.textContent))
      found.push(element.textContent);
    if (name === "meta" && element.httpEquiv) found.push(element.content);
    if (name === "style" && /canary|hurt/.test(element.textContent)) found.push("style");
  }
  return found;
}"""


@pytest.fixture
def watch(poisoned: Server, visit: Visit) -> Watch:
    visitor = visit(poisoned)
    watching = Watch(visitor)
    page = visitor.page

    def note_strangers(request: Request) -> None:
        address = urlsplit(request.url)
        is_here = address.netloc == urlsplit(poisoned.address).netloc
        if not is_here and address.scheme not in ("data", "blob"):
            watching.strangers.append(request.url)

    # Watched, not held up: a page whose every request waits for a test is not the one people get.
    # Nor does a request to the addresses of these texts get anywhere: `.invalid` is nowhere.
    page.context.on("request", note_strangers)
    page.add_init_script(WATCHING)

    def note(dialog: Dialog) -> None:
        watching.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return watching


@pytest.fixture
def ana(watch: Watch) -> Watch:
    watch.visitor.sign_in("ana", PASSWORD)
    expect(watch.visitor.page.locator("a.card")).to_have_count(4)
    return watch


# Pages


@pytest.fixture
def ids(poisoned: Server) -> dict[str, str]:
    """The id of each commitment by its title."""
    found = rows(poisoned.data, "SELECT title, id FROM commitment")
    return {str(title): str(commitment_id) for title, commitment_id in found}


def test_s50_today(ana: Watch) -> None:
    page = ana.visitor.page
    expect(page.locator(".log")).not_to_have_count(0)
    ana.look()
    ana.assert_seen(RUNNING)
    ana.assert_seen(PAYLOADS[:20])
    line = page.get_by_label("Log time: how long")
    # All of them at once, as one line; then one that asks, with titles to pick from.
    line.fill("5m imported " + " ".join(PAYLOADS))
    expect(page.locator(".quick-what")).to_contain_text("Imported")
    ana.look()
    line.fill("25 x")
    expect(page.locator(".chip")).to_have_count(4)
    ana.look()
    line.fill("")


def test_s50_history(ana: Watch) -> None:
    page = ana.visitor.page
    ana.visitor.goto("/history")
    expect(page.locator(".log")).not_to_have_count(0)
    while (more := page.get_by_role("button", name="Show 50 more")).count():
        before = page.locator(".log").count()
        more.click()
        expect(page.locator(".log")).not_to_have_count(before)
    ana.look()
    ana.assert_seen(PAYLOADS)


def test_s50_the_museum(ana: Watch) -> None:
    ana.visitor.goto("/museum")
    expect(ana.visitor.page.locator(".museum-wall > *")).not_to_have_count(0)
    ana.look()
    ana.assert_seen([text for text in PAYLOADS if text not in RUNNING])


@pytest.mark.slow
def test_s50_the_year(ana: Watch) -> None:
    page = ana.visitor.page
    ana.visitor.goto("/review/year")
    expect(page.locator(".review-quote")).not_to_have_count(0)
    for numbers in page.get_by_text("The numbers").all():
        numbers.click()
    ana.look()
    ana.assert_seen(PAYLOADS)


@pytest.mark.parametrize("title", usually(CAPTIONED[0], CAPTIONED))
def test_s50_the_captions_of_the_grid(ana: Watch, ids: dict[str, str], title: str) -> None:
    page = ana.visitor.page
    ana.visitor.goto(f"/c/{ids[title]}")
    grid = page.get_by_role("grid")
    expect(grid).to_be_visible()
    grid.focus()
    page.keyboard.press("Control+Home")
    shown: set[str] = set()
    for _ in range(len(PAYLOADS) // 2 + 2):
        shown.add(page.locator(".grid-caption").inner_text())
        page.keyboard.press("ArrowRight")
    assert len(shown) > len(PAYLOADS) // 2
    ana.seen += "".join(shown)
    ana.look()
    half = PAYLOADS[CAPTIONED.index(title) :: 2]
    ana.assert_seen(half)


def test_s50_the_journal_and_the_room(ana: Watch, ids: dict[str, str]) -> None:
    page = ana.visitor.page
    ana.visitor.goto(f"/c/{ids['Imported']}")
    expect(page.locator(".note")).not_to_have_count(0)
    while (more := page.get_by_role("button", name=re.compile("^Show"))).count():
        before = page.locator(".note").count()
        more.first.click()
        expect(page.locator(".note")).not_to_have_count(before)
    ana.look()
    ana.assert_seen(PAYLOADS)
    ana.visitor.goto(f"/c/{ids['Imported']}/milestone/25")
    expect(page.get_by_label("Your synthesis")).to_have_value(re.compile("hurt"))
    ana.look()


@pytest.mark.parametrize("view", usually("Line", ("Line", "Bars", "Table")))
def test_s50_the_charts(ana: Watch, view: str) -> None:
    page = ana.visitor.page
    ana.visitor.goto("/insights")
    page.get_by_role("radio", name=view, exact=True).click()
    if view == "Table":
        expect(page.get_by_role("table")).to_be_visible()
        ana.look()
        ana.assert_seen([*RUNNING, *PAYLOADS])
        return
    place = page.locator(".chart-place .nsewdrag").first
    expect(place).to_be_visible()
    box = place.bounding_box()
    assert box
    for part in (0.5, 0.7, 0.9, 0.97):
        page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.5)
        page.mouse.move(box["x"] + box["width"] * part + 1, box["y"] + box["height"] * 0.5)
        ana.look()
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    ana.look()
    # Ours are short there; none of them became a link of the drawing.
    assert page.locator(".chart-place a").count() == 0
    assert page.locator(".hovertext", has_text="<").count() > 0
    shares = page.locator(".chart-shares")
    page.get_by_role("heading", name="Shares over time").scroll_into_view_if_needed()
    expect(shares.locator(".barlayer .trace").first).to_be_visible()
    ana.look()
    assert page.locator(".chart-place a").count() == 0


@pytest.mark.parametrize("title", usually(RUNNING[0], RUNNING))
def test_s50_titles_and_dialogs(ana: Watch, ids: dict[str, str], title: str) -> None:
    page = ana.visitor.page
    ana.visitor.goto(f"/c/{ids[title]}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page).to_have_title(f"{title} · Hundred")
    ana.look()
    # Logging, which says the title in its notice and in the sentence about overlaps.
    page.keyboard.press("n")
    form = page.get_by_role("dialog")
    form.get_by_label("Duration").fill("5h")
    expect(form.locator(".told-back .meta")).to_be_visible()
    ana.look()
    form.get_by_label("Duration").fill("3m")
    form.get_by_label("What did it teach you?").fill(title)
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".notice")).to_contain_text(title)
    ana.look()
    for item in ("Edit", "Delete"):
        page.locator(".page-head").get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name=item).click()
        expect(form).to_be_visible()
        if item == "Delete":
            form.get_by_label("Type its name to delete it").fill("x")
            form.get_by_role("button", name="Delete").click()
            expect(form.get_by_role("alert")).to_contain_text(title)
        ana.look()
        form.get_by_role("button", name="Cancel").click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.locator(".notice")).to_contain_text(title)
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(".notice")).to_contain_text("has a seat again")
    ana.look()
    ana.visitor.goto(f"/c/{ids[title]}/milestone/25")
    expect(page.locator(".room-eyebrow")).to_contain_text(title)
    ana.look()
    ana.visitor.goto(f"/c/{ids[title]}/book")
    expect(page.locator(".room-eyebrow")).to_contain_text(title)
    ana.look()


@pytest.mark.slow
def test_s50_every_text_as_the_title_of_a_page(ana: Watch, ids: dict[str, str]) -> None:
    page = ana.visitor.page
    for title in [title for title in ids if re.search("hurt|canary", title)]:
        for path, place in ((f"/c/{ids[title]}", "h1"), (f"/c/{ids[title]}/milestone/25", ".room")):
            ana.visitor.goto(path)
            expect(page.locator(place)).to_be_visible()
            page.wait_for_function(
                "title => document.title.replace(/\\s+/g, '')"
                ".startsWith(title.replace(/\\s+/g, ''))",
                arg=title,
            )
            ana.look()


def test_s50_the_devices_in_the_settings(ana: Watch) -> None:
    ana.visitor.goto("/settings")
    expect(ana.visitor.page.get_by_role("heading", level=1)).to_be_visible()
    expect(ana.visitor.page.locator("main")).to_contain_text("Europe")
    ana.look()


def test_s50_the_pages_of_whoever_runs_it(watch: Watch) -> None:
    """With people, and a log, in which others have had a hand."""
    watch.visitor.sign_in("root", PASSWORD)
    watch.visitor.goto("/admin")
    page = watch.visitor.page
    expect(page.locator("main")).to_contain_text("ana")
    while (more := page.get_by_role("button", name=re.compile("^Show"))).count():
        before = page.locator("main").inner_text()
        more.first.click()
        expect(page.locator("main")).not_to_have_text(before)
    watch.look()


# Addresses


@pytest.mark.parametrize("family", usually("script", FAMILIES))
def test_s50_addresses_are_not_believed(watch: Watch, family: str) -> None:
    text = "".join(FAMILIES[family])
    sent = quote(text.replace("\x00", ""))[:2_000]
    everywhere = "&".join(f"{name}={sent}" for name in ("next", "setup", "note", "username"))
    for path in ("/sign-in", "/sign-up"):
        watch.visitor.goto(f"{path}?{everywhere}")
        watch.look()
    watch.visitor.page.get_by_label("Username").fill(text.replace("\n", "")[:300])
    watch.visitor.page.get_by_label("Password").fill("x" * 8)
    watch.visitor.page.get_by_role("button", name="Make an account").click()
    expect(watch.visitor.page.get_by_role("alert")).to_be_visible()
    watch.look()
    # The browser tells of the answer, which is 422 as it should be.
    watch.visitor.complaints[:] = [one for one in watch.visitor.complaints if "422" not in one]


def test_s50_addresses_inside_are_not_believed(ana: Watch) -> None:
    page = ana.visitor.page
    for text in ("<img src=x onerror=hurt(1)>", "javascript:hurt(2)", '"><svg onload=hurt(3)>'):
        for path in ("/history?commitment=", "/insights?view=x&range=", "/settings#", "/?"):
            ana.visitor.goto(path + quote(text))
            expect(page.locator("main")).to_be_visible()
            ana.look()


@pytest.mark.parametrize("text", PAYLOADS)
def test_s50_no_such_text_is_a_username(text: str) -> None:
    with pytest.raises(Invalid):
        account_rules.parse_username(text)

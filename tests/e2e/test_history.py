"""The history in a browser: what is typed is found and marked, and one's place is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import make
import pytest
import serving
from browsing import PASSWORD, Visit, Visitor, on_both
from playwright.sync_api import Page, expect
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts

MANY = 10_000
HEBREW = "הבוהן נשארת חופשית"
LONG = "One more bar of the same. " * 30


@dataclass
class Diary:
    server: Server
    cello: str


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diary]:
    """Ten thousand logs in two commitments, and a few with something to find in them."""
    data = tmp_path_factory.mktemp("history")
    database = migrate.open_database(data / "hundred.db")
    accounts.create_user(database, clock.now(), "ana", PASSWORD, role="user")
    with database.writing() as db:
        ana = accounts.find_work_of(db, clock.now(), "ana")
        assert ana is not None
        cello = make.commit(ana, "Cello", category="Music")
        chess = make.commit(ana, "Chess", category="Games")
        make.log(ana, cello, text="The thumb stays free. 🎻")
        make.log(ana, cello, text=f"{LONG}Thumbs again. {LONG}", ago=timedelta(days=1))
        make.log(ana, chess, text=f"{HEBREW} thumb", ago=timedelta(days=1))
        make.log(ana, chess, text="<mark>thumb</mark>", ago=timedelta(days=500))
        _fill(ana, (cello, chess))
    database.close()
    running = serving.start(data)
    yield Diary(running, cello)
    assert running.stop() == 0
    assert running.complaints() == []


def _fill(work: Work, commitments: tuple[str, str]) -> None:
    work.db.flush()
    work.db.connection().exec_driver_sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection, created_at,"
        " updated_at, rev) SELECT printf('%08x-0000-7000-8000-000000000000', i),"
        " iif(i % 2, ?, ?), 30, ? - 200000 - i * 3 * 3600, 'Day by day, ' || i, 0, 0, 1 FROM n",
        (MANY, *commitments, int(work.now.timestamp())),
    )


def entered(diary: Diary, visit: Visit, path: str, **options: object) -> tuple[Visitor, Page]:
    visitor = visit(diary.server, **options)
    visitor.sign_in("ana", PASSWORD)
    visitor.goto(path)
    expect(visitor.page.locator(".day-head").first).to_be_visible()
    return visitor, visitor.page


def test_what_is_typed_is_found_marked_and_counted(diary: Diary, visit: Visit) -> None:
    _, page = entered(diary, visit, "/")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.press_sequentially("thumb")
    expect(page.get_by_text(re.compile("4 logs mention ‘thumb’, 3.h in all."))).to_be_visible()
    expect(page.locator("mark")).to_have_text(["thumb", "thumb", "Thumbs", "thumb"])
    expect(page).to_have_url(re.compile(r"/history\?q=thumb$"))
    expect(page.get_by_text("<mark>")).to_be_visible()

    # A long text is shown around its hit, and whole when asked for.
    long = page.locator(".log", has_text="Thumbs")
    expect(long.locator(".prose")).to_have_text(re.compile("^… .* …$", re.DOTALL))
    long.get_by_role("button", name="Read on").click()
    expect(long.locator(".prose")).to_have_text(re.compile("^One more bar .*bar of the same. ?$"))
    expect(long.locator("mark")).to_have_text("Thumbs")

    # Narrowed, in the address, and back.
    page.get_by_label("All commitments").select_option("Cello")
    expect(page.locator("mark")).to_have_text(["thumb", "Thumbs"])
    expect(page).to_have_url(f"{diary.server.address}/history?q=thumb&c={diary.cello}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    sheet = download.value.path().read_text("utf-8-sig")
    assert (sheet.count("Cello"), sheet.count("Chess")) == (2, 0)
    field.fill("zebra")
    expect(page.get_by_text("No reflection says ‘zebra’.")).to_be_visible()
    page.get_by_label("Any time").select_option("This week")
    expect(page.get_by_text("No reflection says ‘zebra’ this week.")).to_be_visible()
    page.reload()
    expect(field).to_have_value("zebra")
    expect(page.get_by_label("Any time")).to_have_value("week")
    page.get_by_role("link", name="Search everywhere").click()
    expect(page).to_have_url(re.compile(r"/history\?q=zebra$"))
    expect(page.get_by_label("All commitments")).to_have_value("")
    page.get_by_role("link", name="Clear").click()
    expect(field).to_have_value("")
    expect(page.get_by_text("10,004 logs")).to_be_visible()


def test_the_palette_finds_what_was_written(diary: Diary, visit: Visit) -> None:
    _, page = entered(diary, visit, "/")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Go anywhere")
    palette.get_by_role("combobox").press_sequentially("thumb")
    lines = palette.get_by_role("group", name="Reflections").get_by_role("option")
    expect(lines).to_have_count(4)
    expect(lines.filter(has_text="Thumbs again.")).to_have_count(1)
    expect(lines.first).to_contain_text("Cello")
    page.keyboard.press("End")
    expect(lines.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{diary.server.address}/history?q=thumb&c={diary.cello}")
    expect(page.locator("mark")).to_have_text(["thumb", "Thumbs"])


@on_both()
def test_back_leads_to_the_same_line(diary: Diary, visit: Visit, phone: bool) -> None:
    _, page = entered(diary, visit, "/history", phone=phone)
    expect(page.locator(".log")).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(".log")).to_have_count(100)
    expect(page).to_have_url(re.compile(r"/history\?n=100$"))
    line = page.get_by_text("Day by day, 80", exact=True)
    line.scroll_into_view_if_needed()
    before = page.evaluate("Math.round(scrollY)")
    assert before > 1000
    line.locator("xpath=ancestor::article").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Cello|Chess"))
    page.go_back()
    expect(page.locator(".log")).to_have_count(100)
    expect(line).to_be_in_viewport()
    page.reload()
    expect(page.locator(".log")).to_have_count(100)
    expect(line).to_be_in_viewport()


@pytest.mark.slow
def test_a_log_is_changed_in_its_place(diary: Diary, visit: Visit) -> None:
    _, page = entered(diary, visit, "/history?n=100")
    expect(page.locator(".log")).to_have_count(100)
    log = page.locator(".log").nth(70)
    log.get_by_role("button", name="Edit").click()
    area = log.get_by_label("What did it teach you?")
    expect(area).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    area.press_sequentially(" and a word")
    area.press("Escape")
    expect(area).to_have_count(0)
    expect(log.get_by_role("button", name="Edit")).to_be_focused()

    # What was typed is kept, here as anywhere.
    page.reload()
    log.get_by_role("button", name="Edit").click()
    expect(area).to_have_value(re.compile("and a word$"))
    expect(log.get_by_text("is back")).to_be_visible()
    log.get_by_label("Duration").fill("nonsense")
    area.press("Control+Enter")
    expect(log.get_by_text("Between 1 minute and 24 hours")).to_be_visible()
    log.get_by_label("Duration").fill("35m")
    area.press("Control+Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(log.locator(".prose")).to_have_text(re.compile("and a word$"))
    expect(log).to_contain_text(re.compile("35.min"))
    expect(page.locator(".log")).to_have_count(100)
    assert page.evaluate("scrollY") > 1000


def test_ten_thousand_logs_lead_to_an_old_month_on_a_phone(diary: Diary, visit: Visit) -> None:
    visitor, page = entered(diary, visit, "/history", phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    months = page.get_by_role("navigation", name="Months")
    year = months.locator("details").last
    year.locator("summary").click()
    month = year.get_by_role("link").first
    told = month.inner_text()
    month.click()
    expect(page.get_by_text(re.compile(r"^[\d,]+ logs, .* in "))).to_be_visible()
    expect(page.locator(".log").first).to_be_visible()
    assert told.split()[0] in page.locator(".day h2").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 320

    # From the right to the left, and a sign that is no word.
    visitor.goto("/history?q=%D7%91%D7%95%D7%94%D7%9F")
    expect(page.locator("mark")).to_have_text(["בוהן"])
    text = page.locator(".log .prose")
    assert text.evaluate("element => getComputedStyle(element).direction") == "rtl"
    page.get_by_role("searchbox").fill("🎻")
    expect(page.locator("mark")).to_have_text(["🎻"])
    assert page.evaluate("document.documentElement.scrollWidth") == 320

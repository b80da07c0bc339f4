"""What is written: Markdown drawn from data."""

import re
from collections.abc import Iterator

import pytest
from browsing import PASSWORD, Visit, findings, on_both
from desk import NAME, Desk, open_log, opened_desk, signed_in
from playwright.sync_api import expect

KINDS = on_both()

HOSTILE = """**Left** hand, *then* the bow:

- open strings
- <img src=x onerror=alert(1)> <script>alert(1)</script>

1. [scales](https://scales.example/?a=b&c) and ![a picture](https://pictures.example/p.png)
2. [never](javascript:alert(1)), `<b>code</b>`

> a teacher said so"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("writing")) as opened:
        yield opened


@KINDS
def test_markdown_is_drawn_and_never_markup(desk: Desk, visit: Visit, phone: bool) -> None:
    desk.change("UPDATE time_log SET reflection = ? WHERE id = ?", HOSTILE, desk.log)
    visitor = signed_in(desk, visit, phone=phone, dark=phone)
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (desk.page, desk.room, "/history", "/history?q=string"):
        visitor.goto(path)
        if phone and path == desk.room:
            page.get_by_text("Read 5 reflections").click()
        drawn = page.locator(".prose:has(strong)").first
        expect(drawn.locator("strong")).to_have_text("Left")
        expect(drawn.locator("ul > li").first).to_have_text("open strings")
        expect(drawn.locator("ul > li").last).to_contain_text("<img src=x onerror=alert(1)>")
        expect(drawn.locator("blockquote")).to_have_text("a teacher said so")
        expect(drawn.locator("code")).to_have_text("<b>code</b>")
        expect(drawn.locator("img, script, b")).to_have_count(0)
        links = drawn.get_by_role("link")
        expect(links).to_have_count(2)
        expect(links.first).to_have_attribute("href", "https://scales.example/?a=b&c")
        expect(links.first).to_have_attribute("rel", "noopener noreferrer nofollow")
    # In the search, the hit is marked where it is read.
    expect(drawn.locator("mark")).to_have_text("strings")
    assert not [url for url in asked if ".example" in url]
    assert findings(visitor) == []


@KINDS
def test_the_room_has_what_was_written_and_a_quiet_page_after(
    desk: Desk, visit: Visit, phone: bool
) -> None:
    desk.change("UPDATE time_log SET reflection = 'The *thumb* is free.'")
    desk.change("DELETE FROM milestone")
    # Without motion, so that nothing is half there when it is looked at.
    visitor = visit(desk.server, phone=phone, dark=phone, reduced_motion="reduce")
    visitor.sign_in(NAME, PASSWORD)
    page = visitor.page
    visitor.goto(desk.room)
    area = page.get_by_label("Your synthesis")
    area.fill("I was practising the wrong thing. Slowly.")
    reading = page.get_by_role("complementary")
    if phone:
        # One or the other is in sight; both stay as they are.
        expect(reading).to_be_hidden()
        page.get_by_text("Read 5 reflections").click()
        expect(area).to_be_hidden()
    expect(reading.get_by_role("heading", name="Then and now")).to_be_visible()
    expect(reading.locator(".room-pair")).to_contain_text("“The thumb is free.”")
    assert findings(visitor) == []
    if phone:
        page.get_by_text("Write", exact=True).click()
    expect(area).to_have_value("I was practising the wrong thing. Slowly.")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Twenty-five hours, in your own words."
    )
    expect(page.get_by_text("“I was practising the wrong thing.”")).to_be_visible()
    on = page.get_by_role("button", name="Go on")
    expect(on).to_be_focused()
    assert findings(visitor) == []
    # What was finished too soon is a draft again, where it was written.
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("is a draft again.")).to_be_visible()
    expect(area).to_have_value("I was practising the wrong thing. Slowly.")
    page.get_by_role("button", name="Finish").click()
    expect(on).to_be_focused()
    on.click()
    expect(page.get_by_role("link", name="Read the synthesis")).to_be_visible()


@pytest.mark.slow
def test_prompts_and_questions_are_somebody_s_choice(desk: Desk, visit: Visit) -> None:
    visitor = signed_in(desk, visit)
    page = visitor.page
    visitor.goto(desk.page)
    area = open_log(page)
    expect(area).to_have_attribute("placeholder", re.compile(r"\?$"))
    expect(area).to_have_value("")
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    visitor.goto("/settings")
    prompts = page.get_by_label("A prompt a day")
    expect(prompts).to_be_checked()
    prompts.click()
    expect(prompts).not_to_be_checked()
    page.get_by_label("Three questions").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert findings(visitor) == []
    visitor.goto(desk.page)
    area = open_log(page)
    expect(area).to_have_value("**Practised:** \n\n**Learned:** \n\n**Next:** ")
    expect(area).not_to_have_attribute("placeholder", re.compile(r"."))
    page.get_by_role("dialog").get_by_label("Duration").fill("5m")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("One sentence is enough.")).to_be_visible()
    area.fill("**Practised:** scales")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator(".note strong").first).to_have_text("Practised:")

"""Everything on screen in the language that somebody chose, or that their browser asks for."""

import re

from browsing import PASSWORD, Visit, on_both
from playwright.sync_api import expect
from serving import Server

from hundred_app.core import language
from hundred_app.features.accounts.texts import t as accounts
from hundred_app.features.commitments.texts import t as commitments
from hundred_app.features.dashboard.texts import t as dashboard

PORTUGUESE = "pt-BR"
LISTEN = """(word) => {
    window.heard = new Promise(done => {
        const look = () => document.body.innerText.includes(word) && done(true);
        new MutationObserver(look).observe(document.body, {subtree: true, childList: true,
                                                           characterData: true});
        setTimeout(() => done(false), 20_000);
    });
}"""
"""Notes whether a word comes: one that stands for two seconds is gone when it is looked for."""


@on_both()
def test_whoever_changes_the_language_reads_it_at_once_and_from_then_on(
    visit: Visit, typical: Server, phone: bool
) -> None:
    someone = visit(typical, phone=phone)
    page = someone.page
    someone.sign_in("ana", PASSWORD)
    line = page.locator("#quick-log")
    line.fill("40m cello o arco quer menos m")
    expect(page.locator(".quick-preview")).to_be_visible()
    someone.goto("/settings#time")
    page.evaluate("window.isTheSamePage = true")
    with language.speaking(PORTUGUESE):
        page.evaluate(LISTEN, str(accounts.saved))
    choice = page.get_by_label(accounts.language, exact=True)
    choice.focus()
    choice.select_option(PORTUGUESE)

    with language.speaking(PORTUGUESE):
        heading, today, label = str(accounts.settings), str(dashboard.today), str(accounts.language)
        first_day = str(accounts.week_start)
        history, minutes = str(commitments.history), str(dashboard.save)
    assert page.evaluate("window.heard")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_label(label, exact=True)).to_have_value(PORTUGUESE)
    expect(page.get_by_label(label, exact=True)).to_be_focused()
    expect(page.get_by_label(first_day).locator("option").first).to_have_text("Segunda-feira")
    expect(page.locator("html")).to_have_attribute("lang", PORTUGUESE)
    expect(page).to_have_title(f"{heading} · Hundred")
    assert page.evaluate("window.isTheSamePage") is True

    # Another page, its dates, and the draft.
    page.get_by_role("link", name=today).first.click()
    weekdays = "Segunda-feira|Terça-feira|Quarta-feira|Quinta-feira|Sexta-feira|Sábado|Domingo"
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(rf"({weekdays}), \d+\sde\s[a-zç]+")
    )
    assert page.evaluate("window.isTheSamePage") is True
    expect(line).to_have_value("40m cello o arco quer menos m")
    expect(page.get_by_role("button", name=minutes)).to_be_visible()

    # The page as it is sent is in Portuguese already, before any script has run.
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\sde\s"))
    someone.goto("/history")
    expect(page).to_have_title(f"{history} · Hundred")
    expect(page.get_by_role("heading", level=1)).to_have_text(history)

    someone.goto("/settings#time")
    page.get_by_label(label, exact=True).select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(accounts.settings))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_label(accounts.language, exact=True).select_option("")
    expect(page.get_by_text(accounts.saved, exact=True)).to_be_visible()


def test_the_language_of_the_browser_is_spoken_until_somebody_chooses(
    visit: Visit, typical: Server
) -> None:
    someone = visit(typical, locale=PORTUGUESE)
    page = someone.page
    someone.goto("/sign-in")
    with language.speaking(PORTUGUESE):
        page.get_by_label(accounts.username).fill("ana")
        page.get_by_label(accounts.password, exact=True).fill(PASSWORD)
        page.get_by_role("button", name=accounts.sign_in).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\sde\s"))
        expect(page.get_by_label(dashboard.quick_label)).to_be_visible()
        # What the server says and what the browser draws is the same: else React complains.
        for path in (
            "/insights",
            "/review",
            "/review/year",
            "/history",
            "/museum",
            "/settings",
            "/admin",
        ):
            someone.goto(path)
            expect(page.get_by_role("heading", level=1)).not_to_be_empty()
            expect(page.locator("nav a").first).to_be_visible()

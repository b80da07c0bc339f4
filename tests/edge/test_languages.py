"""In which language a request is answered, and what a browser is given to speak it."""

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import visiting
from visiting import House, Reader

from hundred_app.core import catalogue
from hundred_app.core.language import speaking
from hundred_app.features.accounts.texts import t
from hundred_app.features.dashboard.texts import t as dashboard
from hundred_app.ui.texts import t as ui

BRAZIL = "pt-BR,pt;q=0.9,en;q=0.8"
DOORS = ["/", "/sign-in", "/sign-up", "/no-such-page"]
INSIDE = ["/confirm", "/password", "/two-step", "/leave", "/settings", "/history"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with visiting.opened_house(tmp_path_factory.mktemp("languages")) as opened:
        yield opened


def choose(house: House, language: str) -> None:
    """Whatever stands in the database, as after an upgrade or a downgrade."""
    with closing(sqlite3.connect(house.server.data / "hundred.db")) as db, db:
        db.execute("UPDATE user_settings SET language = ?", (language,))


def english_in(page: str) -> set[str]:
    """The sentences on a page that somebody translated and nobody used."""
    sentences = catalogue.sentences("pt-BR")
    texts = {html.unescape(text) for text in re.findall(r">([^<>]+)<", page)}
    return {
        english
        for english, said in sentences.items()
        if said != english and any(re.fullmatch(_filled(english), text) for text in texts)
    }


def _filled(sentence: str) -> str:
    """A pattern of a sentence with something in its gaps, if it has words beside them."""
    between = [re.escape(part) for part in re.split(r"\{\w+\}", sentence)]
    return ".+".join(between) if len("".join(between)) > 12 else re.escape(sentence)


@pytest.mark.parametrize("path", DOORS)
def test_a_visitor_reads_the_language_of_their_browser(house: House, path: str) -> None:
    portuguese, english = house.get(path, Accept_Language=BRAZIL), house.get(path)
    assert 'lang="pt-BR"' in portuguese.text
    assert english_in(portuguese.text) == set()
    assert 'lang="en"' in english.text
    assert english_in(english.text)
    for answer in (portuguese, english):
        assert "accept-language" in answer.headers["vary"]
    assert portuguese.text.count("<script") == english.text.count("<script")


@pytest.mark.parametrize("path", INSIDE)
def test_a_page_for_people_is_sent_in_it_too(house: House, path: str) -> None:
    answer = house.get(path, house.alice, Accept_Language=BRAZIL)
    assert 'lang="pt-BR"' in answer.text
    assert english_in(answer.text) == set()
    assert answer.headers["cache-control"] in ("no-store", "private, no-cache")


def test_what_somebody_chose_comes_before_their_browser(house: House) -> None:
    choose(house, "pt-BR")
    assert 'lang="pt-BR"' in house.get("/settings", house.alice, Accept_Language="en").text
    choose(house, "en")
    assert 'lang="en"' in house.get("/settings", house.alice, Accept_Language=BRAZIL).text
    choose(house, "xx")
    assert 'lang="pt-BR"' in house.get("/settings", house.alice, Accept_Language=BRAZIL).text
    choose(house, "")


def test_an_error_is_told_in_it(house: House) -> None:
    again = house.post(
        "/auth/sign-in",
        {"username": "alice", "password": "not this one"},
        Accept_Language=BRAZIL,
    )
    with speaking("pt-BR"):
        assert (again.status_code, t.wrong in again.text) == (422, True)
        assert again.text.count(str(t.sign_in)) > 1
        elsewhere = house.post("/auth/sign-in", {}, Accept_Language=BRAZIL, Origin="http://x.y")
        assert (elsewhere.status_code, elsewhere.text) == (403, ui.other_site)


def test_the_first_script_of_a_page_has_the_sentences(house: House) -> None:
    page = house.get("/", house.alice, Accept_Language=BRAZIL)
    scripts = re.findall(r'<script[^>]*src="([^"]+)"', page.text)
    assert scripts[0] == "/words/pt-BR.js"
    assert page.text.index(scripts[0]) < page.text.index('<script type="module"')
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "/words/" not in house.get("/", house.alice).text

    script = house.get(scripts[0])
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    words = json.loads(script.text.removeprefix("window.hundredWords = ").rstrip(";\n"))
    with speaking("pt-BR"):
        assert words["sentences"][str(dashboard.today.english)] == dashboard.today
    assert words["language"] == "pt-BR"
    assert house.get(scripts[0], If_None_Match=script.headers["etag"]).status_code == 304


@pytest.mark.parametrize("name", ["en.js", "pt.js", "xx.js", "..%2fpt-BR.js", "pt-BR"])
def test_there_are_no_other_sentences(house: House, name: str) -> None:
    assert house.get(f"/words/{name}").status_code == 404


def test_no_header_upsets_it(house: House) -> None:
    for header in ("pt;q=nan", "pt;q=inf", "pt;q=-1", ";" * 400, "p" * 4000, "pt-BR;q=1e999"):
        assert house.get("/sign-in", Accept_Language=header).status_code == 200
    assert Reader(house.get("/sign-in", Accept_Language="pt;q=nan").text).text

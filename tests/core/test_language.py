"""Which language is spoken, and what a sentence is in it."""

import asyncio
from copy import deepcopy

import pytest
import sockets
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import language
from hundred_app.core.language import ENGLISH, LANGUAGES, speaking
from hundred_app.core.text import Phrase, Plural
from hundred_app.core.texts import t

PORTUGUESE = "pt-BR"


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        pytest.param("", ENGLISH, id="nothing is asked for"),
        pytest.param("pt-BR,pt;q=0.9,en;q=0.8", PORTUGUESE, id="as a browser in Brazil asks"),
        pytest.param("pt-PT", PORTUGUESE, id="Portuguese of elsewhere"),
        pytest.param("PT-br", PORTUGUESE, id="in any case"),
        pytest.param("de-CH, pt;q=0.5, en;q=0.4", PORTUGUESE, id="the first that is ours"),
        pytest.param("pt;q=0.3, en;q=0.4", ENGLISH, id="the weights decide"),
        pytest.param("en, pt", ENGLISH, id="among equals the first"),
        pytest.param("pt;q=0, de", ENGLISH, id="not wanted at all"),
        pytest.param("de, fr;q=0.5", ENGLISH, id="none of ours"),
        pytest.param("*", ENGLISH, id="whatever there is"),
        pytest.param("pt;q=high", ENGLISH, id="a weight that is none"),
        pytest.param("ptolemaic", ENGLISH, id="a language that only begins alike"),
    ],
)
def test_the_language_that_a_browser_likes_best_is_spoken(header: str, spoken: str) -> None:
    assert language.wanted(header) == spoken


@given(st.text() | st.text(alphabet="pten-;q=,.0123456789 "))
def test_whatever_a_header_says_the_language_is_one_of_ours(header: str) -> None:
    assert language.wanted(header) in LANGUAGES


def test_a_phrase_is_said_in_the_language_of_the_moment() -> None:
    kept = t.yesterday
    assert (t.yesterday, kept()) == ("Yesterday", "Yesterday")
    with speaking(PORTUGUESE):
        assert (t.yesterday, kept()) == ("Ontem", "Ontem")
        assert deepcopy(t.yesterday)() == "Ontem"
    assert t.yesterday == "Yesterday"


def test_gaps_are_filled_in_the_sentence_of_the_language() -> None:
    phrase = Phrase("{name} can sign in now.")
    with speaking(PORTUGUESE):
        assert phrase(name="Ana {x}") == "Ana {x} já pode entrar."


def test_what_nobody_translated_is_said_in_english() -> None:
    with speaking(PORTUGUESE):
        assert Phrase("Nobody translated {this}.")(this="it") == "Nobody translated it."


@pytest.mark.parametrize(
    ("number", "english", "portuguese"),
    [(0, "0 logs", "0 registro"), (1, "1 log", "1 registro"), (2, "2 logs", "2 registros")],
)
def test_a_number_decides_the_form_by_the_rule_of_the_language(
    number: int, english: str, portuguese: str
) -> None:
    logs = Plural("{count} log", "{count} logs")
    assert logs(number, count=number) == english
    with speaking(PORTUGUESE):
        assert logs(number, count=number) == portuguese


def test_who_is_answered_at_the_same_time_is_answered_in_their_own() -> None:
    async def told(tag: str) -> str:
        language.speak(tag)
        await asyncio.sleep(0)
        return await asyncio.to_thread(lambda: t.today)

    async def both() -> tuple[str, str]:
        portuguese, english = await asyncio.gather(told(PORTUGUESE), told(ENGLISH))
        return portuguese, english

    assert sockets.run(both()) == ("Hoje", "Today")
    assert language.spoken() == ENGLISH

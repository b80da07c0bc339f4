"""A prerendered page in another language: its sentences, and nothing but them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.server.tongues import said_in

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title></head>'
    "<body>{body}<script>const a = '<p>Settings</p>';</script></body></html>"
)
FIRST = '<script src="/words/pt-BR.js"></script>'


def said(body: str, title: str = "") -> str:
    """The body of a page as it is sent in Portuguese."""
    page = said_in("pt-BR", PAGE.format(title=title, body=body), scripts=False)
    begins = page.index("<body>") + len("<body>")
    return page[begins : page.index("<script>")]


@pytest.mark.parametrize(
    ("english", "portuguese"),
    [
        pytest.param("<h1>Settings</h1>", "<h1>Ajustes</h1>", id="a text"),
        pytest.param(
            "<p>New here?<!-- --> <a>Make an account</a></p>",
            "<p>Primeira vez aqui?<!-- --> <a>Criar uma conta</a></p>",
            id="texts beside each other",
        ),
        pytest.param(
            '<button data-off="Hide" data-on="Show" class="show">Show</button>',
            '<button data-off="Esconder" data-on="Mostrar" class="show">Mostrar</button>',
            id="attributes that are read",
        ),
        pytest.param(
            '<meta name="description" content="Settings"/>',
            '<meta name="description" content="Ajustes"/>',
            id="what a page says of itself",
        ),
        pytest.param(
            '<input name="Password" value="Password"/>',
            '<input name="Password" value="Password"/>',
            id="attributes that are not",
        ),
        pytest.param(
            "<p>Nobody&#x27;s notes. Settings</p>",
            "<p>Nobody&#x27;s notes. Settings</p>",
            id="a sentence only in part",
        ),
        pytest.param(
            "<p>What whoever runs this Hundred looks after. Nobody&#x27;s notes are shown here."
            "</p>",
            "<p>O que fica a cargo de quem cuida deste Hundred. Aqui não aparecem as notas de"
            " ninguém.</p>",
            id="with a sign that is written otherwise",
        ),
        pytest.param(
            '<svg viewBox="0 0 1 1"><clipPath id="_R_1_"></clipPath></svg><br/>é &amp; 弓',
            '<svg viewBox="0 0 1 1"><clipPath id="_R_1_"></clipPath></svg><br/>é &amp; 弓',
            id="what is none of ours",
        ),
        pytest.param("\n<p\n>\n</p>\n<p>Close</p>", "\n<p\n>\n</p>\n<p>Fechar</p>", id="lines"),
    ],
)
def test_only_whole_sentences_of_ours_are_said_anew(english: str, portuguese: str) -> None:
    assert said(english) == portuguese


def test_the_page_says_which_language_it_is_in() -> None:
    page = said_in("pt-BR", PAGE.format(title="Settings", body="<p>Close</p>"), scripts=False)
    assert '<html lang="pt-BR">' in page
    assert "<title>Ajustes</title>" in page
    assert FIRST not in page


def test_scripts_learn_the_language_before_any_of_them_runs() -> None:
    page = said_in("pt-BR", PAGE.format(title="", body="<p>Close</p>"), scripts=True)
    assert f"<body>{FIRST}<p>Fechar</p>" in page
    assert "const a = '<p>Settings</p>';" in page


def test_an_english_page_is_sent_as_it_is() -> None:
    page = PAGE.format(title="Settings", body="<p>Close</p>")
    assert said_in("en", page, scripts=True) is page


@given(st.text(alphabet=st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"])))
def test_what_holds_no_sentence_of_ours_stays_byte_for_byte(text: str) -> None:
    page = f"<html><body><p>-{text}</p></body></html>"
    assert said_in("pt-BR", page, scripts=False) == page

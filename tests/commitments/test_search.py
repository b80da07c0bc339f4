"""What somebody looks for: how it is understood, and that index and rules find the same."""

import make
import pytest
from conftest import person
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hundred_app.core import fts5, fulltext
from hundred_app.core.db import Database
from hundred_app.core.fulltext import Phrase
from hundred_app.features.commitments.rules import search as rules
from hundred_app.features.commitments.rules.search import Part, Term
from hundred_app.features.commitments.service import history
from hundred_app.features.commitments.service.narrowing import Asked

ANY_TEXT = st.text(max_size=300)
BITS = st.sampled_from(
    [
        "thumb",
        "Thumb",
        "thumbs",
        "the",
        "Zürich",
        "zurich",
        "ZÜRICH",
        "don't",
        "don’t",
        "naïve",
        "straße",
        "STRASSE",
        "ἀγάπη",
        "αγαπη",
        "ёлка",
        "ЁЛКА",
        "第一",
        "第一課",
        "弓",
        "チェロ",
        "cello第一",
        "שלום",
        "ושלום",
        "مرحبا",
        "🎻",
        "👩\u200d🔬",
        "c++",
        "50%",
        "_",
        "4:30",
        "Ⅳ",
        "\u202e",
        "áb",
        "́",
    ]
)
GLUE = st.sampled_from(
    [" ", "  ", "\n", ", ", ". ", "-", " -", '"', "“", "”", "*", "(", ") OR ", ""]
)
TEXTS = st.lists(st.tuples(BITS, GLUE), max_size=8).map(
    lambda pairs: "".join(bit + glue for bit, glue in pairs)
)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("  \n ", [], id="blanks"),
        pytest.param("thu", [Term("thu", ("thu",), is_open=True)], id="a word may go on"),
        pytest.param(
            "the thumb",
            [Term("the", ("the",)), Term("thumb", ("thumb",), is_open=True)],
            id="only the last one",
        ),
        pytest.param(
            '"the thumb"', [Term("the thumb", ("the", "thumb"))], id="what is quoted does not"
        ),
        pytest.param(
            "“the thumb", [Term("the thumb", ("the", "thumb"), is_open=True)], id="a quote begun"
        ),
        pytest.param(
            "bow -wrist",
            [Term("bow", ("bow",), is_open=True), Term("wrist", ("wrist",), is_unwanted=True)],
            id="a minus",
        ),
        pytest.param(
            'bow -"left wrist"',
            [
                Term("bow", ("bow",), is_open=True),
                Term("left wrist", ("left", "wrist"), is_unwanted=True),
            ],
            id="a quote with a minus",
        ),
        pytest.param("bow -", [Term("bow", ("bow",), is_open=True)], id="a minus begun"),
        pytest.param("bow . ?!", [Term("bow", ("bow",))], id="punctuation"),
        pytest.param(
            "well-known", [Term("well-known", ("well", "known"), is_open=True)], id="a hyphen"
        ),
        pytest.param("Zürich", [Term("Zürich", ("zurich",), is_open=True)], id="accents"),
        pytest.param("第一課", [Term("第一課")], id="no spaces between words"),
        pytest.param("שלום", [Term("שלום")], id="letters without case"),
        pytest.param("🎻", [Term("🎻")], id="a sign"),
        pytest.param("OR", [Term("OR", ("or",), is_open=True)], id="words of the engine"),
        pytest.param("\x00bow\x1b", [Term("bow", ("bow",), is_open=True)], id="not seen"),
    ],
)
def test_what_is_typed_is_understood(typed: str, terms: list[Term]) -> None:
    assert list(rules.parse_query(typed).terms) == terms


@given(ANY_TEXT)
def test_any_text_is_a_query_that_is_not_too_long(typed: str) -> None:
    query = rules.parse_query(typed)
    assert len(query.text) <= rules.LONGEST_QUERY
    assert len(query.terms) <= rules.MOST_TERMS
    assert all(term.text.strip() for term in query.terms)


@given(ANY_TEXT | TEXTS, ANY_TEXT | TEXTS)
def test_the_parts_are_the_text_and_hits_are_where_it_matches(typed: str, text: str) -> None:
    query = rules.parse_query(typed)
    found = rules.parts(query, text)
    assert "".join(part.text for part in found) == text
    assert all(part.text for part in found)
    if query.wanted and rules.matches(query, text):
        assert any(part.is_hit for part in found)
    short = rules.excerpt(found)
    if short:
        assert any(part.is_hit for part in short)
        assert len("".join(part.text for part in short)) < len(text)


@pytest.mark.parametrize(
    ("typed", "text", "hits"),
    [
        pytest.param("thu", "The thumb, the Thumbs.", ["thumb", "Thumbs"], id="whole words"),
        pytest.param("umb", "The thumb.", [], id="not inside a word"),
        pytest.param(
            "zurich", "In ZU\u0308RICH 🎻 Zürich", ["ZU\u0308RICH", "Zürich"], id="accents"
        ),
        pytest.param('"the bow"', "The  bow. The arm.", ["The  bow"], id="side by side"),
        pytest.param("the bow arm", "the bow", ["the", "bow"], id="each by itself"),
        pytest.param("一課", "第一課、一課", ["一課", "一課"], id="anywhere"),
        pytest.param("-bow", "the bow", [], id="what is unwanted is no hit"),
        pytest.param('bow "the bow"', "the bow", ["the bow"], id="overlaps"),
        pytest.param("straße", "Straße, strasse", ["Straße"], id="a letter that has no other case"),
    ],
)
def test_hits_stand_at_the_right_signs(typed: str, text: str, hits: list[str]) -> None:
    found = rules.parts(rules.parse_query(typed), text)
    assert [part.text for part in found if part.is_hit] == hits


def test_a_long_text_is_shown_around_its_first_hit() -> None:
    text = "before " * 200 + "the thumb " + "after " * 200
    found = rules.excerpt(rules.parts(rules.parse_query("thumb"), text))
    assert Part("thumb", is_hit=True) in found
    assert found[0].text.startswith("… before")
    assert found[-1].text.endswith("after …")
    assert rules.excerpt(rules.parts(rules.parse_query("thumb"), "the thumb")) == []


def test_what_was_typed_is_never_syntax() -> None:
    sly = Phrase(('a" OR "b',), is_open=True)
    assert fts5.expression(["c-d"], [sly], [Phrase(("x", "y"))]) == (
        '((place : ("cd")) AND (words : ("a"" OR ""b"*))) NOT (words : ("x y"))'
    )


@settings(max_examples=40)
@example("cello第一", ["我练 cello第一"])
@example("don't -the", ["don’t"])
@example("thumb-thumb ", ["thumb Ⅳ thumb ", "thumb ½ thumb", "Ⅳthumb thumb"])
@example("Ⅳ", ["thumb Ⅳ thumb", "thumbⅣ", "ⅳ"])
@example("thumb٣", ["thumb٣", "thumb ٣"])
@example("thumb thumb", ["thumb Ａ thumb", "𝐀 thumb thumb"])
@given(TEXTS, st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3))
def test_the_index_finds_what_the_rules_find(
    untouched: Database, typed: str, texts: list[str]
) -> None:
    query = rules.parse_query(typed)
    with make.undone(untouched) as session:
        alice = person(session, "alice")
        cello = make.commit(alice, "Cello")
        kept = [text for text in texts if text.strip()]
        logged = {make.log(alice, cello, text=text): text.strip() for text in kept}
        session.flush()
        fulltext.settle(session.connection())
        found = history.history(alice, Asked(text=typed))
        said = {log.id for day in found.days for log in day.logs}
        assert said == {log for log, text in logged.items() if rules.matches(query, text)}


@settings(max_examples=50)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_address_is_too_odd(untouched: Database, text: str, time: str, category: str) -> None:
    with make.undone(untouched) as session:
        alice = person(session, "alice")
        make.log(alice, make.commit(alice, "Cello"))
        session.flush()
        fulltext.settle(session.connection())
        found = history.history(alice, Asked(text=text, time=time, category=category))
        assert isinstance(found.summary, str)

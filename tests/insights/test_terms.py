"""From texts to terms: forms, languages, scripts, and whatever else people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.commitments.rules import search
from hundred_app.features.insights.rules.terms import LONGEST, MOST_FORMS, terms


def labels(*texts: str, without: str = "", fewest: int = 1) -> list[str]:
    return [term.label for term in terms(texts, without, fewest)]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param(["The bow is not the hand."], ["bow", "hand"], id="stop words are none"),
        pytest.param(["Bow. BOW! bow"], ["bow"], id="without case, and once for each text"),
        pytest.param(["A e i o um"], [], id="too short"),
        pytest.param(["x" * (LONGEST + 1)], [], id="too long"),
        pytest.param(["I don't, can’t and won't"], [], id="contractions"),
        pytest.param(["The cello's endpin", "l’archet"], ["archet", "cello", "endpin"], id="'s"),
        pytest.param(["See https://example.org/bow?x=hand and *bow*"], ["bow"], id="an address"),
        pytest.param(["snake_case 1815 bow2"], ["bow", "snake"], id="digits and lines"),
        pytest.param(["Hoje a respiração não veio."], ["respiração", "veio"], id="Portuguese"),
        pytest.param(["🎻🎻 🎻"], [], id="signs"),
        pytest.param(["左手很重要。左手"], ["左手", "左手很重要"], id="no blanks"),
        pytest.param(["יד ימין"], ["יד", "ימין"], id="two letters without case"),
        pytest.param(["हिन्दी"], ["हिन्दी"], id="marks on letters"),
        pytest.param(["cafe\u0301"], ["café"], id="accents in two parts"),
        pytest.param(["", " \n", "\x00"], [], id="nothing"),
    ],
)
def test_what_is_a_term(texts: list[str], found: list[str]) -> None:
    assert labels(*texts) == found


def test_forms_of_a_word_are_one_term_named_by_the_usual_one() -> None:
    (shift, clean) = terms(["Shifting was clean.", "Two shifts, one shift.", "Only shifts"])
    assert (shift.label, shift.looks_for, shift.texts) == ("shifts", "shift", (0, 1, 2))
    assert (clean.label, clean.texts) == ("clean", (0,))


def test_forms_in_portuguese_are_taken_together_by_its_own_endings() -> None:
    """In English, "ensaiando" and "ensaiar" have no ending in common."""
    texts = ["Não foi só ensaiar.", "Com ela, ensaiando muito", "Você ensaiando"]
    assert [term.label for term in terms(texts)] == ["ensaiando"]


def test_in_one_diary_each_text_is_in_its_own_language() -> None:
    texts = ["The hand was heavy.", "A mão não estava pesada.", "The hands", "As mãos são pesadas."]
    assert [(term.label, term.texts) for term in terms(texts)] == [
        ("hand", (0, 2)),
        ("mão", (1, 3)),
        ("pesada", (1, 3)),
        ("heavy", (0,)),
    ]


def test_words_of_the_title_are_none_in_any_form() -> None:
    assert labels("Cellos and bows", without="My Cello") == ["bows"]


def test_words_that_are_too_rare_are_left_out() -> None:
    assert labels("bow hand", "bow arm", "bow", fewest=3) == ["bow"]


@pytest.mark.parametrize(
    ("text", "looks_for"),
    [
        pytest.param("Bow, bows, bowing", "bow", id="the beginning"),
        pytest.param("Happy happiness", "happ", id="shorter than the label"),
        pytest.param("Sky and skies", "sky", id="not too short"),
    ],
)
def test_what_is_looked_for_is_what_the_forms_begin_with(text: str, looks_for: str) -> None:
    assert [term.looks_for for term in terms([text])] == [looks_for]


WORDS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [
        "bow",
        "Bows",
        "mão",
        "não",
        "don't",
        "左手",
        "שלום",
        "🎻",
        "http://x.y",
        "İstanbul",
        "ß",
        "ﬁn",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=12)


@given(TEXTS, st.text(max_size=20))
def test_whatever_is_written_terms_are_in_the_texts_that_they_name(
    texts: list[str], title: str
) -> None:
    found = terms(texts, title)
    assert found == terms(texts, title)
    assert len(found) <= MOST_FORMS
    assert len({term.label for term in found}) == len(found)
    for term in found:
        assert term.texts == tuple(sorted(set(term.texts)))
        assert all(0 <= place < len(texts) for place in term.texts)
        assert term.label.startswith(term.looks_for)
        assert term.texts


@given(st.lists(st.sampled_from(["The bow", "Bows and shifts", "A mão", "As mãos", "左手"])))
def test_a_search_for_a_term_finds_every_text_that_has_it(texts: list[str]) -> None:
    for term in terms(texts):
        query = search.parse_query(term.looks_for)
        assert all(search.matches(query, texts[place]) for place in term.texts)


def test_of_very_many_words_only_the_most_used_are_looked_at() -> None:
    texts = [" ".join(_word(number) for number in range(3_000)), "bow", "bow"]
    found = terms(texts)
    assert len(found) <= MOST_FORMS
    assert found[0].label == "bow"


def _word(number: int) -> str:
    """A word that nobody uses twice."""
    return "qz" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) + "k"

"""The lines that hang in the museum: which may, in which order, and whose."""

from datetime import timedelta

import make
import pytest
from conftest import later
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import lines as rules
from hundred_app.features.commitments.service import museum, pursuits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="sentences"),
        pytest.param("One\n\n two\n", ["One", "two"], id="lines"),
        pytest.param("It stopped. It stopped.", ["It stopped."], id="once each"),
        pytest.param(
            "3.5 hours, e.g. today", ["3.5 hours, e.g.", "today"], id="as good as it gets"
        ),
        pytest.param("“Let go.” Then it rang.", ["“Let go.”", "Then it rang."], id="quoted"),
        pytest.param("a" * 301, [], id="too long"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_what_of_a_text_may_hang(text: str, expected: list[str]) -> None:
    assert rules.sentences(text) == expected


@given(st.text(max_size=2000))
def test_every_sentence_offered_may_hang(text: str) -> None:
    for line in rules.sentences(text):
        assert "\n" not in line
        assert line in text or " ".join(text.split()).find(line) >= 0


@given(st.lists(st.text(min_size=1, max_size=40), max_size=9))
def test_the_latest_hangs_first_and_five_at_most(texts: list[str]) -> None:
    hung: list[str] = []
    for text in texts:
        try:
            line = rules.parse_line(text)
        except Invalid:
            continue
        hung = rules.hung(hung, line)
        assert hung[0] == line
    assert len(hung) == len(set(hung)) <= rules.MOST_LINES
    assert rules.apart(rules.together(hung)) == hung
    for line in list(hung):
        assert line not in rules.taken_down(hung, line)


@pytest.mark.parametrize("line", ["", "   ", "\n", "\x00", "a" * 301, "a" * 100_000])
def test_what_does_not_hang(line: str) -> None:
    with pytest.raises(Invalid):
        rules.parse_line(line)


def test_the_wall_shows_the_first_line_and_a_running_commitment_none(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.give(alice, cello, 25 * 60)
    make.write(alice, cello, 25)
    museum.hang_up(alice, cello, "Counting out loud.")
    assert museum.piece(alice, cello) == museum.Piece([], [])
    pursuits.archive(alice, cello)
    museum.hang_up(alice, cello, "The thumb leads.")
    (put,) = pursuits.museum(later(alice, days=1))
    assert (put.line, put.is_finished) == ("“The thumb leads.”", False)
    assert put.span.endswith(", put down")
    assert pursuits.museum_summary([put]) == "One put down."
    piece = museum.piece(alice, cello)
    assert piece.lines == ["The thumb leads.", "Counting out loud."]
    assert [(hung.heading, hung.text) for hung in piece.syntheses] == [
        ("25\u00a0hours", make.SYNTHESIS)
    ]
    museum.take_down(alice, cello, "The thumb leads.")
    museum.take_down(alice, cello, "never hung")
    assert museum.piece(alice, cello).lines == ["Counting out loud."]


def test_a_line_hangs_without_the_signs_of_its_markdown(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    pursuits.archive(alice, cello)
    museum.hang_up(alice, cello, "- The **thumb** leads, `not` the _hand_.")
    museum.hang_up(alice, cello, "5 * 3 is not 3 * 5.")
    assert museum.piece(alice, cello).lines == [
        "5 * 3 is not 3 * 5.",
        "The thumb leads, not the hand.",
    ]


def test_the_summary_counts_in_words(alice: Work) -> None:
    assert pursuits.museum_summary([]) == ""
    for title, minutes in (("Bread", 60), ("Typing", 60), ("Go", 10)):
        made = make.commit(alice, title, goal=1)
        make.log(alice, made, minutes=minutes, ago=timedelta(hours=2))
        pursuits.archive(alice, made)
    assert pursuits.museum_summary(pursuits.museum(alice)) == "Two finished, one put down."


def test_a_stranger_hangs_and_sees_nothing(alice: Work, mallory: Work) -> None:
    cello = make.commit(alice, "Cello")
    pursuits.archive(alice, cello)
    for ask in (
        lambda: museum.piece(mallory, cello),
        lambda: museum.hang_up(mallory, cello, "taken over"),
        lambda: museum.take_down(mallory, cello, "x"),
    ):
        with pytest.raises(NotFound):
            ask()
    assert museum.piece(alice, cello).lines == []

"""The book of a commitment: what is in it, what stays out, and whose it is."""

from datetime import timedelta

import make
import pytest
from conftest import later

from hundred_app.core import language
from hundred_app.core.errors import NotFound
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.book import rules, service
from hundred_app.features.commitments.service import letters, pursuits
from hundred_app.features.commitments.service.letters import LetterForm

SECRET = "sealed-words-7f3a"


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def whole(work: Work, commitment_id: str) -> None:
    make.log(work, commitment_id, minutes=60, ago=timedelta(days=60))
    letters.seal(work, commitment_id, LetterForm(letter=SECRET))
    make.give(work, commitment_id, 6000)
    for hours in (25, 50, 75, 100):
        make.write(work, commitment_id, hours)


def test_a_stranger_finds_nothing(cello: str, mallory: Work) -> None:
    for ask in (service.cover, lambda work, key: service.book(work, key, "mallory")):
        with pytest.raises(NotFound):
            ask(mallory, cello)


def test_an_empty_commitment_is_an_empty_book(alice: Work, cello: str) -> None:
    cover = service.cover(alice, cello)
    assert (
        cover.standing
        == "There is nothing in it yet. Every sentence you write becomes a part of it."
    )
    assert (cover.letter, cover.lacks, cover.too_thick) == ("", "", "")
    book = service.book(alice, cello, "alice")
    assert (book.parts, book.letter, book.line, book.years) == ((), None, None, ())
    assert book.says.summary == "Nothing is logged yet."


def test_a_draft_says_so_and_its_letter_stays_sealed(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=90)
    letters.seal(alice, cello, LetterForm(letter=SECRET))
    cover = service.cover(alice, cello)
    assert cover.standing.replace(NBSP, " ").startswith("A draft: 1 h 30 of 100 hours so far.")
    assert "stays sealed" in cover.letter
    book = service.book(alice, cello, "alice")
    assert book.standing.replace(NBSP, " ") == "Draft, 1 h 30 of 100 hours"
    assert book.letter is None
    assert SECRET not in repr(book)
    assert SECRET not in repr(cover)


def test_a_whole_book_has_its_chapters_syntheses_and_letter(alice: Work, cello: str) -> None:
    whole(alice, cello)
    book = service.book(alice, cello, "alice")
    assert [part.heading.replace(NBSP, " ") for part in book.parts] == [
        "The first 25 hours", "Hours 25 to 50", "Hours 50 to 75", "Hours 75 to 100",
        "After 100 hours",
    ]  # fmt: skip
    assert all(part.synthesis for part in book.parts[:4])
    assert book.letter is not None
    assert book.letter.text == SECRET
    assert len(book.timeline) == 10
    assert "4 syntheses" in service.cover(alice, cello).contents


def test_hours_from_before_are_told_apart(alice: Work) -> None:
    cello = make.commit(alice, before=57)
    make.log(alice, cello, minutes=60)
    book = service.book(alice, cello, "alice")
    assert book.says.summary.replace(NBSP, " ").startswith("1 h on")
    assert [step.text.replace(NBSP, " ") for step in book.timeline][:3] == [
        "The commitment is made",
        "It begins with 57 h from before",
        "The first time is logged",
    ]


def test_what_was_put_down_keeps_its_book(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=60)
    letters.seal(alice, cello, LetterForm(letter=SECRET))
    pursuits.archive(alice, cello)
    book = service.book(alice, cello, "alice")
    # As the page of the letter has it: nothing that was written is lost with what is put down.
    assert book.letter is not None


def test_time_without_a_sentence_is_told_and_not_made_up(alice: Work, cello: str) -> None:
    make.bring(alice, cello, minutes=40, ago=timedelta(days=3))
    make.log_later(alice, cello, minutes=20)
    make.log(alice, cello, minutes=60, ago=timedelta(days=1))
    (part,) = service.book(alice, cello, "alice").parts
    assert [note.text for note in part.notes] == [make.SENTENCE]
    assert part.without.replace(NBSP, " ") == "1 h more, in 2 logs without a sentence."


def test_letters_that_the_pdf_lacks_are_told_before(alice: Work, cello: str) -> None:
    make.log(alice, cello, text="日本 and 🙂")
    assert service.cover(alice, cello).lacks.startswith("3 letters are not in the fonts")


def test_more_than_a_book_can_hold_is_an_epub_alone(
    alice: Work, cello: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.log(alice, cello)
    assert service.may_be_bound(service.book(alice, cello, "alice"))
    monkeypatch.setattr(rules, "MOST_LETTERS", 400)
    cover = service.cover(alice, cello)
    assert (cover.pdf, cover.lacks) == ("", "")
    assert cover.too_thick
    assert cover.epub
    assert not service.may_be_bound(service.book(alice, cello, "alice"))


def test_it_speaks_the_language_of_its_person(alice: Work, cello: str) -> None:
    make.log(alice, cello)
    with language.speaking("pt-BR"):
        book = service.book(alice, cello, "alice")
    assert book.language == "pt-BR"
    assert book.says.contents == "Sumário"
    assert "novembro" in book.says.colophon


def test_the_day_alone_changes_a_book(alice: Work, cello: str) -> None:
    make.log(alice, cello)
    first = service.book(alice, cello, "alice")
    assert service.book(later(alice, hours=2), cello, "alice") == first
    assert service.book(later(alice, days=1), cello, "alice") != first


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cello", "the-hundred-book-of-cello.pdf"),
        ('Ünï "x"\\ ../a', "the-hundred-book-of-uni-x-a.pdf"),
    ],
)
def test_its_file_has_a_plain_name(alice: Work, title: str, name: str) -> None:
    book = service.book(alice, make.commit(alice, title), "alice")
    assert service.file_name(book, "pdf") == name


def test_a_name_in_no_plain_letters_is_its_id(alice: Work) -> None:
    commitment_id = make.commit(alice, "日本語")
    book = service.book(alice, commitment_id, "alice")
    assert service.file_name(book, "epub") == f"the-hundred-book-of-{commitment_id}.epub"

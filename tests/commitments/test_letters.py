"""The letter to one's later self: when it is written, when it is read, and by whom."""

import json
from datetime import timedelta

import make
import pytest
from conftest import later
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import fulltext
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules import letters as rules
from hundred_app.features.commitments.rules.letters import Standing
from hundred_app.features.commitments.service import (
    archive,
    finding,
    history,
    letters,
    pursuits,
    removing,
)
from hundred_app.features.commitments.service.letters import LetterForm, LetterPage
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import service as drafts

TEXT = "Whoever you are by now: *the wrist*, not the arm."


@pytest.fixture
def cello(alice: Work) -> str:
    """With its first hour, on the day before."""
    commitment_id = make.commit(alice, "Cello")
    make.log(alice, commitment_id, minutes=60, ago=timedelta(days=1))
    return commitment_id


def seal(work: Work, commitment_id: str, text: str = TEXT) -> str:
    return letters.seal(work, commitment_id, LetterForm(letter=text))


def told(work: Work, commitment_id: str) -> str:
    line = letters.line(work, commitment_id)
    return line.sentence.replace(NBSP, " ") if line else ""


@pytest.mark.parametrize(
    ("minutes", "has_letter", "has_arrived", "standing"),
    [
        (0, False, False, "too early"),
        (59, False, False, "too early"),
        (60, False, False, "to write"),
        (5999, False, False, "to write"),
        (6000, False, True, "too late"),
        (60, True, False, "sealed"),
        (0, True, False, "sealed"),
        (6000, True, True, "open"),
    ],
)
def test_what_can_be_done(
    minutes: int, has_letter: bool, has_arrived: bool, standing: Standing
) -> None:
    found = rules.standing(minutes, has_letter=has_letter, has_arrived=has_arrived)
    assert found == standing
    assert rules.is_offered(minutes, found) == (minutes == 60 and standing == "to write")


@given(st.integers(0, 20_000), st.integers(1, 200), st.booleans(), st.booleans())
def test_a_letter_that_may_be_read_may_be_read_with_more_hours(
    minutes: int, goal: int, active: bool, crowned: bool
) -> None:
    now = rules.has_arrived(minutes, goal, is_active=active, is_crowned=crowned)
    assert rules.has_arrived(minutes + 1, goal, is_active=active, is_crowned=crowned) >= now
    assert now == (minutes >= goal * 60 or not active or crowned)


def test_before_the_first_hour_nothing_is_asked_and_nothing_taken(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, minutes=59, ago=timedelta(days=1))
    assert told(alice, cello) == ""
    assert letters.page(alice, cello).closed == t.letter_early
    with pytest.raises(Conflict, match="After the first hour"):
        seal(alice, cello)


def test_sealed_nobody_reads_it_anywhere(alice: Work, cello: str) -> None:
    assert "could read a letter from today" in told(alice, cello)
    drafts.keep(alice, f"letter:{cello}", "half of it")
    assert seal(alice, cello).replace(NBSP, " ") == "Sealed until 100 hours."
    assert drafts.subjects(alice) == []
    assert told(alice, cello) == "Your letter of 18 November opens at 100 hours."
    page = letters.page(alice, cello)
    assert (page.text, page.blocks) == ("", ())
    assert page.closed.replace(NBSP, " ") == told(alice, cello)
    alice.db.flush()
    fulltext.settle(alice.db.connection())
    assert finding.lines(alice, "wrist") == []
    assert history.history(alice, Asked(text="wrist")).is_empty
    # Taking one's own data along is no reading of it here.
    assert TEXT in json.dumps(archive.commitment(alice, cello))
    assert TEXT in json.dumps(accounts.take_out(alice))


def test_sent_twice_it_is_one_letter_and_another_one_is_refused(alice: Work, cello: str) -> None:
    first = seal(alice, cello)
    assert seal(later(alice, days=3), cello, f" {TEXT} ") == first
    with pytest.raises(Conflict, match="opens at"):
        seal(alice, cello, "Something else")
    make.give(alice, cello, 6000, each=600)
    with pytest.raises(Conflict, match="stays as it is"):
        seal(alice, cello, "Something else")
    assert letters.page(alice, cello).text == TEXT


def test_it_opens_at_the_goal(alice: Work, cello: str) -> None:
    seal(alice, cello)
    given = make.give(later(alice, days=20), cello, 5939, each=600)
    assert len(given) == 10
    assert letters.page(later(alice, days=20), cello).text == ""
    make.log(later(alice, days=21), cello, minutes=1)
    page = letters.page(later(alice, days=21), cello)
    assert page.text == TEXT
    assert page.closed == ""
    assert page.blocks
    assert told(later(alice, days=21), cello) == "Your letter of 18 November is open."


def test_it_opens_when_the_pursuit_is_put_down(alice: Work, cello: str) -> None:
    seal(alice, cello)
    pursuits.archive(alice, cello)
    assert letters.page(alice, cello).text == TEXT


def test_it_stays_open_once_the_last_synthesis_is_written(alice: Work, cello: str) -> None:
    seal(alice, cello)
    kept = make.give(later(alice, days=20), cello, 6000, each=600)
    after = later(alice, days=20)
    for hours in (25, 50, 75, 100):
        make.write(after, cello, hours)
    for log_id in kept:
        make.logs.remove_log(after, log_id)
    assert letters.page(after, cello).text == TEXT


def test_at_the_goal_without_a_letter_none_is_begun(alice: Work, cello: str) -> None:
    make.give(alice, cello, 6000, each=600)
    assert told(alice, cello) == ""
    assert letters.page(alice, cello).closed == t.letter_late
    with pytest.raises(Conflict):
        seal(alice, cello)


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * 20_001, "\x00\x07"])
def test_what_is_no_letter(alice: Work, cello: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        seal(alice, cello, text)
    assert refused.value.field == "letter"
    assert told(alice, cello).endswith("a letter from today.")


def test_a_stranger_has_no_part_in_it(alice: Work, mallory: Work, cello: str) -> None:
    seal(alice, cello)
    pursuits.archive(alice, cello)
    for ask in (letters.page, letters.line, seal):
        with pytest.raises(NotFound):
            ask(mallory, cello)


def test_it_goes_with_its_commitment(alice: Work, cello: str) -> None:
    seal(alice, cello)
    removing.delete(alice, cello, "Cello")
    assert alice.db.connection().exec_driver_sql("SELECT count(*) FROM letter").scalar() == 0


def test_the_page_says_what_sealing_means(alice: Work, cello: str) -> None:
    page: LetterPage = letters.page(alice, cello)
    assert page.heading.replace(NBSP, " ") == "To yourself, at 100 hours"
    assert page.how.replace(NBSP, " ").startswith("Sealed once you finish")
    assert (page.closed, page.written, page.text) == ("", "", "")

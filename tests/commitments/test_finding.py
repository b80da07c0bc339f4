"""What the palette finds in what was written: which lines, where they lead, and whose they are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, Queries
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import fulltext
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import finding
from hundred_app.features.commitments.service.finding import Line


def found(work: Work, typed: str) -> list[Line]:
    """The lines, once the index knows what was written in this transaction."""
    work.db.flush()
    fulltext.settle(work.db.connection())
    return finding.lines(work, typed)


@pytest.fixture
def cello(alice: Work) -> str:
    commitment_id = make.commit(alice, "Cello")
    told = (
        "I counted out loud all evening long, and only at the end found that the thumb is"
        " what holds everything else back, as it did when I began."
    )
    for day, text in ((3, "The thumb stays free."), (17, told)):
        make.log(alice, commitment_id, at=datetime(2026, 11, day, 10, tzinfo=UTC), text=text)
    return commitment_id


def test_the_latest_first_with_the_words_around_the_hit(alice: Work, cello: str) -> None:
    first, second = found(alice, " thumb ")
    assert first.label == (
        "… at the end found that the thumb is what holds everything else back, as it did when I b …"
    )
    assert second.label == "The thumb stays free."
    assert first.more.replace(NBSP, " ") == "Cello, 17 November"
    assert first.to == f"/history?q=thumb&c={cello}"
    assert {line.of for line in (first, second)} == {"thumb"}


@pytest.mark.parametrize("typed", ["", "  ", "-", '"', "nowhere", "-thumb"])
def test_nothing_is_found_for_nothing(alice: Work, cello: str, typed: str) -> None:
    assert found(alice, typed) == []


def test_a_synthesis_leads_to_its_room(alice: Work, cello: str) -> None:
    make.give(alice, cello, 1600, each=400)
    make.write(alice, cello, 25, "All summer long: the wrist and the patience of it.")
    (line,) = found(alice, "patience")
    assert line.to == f"/c/{cello}/milestone/25"
    assert line.more.replace(NBSP, " ") == "Cello, 25 hours"


def test_a_few_of_many_in_as_many_queries(
    alice: Work, cello: str, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    with count_queries() as few:
        found(alice, "thumb")
    for number in range(30):
        make.log(alice, cello, at=NOON - timedelta(hours=number + 1), text=f"thumb {number}")
    with count_queries() as many:
        lines = found(alice, "thumb")
    assert len(lines) == 6
    assert len(many) == len(few)


def test_a_stranger_finds_nothing_of_hers(alice: Work, mallory: Work, cello: str) -> None:
    make.commit(mallory, "Cello")
    assert found(mallory, "thumb") == []
    assert len(found(alice, "thumb")) == 2


@given(st.text(max_size=300))
def test_whatever_is_typed_a_line_is_one_line(typed: str) -> None:
    parts = [finding.Part(typed[:150], is_hit=False), finding.Part(typed[150:], is_hit=True)]
    label = finding._label(parts)
    assert len(label) <= 91
    assert "\n" not in label

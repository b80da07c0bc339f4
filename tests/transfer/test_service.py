"""Bringing a file in: every minute of it once, or nothing at all."""

import csv
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import make
import pytest
from conftest import NOON, person
from sqlmodel import Session, SQLModel, col, func, select

from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.service import cards, history, logs, pursuits
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t as said
from hundred_app.features.transfer import service

FIXTURE = Path(__file__).parents[1] / "fixtures" / "gleeo-like.csv"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "gleeo-2019.csv"

FOUR = [
    "music/cello=Cello",
    "music/theory=Theory",
    "language/português=Português",
    "club/chess=Chess",
]
HEADER = "Project,Task,Details,Start,End,TimeZone,Duration\r\n"
ROW = "music,cello,,2026-11-17 10:00,2026-11-17 10:45,UTC,0:45\r\n"


def minutes(work: Work) -> dict[str, int]:
    """The logged minutes of each commitment by its title."""
    query = (
        select(Commitment.title, func.sum(TimeLog.duration_minutes))
        .join(TimeLog, col(TimeLog.commitment_id) == Commitment.id)
        .where(Commitment.user_id == work.user_id)
        .group_by(Commitment.title)
    )
    return dict(work.db.exec(query).all())


def count(db: Session, table: type[SQLModel]) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


def in_the_file(raw: bytes) -> Counter[str]:
    """The minutes by project and task, read in the plainest way there is."""
    found = Counter[str]()
    for row in csv.DictReader(StringIO(raw.decode("utf-8"), newline="")):
        hours, _, rest = row["Duration"].partition(":")
        found[f"{row['Project']}/{row['Task']}"] += int(hours) * 60 + int(rest)
    return found


# The whole of it


@pytest.fixture
def real() -> bytes:
    if not REAL.exists():
        pytest.skip("the shared time sheet gleeo-2019.csv is not beside this checkout")
    return REAL.read_bytes()


RESEARCH = [
    "research/thesis=Thesis",
    "research/machine learning=Machine learning",
    "research/writing=Writing",
    "research/reading=Reading",
]
SUMS = {"Thesis": 10_614, "Machine learning": 8_649, "Writing": 8_613, "Reading": 1_401}


def test_a_real_year_comes_in_to_the_minute(alice: Work, mallory: Work, real: bytes) -> None:
    outcome = service.bring_in(alice, real, "gleeo", RESEARCH)
    assert minutes(alice) == SUMS
    assert {card.title: card.minutes for card in cards.cards(alice)} == SUMS
    assert {share.title: share.minutes for share in outcome.shares} == SUMS
    assert all(share.is_new and share.known == 0 for share in outcome.shares)
    assert activity.minutes_in_ledger(alice) == sum(SUMS.values())
    assert count(alice.db, TimeLog) + sum(outcome.left_out.values()) == 1511
    assert minutes(mallory) == {}


def test_a_real_year_twice_adds_nothing(alice: Work, real: bytes) -> None:
    first = service.bring_in(alice, real, "gleeo", RESEARCH)
    again = service.bring_in(alice, real, "gleeo", RESEARCH)
    assert minutes(alice) == SUMS
    assert [share.known for share in again.shares] == [share.added for share in first.shares]
    assert not any(share.added or share.minutes or share.is_new for share in again.shares)
    assert activity.minutes_in_ledger(alice) == sum(SUMS.values())


def test_of_a_real_year_one_synthesis_is_due_at_a_time(alice: Work, real: bytes) -> None:
    service.bring_in(alice, real, "gleeo", RESEARCH)
    thesis = cards.cards(alice)[0]
    assert (thesis.title, thesis.due_threshold) == ("Thesis", 25)
    for hours in (25, 50, 75, 100):
        assert cards.cards(alice)[0].due_threshold == hours
        make.write(alice, thesis.id, hours)
    assert not cards.cards(alice)[0].is_due
    assert [card.due_threshold for card in cards.cards(alice)] == [0, 25, 25, 0]


def test_a_sheet_with_every_oddity_comes_in_to_the_minute(alice: Work) -> None:
    raw = FIXTURE.read_bytes()
    expected = in_the_file(raw)
    outcome = service.bring_in(alice, raw, "gleeo", FOUR)
    assert minutes(alice) == {item.split("=")[1]: expected[item.split("=")[0]] for item in FOUR}
    assert [share.title for share in outcome.shares] == ["Cello", "Theory", "Português", "Chess"]
    assert outcome.left_out == {"garden/raised beds": 7}
    assert count(alice.db, TimeLog) == 59 - 7
    assert activity.minutes_in_ledger(alice) == sum(share.minutes for share in outcome.shares)


def test_what_came_in_is_told_in_sentences(alice: Work) -> None:
    outcome = service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR[:1])
    assert [line.replace(NBSP, " ") for line in outcome.told(dry_run=False)] == [
        "Cello: 12 logs added, 15 h 32 (932 minutes), 0 known already.",
        "47 rows of 4 other sources were left out.",
    ]
    assert outcome.told(dry_run=True)[0].startswith("Cello: 12 logs would be added, ")


def test_what_is_new_in_a_longer_file_is_added_and_the_rest_known(alice: Work) -> None:
    lines = FIXTURE.read_bytes().split(b"\r\n")
    service.bring_in(alice, b"\r\n".join(lines[:30]), "gleeo", FOUR)
    before = activity.minutes_in_ledger(alice)
    outcome = service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR)
    assert sum(share.known for share in outcome.shares) > 0
    assert sum(share.added for share in outcome.shares) > 0
    assert before + sum(share.minutes for share in outcome.shares) == sum(minutes(alice).values())
    assert count(alice.db, TimeLog) == 52


def test_what_was_moved_or_reflected_on_is_known_again(alice: Work) -> None:
    service.bring_in(alice, (HEADER + ROW).encode(), "gleeo", FOUR[:1])
    chess = make.commit(alice, "Chess")
    (log_id,) = alice.db.exec(select(TimeLog.id)).all()
    changed = {"commitment_id": chess, "reflection": "Now I know.", "duration": "40"}
    logs.edit_log(alice, logs.as_form(alice, log_id).model_copy(update=changed))
    outcome = service.bring_in(alice, (HEADER + ROW).encode(), "gleeo", FOUR[:1])
    assert (outcome.shares[0].added, outcome.shares[0].known) == (0, 1)
    assert minutes(alice) == {"Chess": 40}


def test_two_stretches_alike_are_two(alice: Work) -> None:
    raw = (HEADER + ROW + ROW).encode()
    for _ in range(2):
        service.bring_in(alice, raw, "gleeo", FOUR[:1])
        assert minutes(alice) == {"Cello": 90}


def test_the_same_file_is_new_to_somebody_else(alice: Work, mallory: Work) -> None:
    service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR)
    outcome = service.bring_in(mallory, FIXTURE.read_bytes(), "gleeo", FOUR)
    assert minutes(mallory) == minutes(alice)
    assert all(share.is_new and not share.known for share in outcome.shares)


# Where it goes


def test_a_commitment_is_found_by_its_title_or_made(alice: Work) -> None:
    cello = make.commit(alice, "Cello", category="Music")
    outcome = service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR)
    assert [share.is_new for share in outcome.shares] == [False, True, True, True]
    assert pursuits.as_form(alice, cello).category == "Music"
    assert len(cards.cards(alice)) == 4


def test_one_that_is_archived_is_found_as_well(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    pursuits.archive(alice, cello)
    service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR[:1])
    assert cards.cards(alice) == []
    assert pursuits.museum(alice)[0].card.minutes == 932


def test_one_of_somebody_else_is_not(alice: Work, mallory: Work) -> None:
    hers = make.commit(alice, "Cello")
    service.bring_in(mallory, FIXTURE.read_bytes(), "gleeo", FOUR[:1])
    assert minutes(alice) == {}
    assert cards.cards(mallory)[0].id != hers


def test_one_that_is_made_began_with_its_first_hour(alice: Work) -> None:
    service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR[:1])
    (made,) = alice.db.exec(select(Commitment)).all()
    first = alice.db.exec(select(func.min(TimeLog.date))).one()
    assert made.created_at == first < NOON - timedelta(days=365)


def test_several_sources_may_go_to_one_commitment(alice: Work) -> None:
    music = ["music/cello=Music", "music/theory=Music"]
    outcome = service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", music)
    assert minutes(alice) == {"Music": 932 + 1161}
    assert len(outcome.shares) == 1


def test_time_without_a_note_is_marked_and_a_note_is_kept(alice: Work) -> None:
    service.bring_in(alice, FIXTURE.read_bytes(), "gleeo", FOUR)
    shown = [
        (entry.reflection, entry.is_own_words)
        for day in history.history(alice, Asked(), limit=99).days
        for entry in day.logs
    ]
    marker = said.no_reflection(source="Gleeo")
    assert (marker, False) in shown
    assert ("First line\nsecond line, with a comma\n\nlast line", True) in shown
    assert {is_own for text, is_own in shown if text == marker} == {False}
    assert {is_own for text, is_own in shown if text != marker} == {True}
    assert set(alice.db.exec(select(TimeLog.source))) == {"Gleeo"}


def test_a_plain_sheet_comes_in_on_the_persons_clock(db: Session) -> None:
    alice = person(db, "alice", zone="Europe/Paris")
    sheet = "source,start,minutes,note\nCello,2026-11-17 18:05,45,Bow.\n"
    service.bring_in(alice, sheet.encode(), "csv", ["Cello=Cello"])
    (made,) = db.exec(select(TimeLog)).all()
    assert made.date.isoformat() == "2026-11-17T17:05:00+00:00"
    assert (made.duration_minutes, made.reflection, made.source) == (45, "Bow.", "a CSV file")

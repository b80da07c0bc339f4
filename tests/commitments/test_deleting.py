"""What deleting takes along, what the museum keeps, and what an export has of it."""

from datetime import timedelta

import make
import pytest
from conftest import NOON, later
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, delete, func, select

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.accounts.tables import SignIn, User, UserSettings
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.tables import ActivityEvent, RemovedItem
from hundred_app.features.commitments.service import (
    archive,
    cards,
    letters,
    logs,
    pursuits,
    removing,
)
from hundred_app.features.commitments.service.letters import LetterForm
from hundred_app.features.commitments.service.removing import PutBack
from hundred_app.features.commitments.tables import Commitment, Letter, Milestone, TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import service as drafts
from hundred_app.features.drafts.tables import Draft


def count(db: Session, *tables: type[SQLModel]) -> list[int]:
    return [db.exec(select(func.count()).select_from(table)).one() for table in tables]


@pytest.fixture
def cello(alice: Work) -> str:
    """Fifty-one hours in eleven logs, and the syntheses of 25 and 50."""
    its_id = make.commit(alice, "Cello suites", category="Music")
    make.give(alice, its_id, 3060)
    make.write(alice, its_id, 25, "At first everything hurt, and I counted the minutes.")
    make.write(alice, its_id, 50, "Then the hours began to count themselves.")
    return its_id


def test_it_takes_its_logs_and_syntheses_along_and_nothing_else(alice: Work, cello: str) -> None:
    other = make.commit(alice, "Chess")
    make.give(alice, other, 1500)
    make.write(alice, other, 25)
    assert count(alice.db, Commitment, TimeLog, Milestone) == [2, 16, 3]
    removing.delete(alice, cello, "Cello suites")
    assert count(alice.db, Commitment, TimeLog, Milestone) == [1, 5, 1]
    assert {row.commitment_id for row in alice.db.exec(select(TimeLog))} == {other}
    with pytest.raises(NotFound):
        pursuits.as_form(alice, cello)


def everything(db: Session) -> dict[str, list[dict[str, object]]]:
    """Every row of what a commitment is made of."""
    tables = (Commitment, TimeLog, Milestone, Letter, Draft)
    return {
        table.__name__: sorted(
            (row.model_dump(exclude={"updated_at"}) for row in db.exec(select(table))), key=str
        )
        for table in tables
    }


def test_a_deletion_is_taken_back_with_every_row(alice: Work, cello: str) -> None:
    make.bring(alice, cello, minutes=30, ago=timedelta(days=40))
    letters.seal(alice, cello, LetterForm(letter="Keep the wrist low."))
    log_id = make.log(alice, cello, text="The bow 🎻 is light; ת")
    drafts.keep(alice, f"log:{log_id}@1", "half a line")
    drafts.keep(alice, f"synthesis:{cello}:75", "to come")
    before, minutes = everything(alice.db), activity.minutes_in_ledger(alice)
    kept = removing.delete(alice, cello, "Cello suites")
    assert count(alice.db, Commitment, TimeLog, Milestone, Letter, Draft) == [0, 0, 0, 0, 0]
    assert activity.minutes_in_ledger(alice) == 0
    back = removing.put_back(later(alice, hours=20), kept)
    assert back == PutBack(cello, t.commitment_is_back(title="Cello suites"))
    assert everything(alice.db) == before
    assert activity.minutes_in_ledger(alice) == minutes
    assert removing.put_back(alice, kept) == back
    assert everything(alice.db) == before


def test_the_draft_of_a_letter_goes_and_comes_back_too(alice: Work, cello: str) -> None:
    drafts.keep(alice, f"letter:{cello}", "Dear later self")
    kept = removing.delete(alice, cello, "Cello suites")
    assert drafts.subjects(alice) == []
    removing.put_back(alice, kept)
    assert drafts.subjects(alice) == [f"letter:{cello}"]


@pytest.mark.parametrize("others", [0, 1, 3, 4])
def test_it_comes_back_to_a_seat_or_else_to_the_museum(
    alice: Work, cello: str, others: int
) -> None:
    kept = removing.delete(alice, cello, "Cello suites")
    for number in range(others):
        make.commit(alice, f"Other {number}")
    back = removing.put_back(alice, kept)
    put = [item.card.id for item in pursuits.museum(alice)]
    assert put == ([cello] if others == 4 else [])
    assert ("museum" in back.sentence) is (others == 4)
    assert len(cards.cards(alice)) == min(others + 1, 4)


def test_what_was_in_the_museum_comes_back_there(alice: Work, cello: str) -> None:
    pursuits.archive(alice, cello)
    back = removing.put_back(alice, removing.delete(alice, cello, "Cello suites"))
    assert back.sentence == t.commitment_is_back(title="Cello suites")
    assert [item.card.id for item in pursuits.museum(alice)] == [cello]


def test_nobody_else_takes_a_deletion_back_and_nobody_after_a_day(
    alice: Work, mallory: Work, cello: str
) -> None:
    kept = removing.delete(alice, cello, "Cello suites")
    for not_theirs in (kept, new_id()):
        with pytest.raises(NotFound):
            removing.put_back(mallory, not_theirs)
    # A log that was deleted is no commitment.
    other = make.commit(alice, "Chess")
    removed, _ = logs.remove_log(alice, make.log(alice, other))
    with pytest.raises(NotFound):
        removing.put_back(alice, removed)
    logs.remove_log(later(alice, days=1, seconds=1), make.log(alice, other))
    with pytest.raises(NotFound):
        removing.put_back(alice, kept)


def test_the_seat_of_what_was_deleted_is_free(alice: Work, cello: str) -> None:
    for title in ("Chess", "Theory", "Garden"):
        make.commit(alice, title)
    removing.delete(alice, cello, "Cello suites")
    make.commit(alice, "Welding")


@pytest.mark.parametrize("typed", ["Cello suites", "  Cello   suites\n"])
def test_its_title_must_be_typed(alice: Work, cello: str, typed: str) -> None:
    removing.delete(alice, cello, typed)
    assert count(alice.db, Commitment) == [0]


@pytest.mark.parametrize("typed", ["", "Cello", "cello suites", "Cello suites.", "Cellosuites"])
def test_another_title_deletes_nothing(alice: Work, cello: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        removing.delete(alice, cello, typed)
    assert refused.value.field == "typed_title"
    assert refused.value.message == t.title_differs(title="Cello suites")
    assert count(alice.db, Commitment, TimeLog, Milestone) == [1, 11, 2]


@pytest.mark.parametrize(
    ("minutes", "syntheses", "says"),
    [
        pytest.param(0, (), "0 logs and 0 syntheses will be deleted.", id="nothing yet"),
        pytest.param(60, (), "1 log and 0 syntheses will be deleted.", id="one log"),
        pytest.param(1500, (25,), "5 logs and 1 synthesis will be deleted.", id="one synthesis"),
        pytest.param(3000, (25, 50), "10 logs and 2 syntheses will be deleted.", id="two"),
    ],
)
def test_it_is_told_beforehand_what_goes(
    alice: Work, minutes: int, syntheses: tuple[int, ...], says: str
) -> None:
    its_id, other = make.commit(alice), make.commit(alice, "Chess")
    make.give(alice, other, 1500)
    make.write(alice, other, 25)
    make.give(alice, its_id, minutes)
    for hours in syntheses:
        make.write(alice, its_id, hours)
    assert removing.what_goes(alice, its_id) == f"{says} Right after it you can undo that."


# What the schema does by itself


def test_deleting_a_person_takes_everything_of_theirs_and_nothing_of_others(
    alice: Work, mallory: Work, cello: str
) -> None:
    make.log(mallory, make.commit(mallory, "Lockpicking"))
    logs.remove_log(alice, make.log(alice, cello))
    alice.db.flush()
    alice.db.exec(delete(User).where(col(User.id) == alice.user_id))
    mine = (User, UserSettings, Commitment, TimeLog, Milestone, ActivityEvent, RemovedItem)
    assert count(alice.db, *mine) == [1, 1, 1, 1, 0, 2, 0]
    assert alice.db.exec(select(Commitment.title)).all() == ["Lockpicking"]


def test_sessions_are_not_deleted_by_the_schema_and_hold_their_person(alice: Work) -> None:
    """So that whoever deletes an account ends its sessions on purpose."""
    alice.db.add(
        SignIn(
            id="0" * 64,
            user_id=alice.user_id,
            expires_at=NOON,
            created_at=NOON,
            last_used_at=NOON,
            proven_at=NOON,
        )
    )
    alice.db.flush()
    delete_alice = delete(User).where(col(User.id) == alice.user_id)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), alice.db.begin_nested():
        alice.db.exec(delete_alice)
    assert count(alice.db, SignIn, User) == [1, 1]
    alice.db.exec(delete(SignIn).where(col(SignIn.user_id) == alice.user_id))
    alice.db.exec(delete_alice)
    assert count(alice.db, SignIn, User) == [0, 0]


@pytest.mark.parametrize(
    ("table", "cascade"),
    [
        ("session", "NO ACTION"),
        ("commitment", "CASCADE"),
        ("time_log", "CASCADE"),
        ("milestone", "CASCADE"),
        ("letter", "CASCADE"),
    ],
)
def test_what_happens_on_deletion_is_as_the_schema_was_asked_for(
    db: Session, table: str, cascade: str
) -> None:
    (key,) = inspect(db.connection()).get_foreign_keys(table)
    assert key.get("options", {}).get("ondelete", "NO ACTION") == cascade
    assert key["referred_table"] == ("user" if table in ("session", "commitment") else "commitment")


# The museum


def test_the_museum_has_what_was_put_away_the_latest_first(alice: Work, cello: str) -> None:
    theory = make.commit(alice, "Theory")
    chess = make.commit(later(alice, days=-500), "Chess")
    pursuits.archive(later(alice, days=1), chess)
    pursuits.archive(later(alice, days=2), cello)
    wall = pursuits.museum(later(alice, days=3))
    assert [put.card.title for put in wall] == ["Cello suites", "Chess"]
    assert [put.span for put in wall] == [
        "November to November, put down",
        f"July{NBSP}2025 to November, put down",
    ]
    assert wall[0].card.hours == f"51{NBSP}h"
    assert [mark.standing for mark in wall[0].card.squares.marks] == [
        "written",
        "written",
        "to come",
        "to come",
    ]
    assert theory not in {put.card.id for put in wall}


def test_what_is_reopened_leaves_the_museum(alice: Work, cello: str) -> None:
    assert pursuits.museum(alice) == []
    pursuits.archive(alice, cello)
    pursuits.reopen(alice, cello)
    assert pursuits.museum(alice) == []


def test_categories_are_offered_once_each_in_order(alice: Work) -> None:
    for title, category in (("a", "Music"), ("b", ""), ("c", "Craft"), ("d", "Music")):
        pursuits.archive(alice, make.commit(alice, title, category=category))
    assert pursuits.categories(alice) == ["Craft", "Music"]


# The export


def test_an_export_has_every_word_and_every_minute(alice: Work, cello: str) -> None:
    make.bring(alice, cello, minutes=30, ago=timedelta(days=40))
    exported = archive.commitment(alice, cello)
    assert exported["commitment"]["title"] == "Cello suites"
    assert sum(log["duration_minutes"] for log in exported["time_logs"]) == 3090
    assert exported["time_logs"][0]["reflection"] == t.no_reflection(source="Gleeo")
    assert exported["time_logs"][0]["date"] == "2026-10-09T11:30:00Z"
    assert [row["hours_threshold"] for row in exported["milestones"]] == [25, 50]
    assert exported["milestones"][1]["user_synthesis"].startswith("Then the hours")


def test_an_export_has_nothing_of_another_commitment(alice: Work, cello: str) -> None:
    empty = make.commit(alice, "Chess")
    exported = archive.commitment(alice, empty)
    assert (exported["time_logs"], exported["milestones"]) == ([], [])
    assert cello not in str(exported)

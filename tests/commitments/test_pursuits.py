"""Committing, putting away, taking up again, deleting: four seats, and whose they are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import make
import pytest
from conftest import NOON, later, person
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from hundred_app.core.db import Database
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.activity.tables import ActivityEvent
from hundred_app.features.commitments.service import archive, cards, pursuits, removing, totals
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t

FOUR = ("Cello", "Chess", "Theory", "Garden")


def seats(work: Work) -> list[tuple[str, str]]:
    """The running commitments by colour and name, in the order in which they are shown."""
    return [(card.seat, card.title) for card in cards.cards(work)]


def rows(db: Session, table: type) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


@pytest.fixture
def four(alice: Work) -> list[str]:
    """Alice's four seats, all taken."""
    return [make.commit(alice, title) for title in FOUR]


def test_a_commitment_is_kept_as_it_was_made(alice: Work) -> None:
    made = make.commit(alice, "  Cello \t suites ", category=" Music ", goal=250, before=12)
    assert pursuits.as_form(alice, made) == CommitmentForm(
        title="Cello suites", category="Music", goal_hours="250", hours_before="12", rev=1
    )
    row = alice.db.get_one(Commitment, made)
    assert (row.user_id, row.is_active, row.minutes_before) == (alice.user_id, True, 720)
    assert row.created_at == row.updated_at == NOON


def test_without_more_it_is_a_hundred_hours_of_nothing_in_particular(alice: Work) -> None:
    made = pursuits.commit(alice, CommitmentForm(title="Cello"))
    assert pursuits.as_form(alice, made) == CommitmentForm(
        title="Cello", category="", goal_hours="100", hours_before="", rev=1
    )


WRONG = [
    pytest.param({"title": " "}, "title", id="no title"),
    pytest.param({"title": "x" * 101}, "title", id="a title of 101"),
    pytest.param({"category": "x" * 51}, "category", id="a category of 51"),
    pytest.param({"goal_hours": "0"}, "goal_hours", id="no hours"),
    pytest.param({"goal_hours": "10001"}, "goal_hours", id="too many hours"),
    pytest.param({"goal_hours": "99.5"}, "goal_hours", id="half an hour"),
    pytest.param({"goal_hours": "-1"}, "goal_hours", id="hours below zero"),
    pytest.param({"hours_before": "-1"}, "hours_before", id="a past below zero"),
    pytest.param({"hours_before": "some"}, "hours_before", id="a past in words"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG)
def test_a_commitment_filled_in_wrongly_is_not_made(
    alice: Work, fields: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        pursuits.commit(alice, CommitmentForm.parse({"title": "Cello", **fields}))
    assert refused.value.field == field
    assert rows(alice.db, Commitment) == rows(alice.db, ActivityEvent) == 0


@pytest.mark.parametrize(("fields", "field"), WRONG)
def test_nor_is_one_changed(alice: Work, fields: dict[str, str], field: str) -> None:
    made = make.commit(alice, "Cello")
    with pytest.raises(Invalid) as refused, alice.db.begin_nested():
        pursuits.edit(alice, made, CommitmentForm.parse({"title": "Viola", "rev": 1, **fields}))
    assert refused.value.field == field
    assert pursuits.as_form(alice, made).title == "Cello"


def test_a_change_is_kept(alice: Work) -> None:
    made = make.commit(alice, "Cello", category="Music")
    changed = CommitmentForm(
        title="Viola", category="", goal_hours="1", hours_before="10000", rev=1
    )
    pursuits.edit(later(alice, hours=1), made, changed)
    assert pursuits.as_form(alice, made) == changed.model_copy(update={"rev": 2})
    row = alice.db.get_one(Commitment, made)
    assert (row.created_at, row.updated_at, row.rev) == (NOON, NOON + timedelta(hours=1), 2)


# Four seats


def test_seats_are_given_in_the_order_of_their_colours(alice: Work, four: list[str]) -> None:
    assert len(four) == 4
    assert seats(alice) == list(zip(("clay", "ochre", "pine", "iris"), FOUR, strict=True))


def test_a_fifth_is_refused(alice: Work, four: list[str]) -> None:
    with pytest.raises(Conflict) as refused:
        make.commit(alice, "Welding")
    assert refused.value.message == t.seats_taken
    assert [card.id for card in cards.cards(alice)] == four


def test_other_peoples_seats_are_their_own(mallory: Work, four: list[str]) -> None:
    for title in FOUR:
        make.commit(mallory, title)
    assert len(cards.cards(mallory)) == 4
    assert not {card.id for card in cards.cards(mallory)} & set(four)


def test_archiving_frees_the_seat_and_keeps_everything(alice: Work, four: list[str]) -> None:
    make.log(alice, four[1], minutes=90)
    pursuits.archive(alice, four[1])
    assert [title for _, title in seats(alice)] == ["Cello", "Theory", "Garden"]
    assert pursuits.museum(alice)[0].card.minutes == 90
    make.commit(alice, "Welding")
    assert ("ochre", "Welding") in seats(alice)


def test_reopening_needs_a_free_seat(alice: Work, four: list[str]) -> None:
    pursuits.archive(alice, four[0])
    make.commit(alice, "Welding")
    with pytest.raises(Conflict) as refused:
        pursuits.reopen(alice, four[0])
    assert refused.value.message == t.seats_taken
    pursuits.archive(alice, four[3])
    pursuits.reopen(alice, four[0])
    assert ("iris", "Cello") in seats(alice)


def test_a_reopened_commitment_sits_where_it_sat_if_that_is_free(
    alice: Work, four: list[str]
) -> None:
    pursuits.archive(alice, four[0])
    pursuits.archive(alice, four[2])
    pursuits.reopen(alice, four[2])
    assert ("pine", "Theory") in seats(alice)


def test_doing_so_twice_changes_nothing(alice: Work, four: list[str]) -> None:
    pursuits.archive(alice, four[0])
    pursuits.archive(later(alice, days=1), four[0])
    assert alice.db.get_one(Commitment, four[0]).updated_at == NOON
    pursuits.reopen(alice, four[0])
    pursuits.reopen(later(alice, days=1), four[0])
    assert alice.db.get_one(Commitment, four[0]).updated_at == NOON
    assert len(seats(alice)) == 4


def test_the_database_itself_seats_nobody_on_a_taken_seat(alice: Work, four: list[str]) -> None:
    assert four
    with pytest.raises(IntegrityError, match=r"(?i)unique"), alice.db.begin_nested():
        alice.db.add(Commitment(user_id=alice.user_id, title="Fifth", seat=2))


def at_once(act: Callable[[int], object], times: int) -> list[str]:
    """What came of doing it so often at the same time: "done", or the name of the error."""

    def outcome(number: int) -> str:
        try:
            act(number)
        except Exception as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(times) as threads:
        return sorted(threads.map(outcome, range(times)))


@pytest.fixture
def acting(database: Database) -> make.Acting:
    """Alice, each of whose acts is a transaction of its own."""
    return make.Acting(database, database.write(lambda session: person(session, "alice")))


def test_of_twenty_at_once_four_get_a_seat(acting: make.Acting) -> None:
    def begin(number: int) -> None:
        acting(lambda work: make.commit(work, f"No {number}"))

    assert at_once(begin, 20) == ["Conflict"] * 16 + ["done"] * 4
    assert [seat for seat, _ in acting(seats)] == ["clay", "ochre", "pine", "iris"]


def test_of_six_reopened_at_once_as_many_as_there_are_seats(acting: make.Acting) -> None:
    def put_away(work: Work) -> list[str]:
        made: list[str] = []
        for number in range(6):
            made.append(make.commit(work, f"No {number}"))
            pursuits.archive(work, made[-1])
        return made

    made = acting(put_away)
    acting(make.commit)

    def reopen(number: int) -> None:
        acting(lambda work: pursuits.reopen(work, made[number]))

    assert at_once(reopen, 6) == ["Conflict"] * 3 + ["done"] * 3
    assert len(acting(seats)) == 4


# Whose it is

FORM = CommitmentForm(title="Mine now")
VERBS: list[Callable[[Work, str], object]] = [
    lambda work, its_id: pursuits.edit(work, its_id, FORM),
    lambda work, its_id: pursuits.as_form(work, its_id),
    lambda work, its_id: pursuits.archive(work, its_id),
    lambda work, its_id: pursuits.reopen(work, its_id),
    lambda work, its_id: removing.what_goes(work, its_id),
    lambda work, its_id: removing.delete(work, its_id, "Cello"),
    lambda work, its_id: cards.choices(work, its_id),
    lambda work, its_id: archive.commitment(work, its_id),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("is_active", [True, False], ids=["running", "archived"])
def test_a_stranger_finds_nothing(
    alice: Work, mallory: Work, verb: Callable[[Work, str], object], is_active: bool
) -> None:
    its_id = make.commit(alice)
    make.log(alice, its_id)
    if not is_active:
        pursuits.archive(alice, its_id)
    alice.db.flush()
    before = alice.db.get_one(Commitment, its_id).model_dump()
    with pytest.raises(NotFound) as refused:
        verb(mallory, its_id)
    with pytest.raises(NotFound) as unknown:
        verb(mallory, new_id())
    assert refused.value.message == unknown.value.message == t.gone
    assert alice.db.get_one(Commitment, its_id).model_dump() == before
    assert logs_of(alice, its_id) == 1


def logs_of(work: Work, commitment_id: str) -> int:
    query = select(func.count()).where(col(TimeLog.commitment_id) == commitment_id)
    return work.db.exec(query).one()


def test_a_strangers_lists_have_nothing_of_hers(alice: Work, mallory: Work) -> None:
    running, put_away = make.commit(alice, "Cello", category="Music"), make.commit(alice, "Chess")
    for its_id in (running, put_away):
        make.give(alice, its_id, 1500)
        make.write(alice, its_id, 25)
    pursuits.archive(alice, put_away)
    assert cards.cards(mallory) == pursuits.museum(mallory) == pursuits.categories(mallory) == []
    assert totals.by_day(mallory) == totals.by_day(mallory, only=[running]) == {}
    assert totals.seats(mallory) == totals.seats(mallory, [running, put_away]) == {}
    assert totals.written_milestones(mallory, [running, put_away]) == {}

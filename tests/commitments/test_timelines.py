"""The timelines: a commitment's journal, the history by days, and how both go on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import make
import pytest
from conftest import NOON, later, person
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core.db import Database
from hundred_app.core.errors import NotFound
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import entries, history, logs
from hundred_app.features.commitments.service.entries import Day, Note
from hundred_app.features.commitments.service.history import joined
from hundred_app.features.commitments.service.narrowing import Asked

NOBODYS = "0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af"


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


# The journal


def marks(notes: list[Note]) -> list[str]:
    return [note.mark.replace(NBSP, " ") for note in notes]


@pytest.fixture
def told(alice: Work, cello: str) -> str:
    """Ten hours a day for a week, and the syntheses of 25 (crossed) and 50 hours (met)."""
    make.give(alice, cello, 4200, each=600)
    for hours in (25, 50):
        make.write(alice, cello, hours, f"What {hours} hours taught.")
    return cello


IN_ORDER = [
    "Hour 10", "Hour 20", "Hour 30", "25 hours", "Hour 40", "Hour 50", "50 hours", "Hour 60",
    "Hour 70",
]  # fmt: skip


@pytest.mark.parametrize("limit", [7, 8, 100])
def test_the_journal_has_each_synthesis_at_its_place(alice: Work, told: str, limit: int) -> None:
    oldest = entries.journal(alice, told, limit=limit, oldest_first=True)
    newest = entries.journal(alice, told, limit=limit, oldest_first=False)
    assert marks(oldest) == IN_ORDER
    assert newest == oldest[::-1]
    assert oldest[3].text == "What 25 hours taught."
    assert oldest[3].synthesis_href == f"/c/{told}/milestone/25"


@pytest.mark.parametrize("oldest_first", [True, False])
def test_showing_more_of_it_only_adds_at_the_end(
    alice: Work, told: str, oldest_first: bool
) -> None:
    parts = [
        entries.journal(alice, told, limit=limit, oldest_first=oldest_first)
        for limit in range(1, 9)
    ]
    for shorter, longer in pairwise(parts):
        assert longer[: len(shorter)] == shorter
    assert sorted(marks(parts[-1])) == sorted(IN_ORDER)


def test_what_was_written_stays_in_the_journal_without_its_hours(alice: Work, told: str) -> None:
    while page := history.history(alice, Asked(commitment_id=told)).days:
        for entry in page[0].logs:
            logs.remove_log(alice, entry.id)
    for oldest_first, expected in (
        (True, ["25 hours", "50 hours"]),
        (False, ["50 hours", "25 hours"]),
    ):
        journal = entries.journal(alice, told, limit=20, oldest_first=oldest_first)
        assert marks(journal) == expected


def test_hours_from_before_are_counted_in_the_journal(alice: Work) -> None:
    its_id = make.commit(alice, before=24)
    make.log(alice, its_id, minutes=59, ago=timedelta(days=1))
    make.log(alice, its_id, minutes=1)
    assert marks(entries.journal(alice, its_id, limit=9, oldest_first=True)) == [
        "Hour 25",
        "Hour 25",
    ]


# The history


def ids(days: list[Day]) -> list[str]:
    return [entry.id for day in days for entry in day.logs]


def whole(work: Work, commitment_id: str = "") -> list[Day]:
    return history.history(work, Asked(commitment_id=commitment_id), limit=1000).days


def test_an_empty_history_is_empty(alice: Work, cello: str) -> None:
    for commitment_id, told in (("", ""), (cello, "Nothing was logged.")):
        found = history.history(alice, Asked(commitment_id=commitment_id))
        assert (found.summary, found.days, found.next_page) == (told, [], "")


def test_one_log_is_one_log(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, minutes=45, text="Bow.")
    found = history.history(alice, Asked())
    assert found.summary == f"1 log, 45{NBSP}min since 18{NBSP}November."
    (day,) = found.days
    assert (day.heading, day.total, day.minutes) == ("Today", f"45{NBSP}min", 45)
    (entry,) = day.logs
    assert (entry.id, entry.href, entry.title, entry.seat) == (made, f"/c/{cello}", "Cello", "clay")
    assert (entry.clock, entry.duration, entry.reflection) == ("11:15", f"45{NBSP}min", "Bow.")


def test_days_are_told_as_people_say_them_the_newest_first(alice: Work, cello: str) -> None:
    for number in (0, 1, 2, 400):
        make.log(alice, cello, ago=timedelta(days=number))
        make.log(alice, cello, ago=timedelta(days=number, hours=1), minutes=50)
    found = history.history(alice, Asked())
    assert [(day.heading, day.minutes, len(day.logs)) for day in found.days] == [
        ("Today", 95, 2),
        ("Yesterday", 95, 2),
        (f"Monday, 16{NBSP}November", 95, 2),
        (f"Tuesday, 14{NBSP}October{NBSP}2025", 95, 2),
    ]
    assert [entry.clock for entry in found.days[0].logs] == ["11:15", "10:10"]
    assert found.summary == f"8 logs, 6{NBSP}h{NBSP}20 since 14{NBSP}October{NBSP}2025."


def test_the_history_of_one_commitment_has_only_its_own(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    mine, other = make.log(alice, cello, minutes=45), make.log(alice, chess, minutes=15)
    assert ids(whole(alice, cello)) == [mine]
    assert set(ids(whole(alice))) == {mine, other}
    assert history.history(alice, Asked(commitment_id=chess)).summary.startswith("1 log, 15")


@pytest.mark.parametrize(
    ("zone", "day_start", "days"),
    [
        pytest.param("UTC", 0, ["Today 2", "Yesterday 2"], id="UTC"),
        pytest.param("UTC", 4, ["Today 1", "Yesterday 3"], id="a day that begins at four"),
        pytest.param("UTC", 23, ["Today 3", "Yesterday 1"], id="and at eleven in the evening"),
        pytest.param("Europe/Paris", 0, ["Today 3", "Yesterday 1"], id="Paris"),
        pytest.param("Europe/Paris", 4, ["Today 2", "Yesterday 2"], id="Paris at four"),
        pytest.param("America/New_York", 0, ["Today 1", "Yesterday 3"], id="New York"),
        pytest.param("Pacific/Auckland", 0, ["Today 1", "Yesterday 3"], id="Auckland"),
    ],
)
def test_a_day_is_the_persons_own(
    alice: Work, cello: str, zone: str, day_start: int, days: list[str]
) -> None:
    for moment in ("17T13:00", "17T23:10", "18T03:30", "18T11:00"):
        at = datetime.fromisoformat(f"2026-11-{moment}").replace(tzinfo=UTC)
        make.log(alice, cello, at=at, minutes=30)
    work = replace(alice, zone=zone, day_start=day_start)
    found = whole(work)
    assert [f"{day.heading} {len(day.logs)}" for day in found] == days
    assert entries.recent(work, days=2) == found
    assert entries.recent(work, days=1) == found[:1]


def test_recent_days_end_where_they_should(alice: Work, cello: str) -> None:
    midnight = NOON.replace(hour=0) - timedelta(days=1)
    inside = make.log(alice, cello, at=midnight, minutes=1)
    make.log(alice, cello, at=midnight - timedelta(seconds=1), minutes=1)
    assert ids(entries.recent(alice, days=2)) == [inside]


# Its pages


def paged(
    work: Work, limit: int, between: Callable[[list[str]], None], commitment_id: str = ""
) -> list[Day]:
    """The whole history, part by part; `between` gets what was shown so far."""
    days: list[Day] = []
    page = ""
    while True:
        found = history.history(work, Asked(commitment_id=commitment_id), page=page, limit=limit)
        assert len(ids(found.days)) <= limit
        days = joined(days, found.days)
        if not found.next_page:
            return days
        page = found.next_page
        between(ids(days))


def leave_it(_: list[str]) -> None:
    pass


@settings(max_examples=40)
@given(hours_ago=st.lists(st.integers(1, 60), max_size=30), limit=st.integers(1, 12))
def test_parts_make_the_whole_with_no_gap_and_nothing_twice(
    untouched: Database, hours_ago: list[int], limit: int
) -> None:
    """Many begin in the same second: then the id decides."""
    with make.undone(untouched) as session:
        alice = person(session, "alice")
        both = make.commit(alice, "Cello"), make.commit(alice, "Chess")
        for number, ago in enumerate(hours_ago):
            make.log(alice, both[number % 2], at=NOON - timedelta(hours=ago), minutes=30)
        for commitment_id in ("", both[0]):
            expected = whole(alice, commitment_id)
            assert paged(alice, limit, leave_it, commitment_id) == expected
        assert sum(day.minutes for day in whole(alice)) == 30 * len(hours_ago)


@pytest.mark.parametrize("which", [-1, 0], ids=["the last one shown", "the first one shown"])
def test_a_log_deleted_between_two_parts_leaves_no_gap(alice: Work, cello: str, which: int) -> None:
    made = [
        make.log(alice, cello, at=NOON - timedelta(hours=1 + number // 3), minutes=30)
        for number in range(30)
    ]
    shown_before: list[str] = []
    deleted: list[str] = []

    def delete_one(shown: list[str]) -> None:
        fresh = shown[len(shown_before) :]
        shown_before[:] = shown
        deleted.append(fresh[which])
        logs.remove_log(alice, fresh[which])

    shown = ids(paged(alice, 4, delete_one))
    assert len(deleted) == 7
    assert len(shown) == len(set(shown)) == 30
    assert set(shown) == set(made)


def test_a_log_not_shown_yet_and_deleted_is_not_shown(alice: Work, cello: str) -> None:
    made = [make.log(alice, cello, ago=timedelta(hours=number)) for number in range(10)]
    logs_left = set(made[4:])

    def delete_the_oldest(_: list[str]) -> None:
        oldest = made.pop()
        logs_left.discard(oldest)
        logs.remove_log(alice, oldest)

    assert ids(paged(alice, 4, delete_the_oldest)) == made


def test_what_is_logged_meanwhile_does_not_come_in_between(alice: Work, cello: str) -> None:
    made = [make.log(alice, cello, ago=timedelta(hours=number)) for number in range(10)]

    def log_more(_: list[str]) -> None:
        make.log(later(alice, hours=1), cello)

    assert ids(paged(alice, 3, log_more)) == made


@pytest.mark.parametrize(
    "page", ["x", "1", "-5.0", "1.x", f"1e3.{NOBODYS}", f"٣.{NOBODYS}", "9" * 30 + f".{NOBODYS}"]
)
def test_a_page_that_never_was_is_not_found(alice: Work, cello: str, page: str) -> None:
    make.log(alice, cello)
    with pytest.raises(NotFound):
        history.history(alice, Asked(), page=page)


@pytest.mark.parametrize("commitment_id", ["x", "' OR 1=1 --", NOBODYS])
def test_nor_is_a_history_of_nothing(alice: Work, cello: str, commitment_id: str) -> None:
    make.log(alice, cello)
    with pytest.raises(NotFound):
        history.history(alice, Asked(commitment_id=commitment_id))


def test_a_cursor_of_hers_shows_a_stranger_nothing(alice: Work, mallory: Work, cello: str) -> None:
    for number in range(5):
        make.log(alice, cello, ago=timedelta(hours=number))
    page = history.history(alice, Asked(), limit=2).next_page
    assert page
    assert history.history(mallory, Asked(), page=page).days == []

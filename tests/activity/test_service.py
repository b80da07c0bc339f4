"""The ledger and the drawer for what was deleted: each person has their own."""

import pytest
from conftest import later
from sqlmodel import select

from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.activity.tables import ActivityEvent


def test_a_deed_is_kept_as_it_was_told(alice: Work) -> None:
    subject = new_id()
    service.record(alice, Deed(DeedKind.TIME_LOGGED, subject, 45))
    (row,) = alice.db.exec(select(ActivityEvent)).all()
    assert (row.user_id, row.kind, row.subject_id) == (alice.user_id, "time_logged", subject)
    assert (row.amount, row.happened_at) == (45, alice.now)


def test_minutes_are_those_of_time_alone_and_of_one_person(alice: Work, mallory: Work) -> None:
    assert service.minutes_in_ledger(alice) == 0
    for amount, kind in enumerate(DeedKind, start=1):
        service.record(alice, Deed(kind, new_id(), 10**amount))
    time = (DeedKind.TIME_LOGGED, DeedKind.TIME_CHANGED, DeedKind.TIME_REMOVED)
    kinds = list(DeedKind)
    assert service.minutes_in_ledger(alice) == sum(10 ** (kinds.index(kind) + 1) for kind in time)
    assert service.minutes_in_ledger(mallory) == 0


def test_what_was_set_aside_is_taken_back_as_often_as_one_likes(alice: Work) -> None:
    kept = service.set_aside(alice, "time_log", "{}")
    for _ in range(2):
        assert service.take_back(later(alice, hours=1), kept, "time_log") == "{}"


def test_it_is_taken_back_by_nobody_else_and_as_nothing_else(alice: Work, mallory: Work) -> None:
    kept = service.set_aside(alice, "time_log", "{}")
    for work, kind in ((mallory, "time_log"), (alice, "commitment")):
        with pytest.raises(NotFound) as refused:
            service.take_back(work, kept, kind)
        with pytest.raises(NotFound) as unknown:
            service.take_back(work, new_id(), kind)
        assert refused.value.message == unknown.value.message

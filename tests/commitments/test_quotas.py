"""How much one person may keep: refused in words at the limit, and never a word below it."""

from datetime import timedelta

import make
import pytest
from conftest import later
from make import bring, commit, log
from sqlalchemy import text

from hundred_app.core.errors import Conflict
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import quotas
from hundred_app.features.commitments.service import logs, pursuits, removing
from hundred_app.features.commitments.service.cards import cards


def fill(work: Work, commitment_id: str, count: int, source: str | None = None) -> None:
    """So many logs at once, with their deeds, as if somebody had been very busy."""
    given = {
        "commitment": commitment_id, "user": work.user_id, "count": count, "source": source,
        "moment": int(work.now.timestamp()) - 60,
    }  # fmt: skip
    many = "WITH RECURSIVE n(id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < :count)"
    work.db.connection().execute(
        text(
            f"INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection,"
            f" created_at, updated_at, source, rev) {many} "
            " SELECT substr(CAST(:commitment AS VARCHAR), 10) || id, :commitment, 1, :moment, 'x',"
            " :moment, :moment, CAST(:source AS VARCHAR), 1 FROM n"
        ),
        given,
    )
    work.db.connection().execute(
        text(
            "INSERT INTO activity_event (id, user_id, kind, subject_id, amount, happened_at)"
            f" {many} SELECT substr(CAST(:user AS VARCHAR), 10) || id, :user,"
            " 'time_logged', CAST(id AS VARCHAR), 1, :moment FROM n"
        ),
        given,
    )


def test_s77_a_thousand_logs_a_day_and_not_one_more(alice: Work) -> None:
    made = commit(alice)
    fill(alice, made, quotas.MOST_LOGS_A_DAY - 1)
    last = log(alice, made)
    with pytest.raises(Conflict, match="1,000 logs in a day is the most"):
        log(alice, made)
    # Deleting does not make place on the same day: what is deleted is kept for a day.
    logs.remove_log(alice, last)
    with pytest.raises(Conflict, match="1,000 logs in a day"):
        log(alice, made)
    log(later(alice, days=1), made)


def test_s77_saving_again_what_is_saved_needs_no_place(alice: Work) -> None:
    made = commit(alice)
    key = new_id()
    logs.add_log(alice, key, made, 45, None, make.SENTENCE)
    fill(alice, made, quotas.MOST_LOGS_A_DAY)
    assert logs.add_log(alice, key, made, 45, None, make.SENTENCE).log_id == key


def test_s77_what_was_brought_in_takes_no_place_of_the_day(alice: Work) -> None:
    made = commit(alice)
    fill(alice, made, quotas.MOST_LOGS_A_DAY, source="Gleeo")
    log(alice, made)


def test_s77_nobody_takes_the_place_of_another(alice: Work, mallory: Work) -> None:
    fill(mallory, commit(mallory), quotas.MOST_LOGS_A_DAY)
    log(alice, commit(alice))


def test_s77_so_many_logs_in_all(alice: Work) -> None:
    made = commit(alice)
    fill(alice, made, quotas.MOST_LOGS - 1, source="Gleeo")
    gone = log(alice, made, ago=timedelta(days=2))
    for add in (lambda: log(alice, made), lambda: bring(alice, made)):
        with pytest.raises(Conflict, match="200,000 logs is the most for one person"):
            add()
    kept, _ = logs.remove_log(alice, gone)
    log(alice, made)
    with pytest.raises(Conflict, match="200,000 logs is the most"):
        logs.restore_log(alice, kept)


def test_s77_so_many_commitments_the_museum_included(alice: Work) -> None:
    for number in range(quotas.MOST_COMMITMENTS):
        pursuits.archive(alice, commit(alice, f"Number {number}"))
    with pytest.raises(Conflict, match="1,000 commitments is the most, the museum included"):
        commit(alice, "One more")
    assert cards(alice) == []
    with pytest.raises(Conflict, match="1,000 commitments"):
        pursuits.commit(alice, pursuits.CommitmentForm(title="And one more"))
    first = pursuits.museum(alice)[0].card
    removing.delete(alice, first.id, first.title)
    commit(alice, "In its place")

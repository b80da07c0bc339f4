"""The history: what it is narrowed to, what it says of it, and whose it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, Queries, later
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlmodel import Session

from hundred_app.core import fts5, fulltext
from hundred_app.core.errors import NotFound
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import periods
from hundred_app.features.commitments.service import history, logs, removing
from hundred_app.features.commitments.service.history import History
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.narrowing import Asked

TODAY = NOON.date()
MONDAY = TODAY - timedelta(days=2)


def found(work: Work, text: str = "", **asked: str) -> History:
    """The history, once the index knows what was written in this transaction."""
    work.db.flush()
    fulltext.settle(work.db.connection())
    return history.history(work, Asked(text=text, **asked), limit=1000)


def said(shown: History) -> list[str]:
    return [
        "".join(part.text for part in log.parts) or log.reflection
        for day in shown.days
        for log in day.logs
    ]


def plainly(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.fixture
def diary(alice: Work) -> dict[str, str]:
    """Two commitments, with logs in three months."""
    cello = make.commit(alice, "Cello", category="Music")
    chess = make.commit(alice, "Chess", category="Games")
    for commitment_id, day, text in (
        (cello, (2025, 10, 3), "The thumb stays free."),
        (cello, (2026, 10, 5), "Counting out loud."),
        (chess, (2026, 10, 20), "The rook has no thumb."),
        (cello, (2026, 11, 17), "Thumbs, and the bow."),
    ):
        make.log(alice, commitment_id, at=datetime(*day, 10, tzinfo=UTC), text=text)
    return {"cello": cello, "chess": chess}


@pytest.mark.parametrize(
    ("asked", "told", "texts"),
    [
        pytest.param(
            {"text": "thumb"},
            "3 logs mention ‘thumb’, 2 h 15 in all.",
            ["Thumbs, and the bow.", "The rook has no thumb.", "The thumb stays free."],
            id="a word",
        ),
        pytest.param(
            {"text": "rook"}, "1 log mentions ‘rook’, 45 min.", ["The rook has no thumb."], id="one"
        ),
        pytest.param(
            {"text": "thumb -rook", "time": "2026"},
            "1 log mentions ‘thumb -rook’ in 2026, 45 min.",
            ["Thumbs, and the bow."],
            id="without a word, in a year",
        ),
        pytest.param(
            {"text": "bow", "time": "2026-10"},
            "No reflection says ‘bow’ in October.",
            [],
            id="no hits",
        ),
        pytest.param(
            {"time": "2025-10"},
            "1 log, 45 min in October 2025.",
            ["The thumb stays free."],
            id="a month",
        ),
        pytest.param(
            {"time": "week"}, "1 log, 45 min this week.", ["Thumbs, and the bow."], id="this week"
        ),
        pytest.param(
            {"time": "30d", "category": "Games"},
            "1 log, 45 min in the last 30 days.",
            ["The rook has no thumb."],
            id="a category",
        ),
        pytest.param({"time": "2024"}, "Nothing was logged in 2024.", [], id="nothing then"),
        pytest.param({"category": "Sport"}, "Nothing was logged.", [], id="nothing of it"),
    ],
)
def test_what_is_asked_for_is_shown_and_told(
    alice: Work, diary: dict[str, str], asked: dict[str, str], told: str, texts: list[str]
) -> None:
    shown = found(alice, **asked)
    assert (plainly(shown.summary), said(shown)) == (told, texts)
    assert shown.is_narrow
    assert shown.is_empty == (not texts)


def test_what_is_typed_from_right_to_left_turns_nothing_around_it(alice: Work) -> None:
    make.log(alice, make.commit(alice), text="שלום")
    assert found(alice, "שלום").summary.startswith("1 log mentions ‘\u2068שלום\u2069’, 45")


def test_no_hits_can_be_looked_for_everywhere(alice: Work, diary: dict[str, str]) -> None:
    shown = found(alice, "bow & arm", commitment_id=diary["chess"])
    assert shown.everywhere == "/history?q=bow+%26+arm"
    assert found(alice, "violin").everywhere == ""


def test_months_are_counted_and_lead_to_themselves(alice: Work, diary: dict[str, str]) -> None:
    shown = found(alice, time="2026-10", category="Music")
    assert [(year.label, plainly(year.holds), year.is_open) for year in shown.years] == [
        ("2026", "2 logs, 1 h", True),
        ("2025", "1 log, 45 min", False),
    ]
    october = shown.years[0].months[1]
    assert (october.label, plainly(october.holds)) == ("October", "1 log, 45 min")
    assert (october.href, october.is_chosen) == ("/history?time=2026-10&category=Music", True)
    assert shown.earlier == shown.years[1].months[0]


def test_a_month_is_the_persons_own(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC))
    assert len(found(alice, time="2026-10").days) == 1
    east = Work(alice.db, alice.user_id, alice.now, zone="Asia/Tokyo")
    assert found(east, time="2026-10").days == []
    assert len(found(east, time="2026-11").days) == 1
    assert [month.value for month in found(east).years[0].months] == ["2026-11"]


def test_what_is_written_changed_and_deleted_is_found_at_once(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    log = make.log(alice, cello, text="The elbow leads.")
    assert said(found(alice, "elbow")) == ["The elbow leads."]
    form = logs.as_form(alice, log)
    logs.edit_log(alice, LogForm(**{**form.model_dump(), "reflection": "The wrist leads."}))
    assert found(alice, "elbow").is_empty
    assert said(found(alice, "wrist")) == ["The wrist leads."]
    kept, _ = logs.remove_log(alice, log)
    assert found(alice, "wrist").is_empty
    logs.restore_log(alice, kept)
    assert said(found(alice, "wrist")) == ["The wrist leads."]


def test_a_log_that_moves_is_found_where_it_is(alice: Work, diary: dict[str, str]) -> None:
    log = make.log(alice, diary["cello"], text="Sicilian.")
    form = logs.as_form(alice, log)
    moved = LogForm(**{**form.model_dump(), "commitment_id": diary["chess"]})
    logs.edit_log(alice, moved)
    assert found(alice, "sicilian", commitment_id=diary["cello"]).is_empty
    assert said(found(alice, "sicilian", commitment_id=diary["chess"])) == ["Sicilian."]


def test_what_is_written_and_deleted_between_two_looks_leaves_nothing(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    log = make.log(alice, cello, text="Passing thought.")
    logs.remove_log(alice, log)
    alice.db.flush()
    fulltext.settle(alice.db.connection())
    connection = alice.db.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO search_index (search_index) VALUES ('integrity-check')"
        )
    assert found(alice, "passing").is_empty


def test_syntheses_are_found_as_well(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.give(alice, cello, 25 * 60)
    make.write(alice, cello, 25, "The thumb was never the problem.")
    shown = found(alice, "thumb")
    assert plainly(shown.summary) == "No reflection says ‘thumb’."
    (synthesis,) = shown.syntheses
    assert plainly(synthesis.heading) == "Cello, 25 hours"
    assert synthesis.href == f"/c/{cello}/milestone/25"
    assert [part.text for part in synthesis.parts if part.is_hit] == ["thumb"]
    make.write(alice, cello, 25, "The wrist was the problem.", rev=1)
    assert found(alice, "thumb").syntheses == []
    assert found(alice, "wrist", time="2026-11").syntheses
    assert found(alice, "wrist", time="2025").syntheses == []


def test_imported_time_without_a_word_keeps_its_marker(alice: Work) -> None:
    make.bring(alice, make.commit(alice, "Cello"))
    (day,) = found(alice, "imported").days
    assert day.logs[0].reflection == "Imported from Gleeo, no reflection."


@pytest.mark.parametrize("text", ["thumb", "一課", "-violin", "thumb -violin", "🎻", '"the thumb"'])
def test_a_stranger_finds_nothing_of_mine(alice: Work, mallory: Work, text: str) -> None:
    cello = make.commit(alice, "Cello")
    make.give(alice, cello, 25 * 60)
    for what in ("the thumb", "第一課", "🎻 thumb"):
        make.log(alice, cello, text=what)
    make.write(alice, cello, 25, "the thumb, 第一課, 🎻, thumb")
    assert not found(alice, text).is_empty
    theirs = make.commit(mallory, "Theirs")
    # The id of my commitment among their words leads nowhere either.
    make.log(mallory, theirs, text=f"{cello} {cello.replace('-', '')}")
    shown = found(mallory, text)
    assert cello.replace("-", "") not in "".join(said(found(alice, text)))
    assert all("thumb" not in one and "一課" not in one and "🎻" not in one for one in said(shown))
    assert shown.syntheses == []
    with pytest.raises(NotFound):
        found(mallory, text, commitment_id=cello)


def test_ten_thousand_logs_take_as_many_queries_as_ten(
    alice: Work, db: Session, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    cello = make.commit(alice, "Cello", category="Music")
    counted: list[int] = []
    for many in (10, 9_990):
        make_many(alice, cello, many)
        found(alice)
        with count_queries() as queries:
            shown = history.history(alice, Asked(text="thumb -wrist", time="2026"))
        counted.append(len(queries))
        assert len(said(shown)) == min(many, 50)
    assert counted == [5, 5]
    assert sum(len(year.months) for year in shown.years) > 24


def make_many(work: Work, commitment_id: str, many: int) -> None:
    connection = work.db.connection()
    start = int(work.now.timestamp())
    connection.execute(
        sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
            " INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection,"
            " created_at, updated_at, rev) SELECT 'log-' || CAST(:many AS INTEGER) || '-' || i,"
            " :place, 30, :start - i * 3 * 3600, 'The thumb, day ' || i, :start, :start, 1 FROM n"
        ),
        {"many": many, "place": commitment_id, "start": start},
    )


@pytest.mark.sqlite("its plan; tests/postgresql has the same")
def test_the_index_is_asked_for_words_and_for_whose(alice: Work) -> None:
    """Neither is every log read, nor every hit of everybody."""
    cello = make.commit(alice, "Cello")
    make_many(alice, cello, 100)
    found(alice)
    plan = alice.db.connection().exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT time_log.id FROM time_log JOIN commitment"
        " ON commitment.id = time_log.commitment_id WHERE commitment.user_id = ?"
        " AND time_log.rowid IN (SELECT rowid >> 1 FROM search_index WHERE search_index MATCH ?"
        " AND rowid & 1 = 0) ORDER BY date DESC LIMIT 51",
        (alice.user_id, fts5.expression([cello], [fulltext.Phrase(("thumb",))], [])),
    )
    steps = [str(step[3]) for step in plan]
    assert not any(step.startswith("SCAN time_log") for step in steps), steps
    assert any("search_index VIRTUAL TABLE INDEX" in step and "M" in step for step in steps), steps


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        pytest.param("week", "2026-11-16", "2026-11-23", id="this week"),
        pytest.param("30d", "2026-10-20", "2026-11-19", id="thirty days"),
        pytest.param("2025", "2025-01-01", "2026-01-01", id="a year"),
        pytest.param("2025-12", "2025-12-01", "2026-01-01", id="a month"),
        pytest.param("2025-12-31", "2025-12-31", "2026-01-01", id="a day"),
        pytest.param("2025-12-29..2026-01-04", "2025-12-29", "2026-01-05", id="some days"),
    ],
)
def test_periods_are_named_in_the_address(name: str, start: str, end: str) -> None:
    period = periods.parse_period(name, TODAY, MONDAY)
    assert period is not None
    assert (str(period.start), str(period.end)) == (start, end)


@given(
    st.text(max_size=8)
    | st.from_regex(r"\A\d{4}(-\d{2})?\Z")
    | st.from_regex(r"\A\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?\Z")
)
def test_any_text_names_a_period_or_none(name: str) -> None:
    period = periods.parse_period(name, TODAY, MONDAY)
    assert period is None or (period.name == name and period.start < period.end)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("2026-11-17", "on 17 November", id="a day"),
        pytest.param("2026-11-16..2026-11-22", "from 16 November to 22 November", id="some days"),
    ],
)
def test_days_of_a_chart_are_said_and_can_be_chosen(
    alice: Work, diary: dict[str, str], name: str, words: str
) -> None:
    shown = history.history(alice, Asked(time=name))
    assert words in shown.summary.replace("\u00a0", " ")
    assert name in [choice.value for choice in shown.choices.times]
    assert name not in [choice.value for choice in found(alice).choices.times]


def test_what_goes_on_is_the_same_list(alice: Work, diary: dict[str, str]) -> None:
    alice.db.flush()
    fulltext.settle(alice.db.connection())
    first = history.history(alice, Asked(text="thumb"), limit=2)
    rest = history.history(alice, Asked(text="thumb"), page=first.next_page, limit=2)
    assert said(first) + said(rest) == said(found(alice, "thumb"))
    assert rest.next_page == ""


def test_a_commitment_that_is_gone_says_nothing_any_more(
    alice: Work, diary: dict[str, str]
) -> None:
    removing.delete(alice, diary["chess"], "Chess")
    assert found(alice, "rook").is_empty
    assert not found(later(alice, days=1), "thumb").is_empty


def test_hits_stand_in_what_is_read_and_not_in_its_signs(alice: Work) -> None:
    make.log(alice, make.commit(alice, "Cello"), text="The chord **changes** at last.")
    (entry,) = found(alice, '"chord changes"').days[0].logs
    (block,) = entry.blocks
    assert [(run.text, run.style, run.is_hit) for run in block.runs] == [
        ("The ", "", False),
        ("chord ", "", True),
        ("changes", "strong", True),
        (" at last.", "", False),
    ]
    assert said(found(alice, "chord")) == ["The chord changes at last."]


def test_a_hit_that_nobody_can_read_shows_the_text_as_it_was_typed(alice: Work) -> None:
    text = "See *that* [page](https://chord.example/)."
    make.log(alice, make.commit(alice, "Cello"), text=text)
    (entry,) = found(alice, "chord").days[0].logs
    assert entry.blocks == ()
    assert "".join(part.text for part in entry.parts) == text
    assert found(alice, "page").days[0].logs[0].blocks
    assert found(alice).days[0].logs[0].blocks

"""Logs and syntheses that somebody looks for: of some commitments, some days, with some words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, desc, func, select, tuple_
from sqlmodel import col

from hundred_app.core import fulltext, zones
from hundred_app.core.folding import plain
from hundred_app.core.fulltext import Phrase, Sought
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.search import Query, Term
from hundred_app.features.commitments.rules.sifting import Lengths
from hundred_app.features.commitments.store import shapes
from hundred_app.features.commitments.store.sums import day_number, is_in, stretches
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog


@dataclass(frozen=True)
class Wanted:
    """What to look for.

    Attributes:
        commitment_ids: of which commitments.
        query: with which words; an empty one for all.
        start: from this moment on, if any.
        end: before this moment, if any.
        hour: that went through this of the 168 hours of the person's week, if any.
        lengths: of so many minutes, if any.
    """

    commitment_ids: Sequence[str]
    query: Query
    start: datetime | None = None
    end: datetime | None = None
    hour: int | None = None
    lengths: Lengths | None = None


@dataclass(frozen=True)
class DayFound:
    """How many logs were found on one of the person's days, and their minutes."""

    day: date
    logs: int
    minutes: int


def logs(
    work: Work, wanted: Wanted, *, limit: int, before: tuple[datetime, str] | None = None
) -> list[tuple[TimeLog, Commitment]]:
    """The logs, the newest first; with `before`, a date and an id, those that come after it."""
    query: Any = (
        _from_mine(work, select(TimeLog, Commitment), TimeLog)
        .where(*_is_wanted_log(work, wanted))
        .order_by(col(TimeLog.date).desc(), col(TimeLog.id).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tuple_(col(TimeLog.date), col(TimeLog.id)) < before)
    return _pairs(work, query)


def by_day(work: Work, wanted: Wanted) -> list[DayFound]:
    """How many logs there are on each day that has any, the latest first."""
    first = work.db.scalar(
        select(func.min(TimeLog.date)).where(col(TimeLog.commitment_id).in_(wanted.commitment_ids))
    )
    if first is None:
        return []
    stretch = stretches(work, first)
    day = day_number(stretch).label("day")
    minutes = func.sum(TimeLog.duration_minutes)
    query: Any = (
        _from_mine(work, select(day, func.count(), minutes), TimeLog)
        .join(stretch, is_in(stretch))
        .where(*_is_wanted_log(work, wanted))
        .group_by("day")
        .order_by(desc("day"))
    )
    run: Any = work.db.connection().execute
    return [DayFound(zones.from_epoch_day(row[0]), row[1], row[2]) for row in run(query)]


def syntheses(work: Work, wanted: Wanted, *, limit: int) -> list[tuple[Milestone, Commitment]]:
    """The syntheses that have all words, the latest first."""
    query: Any = (
        _from_mine(work, select(Milestone, Commitment), Milestone)
        .where(
            *_is_between(col(Milestone.completed_at), wanted),
            *_says(work, wanted, fulltext.SYNTHESIS, col(Milestone.user_synthesis)),
        )
        .order_by(col(Milestone.completed_at).desc(), col(Milestone.hours_threshold).desc())
        .limit(limit)
    )
    return _pairs(work, query.where(col(Milestone.commitment_id).in_(wanted.commitment_ids)))


def _from_mine(work: Work, query: Any, table: type[TimeLog] | type[Milestone]) -> Any:
    return (
        query.select_from(table)
        .join(Commitment, col(Commitment.id) == table.commitment_id)
        .where(col(Commitment.user_id) == work.user_id)
    )


def _is_wanted_log(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    return [
        *_went_through(work, wanted),
        *_has_length(wanted),
        col(TimeLog.commitment_id).in_(wanted.commitment_ids),
        *_is_between(col(TimeLog.date), wanted),
        *_says(work, wanted, fulltext.LOG, col(TimeLog.reflection)),
    ]


def _went_through(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    if wanted.hour is None:
        return []
    return [col(TimeLog.id).in_(shapes.through(work, wanted.commitment_ids, wanted.hour))]


def _has_length(wanted: Wanted) -> list[ColumnElement[bool]]:
    held = wanted.lengths
    return [col(TimeLog.duration_minutes).between(held.least, held.most)] if held else []


def _is_between(moment: Any, wanted: Wanted) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if wanted.start is not None:
        bounds.append(moment >= wanted.start)
    if wanted.end is not None:
        bounds.append(moment < wanted.end)
    return bounds


def _says(work: Work, wanted: Wanted, kind: int, said: Any) -> list[ColumnElement[bool]]:
    """Words are looked up in the index; signs are looked for in the texts themselves."""
    terms = wanted.query.terms
    phrases = [term for term in terms if term.words]
    conditions: list[ColumnElement[bool]] = []
    if phrases and wanted.commitment_ids:
        sought = Sought(
            wanted.commitment_ids,
            [_phrase(term) for term in phrases if not term.is_unwanted],
            [_phrase(term) for term in phrases if term.is_unwanted],
        )
        conditions.append(fulltext.finds(work.db, kind, sought))
    for term in terms:
        if not term.words:
            has = func.lower(said).contains(plain(term.text), autoescape=True)
            conditions.append(~has if term.is_unwanted else has)
    return conditions


def _phrase(term: Term) -> Phrase:
    return Phrase(term.words, term.is_open)


def _pairs(work: Work, query: Any) -> list[Any]:
    # The type of a row of several things is lost between SQLAlchemy and SQLModel.
    run: Any = work.db.exec
    return [(row[0], row[1]) for row in run(query)]

"""Minutes added up by day, in the person's own time zone, by the database."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    String,
    and_,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlmodel import col

from hundred_app.core import zones
from hundred_app.core.work import Work
from hundred_app.features.commitments.tables import TimeLog

T = TypeVar("T")

_APART = 1 << 24
"""More than the days of all years there are: a place among commitments and a day are one number."""

_AT_ONCE = 400
"""Commitments of a question: SQLite puts at most 500 SELECTs together."""

_BEFORE_1970 = 7 * 150_000
"""So many days are added before a division: what a database leaves of a negative one differs."""


class DayMinutes(NamedTuple):
    """The minutes one commitment got on one of the person's days, and in how many logs."""

    commitment_id: str
    day: date
    minutes: int
    logs: int


class DayLetters(NamedTuple):
    """How many reflections were written on one of the person's days, and how long they are."""

    commitment_id: str
    day: date
    reflections: int
    letters: int


def by_day(
    work: Work,
    commitment_ids: Collection[str],
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[DayMinutes]:
    """Minutes by commitment and day, each commitment's in the order of days; days without any are
    left out.

    Args:
        commitment_ids: of whom; the caller has made sure that they are this person's.
        start: only logs from this moment on.
        end: only logs before this moment.
    """
    first = start or first_moment(work, commitment_ids)
    if first is None:
        return []
    minutes = func.sum(TimeLog.duration_minutes)
    stretch = stretches(work, first, end)
    return _of_days(work, commitment_ids, stretch, minutes, func.count(), made=DayMinutes)


def letters_by_day(
    work: Work, commitment_ids: Collection[str], start: datetime
) -> list[DayLetters]:
    """The length of reflections by commitment and day, from a moment on.

    Sentences that are still to come are none yet, and what was brought in from elsewhere was not
    written as one.
    """
    written = (col(TimeLog.source).is_(None), col(TimeLog.reflect_by).is_(None))
    letters = func.sum(func.length(TimeLog.reflection))
    stretch = stretches(work, start)
    logs = func.count()
    return _of_days(work, commitment_ids, stretch, logs, letters, *written, made=DayLetters)


def _of_days(
    work: Work,
    commitment_ids: Collection[str],
    stretch: CTE,
    one: ColumnElement[int],
    other: ColumnElement[int],
    *conditions: ColumnElement[bool],
    made: Callable[[str, date, int, int], T],
) -> list[T]:
    """What is made of two sums for each commitment and day."""
    ids = list(commitment_ids)
    return [
        found
        for at in range(0, len(ids), _AT_ONCE)
        for found in _of_some(
            work, ids[at : at + _AT_ONCE], stretch, one, other, *conditions, made=made
        )
    ]


def _of_some(
    work: Work,
    ids: list[str],
    stretch: CTE,
    one: ColumnElement[int],
    other: ColumnElement[int],
    *conditions: ColumnElement[bool],
    made: Callable[[str, date, int, int], T],
) -> list[T]:
    """The same of at most so many commitments at once.

    By one number, and not by a commitment's id and a day: what is grouped is sorted first, and
    a hundred thousand ids are compared letter by letter.
    """
    named = ((BigInteger, "place"), (String, "id"))
    of_whom = _constants(*named, rows=list(enumerate(ids))).cte("who")
    key = (of_whom.c.place * _APART + day_seconds(stretch) // zones.DAY_SECONDS).label("key")
    query = (
        select(key, one, other)
        .select_from(of_whom)
        .join(stretch, true())
        .join(TimeLog, and_(col(TimeLog.commitment_id) == of_whom.c.id, is_in(stretch)))
        .where(*conditions)
        .group_by("key")
        .order_by("key")
    )
    run: Any = work.db.connection().execute
    # Of several commitments many days are the same ones, and each is made but once.
    day_of: Callable[[int], date] = cache(_day_of)
    rows: list[tuple[int, int, int]] = run(query).all()
    return [
        made(ids[key // _APART], day_of(key % _APART), first, second) for key, first, second in rows
    ]


def _day_of(number: int) -> date:
    return zones.from_epoch_day(number - _BEFORE_1970)


def first_moment(work: Work, commitment_ids: Collection[str]) -> datetime | None:
    """When the first of these logs began."""
    return work.db.scalar(
        select(func.min(TimeLog.date)).where(col(TimeLog.commitment_id).in_(commitment_ids))
    )


def stretches(
    work: Work, start: datetime, end: datetime | None = None, *, name: str = "stretch"
) -> CTE:
    """A time in parts, between the changes of the person's clock: logs are joined by `is_in`.

    Each part begins at one UTC second and ends before another, and has what is added to a moment
    in it for a clock on which the person's days begin at 0, and which began on a Thursday so long
    ago that it shows no negative number. Each is read from an index; a CASE over them would be
    worked out for every log.

    Args:
        end: where the last part ends; None for whatever is to come.
        name: another one where a query has them twice.
    """
    first, last = int(start.timestamp()), int((end or work.now).timestamp())
    found = zones.day_stretches(work.zone, first, last, work.day_start)
    changes = [one.until for one in found[:-1]]
    moved = _BEFORE_1970 * zones.DAY_SECONDS - work.day_start * 3600
    rows = [
        # Clipped: with a condition of its own, a moment would be looked up before its part.
        (max(first, begins), min(last, until) if end else until, one.offset + moved)
        for begins, until, one in zip(
            (first, *changes), (*changes, zones.FOR_EVER), found, strict=True
        )
    ]
    kinds = ((BigInteger, kind) for kind in ("begins", "until", "shift"))
    return _constants(*kinds, rows=rows).cte(name)


def _constants(*columns: tuple[Any, str], rows: Iterable[Iterable[Any]]) -> CompoundSelect[Any]:
    """A table of given values. Not by VALUES, which SQLAlchemy compiles anew for each question."""
    return union_all(
        *(
            select(
                *(
                    literal(value, kind).label(name)
                    for (kind, name), value in zip(columns, row, strict=True)
                )
            )
            for row in rows
        )
    )


def is_in(stretch: CTE) -> ColumnElement[bool]:
    """Whether a log began in a stretch."""
    moment = type_coerce(col(TimeLog.date), BigInteger)
    return and_(moment >= stretch.c.begins, moment < stretch.c.until)


def day_number(stretch: CTE) -> Any:
    """The person's day of a log in a stretch, as days since 1970, by integer arithmetic alone."""
    return day_seconds(stretch) // zones.DAY_SECONDS - _BEFORE_1970


def day_seconds(stretch: CTE) -> Any:
    """When a log began, in seconds of the clock of its stretch. Never negative."""
    return type_coerce(col(TimeLog.date), BigInteger) + stretch.c.shift

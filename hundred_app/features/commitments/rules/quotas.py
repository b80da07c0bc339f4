"""How much one person may keep here: far more than a life fills, and less than fills a disk."""

from datetime import timedelta

from hundred_app.core import words
from hundred_app.core.errors import Conflict
from hundred_app.features.commitments.texts import t

MOST_COMMITMENTS = 1_000
"""Of one person, archived ones included."""

MOST_LOGS = 200_000
"""Of one person, in all commitments: a log every hour for two decades."""

MOST_LOGS_A_DAY = 1_000
"""Of one person, made by hand in `A_DAY`, deleted ones included; imported ones not."""

A_DAY = timedelta(days=1)


def check_commitments(kept: int) -> None:
    """
    Raises:
        Conflict: there is no place for one more.
    """
    if kept >= MOST_COMMITMENTS:
        raise Conflict(t.too_many_commitments(most=words.grouped(MOST_COMMITMENTS)))


def check_logs(kept: int, new: int = 1) -> None:
    """
    Raises:
        Conflict: there is no place for `new` more.
    """
    if kept + new > MOST_LOGS:
        raise Conflict(t.too_many_logs(most=words.grouped(MOST_LOGS)))


def check_logs_of_a_day(made: int) -> None:
    """
    Raises:
        Conflict: so many were made by hand in the last day that there is no place for one more.
    """
    if made >= MOST_LOGS_A_DAY:
        raise Conflict(t.too_many_logs_a_day(most=words.grouped(MOST_LOGS_A_DAY)))

"""In which hours of the week minutes were spent."""

from collections.abc import Iterable
from dataclasses import dataclass

HOURS_A_DAY = 24
HOURS_A_WEEK = 7 * HOURS_A_DAY


@dataclass(frozen=True)
class Begun:
    """Logs that began in the same hour of the week, and end as many hours later.

    Attributes:
        weekday: of the person's day they began on, 0 for Monday.
        hour: in which they began, 0 for the first of that day.
        reach: how many hours later they end; 0 for the hour they began in.
        first: the minutes of all of them in that hour.
        last: the minutes of all of them in the hour in which they end; 0 where it is the same.
        logs: how many there are.
    """

    weekday: int
    hour: int
    reach: int
    first: int
    last: int
    logs: int


def spread(begun: Iterable[Begun]) -> dict[tuple[int, int], int]:
    """Minutes by weekday and hour of the day: each log is in every hour that it went through.

    The hours are those of the clock that it began by, as if no clock were changed meanwhile, so
    no minute is lost or counted twice.
    """
    found: dict[tuple[int, int], int] = {}
    for group in begun:
        begins = group.weekday * HOURS_A_DAY + group.hour
        for further in range(group.reach + 1):
            place = divmod((begins + further) % HOURS_A_WEEK, HOURS_A_DAY)
            found[place] = found.get(place, 0) + _minutes(group, further)
    return found


def _minutes(group: Begun, further: int) -> int:
    if further == 0:
        return group.first
    return group.last if further == group.reach else 60 * group.logs

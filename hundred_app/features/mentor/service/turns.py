"""Who is waiting for an answer: one at a time for each person, and not too often.

Kept by this one process and not in the database: what it guards is the time of a model, which a
restart does not use up, and only whoever runs the machine can restart it. All of it is called
from the event loop, so no lock is needed.
"""

import asyncio
from datetime import datetime
from typing import Any

from hundred_app.core import words
from hundred_app.core.errors import Busy, Conflict
from hundred_app.features.mentor.rules import often
from hundred_app.features.mentor.texts import t

About = tuple[str, str]
"""A commitment's id and the hours of a milestone, "" for all of it."""

_under_way: dict[str, tuple[asyncio.Task[Any], About]] = {}
_asked: dict[str, list[datetime]] = {}


def check(user_id: str, now: datetime) -> list[datetime]:
    """Whether this person may ask now. Returns when they asked, as far as it still counts.

    Raises:
        Conflict: an answer is on its way to them already.
        Busy: they asked often lately.
    """
    if user_id in _under_way:
        raise Conflict(t.one_at_a_time())
    earlier = often.still_counted(_asked.get(user_id, []), now)
    seconds = often.waits(earlier, now)
    if seconds:
        raise Busy(t.too_often(time=words.duration(-(-seconds // 60))), seconds)
    return earlier


def begin(user_id: str, now: datetime, asking: "asyncio.Task[Any]", about: About) -> None:
    """This person asks about something; `asking` is what waits for the answer.

    Raises:
        Conflict, Busy: as `check`.
    """
    earlier = check(user_id, now)
    _asked[user_id] = [*earlier, now]
    _under_way[user_id] = asking, about


def end(user_id: str, asking: "asyncio.Task[Any]") -> None:
    """Nothing is waited for any more, if that was it."""
    if user_id in _under_way and _under_way[user_id][0] is asking:
        del _under_way[user_id]


def is_on_its_way(user_id: str, about: About) -> bool:
    """Whether this person waits for an answer about just that."""
    return user_id in _under_way and _under_way[user_id][1] == about


def stop(user_id: str) -> None:
    """Wait no longer; nothing is kept of what came."""
    if user_id in _under_way:
        _under_way[user_id][0].cancel()

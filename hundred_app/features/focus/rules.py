"""What a timer has counted, where it ends, and how it may be moved. Seconds throughout."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from hundred_app.core.errors import Invalid
from hundred_app.core.text import seen
from hundred_app.features.focus.texts import t

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)

RUNAWAY_SECONDS = 4 * 3600
"""Counted in one go beyond this, a timer without a length may have been forgotten."""

GRACE = timedelta(minutes=15)
"""Whoever goes on this soon after the end of a length has not stopped in between."""

FARTHEST = timedelta(hours=12)
"""How far away the end in "until 18:00" may be."""

POMODOROS = (25, 50)
POMODOROS_TO_A_LONG_BREAK = 4
OFFER_LASTS = timedelta(minutes=15)

LONGEST_LOG_MINUTES = 1440
LONGEST_THOUGHTS = 5_000

_CLOCK = re.compile(
    r"(?:(?:until|at\u00e9)\s{0,3})?([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII | re.IGNORECASE
)


class Mode(StrEnum):
    FOCUS = "focus"
    SHORT_BREAK = "short_break"
    LONG_BREAK = "long_break"


class Kind(StrEnum):
    """How a timer counts: up without an end, in pomodoros, or down to an end."""

    FLOW = "flow"
    POMODORO = "pomodoro"
    COUNTDOWN = "countdown"


class Status(StrEnum):
    """Stopped means over and not written about yet; completed has its log, or was a break."""

    ACTIVE = "active"
    STOPPED = "stopped"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


@dataclass(frozen=True)
class Timer:
    """A timer that is running or paused.

    Always `started_at <= first_paused_at <= paused_at` and `<= resumed_at`, and all pauses
    that are over lie between `first_paused_at` and `resumed_at`: so what is counted is never
    less than nothing, wherever its ends are moved within the bounds below.
    """

    started_at: datetime
    length_seconds: int | None = None
    paused_seconds: int = 0
    first_paused_at: datetime | None = None
    paused_at: datetime | None = None
    resumed_at: datetime | None = None

    @property
    def last_began(self) -> datetime:
        """When it last began to count."""
        return self.resumed_at or self.started_at


def counted(timer: Timer, now: datetime) -> int:
    """The seconds that count until now: wall time without pauses, at most the length."""
    seconds = _seconds(timer, timer.paused_at or now)
    return seconds if timer.length_seconds is None else min(seconds, timer.length_seconds)


def ends_at(timer: Timer) -> datetime | None:
    """When its length is reached; None when it has none, or is paused."""
    if timer.length_seconds is None or timer.paused_at is not None:
        return None
    return timer.started_at + (timer.length_seconds + timer.paused_seconds) * SECOND


def is_over(timer: Timer, now: datetime) -> bool:
    """Whether its length is reached."""
    return timer.length_seconds is not None and counted(timer, now) >= timer.length_seconds


def is_runaway(timer: Timer, now: datetime) -> bool:
    """Whether it has no length and may have been forgotten: asked about, never silently counted."""
    return timer.length_seconds is None and counted(timer, now) > RUNAWAY_SECONDS


def paused(timer: Timer, now: datetime) -> Timer:
    """The timer paused. One that is paused or over already stays as it is."""
    if timer.paused_at is not None or is_over(timer, now):
        return timer
    # The clock of the machine may have gone back.
    at = max(now, timer.last_began)
    return replace(timer, paused_at=at, first_paused_at=timer.first_paused_at or at)


def resumed(timer: Timer, now: datetime) -> Timer:
    """The timer counting again. One that does stays as it is."""
    if timer.paused_at is None:
        return timer
    at = max(now, timer.paused_at)
    pause = (at - timer.paused_at) // SECOND
    return replace(
        timer, paused_at=None, resumed_at=at, paused_seconds=timer.paused_seconds + pause
    )


def gone_on(timer: Timer, now: datetime) -> Timer:
    """A timer past its length, without one from now on.

    What came after the end counts if that was a moment ago; later it was a pause.
    """
    end = ends_at(timer)
    if end is None or not is_over(timer, now):
        return timer
    freed = replace(timer, length_seconds=None)
    if now - end <= GRACE:
        return freed
    waited = replace(freed, paused_at=end, first_paused_at=timer.first_paused_at or end)
    return resumed(waited, now)


def stopped_at(timer: Timer, now: datetime) -> datetime:
    """When a timer that is stopped now ended: now, at its length, or when it was paused."""
    if timer.paused_at is not None:
        return timer.paused_at
    end = ends_at(timer)
    at = now if end is None else min(now, end)
    return max(at, timer.last_began)


def with_start(timer: Timer, start: datetime, now: datetime, clock: str) -> Timer:
    """The timer as if started at another moment.

    Args:
        clock: when it was first paused, as people read it.

    Raises:
        Invalid: "start" is still to come, more than a day ago, or after its first pause.
    """
    if start > now:
        raise Invalid("start", t.start_ahead)
    if start < now - DAY:
        raise Invalid("start", t.start_long_ago)
    if timer.first_paused_at is not None and start > timer.first_paused_at:
        raise Invalid("start", t.start_after_pause(time=clock))
    return replace(timer, started_at=start)


def ends(timer: Timer, now: datetime) -> tuple[datetime, datetime]:
    """The earliest and the latest moment at which it may have ended."""
    earliest = timer.last_began
    longest = timer.started_at + DAY + timer.paused_seconds * SECOND
    return earliest, max(earliest, min(stopped_at(timer, now), longest))


def until(timer: Timer, end: datetime) -> int:
    """The seconds that count if it ended then: an end that `ends` allows."""
    return _seconds(timer, end)


def minutes_of(seconds: int) -> int:
    """Whole minutes for a log, at least one and at most a day."""
    return min(max(1, (seconds + 30) // 60), LONGEST_LOG_MINUTES)


def log_began(started_at: datetime, ended_at: datetime, minutes: int) -> datetime:
    """When the log of a stretch begins, so that rounded minutes do not end in the future."""
    return min(started_at, ended_at - timedelta(minutes=minutes))


def end_on_clock(text: str, now: datetime) -> datetime | None:
    """The end in "until 18:00", on the naive wall clock that `now` is on; None for other texts.

    Raises:
        Invalid: "own"; it is more than twelve hours away.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    end = datetime.combine(now.date(), time(int(found[1]), int(found[2])))
    if end <= now:
        end += DAY
    if end - now > FARTHEST:
        raise Invalid("own", t.too_far)
    return end


def break_minutes(length_seconds: int, pomodoros: int) -> int:
    """The break after a pomodoro: a fifth of it, and three times that after every fourth."""
    short = max(1, length_seconds // 300)
    return 3 * short if _is_fourth(pomodoros) else short


def break_mode(pomodoros: int) -> Mode:
    return Mode.LONG_BREAK if _is_fourth(pomodoros) else Mode.SHORT_BREAK


def with_thought(thoughts: str, thought: str) -> str:
    """Passing thoughts, a line each, with one more.

    Raises:
        Invalid: "thought" says nothing, or there would be too much of them.
    """
    line = " ".join(seen(thought).split())
    if not line:
        raise Invalid("thought", t.thought_empty)
    more = f"{thoughts}\n{line}" if thoughts else line
    if len(more) > LONGEST_THOUGHTS:
        raise Invalid("thought", t.thoughts_length)
    return more


def _is_fourth(pomodoros: int) -> bool:
    return pomodoros > 0 and pomodoros % POMODOROS_TO_A_LONG_BREAK == 0


def _seconds(timer: Timer, end: datetime) -> int:
    return max(0, (end - timer.started_at) // SECOND - timer.paused_seconds)

"""A log in words, before it is saved and beside others; and moments as its form has them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hundred_app.core import words, zones
from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.rules import spans
from hundred_app.features.commitments.rules.durations import parse_duration
from hundred_app.features.commitments.rules.moments import parse_moment
from hundred_app.features.commitments.store import logs as rows
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Typed:
    """How long and when, as a form has it: by its duration, or `by_span` by its two ends."""

    duration: str
    moment: str
    ended: str = ""
    by_span: bool = False


def told_back(work: Work, typed: Typed, except_id: str) -> tuple[str, str]:
    """What the form would log, in words, and what it overlaps; "" while it cannot be told yet.

    Says nothing about what is wrong: that is for when the form is sent.
    """
    try:
        moment = read_moment(work, typed.moment)
        minutes = minutes_of(work, typed, moment)
        start = rules.started(moment, minutes, work.now)
    except Invalid:
        return "", ""
    words_of_it = t.told(duration=words.duration(minutes), when=from_to(work, start, minutes))
    return words_of_it, overlap(work, start, minutes, except_id)


def minutes_of(work: Work, typed: Typed, began: datetime | None) -> int:
    """The minutes of a stretch, which began at a moment if that is known.

    Raises:
        Invalid: "duration", or "moment" and "ended" of a stretch told by its ends.
    """
    if not typed.by_span:
        return parse_duration(typed.duration)
    if began is None:
        raise Invalid("moment", t.when_began)
    end = spans.ended(typed.ended, began, work.zone, work.now)
    return spans.minutes_between(began, end)


def from_to(work: Work, start: datetime, minutes: int) -> str:
    """A stretch as people say it: "today 17:10 to 17:50"."""
    day = words.near_day(work.day_of(start), work.today)
    return t.from_to(
        day=day.lower() if work.day_of(start) >= work.today - timedelta(days=1) else day,
        start=words.clock(work.local(start)),
        end=words.clock(work.local(start + timedelta(minutes=minutes))),
    )


def overlap(work: Work, start: datetime, minutes: int, except_id: str | None = None) -> str:
    """What else happened at that time, as a sentence; "" when nothing did."""
    found = rows.overlapping(work, start, minutes, except_id)
    if not found:
        return ""
    log, commitment = found[-1]
    end = log.date + timedelta(minutes=log.duration_minutes)
    return t.overlaps(
        title=commitment.title,
        start=words.clock(work.local(log.date)),
        end=words.clock(work.local(end)),
    )


def moment_text(work: Work, moment: datetime) -> str:
    """A moment as the form's field takes it back: "2026-11-18 17:10"."""
    return f"{work.local(moment):%Y-%m-%d %H:%M}"


def read_moment(work: Work, text: str) -> datetime | None:
    if not text.strip():
        return None
    return zones.moment_of(parse_moment(text, work.wall_clock), work.zone).astimezone(UTC)

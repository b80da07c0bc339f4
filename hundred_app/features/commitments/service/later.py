"""Time that is logged already, and whose sentence is still to come."""

from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.store import later
from hundred_app.features.commitments.texts import t

SHOWN = 3


@dataclass(frozen=True)
class WaitingLog:
    """A log that waits for its sentence."""

    id: str
    seat: str
    sentence: str


def count(work: Work) -> int:
    """How many logs wait for their sentence."""
    return later.count(work)


def waiting(work: Work) -> list[WaitingLog]:
    """Those that have waited longest."""
    found: list[WaitingLog] = []
    for log, commitment in later.oldest(work, SHOWN):
        duration = words.duration(log.duration_minutes)
        is_in_time = log.reflect_by is not None and work.now < log.reflect_by
        day = words.day(work.day_of(log.date), work.today)
        found.append(
            WaitingLog(
                id=log.id,
                seat=pursuit.SEATS[commitment.seat],
                sentence=t.waits_tonight(duration=duration, title=commitment.title)
                if is_in_time
                else t.waits_since(duration=duration, title=commitment.title, day=day),
            )
        )
    return found

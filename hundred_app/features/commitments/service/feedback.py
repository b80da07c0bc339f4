"""What a model may be asked about, and what it said of a synthesis, kept with that."""

from collections.abc import Iterable
from dataclasses import dataclass

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import milestones as rules
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.service.narrowing import Asked, address
from hundred_app.features.commitments.store import logs, milestones, pursuits, running
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog


@dataclass(frozen=True)
class Entry:
    """Something that this person wrote about a commitment.

    Attributes:
        day: the person's day, as ISO 8601.
        hour: the hour of the commitment that it is about.
        is_synthesis: whether it looks back on all hours so far.
    """

    href: str
    day: str
    hour: int
    text: str
    is_synthesis: bool = False


@dataclass(frozen=True)
class Material:
    """What a question is about; `hours` is 0 when that is the whole commitment."""

    commitment_id: str
    title: str
    href: str
    seat: int
    hours: int
    entries: list[Entry]


def of_milestone(work: Work, commitment_id: str, threshold: object) -> Material:
    """The reflections of a stretch, and last the synthesis of it.

    Raises:
        NotFound: the commitment is not this person's, or the synthesis is not written.
    """
    row = pursuits.get(work, commitment_id)
    mine = _written(work, row, threshold)
    low, high = rules.stretch(mine.hours_threshold)
    before = row.minutes_before
    placed = running.between(work, row.id, max(0, low - before), max(0, high - before))
    held = [*_reflections(work, row, placed), _synthesis(work, row, mine)]
    return _material(row, mine.hours_threshold, held)


def of_commitment(work: Work, commitment_id: str) -> Material:
    """All that was written about a commitment, in the order of time.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = pursuits.get(work, commitment_id)
    count = logs.count(work, row.id)
    placed = running.journal(work, row.id, limit=count, oldest_first=True)
    written = milestones.written(work, [row.id]).get(row.id, [])
    syntheses = [_synthesis(work, row, item) for item in written]
    held = sorted([*_reflections(work, row, placed), *syntheses], key=lambda entry: entry.day)
    return _material(row, 0, held)


def feedback(work: Work, commitment_id: str, threshold: object) -> str:
    """What is kept of it; "" for nothing.

    Raises:
        NotFound: the commitment is not this person's, or the synthesis is not written.
    """
    return _written(work, pursuits.get(work, commitment_id), threshold).ai_feedback or ""


def keep_feedback(work: Work, commitment_id: str, threshold: object, text: str) -> None:
    """Keep it in the place of what was there; "" for nothing any more.

    The synthesis is as it was: whoever has it open in another window is not told of a change.

    Raises:
        NotFound: the commitment is not this person's, or the synthesis is not written.
    """
    mine = _written(work, pursuits.get(work, commitment_id), threshold)
    mine.ai_feedback = text or None


def _written(work: Work, row: Commitment, threshold: object) -> Milestone:
    hours = rules.parse_threshold(threshold)
    for item in milestones.written(work, [row.id]).get(row.id, []):
        if item.hours_threshold == hours:
            return item
    raise NotFound


def _material(row: Commitment, hours: int, entries: list[Entry]) -> Material:
    return Material(row.id, row.title, f"/c/{row.id}", row.seat, hours, entries)


def _reflections(work: Work, row: Commitment, placed: Iterable[running.Placed]) -> list[Entry]:
    return [_reflection(work, row, item) for item in placed if _is_own(item.log)]


def _reflection(work: Work, row: Commitment, item: running.Placed) -> Entry:
    day = work.day_of(item.log.date).isoformat()
    return Entry(
        href=address(Asked(commitment_id=row.id, time=day)),
        day=day,
        hour=-(-(item.total_after + row.minutes_before) // 60),
        text=item.log.reflection,
    )


def _synthesis(work: Work, row: Commitment, item: Milestone) -> Entry:
    return Entry(
        href=f"/c/{row.id}/milestone/{item.hours_threshold}",
        day=work.day_of(item.completed_at).isoformat(),
        hour=item.hours_threshold,
        text=item.user_synthesis,
        is_synthesis=True,
    )


def _is_own(log: TimeLog) -> bool:
    return has_reflection(log.reflection, log.source, log.reflect_by)

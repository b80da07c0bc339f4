"""All of one commitment in the order of its hours, for the features that make something of it."""

from dataclasses import dataclass
from datetime import date

from hundred_app.core.work import Work
from hundred_app.features.commitments.figures.picture import Colours, colours
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.service import letters as letter_pages
from hundred_app.features.commitments.store import letters, logs, milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Log:
    """A log; `text` is "" where nothing in somebody's own words stands."""

    day: date
    minutes: int
    text: str


@dataclass(frozen=True)
class Synthesis:
    """A synthesis that was written, and the question that it answers."""

    hours: int
    day: date
    question: str
    text: str


@dataclass(frozen=True)
class Kept:
    """The letter to one's later self, with the day it was sealed; no `text` before it is read."""

    day: date
    text: str


@dataclass(frozen=True)
class Whole:
    """A commitment with everything that was written for it.

    Attributes:
        colours: as its picture has them, on paper.
        logs: in the order of time.
        letter: None when none was written.
    """

    id: str
    title: str
    category: str
    seat: str
    colours: Colours
    goal_hours: int
    minutes_before: int
    began: date
    logs: tuple[Log, ...]
    syntheses: tuple[Synthesis, ...]
    letter: Kept | None


def whole(work: Work, commitment_id: str) -> Whole:
    """
    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    return Whole(
        id=row.id,
        title=row.title,
        category=row.category or "",
        seat=pursuit.SEATS[row.seat],
        colours=colours(pursuit.SEATS[row.seat], dark=False),
        goal_hours=row.goal_hours,
        minutes_before=row.minutes_before,
        began=work.day_of(row.created_at),
        logs=tuple(
            Log(
                work.day_of(log.date),
                log.duration_minutes,
                log.reflection
                if has_reflection(log.reflection, log.source, log.reflect_by)
                else "",
            )
            for log in logs.all_of(work, row.id)
        ),
        syntheses=tuple(
            Synthesis(
                item.hours_threshold,
                work.day_of(item.completed_at),
                t.questions[item.hours_threshold](),
                item.user_synthesis,
            )
            for item in milestones.written(work, [row.id]).get(row.id, [])
        ),
        letter=_letter(work, row.id),
    )


def _letter(work: Work, commitment_id: str) -> Kept | None:
    row = letters.find(work, commitment_id)
    # Whether it may be read is for its own page to say, and for nobody else.
    text = letter_pages.page(work, commitment_id).text
    return Kept(work.day_of(row.sealed_at), text) if row else None

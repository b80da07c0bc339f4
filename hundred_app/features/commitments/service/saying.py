"""What somebody wrote in some days, for the features that read it."""

from dataclasses import dataclass, replace
from datetime import date

from hundred_app.core import prose
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import lines, pursuit
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.store import logs, milestones, sentences

MOST = 1_000

MOST_OF_ONE, LETTERS = 10_000, 300
"""Of one commitment so many logs are read, the newest, and so many characters of each."""

MOST_OF_ALL = 3_000
"""Of all commitments so many reflections are read at once."""


@dataclass(frozen=True)
class Said:
    """A reflection without its Markdown signs, and where it is from."""

    log_id: str
    commitment_id: str
    title: str
    seat: str
    day: date
    text: str

    @property
    def sentences(self) -> list[str]:
        return lines.sentences(self.text)


@dataclass(frozen=True)
class Placed:
    """The beginning of a reflection as it was typed, and its place in the hours.

    Attributes:
        text: at most LETTERS characters.
        day: the day of its log.
        before: the minutes of the commitment before its log, hours from before Hundred among them.
        minutes: those of its log.
    """

    text: str
    day: date
    before: int
    minutes: int


def placed(work: Work, commitment_id: str, minutes_before: int) -> list[Placed]:
    """The reflections of one commitment in its hours, the oldest first.

    Those in somebody's own words, among the newest MOST_OF_ONE logs; in two queries.

    Args:
        commitment_id: of this person's commitments; of another there are none.
        minutes_before: its minutes from before Hundred.
    """
    _, total, _ = logs.summary(work, [commitment_id])
    at = minutes_before + total
    found: list[Placed] = []
    for one in sentences.newest(work, commitment_id, limit=MOST_OF_ONE, letters=LETTERS):
        at -= one.minutes
        if has_reflection(one.text, one.source, one.reflect_by):
            found.append(Placed(one.text, work.day_of(one.moment), at, one.minutes))
    return found[::-1]


@dataclass(frozen=True)
class Synthesis:
    """A synthesis that was written, without its Markdown signs, and on which day."""

    commitment_id: str
    hours: int
    day: date
    text: str


def syntheses(work: Work) -> list[Synthesis]:
    """All syntheses of this person, of each commitment in the order of hours."""
    return [
        Synthesis(
            key, row.hours_threshold, work.day_of(row.completed_at), prose.plain(row.user_synthesis)
        )
        for key, held in milestones.written(work).items()
        for row in held
    ]


def beginnings(work: Work, first: date, end: date) -> list[Said]:
    """The beginnings of the reflections of a long time, in whole sentences, the oldest first.

    Those in somebody's own words, of LETTERS characters each. Of very many, MOST_OF_ALL that lie
    evenly among them, the first and the last included: all of the time has a say.
    """
    found = sentences.between(work, work.begins(first), work.begins(end), letters=LETTERS)
    own = [one for one in found if has_reflection(one.text, one.source, one.reflect_by)]
    step = max(1, -(-len(own) // MOST_OF_ALL))
    kept = [*own[:-1:step], *own[-1:]]
    return [
        Said(
            log_id=one.log_id,
            commitment_id=one.commitment_id,
            title=one.title,
            seat=pursuit.SEATS[one.seat],
            day=work.day_of(one.moment),
            text=prose.plain(lines.uncut(one.text, LETTERS)),
        )
        for one in kept
    ]


def whole(work: Work, said: Said) -> Said:
    """The same with all of its text.

    Raises:
        NotFound: its log is gone, or not this person's.
    """
    return replace(said, text=prose.plain(logs.get(work, said.log_id).reflection))


def between(work: Work, first: date, end: date) -> list[Said]:
    """The reflections from a day on and up to the eve of another, the oldest first.

    Those in somebody's own words, and of very many the last thousand.
    """
    found = logs.latest(work, limit=MOST, since=work.begins(first), until=work.begins(end))
    return [
        Said(
            log_id=log.id,
            commitment_id=commitment.id,
            title=commitment.title,
            seat=pursuit.SEATS[commitment.seat],
            day=work.day_of(log.date),
            text=prose.plain(log.reflection),
        )
        for log, commitment in reversed(found)
        if has_reflection(log.reflection, log.source, log.reflect_by)
    ]

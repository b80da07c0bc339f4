"""What is shown before it is sent, and what came back, with its quotes looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hundred_app.core import words
from hundred_app.core.errors import Conflict, NotFound
from hundred_app.core.settings import Model
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules.pursuit import SEATS
from hundred_app.features.commitments.service import feedback
from hundred_app.features.commitments.service.feedback import Entry, Material
from hundred_app.features.mentor.rules import asking, quotes
from hundred_app.features.mentor.rules.asking import Read, Request
from hundred_app.features.mentor.rules.quotes import Part
from hundred_app.features.mentor.texts import t


@dataclass(frozen=True)
class Subject:
    """What somebody may ask about."""

    title: str
    href: str
    seat: str
    is_empty: bool


@dataclass(frozen=True)
class Preview:
    """What would be sent: all of it, to the letter, and where it goes."""

    goes_to: str
    left_out: str
    told: str
    read: str


@dataclass(frozen=True)
class Piece:
    """A stretch of an answer; a quote that was found has the way to its entry, and its day."""

    text: str
    kind: str
    href: str
    day: str


@dataclass(frozen=True)
class Claim:
    """A paragraph of an answer. `standing` is as in rules.quotes.Paragraph."""

    pieces: list[Piece]
    standing: str


@dataclass(frozen=True)
class Answer:
    """What a model said, with each of its quotes looked for in what the person wrote."""

    claims: list[Claim]


def subject(work: Work, commitment_id: str, hours: str) -> Subject:
    """
    Args:
        hours: of the milestone, "" for the whole commitment.

    Raises:
        NotFound: it is not this person's, or the synthesis is not written.
    """
    held = _material(work, commitment_id, hours)
    return Subject(
        title=held.title,
        href=held.href,
        seat=SEATS[held.seat],
        is_empty=not held.entries,
    )


def preview(work: Work, model: Model, commitment_id: str, hours: str) -> tuple[Preview, Request]:
    """What would be sent now, in words and as it is.

    Raises:
        NotFound: it is not this person's, or the synthesis is not written.
        Conflict: they do not want to ask anybody, or there is nothing to read.
    """
    if not accounts.has_mentor(work):
        raise Conflict(t.is_off)
    held = _material(work, commitment_id, hours)
    if not held.entries:
        raise Conflict(t.nothing_written)
    made = asking.request(held.title, held.hours, [_read(entry) for entry in held.entries])
    count = made.left_out
    shown = Preview(
        goes_to=t.goes_to(where=model.where, name=model.name),
        left_out=t.left_out(count, count=words.grouped(count)) if count else "",
        told=made.told,
        read=made.read,
    )
    return shown, made


def kept(work: Work, commitment_id: str, hours: str) -> Answer | None:
    """What a model said of a synthesis, if anything is kept.

    Raises:
        NotFound: it is not this person's, or the synthesis is not written.
    """
    text = feedback.feedback(work, commitment_id, hours)
    return answer(work, commitment_id, text) if text else None


def answer(work: Work, commitment_id: str, text: str) -> Answer:
    """An answer about a commitment, its quotes looked for in all that was written about it.

    Raises:
        NotFound: it is not this person's.
    """
    entries = feedback.of_commitment(work, commitment_id).entries
    found = quotes.paragraphs(text, [entry.text for entry in entries])
    return Answer(
        [
            Claim([_piece(work, part, entries) for part in paragraph.parts], paragraph.standing)
            for paragraph in found
        ]
    )


def keep(work: Work, commitment_id: str, hours: str, text: str) -> None:
    """Keep a complete answer with its synthesis.

    Raises:
        NotFound: it is not this person's, or the synthesis is gone.
        Conflict: there is nothing in it.
    """
    if not text:
        raise Conflict(t.no_answer)
    feedback.keep_feedback(work, commitment_id, hours, text)


def forget(work: Work, commitment_id: str, hours: str) -> str:
    """Delete what is kept. Returns a sentence about it.

    Raises:
        NotFound: it is not this person's, or the synthesis is not written.
    """
    if not hours:
        raise NotFound
    feedback.keep_feedback(work, commitment_id, hours, "")
    return t.removed


def _material(work: Work, commitment_id: str, hours: str) -> Material:
    if hours:
        return feedback.of_milestone(work, commitment_id, hours)
    return feedback.of_commitment(work, commitment_id)


def _read(entry: Entry) -> Read:
    return Read(entry.day, entry.hour, entry.text, entry.is_synthesis)


def _piece(work: Work, part: Part, entries: Sequence[Entry]) -> Piece:
    if part.kind != "quote":
        return Piece(part.text, part.kind, "", "")
    entry = entries[part.entry]
    day = words.day(date.fromisoformat(entry.day), work.today)
    return Piece(part.text, part.kind, entry.href, day)

"""The letter that somebody writes at the first hour and reads at the goal."""

from dataclasses import dataclass

from hundred_app.core import prose, words
from hundred_app.core.errors import Conflict
from hundred_app.core.forms import Counter, Form
from hundred_app.core.prose import Block
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import letters as rules
from hundred_app.features.commitments.rules import milestones as thresholds
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.letters import Standing
from hundred_app.features.commitments.store import letters, milestones, pursuits
from hundred_app.features.commitments.tables import Commitment, Letter
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget


class LetterForm(Form):
    """What the page sends. `rev` comes with every field that keeps a draft, and is always 0."""

    letter: str
    rev: Counter = 0


@dataclass(frozen=True)
class LetterPage:
    """The page of the letter.

    Attributes:
        closed: why nothing can be written or read now, "" when something can.
        written: when it was written, in words; "" when nothing was.
        text: the letter once it may be read, else "".
        blocks: the same, see core.prose.
    """

    title: str
    href: str
    seat: str
    heading: str
    how: str
    closed: str
    written: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class LetterLine:
    """What the page of a commitment says of the letter; `act` names the way to it, if any."""

    sentence: str
    act: str
    href: str


def page(work: Work, commitment_id: str) -> LetterPage:
    """
    Raises:
        NotFound: the commitment is not this person's.
    """
    row = pursuits.get(work, commitment_id)
    letter = letters.find(work, row.id)
    standing, _ = _standing(work, row, letter)
    text = letter.text if letter and standing == "open" else ""
    return LetterPage(
        title=row.title,
        href=f"/c/{row.id}",
        seat=pursuit.SEATS[row.seat],
        heading=t.letter_heading(hours=words.grouped(row.goal_hours)),
        how=t.letter_how(hours=words.grouped(row.goal_hours)),
        closed=_closed(work, row, letter, standing),
        written=t.written_on(day=_day(work, letter)) if letter else "",
        text=text,
        blocks=prose.blocks_of(text),
    )


def line(work: Work, commitment_id: str) -> LetterLine | None:
    """What to say of it beside the milestones; None for nothing.

    Raises:
        NotFound: the commitment is not this person's.
    """
    row = pursuits.get(work, commitment_id)
    letter = letters.find(work, row.id)
    standing, minutes = _standing(work, row, letter)
    href = f"/c/{row.id}/letter"
    if rules.is_offered(minutes, standing):
        return LetterLine(
            t.letter_offer(hours=words.grouped(row.goal_hours)), t.letter_write(), href
        )
    if letter and standing == "sealed":
        return LetterLine(_sealed(work, row, letter), "", "")
    if letter and standing == "open":
        return LetterLine(t.letter_arrived(day=_day(work, letter)), t.letter_read(), href)
    return None


def seal(work: Work, commitment_id: str, form: LetterForm) -> str:
    """Keep the letter until the goal. Returns a sentence about it.

    Sent once more after its answer was lost, it is the same letter.

    Raises:
        NotFound: the commitment is not this person's.
        Invalid: there is nothing in it, or too much.
        Conflict: there is no first hour yet, the goal is there, or another letter is.
    """
    row = pursuits.get(work, commitment_id)
    text = rules.parse_letter(form.letter)
    letter = letters.find(work, row.id)
    standing, _ = _standing(work, row, letter)
    if letter is None and standing == "to write":
        letters.add(work, Letter(commitment_id=row.id, text=text, sealed_at=work.now))
    elif letter is None or letter.text != text:
        raise Conflict(_closed(work, row, letter, standing) or t.letter_is_there())
    forget(work, drafts.of_letter(row.id))
    return t.letter_sealed_now(hours=words.grouped(row.goal_hours))


def _standing(work: Work, row: Commitment, letter: Letter | None) -> tuple[Standing, int]:
    minutes = pursuits.minutes(work).get(row.id, 0) + row.minutes_before
    written = milestones.written(work, [row.id]).get(row.id, [])
    last = max(thresholds.thresholds(row.goal_hours), default=0)
    has_arrived = rules.has_arrived(
        minutes,
        row.goal_hours,
        is_active=row.is_active,
        is_crowned=any(item.hours_threshold == last == row.goal_hours for item in written),
    )
    standing = rules.standing(minutes, has_letter=letter is not None, has_arrived=has_arrived)
    return standing, minutes


def _closed(work: Work, row: Commitment, letter: Letter | None, standing: Standing) -> str:
    if letter and standing == "sealed":
        return _sealed(work, row, letter)
    if standing == "too early":
        return t.letter_early()
    return t.letter_late() if standing == "too late" else ""


def _sealed(work: Work, row: Commitment, letter: Letter) -> str:
    return t.letter_sealed(day=_day(work, letter), hours=words.grouped(row.goal_hours))


def _day(work: Work, letter: Letter) -> str:
    return words.day(work.day_of(letter.sealed_at), work.today)

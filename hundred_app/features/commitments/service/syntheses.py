"""Writing a synthesis, with the reflections of its stretch at hand."""

from dataclasses import dataclass

from hundred_app.core import prose, words
from hundred_app.core.errors import Changed, Conflict, NotFound
from hundred_app.core.forms import Counter, Form
from hundred_app.core.prose import Block
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import milestones as rules
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.logs import has_reflection
from hundred_app.features.commitments.service.pages import first_sentence
from hundred_app.features.commitments.store import milestones, pursuits, running
from hundred_app.features.commitments.tables import Commitment, Milestone, TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget, keep

LONGEST_QUOTE = 160


class SynthesisForm(Form):
    """What the synthesis room sends; `rev` is 0 for a synthesis not written yet.

    `over` is the rev of a text from another window that the person saw, and
    decided to replace.
    """

    synthesis: str
    rev: Counter = 0
    over: Counter = 0


@dataclass(frozen=True)
class HourOfStretch:
    """One reflection beside the editor, with its hour in the margin."""

    id: str
    number: str
    day: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Quote:
    """One sentence of somebody, and the hour it was written for."""

    mark: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A sentence of an earlier time beside one of now."""

    then: Quote
    now: Quote


@dataclass(frozen=True)
class Earlier:
    """A synthesis written before this one, and the question that it answers."""

    title: str
    day: str
    question: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Room:
    """The synthesis room. `closed` says why nothing can be written yet, or is ""."""

    commitment_id: str
    title: str
    href: str
    seat: str
    threshold: int
    heading: str
    question: str
    closed: str
    synthesis: str
    written: str
    rev: int
    since: str
    hours: list[HourOfStretch]
    nothing_written: str
    reading: str
    pairs: list[Pair]
    earlier: list[Earlier]


def room(work: Work, commitment_id: str, threshold: object) -> Room:
    """
    Raises:
        NotFound: the commitment is not this person's, or its goal has no such milestone.
    """
    row = pursuits.get(work, commitment_id)
    written = milestones.written(work, [row.id]).get(row.id, [])
    hours = _threshold(row, threshold, written)
    low, high = rules.stretch(hours)
    before = row.minutes_before
    placed = running.between(work, row.id, max(0, low - before), max(0, high - before))
    mine = next((item for item in written if item.hours_threshold == hours), None)
    own = [item for item in placed if _is_own(item.log)]
    return Room(
        commitment_id=row.id,
        title=row.title,
        href=f"/c/{row.id}",
        seat=pursuit.SEATS[row.seat],
        threshold=hours,
        heading=t.room_heading(title=row.title, hours=hours),
        question=t.questions[hours](),
        closed="" if mine else _closed(work, row, hours, written),
        synthesis=mine.user_synthesis if mine else "",
        written=t.written_on(day=words.day(work.day_of(mine.completed_at), work.today))
        if mine
        else "",
        rev=mine.rev if mine else 0,
        since=t.since_hours(hours=low // 60) if low else t.since_start,
        hours=[_hour(work, item, before) for item in own],
        nothing_written="" if own else _nothing_written(low),
        reading=t.read_reflections(len(own), count=words.grouped(len(own))),
        pairs=_pairs(work, row, low, own),
        earlier=[_earlier(work, item) for item in written if item.hours_threshold < hours],
    )


def write(work: Work, commitment_id: str, threshold: object, form: SynthesisForm) -> str:
    """Write the synthesis that is due, or change one. Returns a sentence about it.

    Raises:
        NotFound: the commitment is not this person's, or its goal has no such milestone.
        Invalid: the text is too short or too long.
        Conflict: it is not due yet, or an earlier one is due first.
        Changed: it was changed in another window since this one read it.
    """
    row = pursuits.get(work, commitment_id)
    written = milestones.written(work, [row.id]).get(row.id, [])
    hours = _threshold(row, threshold, written)
    text = rules.parse_synthesis(form.synthesis)
    mine = next((item for item in written if item.hours_threshold == hours), None)
    if mine is not None:
        if mine.rev not in (form.rev, form.over) and mine.user_synthesis != text:
            raise Changed(
                t.changed_elsewhere(time=words.clock(work.local(mine.updated_at))),
                theirs=mine.user_synthesis,
                rev=mine.rev,
            )
        mine.user_synthesis = text
        mine.updated_at = work.now
        mine.rev += 1
        forget(work, drafts.of_synthesis(row.id, hours))
        return t.saved
    closed = _closed(work, row, hours, written)
    if closed:
        raise Conflict(closed)
    mine = Milestone(
        commitment_id=row.id,
        hours_threshold=hours,
        user_synthesis=text,
        completed_at=work.now,
        updated_at=work.now,
    )
    milestones.add(work, mine)
    activity.record(work, Deed(DeedKind.SYNTHESIS_WRITTEN, mine.id))
    forget(work, drafts.of_synthesis(row.id, hours))
    return t.synthesis_written(hours=hours)


def take_back(work: Work, commitment_id: str, threshold: object) -> str:
    """Undo a synthesis just written: its text is a draft again. Returns a sentence about it.

    Raises:
        NotFound: the commitment is not this person's, or the synthesis is not written.
        Conflict: it was written more than a day ago, or a later one is written: then it stays,
            and is changed in its room.
    """
    row = pursuits.get(work, commitment_id)
    hours = rules.parse_threshold(threshold)
    written = milestones.written(work, [row.id]).get(row.id, [])
    mine = next((item for item in written if item.hours_threshold == hours), None)
    if mine is None:
        raise NotFound
    is_old = work.now - mine.completed_at > activity.UNDO_LASTS
    if is_old or written[-1] is not mine:
        raise Conflict(t.synthesis_stays)
    keep(work, drafts.of_synthesis(row.id, hours), mine.user_synthesis)
    activity.record(work, Deed(DeedKind.SYNTHESIS_TAKEN_BACK, mine.id, -1))
    milestones.remove(work, mine)
    return t.synthesis_taken_back(hours=hours)


def _threshold(row: Commitment, asked: object, written: list[Milestone]) -> int:
    """The hours that were asked for; a synthesis that is written outlives a smaller goal."""
    hours = rules.parse_threshold(asked)
    if hours not in rules.thresholds(row.goal_hours) and all(
        item.hours_threshold != hours for item in written
    ):
        raise NotFound
    return hours


def _hour(work: Work, item: running.Placed, minutes_before: int) -> HourOfStretch:
    return HourOfStretch(
        id=item.log.id,
        number=str(-(-(item.total_after + minutes_before) // 60)),
        day=words.day(work.day_of(item.log.date), work.today),
        text=item.log.reflection,
        blocks=prose.blocks_of(item.log.reflection),
    )


def _pairs(work: Work, row: Commitment, low: int, own: list[running.Placed]) -> list[Pair]:
    """Sentences of the stretch before beside those of this one."""
    before = row.minutes_before
    earlier: list[running.Placed] = []
    if low:
        start, end = rules.stretch(low // 60)
        placed = running.between(work, row.id, max(0, start - before), max(0, end - before))
        # A log that reaches from one stretch into the other is what is read beside the editor.
        held = {item.log.id for item in own}
        earlier = [item for item in placed if _is_own(item.log) and item.log.id not in held]
    return [
        Pair(_quote(then, before), _quote(now, before))
        for then, now in rules.then_and_now(earlier, own)
    ]


def _quote(item: running.Placed, minutes_before: int) -> Quote:
    number = -(-(item.total_after + minutes_before) // 60)
    sentence = first_sentence(prose.plain(item.log.reflection), LONGEST_QUOTE)
    return Quote(t.hour_mark(number=number), t.quote(text=sentence))


def _earlier(work: Work, item: Milestone) -> Earlier:
    return Earlier(
        question=t.questions[item.hours_threshold](),
        title=t.hours_mark(hours=item.hours_threshold),
        day=words.day(work.day_of(item.completed_at), work.today),
        text=item.user_synthesis,
        blocks=prose.blocks_of(item.user_synthesis),
    )


def _nothing_written(low: int) -> str:
    return t.nothing_since(since=t.hours_mark(hours=low // 60)) if low else t.nothing_yet


def _closed(work: Work, row: Commitment, hours: int, written: list[Milestone]) -> str:
    """Why this synthesis cannot be written now; "" when it can."""
    minutes = pursuits.minutes(work).get(row.id, 0) + row.minutes_before
    due = rules.due(minutes, row.goal_hours, [item.hours_threshold for item in written])
    if hours in due:
        return "" if hours == due[0] else t.synthesis_one_at_a_time(hours=due[0])
    return t.synthesis_not_due(hours=hours, left=words.duration(max(0, hours * 60 - minutes)))


def _is_own(log: TimeLog) -> bool:
    return has_reflection(log.reflection, log.source, log.reflect_by)

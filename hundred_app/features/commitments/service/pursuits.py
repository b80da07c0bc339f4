"""Committing to something, changing it, putting it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.errors import Changed, Conflict
from hundred_app.core.forms import Counter, Form
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import lines, pursuit
from hundred_app.features.commitments.service import quotas
from hundred_app.features.commitments.service.cards import Card, card_of
from hundred_app.features.commitments.store import milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t


class CommitmentForm(Form):
    """What the form for a commitment sends. Numbers come as they were typed.

    `rev` is what the commitment was read at, 0 for a new one; `over` is the rev of a
    change from another window that the person saw, and decided to replace.
    """

    title: str
    category: str = ""
    goal_hours: str = "100"
    hours_before: str = ""
    rev: Counter = 0
    over: Counter = 0


@dataclass(frozen=True)
class Put:
    """A commitment in the museum."""

    card: Card
    span: str
    line: str
    is_finished: bool


def commit(work: Work, form: CommitmentForm) -> str:
    """Take a free seat for a new pursuit. Returns its id.

    Raises:
        Invalid: a field was filled in wrongly.
        Conflict: all four seats are taken, or there is no place for more.
    """
    title = pursuit.parse_title(form.title)
    quotas.for_a_commitment(work)
    row = Commitment(
        user_id=work.user_id,
        title=title,
        category=pursuit.parse_category(form.category),
        goal_hours=pursuit.parse_goal(form.goal_hours),
        minutes_before=pursuit.parse_hours_before(form.hours_before),
        seat=_free_seat(work),
        created_at=work.now,
        updated_at=work.now,
    )
    rows.add(work, row)
    activity.record(work, Deed(DeedKind.COMMITMENT_MADE, row.id))
    return row.id


def edit(work: Work, commitment_id: str, form: CommitmentForm) -> None:
    """
    Raises:
        Invalid: a field was filled in wrongly.
        NotFound: it is not here, or not this person's.
        Changed: it was changed in another window since this one read it.
    """
    row = rows.get(work, commitment_id)
    wanted = (
        pursuit.parse_title(form.title),
        pursuit.parse_category(form.category),
        pursuit.parse_goal(form.goal_hours),
        pursuit.parse_hours_before(form.hours_before),
    )
    stands = (row.title, row.category, row.goal_hours, row.minutes_before)
    if row.rev not in (form.rev, form.over) and stands != wanted:
        raise Changed(
            t.changed_elsewhere(time=words.clock(work.local(row.updated_at))),
            theirs=_in_words(row),
            rev=row.rev,
        )
    row.title, row.category, row.goal_hours, row.minutes_before = wanted
    row.updated_at = work.now
    row.rev += 1


def as_form(work: Work, commitment_id: str) -> CommitmentForm:
    """What the form for a commitment starts with."""
    row = rows.get(work, commitment_id)
    return CommitmentForm(
        title=row.title,
        category=row.category or "",
        goal_hours=str(row.goal_hours),
        hours_before=str(row.minutes_before // 60) if row.minutes_before else "",
        rev=row.rev,
    )


def archive(work: Work, commitment_id: str) -> None:
    """Free its seat; everything is kept. Archiving twice changes nothing."""
    row = rows.get(work, commitment_id)
    if row.is_active:
        row.is_active = False
        row.updated_at = work.now
        activity.record(work, Deed(DeedKind.COMMITMENT_ARCHIVED, row.id))


def reopen(work: Work, commitment_id: str) -> None:
    """Give it a seat again, its old one if that is free.

    Raises:
        Conflict: all four seats are taken.
    """
    row = rows.get(work, commitment_id)
    if row.is_active:
        return
    row.seat = _free_seat(work, preferred=row.seat)
    row.is_active = True
    row.updated_at = work.now
    activity.record(work, Deed(DeedKind.COMMITMENT_REOPENED, row.id))


def museum(work: Work) -> list[Put]:
    """What was finished or put down, the latest first."""
    minutes = rows.minutes(work)
    written = milestones.written(work)
    return [
        _put(
            work,
            row,
            card_of(
                row,
                minutes.get(row.id, 0),
                [milestone.hours_threshold for milestone in written.get(row.id, [])],
            ),
        )
        for row in rows.archived(work)
    ]


def museum_summary(wall: Sequence[Put]) -> str:
    """ "Two finished, one put down."; "" for an empty wall."""
    if not wall:
        return ""
    finished = sum(put.is_finished for put in wall)
    told = [
        phrase(count=words.number(count))
        for phrase, count in ((t.finished_one, finished), (t.put_down_one, len(wall) - finished))
        if count
    ]
    sentence = ", ".join(told) + "."
    return sentence[0].upper() + sentence[1:]


def _put(work: Work, row: Commitment, card: Card) -> Put:
    is_finished = card.minutes >= row.goal_hours * 60
    span = t.span(
        start=words.month(work.day_of(row.created_at), work.today),
        end=words.month(work.day_of(row.updated_at), work.today),
    )
    hung = lines.apart(row.lines)
    return Put(
        card=card,
        span=span if is_finished else t.put_down_span(span=span),
        line=t.quote(text=hung[0]) if hung else "",
        is_finished=is_finished,
    )


def categories(work: Work) -> list[str]:
    return rows.categories(work)


def free_seat_of(work: Work, preferred: int | None = None) -> int | None:
    """A seat that nobody sits on, `preferred` if it is free; None when all four are taken."""
    return pursuit.free_seat([row.seat for row in rows.active(work)], preferred)


def _in_words(row: Commitment) -> str:
    """A commitment as its form would show it, in one line."""
    before = t.before_hours(hours=words.whole_hours(row.minutes_before))
    goal = t.goal_hours(hours=words.grouped(row.goal_hours))
    parts = (row.title, row.category, goal, before if row.minutes_before else "")
    return ", ".join(part for part in parts if part)


def _free_seat(work: Work, preferred: int | None = None) -> int:
    seat = free_seat_of(work, preferred)
    if seat is None:
        raise Conflict(t.seats_taken)
    return seat

"""Committing to something, changing it, putting it away."""

from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.core.forms import Form
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.service.cards import Card, card_of
from hundred_app.features.commitments.store import logs, milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t


class CommitmentForm(Form):
    """What the form for a commitment sends. Numbers come as they were typed."""

    title: str
    category: str = ""
    goal_hours: str = "100"
    hours_before: str = ""


@dataclass(frozen=True)
class Put:
    """A commitment in the museum."""

    card: Card
    span: str


def commit(work: Work, form: CommitmentForm) -> str:
    """Take a free seat for a new pursuit. Returns its id.

    Raises:
        Invalid: a field was filled in wrongly.
        Conflict: all four seats are taken.
    """
    title = pursuit.parse_title(form.title)
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
    """
    row = rows.get(work, commitment_id)
    row.title = pursuit.parse_title(form.title)
    row.category = pursuit.parse_category(form.category)
    row.goal_hours = pursuit.parse_goal(form.goal_hours)
    row.minutes_before = pursuit.parse_hours_before(form.hours_before)
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


def what_goes(work: Work, commitment_id: str) -> str:
    """What deleting it would take along, as a sentence: "62 logs and 1 synthesis"."""
    row = rows.get(work, commitment_id)
    count = logs.count(work, row.id)
    written = len(milestones.written(work, [row.id]).get(row.id, []))
    return t.what_goes(
        logs=(t.one_log if count == 1 else t.many_logs)(count=words.grouped(count)),
        syntheses=(t.one_synthesis if written == 1 else t.many_syntheses)(count=written),
    )


def delete(work: Work, commitment_id: str, typed_title: str) -> None:
    """Delete it with its logs and milestones, for good.

    Raises:
        Invalid: "typed_title" is not its title.
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    if " ".join(typed_title.split()) != row.title:
        raise Invalid("typed_title", t.title_differs(title=row.title))
    _, minutes, _ = logs.summary(work, [row.id])
    if minutes:
        activity.record(work, Deed(DeedKind.TIME_REMOVED, row.id, -minutes))
    rows.remove(work, row)


def museum(work: Work) -> list[Put]:
    """What was finished or put down, the latest first."""
    minutes = rows.minutes(work)
    written = milestones.written(work)
    return [
        Put(
            card=card_of(
                row,
                minutes.get(row.id, 0),
                [milestone.hours_threshold for milestone in written.get(row.id, [])],
            ),
            span=t.span(
                start=words.month(work.day_of(row.created_at), work.today),
                end=words.month(work.day_of(row.updated_at), work.today),
            ),
        )
        for row in rows.archived(work)
    ]


def categories(work: Work) -> list[str]:
    return rows.categories(work)


def _free_seat(work: Work, preferred: int | None = None) -> int:
    taken = [row.seat for row in rows.active(work)]
    seat = pursuit.free_seat(taken, preferred)
    if seat is None:
        raise Conflict(t.seats_taken)
    return seat

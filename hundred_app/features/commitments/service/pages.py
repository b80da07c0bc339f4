"""The page of one commitment: grid, facts, milestones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from hundred_app.core import prose, words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs as log_rules
from hundred_app.features.commitments.rules import milestones as rules
from hundred_app.features.commitments.service.cards import Card, card_of
from hundred_app.features.commitments.service.entries import opening
from hundred_app.features.commitments.store import later, logs, milestones, running, sums
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Milestone
from hundred_app.features.commitments.texts import t

LATELY_WEEKS = 12


@dataclass(frozen=True)
class Fact:
    """A label, a value, and a small addition to it."""

    label: str
    value: str
    more: str


@dataclass(frozen=True)
class MilestoneLine:
    """One milestone in the list beside the grid."""

    hours: str
    standing: str
    quote: str
    detail: str
    href: str


@dataclass(frozen=True)
class SquareNote:
    """What the caption under the grid says of a square."""

    number: int
    heading: str
    text: str
    log_id: str
    is_own_words: bool


@dataclass(frozen=True)
class CommitmentPage:
    """All that the page of a commitment shows above its chart."""

    card: Card
    subtitle: str
    lead: str
    facts: list[Fact]
    milestones: list[MilestoneLine]
    is_active: bool
    is_empty: bool
    log_count: int


def page(work: Work, commitment_id: str) -> CommitmentPage:
    """
    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    count, logged, _ = logs.summary(work, [row.id])
    written = milestones.written(work, [row.id]).get(row.id, [])
    waiting = later.stretches(work, [row.id]).get(row.id, [])
    card = card_of(row, logged, [item.hours_threshold for item in written], waiting)
    since = t.since(day=words.day(work.day_of(row.created_at), work.today))
    return CommitmentPage(
        card=card,
        subtitle=f"{row.category}, {since}" if row.category else since[0].upper() + since[1:],
        lead=_lead(card, row.goal_hours, [item.hours_threshold for item in written]),
        facts=_facts(work, row.id, count, logged, row.minutes_before),
        milestones=_milestones(work, card, row.goal_hours, written),
        is_active=row.is_active,
        is_empty=card.minutes == 0,
        log_count=count,
    )


def squares(work: Work, commitment_id: str) -> list[SquareNote]:
    """What every filled square of the grid says."""
    row = rows.get(work, commitment_id)
    found = running.stretches(work, row.id, row.goal_hours * 60)
    notes: list[SquareNote] = []
    for square in log_rules.squares(found, row.goal_hours, row.minutes_before):
        hour = square.number if row.goal_hours == 100 else -(-square.number * row.goal_hours // 100)
        heading = t.square_heading(
            number=hour, day=words.day(work.day_of(square.stretch.moment), work.today)
        )
        if square.others:
            heading += t.and_more(count=square.others)
        notes.append(
            SquareNote(
                number=square.number,
                heading=heading,
                text=t.to_come
                if square.stretch.reflect_by
                else opening(prose.plain(square.stretch.sentence), 200),
                log_id=square.stretch.log_id,
                is_own_words=log_rules.has_reflection(
                    square.stretch.sentence, square.stretch.source, square.stretch.reflect_by
                ),
            )
        )
    return notes


def _lead(card: Card, goal_hours: int, written: Collection[int]) -> str:
    """The sentence beside the big number."""
    left = goal_hours * 60 - card.minutes
    due = rules.due(card.minutes, goal_hours, written)
    if card.minutes == 0:
        return t.lead_empty
    if left <= 0:
        return _lead_reached(goal_hours, len(due))
    if due:
        return t.lead_due(hours=due[0])
    upcoming = rules.next_threshold(card.minutes, goal_hours)
    if upcoming is None or upcoming == goal_hours:
        return t.lead_goal(left=words.duration(left), goal=words.grouped(goal_hours))
    return t.lead_between(
        next=words.duration(upcoming * 60 - card.minutes),
        threshold=upcoming,
        left=words.duration(left),
    )


def _lead_reached(goal_hours: int, due: int) -> str:
    hours = t.a_hundred if goal_hours == 100 else words.grouped(goal_hours)
    if not due:
        return t.lead_reached(hours=hours)
    if due == 1:
        return t.lead_one_left(hours=hours)
    return t.lead_some_left(hours=hours, count=words.number(due).capitalize())


def _facts(work: Work, commitment_id: str, count: int, logged: int, before: int) -> list[Fact]:
    week = work.week_of(work.today)
    first = week - timedelta(weeks=LATELY_WEEKS)
    days = sums.by_day(work, [commitment_id], start=work.begins(first))
    this_week = sum(day.minutes for day in days if day.day >= week)
    weeks = _weeks_lived(work, commitment_id)
    lately = sum(day.minutes for day in days if day.day < week) // max(1, min(LATELY_WEEKS, weeks))
    each = t.each(duration=words.duration(round(logged / count))) if count else ""
    facts = [
        Fact(t.this_week, words.duration(this_week), ""),
        Fact(t.lately, words.duration(lately) if weeks else "–", t.a_week if weeks else ""),
        Fact(t.sessions, words.grouped(count), each),
    ]
    if before:
        facts.append(Fact(t.before, words.duration(before), ""))
    return facts


def _weeks_lived(work: Work, commitment_id: str) -> int:
    """The full weeks since its first log, this week not counted."""
    _, _, first = logs.summary(work, [commitment_id])
    if first is None:
        return 0
    return (work.week_of(work.today) - work.week_of(work.day_of(first))).days // 7


def _milestones(
    work: Work, card: Card, goal_hours: int, written: list[Milestone]
) -> list[MilestoneLine]:
    by_hours = {item.hours_threshold: item for item in written}
    upcoming = rules.next_threshold(card.minutes, goal_hours)
    lines: list[MilestoneLine] = []
    # One that is written stays in sight when the goal is lowered beneath it.
    for hours in sorted({*rules.thresholds(goal_hours), *by_hours}):
        standing = rules.standing(hours, card.minutes, by_hours)
        quote, detail = "", ""
        if standing == "written":
            mine = by_hours[hours]
            quote = t.quote(text=first_sentence(prose.plain(mine.user_synthesis)))
            detail = t.written_on(day=words.day(work.day_of(mine.completed_at), work.today))
        elif standing == "due":
            detail = t.write_it if hours == card.due_threshold else t.after_the_first
        elif hours == upcoming:
            detail = t.to_go(duration=words.duration(hours * 60 - card.minutes))
        lines.append(
            MilestoneLine(
                hours=words.hours(hours * 60),
                standing=standing,
                quote=quote,
                detail=detail,
                href=f"{card.href}/milestone/{hours}"
                if standing == "written" or hours == card.due_threshold
                else "",
            )
        )
    return lines


def first_sentence(text: str, longest: int = 90) -> str:
    """The first sentence of a text, cut at a word if it is long."""
    line = text.strip().splitlines()[0]
    for stop in (". ", "? ", "! "):
        head, found, _ = line.partition(stop)
        if found:
            line = head + stop.strip()
            break
    return line if len(line) <= longest else line[:longest].rsplit(None, 1)[0] + " …"

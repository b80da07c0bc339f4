"""The quick log: one line of text, told back in words before it is saved."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hundred_app.core import words, zones
from hundred_app.core.errors import HundredError, Invalid
from hundred_app.core.forms import Form
from hundred_app.core.text import seen
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules.durations import parse_duration
from hundred_app.features.commitments.rules.quickline import QuickLine, read_line
from hundred_app.features.commitments.service.logs import LogForm, Saved, add_log
from hundred_app.features.commitments.service.told import from_to, moment_text, overlap
from hundred_app.features.commitments.store import pursuits
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget

QUESTIONS = {
    "commitment": t.pick_commitment,
    "minutes": t.how_long,
    "reflection": t.what_did_it_teach,
}
OFFERED_MINUTES = (15, 25, 45, 60)


class QuickForm(Form):
    """The line, and what was picked from the chips because the line did not say it.

    `key` becomes the id of the log; a line that is only being read needs none.
    """

    key: str
    text: str
    commitment_id: str = ""
    minutes: str = ""


@dataclass(frozen=True)
class LineMark:
    """A recognised part of the line, to be underlined: from `start` up to `end`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Chip:
    """An answer to what the line left open."""

    value: str
    label: str
    seat: str


@dataclass(frozen=True)
class Preview:
    """What was understood, in words, and what is still missing.

    `asks` is "commitment", "minutes", "reflection" or "" when the line is complete.
    """

    text: str = ""
    seat: str = ""
    what: str = ""
    when: str = ""
    change: str = ""
    asks: str = ""
    question: str = ""
    problem: str = ""
    remark: str = ""
    is_complete: bool = False
    marks: list[LineMark] | None = None
    chips: list[Chip] | None = None


def understand(work: Work, form: QuickForm) -> Preview:
    """Say back what the line would log."""
    if not form.text.strip():
        return Preview(marks=[], chips=[])
    running = pursuits.active(work)
    line = _read(work, form.text, running)
    commitment = _commitment(line, running, form.commitment_id)
    minutes = _minutes(line, form.minutes)
    problem = line.problem or ""
    start = None
    if minutes is not None and not problem:
        try:
            start = rules.started(_started(work, line), minutes, work.now)
        except Invalid as error:
            problem = error.message
    asks = _asks(line, commitment, minutes)
    return Preview(
        text=form.text,
        seat=pursuit.SEATS[commitment.seat] if commitment else "",
        what=_what(commitment, minutes),
        when=from_to(work, start, minutes) if start and minutes else "",
        change=_change(work, commitment, minutes) if commitment and minutes else "",
        asks=asks,
        question=QUESTIONS[asks]() if asks in QUESTIONS else "",
        problem=problem,
        remark=overlap(work, start, minutes) if start and minutes and not asks else "",
        is_complete=not asks and not problem,
        marks=[LineMark(mark.start, mark.end, mark.kind) for mark in line.marks],
        chips=_chips(asks, line, running),
    )


def quick_log(work: Work, form: QuickForm) -> Saved:
    """Log what the line says.

    Raises:
        Invalid: something is missing or out of range.
    """
    running = pursuits.active(work)
    line = _read(work, form.text, running)
    commitment = _commitment(line, running, form.commitment_id)
    minutes = _minutes(line, form.minutes)
    if line.problem:
        raise Invalid("text", line.problem)
    if commitment is None:
        raise Invalid("text", t.pick_commitment)
    if minutes is None:
        raise Invalid("text", t.how_long)
    started = _started(work, line)
    saved = add_log(work, form.key, commitment.id, minutes, started, line.reflection)
    forget(work, drafts.QUICK)
    return saved


def as_form(work: Work, form: QuickForm) -> LogForm:
    """What the log form begins with when it takes over from the line.

    All that was typed is in it: a time that is wrong stands in its field as it was written.
    """
    running = pursuits.active(work)
    line = _read(work, form.text, running)
    commitment = _commitment(line, running, form.commitment_id)
    minutes = _minutes(line, form.minutes)
    started = None if line.problem else _started(work, line)
    return LogForm(
        key=form.key,
        commitment_id=commitment.id if commitment else "",
        duration=words.duration(minutes).replace(words.NBSP, " ")
        if minutes
        else _marked(line, form.text, "duration"),
        moment=moment_text(work, started) if started else _marked(line, form.text, "moment"),
        reflection=line.reflection,
        is_line=1,
    )


def _read(work: Work, text: str, running: list[Commitment]) -> QuickLine:
    return read_line(text, [row.title for row in running], work.wall_clock)


def _commitment(line: QuickLine, running: list[Commitment], picked: str) -> Commitment | None:
    if line.commitment is not None:
        return running[line.commitment]
    if len(running) == 1:
        return running[0]
    return next((row for row in running if row.id == picked), None)


def _minutes(line: QuickLine, picked: str) -> int | None:
    if line.minutes is not None:
        return line.minutes
    try:
        return parse_duration(picked) if picked else None
    except HundredError:
        return None


def _asks(line: QuickLine, commitment: Commitment | None, minutes: int | None) -> str:
    if commitment is None:
        return "commitment"
    if minutes is None:
        return "minutes"
    return "" if seen(line.reflection).strip() else "reflection"


def _marked(line: QuickLine, text: str, kind: str) -> str:
    """What was typed for it."""
    return " ".join(text[mark.start : mark.end] for mark in line.marks if mark.kind == kind)


def _what(commitment: Commitment | None, minutes: int | None) -> str:
    parts = [commitment.title] if commitment else []
    return ", ".join([*parts, words.duration(minutes)] if minutes else parts)


def _started(work: Work, line: QuickLine) -> datetime | None:
    if line.started is None:
        return None
    return zones.moment_of(line.started, work.zone).astimezone(UTC)


def _change(work: Work, commitment: Commitment, minutes: int) -> str:
    before = pursuits.minutes(work).get(commitment.id, 0) + commitment.minutes_before
    return t.becomes(before=words.hours(before), after=words.hours(before + minutes))


def _chips(asks: str, line: QuickLine, running: list[Commitment]) -> list[Chip]:
    if asks == "commitment":
        meant = [running[index] for index in line.suggestions] or running
        return [Chip(row.id, row.title, pursuit.SEATS[row.seat]) for row in meant]
    if asks == "minutes":
        return [Chip(str(minutes), words.duration(minutes), "") for minutes in OFFERED_MINUTES]
    return []

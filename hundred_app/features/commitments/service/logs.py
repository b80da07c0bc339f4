"""Logging time, changing a log, moving it, deleting it and taking that back."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hundred_app.core import words, zones
from hundred_app.core.errors import Changed, Conflict, Invalid, NotFound
from hundred_app.core.forms import Counter, Form
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.rules.durations import parse_duration
from hundred_app.features.commitments.rules.moments import parse_moment
from hundred_app.features.commitments.store import logs as rows
from hundred_app.features.commitments.store import pursuits
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t

REMOVED_LOG = "time_log"


class LogForm(Form):
    """What the log form sends. Duration and moment come as they were typed.

    `key` is made when the form opens and becomes the id of the log, so that
    sending the same form twice makes one log. A form for an existing log has
    that log's id as its key, and the `rev` it was read at.
    """

    key: str
    commitment_id: str
    duration: str
    moment: str = ""
    reflection: str
    rev: Counter = 0


@dataclass(frozen=True)
class Saved:
    """A log that is in the database, and what to say about it."""

    log_id: str
    commitment_id: str
    sentence: str


def log_time(work: Work, form: LogForm) -> Saved:
    """Write a new log.

    Raises:
        Invalid: a field was filled in wrongly.
        NotFound: the commitment is not here, or not this person's.
        Conflict: the commitment is archived.
    """
    minutes = parse_duration(form.duration)
    moment = _moment(work, form.moment)
    return add_log(work, form.key, form.commitment_id, minutes, moment, form.reflection)


def add_log(
    work: Work, key: str, commitment_id: str, minutes: int, moment: datetime | None, text: str
) -> Saved:
    """Write a new log from parts that were understood already; see log_time."""
    if not commitment_id:
        raise Invalid("commitment_id", t.pick_commitment)
    commitment = pursuits.get(work, parse_id(commitment_id))
    key = parse_id(key)
    already = rows.find(work, key)
    if already is not None:
        if (already.duration_minutes, already.reflection) != (
            minutes,
            rules.parse_reflection(text),
        ):
            # Its answer was lost on the way, and more was written since: not to be thrown away.
            raise Conflict(t.already_saved)
        return _saved(already, pursuits.get(work, already.commitment_id))
    if rows.is_taken(work, key):
        raise NotFound
    if not commitment.is_active:
        raise Conflict(t.archived)
    row = TimeLog(
        id=key,
        commitment_id=commitment.id,
        duration_minutes=minutes,
        date=rules.started(moment, minutes, work.now),
        reflection=rules.parse_reflection(text),
        created_at=work.now,
        updated_at=work.now,
    )
    rows.add(work, row)
    activity.record(work, Deed(DeedKind.TIME_LOGGED, row.id, minutes))
    return _saved(row, commitment)


def edit_log(work: Work, form: LogForm) -> Saved:
    """Change a log, or move it to another commitment.

    Raises:
        Invalid: a field was filled in wrongly.
        NotFound: the log or the commitment is not here, or not this person's.
        Conflict: it would move to a commitment that is archived.
        Changed: it was changed in another window since this one read it.
    """
    row = rows.get(work, parse_id(form.key))
    commitment = pursuits.get(work, parse_id(form.commitment_id))
    minutes = parse_duration(form.duration)
    # The field shows minutes on the wall clock: unchanged, it must neither cut the seconds of an
    # imported moment nor move one in the hour that comes twice.
    is_same = form.moment.strip() in ("", moment_text(work, row.date))
    moment = row.date if is_same else _moment(work, form.moment)
    if is_same and minutes > row.duration_minutes:
        # It took longer than was written first, and it is over: so it began earlier.
        moment = min(row.date, work.now - timedelta(minutes=minutes))
    reflection = rules.parse_reflection(form.reflection)
    if commitment.id != row.commitment_id and not commitment.is_active:
        raise Conflict(t.archived)
    if row.rev != form.rev:
        raise Changed(
            t.changed_elsewhere(time=words.clock(work.local(row.updated_at))),
            theirs=row.reflection,
            rev=row.rev,
        )
    if minutes != row.duration_minutes:
        change = minutes - row.duration_minutes
        activity.record(work, Deed(DeedKind.TIME_CHANGED, row.id, change))
    row.commitment_id = commitment.id
    row.duration_minutes = minutes
    row.date = rules.started(moment, minutes, work.now)
    row.reflection = reflection
    row.updated_at = work.now
    row.rev += 1
    return Saved(row.id, commitment.id, t.saved)


def as_form(work: Work, log_id: str) -> LogForm:
    """What the form for an existing log starts with.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, parse_id(log_id))
    return LogForm(
        key=row.id,
        commitment_id=row.commitment_id,
        duration=words.duration(row.duration_minutes).replace(words.NBSP, " "),
        moment=moment_text(work, row.date),
        reflection=row.reflection if rules.has_reflection(row.reflection, row.source) else "",
        rev=row.rev,
    )


def remove_log(work: Work, log_id: str) -> tuple[str, str]:
    """Delete a log. Returns what takes it back, and a sentence about it.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, parse_id(log_id))
    commitment = pursuits.get(work, row.commitment_id)
    kept = activity.set_aside(work, REMOVED_LOG, row.model_dump_json())
    activity.record(work, Deed(DeedKind.TIME_REMOVED, row.id, -row.duration_minutes))
    rows.remove(work, row)
    return kept, t.deleted(duration=words.duration(row.duration_minutes), title=commitment.title)


def restore_log(work: Work, removed_id: str) -> Saved:
    """Take a deletion back. Doing so twice changes nothing.

    Raises:
        NotFound: there is nothing to take back, or its commitment is gone.
    """
    content = json.loads(activity.take_back(work, parse_id(removed_id), REMOVED_LOG))
    commitment = pursuits.get(work, content["commitment_id"])
    already = rows.find(work, content["id"])
    if already is None and content["source_key"]:
        # Its file may have been imported again in the meantime, which made it anew.
        already = rows.find_imported(work, commitment.id, content["source_key"])
    if already is not None:
        return _saved(already, commitment)
    row = TimeLog.model_validate(content)
    rows.add(work, row)
    activity.record(work, Deed(DeedKind.TIME_LOGGED, row.id, row.duration_minutes))
    return _saved(row, commitment)


def told_back(work: Work, duration: str, moment: str, except_id: str) -> tuple[str, str]:
    """What the form would log, in words, and what it overlaps; "" while it cannot be told yet.

    Says nothing about what is wrong: that is for when the form is sent.
    """
    try:
        minutes = parse_duration(duration)
        start = rules.started(_moment(work, moment), minutes, work.now)
    except Invalid:
        return "", ""
    words_of_it = t.told(duration=words.duration(minutes), when=from_to(work, start, minutes))
    return words_of_it, overlap(work, start, minutes, except_id)


def from_to(work: Work, start: datetime, minutes: int) -> str:
    """A stretch as people say it: "today 17:10 to 17:50"."""
    day = words.near_day(work.day_of(start), work.today)
    return t.from_to(
        day=day.lower() if work.day_of(start) >= work.today - timedelta(days=1) else day,
        start=words.clock(work.local(start)),
        end=words.clock(work.local(start + timedelta(minutes=minutes))),
    )


def overlap(work: Work, start: datetime, minutes: int, except_id: str | None = None) -> str:
    """What else happened at that time, as a sentence; "" when nothing did."""
    found = rows.overlapping(work, start, minutes, except_id)
    if not found:
        return ""
    log, commitment = found[-1]
    end = log.date + timedelta(minutes=log.duration_minutes)
    return t.overlaps(
        title=commitment.title,
        start=words.clock(work.local(log.date)),
        end=words.clock(work.local(end)),
    )


def moment_text(work: Work, moment: datetime) -> str:
    """A moment as the form's field takes it back: "2026-11-18 17:10"."""
    return f"{work.local(moment):%Y-%m-%d %H:%M}"


def _moment(work: Work, text: str) -> datetime | None:
    if not text.strip():
        return None
    return zones.moment_of(parse_moment(text, work.wall_clock), work.zone).astimezone(UTC)


def _saved(row: TimeLog, commitment: Commitment) -> Saved:
    return Saved(
        row.id,
        commitment.id,
        t.logged(duration=words.duration(row.duration_minutes), title=commitment.title),
    )

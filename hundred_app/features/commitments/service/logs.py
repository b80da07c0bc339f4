"""Logging time, changing a log, moving it, deleting it and taking that back."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from hundred_app.core import words
from hundred_app.core.errors import Changed, Conflict, Invalid, NotFound
from hundred_app.core.forms import Counter, Form
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.rules.prompts import own_words
from hundred_app.features.commitments.service import quotas
from hundred_app.features.commitments.service.told import (
    Typed,
    minutes_of,
    moment_text,
    read_moment,
)
from hundred_app.features.commitments.store import logs as rows
from hundred_app.features.commitments.store import pursuits
from hundred_app.features.commitments.tables import Commitment, TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget

REMOVED_LOG = "time_log"


class LogForm(Form):
    """What the log form sends. Duration and moment come as they were typed.

    `key` is made when the form opens and becomes the id of the log, so that
    sending the same form twice makes one log. A form for an existing log has
    that log's id as its key, and the `rev` it was read at. `over` is the rev of
    a text from another window that the person saw, and decided to replace. `is_timed`
    is 1 when a timer measured the time, whose stretch has the key for its id, `is_line`
    when the form took over from the quick line, `by_span` when it says when the stretch
    `ended` in the place of how long it was, and `later` is "on" when the sentence may wait
    until the day is over.
    """

    key: str
    commitment_id: str
    duration: str
    moment: str = ""
    reflection: str
    rev: Counter = 0
    over: Counter = 0
    is_timed: Counter = 0
    is_line: Counter = 0
    later: str = ""
    by_span: Counter = 0
    ended: str = ""

    @property
    def typed(self) -> Typed:
        """How long and when."""
        return Typed(self.duration, self.moment, self.ended, self.by_span > 0)

    @property
    def may_wait(self) -> bool:
        """Whether somebody logs now and writes the sentence later."""
        return bool(self.later) and not own_words(self.reflection)

    @property
    def subject(self) -> str:
        """What a draft of this form is about.

        A stretch that a timer measured has one of its own, and so has what the quick line
        began: the draft of another log must not come back in its place.
        """
        is_known = self.rev or self.is_timed or self.is_line
        return drafts.of_log(self.key) if is_known else drafts.NEW_LOG


@dataclass(frozen=True)
class Saved:
    """A log that is in the database, and what to say about it."""

    log_id: str
    commitment_id: str
    sentence: str


def log_time(work: Work, form: LogForm, *, began: datetime | None = None) -> Saved:
    """Write a new log.

    Args:
        began: when it began to the second, if something measured it; else the form says.

    Raises:
        Invalid: a field was filled in wrongly.
        NotFound: the commitment is not here, or not this person's.
        Conflict: the commitment is archived, or there is no place for more.
    """
    moment = began or read_moment(work, form.moment)
    minutes = minutes_of(work, form.typed, moment)
    waits = form.may_wait
    text = rules.to_come() if waits else form.reflection
    reflect_by = work.begins(work.today + timedelta(days=1)) if waits else None
    made = add_log(work, form.key, form.commitment_id, minutes, moment, text, reflect_by=reflect_by)
    forget(work, form.subject)
    if form.is_line:
        forget(work, drafts.QUICK)
    return made


def add_log(
    work: Work,
    key: str,
    commitment_id: str,
    minutes: int,
    moment: datetime | None,
    text: str,
    *,
    reflect_by: datetime | None = None,
) -> Saved:
    """Write a new log from parts that were understood already; see log_time.

    With `reflect_by`, until when its sentence may wait, `text` only stands for it.
    """
    if not commitment_id:
        raise Invalid("commitment_id", t.pick_commitment)
    commitment = pursuits.get(work, parse_id(commitment_id))
    key, text = parse_id(key), rules.parse_reflection(text)
    already = rows.find(work, key)
    if already is not None:
        return _saved_before(work, already, minutes, text)
    if rows.is_taken(work, key):
        raise NotFound
    if not commitment.is_active:
        raise Conflict(t.archived)
    quotas.for_a_log_by_hand(work)
    row = TimeLog(
        id=key,
        commitment_id=commitment.id,
        duration_minutes=minutes,
        date=rules.started(moment, minutes, work.now),
        reflection=text,
        created_at=work.now,
        updated_at=work.now,
        reflect_by=reflect_by,
    )
    rows.add(work, row)
    activity.record(work, Deed(DeedKind.TIME_LOGGED, row.id, minutes))
    return saved(row, commitment)


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
    minutes = minutes_of(work, form.typed, _new_moment(work, row, form.moment, 0))
    moment = _new_moment(work, row, form.moment, minutes)
    reflection, reflect_by = _new_reflection(row, form)
    if commitment.id != row.commitment_id and not commitment.is_active:
        raise Conflict(t.archived)
    if row.rev not in (form.rev, form.over):
        if _is_same(row, commitment, minutes, moment, reflection):
            # Its answer was lost on the way, and it was sent again.
            return Saved(row.id, commitment.id, t.saved)
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
    row.reflect_by = reflect_by
    row.updated_at = work.now
    row.rev += 1
    forget(work, drafts.of_log(row.id))
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
        reflection=row.reflection
        if rules.has_reflection(row.reflection, row.source, row.reflect_by)
        else "",
        rev=row.rev,
        later="on" if row.reflect_by else "",
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
        Conflict: there is no place for it any more.
    """
    content = json.loads(activity.take_back(work, parse_id(removed_id), REMOVED_LOG))
    commitment = pursuits.get(work, content["commitment_id"])
    already = rows.find(work, content["id"])
    if already is None and content["source_key"]:
        # Its file may have been imported again in the meantime, which made it anew.
        already = rows.find_imported(work, commitment.id, content["source_key"])
    if already is not None:
        return saved(already, commitment)
    quotas.for_logs(work, 1)
    row = TimeLog.model_validate(content)
    rows.add(work, row)
    activity.record(work, Deed(DeedKind.TIME_LOGGED, row.id, row.duration_minutes))
    return saved(row, commitment)


def _saved_before(work: Work, already: TimeLog, minutes: int, text: str) -> Saved:
    """The answer to a log that is sent again."""
    if (already.duration_minutes, already.reflection) != (minutes, text):
        # Its answer was lost on the way, and more was written since: not to be thrown away.
        raise Conflict(t.already_saved)
    return saved(already, pursuits.get(work, already.commitment_id))


def _new_reflection(row: TimeLog, form: LogForm) -> tuple[str, datetime | None]:
    """What a log taught as its form says now, and until when that may wait."""
    # Only a sentence that was still to come may go on being so.
    if row.reflect_by is not None and form.may_wait:
        return row.reflection, row.reflect_by
    return rules.parse_reflection(form.reflection), None


def _new_moment(work: Work, row: TimeLog, text: str, minutes: int) -> datetime | None:
    """When a log began, as its form says now."""
    # The field shows minutes on the wall clock: unchanged, it must neither cut the seconds of an
    # imported moment nor move one in the hour that comes twice.
    if text.strip() not in ("", moment_text(work, row.date)):
        return read_moment(work, text)
    if minutes > row.duration_minutes:
        # It took longer than was written first, and it is over: so it began earlier.
        return min(row.date, work.now - timedelta(minutes=minutes))
    return row.date


def _is_same(
    row: TimeLog, commitment: Commitment, minutes: int, moment: datetime | None, text: str
) -> bool:
    says = (commitment.id, minutes, text)
    if (row.commitment_id, row.duration_minutes, row.reflection) != says:
        return False
    # One that became longer began earlier than its form still says, and ended when it was saved.
    ended = row.updated_at - timedelta(minutes=minutes)
    near = [row.date] if moment is None else [moment, min(moment, ended)]
    return any(abs(row.date - each) < timedelta(minutes=1) for each in near)


def saved(row: TimeLog, commitment: Commitment) -> Saved:
    """What is said about a new log."""
    sentence = t.logged_later if row.reflect_by else t.logged
    return Saved(
        row.id,
        commitment.id,
        sentence(duration=words.duration(row.duration_minutes), title=commitment.title),
    )

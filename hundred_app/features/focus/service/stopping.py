"""From a timer to a log: stopping, the real end, and the log that a stretch becomes."""

from datetime import UTC, datetime, timedelta

from hundred_app.core import words, zones
from hundred_app.core.errors import Conflict, Invalid
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.moments import parse_moment
from hundred_app.features.commitments.service import logs
from hundred_app.features.commitments.service.logs import LogForm, Saved
from hundred_app.features.commitments.service.told import moment_text
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget
from hundred_app.features.focus import rules, store
from hundred_app.features.focus.rules import Mode, Status
from hundred_app.features.focus.service.timers import timer_of
from hundred_app.features.focus.tables import FocusSession
from hundred_app.features.focus.texts import t

NOW = ("", "now")
"""What stands in the field for the real end when the timer was going on rightly."""


def is_runaway(work: Work, session_id: str) -> bool:
    """Whether its real end must be asked for before it is stopped."""
    row = store.get(work, parse_id(session_id))
    return row.status == Status.ACTIVE and rules.is_runaway(timer_of(row), work.now)


def stop(work: Work, session_id: str) -> LogForm | None:
    """Stop a timer. Returns the log form to fill in; None for a break, which makes no log.

    A stretch that was stopped before gives its form again: a form that was closed lost nothing.

    Raises:
        Conflict: it is logged, or it runs for so long that its real end must be told.
    """
    row = store.get(work, parse_id(session_id))
    if row.status == Status.ACTIVE:
        if rules.is_runaway(timer_of(row), work.now):
            raise Conflict(t.still_going)
        _end(work, row, rules.stopped_at(timer_of(row), work.now))
    return _form(work, row) if row.mode == Mode.FOCUS else None


def set_end(work: Work, session_id: str, text: str) -> LogForm:
    """Stop a timer at its real end. Returns the log form to fill in.

    Raises:
        Invalid: "end"; not a time, before it last began to count, or still to come.
    """
    row = store.get(work, parse_id(session_id))
    if row.status == Status.ACTIVE:
        _end(work, row, _real_end(work, row, text))
    return _form(work, row)


def log_time(work: Work, form: LogForm) -> Saved:
    """Write a new log. One of a stretch completes it in the same transaction.

    Raises:
        Invalid: a field was filled in wrongly.
        NotFound: the commitment or the stretch is not here, or not this person's.
        Conflict: the commitment is archived, or there is no place for more.
    """
    if not form.is_timed:
        return logs.log_time(work, form)
    row = store.get(work, parse_id(form.key))
    # The field shows whole minutes, and an hour may come twice: what was measured holds.
    began = _began(row) if form.moment.strip() == moment_text(work, _began(row)) else None
    saved = logs.log_time(work, form, began=began)
    row.status = Status.COMPLETED
    row.commitment_id = saved.commitment_id
    row.completed_at = row.completed_at or work.now
    row.time_log_id = saved.log_id
    forget(work, drafts.of_log(row.id))
    return saved


def _end(work: Work, row: FocusSession, end: datetime) -> None:
    row.stopped_at = end
    row.status = Status.STOPPED
    if row.mode != Mode.FOCUS:
        row.status = Status.COMPLETED
        row.completed_at = work.now
    work.db.flush()


def _real_end(work: Work, row: FocusSession, text: str) -> datetime:
    earliest, latest = rules.ends(timer_of(row), work.now)
    if text.strip().lower() in (*NOW, t.end_now):
        end = rules.stopped_at(timer_of(row), work.now)
    else:
        try:
            wall = parse_moment(text, work.wall_clock)
        except Invalid as error:
            raise Invalid("end", error.message) from None
        end = zones.moment_of(wall, work.zone).astimezone(UTC)
    if end < earliest:
        raise Invalid("end", t.end_before_start(time=words.clock(work.local(earliest))))
    if end > latest:
        raise Invalid("end", t.end_ahead(time=words.clock(work.local(latest))))
    return end


def counted_minutes(row: FocusSession) -> int:
    """The whole minutes of a stretch that is over."""
    return rules.minutes_of(rules.until(timer_of(row), row.stopped_at or row.started_at))


def _began(row: FocusSession) -> datetime:
    """When its log began."""
    ended = row.stopped_at or row.started_at + timedelta(minutes=1)
    return rules.log_began(row.started_at, ended, counted_minutes(row))


def _form(work: Work, row: FocusSession) -> LogForm:
    """
    Raises:
        Conflict: it is logged already, or was discarded.
    """
    if row.status != Status.STOPPED:
        raise Conflict(t.logged_already if row.status == Status.COMPLETED else t.gone)
    return LogForm(
        key=row.id,
        commitment_id=row.commitment_id or "",
        duration=words.duration(counted_minutes(row)).replace(words.NBSP, " "),
        moment=moment_text(work, _began(row)),
        reflection=row.thoughts,
        is_timed=1,
    )

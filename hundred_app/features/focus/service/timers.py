"""Starting a timer, pausing it, moving its start, taking a break, and throwing a stretch away."""

from dataclasses import asdict
from datetime import UTC, timedelta

from hundred_app.core import words, zones
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.forms import Form
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.durations import parse_duration
from hundred_app.features.commitments.rules.moments import parse_moment
from hundred_app.features.commitments.service import totals
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts.service import forget
from hundred_app.features.focus import rules, store
from hundred_app.features.focus.rules import Kind, Mode, Status, Timer
from hundred_app.features.focus.tables import FocusSession
from hundred_app.features.focus.texts import t

MOST_WITHOUT_LOG = 200
"""Stretches and breaks without a log, discarded ones included, that one person may have."""

KEPT = timedelta(days=1)
"""How long what was discarded can be taken back."""

OWN = "own"


class StartForm(Form):
    """What the start of a timer says.

    `length` is "" for no end, the minutes of a pomodoro, or "own", whose text is in `own`.
    """

    commitment_id: str = ""
    length: str = ""
    own: str = ""


def start(work: Work, form: StartForm) -> str:
    """Start a timer for a commitment; a break that is running ends. Returns its id.

    Raises:
        Invalid: no commitment is picked, or the length is none.
        NotFound: the commitment is not here, or not this person's.
        Conflict: a timer is running, the commitment is archived, or too much waits.
    """
    if not form.commitment_id:
        raise Invalid("commitment_id", t.pick_commitment)
    commitment_id = parse_id(form.commitment_id)
    seated = totals.seats(work, [commitment_id]).get(commitment_id)
    if seated is None:
        raise NotFound
    if not seated.is_active:
        raise Conflict(t.archived)
    kind, seconds = _length(work, form)
    _clear_the_way(work)
    return _begin(work, commitment_id, Mode.FOCUS, kind, seconds)


def take_break(work: Work) -> str:
    """Start the break that is offered after a pomodoro. Returns its id.

    Raises:
        Conflict: a timer is running.
    """
    _clear_the_way(work)
    pomodoros, seconds = pomodoros_so_far(work)
    minutes = rules.break_minutes(seconds, pomodoros)
    return _begin(work, None, rules.break_mode(pomodoros), Kind.POMODORO, minutes * 60)


def pomodoros_so_far(work: Work) -> tuple[int, int]:
    """How many pomodoros were completed today, and the seconds of the last one."""
    last = store.latest_done(work, work.now - rules.OFFER_LASTS)
    seconds = rules.POMODOROS[0] * 60
    if last is not None and last.mode == Mode.FOCUS and last.length_seconds:
        seconds = last.length_seconds
    return store.count_pomodoros(work, work.begins(work.today)), seconds


def pause(work: Work, session_id: str) -> None:
    """Pause a timer. One that is paused or over stays as it is."""
    row = _active(work, session_id)
    put(row, rules.paused(timer_of(row), work.now))


def resume(work: Work, session_id: str) -> None:
    """Let a paused timer count again."""
    row = _active(work, session_id)
    put(row, rules.resumed(timer_of(row), work.now))


def go_on(work: Work, session_id: str) -> str:
    """Go on beyond the length. Returns what is said about the time since then."""
    row = _active(work, session_id)
    before = timer_of(row)
    end = rules.ends_at(before)
    after = rules.gone_on(before, work.now)
    put(row, after)
    if end is None or after == before:
        return ""
    row.kind = Kind.FLOW
    if after.paused_seconds == before.paused_seconds:
        return t.went_on(duration=words.duration((work.now - end) // timedelta(minutes=1)))
    return t.went_on_from(duration=words.duration((before.length_seconds or 0) // 60))


def set_start(work: Work, session_id: str, text: str) -> str:
    """Move the start of a timer. Returns a sentence about it.

    Raises:
        Invalid: "start"; not a time, still to come, too long ago, or after its first pause.
    """
    row = _active(work, session_id)
    timer = timer_of(row)
    try:
        wall = parse_moment(text, work.wall_clock)
    except Invalid as error:
        raise Invalid("start", error.message) from None
    moment = zones.moment_of(wall, work.zone).astimezone(UTC)
    clock = words.clock(work.local(timer.first_paused_at)) if timer.first_paused_at else ""
    put(row, rules.with_start(timer, moment, work.now, clock))
    return t.start_moved(time=words.clock(work.local(moment)))


def add_thought(work: Work, session_id: str, thought: str) -> None:
    """Keep a passing thought for the reflection, and forget its draft.

    Raises:
        Invalid: "thought"; nothing, or too much.
    """
    row = store.get(work, parse_id(session_id))
    row.thoughts = rules.with_thought(row.thoughts, thought)
    forget(work, drafts.THOUGHT)


def discard(work: Work, session_id: str) -> None:
    """Throw a stretch away, running or stopped; a break simply ends.

    Raises:
        Conflict: it is logged already.
    """
    row = store.get(work, parse_id(session_id))
    if row.status == Status.COMPLETED and row.mode == Mode.FOCUS:
        raise Conflict(t.logged_already)
    row.status = Status.ABANDONED if row.mode == Mode.FOCUS else Status.COMPLETED
    row.completed_at = work.now


def undo_discard(work: Work, session_id: str) -> None:
    """Take a discarded stretch back. It runs on, unless another timer was started since."""
    row = store.get(work, parse_id(session_id))
    if row.status != Status.ABANDONED:
        return
    if row.stopped_at is None and store.find_active(work) is not None:
        row.stopped_at = rules.stopped_at(timer_of(row), row.completed_at or work.now)
    row.status = Status.ACTIVE if row.stopped_at is None else Status.STOPPED
    row.completed_at = None
    work.db.flush()


def timer_of(row: FocusSession) -> Timer:
    """What the rules know of a session."""
    return Timer(
        started_at=row.started_at,
        length_seconds=row.length_seconds,
        paused_seconds=row.paused_seconds,
        first_paused_at=row.first_paused_at,
        paused_at=row.paused_at,
        resumed_at=row.resumed_at,
    )


def put(row: FocusSession, timer: Timer) -> None:
    """Write down what the rules made of it."""
    for name, value in asdict(timer).items():
        setattr(row, name, value)


def _active(work: Work, session_id: str) -> FocusSession:
    """
    Raises:
        NotFound: it is not here, or not this person's.
        Conflict: it was stopped elsewhere.
    """
    row = store.get(work, parse_id(session_id))
    if row.status != Status.ACTIVE:
        raise Conflict(t.stopped_elsewhere)
    return row


def _clear_the_way(work: Work) -> None:
    """End a break, and refuse while a timer runs."""
    store.remove_old(work, work.now - KEPT)
    running = store.find_active(work)
    if running is not None and running.mode == Mode.FOCUS:
        raise Conflict(t.already_running)
    if running is not None:
        discard(work, running.id)
        work.db.flush()
    if store.count_without_log(work) >= MOST_WITHOUT_LOG:
        raise Conflict(t.too_many)


def _begin(
    work: Work, commitment_id: str | None, mode: Mode, kind: Kind, seconds: int | None
) -> str:
    row = FocusSession(
        user_id=work.user_id,
        commitment_id=commitment_id,
        mode=mode,
        kind=kind,
        status=Status.ACTIVE,
        length_seconds=seconds,
        started_at=work.now,
    )
    store.add(work, row)
    return row.id


def _length(work: Work, form: StartForm) -> tuple[Kind, int | None]:
    """
    Raises:
        Invalid: "own"; there is no such length.
    """
    if not form.length:
        return Kind.FLOW, None
    if form.length in map(str, rules.POMODOROS):
        return Kind.POMODORO, int(form.length) * 60
    if form.length != OWN:
        raise Invalid("own", t.not_a_length)
    end = rules.end_on_clock(form.own, work.wall_clock)
    if end is not None:
        moment = zones.moment_of(end, work.zone).astimezone(UTC)
        return Kind.COUNTDOWN, max(1, (moment - work.now) // timedelta(seconds=1))
    try:
        return Kind.COUNTDOWN, parse_duration(form.own) * 60
    except Invalid:
        raise Invalid("own", t.not_a_length) from None

"""What every page shows of timers: the one that runs, the stretches that wait, the break."""

from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.focus import rules, store
from hundred_app.features.focus.rules import Kind, Mode, Status
from hundred_app.features.focus.service.stopping import counted_minutes
from hundred_app.features.focus.service.timers import pomodoros_so_far, timer_of
from hundred_app.features.focus.tables import FocusSession
from hundred_app.features.focus.texts import t

BREAKS = {Mode.SHORT_BREAK: t.short_break, Mode.LONG_BREAK: t.long_break}


@dataclass(frozen=True)
class Running:
    """The timer that runs. Seconds are those of the moment at which it was read.

    `length` is 0 for one without an end; `wake` is when there will be something new to say of
    it, in counted seconds, 0 when nothing is to be expected.
    """

    id: str
    commitment_id: str
    goal_hours: int
    title: str
    seat: str
    href: str
    is_break: bool
    is_paused: bool
    is_over: bool
    is_runaway: bool
    elapsed: int
    length: int
    wake: int
    status: str
    began: str
    until: str
    sentence: str
    thoughts: list[str]


@dataclass(frozen=True)
class Waiting:
    """A stretch that is over and waits for its sentence."""

    id: str
    seat: str
    sentence: str
    discarding: str


@dataclass(frozen=True)
class Overview:
    running: Running | None
    waiting: list[Waiting]
    break_offer: str


def overview(work: Work) -> Overview:
    """All of it, in at most five queries."""
    rows = store.all_of(work, [Status.ACTIVE, Status.STOPPED])
    seats = totals.seats(work) if rows else {}
    running = next((row for row in rows if row.status == Status.ACTIVE), None)
    return Overview(
        running=_running(work, running, seats) if running else None,
        waiting=[_waiting(row, seats) for row in rows if row.status == Status.STOPPED],
        break_offer="" if running else _break_offer(work),
    )


def discarding(work: Work, session_id: str) -> str:
    """What is lost when a stretch is discarded, before anybody does so."""
    row = store.get(work, session_id)
    return _discarding(row, totals.seats(work), _minutes(work, row))


def _running(work: Work, row: FocusSession, seats: dict[str, Seated]) -> Running:
    timer = timer_of(row)
    elapsed = rules.counted(timer, work.now)
    is_over, is_runaway = rules.is_over(timer, work.now), rules.is_runaway(timer, work.now)
    ends = rules.ends_at(timer)
    is_break = row.mode != Mode.FOCUS
    words_of_it = t.running_paused if row.paused_at else t.running
    return Running(
        id=row.id,
        commitment_id=row.commitment_id or "",
        goal_hours=seats[row.commitment_id].goal_hours if row.commitment_id in seats else 0,
        title=_title(row, seats),
        seat=seats[row.commitment_id].seat if row.commitment_id in seats else "",
        href=f"/c/{row.commitment_id}" if row.commitment_id else "",
        is_break=is_break,
        is_paused=row.paused_at is not None,
        is_over=is_over,
        is_runaway=is_runaway,
        elapsed=elapsed,
        length=timer.length_seconds or 0,
        wake=0 if is_over or is_runaway else timer.length_seconds or rules.RUNAWAY_SECONDS + 1,
        status=words_of_it(duration=words.duration(elapsed // 60)),
        began=words.clock(work.local(row.started_at)),
        until=t.until(time=words.clock(work.local(ends))) if ends and not is_over else "",
        sentence=_sentence(timer.length_seconds, is_break, is_over, is_runaway),
        thoughts=row.thoughts.splitlines(),
    )


def _sentence(seconds: int | None, is_break: bool, is_over: bool, is_runaway: bool) -> str:
    if is_runaway:
        return t.still_going
    if not is_over:
        return ""
    if is_break:
        return t.break_over
    return t.length_reached(duration=words.duration((seconds or 0) // 60))


def _waiting(row: FocusSession, seats: dict[str, Seated]) -> Waiting:
    minutes = counted_minutes(row)
    return Waiting(
        id=row.id,
        seat=seats[row.commitment_id].seat if row.commitment_id in seats else "",
        sentence=t.waits(duration=words.duration(minutes), title=_title(row, seats)),
        discarding=_discarding(row, seats, minutes),
    )


def _discarding(row: FocusSession, seats: dict[str, Seated], minutes: int) -> str:
    return t.discard_what(duration=words.duration(minutes), title=_title(row, seats))


def _minutes(work: Work, row: FocusSession) -> int:
    if row.stopped_at is not None:
        return counted_minutes(row)
    return rules.minutes_of(rules.counted(timer_of(row), work.now))


def _title(row: FocusSession, seats: dict[str, Seated]) -> str:
    if row.commitment_id in seats:
        return seats[row.commitment_id].title
    return BREAKS.get(Mode(row.mode), t.timer)()


def _break_offer(work: Work) -> str:
    """The break after a pomodoro that was logged a moment ago; "" when none is due."""
    last = store.latest_done(work, work.now - rules.OFFER_LASTS)
    if last is None or last.mode != Mode.FOCUS or last.kind != Kind.POMODORO:
        return ""
    pomodoros, seconds = pomodoros_so_far(work)
    minutes = rules.break_minutes(seconds, pomodoros)
    return t.take_break(duration=words.duration(minutes))

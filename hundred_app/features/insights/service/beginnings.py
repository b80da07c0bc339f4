"""By hour, not by date: commitments from their first day on, beside each other."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Line
from hundred_app.features.insights.service.shown import (
    Numbers,
    Panel,
    Row,
    Share,
    Shown,
    nothing,
    shown_of,
)
from hundred_app.features.insights.texts import t

MOST_GHOSTS = 4
MOST_POINTS = 420
"""Of all lines together; about 70 bytes each."""

_TABLE_ROWS = 24


@dataclass(frozen=True)
class _Begun:
    """A commitment from its first day on: the days with logs, and all minutes up to each.

    Attributes:
        key: its id.
        held: its seat, and whether it is running.
        title: what its line is called.
        days, minutes: those with logs, and all up to each of them.
        first: which day was its day 1.
        end: its last day so far.
        is_ghost: whether it is only there to be compared with.
        since, base: where its line begins, for an earlier self: on which day, from what.
    """

    key: str
    held: Seated
    title: str
    days: list[date]
    minutes: list[int]
    first: date
    end: date
    is_ghost: bool
    since: int = 0
    base: int = 0

    @property
    def lived(self) -> int:
        """The number of its last day; its first is 1."""
        return self.number(self.end)

    def number(self, day: date) -> int:
        return (day - self.first).days + 1

    def at(self, number: int) -> int:
        """All minutes up to the end of one of its days."""
        passed = bisect_right(self.days, self.first + timedelta(days=number - 1))
        return self.minutes[passed - 1] if passed else self.base

    def is_there(self, number: int) -> bool:
        """Whether its line has this day."""
        return self.since <= number <= self.lived


@dataclass(frozen=True)
class _Race:
    """The last weeks of a commitment, and as many before them, let loose at the same point."""

    earlier: _Begun
    weeks: int
    minutes: int

    @property
    def before(self) -> int:
        return self.earlier.minutes[-1] - self.earlier.base


def aligned(work: Work, commitment_id: str) -> Panel:
    """Every commitment from its first day on; those that ended, and beside one all others, are
    ghosts. Beside one there is an earlier self, too.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown, begun = _found(work, commitment_id)
    goes_on = bool(begun) and begun[0].end == work.today
    race = _race(begun[0]) if commitment_id and goes_on else None
    lines = [*begun, race.earlier] if race else begun
    if shown is None or len(lines) < 2:
        return nothing(t.aligned_empty_of_one if commitment_id else t.aligned_empty)
    sentence = _sentence(begun, race)
    return Panel(
        sentence=sentence,
        label=t.aligned_label(who=", ".join(one.title for one in lines), finding=sentence),
        figure=figures.aligned([_line(one, len(lines)) for one in lines]),
        head=[t.day_of, *(one.title for one in lines)],
        rows=_rows(lines),
        shares=[
            Share(
                one.title,
                f"{one.held.seat} faded" if one.is_ghost else one.held.seat,
                words.whole_hours(one.minutes[-1]),
            )
            for one in lines
        ],
        has_chart=True,
        sheet=shown.sheet("aligned", c=commitment_id),
    )


def aligned_numbers(work: Work, commitment_id: str) -> Numbers:
    """Every day with logs by its number since the first, with all minutes up to it."""
    _, begun = _found(work, commitment_id)
    return Numbers(
        ("commitment", "day", "minutes so far"),
        [
            (one.title, one.number(day), minutes)
            for one in begun
            for day, minutes in zip(one.days, one.minutes, strict=True)
        ],
    )


def _found(work: Work, commitment_id: str) -> tuple[Shown | None, list[_Begun]]:
    """The one whose page it is, or all that are running, and the fullest of the others."""
    if commitment_id and not totals.seats(work, [commitment_id]):
        raise NotFound
    shown = shown_of(work, "", "all")
    if shown is None or (commitment_id and commitment_id not in shown.who):
        return None, []
    begun = [
        _begun(work, key, held, rules.of_one(shown.minutes, key), commitment_id)
        for key, held in shown.who.items()
    ]
    ghosts = sorted((one for one in begun if one.is_ghost), key=lambda one: -one.minutes[-1])
    return shown, [one for one in begun if not one.is_ghost] + ghosts[:MOST_GHOSTS]


def _begun(
    work: Work, key: str, held: Seated, by_day: Mapping[date, int], commitment_id: str
) -> _Begun:
    days = sorted(by_day)
    minutes = list(accumulate(by_day[day] for day in days))
    is_ghost = key != commitment_id if commitment_id else not held.is_active
    # Years of rest would else be a level line, and all before them a step at its left.
    end = rules.last_day(work.today, days[0], days[-1]) if held.is_active else days[-1]
    return _Begun(key, held, held.title, days, minutes, days[0], end, is_ghost)


def _race(own: _Begun) -> _Race | None:
    """The weeks before the last ones, moved to where these began; None where either are empty."""
    weeks = rules.weeks_to_race(own.lived)
    span = 7 * weeks
    since = own.lived - span
    base = own.at(since)
    before = [
        (day, minutes)
        for day, minutes in zip(own.days, own.minutes, strict=True)
        if since - span < own.number(day) <= since
    ]
    if not own.held.is_active or not before or own.minutes[-1] == base:
        return None
    moved = base - own.at(since - span)
    earlier = replace(
        own,
        title=t.earlier_self(weeks=weeks),
        days=[day for day, _ in before],
        minutes=[minutes + moved for _, minutes in before],
        first=own.first - timedelta(days=span),
        end=own.end - timedelta(days=span),
        is_ghost=True,
        since=since,
        base=base,
    )
    return _Race(earlier, weeks, own.minutes[-1] - base)


def _line(one: _Begun, lines: int) -> Line:
    kept = rules.thinned(len(one.days), MOST_POINTS // lines)
    days = [one.number(one.days[at]) for at in kept]
    # A point that stands for several days leads to all of them.
    since = [0, *(at + 1 for at in kept[:-1])]
    times = [
        days_name(one.days[first], one.days[at]) for first, at in zip(since, kept, strict=True)
    ]
    minutes = [one.minutes[at] for at in kept]
    if days[-1] < one.lived:
        days.append(one.lived)
        minutes.append(minutes[-1])
        times.append("")
    begins = (one.since, one.base)
    return Line(one.title, one.held.seat, one.is_ghost, days, minutes, times, one.key, begins)


def _sentence(begun: list[_Begun], race: _Race | None) -> str:
    """Where the youngest stands, where the others were on the same day of theirs, and how the last
    weeks compare with those before."""
    raced = race and t.aligned_raced(
        title=race.earlier.held.title,
        weeks=race.weeks,
        hours=words.hours(race.minutes),
        before=words.hours(race.before),
    )
    if raced and len(begun) == 1:
        return raced
    placed = _placed(begun)
    return t.both(one=placed, other=raced) if raced else placed


def _placed(begun: list[_Begun]) -> str:
    ours = [one for one in begun if not one.is_ghost] or begun
    youngest = min(ours, key=lambda one: one.lived)
    others = [one for one in begun if one is not youngest and one.lived >= youngest.lived]
    then = sorted(one.at(youngest.lived) for one in others)
    said = (t.aligned_found, t.aligned_found_one, t.aligned_found_many)[min(len(others), 2)]
    return said(
        title=youngest.title,
        day=words.grouped(youngest.lived),
        hours=words.hours(youngest.minutes[-1]),
        other=others[0].title if others else "",
        others=words.hours(then[0]) if then else "",
        least=words.hours(then[0]) if then else "",
        most=words.hours(then[-1]) if then else "",
    )


def _rows(begun: list[_Begun]) -> list[Row]:
    """At most two dozen days, evenly apart."""
    last = max(one.lived for one in begun)
    step = max(1, -(-last // _TABLE_ROWS))
    numbers = sorted({*range(step, last, step), last})
    return [
        Row(
            words.grouped(number),
            [words.hours(one.at(number)) if one.is_there(number) else "–" for one in begun],
        )
        for number in numbers
    ]

"""When a goal will be reached, as far as that can be told. How well it can: docs/forecast.md."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from hundred_app.features.insights.rules.futures import MOST_WEEKS, NEVER, arrivals

FEWEST_WEEKS = 3
FEWEST_LOGS = 5

EARLY, LIKELY, LATE = 0.1, 0.5, 0.9
"""The shares of futures that are there by the three days of a forecast."""

LONGEST_PAUSE_WEEKS = 104

LONGEST_SLIDER_MINUTES, LONGEST_SLIDER_WEEKS = 120, 12
"""As far as the sliders go; a plan may go further."""

LITTLE = (30, 60, 120, 180, 300)
"""Minutes more a week that may be suggested."""


@dataclass(frozen=True)
class History:
    """What one commitment was given so far.

    Attributes:
        by_day: the minutes of every day with any, in the person's own days.
        logs: how many logs these are.
        before: minutes from before the first log.
    """

    by_day: Mapping[date, int]
    logs: int
    before: int = 0

    def until(self, today: date) -> "History":
        """The same without what is after today."""
        return replace(self, by_day={day: n for day, n in self.by_day.items() if day <= today})


@dataclass(frozen=True)
class Plan:
    """What somebody would change.

    Attributes:
        extra: minutes more on each weekday, from Monday on; for certain, unless in a pause.
        pause_weeks: weeks without anything, from tomorrow on.

    Raises:
        ValueError: there are not seven days of 0 to 1440 minutes, or the pause is negative or
            longer than LONGEST_PAUSE_WEEKS.
    """

    extra: tuple[int, ...] = (0,) * 7
    pause_weeks: int = 0

    def __post_init__(self) -> None:
        if len(self.extra) != 7 or not all(0 <= minutes <= 1440 for minutes in self.extra):
            raise ValueError("a plan has minutes for seven days")
        if not 0 <= self.pause_weeks <= LONGEST_PAUSE_WEEKS:
            raise ValueError("a pause is not that long")


AS_EVER = Plan()
"""Nothing is changed."""


@dataclass(frozen=True)
class Reached:
    """It has been reached, on this day; None if with what was done before the first log."""

    day: date | None


@dataclass(frozen=True)
class TooEarly:
    """There is too little to tell from.

    Attributes:
        weeks: full weeks since the first log, at most FEWEST_WEEKS.
        logs: logs so far, at most FEWEST_LOGS.
        from_day: the day from which on there is enough, if enough is logged; None without logs.
    """

    weeks: int
    logs: int
    from_day: date | None


@dataclass(frozen=True)
class NotAtThisPace:
    """Half of the futures do not get there in ten years."""


@dataclass(frozen=True)
class Dates:
    """Three days by which one, five and nine of ten futures are there.

    `late` is None when it is more than ten years away.
    """

    early: date
    likely: date
    late: date | None


Outcome = Reached | TooEarly | NotAtThisPace | Dates


def forecast(history: History, minutes: int, today: date, plan: Plan = AS_EVER) -> Outcome:
    """When a total of so many minutes will be reached."""
    return forecasts(history, [minutes], today, plan)[minutes]


def forecasts(
    history: History, totals: Collection[int], today: date, plan: Plan = AS_EVER
) -> dict[int, Outcome]:
    """When each of several totals will be reached, in the same futures.

    The present day is taken as it is: it is under way, so it counts towards what is done and is
    no example for days to come. The weeks to draw from end yesterday, and are counted from there
    and not from a Monday, so that none of them is a part of one. Days of the first week that do
    not make a full one are no example either.

    Args:
        totals: in minutes, with those from before the first log.
        today: the present day; what is logged after it is not known yet.
        plan: what somebody would change.
    """
    known = history.until(today)
    reached = _reached(known, totals)
    open_totals = sorted({minutes for minutes in totals if minutes not in reached})
    if not open_totals:
        return dict(reached)
    early = too_early(known, today)
    if early:
        return {**reached, **dict.fromkeys(open_totals, early)}
    return {**reached, **_of_futures(known, open_totals, today, plan)}


def too_early(history: History, today: date) -> TooEarly | None:
    """Whether there is too little to tell from: below three full weeks or five logs."""
    first = min(history.by_day, default=None)
    if first is None:
        return TooEarly(0, 0, None)
    weeks = (today - first).days // 7
    if weeks >= FEWEST_WEEKS and history.logs >= FEWEST_LOGS:
        return None
    from_day = max(today, first + timedelta(weeks=FEWEST_WEEKS))
    return TooEarly(min(weeks, FEWEST_WEEKS), min(history.logs, FEWEST_LOGS), from_day)


def little_more(history: History, minutes: int, today: date) -> tuple[int, Dates] | None:
    """The least of LITTLE that a total is reached with in ten years; None if none is enough.

    The minutes are put on the weekday that has had the most of them.
    """
    on = [0] * 7
    for day, count in history.until(today).by_day.items():
        on[day.weekday()] += count
    busiest = max(range(7), key=lambda weekday: on[weekday])
    for more in LITTLE:
        plan = Plan(extra=tuple(more if day == busiest else 0 for day in range(7)))
        told = forecast(history, minutes, today, plan)
        if isinstance(told, Dates):
            return more, told
    return None


def example_weeks(by_day: Mapping[date, int], today: date) -> list[list[int]]:
    """The full weeks up to yesterday, oldest first, of the most recent MOST_WEEKS; in days."""
    first = min(by_day)
    count = min((today - first).days // 7, MOST_WEEKS)
    start = today - timedelta(weeks=count)
    days = [by_day.get(start + timedelta(days=number), 0) for number in range(7 * count)]
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def _reached(history: History, totals: Collection[int]) -> dict[int, Outcome]:
    days = sorted(history.by_day)
    made = list(accumulate((history.by_day[day] for day in days), initial=history.before))
    found: dict[int, Outcome] = {}
    for minutes in totals:
        number = next((at for at, total in enumerate(made) if total >= minutes), None)
        if number is not None:
            found[minutes] = Reached(days[number - 1] if number else None)
    return found


def _of_futures(
    history: History, totals: Sequence[int], today: date, plan: Plan
) -> dict[int, Outcome]:
    weeks = example_weeks(history.by_day, today)
    extra = [plan.extra[(today.weekday() + number) % 7] for number in range(7)]
    if not any(map(any, weeks)) and not any(extra):
        return dict.fromkeys(totals, NotAtThisPace())
    now = history.by_day.get(today, 0)
    before_today = history.before + sum(history.by_day.values()) - now
    found = arrivals(weeks, [minutes - before_today for minutes in totals], today=now, extra=extra)
    return {
        minutes: _dates(days, today, plan.pause_weeks)
        for minutes, days in zip(totals, found, strict=True)
    }


def _dates(days: Sequence[int], today: date, pause_weeks: int) -> Outcome:
    early, likely, late = (
        _after(days[int(share * len(days))], today, pause_weeks) for share in (EARLY, LIKELY, LATE)
    )
    if early is None or likely is None:
        return NotAtThisPace()
    return Dates(early, likely, late)


def _after(days: int, today: date, pause_weeks: int) -> date | None:
    """The day after so many, and after a pause that begins tomorrow; None from ten years on."""
    paused = days + 7 * pause_weeks if days else 0
    return today + timedelta(days=paused) if paused < NEVER else None

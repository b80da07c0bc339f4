"""What is ahead of each commitment, in words and days, and how steady its weeks are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.forms import NOT_UNDERSTOOD, Form
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import milestones
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.totals import Lived, Seated
from hundred_app.features.insights import rules
from hundred_app.features.insights.rules import (
    AS_EVER,
    Dates,
    History,
    NotAtThisPace,
    Outcome,
    Plan,
    Reached,
    TooEarly,
    Week,
)
from hundred_app.features.insights.rules.rhythm import PLATEAU_WEEKS
from hundred_app.features.insights.texts import t

STRONG = 75
"""From here on a rhythm is called strong: that of four months without a miss."""

FEWEST_WEEKS_TO_COMPARE = 4


class WhatIf(Form):
    """What would change: minutes more from Monday to Sunday, and weeks of a pause."""

    extra: list[int]
    pause_weeks: int = 0


class MoreOnADay(Form):
    """One slider: minutes more on a weekday, where 0 is Monday."""

    weekday: int
    minutes: int


class Pause(Form):
    """The slider of the pause, in weeks."""

    weeks: int


@dataclass(frozen=True)
class Prospect:
    """What is ahead of one commitment.

    Attributes:
        sentence: when the goal will be reached, or why that is not told; "" when it has been,
            or when the commitment is archived.
        milestone: when the next milestone before the goal will be reached; "" if not told.
        is_told: whether there is a forecast that a plan could change.
        early, likely, late: the days by which one, five and nine of ten futures reach the goal.
        goal_hours: the goal.
        strength: of the weekly rhythm, 0 to 100.
        rhythm: the same in a sentence; "" before anything was logged.
        fullest: the best week in a sentence; "" in the first weeks.
        hint: an observation with one thing to try; mostly "".
    """

    sentence: str
    milestone: str
    is_told: bool
    early: date | None
    likely: date | None
    late: date | None
    goal_hours: int
    strength: int
    rhythm: str
    fullest: str
    hint: str


@dataclass(frozen=True)
class Slider:
    """Minutes more on a weekday (0 is Monday), and how they are said."""

    weekday: int
    name: str
    minutes: int
    said: str


@dataclass(frozen=True)
class Imagined:
    """What would be, if: the sentence, and what was set for it, in the order of the week."""

    sentence: str
    sliders: list[Slider]
    pause_weeks: int
    pause: str


def prospects(work: Work) -> dict[str, Prospect]:
    """Of every running commitment, by its id, in four queries."""
    who = {key: held for key, held in totals.seats(work).items() if held.is_active}
    return _prospects(work, who, AS_EVER)


def prospect(work: Work, commitment_id: str) -> Prospect:
    """Of one commitment.

    Raises:
        NotFound: it is not this person's.
    """
    return _of_one(work, commitment_id, AS_EVER)


def imagine(work: Work, commitment_id: str, form: WhatIf) -> Imagined:
    """What would be ahead of one commitment, in words.

    Raises:
        NotFound: it is not this person's.
        Invalid: what is planned cannot be.
    """
    told = what_if(work, commitment_id, form)
    names = words.weekdays()
    week = [(work.week_start + number) % 7 for number in range(7)]
    weeks = form.pause_weeks
    return Imagined(
        told.sentence,
        [Slider(day, names[day], form.extra[day], _more(form.extra[day])) for day in week],
        weeks,
        t.weeks_of_pause(weeks, count=words.number(weeks)) if weeks else t.no_pause(),
    )


def _more(minutes: int) -> str:
    return t.minutes_more(duration=words.duration(minutes)) if minutes else t.no_more()


def what_if(work: Work, commitment_id: str, form: WhatIf) -> Prospect:
    """The same as a prospect, if something were different from now on.

    Raises:
        NotFound: it is not this person's.
        Invalid: what is planned cannot be.
    """
    try:
        plan = Plan(tuple(form.extra), form.pause_weeks)
    except ValueError:
        raise Invalid("extra", NOT_UNDERSTOOD()) from None
    return _of_one(work, commitment_id, plan)


def _of_one(work: Work, commitment_id: str, plan: Plan) -> Prospect:
    found = _prospects(work, totals.seats(work, [commitment_id]), plan).get(commitment_id)
    if found is None:
        raise NotFound
    return found


def _prospects(work: Work, who: dict[str, Seated], plan: Plan) -> dict[str, Prospect]:
    measured = work.begins(work.week_of(work.today) - timedelta(weeks=PLATEAU_WEEKS))
    days: dict[str, list[Lived]] = {key: [] for key in who}
    for day in totals.lived(work, who, measured):
        days[day.commitment_id].append(day)
    return {key: _prospect(work, held, days[key], plan) for key, held in who.items()}


def _prospect(work: Work, held: Seated, days: Sequence[Lived], plan: Plan) -> Prospect:
    history = History(
        {day.day: day.minutes for day in days}, sum(day.logs for day in days), held.minutes_before
    )
    goal = held.goal_hours * 60
    done = history.before + sum(history.by_day.values())
    hours = milestones.next_threshold(done, held.goal_hours)
    upcoming = hours * 60 if hours else goal
    told = rules.forecasts(history, {goal, upcoming}, work.today, plan)
    # Nobody works towards the goal of what is archived.
    dates, then = (told[goal], told[upcoming]) if held.is_active else (Reached(None),) * 2
    weeks = _weeks(work, days)
    strength = rules.strength([week.minutes for week in weeks])
    return Prospect(
        sentence=_sentence(dates, history, goal, work.today),
        milestone=_then(then, upcoming, work.today) if upcoming < goal else "",
        is_told=isinstance(dates, Dates | NotAtThisPace),
        early=dates.early if isinstance(dates, Dates) else None,
        likely=dates.likely if isinstance(dates, Dates) else None,
        late=dates.late if isinstance(dates, Dates) else None,
        goal_hours=held.goal_hours,
        strength=strength,
        rhythm=_rhythm(weeks, strength),
        fullest=_fullest(weeks, work.today),
        hint=_hint(weeks),
    )


def _sentence(told: Outcome, history: History, goal: int, today: date) -> str:
    hours = words.duration(goal)
    match told:
        case Reached():
            return ""
        case TooEarly(weeks=weeks):
            is_logs = weeks >= rules.FEWEST_WEEKS
            return t.too_early_logs() if is_logs else t.too_early_weeks()
        case Dates():
            return _probably(told, hours, today)
        case NotAtThisPace():
            return _not_reached(history, goal, today)


def _probably(dates: Dates, hours: str, today: date) -> str:
    early, likely = words.day(dates.early, today), words.day(dates.likely, today)
    if dates.late is None:
        return t.probably_open(goal=hours, day=likely, early=early)
    return t.probably(goal=hours, day=likely, early=early, late=words.day(dates.late, today))


def _not_reached(history: History, goal: int, today: date) -> str:
    found = rules.little_more(history, goal, today)
    if found is None:
        return t.not_reached(goal=words.duration(goal))
    more, dates = found
    return t.not_reached_but(
        goal=words.duration(goal),
        more=words.duration(more),
        day=words.month(dates.likely, today),
    )


def _then(told: Outcome, minutes: int, today: date) -> str:
    if not isinstance(told, Dates):
        return ""
    return t.probably_then(goal=words.duration(minutes), day=words.day(told.likely, today))


def _weeks(work: Work, days: Collection[Lived]) -> list[Week]:
    """Every week since the first log, the present one last."""
    if not days:
        return []
    by_week: dict[date, list[Lived]] = {}
    for day in days:
        by_week.setdefault(work.week_of(day.day), []).append(day)
    first, last = min(by_week), work.week_of(work.today)
    every = (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    return [_week(week, by_week.get(week, [])) for week in every]


def _week(first: date, days: Sequence[Lived]) -> Week:
    return Week(
        first,
        sum(day.minutes for day in days),
        sum(day.logs for day in days),
        sum(day.reflections for day in days),
        sum(day.letters for day in days),
    )


def _rhythm(weeks: Sequence[Week], strength: int) -> str:
    if not weeks:
        return ""
    told = t.rhythm_strong if strength >= STRONG else t.rhythm_growing
    return told(strength=strength)


def _fullest(weeks: Sequence[Week], today: date) -> str:
    if len(weeks) < FEWEST_WEEKS_TO_COMPARE:
        return ""
    (best,) = rules.best_weeks(weeks, 1)
    return t.best_week(week=words.day(best.first, today), best=words.duration(best.minutes))


def _hint(weeks: Sequence[Week]) -> str:
    match rules.plateau(weeks):
        case "alike":
            return t.plateau_alike()
        case "shorter":
            return t.plateau_shorter()
        case None:
            return ""

"""What a year was: hours, charts, milestones, and the sentences worth reading again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.lines import sentences
from hundred_app.features.commitments.rules.milestones import THRESHOLDS
from hundred_app.features.commitments.service import saying, totals
from hundred_app.features.commitments.service.saying import Said
from hundred_app.features.insights import rules as insights
from hundred_app.features.review import rules as weekly
from hundred_app.features.review.rules import years as rules
from hundred_app.features.review.service import yearly
from hundred_app.features.review.service.weeks import Quote, Spent
from hundred_app.features.review.service.yearly import Drawn, Lived
from hundred_app.features.review.texts import t

MOST_QUOTES = 7
LONGEST_QUOTE = 220


@dataclass(frozen=True)
class Marked:
    """A milestone that was reached; `text` begins its synthesis, "" where none is written yet."""

    heading: str
    day: str
    text: str
    seat: str
    href: str


@dataclass(frozen=True)
class Choice:
    """A year that can be looked at."""

    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class YearReview:
    """One year. Where it is empty, there are no charts, and `nothing` says what there will be."""

    heading: str
    summary: str
    compared: str
    finished: str
    nothing: str
    spent: list[Spent]
    days: Drawn | None
    months: Drawn | None
    hours: Drawn | None
    run: str
    best_week: str
    milestones: list[Marked]
    quotes: list[Quote]
    first: Quote | None
    last: Quote | None
    years: list[Choice]
    is_running: bool
    is_empty: bool


@dataclass(frozen=True)
class _Reached:
    day: date
    hours: int
    key: str
    text: str


def year_review(work: Work, asked: str) -> YearReview:
    """The year that an address asks for, or the latest one with logs; see `rules.parse_year`."""
    held = yearly.lived(work, asked)
    heading = t.year_so_far(year=held.year) if held.is_running else str(held.year)
    choices = _choices(held)
    if not held.minutes:
        said = t.year_nothing_yet if held.is_running else t.year_nothing
        return YearReview(
            heading, said(year=held.year), "", "", t.year_will_be(),
            [], None, None, None, "", "", [], [], None, None, choices, held.is_running, True,
        )  # fmt: skip
    reached = _reached(held)
    said = saying.beginnings(work, held.first, held.end)
    return YearReview(
        heading=heading,
        summary=_summary(held),
        compared=_compared(held),
        finished=_finished(held),
        nothing="",
        spent=[
            Spent(held.who[key].title, held.who[key].seat, words.duration(count), f"/c/{key}")
            for key, count in rules.by_key(held.minutes).items()
        ],
        days=yearly.days(held, {one.day for one in reached}),
        months=yearly.months(held),
        hours=yearly.hours(held),
        run=_run(held),
        best_week=_best_week(held),
        milestones=[_marked(held, one) for one in reached],
        quotes=_quotes(held, said),
        first=_quote(held, saying.whole(work, said[0]), at=0) if said else None,
        last=_quote(held, saying.whole(work, said[-1]), at=-1) if len(said) > 1 else None,
        years=choices,
        is_running=held.is_running,
        is_empty=False,
    )


def _choices(held: Lived) -> list[Choice]:
    """Every year with logs, the latest first, and the one that is looked at."""
    years = sorted({day.year for day, _ in held.every} | {held.year}, reverse=True)
    return [Choice(str(year), f"/review/{year:04}", year == held.year) for year in years]


def _summary(held: Lived) -> str:
    sums = rules.by_key(held.minutes)
    count = totals.log_count_between(held.work, held.first, held.end)
    logs = t.logs(count, count=words.grouped(count))
    time = words.duration(sum(sums.values()))
    if len(sums) == 1:
        return t.spent(time=time, title=held.who[next(iter(sums))].title, logs=logs)
    return t.spent_on_more(time=time, count=words.number(len(sums)), logs=logs)


def _compared(held: Lived) -> str:
    """Against the year before, as far as the running one has come; nothing where that was empty."""
    before, first = held.year - 1, rules.bounds(held.year - 1)[0]
    end, day = held.first, rules.same_day(held.last, before)
    if held.is_running:
        end = day + timedelta(days=1)
    then = sum(rules.within(held.every, first, end).values())
    total = sum(held.minutes.values())
    if not then:
        return ""
    if held.is_running:
        return t.year_by_now(day=words.day(day, day), year=before, time=words.duration(then))
    if total > then:
        return t.year_more(difference=words.duration(total - then), year=before)
    return (t.year_same if total == then else t.year_less)(year=before, time=words.duration(then))


def _finished(held: Lived) -> str:
    """The commitments whose goal was reached in this year."""
    titles = [
        who.title
        for key, who in held.who.items()
        if (day := _reached_on(held, key, who.goal_hours)) and day.year == held.year
    ]
    if not titles:
        return ""
    return t.finished(len(titles), count=words.grouped(len(titles)), titles=", ".join(titles))


def _reached_on(held: Lived, key: str, hours: int) -> date | None:
    """The day on which so many hours were full; None if not yet, or before there were any logs."""
    before = held.who[key].minutes_before
    by_day = insights.of_one(held.every, key)
    return insights.reached_on(by_day, before, hours * 60) if before < hours * 60 else None


def _reached(held: Lived) -> list[_Reached]:
    """The milestones of the year, in the order of their days.

    One whose hours were there before Hundred, or are gone by now since logs were deleted or moved,
    was reached on the day of its synthesis.
    """
    written = {(one.commitment_id, one.hours): one for one in saying.syntheses(held.work)}
    found: list[_Reached] = []
    for key, who in held.who.items():
        for hours in (each for each in THRESHOLDS if each <= who.goal_hours):
            synthesis = written.get((key, hours))
            day = _reached_on(held, key, hours) or (synthesis.day if synthesis else None)
            if day and day.year == held.year:
                found.append(_Reached(day, hours, key, synthesis.text if synthesis else ""))
    return sorted(found, key=lambda one: (one.day, one.hours, one.key))


def _marked(held: Lived, one: _Reached) -> Marked:
    who = held.who[one.key]
    return Marked(
        heading=t.milestone_of(hours=one.hours, title=who.title),
        day=words.day(one.day, held.first),
        text=rules.opening(sentences(one.text), LONGEST_QUOTE)
        or words.shortened(" ".join(one.text.split()), LONGEST_QUOTE),
        seat=who.seat,
        href=f"/c/{one.key}/milestone/{one.hours}",
    )


def _run(held: Lived) -> str:
    """The most weeks in a row with something in each; "" where no two were. The days of the year
    count alone."""
    run = rules.longest_run(rules.by_week(held.minutes, held.work.week_of))
    if run is None or run.weeks < 2:
        return ""
    return t.longest_run(
        weeks=t.weeks(run.weeks, count=words.grouped(run.weeks)),
        first=words.day(max(run.first, held.first), held.first),
        last=words.day(min(run.last + timedelta(days=6), held.last), held.first),
    )


def _best_week(held: Lived) -> str:
    by_week = rules.by_week(held.minutes, held.work.week_of)
    best = max(by_week, key=lambda week: by_week[week])
    day = words.day(max(best, held.first), held.first)
    return t.best_week(day=day, best=words.duration(by_week[best]))


def _quotes(held: Lived, said: Iterable[Said]) -> list[Quote]:
    """Those with words that the rest of the year does not have, as in the review of a week."""
    every = list(said)
    by_log = {each.log_id: each for each in every}
    # What was said twice is read again once.
    lines = {
        sentence: weekly.Line(sentence, each.log_id, each.commitment_id)
        for each in reversed(every)
        for sentence in each.sentences
    }
    chosen = weekly.best([*lines.values()][::-1], [each.text for each in every], most=MOST_QUOTES)
    return [_quoted(held, by_log[line.log], line.text) for line in chosen]


def _quote(held: Lived, said: Said, *, at: int) -> Quote:
    """The first (0) or the last (-1) sentence of a reflection."""
    every = said.sentences or [said.text]
    return _quoted(held, said, words.shortened(" ".join(every[at].split()), LONGEST_QUOTE))


def _quoted(held: Lived, said: Said, text: str) -> Quote:
    return Quote(
        text=text,
        title=said.title,
        day=words.long_day(said.day, held.first),
        seat=said.seat,
        href=f"/c/{said.commitment_id}",
    )

"""What the charts say: figures, a sentence for each, and a table of the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Bars, Figure, Series
from hundred_app.features.insights.texts import t

Minutes = dict[tuple[date, str], int]


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, and its numbers as they are read."""

    name: str
    cells: list[str]


@dataclass(frozen=True)
class Panel:
    """A chart with its sentence and its table. `figure` is empty when there is no chart to see."""

    sentence: str
    label: str
    figure: Figure
    head: list[str]
    rows: list[Row]
    has_chart: bool


def summary(work: Work) -> str:
    """All commitments in a sentence; "" before anything was logged."""
    minutes = totals.by_day(work)
    if not minutes:
        return ""
    who = totals.seats(work)
    lately = rules.per_week(
        sum(count for (day, _), count in minutes.items() if (work.today - day).days < 84),
        max(min(day for day, _ in minutes), date.fromordinal(work.today.toordinal() - 83)),
        work.today,
    )
    count = len(who)
    return t.across(
        count=t.one_commitment if count == 1 else t.commitments(count=words.number(count)),
        hours=words.hours(sum(minutes.values())),
        pace=words.duration(lately),
    )


def hours(work: Work, commitment_id: str, range_name: str, view: str) -> Panel:
    """Hours over time.

    Args:
        commitment_id: of one commitment, or "" for all that have any logs.
        range_name: one of rules.RANGES; anything else is "all".
        view: one of rules.VIEWS; the table shows the same range by week or month.

    Raises:
        NotFound: the commitment is not this person's.
    """
    only = [commitment_id] if commitment_id else None
    who = totals.seats(work, only)
    if commitment_id and not who:
        raise NotFound
    minutes = totals.by_day(work, only=only)
    if len({day for day, _ in minutes}) < 1 or sum(1 for _ in minutes) < 2:
        return Panel(t.too_few, t.too_few, {}, [], [], False)
    with_logs = {key: held for key, held in who.items() if any(key == own for _, own in minutes)}
    start = rules.first_day(range_name, work.today, min(day for day, _ in minutes))
    sentence = _sentence(work, minutes, range_name, start)
    label = _label(work, with_logs, minutes, range_name, start, view)
    if view == "weeks":
        figure = _weeks_figure(work, with_logs, minutes, start)
        head, rows = _weeks_table(work, with_logs, minutes, start)
    else:
        figure = (
            {} if view == "table" else _line_figure(work, with_logs, minutes, range_name, start)
        )
        head, rows = _months_table(work, with_logs, minutes, start)
    return Panel(sentence, label, figure, head, rows, True)


def _line_figure(
    work: Work, who: dict[str, Seated], minutes: Minutes, range_name: str, start: date
) -> Figure:
    written = totals.written_milestones(work, list(who))
    series: list[Series] = []
    for key, held in who.items():
        by_day = rules.of_one(minutes, key)
        reached = [
            (hours, rules.reached_on(by_day, held.minutes_before, hours * 60))
            for hours in written.get(key, ())
        ]
        series.append(
            Series(
                title=held.title,
                seat=held.seat,
                goal_hours=held.goal_hours,
                curve=rules.curve(by_day, held.minutes_before, start, work.today),
                milestones=[(hours, day) for hours, day in reached if day and day >= start],
            )
        )
    return figures.cumulative(series, work.today, whole=range_name not in ("30", "90", "365"))


def _weeks_figure(work: Work, who: dict[str, Seated], minutes: Minutes, start: date) -> Figure:
    weeks, sums = rules.weeks(minutes, start, work.today, work.week_start)
    bars = [Bars(held.title, held.seat, sums[key]) for key, held in who.items() if key in sums]
    return figures.by_week(weeks, bars)


def _weeks_table(
    work: Work, who: dict[str, Seated], minutes: Minutes, start: date
) -> tuple[list[str], list[Row]]:
    weeks, sums = rules.weeks(minutes, start, work.today, work.week_start)
    shown = [key for key in who if key in sums]
    head = [t.week_of, *(who[key].title for key in shown)]
    if len(shown) > 1:
        head.append(t.total)
    rows = [
        Row(
            words.day(week, work.today),
            _cells([sums[key][index] for key in shown], with_total=len(shown) > 1),
        )
        for index, week in enumerate(weeks)
    ]
    return head, rows[::-1]


def _months_table(
    work: Work, who: dict[str, Seated], minutes: Minutes, start: date
) -> tuple[list[str], list[Row]]:
    by_month = {key: rules.months(rules.of_one(minutes, key), start, work.today) for key in who}
    head = [t.month, *(held.title for held in who.values())]
    if len(who) > 1:
        head.append(t.total)
    months = next(iter(by_month.values()))
    rows = [
        Row(
            words.month(month, work.today),
            _cells([by_month[key][month] for key in who], with_total=len(who) > 1),
        )
        for month in months
    ]
    return head, rows[::-1]


def _cells(minutes: Sequence[int], *, with_total: bool) -> list[str]:
    shown = [*minutes, sum(minutes)] if with_total else minutes
    return [words.duration(count) if count else "–" for count in shown]


def _sentence(work: Work, minutes: Minutes, range_name: str, start: date) -> str:
    """The finding of a range: how much, at what pace, and the fullest week."""
    inside = {key: count for key, count in minutes.items() if key[0] >= start}
    total = sum(inside.values())
    spoken = _range(work, range_name, start)
    if not total:
        return t.nothing_in_range(range=spoken)
    weeks, sums = rules.weeks(inside, start, work.today, work.week_start)
    by_week = [sum(counts[index] for counts in sums.values()) for index in range(len(weeks))]
    best = max(range(len(weeks)), key=lambda index: by_week[index])
    pace = words.duration(rules.per_week(total, start, work.today))
    if len(weeks) < 4:
        return t.finding(minutes=words.duration(total), range=spoken, pace=pace)
    return t.finding_best(
        minutes=words.duration(total),
        range=spoken,
        pace=pace,
        week=words.day(weeks[best], work.today),
        best=words.duration(by_week[best]),
    )


def _label(
    work: Work, who: dict[str, Seated], minutes: Minutes, range_name: str, start: date, view: str
) -> str:
    names = ", ".join(held.title for held in who.values())
    spoken = _range(work, range_name, start)
    if view == "weeks":
        return t.weeks_label(who=names, range=spoken)
    ends = ", ".join(
        words.hours(held.minutes_before + sum(rules.of_one(minutes, key).values()))
        for key, held in who.items()
    )
    return t.chart_label(who=names, range=spoken, end=ends)


def _range(work: Work, range_name: str, start: date) -> str:
    fixed = {"30": t.in_30, "90": t.in_90, "365": t.in_year}
    spoken = fixed.get(range_name)
    return spoken or t.in_all(day=words.day(start, work.today))

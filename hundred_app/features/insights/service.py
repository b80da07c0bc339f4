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
class Share:
    """One commitment's part of what a chart shows."""

    title: str
    seat: str
    duration: str


@dataclass(frozen=True)
class Panel:
    """A chart with its sentence and its table. `figure` is empty when there is no chart to see."""

    sentence: str
    label: str
    figure: Figure
    head: list[str]
    rows: list[Row]
    shares: list[Share]
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
    told = t.across if lately else t.across_quietly
    return told(
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
    if totals.log_count(work, only) < 2:
        return Panel(t.too_few, t.too_few, {}, [], [], [], False)
    shown = _shown(work, who, minutes, range_name)
    if view == "weeks":
        figure, (head, rows) = _weeks_figure(shown), _weeks_table(shown)
    else:
        figure = {} if view == "table" else _line_figure(shown)
        head, rows = _months_table(shown)
    return Panel(_sentence(shown), _label(shown, view), figure, head, rows, _shares(shown), True)


@dataclass(frozen=True)
class _Shown:
    """What a panel shows: whose minutes, from which day to which."""

    work: Work
    who: dict[str, Seated]
    minutes: Minutes
    name: str
    start: date
    end: date

    @property
    def inside(self) -> Minutes:
        """The minutes of the days that are shown."""
        return {
            (day, key): count
            for (day, key), count in self.minutes.items()
            if self.start <= day <= self.end
        }

    @property
    def spoken(self) -> str:
        """The range in words."""
        fixed = {"30": t.in_30, "90": t.in_90, "365": t.in_year}
        today = self.work.today
        if self.name in fixed:
            return fixed[self.name]
        if self.end < today:
            return t.in_stretch(first=words.day(self.start, today), last=words.day(self.end, today))
        return t.in_all(day=words.day(self.start, today))


def _shown(work: Work, who: dict[str, Seated], minutes: Minutes, name: str) -> _Shown:
    days = sorted({day for day, _ in minutes})
    with_logs = {key for _, key in minutes}
    is_whole = rules.RANGES.get(name) is None
    return _Shown(
        work=work,
        who={key: held for key, held in who.items() if key in with_logs},
        minutes=minutes,
        name=name,
        start=rules.first_day(name, work.today, days[0]),
        end=rules.last_day(work.today, days[0], days[-1]) if is_whole else work.today,
    )


def _line_figure(shown: _Shown) -> Figure:
    written = totals.written_milestones(shown.work, list(shown.who))
    series: list[Series] = []
    for key, held in shown.who.items():
        by_day = rules.of_one(shown.minutes, key)
        reached = [
            (hours, rules.reached_on(by_day, held.minutes_before, hours * 60))
            for hours in written.get(key, ())
        ]
        series.append(
            Series(
                title=held.title,
                seat=held.seat,
                goal_hours=held.goal_hours,
                curve=rules.curve(
                    by_day, held.minutes_before, max(shown.start, min(by_day)), shown.end
                ),
                milestones=[(hours, day) for hours, day in reached if day and day >= shown.start],
            )
        )
    return figures.cumulative(
        series,
        shown.end,
        whole=rules.RANGES.get(shown.name) is None,
        is_today=shown.end == shown.work.today,
    )


def _weeks_figure(shown: _Shown) -> Figure:
    weeks, sums = _weeks(shown)
    bars = [
        Bars(held.title, held.seat, sums[key]) for key, held in shown.who.items() if key in sums
    ]
    return figures.by_week(weeks, bars)


def _weeks(shown: _Shown) -> tuple[tuple[date, ...], dict[str, tuple[int, ...]]]:
    return rules.weeks(shown.minutes, shown.start, shown.end, shown.work.week_start)


def _weeks_table(shown: _Shown) -> tuple[list[str], list[Row]]:
    weeks, sums = _weeks(shown)
    keys = [key for key in shown.who if key in sums]
    rows = [
        Row(
            words.day(week, shown.work.today),
            _cells([sums[key][index] for key in keys], with_total=len(keys) > 1),
        )
        for index, week in enumerate(weeks)
    ]
    return _head(t.week_of, [shown.who[key].title for key in keys]), rows[::-1]


def _months_table(shown: _Shown) -> tuple[list[str], list[Row]]:
    by_month = {
        key: rules.months(rules.of_one(shown.minutes, key), shown.start, shown.end)
        for key in shown.who
    }
    months = next(iter(by_month.values()))
    rows = [
        Row(
            words.month(month, shown.work.today),
            _cells([by_month[key][month] for key in shown.who], with_total=len(shown.who) > 1),
        )
        for month in months
    ]
    return _head(t.month, [held.title for held in shown.who.values()]), rows[::-1]


def _head(first: str, titles: Sequence[str]) -> list[str]:
    return [first, *titles, t.total] if len(titles) > 1 else [first, *titles]


def _cells(minutes: Sequence[int], *, with_total: bool) -> list[str]:
    shown = [*minutes, sum(minutes)] if with_total else minutes
    return [words.duration(count) if count else "–" for count in shown]


def _shares(shown: _Shown) -> list[Share]:
    """Each commitment's minutes in the range, for the list under a chart of several."""
    if len(shown.who) < 2:
        return []
    sums = {key: sum(rules.of_one(shown.inside, key).values()) for key in shown.who}
    return [
        Share(held.title, held.seat, words.duration(sums[key])) for key, held in shown.who.items()
    ]


def _sentence(shown: _Shown) -> str:
    """The finding of a range: how much, at what pace, and the fullest week."""
    total = sum(shown.inside.values())
    if not total:
        return t.nothing_in_range(range=shown.spoken)
    weeks, sums = _weeks(shown)
    by_week = [sum(counts[index] for counts in sums.values()) for index in range(len(weeks))]
    best = max(range(len(weeks)), key=lambda index: by_week[index])
    finding = t.finding if len(weeks) < 4 else t.finding_best
    return finding(
        minutes=words.duration(total),
        range=shown.spoken,
        pace=words.duration(rules.per_week(total, shown.start, shown.end)),
        week=words.day(weeks[best], shown.work.today),
        best=words.duration(by_week[best]),
    )


def _label(shown: _Shown, view: str) -> str:
    """The chart in words, for those who cannot see it."""
    names = ", ".join(held.title for held in shown.who.values())
    if view == "weeks":
        return t.weeks_label(who=names, range=shown.spoken)
    ends = ", ".join(
        words.hours(held.minutes_before + sum(rules.of_one(shown.minutes, key).values()))
        for key, held in shown.who.items()
    )
    return t.chart_label(who=names, range=shown.spoken, end=ends)

"""What the charts say: figures, a sentence for each, and a table of the same numbers."""

from collections.abc import Mapping
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Bars, Figure, Series
from hundred_app.features.insights.rules import Curve
from hundred_app.features.insights.service import bars
from hundred_app.features.insights.service.bars import Divided
from hundred_app.features.insights.service.shown import (
    Numbers,
    Panel,
    Share,
    Shown,
    nothing,
    shown_of,
)
from hundred_app.features.insights.texts import t

MOST_POINTS = 420
"""Of all lines together; about 70 bytes each."""

_SAID = {
    "day": t.days_label,
    "week": t.weeks_label,
    "month": t.months_label,
    "quarter": t.quarters_label,
    "year": t.years_label,
}


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
        count=t.commitments(count, count=words.number(count)),
        hours=words.hours(sum(minutes.values())),
        pace=words.duration(lately),
    )


def hours(work: Work, commitment_id: str, range_name: str, view: str) -> Panel:
    """Hours over time.

    Args:
        commitment_id: of one commitment, or "" for all that have any logs.
        range_name: one of rules.RANGES, or days as rules.span_of has them; else "all".
        view: one of rules.VIEWS; the table is by month.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, range_name)
    if shown is None or shown.logs < 2:
        return nothing(t.too_few)
    note = ""
    if view in bars.UNITS:
        held = bars.divided(shown, view)
        figure, (head, rows), note = _bars_figure(held), bars.table(held), bars.note(held, view)
    else:
        figure = {} if view == "table" else _line_figure(shown)
        head, rows = bars.table(bars.divided(shown, "months"))
    if figure:
        figure = {**figure, "opens": shown.history(""), "draws": True}
    return Panel(
        sentence=_sentence(shown),
        label=_label(shown, view),
        figure=figure,
        head=head,
        rows=rows,
        shares=_shares(shown),
        has_chart=True,
        sheet=shown.sheet("hours"),
        note=note,
    )


def hours_numbers(work: Work, commitment_id: str, range_name: str) -> Numbers:
    """Every day of a range on which something was logged, with the minutes of each commitment.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, range_name)
    inside = sorted(shown.inside.items()) if shown else []
    return Numbers(
        ("day", "commitment", "minutes"),
        [
            (day.isoformat(), shown.who[key].title, minutes)
            for (day, key), minutes in inside
            if shown
        ],
    )


def _line_figure(shown: Shown) -> Figure:
    written = totals.written_milestones(shown.work, list(shown.who))
    series: list[Series] = []
    for key, held in shown.who.items():
        by_day = rules.of_one(shown.minutes, key)
        if min(by_day) > shown.end:
            continue
        curve, times = _line(shown, held, by_day)
        reached = [
            (hours, rules.reached_on(by_day, held.minutes_before, hours * 60))
            for hours in written.get(key, ())
        ]
        series.append(
            Series(
                title=held.title,
                seat=held.seat,
                goal_hours=held.goal_hours,
                curve=curve,
                milestones=[
                    (hours, day)
                    for hours, day in reached
                    if day and shown.start <= day <= shown.end
                ],
                fan=shown.fan,
                times=times,
                of=key,
            )
        )
    return figures.cumulative(
        series,
        shown.end,
        whole=rules.is_whole(shown.name),
        is_today=shown.end == shown.work.today,
    )


def _line(shown: Shown, held: Seated, by_day: Mapping[date, int]) -> tuple[Curve, list[str]]:
    """A line as far as there is room for its points; each leads to the days it stands for."""
    whole = rules.curve(by_day, held.minutes_before, max(shown.start, min(by_day)), shown.end)
    kept = rules.thinned(len(whole.days), MOST_POINTS // len(shown.who))
    days, minutes = [whole.days[at] for at in kept], [whole.minutes[at] for at in kept]
    times = [""]
    for at in range(1, len(days)):
        since = days[at - 1] + timedelta(days=1)
        is_level = minutes[at] == minutes[at - 1]
        is_one = kept[at] == kept[at - 1] + 1
        times.append("" if is_level else days_name(days[at] if is_one else since, days[at]))
    return Curve(tuple(days), tuple(minutes)), times


def _bars_figure(held: Divided) -> Figure:
    who = held.shown.who
    return figures.stacked(
        held.times,
        [Bars(who[key].title, who[key].seat, held.sums[key], key) for key in held.keys],
        held.names,
    )


def _weeks(shown: Shown) -> tuple[tuple[date, ...], dict[str, tuple[int, ...]]]:
    return rules.weeks(shown.minutes, shown.start, shown.end, shown.work.week_start)


def _shares(shown: Shown) -> list[Share]:
    """Each commitment's minutes in the range, for the list under a chart of several."""
    if len(shown.who) < 2:
        return []
    sums = {key: sum(rules.of_one(shown.inside, key).values()) for key in shown.who}
    return [
        Share(held.title, held.seat, words.duration(sums[key])) for key, held in shown.who.items()
    ]


def _sentence(shown: Shown) -> str:
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


def _label(shown: Shown, view: str) -> str:
    """The chart in words, for those who cannot see it."""
    names = ", ".join(held.title for held in shown.who.values())
    if view in bars.UNITS:
        unit = bars.divided(shown, view).unit
        return _SAID[unit](who=names, range=shown.spoken)
    ends = ", ".join(
        words.hours(
            held.minutes_before
            + sum(
                count for day, count in rules.of_one(shown.minutes, key).items() if day <= shown.end
            )
        )
        for key, held in shown.who.items()
    )
    fan, today = shown.fan, shown.work.today
    if fan is None or fan.late is None:
        return t.chart_label(who=names, range=shown.spoken, end=ends)
    return t.chart_label_ahead(
        who=names,
        range=shown.spoken,
        end=ends,
        goal=words.duration(60 * fan.goal),
        early=words.day(fan.early, today),
        late=words.day(fan.late, today),
    )

"""The charts of a year: each with its sentence, its picture, and a table of the same numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name, month_name
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.narrowing import Asked, address
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import rules as insights
from hundred_app.features.insights.service import Numbers, Panel, Row
from hundred_app.features.review import figures
from hundred_app.features.review.figures import Days, Picture
from hundred_app.features.review.rules import years as rules
from hundred_app.features.review.texts import t

_EVERY_SIXTH = (0, 6, 12, 18)
_NOTHING = "–"


@dataclass(frozen=True)
class Lived:
    """A year with all minutes there are, and who had them."""

    work: Work
    year: int
    every: dict[tuple[date, str], int]
    who: dict[str, Seated]

    @property
    def first(self) -> date:
        return rules.bounds(self.year)[0]

    @property
    def end(self) -> date:
        return rules.bounds(self.year)[1]

    @property
    def last(self) -> date:
        """The last day, or today in a running year."""
        return min(self.end - timedelta(days=1), self.work.today)

    @property
    def is_running(self) -> bool:
        return self.year == self.work.today.year

    @cached_property
    def minutes(self) -> dict[tuple[date, str], int]:
        return rules.within(self.every, self.first, self.end)

    @cached_property
    def hours(self) -> list[int]:
        """Minutes by the hour on the clock."""
        work = self.work
        begins, ends = work.begins(self.first), work.begins(self.end)
        return rules.by_hour(totals.by_hour(work, list(self.who), begins, ends), work.day_start)

    def sheet(self, name: str) -> str:
        return f"/export/year/{name}.csv?year={self.year}"


@dataclass(frozen=True)
class Drawn:
    """A chart of a year. `narrow` is its picture on a phone, where that is another one."""

    panel: Panel
    picture: Picture
    narrow: Picture | None = None


def lived(work: Work, asked: str) -> Lived:
    """The year that an address asks for; see `rules.parse_year`."""
    every = totals.by_day(work)
    year = rules.parse_year(asked, work.today, {day.year for day, _ in every})
    return Lived(work, year, every, totals.seats(work))


def days(held: Lived, ringed: Collection[date]) -> Drawn:
    """A square for each day. `ringed` are those on which a milestone was reached."""
    by_day = rules.by_day(held.minutes)
    best = max(by_day, key=lambda day: (by_day[day], day))
    sentence = t.days_found(
        days=t.days(len(by_day), count=words.grouped(len(by_day))),
        day=words.day(best, held.first),
        best=words.duration(by_day[best]),
    )
    drawn = Days(held.first, held.end, _kinds(held, by_day), ringed, held.work.week_start)
    return Drawn(
        _panel(
            held,
            "days",
            sentence,
            [t.week_of(), *(_weekday(held.work.week_start + row) for row in range(7))],
            _week_rows(held, by_day),
            note=t.days_key_ring if ringed else t.days_key,
        ),
        figures.calendar(drawn),
        figures.narrow_calendar(drawn),
    )


def months(held: Lived) -> Drawn:
    """A bar for each month, in the colours of the commitments."""
    by_month = rules.by_month(held.minutes)
    sums = [sum(parts.values()) for parts in by_month]
    best = max(range(12), key=lambda at: sums[at])
    firsts = [date(held.year, number, 1) for number in range(1, 13)]
    keys = list(rules.by_key(held.minutes))
    sentence = t.months_found(month=words.month(firsts[best], held.first), best=_said(sums[best]))
    rows = [
        Row(
            words.month(first, held.first),
            [*(_said(parts.get(key, 0)) for key in keys), _said(sum(parts.values()))],
            address(Asked(time=month_name(first))) if parts else "",
        )
        for first, parts in zip(firsts, by_month, strict=True)
        if first <= held.last
    ]
    head = [t.month(), *(held.who[key].title for key in keys), t.together()]
    return Drawn(
        _panel(held, "months", sentence, head, rows),
        figures.bars(
            [
                [(f"seat-{held.who[key].seat}", parts.get(key, 0)) for key in keys]
                for parts in by_month
            ],
            {at: words.short_month(first) for at, first in enumerate(firsts)},
            total={best: words.duration(sums[best])},
        ),
    )


def hours(held: Lived) -> Drawn:
    """A bar for each hour on the clock."""
    sums = held.hours
    best = max(range(24), key=lambda hour: sums[hour])
    sentence = t.hours_found(begins=_clock(best), ends=_clock(best + 1), best=_said(sums[best]))
    rows = [Row(_clock(hour), [_said(minutes)]) for hour, minutes in enumerate(sums)]
    return Drawn(
        _panel(held, "hours", sentence, [t.hour(), t.together()], rows),
        figures.bars(
            [[("plain", minutes)] for minutes in sums],
            {hour: _clock(hour) for hour in _EVERY_SIXTH},
            total={best: words.duration(sums[best])},
        ),
    )


def numbers(work: Work, name: str, asked: str) -> Numbers:
    """The numbers of a chart of a year for a sheet.

    Args:
        name: "days", "months" or "hours".
        asked: the year, as it stands in the address.

    Raises:
        NotFound: there is no such chart.
    """
    held = lived(work, asked)
    match name:
        case "days":
            return Numbers(
                ("day", "commitment", "minutes"),
                [
                    (day.isoformat(), held.who[key].title, minutes)
                    for (day, key), minutes in sorted(held.minutes.items())
                ],
            )
        case "months":
            return Numbers(
                ("month", "commitment", "minutes"),
                [
                    (f"{held.year:04}-{number:02}", held.who[key].title, minutes)
                    for number, parts in enumerate(rules.by_month(held.minutes), start=1)
                    for key, minutes in parts.items()
                ],
            )
        case "hours":
            return Numbers(("hour", "minutes"), [*enumerate(held.hours)])
        case _:
            raise NotFound


def _panel(
    held: Lived, name: str, sentence: str, head: list[str], rows: list[Row], note: str = ""
) -> Panel:
    label = t.chart_label(year=held.year, finding=sentence)
    return Panel(sentence, label, {}, head, rows, [], True, sheet=held.sheet(name), note=note)


def _kinds(held: Lived, by_day: Mapping[date, int]) -> dict[date, str]:
    cuts = insights.cuts(by_day.values())
    return {
        day: f"seat-{held.who[key].seat} step-{insights.level(by_day[day], cuts)}"
        for day, key in rules.leading(held.minutes).items()
    }


def _week_rows(held: Lived, by_day: Mapping[date, int]) -> list[Row]:
    """A row for each week with anything in it, that leads to its logs."""
    rows: list[Row] = []
    week_of = held.work.week_of
    for week in rules.by_week(held.minutes, week_of):
        its = [week + timedelta(days=number) for number in range(7)]
        own = [day for day in its if day.year == held.year]
        rows.append(
            Row(
                words.day(own[0], held.first),
                [_said(by_day.get(day, 0)) for day in its],
                address(Asked(time=days_name(own[0], own[-1]))),
            )
        )
    return rows


def _weekday(weekday: int) -> str:
    return words.weekdays()[weekday % 7]


def _clock(hour: int) -> str:
    """A full hour as a clock shows it."""
    return f"{hour % 24}:00"


def _said(minutes: int) -> str:
    return words.duration(minutes) if minutes else _NOTHING

"""What a chart is of: whose minutes, in which range; and what it comes out as."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from hundred_app.core import words
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.narrowing import Asked, Choice, address
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import rules
from hundred_app.features.insights.figures import Fan, Figure
from hundred_app.features.insights.rules import Dates, History
from hundred_app.features.insights.texts import t

Minutes = dict[tuple[date, str], int]


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, its numbers as they are read, and the way to its logs.

    `hrefs` are the ways of the numbers themselves, where they have any; "" is none.
    """

    name: str
    cells: list[str]
    href: str = ""
    hrefs: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Share:
    """One commitment's part of what a chart shows."""

    title: str
    seat: str
    duration: str


@dataclass(frozen=True)
class Panel:
    """A chart with its sentence and its table.

    Attributes:
        sentence: what it shows, or what it will show and when.
        label: the same for those who cannot see it.
        figure: empty when there is no chart to see.
        head, rows: the same numbers.
        shares: whose colours are whose, where the chart does not say so itself.
        has_chart: whether there is anything to see.
        sheet: where the numbers are downloaded; "" when there are none.
        note: how the figure is to be read; mostly "".
        of: the id of the commitment that it is of, where one of several is chosen for it.
        choices: those that it may be of; none where there is nothing to choose.
    """

    sentence: str
    label: str
    figure: Figure
    head: list[str]
    rows: list[Row]
    shares: list[Share]
    has_chart: bool
    sheet: str = ""
    note: str = ""
    of: str = ""
    choices: list[Choice] = field(default_factory=list[Choice])


@dataclass(frozen=True)
class Numbers:
    """The numbers of a chart for a sheet. No language changes the names of its columns."""

    head: tuple[str, ...]
    rows: Sequence[tuple[str | int, ...]]


NOTHING = Panel("", "", {}, [], [], [], False)
"""What is not read yet."""


def nothing(sentence: str) -> Panel:
    """A panel that says what there will be."""
    return Panel(sentence, sentence, {}, [], [], [], False)


@dataclass(frozen=True)
class Shown:
    """What a panel shows: whose minutes, from which day to which.

    `only` is the id of the commitment whose page it is, "" for all.
    """

    work: Work
    who: dict[str, Seated]
    minutes: Minutes
    name: str
    start: date
    end: date
    only: str = ""

    @property
    def inside(self) -> Minutes:
        """The minutes of the days that are shown."""
        return {
            (day, key): count
            for (day, key), count in self.minutes.items()
            if self.start <= day <= self.end
        }

    @cached_property
    def logs(self) -> int:
        """How many logs there are, in the range or not."""
        return totals.log_count(self.work, [self.only] if self.only else None)

    @property
    def who_of(self) -> str:
        """Whose minutes these are, in words."""
        return ", ".join(held.title for held in self.who.values())

    @property
    def seat(self) -> str:
        """The colour of the one whose page it is; "" of several, which are drawn without one."""
        return next(iter(self.who.values())).seat if self.only else ""

    @property
    def lived(self) -> int:
        """Days since the first log, today included."""
        return (self.work.today - min(day for day, _ in self.minutes)).days + 1

    @property
    def begins(self) -> datetime:
        """The moment from which logs are in the range."""
        return self.work.begins(self.start)

    @property
    def ends(self) -> datetime:
        """The moment from which they are not any more."""
        return self.work.begins(self.end + timedelta(days=1))

    def sheet(self, chart: str, **more: str) -> str:
        """Where the numbers of a chart are downloaded."""
        asked = {"c": self.only, "range": self.name if self.name != "all" else "", **more}
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"/export/chart/{chart}.csv" + (f"?{query}" if query else "")

    @property
    def narrowed(self) -> Asked:
        """What the history is narrowed to, to show the logs of the range."""
        is_all = rules.is_whole(self.name)
        return Asked(
            time="" if is_all else days_name(self.start, self.end), commitment_id=self.only
        )

    def history(self, time: str, commitment_id: str = "") -> str:
        """Where the logs of a time are."""
        return address(Asked(time=time, commitment_id=commitment_id or self.only))

    @cached_property
    def fan(self) -> Fan | None:
        """Where the forecast leads, if what is shown is one commitment with its whole time."""
        today = self.work.today
        if len(self.who) != 1 or self.end != today or not rules.is_whole(self.name):
            return None
        ((key, held),) = self.who.items()
        by_day = rules.of_one(self.minutes, key)
        history = History(by_day, self.logs, held.minutes_before)
        told = rules.forecast(history, held.goal_hours * 60, today)
        if not held.is_active or not isinstance(told, Dates):
            return None
        hours = (held.minutes_before + sum(by_day.values())) / 60
        lived = (today - min(by_day)).days
        return Fan(today, hours, held.goal_hours, told.early, told.likely, told.late, lived)

    @property
    def spoken(self) -> str:
        """The range in words."""
        fixed = {"30": t.in_30, "90": t.in_90, "365": t.in_year}
        today = self.work.today
        if self.name in fixed:
            return fixed[self.name]
        if self.end < today or not rules.is_whole(self.name):
            return t.in_stretch(first=words.day(self.start, today), last=words.day(self.end, today))
        return t.in_all(day=words.day(self.start, today))


def shown_of(work: Work, commitment_id: str, name: str) -> Shown | None:
    """What a panel shows; None while there are no logs.

    Args:
        commitment_id: of one commitment, or "" for all that have any logs.
        name: one of rules.RANGES, or days as rules.span_of has them; anything else is "all".

    Raises:
        NotFound: the commitment is not this person's.
    """
    only = [commitment_id] if commitment_id else None
    who = totals.seats(work, only)
    if commitment_id and not who:
        raise NotFound
    minutes = totals.by_day(work, only=only)
    if not minutes:
        return None
    days = sorted({day for day, _ in minutes})
    with_logs = {key for _, key in minutes}
    return Shown(
        work=work,
        who={key: held for key, held in who.items() if key in with_logs},
        minutes=minutes,
        name=name,
        start=rules.first_day(name, work.today, days[0]),
        end=_last_day(work, name, days),
        only=commitment_id,
    )


def _last_day(work: Work, name: str, days: Sequence[date]) -> date:
    if span := rules.span_of(name):
        return max(min(span[1], work.today), rules.first_day(name, work.today, days[0]))
    if rules.is_whole(name):
        return rules.last_day(work.today, days[0], days[-1])
    return work.today

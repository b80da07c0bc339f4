"""What the history can be narrowed to, and the address that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from hundred_app.core import words
from hundred_app.features.commitments.rules import periods, sifting
from hundred_app.features.commitments.rules.periods import Period
from hundred_app.features.commitments.store.search import DayFound
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Asked:
    """What the address of the history asks for, as it came; "" for all."""

    text: str = ""
    commitment_id: str = ""
    time: str = ""
    category: str = ""
    hour: str = ""
    length: str = ""


_KEYS = {
    "q": "text",
    "c": "commitment_id",
    "time": "time",
    "category": "category",
    "hour": "hour",
    "length": "length",
}


@dataclass(frozen=True)
class Chip:
    """What the history is narrowed to besides what can be chosen, and the way to do without."""

    label: str
    words: str
    href: str


@dataclass(frozen=True)
class Choice:
    """One thing to choose from."""

    value: str
    label: str


@dataclass(frozen=True)
class Month:
    """A month that has logs: its name, what it holds in words, and the way to it."""

    value: str
    label: str
    holds: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Year:
    """A year with its months, the latest first."""

    value: str
    label: str
    holds: str
    is_open: bool
    months: list[Month]


@dataclass(frozen=True)
class Choices:
    """What the history can be narrowed to."""

    commitments: list[Choice]
    categories: list[Choice]
    times: list[Choice]


def asked_in(query: Mapping[str, str]) -> Asked:
    """What the query of an address asks for; the other way round than `address`."""
    return Asked(**{name: str(query.get(key, "")) for key, name in _KEYS.items()})


def address(asked: Asked, page: str = "/history") -> str:
    """Where a history is that asks for this."""
    query = urlencode(
        {key: value for key, name in _KEYS.items() if (value := getattr(asked, name))}
    )
    return f"{page}?{query}" if query else page


def chips_of(asked: Asked) -> list[Chip]:
    """The hour of the week and the lengths that are asked for."""
    hour, lengths = sifting.parse_hour(asked.hour), sifting.parse_lengths(asked.length)
    chips: list[Chip] = []
    if hour:
        chips.append(Chip(hour.label, t.in_this_hour(), address(replace(asked, hour=""))))
    if lengths:
        chips.append(Chip(lengths.label, t.of_this_length(), address(replace(asked, length=""))))
    return chips


def years_of(days: Sequence[DayFound], asked: Asked) -> list[Year]:
    """The months of the days, which come the latest first."""
    years: list[Year] = []
    for year, of_year in groupby(days, key=lambda day: day.day.year):
        held = list(of_year)
        months = [
            _month(list(of_month), asked)
            for _, of_month in groupby(held, key=lambda day: day.day.month)
        ]
        is_asked = asked.time.startswith(f"{year:04}")
        # The latest is open as long as no other one is asked for.
        is_open = is_asked or (not years and not asked.time[:1].isdigit())
        years.append(Year(f"{year:04}", str(year), _holds(held), is_open, months))
    return years


def earlier(years: Iterable[Year], asked: Asked) -> Month | None:
    months = [month for year in years for month in year.months]
    at = next((at for at, month in enumerate(months) if month.is_chosen), None)
    return None if at is None or at + 1 == len(months) else months[at + 1]


def choices_of(
    mine: Iterable[Commitment], years: Iterable[Year], period: Period | None = None
) -> Choices:
    """What there is to choose from, with the period that is chosen when it is no year or month."""
    found = list(mine)
    names = sorted({row.category for row in found if row.category}, key=str.casefold)
    times = [Choice(periods.THIS_WEEK, t.this_week), Choice(periods.LAST_DAYS, t.last_days)]
    if period and period.label:
        times.insert(0, Choice(period.name, period.label))
    for year in years:
        times.append(Choice(year.value, year.label))
        times += [Choice(month.value, f"{month.label} {year.label}") for month in year.months]
    return Choices(
        commitments=[Choice(row.id, row.title) for row in found],
        categories=[Choice(name, name) for name in names],
        times=times,
    )


def _month(days: Sequence[DayFound], asked: Asked) -> Month:
    name = periods.month_name(days[0].day)
    return Month(
        value=name,
        label=words.month(days[0].day, days[0].day),
        holds=_holds(days),
        href=address(replace(asked, time=name)),
        is_chosen=asked.time == name,
    )


def _holds(days: Iterable[DayFound]) -> str:
    held = list(days)
    count = sum(day.logs for day in held)
    minutes = sum(day.minutes for day in held)
    hours = words.whole_hours(minutes) if minutes >= 60 else words.duration(minutes)
    return t.month_holds(logs=t.logs(count, count=words.grouped(count)), hours=hours)

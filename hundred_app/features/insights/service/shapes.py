"""The year, the hours of the week, and the lengths of sessions."""

from dataclasses import replace
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.rules.sifting import hour_name
from hundred_app.features.commitments.service import totals
from hundred_app.features.commitments.service.narrowing import address
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Days, clock
from hundred_app.features.insights.service.shown import (
    Numbers,
    Panel,
    Row,
    Shown,
    nothing,
    shown_of,
)
from hundred_app.features.insights.texts import t

_MONDAY = date(2024, 1, 1)


def year(work: Work, commitment_id: str) -> Panel:
    """The days of the last year, or of the last one of what came to rest long ago.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, "all")
    if shown is None:
        return nothing(t.year_empty)
    days = _days_of(shown)
    if not days.minutes:
        return nothing(t.year_quiet)
    sentence = _year_sentence(days, work.today)
    key = t.level_key(
        least=words.duration(min(days.minutes.values())),
        most=words.duration(max(days.minutes.values())),
    )
    return Panel(
        sentence=sentence,
        label=t.year_label(who=shown.who_of, finding=sentence),
        figure=figures.year(days),
        head=[t.week_of, *(_weekday(work.week_start + row) for row in range(7))],
        rows=_week_rows(shown, days),
        shares=[],
        has_chart=True,
        sheet=shown.sheet("year"),
        note=key,
    )


def year_numbers(work: Work, commitment_id: str) -> Numbers:
    """Every day of the year that is drawn, with its minutes."""
    shown = shown_of(work, commitment_id, "all")
    if shown is None:
        return Numbers(("day", "minutes"), [])
    days = _days_of(shown)
    count = (days.last - days.first).days + 1
    every = (days.first + timedelta(days=at) for at in range(count))
    return Numbers(
        ("day", "minutes"), [(day.isoformat(), days.minutes.get(day, 0)) for day in every]
    )


def rhythm(work: Work, commitment_id: str, range_name: str) -> Panel:
    """The hours of the week.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, range_name)
    if shown is None or shown.lived < rules.FEWEST_DAYS:
        return nothing(t.after_two_weeks)
    cells = totals.by_hour(work, list(shown.who), shown.begins, shown.ends)
    if not cells:
        return nothing(t.nothing_in_range(range=shown.spoken))
    sentence = _rhythm_sentence(work, cells)
    hours = rules.hours_in_use(cells)
    weekdays = [(work.week_start + row) % 7 for row in range(7)]
    return Panel(
        sentence=sentence,
        label=t.rhythm_label(who=shown.who_of, range=shown.spoken, finding=sentence),
        figure={
            "opens": address(shown.narrowed),
            **figures.week(
                cells, hours, week_start=work.week_start, day_start=work.day_start, seat=shown.seat
            ),
        },
        head=[t.hour, *(_weekday(weekday) for weekday in weekdays)],
        rows=[_hour_row(shown, cells, hour, weekdays) for hour in range(*hours)],
        shares=[],
        has_chart=True,
        sheet=shown.sheet("rhythm"),
    )


def rhythm_numbers(work: Work, commitment_id: str, range_name: str) -> Numbers:
    """Every hour of the week with its minutes; Monday is 1, as ISO 8601 counts."""
    shown = shown_of(work, commitment_id, range_name)
    cells = totals.by_hour(work, list(shown.who), shown.begins, shown.ends) if shown else {}
    return Numbers(
        ("weekday", "hour", "minutes"),
        [
            (weekday + 1, (hour + work.day_start) % 24, cells.get((weekday, hour), 0))
            for weekday in range(7)
            for hour in range(24)
            if cells
        ],
    )


def lengths(work: Work, commitment_id: str, range_name: str) -> Panel:
    """How long sessions are.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, range_name)
    if shown is None:
        return nothing(t.lengths_empty)
    held = totals.lengths(work, list(shown.who), shown.begins, shown.ends)
    if not held:
        return nothing(t.nothing_in_range(range=shown.spoken))
    counts, middle = rules.bins(held), rules.middle(held)
    logs, longest = sum(counts), words.duration(max(held))
    sentence = t.lengths_one(longest=longest)
    if logs > 1:
        sentence = t.lengths_found(
            logs=t.logs(logs, count=words.grouped(logs)),
            middle=words.duration(middle),
            longest=longest,
        )
    return Panel(
        sentence=sentence,
        label=t.lengths_label(who=shown.who_of, range=shown.spoken, finding=sentence),
        figure={
            "opens": address(shown.narrowed),
            **figures.lengths(counts, middle, seat=shown.seat),
        },
        head=[t.length, t.log_count],
        rows=[_length_row(shown, number, count) for number, count in enumerate(counts)],
        shares=[],
        has_chart=True,
        sheet=shown.sheet("lengths"),
    )


def lengths_numbers(work: Work, commitment_id: str, range_name: str) -> Numbers:
    """Every length in minutes that there is, with how many logs have it."""
    shown = shown_of(work, commitment_id, range_name)
    held = totals.lengths(work, list(shown.who), shown.begins, shown.ends) if shown else {}
    return Numbers(("minutes", "logs"), [*held.items()])


def _days_of(shown: Shown) -> Days:
    first = shown.end - timedelta(days=rules.DAYS_OF_YEAR - 1)
    summed = rules.summed(shown.minutes, shown.who)
    minutes = {day: count for day, count in summed.items() if first <= day <= shown.end}
    cuts = rules.cuts(minutes.values())
    return Days(first, shown.end, minutes, cuts, shown.work.week_start, shown.seat)


def _year_sentence(days: Days, today: date) -> str:
    best = max(days.minutes, key=lambda day: (days.minutes[day], day))
    count = len(days.minutes)
    when = t.in_year() if days.last == today else t.in_year_to(day=words.day(days.last, today))
    return t.year_found(
        days=t.days(count, count=words.number(count)),
        range=when,
        minutes=words.duration(sum(days.minutes.values())),
        day=words.day(best, today),
        best=words.duration(days.minutes[best]),
    )


def _week_rows(shown: Shown, days: Days) -> list[Row]:
    """A row for each week with anything in it, the latest first, that leads to its logs."""
    week = shown.work.week_of(days.last)
    rows: list[Row] = []
    while week + timedelta(days=6) >= days.first:
        its = [week + timedelta(days=number) for number in range(7)]
        if any(day in days.minutes for day in its):
            rows.append(
                Row(
                    words.day(week, shown.work.today),
                    [_cell(days.minutes.get(day, 0)) for day in its],
                    shown.history(days_name(its[0], its[-1])),
                )
            )
        week -= timedelta(weeks=1)
    return rows


def _hour_row(shown: Shown, cells: rules.Cells, hour: int, weekdays: list[int]) -> Row:
    """An hour of each day of the week, each with the way to its logs."""
    begins = hour + shown.work.day_start

    def logs(weekday: int) -> str:
        return address(replace(shown.narrowed, hour=hour_name(weekday, begins)))

    held = [cells.get((weekday, hour), 0) for weekday in weekdays]
    hrefs = [
        logs(weekday) if minutes else "" for weekday, minutes in zip(weekdays, held, strict=True)
    ]
    return Row(clock(begins), [_cell(minutes) for minutes in held], hrefs=hrefs)


def _length_row(shown: Shown, number: int, count: int) -> Row:
    named = figures.length_named(number)
    if not count:
        return Row(named, ["–"])
    href = address(replace(shown.narrowed, length=figures.length_name(number)))
    return Row(named, [words.grouped(count)], href)


def _rhythm_sentence(work: Work, cells: rules.Cells) -> str:
    found = rules.peaks(cells)
    said = t.rhythm_found if found.other is None else t.rhythm_found_two
    first, other = sorted((found.hour, found.hour if found.other is None else found.other))
    return said(
        hour=clock(first + work.day_start),
        other=clock(other + work.day_start),
        minutes=words.duration(found.minutes),
        total=words.duration(sum(cells.values())),
        weekday=words.weekday(_MONDAY + timedelta(days=found.weekday)),
        most=words.duration(found.most),
    )


def _weekday(weekday: int) -> str:
    return words.weekdays()[weekday % 7]


def _cell(minutes: int) -> str:
    return words.duration(minutes) if minutes else "–"

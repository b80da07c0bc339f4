"""What Today shows, read from the features below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.service import cards, entries, later, totals
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.entries import Day
from hundred_app.features.commitments.service.later import WaitingLog
from hundred_app.features.commitments.service.narrowing import Asked, address
from hundred_app.features.dashboard import rules
from hundred_app.features.dashboard.texts import t
from hundred_app.features.insights.service import Row

LONGEST_IN_HINT = 24


@dataclass(frozen=True)
class Due:
    """The oldest synthesis that is due."""

    sentence: str
    more: str
    href: str
    seat: str


@dataclass(frozen=True)
class WeekBar:
    """A part of a day's bar. Lengths are texts, as SVG has them."""

    x: str
    y: str
    height: str
    seat: str


@dataclass(frozen=True)
class WeekLabel:
    """A text in the picture of the week."""

    x: str
    y: str
    text: str
    is_strong: bool


@dataclass(frozen=True)
class WeekKey:
    """One commitment's share of the week."""

    title: str
    seat: str
    duration: str


@dataclass(frozen=True)
class Week:
    """This week as a picture, a sentence, and a list; `head` and `rows` have the same numbers."""

    sentence: str
    label: str
    bars: list[WeekBar]
    totals: list[WeekLabel]
    days: list[WeekLabel]
    lines: list[WeekLabel]
    shares: list[WeekKey]
    head: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Today:
    heading: str
    summary: str
    due: Due | None
    waiting: list[WaitingLog]
    days: list[Day]
    week: Week
    hint: str
    lesson: int
    lesson_text: str
    year: str
    year_href: str


def today(work: Work) -> Today:
    """All that Today shows besides the cards."""
    running = cards.cards(work)
    first = work.week_of(work.today)
    minutes = totals.by_day(work, work.begins(first - timedelta(days=7)))
    this_week = sum(count for (day, _), count in minutes.items() if day >= first)
    so_far = sum(count for (day, _), count in minutes.items() if day == work.today)
    lesson, lesson_text = _lesson(work, running)
    year = _year(work)
    return Today(
        heading=words.long_day(work.today, work.today),
        summary=_summary(running, so_far, this_week),
        due=_due(running),
        waiting=later.waiting(work),
        days=entries.recent(work, days=2),
        week=_week(work, minutes, first, this_week),
        hint=_hint(running),
        lesson=lesson,
        lesson_text=lesson_text,
        year=t.look_back(year=year) if year else "",
        year_href=f"/review/{year:04}" if year else "",
    )


def _year(work: Work) -> int | None:
    """The year to look back on, around its end, if anything was logged in it."""
    year = rules.year_offered(work.today)
    if year is None:
        return None
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    return year if totals.log_count_between(work, first, end) else None


def _hint(running: list[Card]) -> str:
    """What stands in the empty line: an example with the person's own pursuit."""
    title = running[0].title if running else ""
    if not title or len(title) > LONGEST_IN_HINT:
        return t.quick_hint
    return t.quick_hint_of(title=rules.spoken(title))


def _lesson(work: Work, running: list[Card]) -> tuple[int, str]:
    """What is explained to somebody who has just begun, and nothing to anybody else."""
    if sum(card.minutes for card in running) > rules.EARLY:
        return 0, ""
    number = rules.lesson(len(running), totals.log_count(work), accounts.lessons(work))
    if number != rules.FIRST_SQUARES:
        return number, t.lesson_line if number else ""
    card = max(running, key=lambda card: card.minutes)
    goal = totals.seats(work, {card.id})[card.id].goal_hours
    share = words.duration(max(1, round(goal * 60 / 100)))
    return number, t.lesson_squares(share=share, title=card.title)


def _summary(running: list[Card], so_far: int, this_week: int) -> str:
    if not running:
        return t.nothing_running
    week = words.duration(this_week)
    if so_far:
        return t.summary(today=words.duration(so_far), week=week)
    return t.summary_none_today(week=week)


def _due(running: list[Card]) -> Due | None:
    due = [card for card in running if card.is_due]
    if not due:
        return None
    card = due[0]
    others = len(due) - 1
    more = (
        ""
        if not others
        else t.due_and_one
        if others == 1
        else t.due_and_more(count=words.number(others))
    )
    return Due(
        sentence=t.due(title=card.title, hours=card.due_threshold),
        more=more,
        href=f"{card.href}/milestone/{card.due_threshold}",
        seat=card.seat,
    )


def _week(work: Work, minutes: dict[tuple[date, str], int], first: date, this_week: int) -> Week:
    days = rules.week_days(first)
    who = totals.seats(work, {key for (day, key) in minutes if day >= first})
    drawn = rules.bars(days, minutes, list(who))
    by_day = [sum(minutes.get((day, key), 0) for key in who) for day in days]
    largest = max(by_day)
    shares = {key: sum(minutes.get((day, key), 0) for day in days) for key in who}
    return Week(
        sentence=_week_sentence(work, minutes, first, this_week),
        label=t.week_label(
            days=", ".join(
                f"{words.weekday(day)} {words.duration(count)}"
                for day, count in zip(days, by_day, strict=True)
                if count
            )
        ),
        bars=[
            WeekBar(f"{bar.x:g}", f"{bar.y:g}", f"{bar.height:g}", who[bar.key].seat)
            for bar in drawn
        ],
        totals=_day_totals(days, by_day, work.today),
        days=_day_names(days, work.today),
        lines=[
            WeekLabel(f"{rules.WIDTH + 27}", f"{line.y:.1f}", words.duration(line.minutes), False)
            for line in (rules.lines(largest) if largest else ())
        ],
        shares=[
            WeekKey(who[key].title, who[key].seat, words.duration(share))
            for key, share in sorted(shares.items(), key=lambda item: -item[1])
            if share
        ],
        head=[t.day, *(held.title for held in who.values())],
        rows=[_row(day, [minutes.get((day, key), 0) for key in who], list(who)) for day in days],
    )


def _row(day: date, minutes: Sequence[int], ids: Sequence[str]) -> Row:
    """A day with the minutes of each, which lead to their logs."""
    time = days_name(day, day)
    return Row(
        words.weekday(day),
        [words.duration(count) if count else "–" for count in minutes],
        address(Asked(time=time)) if any(minutes) else "",
        [
            address(Asked(time=time, commitment_id=its_id)) if count else ""
            for its_id, count in zip(ids, minutes, strict=True)
        ],
    )


def _day_totals(days: Sequence[date], minutes: Sequence[int], today: date) -> list[WeekLabel]:
    """The total above the highest bar and above today's."""
    largest = max(minutes)
    return [
        WeekLabel(
            f"{rules.centre(index):.1f}",
            f"{rules.HEIGHT - count * rules.HEIGHT / largest - 8:.1f}",
            words.duration(count),
            True,
        )
        for index, count in enumerate(minutes)
        if count and (count == largest or days[index] == today)
    ]


def _day_names(days: Sequence[date], today: date) -> list[WeekLabel]:
    return [
        WeekLabel(
            f"{rules.centre(index):.1f}",
            f"{rules.HEIGHT + 22}",
            words.short_weekday(day),
            day == today,
        )
        for index, day in enumerate(days)
    ]


def _week_sentence(
    work: Work, minutes: dict[tuple[date, str], int], first: date, this_week: int
) -> str:
    """This week against the same days of the last one."""
    week = words.duration(this_week)
    last = sum(
        count
        for (day, _), count in minutes.items()
        if first - timedelta(days=7) <= day <= work.today - timedelta(days=7)
    )
    if not this_week:
        return t.nothing_this_week
    if not last:
        return t.so_far(week=week)
    weekday = words.weekday(work.today)
    if this_week > last:
        difference = words.duration(this_week - last)
        return t.more_than_last(week=week, difference=difference, weekday=weekday)
    if this_week == last:
        return t.same_as_last(week=week, weekday=weekday)
    return t.less_than_last(week=week, last=words.duration(last), weekday=weekday)

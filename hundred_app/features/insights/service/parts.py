"""What part of the time each commitment, or each category, had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name, month_name
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Part
from hundred_app.features.insights.rules import Unit
from hundred_app.features.insights.service.shown import (
    Minutes,
    Numbers,
    Panel,
    Row,
    Share,
    Shown,
    nothing,
    shown_of,
)
from hundred_app.features.insights.texts import t

BY = ("commitment", "category")

MOST_PARTS = 6
"""So many are told apart; the last one is all the others."""

_SHADES = ("11", "8", "6", "10", "7", "4")
"""Of neutral, for categories: seat colours mean a commitment, nothing else. Neighbours differ."""

_OTHERS = "\x00"


@dataclass(frozen=True)
class _Divided:
    """The time in parts, and who had how much of each; of categories the fullest first."""

    shown: Shown
    unit: Unit
    times: tuple[date, ...]
    parts: list[Part]


def shares(work: Work, commitment_id: str, range_name: str, by: str = "commitment") -> Panel:
    """Shares over time.

    Args:
        by: one of BY; anything else is the first.

    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, range_name)
    if shown is None or shown.lived < rules.FEWEST_DAYS:
        return nothing(t.after_two_weeks)
    if not shown.inside:
        return nothing(t.nothing_in_range(range=shown.spoken))
    held = _divided(shown, by)
    if len(held.parts) < 2:
        return nothing(t.shares_few_categories if by == "category" else t.shares_few)
    sentence = _sentence(held)
    return Panel(
        sentence=sentence,
        label=t.shares_label(who=shown.who_of, range=shown.spoken, finding=sentence),
        figure=figures.parts(
            held.times,
            held.parts,
            lambda part: _name(part, held),
            lambda part: _said(part, held.unit, work.today),
        ),
        head=[_unit_named(held.unit), *(part.title for part in held.parts)],
        rows=_rows(held),
        shares=[
            Share(part.title, part.key, words.duration(sum(part.minutes))) for part in held.parts
        ],
        has_chart=True,
        sheet=shown.sheet("shares", by=by if by == "category" else ""),
    )


def shares_numbers(
    work: Work, commitment_id: str, range_name: str, by: str = "commitment"
) -> Numbers:
    """Every part of the time with the minutes that each had in it."""
    shown = shown_of(work, commitment_id, range_name)
    head = ("from", "category" if by == "category" else "commitment", "minutes")
    if shown is None or not shown.inside:
        return Numbers(head, [])
    held = _divided(shown, by)
    return Numbers(
        head,
        [
            (time.isoformat(), part.title, part.minutes[at])
            for at, time in enumerate(held.times)
            for part in held.parts
        ],
    )


def _divided(shown: Shown, by: str) -> _Divided:
    unit = rules.unit_for(shown.start, shown.end)
    minutes: Minutes = shown.minutes
    if by == "category":
        minutes = _by_category(shown)
    times, sums = rules.shares(minutes, shown.start, shown.end, unit)
    parts = _categories(sums) if by == "category" else _commitments(shown, sums)
    return _Divided(shown, unit, times, parts)


def _by_category(shown: Shown) -> Minutes:
    found: Minutes = {}
    for (day, key), count in shown.minutes.items():
        place = day, shown.who[key].category
        found[place] = found.get(place, 0) + count
    return found


def _commitments(shown: Shown, sums: Mapping[str, Sequence[int]]) -> list[Part]:
    return [
        # What is archived gave its seat away, and with it the full colour.
        Part(
            held.title,
            f"--{held.seat}-{9 if held.is_active else 7}",
            held.seat if held.is_active else f"{held.seat} faded",
            sums[key],
            key,
        )
        for key, held in shown.who.items()
        if key in sums
    ]


def _categories(sums: Mapping[str, Sequence[int]]) -> list[Part]:
    order = sorted(sums, key=lambda name: (-sum(sums[name]), name))
    if len(order) > MOST_PARTS:
        rest = order[MOST_PARTS - 1 :]
        others = [sum(counts) for counts in zip(*(sums[name] for name in rest), strict=True)]
        sums = {**sums, _OTHERS: others}
        order = [*order[: MOST_PARTS - 1], _OTHERS]
    named = {"": t.without_category(), _OTHERS: t.others()}
    return [
        Part(named.get(name, name), f"--neutral-{shade}", f"shade-{shade}", sums[name])
        for name, shade in zip(order, _SHADES, strict=False)
    ]


def _sentence(held: _Divided) -> str:
    most = max(held.parts, key=lambda part: sum(part.minutes))
    total, its = sum(sum(part.minutes) for part in held.parts), sum(most.minutes)
    return t.shares_found(
        total=words.duration(total),
        range=held.shown.spoken,
        title=most.title,
        minutes=words.duration(its),
        share=round(100 * its / total),
    )


def _rows(held: _Divided) -> list[Row]:
    today = held.shown.work.today
    rows = [
        Row(
            _said(time, held.unit, today),
            [words.duration(part.minutes[at]) if part.minutes[at] else "–" for part in held.parts],
            held.shown.history(_name(time, held)),
        )
        for at, time in enumerate(held.times)
        if any(part.minutes[at] for part in held.parts)
    ]
    return rows[::-1]


def _name(part: date, held: _Divided) -> str:
    """A part of the time, as the address of the history has it."""
    if held.unit == "year":
        return f"{part.year:04}"
    if held.unit == "month":
        return month_name(part)
    return days_name(part, rules.after(part, "quarter") - timedelta(days=1))


def _said(part: date, unit: Unit, today: date) -> str:
    if unit == "year":
        return str(part.year)
    if unit == "month":
        return words.month(part, today)
    last = rules.after(part, unit) - timedelta(days=1)
    return t.months_from(first=words.short_month(part), last=words.month(last, date.min))


def _unit_named(unit: Unit) -> str:
    return {"month": t.month, "quarter": t.quarter, "year": t.year_of}[unit]

"""How good the forecast is: made each week of lives whose end is known, and compared with it.

    python -m tests.calibration            prints the tables
    python -m tests.calibration --write    puts them into docs/forecast.md

The lives are those of invented people of five kinds, and a real year of somebody's work: each
project and task with at least twenty hours, from ../shared/data/gleeo-2019.csv if that is there.
A forecast knows what was logged before its day, and nothing else. docs/forecast.md says how the
verdicts are counted, above all where the data end before the forecast does.
"""

import argparse
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from typing import Literal

from hundred_app.features.insights.rules import Dates, History, TooEarly, forecasts, futures

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "forecast.md"
REAL = ROOT.parent / "shared" / "data" / "gleeo-2019.csv"

PEOPLE_OF_A_KIND = 20
YEARS = 8
MOST_FORECASTS = 104
"""A forecast a week for two years; the other six are there so that nearly all of them end."""

GOAL = 100 * 60
MARK = 25 * 60
LEAST_REAL_MINUTES = 20 * 60

Days = dict[date, int]


# Lives


def steady(chance: Random, days: int) -> list[int]:
    """Every day with the same chance, always about as long."""
    likely, usual = chance.uniform(0.35, 0.75), chance.uniform(30, 75)
    return [_session(chance, usual) if chance.random() < likely else 0 for _ in range(days)]


def bursty(chance: Random, days: int) -> list[int]:
    """Some weeks nearly every day, then some weeks of nothing."""
    usual = chance.uniform(45, 90)
    spells = {True: chance.uniform(2, 6), False: chance.uniform(1, 5)}
    found: list[int] = []
    is_on = True
    while len(found) < days:
        weeks = 1 + int(chance.expovariate(1 / spells[is_on]))
        found += [
            _session(chance, usual) if is_on and chance.random() < 0.7 else 0
            for _ in range(7 * weeks)
        ]
        is_on = not is_on
    return found[:days]


def fading(chance: Random, days: int) -> list[int]:
    """Eager at first; after 12 to 40 weeks half as often, down to a rest of 5 to 30 percent."""
    likely, usual = chance.uniform(0.5, 0.85), chance.uniform(45, 80)
    half_life, rest = 7 * chance.uniform(12, 40), chance.uniform(0.05, 0.3)
    return [
        _session(chance, usual) if chance.random() < likely * max(rest, 0.5 ** (day / half_life))
        else 0
        for day in range(days)
    ]  # fmt: skip


def weekend(chance: Random, days: int) -> list[int]:
    """Saturdays and Sundays alone, and long."""
    likely, usual = chance.uniform(0.6, 0.95), chance.uniform(60, 150)
    return [
        _session(chance, usual) if day % 7 >= 5 and chance.random() < likely else 0
        for day in range(days)
    ]


def comeback(chance: Random, days: int) -> list[int]:
    """Two to five months of it, then one to four of nothing, then again, at another pace."""
    likely, usual = chance.uniform(0.4, 0.75), chance.uniform(40, 80)
    found: list[int] = []
    is_on = True
    while len(found) < days:
        weeks = chance.randint(8, 20) if is_on else chance.randint(5, 16)
        now = usual * chance.uniform(0.7, 1.3)
        found += [
            _session(chance, now) if is_on and chance.random() < likely else 0
            for _ in range(7 * weeks)
        ]
        is_on = not is_on
    return found[:days]


KINDS: tuple[Callable[[Random, int], list[int]], ...] = (
    steady, bursty, fading, weekend, comeback,
)  # fmt: skip


def _session(chance: Random, usual: float) -> int:
    return max(1, round(chance.gammavariate(4, usual / 4)))


def invented(kind: Callable[[Random, int], list[int]], number: int) -> Days:
    """Eight years of one person, from a Monday on. The same every time."""
    minutes = kind(Random(f"{kind.__name__} {number}"), 365 * YEARS)
    monday = date(2021, 1, 4)
    return {monday + timedelta(days=day): count for day, count in enumerate(minutes) if count}


def real_year(file: Path) -> list[tuple[Days, int]]:
    """Each project and task of a Gleeo export with twenty hours: minutes by day, and logs."""
    days: dict[tuple[str, str], Days] = {}
    logs: dict[tuple[str, str], int] = {}
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            pair = row["Project"], row["Task"]
            hours, minutes = map(int, row["Duration"].split(":"))
            day = date.fromisoformat(row["Start"][:10])
            of_pair = days.setdefault(pair, {})
            of_pair[day] = of_pair.get(day, 0) + 60 * hours + minutes
            logs[pair] = logs.get(pair, 0) + 1
    return [
        (by_day, logs[pair])
        for pair, by_day in sorted(days.items())
        if sum(by_day.values()) >= LEAST_REAL_MINUTES
    ]


# Trials

Verdict = Literal["inside", "before", "after", "cut", "cut before", "never", "never came"]


@dataclass(frozen=True)
class Trial:
    """One forecast, and what became of it."""

    is_goal: bool
    verdict: Verdict
    wait: int | None = None
    error: int | None = None


def trials(by_day: Days, end: date, start: date, *, beyond_goal: bool) -> Iterator[Trial]:
    """A forecast a week, from the first day on for which there is one.

    Args:
        by_day: a whole life.
        end: the last day that anything is known of.
        start: the day of the first forecast; nothing is told while it is too early.
        beyond_goal: whether to go on with marks of 25 hours after the goal is reached.
    """
    came = arrivals(by_day)
    for week in range(MOST_FORECASTS):
        today = start + timedelta(weeks=week)
        known = {day: minutes for day, minutes in by_day.items() if day < today}
        done = sum(known.values())
        if today > end or (done >= GOAL and not beyond_goal):
            return
        totals = {MARK * (done // MARK + 1)} | ({GOAL} if done < GOAL else set())
        told = forecasts(History(known, len(known)), sorted(totals), today)
        for total, outcome in told.items():
            if not isinstance(outcome, TooEarly):
                yield judged(outcome, came.get(total), today, end, is_goal=total == GOAL)


def arrivals(by_day: Mapping[date, int]) -> dict[int, date]:
    """The day on which each mark of 25 hours was reached."""
    found: dict[int, date] = {}
    days = sorted(by_day)
    for day, total in zip(days, accumulate(by_day[day] for day in days), strict=True):
        for mark in range(MARK * (len(found) + 1), total + 1, MARK):
            found[mark] = day
    return found


def judged(outcome: object, came: date | None, today: date, end: date, *, is_goal: bool) -> Trial:
    """What became of a forecast, as far as the data go; `came` is None if not by `end`."""
    wait = (came - today).days if came else None
    if not isinstance(outcome, Dates):
        return Trial(is_goal, "never came" if came else "never", wait)
    error = abs((came - outcome.likely).days) if came else None
    is_before = came is not None and came < outcome.early
    if outcome.late is None or outcome.late > end:
        return Trial(is_goal, "cut before" if is_before else "cut", wait, error)
    is_after = came is None or came > outcome.late
    return Trial(is_goal, "before" if is_before else "after" if is_after else "inside", wait, error)


def of_invented(kind: Callable[[Random, int], list[int]]) -> list[Trial]:
    found: list[Trial] = []
    for number in range(PEOPLE_OF_A_KIND):
        by_day = invented(kind, number)
        first = min(by_day)
        end = first + timedelta(days=365 * YEARS - 1)
        # Not everybody asks on the weekday of their first log.
        start = first + timedelta(days=21 + number % 7)
        found += trials(by_day, end, start, beyond_goal=False)
    return found


def of_real(file: Path) -> list[Trial]:
    pairs = real_year(file)
    end = max(day for by_day, _ in pairs for day in by_day)
    return [
        trial
        for by_day, _ in pairs
        for trial in trials(by_day, end, min(by_day) + timedelta(days=21), beyond_goal=True)
    ]


# Tables

HEAD = (
    "| Who | Forecasts | Judged | Inside | Came before | Came after | Median error | Median wait"
    " | Open | of these came before | “Not at this pace” | of these came |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
)


def coverage(found: Sequence[Trial]) -> float:
    """The share of judged forecasts whose 80 % range holds the day, in percent."""
    counts = [trial.verdict for trial in found]
    told = sum(counts.count(verdict) for verdict in ("inside", "before", "after"))
    return 100 * counts.count("inside") / told if told else float("nan")


def row(name: str, found: Sequence[Trial]) -> str:
    counts = [trial.verdict for trial in found]
    inside, before, after = map(counts.count, ("inside", "before", "after"))
    told = inside + before + after
    came = [trial for trial in found if trial.error is not None]
    cells = (
        f"{len(found):,}",
        f"{told:,}",
        *(f"{100 * part / told:.1f} %" if told else "–" for part in (inside, before, after)),
        f"{median(trial.error or 0 for trial in came):.0f} days" if came else "–",
        f"{median(trial.wait or 0 for trial in came):.0f} days" if came else "–",
        f"{counts.count('cut') + counts.count('cut before'):,}",
        f"{counts.count('cut before'):,}",
        f"{counts.count('never') + counts.count('never came'):,}",
        f"{counts.count('never came'):,}",
    )
    return f"| {name} | {' | '.join(cells)} |\n"


def table_of_invented() -> tuple[str, list[Trial]]:
    """The rows of the five kinds and of all of them."""
    every: list[Trial] = []
    rows = ""
    for kind in KINDS:
        found = of_invented(kind)
        rows += row(kind.__name__, found)
        every += found
    return rows + row("**all invented**", every), every


@contextmanager
def bootstrap_alone() -> Iterator[None]:
    """The same forecast, from the last twelve weeks as they were and nothing on top."""
    names = ("WINDOWS", "TURNS", "PAUSES", "LEVEL_SPREAD", "DRIFT_SPREAD")
    held = {name: getattr(futures, name) for name in names}
    try:
        for name, value in zip(names, ((12,), 0.0, 0.0, 0.0, 0.0), strict=True):
            setattr(futures, name, value)
        futures.futures.cache_clear()
        yield
    finally:
        for name, value in held.items():
            setattr(futures, name, value)
        futures.futures.cache_clear()


def tables(file: Path) -> dict[str, str]:
    """Every table of docs/forecast.md by its name. Without the real year, those without it."""
    rows, invented_trials = table_of_invented()
    found = {"invented": HEAD + rows}
    with bootstrap_alone():
        alone = row("invented people", table_of_invented()[1])
        alone += row("the real year", of_real(file)) if file.exists() else ""
    if not file.exists():
        print(f"The real year is left out: {file.name} is not in ../shared/data.")
        return found
    real = of_real(file)
    every = invented_trials + real
    goals = [trial for trial in every if trial.is_goal]
    marks = [trial for trial in every if not trial.is_goal]
    found["real"] = HEAD + row("the real year", real)
    found["all"] = (
        HEAD + row("**all**", every) + row("next milestone", marks) + row("the goal", goals)
    )
    found["alone"] = HEAD + alone
    return found


def marks(name: str) -> tuple[str, str]:
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def table_in(page: str, name: str) -> str:
    begin, end = marks(name)
    return page.partition(begin)[2].partition(end)[0].strip()


def with_table(page: str, name: str, table: str) -> str:
    begin, end = marks(name)
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n\n{table.strip()}\n\n{end}{rest.partition(end)[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.calibration")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    asked = parser.parse_args()
    page = PAGE.read_text("utf-8")
    for name, table in tables(REAL).items():
        print(f"\n{name}\n\n{table}")
        page = with_table(page, name, table)
    if asked.write:
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()

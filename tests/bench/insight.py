"""What the charts cost: their sums, and their figures as they are sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reflex.utils import format as wire

from hundred_app.core.work import Work
from hundred_app.features.commitments.service import totals
from hundred_app.features.insights import rules, service
from hundred_app.features.insights.service import CHARTS
from tests.bench import diary
from tests.bench.table import Measure, milliseconds

T = TypeVar("T")

SUMS_MILLISECONDS = 50
FIGURE_KB = 40


def measures(folder: Path, *, logs: int, rounds: int) -> Iterator[Measure]:
    """The sums over all of a diary, and every figure of it."""
    with diary.opened(folder, logs) as (database, work):

        def read(act: Callable[[Work], T]) -> T:
            return database.read(lambda db: act(replace(work, db=db)))

        ids = list(read(totals.seats))
        first = next(iter(ids))
        sums: dict[str, Callable[[Work], object]] = {
            "minutes by day": totals.by_day,
            "minutes by day, of one": lambda work: totals.by_day(work, only=[first]),
            "minutes by hour of the week": lambda work: totals.by_hour(work, ids),
            "logs by length": lambda work: totals.lengths(work, ids),
        }
        for name, act in sums.items():
            taken = milliseconds(lambda act=act: read(act), rounds)
            yield Measure(f"sums of {logs:,} logs, {name}", taken, "ms", SUMS_MILLISECONDS)
        for name, draw in _figures(first).items():
            yield Measure(f"figure of ten years, {name}", _size(read(draw)), "kB", FIGURE_KB)


def _figures(of_one: str) -> dict[str, Callable[[Work], object]]:
    drawn: dict[str, Callable[[Work], object]] = {
        f"hours as {view}": lambda work, view=view: service.hours(work, "", "all", view).figure
        for view in rules.VIEWS
    }
    for whose, its_id in (("", ""), (" of one", of_one)):
        for name in CHARTS:
            drawn[name + whose] = lambda work, name=name, its_id=its_id: (
                service.chart(work, name, its_id, "all").figure
            )
    return drawn


def _size(figure: object) -> float:
    """As it goes over the socket, before that compresses it."""
    return len(wire.json_dumps(figure).encode()) / 1000

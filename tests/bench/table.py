"""One line of the table for each thing that was measured."""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Unit = Literal["ms", "kB", "MB", "of them", "/s", "kB RSS", "errors"]

OF_THE_MACHINE: tuple[Unit, ...] = ("ms", "MB", "/s", "kB RSS")
"""What says as much about the machine as about Hundred. The rest is counted, the same on any."""

PLENTY: tuple[Unit, ...] = ("/s",)
"""Of these, the budget is the least that there should be."""


@dataclass(frozen=True)
class Measure:
    """What was measured, and what it should be at most; of a rate, at least.

    Attributes:
        name: what it is, as a person would say it.
        value: in `unit`; of times the median.
        unit: of the value and the budget.
        budget: None where there is none.
    """

    name: str
    value: float
    unit: Unit
    budget: float | None = None

    @property
    def is_over(self) -> bool:
        if self.budget is None:
            return False
        return self.value < self.budget if self.unit in PLENTY else self.value > self.budget

    @property
    def is_counted(self) -> bool:
        """Whether it is the same on every machine."""
        return self.unit not in OF_THE_MACHINE


def milliseconds(act: Callable[[], object], rounds: int) -> float:
    """The median time of an act, in milliseconds. It is done once before, for what is kept."""
    act()
    taken: list[float] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def percentile(values: Sequence[float], percent: int) -> float:
    """What so many percent of the values are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def spread(name: str, seconds: Sequence[float], budgets: Mapping[int, float]) -> Iterator[Measure]:
    """The median and two more percentiles of times; `budgets` in milliseconds, by percentile."""
    for percent in (50, 95, 99):
        taken = percentile(seconds, percent) * 1000
        yield Measure(f"{name}, p{percent}", taken, "ms", budgets.get(percent))


def printed(measures: Iterable[Measure]) -> str:
    """The table, with the budget of each and a mark where it is over."""
    rows = [
        (
            one.name,
            f"{one.value:,.1f} {one.unit}",
            f"{one.budget:,.0f} {one.unit}" if one.budget is not None else "",
            "over" if one.is_over else "",
        )
        for one in measures
    ]
    head = ("What", "Measured", "Budget", "")
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(4)]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        f"{what:<{widths[0]}}  {value:>{widths[1]}}  {budget:>{widths[2]}}  {mark}".rstrip()
        for what, value, budget, mark in lines
    )


def write(measures: Iterable[Measure], file: Path) -> None:
    """The same as JSON, for a program to compare."""
    file.write_text(json.dumps([asdict(one) for one in measures], indent=2) + "\n", "utf-8")

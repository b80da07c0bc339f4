"""Measure what Hundred costs, print one table, and write it down as JSON on request."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import answers, insight, rest, weight
from tests.bench.table import Measure, printed, write


def main() -> int:
    """Returns 1 when something that is counted, and not timed, is over its budget."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--short", action="store_true", help="little data, to see that it works")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the measures there, too")
    given = asked.parse_args()
    logs, rounds = (10_000, 3) if given.short else (100_000, 15)
    found: list[Measure] = []
    with tempfile.TemporaryDirectory() as folder:
        found += insight.measures(Path(folder), logs=logs, rounds=rounds)
        found += weight.measures(Path(folder))
        found += rest.measures(Path(folder))
    found += answers.measures(is_short=given.short)
    print(printed(found))
    if given.json:
        write(found, given.json)
    # How long something takes says as much about the machine; a size is the same on any.
    return int(any(one.is_over and one.is_counted for one in found))


if __name__ == "__main__":
    raise SystemExit(main())

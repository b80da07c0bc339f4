"""How fast Hundred answers: one person alone, and many at once."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import chores, load, press
from tests.bench.table import Measure


def measures(*, is_short: bool) -> Iterator[Measure]:
    """Everything that needs a running server, each part on a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield from press.measures(Path(folder), saves=3 if is_short else 60)
    with tempfile.TemporaryDirectory() as folder:
        yield from chores.measures(Path(folder), chores.SHORT if is_short else chores.FULL)
    with tempfile.TemporaryDirectory() as folder:
        yield from load.measures(Path(folder), load.SHORT if is_short else load.FULL)

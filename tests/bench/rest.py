"""What a server costs that nobody uses: its start, and its memory once it is quiet."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests import serving
from tests.bench.table import Measure

START_MILLISECONDS = 1_000
REST_MB = 90
"""Wished for, and not reached: docs/performance.md says what stands in the way."""


def measures(folder: Path) -> Iterator[Measure]:
    """A start on a new data folder, and what is resident after the first page."""
    # The first start may build the pages, and makes the database.
    serving.start(folder / "rest").stop()
    server = serving.start(folder / "rest")
    try:
        httpx.get(server.address + "/sign-in", timeout=60).raise_for_status()
        process = Path("/proc") / str(server.process.pid)
        ticks = map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:13])
        seconds = sum(ticks) / os.sysconf("SC_CLK_TCK")
        held = resident(server.process.pid)
    finally:
        server.stop()
    yield Measure("processor, to the first page", seconds * 1000, "ms", START_MILLISECONDS)
    # Without a budget that fails: it is more wherever the packages of the tests are installed.
    yield Measure(f"memory of a server at rest, in MB (wished: {REST_MB})", held / 1_000_000, "MB")


def resident(process_id: int) -> int:
    """Bytes of memory that a process has in use."""
    told = (Path("/proc") / str(process_id) / "smaps_rollup").read_text()
    (held,) = re.findall(r"^Rss: +(\d+) kB$", told, re.MULTILINE)
    return int(held) * 1024

"""Which rows of a file go to which commitment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from hundred_app.core.errors import Invalid
from hundred_app.features.transfer.rules.cells import is_printable, shown, tidy
from hundred_app.features.transfer.rules.entries import LONGEST_SOURCE, Entry, Reading
from hundred_app.features.transfer.texts import t

LONGEST_TITLE = 100
MOST_SOURCES = 100
MOST_NAMED = 3
"""How many absent sources are told at once, and how many near ones for each."""
MOST_COMPARED = 1000
"""Nearness is looked for among this many of the commonest sources: it costs time for each."""


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    Attributes:
        chosen: title of the commitment and entry, in the order of the file.
        left_out: source and its number of rows, the commonest first.
    """

    chosen: tuple[tuple[str, Entry], ...]
    left_out: dict[str, int]


def parse_mapping(items: Sequence[str]) -> dict[str, str]:
    """Source to title of commitment, from items such as "research/thesis=Thesis".

    Several sources may go to one commitment. The first "=" ends the source.

    Raises:
        Invalid: there is none, or one is incomplete, too long, or given twice.
    """
    if not items:
        raise Invalid("map", t.map_empty)
    if len(items) > MOST_SOURCES:
        raise Invalid("map", t.map_too_many(most=MOST_SOURCES))
    mapping: dict[str, str] = {}
    for item in items:
        source, title = _pair(item)
        if source in mapping:
            raise Invalid("map", t.map_twice(source=shown(source)))
        mapping[source] = title
    return mapping


def _pair(item: str) -> tuple[str, str]:
    source, _, title = item.partition("=")
    source, title = tidy(source), tidy(title)
    if not source or not title:
        raise Invalid("map", t.map_incomplete(item=shown(item)))
    if len(source) > LONGEST_SOURCE:
        raise Invalid("map", t.map_source_long(item=shown(item), most=LONGEST_SOURCE))
    if len(title) > LONGEST_TITLE:
        raise Invalid("map", t.map_title_long(item=shown(item), most=LONGEST_TITLE))
    if not is_printable(source + title):
        raise Invalid("map", t.map_strange(item=shown(item)))
    return source, title


def plan(reading: Reading, mapping: Mapping[str, str]) -> Plan:
    """Which entries go where, by `mapping` from source to title, and which are left out.

    Raises:
        Invalid: a source in the mapping has no row; the nearest ones are named.
    """
    rows = Counter(entry.source for entry in reading.entries)
    if not rows:
        raise Invalid("map", t.no_entries)
    absent = [source for source in mapping if source not in rows]
    if absent:
        raise Invalid("map", " ".join(_no_such_source(each, rows) for each in absent[:MOST_NAMED]))
    chosen = tuple(
        (mapping[entry.source], entry) for entry in reading.entries if entry.source in mapping
    )
    left_out = {source: count for source, count in rows.most_common() if source not in mapping}
    return Plan(chosen, left_out)


def _no_such_source(source: str, rows: Counter[str]) -> str:
    common = [name for name, _ in rows.most_common(MOST_COMPARED)]
    folded = {name.casefold(): name for name in reversed(common)}
    near = get_close_matches(source.casefold(), folded, n=MOST_NAMED)
    names = [folded[name] for name in near] or common[:MOST_NAMED]
    nearest = ", ".join(t.quoted(name=shown(name)) for name in names)
    return t.no_such_source(source=shown(source), nearest=nearest)

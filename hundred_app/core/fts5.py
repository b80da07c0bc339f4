"""Full text on SQLite: FTS5. Nothing else in Hundred speaks to it.

Words are looked up in the virtual table `search_index`, which keeps no text of its own. It follows
the tables of texts in two steps: triggers write into `search_stale` what a row said before and
what it says now, and `settle` takes that over into the index, in the same transaction. Triggers
cannot do it by themselves, because `trusted_schema = OFF` keeps them from virtual tables.

A text is known by a number: twice the rowid of its row, and one more for a synthesis. Whatever
builds one of these tables anew, as a step of the schema may, has to make its triggers again and
to `rebuild` the index.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    TextualSelect,
    column,
    literal_column,
    text,
)

from hundred_app.core.folding import Phrase, Sought

PLAIN_TABLES = """
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
        AND name <> 'search_stale'
    ORDER BY name
"""
"""Names of the tables that hold what somebody saved. What the index consists of follows from it."""

_TAKE_OUT = """
    INSERT INTO search_index (search_index, rowid, place, words)
    SELECT 'delete', id, old_place, old_words FROM search_stale WHERE old_words IS NOT NULL
"""
_PUT_IN = """
    INSERT INTO search_index (rowid, place, words)
    SELECT id, place, words FROM search_stale WHERE words IS NOT NULL
"""
_SWEEP = "INSERT INTO search_index (search_index) VALUES ('optimize')"
_REBUILD = "INSERT INTO search_index (search_index) VALUES ('rebuild')"
_NOTHING_IS_STALE = "DELETE FROM search_stale"
_FIND = """
    SELECT rowid >> 1 AS number FROM search_index
    WHERE search_index MATCH :expression AND rowid & 1 = :kind
"""

_SOMEBODY_LEFT = 0
"""What a trigger leaves in the place of a number when a commitment or an account is deleted."""


def expression(places: Sequence[str], wanted: Sequence[Phrase], unwanted: Sequence[Phrase]) -> str:
    """What to look up: texts of one of these commitments with all of the one, none of the other.

    Every part is a string in quotes, so that nothing somebody typed is understood as syntax.
    """
    found = f"place : ({' OR '.join(_quoted(place_of(place)) for place in places)})"
    if wanted:
        found = f"({found}) AND (words : ({' AND '.join(map(_phrase, wanted))}))"
    if unwanted:
        found = f"({found}) NOT (words : ({' OR '.join(map(_phrase, unwanted))}))"
    return found


def finds(table: str, kind: int, sought: Sought) -> ColumnElement[bool]:
    """The condition that a row of a table of texts is one of those that are sought."""
    what = expression(sought.places, sought.wanted, sought.unwanted)
    rowid: ColumnElement[int] = literal_column(f"{table}.rowid")
    return rowid.in_(rows_matching(kind, what))


def rows_matching(kind: int, what: str) -> TextualSelect:
    """The rowids of the texts of a kind that an expression finds: a query in itself."""
    return text(_FIND).bindparams(expression=what, kind=kind).columns(column("number", Integer))


def place_of(commitment_id: str) -> str:
    """A commitment as one word of the index."""
    return commitment_id.replace("-", "")


def settle(connection: Connection) -> None:
    """Take over into the index what was written since it was last settled.

    When a commitment or an account was deleted, its words are swept out of the index as well,
    which takes a second for 100,000 logs.
    """
    first = connection.exec_driver_sql("SELECT min(id) FROM search_stale").scalar()
    if first is None:
        return
    connection.exec_driver_sql(_TAKE_OUT)
    connection.exec_driver_sql(_PUT_IN)
    if first == _SOMEBODY_LEFT:
        connection.exec_driver_sql(_SWEEP)
    connection.exec_driver_sql(_NOTHING_IS_STALE)


def rebuild(connection: Connection) -> None:
    """Make the index anew from the texts; takes a second for 50,000 logs."""
    connection.exec_driver_sql(_NOTHING_IS_STALE)
    connection.exec_driver_sql(_REBUILD)


def sweep(file: Path) -> None:
    """Write the index of a database anew, so that it holds no word of what was changed or deleted.

    Until then such words stay in pages of it, marked as gone.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("busy_timeout = 5000", "secure_delete = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        sweep_out(connection)


def sweep_out(connection: sqlite3.Connection) -> None:
    """The same through an open connection; nothing for a schema that has no index yet."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").fetchone():
        connection.execute(_SWEEP)


def _phrase(phrase: Phrase) -> str:
    return _quoted(" ".join(phrase.words)) + ("*" if phrase.is_open else "")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'

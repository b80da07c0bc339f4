"""Texts that are found by their words, whichever engine the database has.

An index follows the tables of texts: triggers note what was written, and `settle` takes that over
in the same transaction. SQLite's is in fts5.py, PostgreSQL's in postgresql/words.py.
"""

from types import ModuleType

from sqlalchemy import ColumnElement, Connection
from sqlmodel import Session

from hundred_app.core import fts5
from hundred_app.core.engines import is_on_server
from hundred_app.core.folding import Phrase, Sought

LOG, SYNTHESIS = 0, 1
"""What a text is, as the last bit of its number says."""

_TABLES = ("time_log", "milestone")


def finds(db: Session, kind: int, sought: Sought) -> ColumnElement[bool]:
    """The condition that a row of `time_log`, or of `milestone`, is one of those that are sought.

    Args:
        kind: LOG or SYNTHESIS.
    """
    if is_on_server(db.connection()):
        return _lexemes().finds(_TABLES[kind], sought)
    return fts5.finds(_TABLES[kind], kind, sought)


def settle(connection: Connection) -> None:
    """Take over into the index what was written since it was last settled."""
    (_lexemes() if is_on_server(connection) else fts5).settle(connection)


def rebuild(connection: Connection) -> None:
    """Make the index anew from the texts."""
    (_lexemes() if is_on_server(connection) else fts5).rebuild(connection)


def _lexemes() -> ModuleType:
    # Not above: it brings the dialect of that engine, which costs whoever starts on a file 26 ms.
    from hundred_app.core.postgresql import words

    return words


__all__ = ["LOG", "SYNTHESIS", "Phrase", "Sought", "finds", "rebuild", "settle"]

"""Full text on PostgreSQL: words made in Python, kept as lexemes without places beside each text.

The server finds texts that have all the words (GIN). Whether words stand side by side is asked of
`said`, the words in a row: places in a tsvector end at 16,383, and at 256 for one word. The words
are those of `folding`, so that index and rules are one; no configuration of the server matters.

A row of the index goes with its text, by cascade. What is new or changed is noted by triggers in
`search_stale`, and taken over by `settle` in the same transaction, whoever wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    TableClause,
    and_,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    not_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as put

from hundred_app.core.folding import Phrase, Sought, words_of

LONGEST_LEXEME = 400
"""In characters: the server takes 2,046 bytes. What somebody types is shorter, so that a longer
word in a text is found by its beginning alone, as it should be."""

_AT_ONCE = 500
_STALE = table("search_stale", column("kind", String), column("id", String))


@dataclass(frozen=True)
class _Texts:
    """A table of texts, and the index that follows it."""

    rows: TableClause
    said: str
    index: TableClause


def _texts(name: str, said: str) -> _Texts:
    return _Texts(
        table(name, *(column(each, String) for each in ("id", "commitment_id", said))),
        said,
        table(
            f"search_{name}",
            column("id", String),
            column("words", TSVECTOR),
            column("said", String),
        ),
    )


_TEXTS = {
    "time_log": _texts("time_log", "reflection"),
    "milestone": _texts("milestone", "user_synthesis"),
}


def finds(name: str, sought: Sought) -> ColumnElement[bool]:
    """The condition that a row of a table of texts is one of those that are sought."""
    texts = _TEXTS[name]
    said = texts.index.c.said
    conditions: list[ColumnElement[bool]] = [
        texts.index.c.words.bool_op("@@")(cast(_query(sought), TSQUERY)),
        *(_stands_in(said, phrase) for phrase in sought.wanted if len(phrase.words) > 1),
        *(not_(_stands_in(said, phrase)) for phrase in sought.unwanted),
    ]
    # Not a column of `rows`: it would be another time_log beside the one that is asked.
    row: ColumnElement[str] = literal_column(f"{name}.id")
    return row.in_(select(texts.index.c.id).where(and_(*conditions)))


def settle(connection: Connection) -> None:
    """Take over into the index what was written since it was last settled."""
    stale = connection.execute(delete(_STALE).returning(_STALE.c.kind, _STALE.c.id)).all()
    for name, texts in _TEXTS.items():
        ids = [row.id for row in stale if row.kind == name]
        for first in range(0, len(ids), _AT_ONCE):
            _put_in(connection, texts, ids[first : first + _AT_ONCE])


def rebuild(connection: Connection) -> None:
    """Make the index anew from the texts; takes some ten seconds for 100,000 logs."""
    connection.execute(delete(_STALE))
    for name, texts in _TEXTS.items():
        connection.execute(delete(texts.index))
        every = select(literal(name), texts.rows.c.id)
        connection.execute(insert(_STALE).from_select(["kind", "id"], every))
    settle(connection)


def _put_in(connection: Connection, texts: _Texts, ids: Sequence[str]) -> None:
    rows = texts.rows
    wanted = select(rows.c.id, rows.c.commitment_id, rows.c[texts.said]).where(rows.c.id.in_(ids))
    found = [_row(id_, place, said) for id_, place, said in connection.execute(wanted)]
    if not found:
        return
    lexemes = func.array_to_tsvector(bindparam("lexemes", type_=ARRAY(String)))
    new = put(texts.index).values(id=bindparam("id"), words=lexemes, said=bindparam("said"))
    again = {"words": new.excluded.words, "said": new.excluded.said}
    connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=again), found)


def _row(id_: str, place: str, said: str) -> dict[str, object]:
    words = words_of(said)
    lexemes = {word[:LONGEST_LEXEME] for word in words}
    return {"id": id_, "lexemes": [_place(place), *lexemes], "said": _in_a_row(words)}


def _in_a_row(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _query(sought: Sought) -> str:
    """Every word in quotes, so that nothing somebody typed is understood as syntax."""
    found = [f"({' | '.join(_quoted(_place(place)) for place in sought.places)})"]
    for phrase in sought.wanted:
        *whole, last = phrase.words
        found += [_quoted(word) for word in whole]
        found.append(_quoted(last) + (":*" if phrase.is_open else ""))
    return " & ".join(found)


def _place(commitment_id: str) -> str:
    """A commitment as a lexeme that no text has."""
    return f"@{commitment_id}"


def _quoted(word: str) -> str:
    return "'" + word[:LONGEST_LEXEME].replace("\\", "\\\\").replace("'", "''") + "'"


def _stands_in(said: ColumnElement[str], phrase: Phrase) -> ColumnElement[bool]:
    row = _in_a_row(phrase.words)
    return func.strpos(said, row[:-1] if phrase.is_open else row) > 0

"""What a database holds, row by row, and what is true of every sound one."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from hundred_app.core import fts5

NOT_DATA = ("alembic_version",)

TIME = "('time_logged', 'time_changed', 'time_removed')"
HALF_DONE = {
    "a person without settings": (
        "SELECT id FROM user WHERE id NOT IN (SELECT user_id FROM user_settings)"
    ),
    "a ledger that says other minutes than the logs": f"""
        SELECT user.id,
          (SELECT coalesce(sum(amount), 0) FROM activity_event
            WHERE user_id = user.id AND kind IN {TIME}) AS told,
          (SELECT coalesce(sum(duration_minutes), 0) FROM time_log
            JOIN commitment ON commitment.id = commitment_id WHERE user_id = user.id) AS given
        FROM user WHERE told <> given
    """,
    "a log of other minutes than its deeds": f"""
        SELECT id, duration_minutes,
          (SELECT coalesce(sum(amount), 0) FROM activity_event
            WHERE subject_id = time_log.id AND kind IN {TIME}) AS told
        FROM time_log WHERE told <> duration_minutes
    """,
    "a commitment that nobody made": """
        SELECT id FROM commitment WHERE 1 <>
          (SELECT count(*) FROM activity_event
            WHERE subject_id = commitment.id AND kind = 'commitment_made')
    """,
    "a commitment that is where no deed put it": """
        SELECT id, is_active FROM commitment WHERE is_active <> 1 -
          (SELECT coalesce(sum(CASE kind WHEN 'commitment_archived' THEN 1
                                         WHEN 'commitment_reopened' THEN -1 ELSE 0 END), 0)
            FROM activity_event WHERE subject_id = commitment.id)
    """,
    "a synthesis without its deed, or a deed without its synthesis": """
        SELECT id FROM milestone WHERE 1 <>
          (SELECT count(*) FROM activity_event
            WHERE subject_id = milestone.id AND kind = 'synthesis_written')
        UNION ALL
        SELECT subject_id FROM activity_event
          WHERE kind = 'synthesis_written' AND subject_id NOT IN (SELECT id FROM milestone)
    """,
}
"""Actions of which only a part is there, each as a query that finds none."""


def complaints(file: Path) -> list[str]:
    """What is wrong with a database: damage, broken references, and actions done by half."""
    with closing(sqlite3.connect(file)) as db:
        found = [
            f"integrity: {told}" for (told,) in db.execute("PRAGMA integrity_check") if told != "ok"
        ]
        found += [f"reference: {row}" for row in db.execute("PRAGMA foreign_key_check")]
        found += half_done(db)
    return found


def half_done(db: sqlite3.Connection) -> list[str]:
    """Actions of which only a part is in the database."""
    return [f"{what}: {row}" for what, query in HALF_DONE.items() for row in db.execute(query)]


def contents(file: Path) -> dict[str, str]:
    """The SHA-256 of every row under "table/key"."""
    with closing(sqlite3.connect(file)) as db:
        return {key: told for table in tables(db) for key, told in rows(db, table)}


def rows(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """The name of each row, "table/key", and its SHA-256."""
    keys, others = columns(db, table)
    for row in db.execute(f"SELECT {', '.join(keys + others)} FROM {quoted(table)}"):
        yield name_of(table, row[: len(keys)]), digest(row)


def name_of(table: str, key: Sequence[object]) -> str:
    return "/".join([table, *map(str, key)])


def digest(row: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()


def tables(db: sqlite3.Connection) -> list[str]:
    """Every table with something of somebody in it."""
    return [name for (name,) in db.execute(fts5.PLAIN_TABLES) if name not in NOT_DATA]


def columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """The columns of a table: its key, and the others."""
    told = db.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    # cid, name, type, notnull, default, place in the key
    keys = [quoted(row[1]) for row in sorted(told, key=lambda row: row[5]) if row[5]]
    return keys, [quoted(row[1]) for row in told if not row[5]]


def quoted(name: str) -> str:
    return f'"{name}"'

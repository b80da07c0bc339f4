"""A diary as the first schema kept it: odd Unicode, the nights when clocks change, three people."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hundred_app.core import fts5, migrate

PEOPLE = {"ana": "Europe/Berlin", "björk": "Atlantic/Reykjavik", "chidi": "America/New_York"}

ODD = (
    "plain",
    "e\u0301 against \u00e9",
    "\u0130stanbul, stra\u00dfe, \ufb01",
    "\U0001f469\u200d\U0001f52c\U0001f3fd",
    "\u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
    "nul \x00 inside, tab \t, bell \x07",
    "'; DROP TABLE user; --",
    "line\r\nline\u2028line",
    "\ufeffmark first, \uffff last",
    "long " + "\u6f22\u5b57 " * 3_000,
)

_BEGAN = datetime(2024, 1, 1, 9, tzinfo=UTC)


def clock_changes() -> list[datetime]:
    """Moments around the changes of 2024 to 2026, in the zones of the three."""
    nights = [
        (ZoneInfo("Europe/Berlin"), [(2024, 3, 31), (2024, 10, 27), (2025, 3, 30), (2026, 10, 25)]),
        (ZoneInfo("America/New_York"), [(2024, 3, 10), (2024, 11, 3), (2025, 11, 2)]),
    ]
    return [
        datetime(*day, hour, minute, tzinfo=zone, fold=fold).astimezone(UTC)
        for zone, days in nights
        for day in days
        for hour in (0, 1, 2, 3)
        for minute in (0, 59)
        for fold in (0, 1)
    ]


def make(file: Path, revision: str = "0001", *, rows: int = 1_200) -> None:
    """A database at an old schema with at least so many rows, the same each time."""
    migrate.build(file, revision).close()
    chance = random.Random(20261118)
    with closing(sqlite3.connect(file)) as db, db:
        for number, (name, zone) in enumerate(PEOPLE.items()):
            _person(db, chance, number, name, zone, rows // len(PEOPLE))


def _person(
    db: sqlite3.Connection, chance: random.Random, number: int, name: str, zone: str, rows: int
) -> None:
    user, began = f"user-{number}", int(_BEGAN.timestamp())
    role = "user" if number else "admin"
    db.execute(
        "INSERT INTO user (id, username, password_hash, role, is_disabled, created_at)"
        " VALUES (?, ?, ?, ?, 0, ?)",
        (user, name, f"$argon2id${number}", role, began),
    )
    db.execute(
        "INSERT INTO user_settings (user_id, time_zone, week_start, day_start, theme)"
        " VALUES (?, ?, ?, ?, 'dark')",
        (user, zone, number, 3),
    )
    secret = f"{number}{chance.randbytes(31).hex()}x"
    db.execute(
        "INSERT INTO session (id, user_id, expires_at) VALUES (?, ?, ?)",
        (secret, user, began + 10**9),
    )
    db.execute(
        "INSERT INTO one_time_link (id, kind, expires_at) VALUES (?, 'setup', ?)",
        (secret[::-1], began),
    )
    held = [f"commitment-{number}-{seat}" for seat in range(4)]
    for seat, key in enumerate(held):
        db.execute(
            "INSERT INTO commitment (id, user_id, title, goal_hours, is_active, created_at,"
            " updated_at, seat, minutes_before, rev) VALUES (?, ?, ?, 100, 1, ?, ?, ?, 90, 1)",
            (key, user, ODD[seat][:100], began, began, seat),
        )
        db.execute(
            "INSERT INTO milestone VALUES (?, ?, 25, ?, NULL, ?, ?, 1)",
            (f"milestone-{key}", key, ODD[-1 - seat], began, began),
        )
    changes = clock_changes()
    for count in range(rows // 2):
        moment = changes[count] if count < len(changes) else _BEGAN + timedelta(hours=7 * count)
        when = int(moment.timestamp())
        minutes = chance.randint(1, 1440)
        log = f"log-{number}-{count}"
        db.execute(
            "INSERT INTO time_log (id, commitment_id, duration_minutes, date, reflection,"
            " created_at, updated_at, rev) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (log, held[count % 4], minutes, when, f"{count} {ODD[count % len(ODD)]}", when, when),
        )
        db.execute(
            "INSERT INTO activity_event VALUES (?, ?, 'time logged', ?, ?, ?)",
            (f"deed-{log}", user, log, minutes, when),
        )
    db.execute(
        "INSERT INTO removed_item VALUES (?, ?, 'time_log', '{}', ?)",
        (f"removed-{number}", user, began),
    )


Dump = dict[str, tuple[list[str], list[tuple[object, ...]]]]


def dump(file: Path, like: Dump | None = None, *, without: tuple[str, ...] = ()) -> Dump:
    """Every row of every table; with `like`, of its tables and columns only."""
    with closing(sqlite3.connect(file)) as db:
        columns = {name: held for name, (held, _) in like.items()} if like else _columns(db)
        return {
            name: (held, sorted(db.execute(f"SELECT {', '.join(held)} FROM '{name}'"), key=repr))
            for name, held in columns.items()
            if name not in without and name != "alembic_version"
        }


def _columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    names = db.execute(fts5.PLAIN_TABLES).fetchall()
    return {
        name: [column[1] for column in db.execute(f"PRAGMA table_info('{name}')")]
        for (name,) in names
    }


def spoil_an_index(file: Path) -> None:
    """Damage that reading every page does not notice: only comparing an index with its table."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("INSERT INTO db_metadata VALUES ('a key', 'b', 0)")
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_db_metadata_1'"
        ).fetchone()
    content = bytearray(file.read_bytes())
    start = (page - 1) * 4096
    content[start : start + 4096] = content[start : start + 4096].replace(b"a key", b"A KEY")
    file.write_bytes(content)

"""What a backup is called, when one is due, and which are kept. Pure."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """Why a backup was made."""

    NIGHTLY = "nightly"
    MANUAL = "manual"
    MIGRATION = "migration"
    SAFETY = "safety"


@dataclass(frozen=True)
class Backup:
    """One backup on the shelf.

    Attributes:
        name: its file name; nobody can guess it.
        made_at: the moment in UTC that it shows, to the second.
        size: in bytes.
    """

    name: str
    kind: Kind
    made_at: datetime
    size: int


EVERY = timedelta(hours=24)
_KEPT = {Kind.MANUAL: 10, Kind.MIGRATION: 3, Kind.SAFETY: 3}
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"hundred-(\d{8}T\d{6}Z)-(nightly|manual|migration|safety)-[0-9a-f]{32}\.db", re.ASCII
)


def name_of(made_at: datetime, kind: Kind, chance: str) -> str:
    """The file name of a backup. `chance` is 32 hexadecimal digits that nobody can guess."""
    return f"hundred-{made_at.astimezone(UTC):{_STAMP}}-{kind.value}-{chance}.db"


def parse(name: str, size: int) -> Backup | None:
    """The backup of that file name; None for every other name."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    try:
        made_at = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(name, Kind(found[2]), made_at, size)


def in_order(backups: Iterable[Backup]) -> list[Backup]:
    """Newest first."""
    return sorted(backups, key=lambda backup: (backup.made_at, backup.name), reverse=True)


def is_due(backups: Iterable[Backup], now: datetime) -> bool:
    """Whether it is time for a nightly one.

    One from the future, made before the clock was put right, counts for nothing.
    """
    return not any(
        backup.kind is Kind.NIGHTLY and timedelta() <= now - backup.made_at < EVERY
        for backup in backups
    )


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Those that may go, newest first.

    Of the nightly ones stay the newest of each of the last 7 days, 4 weeks
    and 12 months that have any; of the others the last 10 manual, 3 before
    migrations and 3 before restores. The newest of a kind always stays.

    Of those before restores the first of each of the last 7 days that have any
    stays as well: whoever tries one backup after another wants, in the end,
    what was there before the first, and it is nowhere else.
    """
    ordered = in_order(backups)
    nightly = [backup for backup in ordered if backup.kind is Kind.NIGHTLY]
    kept = {
        backup.name
        for period, count in ((_day, 7), (_week, 4), (_month, 12))
        for backup in _newest_of_each(nightly, period)[:count]
    }
    safety = [backup for backup in ordered if backup.kind is Kind.SAFETY]
    kept |= {backup.name for backup in _oldest_of_each(safety, _day)[:7]}
    for kind, count in _KEPT.items():
        kept |= {backup.name for backup in [b for b in ordered if b.kind is kind][:count]}
    return [backup for backup in ordered if backup.name not in kept]


def _newest_of_each(
    ordered: Sequence[Backup], period: Callable[[datetime], Hashable]
) -> list[Backup]:
    newest: dict[Hashable, Backup] = {}
    for backup in ordered:
        newest.setdefault(period(backup.made_at), backup)
    return list(newest.values())


def _oldest_of_each(
    ordered: Sequence[Backup], period: Callable[[datetime], Hashable]
) -> list[Backup]:
    return list({period(backup.made_at): backup for backup in ordered}.values())


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month

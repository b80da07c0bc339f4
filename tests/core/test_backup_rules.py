"""Names of backups, when one is due, and which are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.backups import rules
from hundred_app.core.backups.rules import Backup, Kind

CHANCE = "0123456789abcdef" * 2


def backup(made_at: datetime, kind: Kind = Kind.NIGHTLY) -> Backup:
    return Backup(rules.name_of(made_at, kind, CHANCE), kind, made_at, 4096)


def nights(count: int) -> list[Backup]:
    """One each night, the newest last night."""
    return [backup(NOON - timedelta(days=number)) for number in range(count)]


def test_a_name_tells_when_and_why() -> None:
    name = rules.name_of(NOON, Kind.NIGHTLY, CHANCE)
    assert name == f"hundred-20261118T120000Z-nightly-{CHANCE}.db"
    assert rules.parse(name, 7) == Backup(name, Kind.NIGHTLY, NOON, 7)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "hundred.db",
        f"hundred-20261118T120000Z-nightly-{CHANCE}.db.partial",
        f"hundred-20261118T120000Z-weekly-{CHANCE}.db",
        f"hundred-20261318T120000Z-nightly-{CHANCE}.db",
        f"hundred-20261118T120000Z-nightly-{CHANCE[1:]}.db",
        f"hundred-20261118T120000Z-nightly-{CHANCE.upper()}.db",
        f"../hundred-20261118T120000Z-nightly-{CHANCE}.db",
        f"hundred-20261118T120000Z-nightly-{CHANCE}.db\n",
        f"hundred-２０２６1118T120000Z-nightly-{CHANCE}.db",
    ],
)
def test_other_names_are_no_backups(name: str) -> None:
    assert rules.parse(name, 0) is None


@pytest.mark.parametrize(
    ("hours", "kind", "due"),
    [
        pytest.param(None, Kind.NIGHTLY, True, id="none yet"),
        pytest.param(23.9, Kind.NIGHTLY, False, id="last night"),
        pytest.param(24, Kind.NIGHTLY, True, id="a day ago"),
        pytest.param(0, Kind.NIGHTLY, False, id="just now"),
        pytest.param(-1, Kind.NIGHTLY, True, id="from the future"),
        pytest.param(1, Kind.MANUAL, True, id="by hand only"),
    ],
)
def test_one_is_due_a_day_after_the_last(hours: float | None, kind: Kind, due: bool) -> None:
    there = [] if hours is None else [backup(NOON - timedelta(hours=hours), kind)]
    assert rules.is_due(there, NOON) is due


@pytest.mark.parametrize(
    ("there", "kept"),
    [
        pytest.param(0, 0, id="none"),
        pytest.param(7, 7, id="a week: all"),
        # The days of this week and last, and the last of two weeks and of a month before.
        pytest.param(31, 10, id="a month"),
        pytest.param(400, 20, id="more than a year"),
    ],
)
def test_nightly_ones_thin_out_with_age(there: int, kept: int) -> None:
    backups = nights(there)
    left = set(backups) - set(rules.superfluous(backups))
    assert len(left) == kept
    assert set(backups[:7]) <= left


def test_of_a_year_of_nights_the_last_of_each_month_stays() -> None:
    backups = nights(400)
    left = set(backups) - set(rules.superfluous(backups))
    months = {(held.made_at.year, held.made_at.month) for held in left}
    assert len(months) == 12
    assert backup(datetime(2026, 1, 31, 12, tzinfo=UTC)) in left


@pytest.mark.parametrize(("kind", "kept"), [(Kind.MANUAL, 10), (Kind.MIGRATION, 3)])
def test_of_the_others_the_last_few_stay(kind: Kind, kept: int) -> None:
    backups = [backup(NOON - timedelta(hours=number), kind) for number in range(20)]
    assert rules.superfluous(backups) == backups[kept:]


def test_whoever_tries_one_backup_after_another_keeps_what_was_there_before_the_first() -> None:
    tries = [backup(NOON + timedelta(minutes=number), Kind.SAFETY) for number in range(9)]
    before = [backup(NOON - timedelta(days=number), Kind.SAFETY) for number in range(1, 20)]
    kept: list[Backup] = []
    for made in [*reversed(before), *tries]:
        gone = rules.superfluous([*kept, made])
        kept = [held for held in [*kept, made] if held not in gone]
    assert rules.in_order(kept) == [*reversed(tries[-3:]), tries[0], *before[:6]]


MOMENTS = st.integers(-60_000, 30_000).map(lambda hours: NOON + timedelta(hours=hours))
SHELVES = st.lists(st.builds(backup, MOMENTS, st.sampled_from(Kind)), max_size=120)


@given(SHELVES)
def test_what_is_kept_is_bounded_holds_the_newest_and_stays_kept(shelf: list[Backup]) -> None:
    gone = rules.superfluous(shelf)
    left = [held for held in shelf if held not in gone]
    for kind in Kind:
        of_kind = rules.in_order(held for held in shelf if held.kind is kind)
        assert not of_kind or of_kind[0] in left
    assert len({held.name for held in left}) <= 7 + 4 + 12 + 10 + 3 + 3 + 7
    assert rules.superfluous(left) == []
    nightly = {h.made_at.date() for h in shelf if h.kind is Kind.NIGHTLY}
    kept_days = {h.made_at.date() for h in left if h.kind is Kind.NIGHTLY}
    assert set(sorted(nightly)[-7:]) <= kept_days

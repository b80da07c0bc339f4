"""What Today says: this day, this week against the last one, and what is due."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import make
import pytest
from conftest import NOON, Queries, later
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import logs as log_service
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.dashboard import rules, service
from hundred_app.features.dashboard.service import Today, Week
from hundred_app.features.dashboard.texts import t


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def at(text: str) -> datetime:
    """A moment of November 2026 in UTC: "16 09:00". The 16th is a Monday."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def shares(week: Week) -> dict[str, str]:
    return {share.title: plain(share.duration) for share in week.shares}


# In words


def test_of_somebody_new_nothing_is_told_but_where_to_begin(alice: Work) -> None:
    today = service.today(alice)
    assert today.heading == f"Wednesday, 18{NBSP}November"
    assert today.summary == t.nothing_running
    assert (today.due, today.days) == (None, [])
    assert today.week.sentence == t.nothing_this_week
    assert (today.week.bars, today.week.totals, today.week.lines, today.week.shares) == (
        [], [], [], [],
    )  # fmt: skip
    assert [label.text for label in today.week.days] == [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
    ]  # fmt: skip
    assert [label.is_strong for label in today.week.days].index(True) == 2


def test_before_the_first_log_of_the_day(alice: Work, cello: str) -> None:
    assert plain(service.today(alice).summary) == "Nothing yet today. 0 min this week."
    make.log(alice, cello, at=at("17 09:00"), minutes=75)
    assert plain(service.today(alice).summary) == "Nothing yet today. 1 h 15 this week."


def test_after_one_log(alice: Work, cello: str) -> None:
    made = make.log(alice, cello, minutes=45)
    today = service.today(alice)
    assert plain(today.summary) == "45 min today, 45 min this week."
    assert [entry.id for day in today.days for entry in day.logs] == [made]
    assert plain(today.week.sentence) == "45 min so far."
    assert plain(today.week.label) == "Minutes by day of this week. Wednesday 45 min"
    assert shares(today.week) == {"Cello": "45 min"}
    (bar,) = today.week.bars
    assert (bar.seat, float(bar.height)) == ("clay", rules.HEIGHT - rules.GAP)
    assert [label.text for label in today.week.totals] == [f"45{NBSP}min"]


def test_today_and_yesterday_are_listed_and_older_days_are_not(alice: Work, cello: str) -> None:
    for days in range(4):
        make.log(alice, cello, ago=timedelta(days=days))
    assert [day.heading for day in service.today(alice).days] == ["Today", "Yesterday"]


@pytest.mark.parametrize(
    ("last_week", "this_week", "sentence"),
    [
        pytest.param(0, 60, "1 h so far.", id="nothing to compare with"),
        pytest.param(60, 0, "Nothing yet this week.", id="nothing this week"),
        pytest.param(45, 60, "1 h so far, 15 min more than last week by Wednesday.", id="more"),
        pytest.param(90, 60, "1 h so far, last week it was 1 h 30 by Wednesday.", id="less"),
        pytest.param(60, 60, "1 h so far, as much as last week by Wednesday.", id="as much"),
    ],
)
def test_this_week_is_measured_against_the_same_days_of_the_last(
    alice: Work, cello: str, last_week: int, this_week: int, sentence: str
) -> None:
    if last_week:
        make.log(alice, cello, at=at("11 21:00"), minutes=last_week)
    if this_week:
        make.log(alice, cello, at=at("16 00:00"), minutes=this_week)
    make.log(alice, cello, at=at("12 00:00"), minutes=600)
    make.log(alice, cello, at=at("08 23:00"), minutes=600)
    assert plain(service.today(alice).week.sentence) == sentence


def test_the_week_is_the_persons_own(alice: Work, cello: str) -> None:
    make.log(alice, cello, at=at("15 10:00"), minutes=60)
    make.log(alice, cello, at=at("16 02:00"), minutes=30)
    assert plain(service.today(alice).summary).endswith("30 min this week.")
    from_sunday = replace(alice, week_start=6)
    assert plain(service.today(from_sunday).summary).endswith("1 h 30 this week.")
    assert service.today(from_sunday).week.days[0].text == "Sun"
    late_riser = replace(alice, day_start=4)
    assert plain(service.today(late_riser).summary).endswith("0 min this week.")
    in_new_york = replace(alice, zone="America/New_York")
    assert plain(service.today(in_new_york).summary).endswith("0 min this week.")


def test_the_bars_of_the_week_are_numbers_too_that_lead_to_their_logs(
    alice: Work, cello: str
) -> None:
    chess = make.commit(alice, "Chess")
    make.log(alice, cello, at=at("16 10:00"), minutes=60)
    make.log(alice, chess, at=at("18 08:00"), minutes=25)
    week = service.today(alice).week
    assert week.head == ["Day", "Cello", "Chess"]
    assert [row.name for row in week.rows] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ]  # fmt: skip
    assert [[plain(cell) for cell in row.cells] for row in week.rows[:3]] == [
        ["1 h", "–"],
        ["–", "–"],
        ["–", "25 min"],
    ]
    monday, tuesday, wednesday = week.rows[:3]
    assert monday.href == "/history?time=2026-11-16"
    assert monday.hrefs == [f"/history?c={cello}&time=2026-11-16", ""]
    assert (tuesday.href, tuesday.hrefs) == ("", ["", ""])
    assert chess in wednesday.hrefs[1]


def test_a_new_day_begins_at_midnight_where_the_person_is(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=45)
    evening = later(alice, hours=11, minutes=59)
    assert plain(service.today(evening).summary).startswith("45 min today")
    assert service.today(later(alice, hours=12)).summary.startswith("Nothing yet today")
    assert service.today(replace(evening, zone="Europe/Paris")).heading.startswith("Thursday")


def test_time_of_what_is_archived_counts(alice: Work, cello: str) -> None:
    make.log(alice, cello, minutes=45)
    pursuits.archive(alice, cello)
    make.commit(alice, "Chess")
    today = service.today(alice)
    assert plain(today.summary) == "45 min today, 45 min this week."
    assert shares(today.week) == {"Cello": "45 min"}


def test_shares_are_told_the_largest_first(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    make.log(alice, chess, minutes=120, at=at("16 09:00"))
    make.log(alice, cello, minutes=30, at=at("16 09:00"))
    make.log(alice, cello, minutes=45, at=at("18 09:00"))
    week = service.today(alice).week
    assert list(shares(week).items()) == [("Chess", "2 h"), ("Cello", "1 h 15")]
    assert plain(week.label).endswith("Monday 2 h 30, Wednesday 45 min")
    assert [plain(label.text) for label in week.totals] == ["2 h 30", "45 min"]


# What is due


def test_the_oldest_synthesis_that_is_due_is_named(alice: Work, cello: str) -> None:
    make.give(alice, cello, 3000)
    due = service.today(alice).due
    assert due
    assert plain(due.sentence).startswith("Cello has passed 25 hours.")
    assert (due.href, due.seat, due.more) == (f"/c/{cello}/milestone/25", "clay", "")
    make.write(alice, cello, 25)
    due = service.today(alice).due
    assert due
    assert due.href == f"/c/{cello}/milestone/50"
    make.write(alice, cello, 50)
    assert service.today(alice).due is None


@pytest.mark.parametrize(("others", "more"), [(1, "And one more."), (2, "And two more.")])
def test_others_that_are_due_are_counted(alice: Work, cello: str, others: int, more: str) -> None:
    for its_id in (cello, *(make.commit(alice, f"No {number}") for number in range(others))):
        make.give(alice, its_id, 1500)
    due = service.today(alice).due
    assert due
    assert due.more == more


def test_what_is_archived_asks_for_nothing(alice: Work, cello: str) -> None:
    make.give(alice, cello, 1500)
    pursuits.archive(alice, cello)
    assert service.today(alice).due is None


# In numbers


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    logs=st.lists(
        st.tuples(st.integers(0, 20 * 24), st.integers(1, 600), st.integers(0, 1)), max_size=12
    )
)
def test_summary_bars_and_shares_tell_the_same_minutes(
    alice: Work, logs: list[tuple[int, int, int]]
) -> None:
    outer = alice.db.begin_nested()
    both = make.commit(alice, "Cello"), make.commit(alice, "Chess")
    first = NOON.replace(day=16, hour=0)
    this_week, so_far = 0, 0
    by_day = [0] * 7
    for hours_ago, minutes, which in logs:
        start = NOON - timedelta(hours=hours_ago, minutes=minutes)
        make.log(alice, both[which], at=start, minutes=minutes)
        if start >= first:
            this_week += minutes
            by_day[(start - first).days] += minutes
        if start >= NOON.replace(hour=0):
            so_far += minutes
    today = service.today(alice)
    outer.rollback()
    week = words.duration(this_week)
    told = f"{words.duration(so_far)} today, {week}" if so_far else f"Nothing yet today. {week}"
    assert today.summary == f"{told} this week."
    assert today.week.label.removeprefix(t.week_label(days="")) == ", ".join(
        f"{name} {words.duration(count)}"
        for name, count in zip(words.weekdays(), by_day, strict=True)
        if count
    )
    assert len(today.week.shares) == len({share.title for share in today.week.shares})
    check_bars(today, by_day)


def check_bars(today: Today, by_day: list[int]) -> None:
    """The bars of a day are as high as its minutes are many; the gaps between them count too."""
    largest = max(by_day)
    for index, count in enumerate(by_day):
        mine = [
            bar
            for bar in today.week.bars
            if abs(float(bar.x) + rules.BAR / 2 - rules.centre(index)) < 1
        ]
        assert bool(mine) is bool(count)
        if count:
            drawn = sum(float(bar.height) + rules.GAP for bar in mine)
            assert drawn == pytest.approx(count * rules.HEIGHT / largest, abs=2.2)


# How much is asked of the database, and whose it is


def test_today_asks_as_often_for_two_hundred_logs_as_for_five(
    alice: Work, cello: str, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    asked: list[int] = []
    for logs, more in ((5, 0), (195, 3)):
        make.give(alice, cello, logs * 45, each=45)
        for number in range(more):
            make.log(alice, make.commit(alice, f"No {number}"))
        alice.db.flush()
        alice.db.expunge_all()
        with count_queries() as queries:
            service.today(alice)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 11


def test_who_begins_is_told_once_how_to_log_and_what_a_square_is(alice: Work) -> None:
    assert service.today(alice).lesson_text == ""
    cello = make.commit(alice, "Cello", goal=50)
    first = service.today(alice)
    assert first.hint == "45m cello, and what it taught you"
    assert (first.lesson, first.lesson_text) == (rules.FIRST_LINE, t.lesson_line)
    made = make.log(alice, cello)
    second = service.today(alice)
    assert second.lesson == rules.FIRST_SQUARES
    assert plain(second.lesson_text).startswith("Each square is 30 min, filled")
    accounts.learn(alice, second.lesson)
    assert service.today(alice).lesson_text == ""
    # Neither says it again, even with nothing logged any more.
    log_service.remove_log(alice, made)
    assert service.today(alice).lesson_text == ""


def test_a_lesson_that_does_not_exist_is_not_learned(alice: Work, mallory: Work) -> None:
    for number in (-1, 0, 3):
        with pytest.raises(Invalid):
            accounts.learn(alice, number)
    accounts.learn(alice, rules.FIRST_SQUARES)
    accounts.learn(alice, rules.FIRST_LINE)
    assert (accounts.lessons(alice), accounts.lessons(mallory)) == (rules.FIRST_SQUARES, 0)


def test_a_stranger_sees_nothing_of_hers(alice: Work, mallory: Work, cello: str) -> None:
    before = service.today(mallory)
    make.give(alice, cello, 1500)
    make.log(alice, cello)
    assert service.today(mallory) == before
    assert before.days == []


def test_a_year_is_offered_around_its_end_by_the_clock_of_who_asks(alice: Work) -> None:
    cello = make.commit(alice)
    make.log(alice, cello)
    assert service.today(alice).year == ""
    eve = replace(alice, now=datetime(2027, 1, 1, 4, 30, tzinfo=UTC))
    for zone in ("UTC", "America/New_York"):
        shown = service.today(replace(eve, zone=zone))
        assert (shown.year, shown.year_href) == (t.look_back(year=2026), "/review/2026")
    assert service.today(replace(eve, now=datetime(2027, 1, 15, 4, 30, tzinfo=UTC))).year == ""
    late = datetime(2027, 1, 15, 4, 30, tzinfo=UTC)
    assert service.today(replace(eve, now=late, zone="America/New_York")).year != ""


def test_a_year_without_logs_is_not_offered(alice: Work) -> None:
    make.commit(alice)
    assert service.today(replace(alice, now=datetime(2027, 1, 1, tzinfo=UTC))).year == ""

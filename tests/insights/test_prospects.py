"""What is ahead of a commitment: in words, for its owner alone, in a fixed number of queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import make
import pytest
from conftest import Queries, later

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import pursuits
from hundred_app.features.insights import service
from hundred_app.features.insights.rules import Dates, History, forecast
from hundred_app.features.insights.service import WhatIf
from hundred_app.features.insights.texts import t

TODAY = date(2026, 11, 18)
EARLY = "Too early to tell. After three weeks there will be a forecast here."
NOTHING = [0] * 7


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello")


def practise(
    work: Work, commitment_id: str, *, days: int = 84, minutes: int = 30, every: int = 1
) -> None:
    """A log each so many days, the last of them yesterday."""
    for ago in range(1, days + 1, every):
        make.log(work, commitment_id, minutes=minutes, ago=timedelta(days=ago))


def test_of_a_commitment_without_logs_it_is_too_early_to_tell(alice: Work, cello: str) -> None:
    told = service.prospect(alice, cello)
    assert (told.sentence, told.milestone, told.hint) == (EARLY, "", "")
    assert (told.early, told.likely, told.late) == (None, None, None)
    assert (told.strength, told.rhythm, told.fullest) == (0, "", "")


def test_after_three_weeks_with_few_logs_some_more_are_waited_for(alice: Work, cello: str) -> None:
    practise(alice, cello, days=22, every=7)
    assert service.prospect(alice, cello).sentence == t.too_early_logs
    make.log(alice, cello)
    assert service.prospect(alice, cello).sentence.startswith("You will probably reach 100")


def test_the_goal_is_told_as_three_days_and_the_milestone_as_one(alice: Work, cello: str) -> None:
    """42 hours in twelve weeks: the rules say the same of the same days."""
    practise(alice, cello)
    told = service.prospect(alice, cello)
    by_day = {TODAY - timedelta(days=ago): 30 for ago in range(1, 85)}
    dates = forecast(History(by_day, 84), 6000, TODAY)
    assert isinstance(dates, Dates)
    assert (told.early, told.likely, told.late) == (dates.early, dates.likely, dates.late)
    assert told.sentence.replace(NBSP, " ") == (
        f"You will probably reach 100 h around {spoken(dates.likely)}. Eight times out of ten,"
        f" weeks like yours so far lead there between {spoken(dates.early)} and"
        f" {spoken(dates.late)}."
    )
    fifty = forecast(History(by_day, 84), 3000, TODAY)
    assert isinstance(fifty, Dates)
    assert told.milestone.replace(NBSP, " ") == f"50 h probably around {spoken(fifty.likely)}."


def spoken(day: date | None) -> str:
    assert day
    return f"{day.day} {day:%B}" + ("" if day.year == TODAY.year else f" {day.year}")


def test_a_range_without_an_end_is_told_as_one(alice: Work, cello: str) -> None:
    practise(alice, cello, days=203, minutes=20, every=7)
    told = service.prospect(alice, cello)
    assert told.late is None
    assert told.sentence.endswith("When at the latest cannot be told.")


def test_what_is_not_reached_at_this_pace_says_what_would_be_enough(
    alice: Work, cello: str
) -> None:
    practise(alice, cello, days=160, minutes=2, every=14)
    told = service.prospect(alice, cello)
    assert told.sentence.replace(NBSP, " ").startswith(
        "At the present pace 100 h will not be reached within ten years. 30 min a week more would"
    )
    vast = make.commit(alice, "Chess", goal=10_000)
    practise(alice, vast, days=160, minutes=2, every=14)
    assert service.prospect(alice, vast).sentence.replace(NBSP, " ") == (
        "At the present pace 10,000 h will not be reached within ten years."
    )


def test_of_what_is_reached_or_archived_nothing_is_told(alice: Work) -> None:
    reached = make.commit(alice, "Cello", goal=10)
    practise(alice, reached, days=30)
    assert service.prospect(alice, reached).sentence == ""
    left = make.commit(alice, "Chess")
    practise(alice, left, days=30)
    pursuits.archive(alice, left)
    told = service.prospect(alice, left)
    assert (told.sentence, told.milestone, told.likely) == ("", "", None)
    assert told.strength > 0
    assert left not in service.prospects(alice)


def test_a_starting_balance_brings_the_goal_nearer(alice: Work, cello: str) -> None:
    other = make.commit(alice, "Chess", before=40)
    for its_id in (cello, other):
        practise(alice, its_id, days=40)
    near, far = (service.prospect(alice, its_id).likely for its_id in (other, cello))
    assert near
    assert far
    assert near < far


def test_the_chart_shows_the_same_days_where_it_shows_all_of_one(alice: Work, cello: str) -> None:
    practise(alice, cello)
    told = service.prospect(alice, cello)
    assert told.early
    assert told.late
    days = f"between {spoken(told.early)} and {spoken(told.late)}."
    whole = service.hours(alice, cello, "all", "line")
    assert whole.label.replace(NBSP, " ").endswith(f"The forecast reaches 100 h {days}")
    assert whole.figure["data"][0]["x"][1] == told.early.isoformat()
    make.log(alice, make.commit(alice, "Chess"))
    for panel in (
        service.hours(alice, cello, "90", "line"),
        service.hours(alice, cello, "all", "weeks"),
        service.hours(alice, "", "all", "line"),
    ):
        assert "forecast" not in panel.label
        assert not any("fill" in trace for trace in panel.figure["data"])


# What if


def test_more_on_some_days_is_earlier_and_a_pause_later_by_its_length(
    alice: Work, cello: str
) -> None:
    practise(alice, cello)
    usual = service.prospect(alice, cello)
    more = service.what_if(alice, cello, WhatIf(extra=[0, 60, 0, 0, 0, 0, 0]))
    paused = service.what_if(alice, cello, WhatIf(extra=NOTHING, pause_weeks=2))
    assert usual.likely
    assert more.likely
    assert paused.likely
    assert more.likely < usual.likely
    assert paused.likely == usual.likely + timedelta(weeks=2)
    assert service.what_if(alice, cello, WhatIf(extra=NOTHING)) == usual


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"extra": [0] * 6}, id="six days"),
        pytest.param({"extra": [-60, *NOTHING[1:]]}, id="less than nothing"),
        pytest.param({"extra": [10**9, *NOTHING[1:]]}, id="more than a day has"),
        pytest.param({"extra": NOTHING, "pause_weeks": 10**9}, id="a pause without an end"),
        pytest.param({"extra": NOTHING, "pause_weeks": -1}, id="a pause in the past"),
        pytest.param({"extra": ["60", *NOTHING[1:]]}, id="text"),
        pytest.param({"extra": NOTHING, "user_id": "x"}, id="another field"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    alice: Work, cello: str, fields: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        service.what_if(alice, cello, WhatIf.parse(fields))


# Rhythm


def test_a_rhythm_is_told_by_weeks_of_the_person(alice: Work, cello: str) -> None:
    """Wednesday, 18 November: four full weeks, and the present one with an hour on its Monday."""
    for ago in (2, 9, 16, 23, 30):
        make.log(alice, cello, minutes=60 + ago, ago=timedelta(days=ago))
    told = service.prospect(alice, cello)
    assert told.strength == 35
    assert told.rhythm.replace(NBSP, " ").startswith("A rhythm of 35 %.")
    assert told.fullest.replace(NBSP, " ") == (
        "The fullest week was that of 19 October, with 1 h 30."
    )
    by_sunday = service.prospect(replace(alice, week_start=6), cello)
    assert "18 October" in by_sunday.fullest.replace(NBSP, " ")


def test_a_plateau_is_seen_by_what_was_written(alice: Work, cello: str) -> None:
    for week in range(1, 9):
        text = "What the bow does." if week <= 4 else "What the bow does when nobody looks at it."
        for day, minutes in ((2, 30), (3, 30 + 9 * week)):
            ago = timedelta(days=7 * week + day - 3)
            make.log(alice, cello, minutes=minutes, ago=ago, text=text)
    assert service.prospect(alice, cello).hint == t.plateau_shorter


def test_sessions_of_one_length_are_seen_and_imported_words_are_not_measured(
    alice: Work, cello: str
) -> None:
    for week in range(1, 9):
        note = "" if week <= 4 else "A long note that was written somewhere else, long ago."
        make.bring(alice, cello, minutes=40, ago=timedelta(days=7 * week), note=note)
    assert service.prospect(alice, cello).hint == t.plateau_alike


# Days, people, queries


def test_a_day_is_one_of_the_persons_zone(alice: Work, cello: str) -> None:
    """At noon in London it is Thursday in Kiritimati; its Saturday begins on London's Friday."""
    for week in range(1, 13):
        moment = datetime(2026, 11, 20, 11, tzinfo=UTC) - timedelta(weeks=week)
        make.log(alice, cello, minutes=120, at=moment)
    london, kiritimati = (
        service.prospect(replace(alice, zone=zone), cello).likely
        for zone in ("Europe/London", "Pacific/Kiritimati")
    )
    assert london
    assert kiritimati
    assert (london.weekday(), kiritimati.weekday()) == (4, 5)


def test_nobody_learns_what_is_ahead_of_somebody_else(
    alice: Work, mallory: Work, cello: str
) -> None:
    practise(alice, cello)
    own = make.commit(mallory, "Chess")
    assert list(service.prospects(mallory)) == [own]
    assert service.prospects(mallory)[own].sentence == EARLY
    for its_id in (cello, new_id(), ""):
        with pytest.raises(NotFound):
            service.prospect(mallory, its_id)
        with pytest.raises(NotFound):
            service.what_if(mallory, its_id, WhatIf(extra=NOTHING))


def test_all_of_them_say_what_each_says(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess", goal=50)
    practise(alice, cello, days=40)
    practise(alice, chess, days=60, every=3)
    told = service.prospects(alice)
    assert told == {its_id: service.prospect(alice, its_id) for its_id in (cello, chess)}


def test_more_commitments_and_logs_take_no_more_queries(
    alice: Work, cello: str, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    practise(alice, cello, days=30)
    alice.db.flush()
    with count_queries() as few:
        service.prospects(alice)
    for title in ("Chess", "Choir", "Clay"):
        practise(alice, make.commit(alice, title), days=30)
    alice.db.flush()
    with count_queries() as many:
        service.prospects(alice)
    assert len(many) == len(few) == 4


def test_tomorrow_the_same_is_told_again(alice: Work, cello: str) -> None:
    """Nothing is kept, and no clock is asked but that of the work."""
    practise(alice, cello)
    assert service.prospect(alice, cello) == service.prospect(alice, cello)
    tomorrow = service.prospect(later(alice, days=1), cello)
    today = service.prospect(alice, cello)
    assert tomorrow.likely
    assert today.likely
    assert abs((tomorrow.likely - today.likely).days) < 14

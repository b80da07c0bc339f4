from datetime import datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.features.commitments.rules import logs, milestones, pursuit
from hundred_app.features.transfer.rules import diary
from hundred_app.features.transfer.rules.diary import Diary

DEMO = files("hundred_app.features.transfer") / "demo"
NAMES = sorted(diary.HABITS)

nows = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2036-12-31"))


def text_of(name: str) -> str:
    return (DEMO / f"{name}.txt").read_text("utf-8")


def held(name: str) -> Diary:
    return diary.read(text_of(name))


def test_a_file_is_a_commitment_its_notes_and_its_syntheses() -> None:
    text = "Cello | Music | 100\n\n40 | Open strings | only.\n25 | Tuned.\nsynthesis 25 | Slow.\n"
    assert diary.read(text) == Diary(
        "Cello", "Music", 100, ((40, "Open strings | only."), (25, "Tuned.")), {25: "Slow."}
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "not enough values", id="nothing"),
        pytest.param("Cello | Music\n40 | Tuned.", "not enough values", id="no goal"),
        pytest.param("Cello | Music | many\n40 | Tuned.", "'many'", id="a goal in words"),
        pytest.param("Cello | Music | 100\nTuned.", "Tuned", id="a note without minutes"),
        pytest.param("Cello | Music | 100\n40m | Tuned.", "'40m'", id="minutes with a unit"),
        pytest.param("Cello | Music | 100\nsynthesis all | Slow.", "'all'", id="no threshold"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        diary.read(text)


def test_every_demo_file_has_a_habit_and_every_habit_a_file() -> None:
    found = [entry.name for entry in DEMO.iterdir() if entry.name.endswith(".txt")]
    assert sorted(found) == [f"{name}.txt" for name in NAMES]


@pytest.mark.parametrize(
    ("name", "total", "written"),
    [
        pytest.param("cello", 2840, [25], id="cello"),
        pytest.param("portuguese", 4305, [25, 50], id="portuguese"),
        pytest.param("watercolour", 1540, [], id="watercolour"),
        pytest.param("compilers", 5590, [25, 50, 75], id="compilers"),
    ],
)
def test_a_demo_file_adds_up(name: str, total: int, written: list[int]) -> None:
    found = held(name)
    assert sum(minutes for minutes, _ in found.notes) == total
    assert list(found.syntheses) == written


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_keeps_the_rules_of_the_product(name: str) -> None:
    found = held(name)
    assert pursuit.parse_title(found.title) == found.title
    assert pursuit.parse_category(found.category) == found.category
    assert pursuit.parse_goal(str(found.goal_hours)) == found.goal_hours
    for minutes, note in found.notes:
        assert 1 <= minutes <= 1440
        assert logs.parse_reflection(note) == note
    for text in found.syntheses.values():
        assert milestones.parse_synthesis(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_synthesis_stands_right_behind_the_note_that_makes_it_due(name: str) -> None:
    minutes, before = 0, 0
    written: list[int] = []
    for line in text_of(name).splitlines()[1:]:
        head = line.partition(" | ")[0]
        if head.startswith("synthesis "):
            hours = int(head.removeprefix("synthesis "))
            assert before < hours * 60 <= minutes
            assert milestones.due(minutes, 100, written) == (hours,)
            written.append(hours)
        elif line.strip():
            before, minutes = minutes, minutes + int(head)
    due = milestones.due(minutes, 100, written)
    assert due == ((25,) if name == "watercolour" else ())


@given(st.sampled_from(NAMES), nows)
@example("compilers", datetime.fromisoformat("2026-11-18T00:00:00"))
@example("cello", datetime.fromisoformat("2026-11-18T00:00:01"))
@example("portuguese", datetime.fromisoformat("2026-03-01T08:19:59"))
@example("watercolour", datetime.fromisoformat("2024-02-29T23:59:59"))
def test_notes_follow_each_other_and_none_ends_in_the_future(name: str, now: datetime) -> None:
    found = held(name)
    moments = list(diary.moments(found, diary.HABITS[name], now))
    assert len(moments) == len(found.notes)
    ends = [
        moment + timedelta(minutes=minutes)
        for moment, (minutes, _) in zip(moments, found.notes, strict=True)
    ]
    assert max(ends) <= now
    assert all(end <= begun for end, begun in zip(ends, moments[1:], strict=False))
    assert moments == sorted(moments)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_day_gives_the_same_year(name: str) -> None:
    found, habit = held(name), diary.HABITS[name]
    noon, evening = (datetime.fromisoformat(f"2026-11-18T{hour}:30") for hour in (12, 23))
    assert list(diary.moments(found, habit, noon)) == list(diary.moments(found, habit, noon))
    tonight = list(diary.moments(found, habit, evening))
    assert list(diary.moments(found, habit, noon))[:-1] == tonight[:-1]


@pytest.mark.parametrize("name", NAMES)
def test_notes_are_spread_as_the_habit_says(name: str) -> None:
    found, habit = held(name), diary.HABITS[name]
    now = datetime.fromisoformat("2026-11-18T23:30")
    moments = list(diary.moments(found, habit, now))
    ago = [(now.date() - moment.date()).days for moment in moments]
    assert ago[0] <= habit.started < 365
    assert ago[-len(habit.last) :] == sorted(habit.last, reverse=True)
    assert not any(118 <= days <= 129 or 244 <= days <= 252 for days in ago)
    assert max(ago.count(days) for days in ago) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_note_keeps_an_hour_of_the_habit_unless_the_one_before_lasts_into_it(name: str) -> None:
    found, habit = held(name), diary.HABITS[name]
    moments = list(diary.moments(found, habit, datetime.fromisoformat("2026-11-18T23:30")))
    late = [number for number, moment in enumerate(moments) if moment.time() not in habit.hours]
    for number in late:
        ended = moments[number - 1] + timedelta(minutes=found.notes[number - 1][0])
        assert moments[number] == ended
    assert len(late) <= 6, "only where the same hour fell to two notes of a day"


def test_the_demo_shows_pursuits_that_are_still_running() -> None:
    for name in NAMES:
        found = held(name)
        assert sum(minutes for minutes, _ in found.notes) < found.goal_hours * 60

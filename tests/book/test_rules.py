"""What makes a book: its chapters, its drawings, its letters."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.book import rules
from hundred_app.features.book.rules import Entry, lettering, shapes

DAY = date(2026, 1, 1)


def entries(minutes: list[int], before: int = 0) -> list[Entry]:
    found: list[Entry] = []
    for number, each in enumerate(minutes):
        found.append(Entry(DAY + timedelta(days=number), before, each, "x"))
        before += each
    return found


@pytest.mark.parametrize(
    ("goal", "written", "minutes", "bounds"),
    [
        pytest.param(100, [], [], [], id="nothing"),
        pytest.param(100, [], [60], [(0, 25)], id="one hour"),
        pytest.param(100, [], [1440, 60], [(0, 25)], id="25 h to the minute"),
        pytest.param(100, [], [1440, 61], [(0, 25), (25, 50)], id="a minute more"),
        pytest.param(60, [], [1440] * 3, [(0, 25), (25, 50), (60, None)], id="past 60"),
        pytest.param(10, [], [600, 1], [(0, 10), (10, None)], id="a goal below the milestones"),
        pytest.param(40, [50], [60], [(0, 25), (40, 50)], id="a synthesis above a smaller goal"),
        pytest.param(100, [25], [], [(0, 25)], id="a synthesis whose logs are gone"),
    ],
)
def test_the_chapters(
    goal: int, written: list[int], minutes: list[int], bounds: list[tuple[int, int | None]]
) -> None:
    found = rules.chapters(entries(minutes), goal, written)
    assert [(chapter.first, chapter.last) for chapter in found] == bounds


@given(
    st.lists(st.integers(1, 1440), max_size=200),
    st.integers(1, 300),
    st.sets(st.sampled_from([25, 50, 75, 100])),
    st.integers(0, 9_000),
)
def test_every_entry_is_in_one_chapter_and_in_its_order(
    minutes: list[int], goal: int, written: set[int], before: int
) -> None:
    placed = entries(minutes, before)
    found = rules.chapters(placed, goal, written)
    assert [entry for chapter in found for entry in chapter.entries] == placed
    assert written <= {chapter.last for chapter in found}


def test_the_day_on_which_hours_were_full() -> None:
    placed = entries([60, 1439, 1], before=0)
    assert rules.reached(placed, 1) == DAY
    assert rules.reached(placed, 25) == DAY + timedelta(days=2)
    assert rules.reached(placed, 26) is None
    assert rules.reached(entries([60], before=1500), 25) is None


def test_a_book_that_is_too_thick_is_not_bound() -> None:
    fits = ["x" * (rules.MOST_LETTERS - rules.LETTERS_OF_A_NOTE)]
    assert rules.may_be_bound(fits)
    assert not rules.may_be_bound([*fits, ""])


# Drawings


@given(st.dictionaries(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(1, 1440)))
def test_a_year_has_every_day_once(minutes: dict[date, int]) -> None:
    for year in shapes.years(minutes, 0):
        assert len(year.days) in (365, 366)
        assert len({(day.week, day.place) for day in year.days}) == len(year.days)
        assert max(day.week for day in year.days) <= 53
        dark = sum(day.shade > 0 for day in year.days)
        assert dark == sum(day.year == year.year for day in minutes)


@given(st.lists(st.integers(1, 1440), max_size=2_000))
def test_the_line_ends_where_the_hours_do(minutes: list[int]) -> None:
    points = shapes.line(entries(minutes))
    assert len(points) <= shapes.MOST_POINTS + 1
    if len(minutes) > 1:
        assert points[-1] == (1.0, sum(minutes))
        assert points == sorted(points)


# Letters


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        pytest.param("Plain – “text”", "Plain – “text”", 0, id="Latin"),
        pytest.param("e\u0301", "é", 0, id="an accent of its own"),
        pytest.param("Привет, Ελλάδα", "Привет, Ελλάδα", 0, id="Cyrillic and Greek"),
        pytest.param("שָׁלוֹם", unicodedata.normalize("NFC", "שָׁלוֹם"), 0, id="Hebrew with points"),
        pytest.param("日本", "□□", 2, id="CJK"),
        pytest.param("سلام", "□□□□", 4, id="Arabic"),
        pytest.param("👩\u200d👩\u200d👧 ok", "□ ok", 1, id="a family"),
        pytest.param("👍🏽", "□", 1, id="a thumb with its colour"),
        pytest.param("❤\ufe0f", "□", 1, id="a heart"),
        pytest.param("a\u202eb\u200bc", "abc", 0, id="what nobody sees"),
        pytest.param("x" + "\u0300" * 10_000, "□", 1, id="ten thousand marks"),
    ],
)
def test_a_letter_that_cannot_be_printed_is_a_sign_of_its_own(
    text: str, shown: str, missing: int
) -> None:
    assert lettering.shown(text) == (shown, missing)


@given(st.text())
def test_what_is_shown_are_letters_of_ours(text: str) -> None:
    shown, _ = lettering.shown(text)
    assert all(letter in "\n\u200b" or lettering.has(letter) for letter in shown)


def test_an_endless_word_may_break() -> None:
    shown, _ = lettering.shown("W" * 1_000)
    assert shown.replace("\u200b", "") == "W" * 1_000
    assert max(map(len, shown.split("\u200b"))) <= 8


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("cello", False),
        ("שלום", True),
        ("1. سلام abc", True),
        ("abc שלום", False),
        ("12 – 3", False),
    ],
)
def test_the_first_letter_says_the_direction(text: str, from_right: bool) -> None:
    assert lettering.is_from_right(text) is from_right

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import thread_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.features.commitments.rules.moments import plain
from hundred_app.features.commitments.rules.quickline import QuickLine, read_line
from hundred_app.features.commitments.texts import t

at = datetime.fromisoformat
WEDNESDAY = at("2026-11-18T17:55:20")
TITLES = ["Cello", "Portuguese", "Watercolour", "Compilers", "Guitar"]
CELLO, PORTUGUESE, WATERCOLOUR, COMPILERS, GUITAR = range(5)


def read(text: str, titles: Sequence[str] = TITLES, now: datetime = WEDNESDAY) -> QuickLine:
    return read_line(text, titles, now)


def marked(text: str, line: QuickLine) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.kind) for mark in line.marks]


def test_the_line_of_the_front_page_is_understood() -> None:
    text = "40m cello the shift to fourth position stopped hurting"
    line = read(text)
    assert line == QuickLine(
        minutes=40,
        commitment=CELLO,
        suggestions=(),
        started=None,
        reflection="the shift to fourth position stopped hurting",
        marks=line.marks,
        problem=None,
    )
    assert marked(text, line) == [("40m", "duration"), ("cello", "commitment")]


def test_a_line_may_say_everything() -> None:
    text = "1h30 guitar yesterday 18:00 \u2014 chord changes finally smooth"
    line = read(text)
    assert (line.minutes, line.commitment) == (90, GUITAR)
    assert line.started == at("2026-11-17T18:00")
    assert line.reflection == "chord changes finally smooth"
    assert marked(text, line) == [
        ("1h30", "duration"),
        ("guitar", "commitment"),
        ("yesterday 18:00", "moment"),
    ]


@pytest.mark.parametrize(
    ("text", "minutes", "started", "reflection"),
    [
        pytest.param("45 cello x", 45, None, "x", id="a number as the first word"),
        pytest.param("cello 45 x", None, None, "45 x", id="a number later on is a word"),
        pytest.param("cello 45m x", 45, None, "x", id="the commitment first"),
        pytest.param("1,5h cello x", 90, None, "x", id="a decimal comma"),
        pytest.param("90 min cello x", 90, None, "x", id="two words"),
        pytest.param("1 h 30 cello x", 90, None, "x", id="three words"),
        pytest.param("\uff11\uff48\uff13\uff10 cello x", 90, None, "x", id="full width"),
        pytest.param("\u0664\u0665 cello x", 45, None, "x", id="Arabic-Indic digits"),
        pytest.param("1:30 cello x", 90, None, "x", id="a colon is a duration"),
        pytest.param("cello 1:30 x", 90, None, "x", id="a colon later on too"),
        pytest.param("45m cello 17:00 x", 45, "18T17:00", "x", id="a colon beside a duration"),
        pytest.param("17:00 45m cello x", 45, "18T17:00", "x", id="a colon before a duration"),
        pytest.param("1:30 cello 12:00 x", 90, "18T12:00", "x", id="the first of two colons"),
        pytest.param("cello at 17:00 x", None, "18T17:00", "x", id="a colon behind at"),
        pytest.param("mon 18:00 cello x", None, "16T18:00", "x", id="a colon behind a day"),
        pytest.param("mon 18:00 1:30 cello x", 90, "16T18:00", "x", id="and then a duration"),
        pytest.param("mon cello 1:30 x", 90, "16T12:00", "x", id="a colon apart from the day"),
        pytest.param("mon 45m cello x", 45, "16T12:00", "x", id="a day alone is its noon"),
        pytest.param("45m cello today x", 45, None, "x", id="today alone ends now"),
        pytest.param("45m cello 18 Nov x", 45, None, "x", id="a date that is today ends now"),
        pytest.param("3 Nov 45m cello x", 45, "03T12:00", "x", id="a date before a duration"),
        pytest.param("45 3 Nov cello x", 45, "03T12:00", "x", id="a date behind a number"),
        pytest.param("1h 3 Nov cello x", 60, "03T12:00", "x", id="a date behind hours"),
        pytest.param("1h 30 Nov 3 cello x", 90, "03T12:00", "x", id="minutes before a date"),
        pytest.param("45m cello 2026-11-03T18:05 x", 45, "03T18:05", "x", id="a timestamp"),
        pytest.param("17:10-17:50 cello x", 40, "18T17:10", "x", id="a range"),
        pytest.param("17:10 \u2013 17:50 cello x", 40, "18T17:10", "x", id="a range with a dash"),
        pytest.param("cello 17:10 to 17:50 x", 40, "18T17:10", "x", id="a range in words"),
        pytest.param("cello from 17:10", None, None, "from 17:10", id="half a range is words"),
        pytest.param("mon 17:10-17:50 cello x", 40, "16T17:10", "x", id="a range on a day"),
        pytest.param("17:10-17:50 mon cello x", 40, "16T17:10", "x", id="a range before its day"),
        pytest.param("23:30-00:15 cello x", 45, "17T23:30", "x", id="a range across midnight"),
        pytest.param("mon 23:30-00:15 cello x", 45, "16T23:30", "x", id="on a day too"),
        pytest.param("17:10-18:10 cello x", 60, "17T17:10", "x", id="a range not yet over"),
        pytest.param("30m 17:10-17:50 cello x", 30, "18T17:10", "x", id="a break in the range"),
        pytest.param("17:10-17:50 cello 9m x", 40, "18T17:10", "9m x", id="a duration too many"),
        pytest.param("45m cello 50m x", 45, None, "50m x", id="the first of two durations"),
        pytest.param("mon 45m cello tue x", 45, "16T12:00", "tue x", id="the first of two days"),
        pytest.param(
            "45m at 9:00 cello at 10:00", 45, "18T09:00", "at 10:00", id="the first of two times"
        ),
        pytest.param("45m of cello on mon at 9:15, x", 45, "16T09:15", "x", id="connectors"),
        pytest.param("45m, cello, mon, x", 45, "16T12:00", "x", id="commas"),
        pytest.param("45m. Cello. X", 45, None, "X", id="full stops"),
        pytest.param("45m cello in the dark", 45, None, "in the dark", id="a connector to words"),
        pytest.param("45m cello on", 45, None, "on", id="a connector to nothing"),
        pytest.param("45m cello the mon 50m", 45, None, "the mon 50m", id="words are left alone"),
        pytest.param("45m cello 50% x", 45, None, "50% x", id="a share is no time"),
        pytest.param("45m cello 9 lives", 45, None, "9 lives", id="a number is no time"),
        pytest.param("45m cello 9-10:30 x", 45, None, "9-10:30 x", id="half a range is no time"),
    ],
)
def test_times_are_understood(
    text: str, minutes: int | None, started: str | None, reflection: str
) -> None:
    line = read(text)
    assert line.problem is None
    assert line.commitment == CELLO
    assert line.minutes == minutes
    assert line.started == (at(f"2026-11-{started}") if started else None)
    assert line.reflection == reflection


@pytest.mark.parametrize(
    ("now", "started"),
    [
        pytest.param("2026-11-18T00:15", "2026-11-17T23:30", id="just over"),
        pytest.param("2026-11-18T00:14", "2026-11-16T23:30", id="not yet over"),
        pytest.param("2026-11-18T23:50", "2026-11-17T23:30", id="the evening after"),
    ],
)
def test_a_range_without_a_day_is_the_latest_that_is_over(now: str, started: str) -> None:
    assert read("23:30-00:15 cello", now=at(now)).started == at(started)


@pytest.mark.parametrize(
    ("text", "reflection"),
    [
        pytest.param("45m cello - x", "x", id="hyphen"),
        pytest.param("45m cello -- x", "x", id="two hyphens"),
        pytest.param("45m cello- x", "x", id="hyphen behind the word"),
        pytest.param("45m cello \u2013 x", "x", id="en dash"),
        pytest.param("45m cello \u2014 x", "x", id="em dash"),
        pytest.param("45m cello\u2014x", "x", id="em dash without spaces"),
        pytest.param("45m cello -", "", id="nothing behind the dash"),
        pytest.param("45m cello: x", "x", id="colon"),
        pytest.param("45m cello:", "", id="nothing behind the colon"),
        pytest.param("cello 45m: x", "x", id="colon behind a duration"),
        pytest.param("17:10-17:50 cello: mon x", "mon x", id="a colon ends the head"),
        pytest.param("45m cello - mon - x", "mon - x", id="the first dash ends the head"),
        pytest.param("45m cello\nx", "x", id="line break"),
        pytest.param("45m cello\n\nmon x", "mon x", id="a line break ends the head"),
        pytest.param("45m cello\n- x\n- y", "- x\n- y", id="a list keeps its dashes"),
        pytest.param("\n 45m cello x", "x", id="blank lines before"),
        pytest.param("45m cello -x", "-x", id="a hyphen before a word is no dash"),
        pytest.param("45m cello -> x", "-> x", id="an arrow is no dash"),
        pytest.param("45m cello ... x", "... x", id="dots are kept"),
        pytest.param("45m cello :-) x", ":-) x", id="a smile is kept"),
        pytest.param("45m cello it hurt - x", "it hurt - x", id="a dash in the reflection"),
        pytest.param("45m cello, and what it taught you", "and what it taught you", id="the hint"),
    ],
)
def test_the_reflection_begins_behind_a_separator_or_with_the_first_other_word(
    text: str, reflection: str
) -> None:
    line = read(text)
    assert line.commitment == CELLO
    assert line.minutes in (40, 45)
    assert line.reflection == reflection


def test_a_colon_behind_the_commitment_is_no_separator_while_the_duration_is_missing() -> None:
    line = read("cello: 45m the bow")
    assert (line.minutes, line.reflection) == (45, "the bow")


def test_before_a_dash_all_is_searched_and_the_reflection_loses_no_word() -> None:
    text = "Practised cello with Ana for 45m yesterday \u2014 finally smooth"
    line = read(text)
    assert (line.minutes, line.commitment) == (45, CELLO)
    assert line.started == at("2026-11-17T12:00")
    assert line.reflection == text
    assert marked(text, line) == [
        ("cello", "commitment"),
        ("45m", "duration"),
        ("yesterday", "moment"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I practised cello for 45m yesterday", id="other words first"),
        pytest.param("- 45m cello x", id="a list"),
        pytest.param("well - 45m cello x", id="a dash before it"),
        pytest.param("\u2014 Eliot", id="a dash first"),
    ],
)
def test_a_line_that_begins_with_other_words_is_all_reflection(text: str) -> None:
    line = read(text)
    assert line == QuickLine(None, None, (), None, text, (), None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("25h cello x", t.duration_range, id="too long"),
        pytest.param("0m cello x", t.duration_range, id="no time"),
        pytest.param("1h75 cello x", t.duration_range, id="too many minutes"),
        pytest.param("1441 cello x", t.duration_range, id="a number too large"),
        pytest.param("100:00 cello x", t.duration_range, id="a colon too long"),
        pytest.param("17:10-17:10 cello x", t.duration_range, id="an empty range"),
        pytest.param("45m cello 31 Feb x", t.not_a_time, id="no such day"),
        pytest.param("45m cello 25:00 x", t.not_a_time, id="no such hour"),
        pytest.param("17:10-25:00 cello x", t.not_a_time, id="no such hour in a range"),
        pytest.param("45m cello 23:00 x", t.in_the_future, id="later today"),
        pytest.param("45m cello 2027-01-01 x", t.in_the_future, id="next year"),
        pytest.param("today 18:10-18:50 cello x", t.in_the_future, id="a range to come"),
        pytest.param("today 17:10-18:10 cello x", t.ends_in_the_future, id="a range going on"),
        pytest.param("25h cello 31 Feb x", t.duration_range, id="the duration comes first"),
    ],
)
def test_a_time_that_cannot_be_is_understood_and_told(text: str, problem: str) -> None:
    line = read(text)
    assert line.problem == problem
    assert line.started is None
    assert (line.commitment, line.reflection) == (CELLO, "x")


def test_a_range_keeps_its_minutes_when_it_is_still_to_come() -> None:
    assert read("today 18:10-18:50 cello").minutes == 40


def test_a_range_before_the_first_day_there_is_cannot_be() -> None:
    assert read("17:10-17:50 cello", now=at("0001-01-01T00:00")).problem == t.not_a_time


LONG = "Reading \u201cThe Art of Fugue\u201d aloud, slowly"


@pytest.mark.parametrize(
    ("titles", "text", "index", "reflection"),
    [
        pytest.param(TITLES, "45m CELLO x", CELLO, "x", id="case"),
        pytest.param(["Fran\u00e7ais"], "45m francais x", 0, "x", id="accents in the title"),
        pytest.param(["Francais"], "45m franc\u0327ais x", 0, "x", id="accents in the line"),
        pytest.param(["Stra\u00dfe"], "45m STRASSE x", 0, "x", id="sharp s"),
        pytest.param(["Cello", "Cello suites"], "45m cello suites x", 1, "x", id="the longest"),
        pytest.param(["Cello", "Cello suites"], "45m cello x", 0, "x", id="exact before prefix"),
        pytest.param(["Cello suites"], "45m cello  suites x", 0, "x", id="two spaces"),
        pytest.param(["Cello - bow hand"], "45m cello - bow hand - x", 0, "x", id="a dash in it"),
        pytest.param(["C++"], "45m c++ x", 0, "x", id="signs"),
        pytest.param(["C++", "Go"], "45m go x", 1, "x", id="two letters"),
        pytest.param(["Theory", "The"], "45m the x", 1, "x", id="a whole title of little words"),
        pytest.param(["Piano (jazz)"], "45m piano jazz x", 0, "x", id="without its brackets"),
        pytest.param(["\U0001f3bb"], "45m \U0001f3bb x", 0, "x", id="emoji"),
        pytest.param(["\u2764\ufe0f yoga"], "45m \u2764 yoga x", 0, "x", id="emoji, other form"),
        pytest.param(["\u05e2\u05d1\u05e8\u05d9\u05ea"], "45m \u05e2\u05d1\u05e8\u05d9\u05ea x", 0,
                     "x", id="Hebrew"),
        pytest.param(["\u0939\u093f\u0928\u094d\u0926\u0940"],
                     "45m \u0939\u093f\u0928\u094d\u0926\u0940 x", 0, "x", id="Hindi"),
        pytest.param(["\u4e2d\u6587"], "45m \u4e2d\u6587 x", 0, "x", id="Chinese"),
        pytest.param(["", " ", "Cello"], "45m cello x", 2, "x", id="beside empty titles"),
        pytest.param([LONG], f"45m {LONG} x", 0, "x", id="a long title"),
        pytest.param(["30m sprint"], "30m sprint 1h x", 0, "x", id="a title with a time"),
        pytest.param(["100 scales"], "100 scales 45m x", 0, "x", id="a title with a number"),
        pytest.param(["Sun"], "45m sun x", None, "x", id="a day goes before its title"),
        pytest.param(["Sun salutations"], "45m sun salutations x", 0, "x", id="with a day"),
        pytest.param(TITLES, "45m por x", PORTUGUESE, "x", id="prefix"),
        pytest.param(TITLES, "45m co x", COMPILERS, "x", id="prefix of two letters"),
        pytest.param(TITLES, "45m wat: x", WATERCOLOUR, "x", id="prefix and a colon"),
        pytest.param(["Bach cello", "Cello"], "45m ce x", 1, "x", id="the first word goes first"),
        pytest.param(["Bach suites"], "45m sui x", 0, "x", id="prefix of a later word"),
        pytest.param(["Bach suites one", "Bach"], "45m suites one x", 0, "x", id="what follows"),
        pytest.param(["Art of fugue"], "45m art of the x", 0, "of the x", id="no little word"),
        pytest.param(["Art of fugue daily"], "45m art of fugue x", 0, "x", id="little words in it"),
        pytest.param(["Bach suites", "Bach songs"], "45m bach so x", None, "so x", id="undecided"),
        pytest.param(["Bach suites daily", "Bach songs"], "45m bach suites x", 0, "x",
                     id="decided by the next word"),
        pytest.param(TITLES, "45m celo x", CELLO, "x", id="a letter missing"),
        pytest.param(TITLES, "45m gitaur x", GUITAR, "x", id="letters swapped"),
        pytest.param(["Bach suites"], "45m siutes x", 0, "x", id="likeness of a later word"),
        pytest.param(["Art"], "45m arts x", None, "arts x", id="no likeness of short words"),
        pytest.param(TITLES, "45m c x", None, "c x", id="one letter is too short"),
        pytest.param(["Theory"], "45m the x", None, "the x", id="little words are no prefix"),
        pytest.param(["12 bars"], "45m cello 12 x", None, "cello 12 x", id="nor are numbers"),
        pytest.param(TITLES, "45m cello-like x", None, "cello-like x", id="a part of a word"),
        pytest.param(TITLES, "45m \u4e2d\u6587 x", None, "\u4e2d\u6587 x", id="none of them"),
        pytest.param([], "45m cello x", None, "cello x", id="no titles"),
        pytest.param(TITLES, "45m ce guitar x", CELLO, "guitar x", id="only the first"),
        pytest.param(TITLES, "45m ce guitar - x", GUITAR, "ce guitar - x",
                     id="before a dash the exact one"),
    ],
)  # fmt: skip
def test_commitments_are_understood(
    titles: list[str], text: str, index: int | None, reflection: str
) -> None:
    line = read(text, titles)
    assert line.commitment == index
    assert line.reflection == reflection


@pytest.mark.parametrize(
    ("titles", "text", "suggestions"),
    [
        pytest.param(["Cello", "Cells", "Guitar"], "45m cel x", (0, 1), id="prefix of two"),
        pytest.param(["Bach songs", "Pop songs"], "45m song x", (0, 1), id="of later words"),
        pytest.param(["Cello", "Cells"], "45m cellx x", (0, 1), id="like two"),
        pytest.param(["Cello", "Guitar", "CELLO"], "45m cello x", (0, 2), id="the same title"),
        pytest.param(["Bach suites", "Bach songs"], "45m bach x", (0, 1), id="the same word"),
    ],
)
def test_what_could_mean_several_is_left_to_the_person(
    titles: list[str], text: str, suggestions: tuple[int, ...]
) -> None:
    line = read(text, titles)
    assert line.commitment is None
    assert line.suggestions == suggestions
    assert line.reflection == "x"
    assert [kind for _, kind in marked(text, line)] == ["duration", "commitment"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("mon at 9:00 cello", [("mon at 9:00", "moment"), ("cello", "commitment")],
                     id="a day and its time are one"),
        pytest.param("mon cello 45m at 9:00", [("mon", "moment"), ("cello", "commitment"),
                     ("45m", "duration"), ("9:00", "moment")], id="apart they are two"),
        pytest.param("17:10-17:50, mon cello", [("17:10-17:50, mon", "moment"),
                     ("cello", "commitment")], id="a range and its day are one"),
        pytest.param("9:00 1:30 cello", [("9:00", "duration"), ("1:30", "moment"),
                     ("cello", "commitment")], id="the first of two colons is the duration"),
        pytest.param(" \u0664\u0665\u00a0min  cello,", [("\u0664\u0665\u00a0min", "duration"),
                     ("cello", "commitment")], id="as typed"),
    ],
)  # fmt: skip
def test_marks_are_the_parts_as_typed(text: str, parts: list[tuple[str, str]]) -> None:
    assert marked(text, read(text)) == parts


def test_only_the_first_two_hundred_characters_are_searched_for_the_head() -> None:
    assert read("45m " + " " * 180 + "cello x").commitment == CELLO
    assert read("45m " + " " * 200 + "cello x").commitment is None
    half_a_word = "45m " + " " * 190 + "cellophane"
    assert read(half_a_word).reflection == "cellophane"
    assert read("x" * 300).marks == ()


@pytest.mark.parametrize(
    "piece",
    ["45m cello ", "1:30 ", "wwww ", "mon 3 Nov ", "1 h and ", "- ", "17:10-", "9", " ", "e\u0301"],
)
def test_a_very_long_line_is_read_at_once(piece: str) -> None:
    text = piece * (11_000 // len(piece))
    started = thread_time()
    read(text, ["w" * 100, "cello " * 16, "wx " * 33, "a"])
    assert thread_time() - started < 1


moments = st.sampled_from(
    [
        ("", None),
        ("today", None),
        ("yesterday", "2026-11-17T12:00"),
        ("yesterday at 18:00", "2026-11-17T18:00"),
        ("17:05", "2026-11-18T17:05"),
        ("mon", "2026-11-16T12:00"),
        ("Mon 9:30", "2026-11-16T09:30"),
        ("3 Nov", "2026-11-03T12:00"),
        ("Nov 3, 18:05", "2026-11-03T18:05"),
        ("2026-11-03 18:05", "2026-11-03T18:05"),
    ]
)
lengths = st.integers(1, 1440).flatmap(
    lambda minutes: st.tuples(
        st.just(minutes),
        st.sampled_from(
            [
                words.duration(minutes),
                f"{minutes}m",
                f"{minutes} minutes",
                f"{minutes // 60}h{minutes % 60}",
            ]
        ),
    )
)
free_titles = st.lists(
    st.text(st.characters(categories=["L", "So"]), min_size=1, max_size=20), min_size=1, max_size=4
).map(" ".join)
plain_words = st.lists(
    st.sampled_from(
        ["bow", "hand", "heavy", "5", "on", "at", "sun", "today", "45m", "17:00", "cello", "yes"]
    ),
    max_size=8,
)


@given(
    length=lengths,
    moment=moments,
    titles=st.lists(st.sampled_from(["Cello", "Bach suites", "C++", "Go", "\u05e9\u05d7"]),
                    min_size=1, unique=True),
    order=st.permutations([0, 1, 2]),
    index=st.integers(0, 4),
    separator=st.sampled_from([" - ", " \u2013 ", " \u2014 ", "\n"]),
    reflection=st.text(),
)  # fmt: skip
def test_a_line_made_of_parts_is_read_back_into_them(
    length: tuple[int, str],
    moment: tuple[str, str | None],
    titles: list[str],
    order: list[int],
    index: int,
    separator: str,
    reflection: str,
) -> None:
    index %= len(titles)
    parts = [length[1], titles[index], moment[0]]
    head = " ".join(parts[place] for place in order if parts[place])
    line = read(head + separator + reflection, titles)
    assert (line.minutes, line.commitment, line.problem) == (length[0], index, None)
    assert line.started == (at(moment[1]) if moment[1] else None)
    assert line.reflection == reflection.strip()


@given(lengths, plain_words)
def test_words_of_a_reflection_without_a_dash_are_never_eaten(
    length: tuple[int, str], rest: list[str]
) -> None:
    reflection = " ".join(["the", *rest])
    line = read(f"{length[1]} cello {reflection}")
    assert (line.minutes, line.commitment, line.started) == (length[0], CELLO, None)
    assert line.reflection == reflection


@given(free_titles)
def test_any_title_is_understood_when_typed_in_full(title: str) -> None:
    line = read(f"45m {title} - x", [title])
    assume(all(mark.kind != "moment" for mark in line.marks))
    assert (line.minutes, line.commitment, line.reflection) == (45, 0, "x")


pieces = st.sampled_from(
    [
        "45", "45m", "1h30", "1h", "30", "1:30", "17:10", "17:10-17:50", "23:30-00:15", "25:00",
        "0m", "mon", "today", "3", "31", "Feb", "Nov", "2026", "2026-11-03T18:05", "cello",
        "Bach", "suites", "of", "on", "at", "for", "in", "-", "--", "\u2014", "\u2013", ":",
        ",", ";", ".", "the", "\n", "\u00a0", "\u0664\u0665", "\uff11\uff48", "e\u0301",
    ]
)  # fmt: skip
lines = st.lists(pieces | st.text(max_size=4), max_size=14).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda joint: joint.join(parts))
)
nows = st.datetimes(at("1970-01-01"), at("2100-01-01")) | st.datetimes()
title_lists = st.lists(st.sampled_from(["Cello", "Bach suites"]) | st.text(max_size=12), max_size=4)


@given(lines | st.text(), title_lists, nows)
def test_whatever_is_typed_is_read_and_nothing_of_it_is_lost(
    text: str, titles: list[str], now: datetime
) -> None:
    line = read(text, titles, now)
    assert line.minutes is None or 1 <= line.minutes <= 1440
    assert line.started is None or line.started <= now
    assert line.commitment is None or line.commitment in range(len(titles))
    assert line.commitment is None or not line.suggestions
    assert len(line.suggestions) != 1
    ends = 0
    for mark in line.marks:
        assert ends <= mark.start < mark.end <= len(text)
        assert not text[mark.start].isspace()
        assert not text[mark.end - 1].isspace()
        ends = mark.end
    assert_all_is_accounted_for(text, line)


def assert_all_is_accounted_for(text: str, line: QuickLine) -> None:
    """Every sign is in a mark, in the reflection, or in a separator or connector."""
    assert text.rstrip().endswith(line.reflection)
    rest = list(text.rstrip().removesuffix(line.reflection))
    for mark in line.marks:
        rest[mark.start : mark.end] = " " * len(rest[mark.start : mark.end])
    assert re.fullmatch(
        r"(?:[\s,;.:\u2013\u2014-]|\b(?:of|on|at|for|in)\b)*", plain("".join(rest)), re.IGNORECASE
    )


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 1439), nows)
def test_a_range_is_over_and_began_when_it_says(
    hour: int, minute: int, length: int, now: datetime
) -> None:
    start = at("2026-01-01").replace(hour=hour, minute=minute)
    line = read(f"{words.clock(start)}-{words.clock(start + timedelta(minutes=length))}", [], now)
    assert line.minutes == length
    if line.started:
        assert line.started.time() == start.time()
        assert timedelta(0) <= now - line.started - timedelta(minutes=length) < timedelta(days=1)

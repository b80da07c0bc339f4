"""What a file of time entries says, row by row, and which rows go where."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.features.transfer import rules
from hundred_app.features.transfer.rules import Entry, Reading, read_csv, read_gleeo

FIXTURE = Path(__file__).parents[1] / "fixtures" / "gleeo-like.csv"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "gleeo-2019.csv"
ZONE = "Europe/Paris"

GLEEO_HEADER = "Domain,Project,Task,Details,Start,End,TimeZone,Duration,Decimal Duration"
GOOD_ROW = "work,music,cello,,2021-02-23 12:54,2021-02-23 14:09,UTC+1:00,1:15,1.25"
CSV_HEADER = "source,start,end,minutes,duration,note"


def gleeo(*rows: str) -> Reading:
    return read_gleeo("\n".join((GLEEO_HEADER, *rows)))


def sheet(*rows: str, header: str = CSV_HEADER, zone: str = ZONE) -> Reading:
    return read_csv("\n".join((header, *rows)), zone)


def only(reading: Reading) -> Entry:
    assert reading.unreadable == ()
    (entry,) = reading.entries
    return entry


def reason(reading: Reading) -> str:
    assert reading.entries == ()
    (unreadable,) = reading.unreadable
    assert unreadable.line == 2
    return unreadable.reason


def written(entries: Sequence[Entry]) -> str:
    file = StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(("source", "start", "minutes", "note"))
    rows.writerows((e.source, e.started.isoformat(), e.minutes, e.note) for e in entries)
    return file.getvalue()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Whole files


def test_the_real_file_gives_the_sums_known_from_elsewhere() -> None:
    if not REAL.exists():
        pytest.skip("the shared time sheet gleeo-2019.csv is not beside this checkout")
    reading = read_gleeo(rules.decode(REAL.read_bytes()))
    minutes = Counter[str]()
    for entry in reading.entries:
        minutes[entry.source] += entry.minutes
    assert (len(reading.entries), reading.unreadable, reading.skipped_empty) == (1511, (), 0)
    assert minutes["research/thesis"] == 10_614
    assert minutes["research/machine learning"] == 8_649
    assert minutes["research/writing"] == 8_613
    assert minutes["research/reading"] == 1_401
    assert len({entry.key for entry in reading.entries}) == 1511


def test_the_fixture_reads_whole_with_zones_overlaps_and_midnights() -> None:
    raw = FIXTURE.read_bytes()
    assert raw.count(b"\r\n") == 67
    reading = read_gleeo(rules.decode(raw))
    minutes = Counter[str]()
    for entry in reading.entries:
        minutes[entry.source] += entry.minutes
    assert (len(reading.entries), reading.unreadable, reading.skipped_empty) == (59, (), 1)
    assert minutes == {
        "language/português": 2387,
        "club/chess": 1714,
        "music/theory": 1161,
        "music/cello": 932,
        "garden/raised beds": 672,
    }
    by_line = {entry.line: entry for entry in reading.entries}
    assert by_line[57].started == at("2021-03-28T03:56"), "UTC+5:45, below notes of several lines"
    assert by_line[60].started == at("2021-05-01T21:40")
    assert by_line[60].minutes == 95
    assert by_line[64].started == at("2021-05-04T11:30"), "UTC-3:30"
    assert by_line[64].key != by_line[65].key, "identical rows are two stretches of time"
    assert by_line[67].minutes == 1440


def test_notes_keep_their_commas_quotes_and_lines_and_lose_the_space_around() -> None:
    notes = {entry.note for entry in read_gleeo(rules.decode(FIXTURE.read_bytes())).entries}
    assert notes >= {
        "",
        "Read “Sicilian”, chapter 2; lost both games",
        'said "again", then again',
        "First line\nsecond line, with a comma\n\nlast line",
        "spaces around",
    }


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_the_same_rows_have_the_same_keys_whatever_ends_the_lines(ending: str) -> None:
    text = rules.decode(FIXTURE.read_bytes())
    assert read_gleeo(text.replace("\r\n", ending)) == read_gleeo(text)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("é\n".encode(), id="utf-8"),
        pytest.param("é\n".encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(b"\xff\xfe" + "é\n".encode("utf-16-le"), id="utf-16, little end first"),
        pytest.param(b"\xfe\xff" + "é\n".encode("utf-16-be"), id="utf-16, big end first"),
    ],
)
def test_text_is_decoded(raw: bytes) -> None:
    assert rules.decode(raw) == "é\n"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param(b"a\r\nb\rc\n\xe9t\xe9\n", "Line 4 has a byte that is not UTF-8", id="latin"),
        pytest.param(b"\xff\xfea\0\n\0b", "Line 2 has a byte that is not UTF-16", id="odd utf-16"),
        pytest.param(b"a\nb\0c", "Line 2 has a character that does not", id="nul"),
        pytest.param("a".encode("utf-32"), "Line 1 has a character that does not", id="utf-32"),
        pytest.param(b"a" * (rules.LARGEST_FILE + 1), "larger than 25 MB", id="too large"),
    ],
)
def test_a_file_that_is_not_text_names_the_first_broken_line(raw: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refusal:
        rules.decode(raw)
    assert refusal.value.field == "file"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "is empty", id="nothing"),
        pytest.param(" \n\t\n\n", "is empty", id="blank"),
        pytest.param("a\0b", "does not belong in text", id="nul"),
        pytest.param("start,what\n", "lacks the columns minutes/duration/end, source/", id="some"),
        pytest.param("start,end,source,END\n", "Two columns are called “end”", id="twice"),
        pytest.param('"start,end,source', "quotation mark that does not close", id="quotes"),
        pytest.param("start,end,source\n" + "x" * 100_001, "Line 2 is longer than 100,000", id="l"),
        pytest.param("a" * (rules.LARGEST_FILE + 1), "larger than 25 MB", id="too large"),
        pytest.param("start,end,source\n" + "x\n" * 200_001, "more than 200,000 rows", id="rows"),
    ],
)
def test_a_file_that_is_no_time_sheet_is_refused_whole(text: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refusal:
        read_csv(text, ZONE)
    assert refusal.value.field == "file"


def test_a_plain_sheet_is_no_gleeo_export() -> None:
    with pytest.raises(Invalid, match="lacks the columns Project, Task, Details, TimeZone"):
        read_gleeo("source,start,end,minutes,duration\n")


def test_a_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid, match="“Mars/Olympus” is not a time zone") as refusal:
        sheet(zone="Mars/Olympus")
    assert refusal.value.field == "zone"


# Rows of a Gleeo export


@pytest.mark.parametrize(
    ("zone", "started"),
    [
        pytest.param("UTC", "2021-02-23T12:54", id="UTC"),
        pytest.param("UTC+1:00", "2021-02-23T11:54", id="east"),
        pytest.param("UTC-3:30", "2021-02-23T16:24", id="west"),
        pytest.param("UTC+14:00", "2021-02-22T22:54", id="the day before"),
        pytest.param("GMT-12", "2021-02-24T00:54", id="the day after"),
    ],
)
def test_times_are_those_of_the_zone_in_the_row(zone: str, started: str) -> None:
    entry = only(gleeo(GOOD_ROW.replace("UTC+1:00", zone)))
    assert (entry.line, entry.source, entry.minutes, entry.note) == (2, "music/cello", 75, "")
    assert entry.started == at(started)
    assert entry.started.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        pytest.param("1:15", "1:16", "Duration says 1.h.16, but the rest.*1.h.15", id="disagrees"),
        pytest.param("1:15", "-1:15", "Duration is below zero: -1:15", id="below zero"),
        pytest.param("1:15", "75", "Duration is “75”", id="not hours and minutes"),
        pytest.param("1:15", "", "Duration is empty", id="no duration"),
        pytest.param("UTC+1:00", "CET", "TimeZone is “CET”", id="zone by letters"),
        pytest.param("UTC+1:00", "UTC+15:00", "TimeZone is “UTC.15:00”", id="zone too far"),
        pytest.param("UTC+1:00", "UTC+1:60", "TimeZone is “UTC.1:60”", id="zone minutes"),
        pytest.param("UTC+1:00", "", "TimeZone is empty", id="no zone"),
        pytest.param("23 12:54", "30 12:54", "Start is.*no calendar", id="no such day"),
        pytest.param("23 14:09", "22 14:09", "ends before it starts", id="end before start"),
        pytest.param("23 12:54", "23", "Start is “2021-02-23”. Write day and time", id="no time"),
        pytest.param("12:54", "12:54Z", "Start has an offset of its own", id="offset"),
        pytest.param("2021-02-23 12:54", "", "Start is empty", id="no start"),
        pytest.param("music,cello", " , ", "Project is empty", id="no source"),
        pytest.param(",1.25", "", r"fewer columns \(8\) than .* \(9\)", id="few columns"),
        pytest.param(",1.25", ",1,25", r"more columns \(10\).* contains “,”", id="many columns"),
        pytest.param("cello", '"cello', "quotation mark here", id="open quotation mark"),
        pytest.param("cello", '"cel"lo', "quotation mark here", id="text after quotation mark"),
        pytest.param("cello", "c\x1b[2Jo", "cannot be shown", id="escape sequence"),
        pytest.param("cello", "o" * 200, "longer than 200", id="long source"),
        pytest.param("cello,", "cello," + "o" * 10_001, "10,001 characters and", id="long note"),
    ],
)
def test_a_gleeo_row_that_cannot_be_read_says_why(before: str, after: str, says: str) -> None:
    assert re.search(says, reason(gleeo(GOOD_ROW.replace(before, after))))


def test_a_row_longer_than_a_day_cannot_be_read() -> None:
    row = GOOD_ROW.replace("23 14:09", "24 12:55").replace("1:15", "24:01")
    assert "lasts 24\u00a0h\u00a001" in reason(gleeo(row))


def test_every_row_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    bad = GOOD_ROW.replace("UTC+1:00", "CET")
    noted = GOOD_ROW.replace("cello,", 'cello,"two\nlines"')
    reading = gleeo(bad, noted, "", ",,,,,,,,", GOOD_ROW + ",,,", bad)
    assert [entry.line for entry in reading.entries] == [3, 7]
    assert [row.line for row in reading.unreadable] == [2, 8]


def test_after_broken_quotes_nothing_is_guessed() -> None:
    reading = gleeo(GOOD_ROW, GOOD_ROW.replace("cello", '"cello'), GOOD_ROW)
    assert len(reading.entries) == 1
    assert [row.line for row in reading.unreadable] == [3]


# Rows of a plain sheet


@pytest.mark.parametrize(
    ("row", "started", "minutes"),
    [
        pytest.param("2021-02-23 12:54,,75,", "2021-02-23T11:54", 75, id="minutes"),
        pytest.param("2021-02-23T12:54:30.5,,75.0,", "2021-02-23T11:54:30", 75, id="seconds"),
        pytest.param("2021-02-23 12:54,,,1:15", "2021-02-23T11:54", 75, id="duration"),
        pytest.param("2021-02-23 12:54,,,1:14:30", "2021-02-23T11:54", 75, id="half a minute"),
        pytest.param("2021-02-23 12:54,2021-02-23 14:09,,", "2021-02-23T11:54", 75, id="end"),
        pytest.param("2021-02-23 12:54Z,2021-02-23 12:54-01:15,,", "2021-02-23T12:54", 75, id="Z"),
        pytest.param("2021-02-23 12:54 -0330,,75,1:15", "2021-02-23T16:24", 75, id="offset"),
        pytest.param("2021-02-23 12:54,2021-02-23 14:09,75,1:15", "2021-02-23T11:54", 75, id="all"),
        pytest.param("2021-02-23 12:54:10,2021-02-23 14:10,75,", "2021-02-23T11:54:10", 75, id="s"),
        pytest.param("2021-07-23 00:10,,1440,", "2021-07-22T22:10", 1440, id="a whole day"),
        pytest.param("2021-03-28 01:30,2021-03-28 03:30,,", "2021-03-28T00:30", 60, id="spring"),
        pytest.param("2021-10-31 01:30,2021-10-31 03:30,,", "2021-10-30T23:30", 180, id="autumn"),
        pytest.param("2021-10-31 01:30,2021-10-31 03:30,120,", "2021-10-30T23:30", 120, id="clock"),
        pytest.param("2021-10-31 01:30,2021-10-31 03:30,180,", "2021-10-30T23:30", 180, id="real"),
    ],
)
def test_a_plain_row_says_when_and_how_long(row: str, started: str, minutes: int) -> None:
    entry = only(sheet(f"cello,{row},"))
    assert (entry.source, entry.started, entry.minutes) == ("cello", at(started), minutes)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param(",2021-02-23 12:54,,75,,", "source is empty", id="no source"),
        pytest.param("cello,,,75,,", "start is empty", id="no start"),
        pytest.param("cello,2021-02-23 12:54,,,,", "how long it took", id="no length"),
        pytest.param("cello,2021-02-29 12:54,,75,,", "no calendar or clock has", id="no such day"),
        pytest.param("cello,2021-02-23 24:54,,75,,", "no calendar or clock has", id="no such hour"),
        pytest.param("cello,2021-02-23 12:54+14:01,,75,,", "no calendar or clock", id="far offset"),
        pytest.param("cello,2021-02-23,,75,,", "“2021-02-23”. Write day and time", id="no time"),
        pytest.param("cello,23/02/2021 12:54,,75,,", "Write day and time of day", id="other order"),
        pytest.param("cello,0021-02-23 12:54,,75,,", "in the year 21", id="year 21"),
        pytest.param("cello,2021-02-23 12:54,,-5,,", "minutes is below zero: -5", id="minus five"),
        pytest.param("cello,2021-02-23 12:54,,7.5,,", "minutes is “7.5”", id="part of a minute"),
        pytest.param("cello,2021-02-23 12:54,,\u0667,,", "minutes is “\u0667”", id="digits"),
        pytest.param("cello,2021-02-23 12:54,,1441,,", "lasts 24\u00a0h\u00a001", id="over a day"),
        pytest.param("cello,2021-02-23 12:54,,,1:75,", "duration is “1:75”", id="75 of 60"),
        pytest.param("cello,2021-02-23 12:54,2021-02-23 12:53,,,", "before it starts", id="back"),
        pytest.param("cello,2021-02-23 12:54,2021-02-25 12:54,,,", "lasts 48", id="two days"),
        pytest.param("cello,2021-02-23 12:54,2021-02-23 13:54Z,,,", "Only one of", id="one offset"),
        pytest.param("cello,2021-02-23 12:54,,75,1:16,", "duration says", id="lengths disagree"),
        pytest.param("cello,2021-02-23 12:54,2021-02-23 13:54,75,,", "end says", id="the end too"),
        pytest.param(
            "cello,2021-02-23 12:00Z,2021-02-23 13:00-01:00,60,,", "end says 2", id="by Z"
        ),
        pytest.param("cello,2021-02-23 12:54,,75,,a,b", "more columns (7)", id="note cut in two"),
        pytest.param("cello,2021-02-23 12:54,,75", "fewer columns (4)", id="too few columns"),
    ],
)
def test_a_plain_row_that_cannot_be_read_says_why(row: str, says: str) -> None:
    assert says in reason(sheet(row))


@pytest.mark.parametrize("length", [",0,", ",,0:00", "2021-02-23 12:54:20,,", ",0,0:00"])
def test_rows_of_no_minutes_are_counted_not_kept(length: str) -> None:
    assert sheet(f"cello,2021-02-23 12:54,{length},") == Reading((), (), 1)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        pytest.param(" Start ;MINUTES;Project;Notes", "{0};75;cello;a, b", id="semicolons"),
        pytest.param("note\tstart\tminutes\tsource", "a, b\t{0}\t75\tcello", id="tabs"),
        pytest.param('"Details","commitment",start,end', '"a, b",cello,{0},{1}', id="quoted"),
        pytest.param("description,mood,start,minutes,source", '"a, b",1,{0},75,cello', id="more"),
    ],
)
def test_columns_are_found_by_name_whatever_stands_between_them(header: str, row: str) -> None:
    row = row.format("2021-02-23 12:54", "2021-02-23 14:09")
    entry = only(sheet(row, header=header))
    assert (entry.source, entry.minutes, entry.note) == ("cello", 75, "a, b")


@pytest.mark.parametrize(
    ("zone", "start", "started"),
    [
        pytest.param("", "12:54", "11:54", id="none"),
        pytest.param("America/Sao_Paulo", "12:54", "15:54", id="by name"),
        pytest.param("UTC-3:30", "12:54", "16:24", id="by offset"),
        pytest.param("UTC-3:30", "12:54+02:00", "10:54", id="the offset in the time wins"),
    ],
)
def test_the_zone_of_a_row_wins_over_that_of_the_file(zone: str, start: str, started: str) -> None:
    header = "start,duration,project,TimeZone"
    entry = only(sheet(f"2021-02-23 {start},1:15,cello,{zone}", header=header))
    assert entry.started == at(f"2021-02-23T{started}")


def test_a_gleeo_export_read_as_a_plain_sheet_has_the_same_times() -> None:
    text = rules.decode(FIXTURE.read_bytes())
    times = [(entry.line, entry.started, entry.minutes) for entry in read_gleeo(text).entries]
    plain = read_csv(text, "Asia/Tokyo")
    assert [(entry.line, entry.started, entry.minutes) for entry in plain.entries] == times


def test_a_plain_row_with_a_zone_nobody_knows_cannot_be_read() -> None:
    header = "start,minutes,project,timezone"
    assert "“Mars/Olympus”" in reason(sheet("2021-02-23 12:54,5,a,Mars/Olympus", header=header))


def test_no_note_is_lost_when_there_are_several() -> None:
    header = "start,minutes,project,commitment,reflection,notes,note"
    entry = only(sheet("2021-02-23 12:54,75,cello,Music,bowing,,scales", header=header))
    assert (entry.source, entry.note) == ("cello", "scales\n\nbowing")


def test_texts_in_the_words_of_hundreds_own_export_lose_their_guard_against_spreadsheets() -> None:
    header = "start,minutes,commitment,reflection,note"
    entry = only(sheet("2021-02-23 12:54,75,'=Music,'- bowing,'-'", header=header))
    assert (entry.source, entry.note) == ("=Music", "'-'\n\n- bowing")


# Which rows go where


def test_a_mapping_is_read_up_to_the_first_equals_sign() -> None:
    items = ["research/thesis=Thesis", " club/chess = E = mc² ", "club/go=Thesis"]
    assert rules.parse_mapping(items) == {
        "research/thesis": "Thesis",
        "club/chess": "E = mc²",
        "club/go": "Thesis",
    }


@pytest.mark.parametrize(
    ("items", "says"),
    [
        pytest.param([], "SOURCE=COMMITMENT TITLE", id="nothing"),
        pytest.param(["thesis"], "“thesis” is not complete", id="no equals sign"),
        pytest.param(["=Thesis"], "“=Thesis” is not complete", id="no source"),
        pytest.param(["thesis= "], "“thesis=” is not complete", id="no title"),
        pytest.param(["a=A", "a =B"], "“a” is given twice", id="twice"),
        pytest.param(["a=" + "A" * 101], "longer than 100 characters", id="long title"),
        pytest.param(["a" * 201 + "=A"], "longer than 200 characters", id="long source"),
        pytest.param(["a=\x1b[2J"], "cannot be shown", id="escape sequence"),
        pytest.param(["a=\udcff"], "cannot be shown", id="broken argument"),
        pytest.param([f"{n}=A" for n in range(101)], "more than 100 sources", id="too many"),
    ],
)
def test_a_mapping_that_is_not_clear_is_refused(items: list[str], says: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.parse_mapping(items)
    assert refusal.value.field == "map"
    assert says in refusal.value.message


def test_a_plan_sends_rows_to_commitments_and_counts_the_rest() -> None:
    chess = GOOD_ROW.replace("music,cello", "club,chess")
    theory = GOOD_ROW.replace("cello", "theory")
    reading = gleeo(chess, GOOD_ROW, theory, chess, GOOD_ROW, chess)
    made = rules.plan(reading, {"music/theory": "Music", "music/cello": "Music"})
    assert [(title, entry.line) for title, entry in made.chosen] == [
        ("Music", 3),
        ("Music", 4),
        ("Music", 6),
    ]
    assert made.left_out == {"club/chess": 3}


def test_letters_composed_or_not_name_the_same_source() -> None:
    reading = gleeo(GOOD_ROW.replace("cello", "viola da gamba\u0303"))
    made = rules.plan(reading, rules.parse_mapping(["music/viola da gamb\u00e3=Music"]))
    assert made.left_out == {}


def test_a_source_that_is_not_in_the_file_names_the_nearest() -> None:
    reading = gleeo(GOOD_ROW, GOOD_ROW.replace("cello", "theory"), GOOD_ROW)
    with pytest.raises(Invalid) as refusal:
        rules.plan(reading, {"music/cello": "M", "Music/Celo": "M", "garden": "G"})
    assert refusal.value.field == "map"
    assert refusal.value.message == (
        "No row is for “Music/Celo”. Nearest in the file: “music/cello”, “music/theory”. "
        "No row is for “garden”. Nearest in the file: “music/cello”, “music/theory”."
    )


def test_a_file_without_time_has_nothing_to_plan() -> None:
    with pytest.raises(Invalid, match="no row with time in it"):
        rules.plan(gleeo(), {"music/cello": "M"})


# What holds for every file

LINES = st.text("\n\r \t,;\"'=-+:0123456789TZabstart\u2028\u0301é\x0b")
HEADERS = st.sampled_from(["", GLEEO_HEADER + "\n", CSV_HEADER + "\r\n", "start;end;project\n"])
ROWS = st.lists(
    st.lists(
        st.one_of(
            LINES,
            st.sampled_from(
                ["2021-02-23 12:54", "2021-02-23 14:09", "1:15", "75", "UTC+1:00", "cello"]
            ),
        ).map(lambda cell: f'"{cell}"'),
        min_size=5,
        max_size=10,
    ).map(",".join),
    max_size=4,
).map("\n".join)


def read_here(text: str) -> Reading:
    return read_csv(text, ZONE)


def outcome(raw: bytes) -> tuple[Reading | str, ...]:
    """Both readings of a file, or why it was refused. Anything but Invalid would escape."""
    readings: list[Reading | str] = []
    for read in (read_gleeo, read_here):
        try:
            readings.append(read(rules.decode(raw)))
        except Invalid as refusal:
            readings.append(refusal.message)
    return tuple(readings)


@given(st.one_of(st.binary(), st.tuples(HEADERS, st.binary()).map(lambda p: p[0].encode() + p[1])))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf")
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    assert outcome(raw) == outcome(raw)


@given(HEADERS, st.one_of(st.text(st.characters()), LINES, ROWS))
def test_no_text_does_more_than_be_refused_and_keys_are_unique(header: str, rest: str) -> None:
    for read in (read_gleeo, read_here):
        try:
            reading = read(header + rest)
        except Invalid:
            continue
        assert read(header + rest) == reading
        keys = {entry.key for entry in reading.entries}
        assert len(keys) == len(reading.entries)
        assert all(1 <= entry.minutes <= 1440 for entry in reading.entries)
        assert all(row.reason.isprintable() or "\u00a0" in row.reason for row in reading.unreadable)


@given(st.lists(st.text()), st.text())
def test_no_mapping_does_more_than_be_refused(items: list[str], source: str) -> None:
    with suppress(Invalid):
        mapping = rules.parse_mapping([*items, f"{source}=Title"])
        rules.plan(gleeo(GOOD_ROW), mapping)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A plain sheet of good rows, some of them alike, times with and without offset."""
    text = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
    sources = draw(st.lists(text.filter(str.strip), min_size=1, max_size=3))
    walls = st.datetimes(datetime.fromisoformat("1970-01-02"), datetime.fromisoformat("2999-12-30"))
    starts = st.builds(
        "{0:%Y-%m-%dT%H:%M:%S}{1}".format, walls, st.sampled_from(["", "Z", "-0330"])
    )
    prose = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40)
    notes = st.one_of(st.just(""), prose)
    row = st.tuples(st.sampled_from(sources), starts, st.integers(0, 1440), notes)
    rows = draw(st.lists(row, max_size=8))
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=draw(st.sampled_from([",", ";", "\t"])))
    writer.writerow(("Source", "Start", "Minutes", "Note"))
    for source, start, minutes, note in [*rows, *rows[:2]]:
        writer.writerow((source, start, minutes, note))
    return file.getvalue()


@given(sheets())
def test_entries_written_as_csv_and_read_back_are_the_same(text: str) -> None:
    first = read_csv(text, ZONE)
    assert first.unreadable == ()
    again = read_csv(written(first.entries), "Asia/Tokyo")
    assert [(e.source, e.started, e.minutes, e.note, e.key) for e in again.entries] == [
        (e.source, e.started, e.minutes, e.note, e.key) for e in first.entries
    ]
    assert len({entry.key for entry in first.entries}) == len(first.entries)


@given(st.text())
@example("=1+1")
@example("''-")
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    guarded = rules.guarded(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rules.unguarded(guarded) == text

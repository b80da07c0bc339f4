"""The river as it is told: its sentence, its bands, its numbers, and the way to the sentences."""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import make
import pytest
from conftest import NOON, Queries

from hundred_app.core import fulltext
from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.language import speaking
from hundred_app.core.words import NBSP
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import pursuits, saying
from hundred_app.features.commitments.service.history import history
from hundred_app.features.commitments.service.narrowing import asked_in
from hundred_app.features.commitments.store import logs as log_rows
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.insights import figures, service
from hundred_app.features.insights.figures import Band
from hundred_app.features.insights.service import Panel
from hundred_app.features.insights.texts import t

LARGEST = 40_000
"""Bytes of a figure as it is sent."""

POSTURE, BOW, BREATH = "My posture again.", "The bow is slow.", "Breath, then sound."
TWELVE = [POSTURE] * 4 + [BOW, BREATH] * 4


@pytest.fixture
def cello(alice: Work) -> str:
    return make.commit(alice, "Cello", category="Music")


def put(work: Work, commitment_id: str, texts: list[str], *, minutes: int = 60) -> None:
    """A log with each text, one a day, the last of them yesterday."""
    log_rows.add_all(
        work,
        [
            TimeLog(
                commitment_id=commitment_id,
                duration_minutes=minutes,
                date=NOON - timedelta(days=len(texts) - number),
                reflection=text,
            )
            for number, text in enumerate(texts)
        ],
    )


def panel(work: Work, its_id: str = "", of: str = "") -> Panel:
    return service.chart(work, "river", its_id, "all", "", of)


def spoken(text: str) -> str:
    return text.replace(NBSP, " ")


def texts_at(work: Work, href: str) -> list[str]:
    """What the history shows at an address, the newest first."""
    there = urlsplit(href)
    assert there.path == "/history"
    query = {key: values[0] for key, values in parse_qs(there.query).items()}
    return [
        log.reflection or "".join(part.text for part in log.parts)
        for day in history(work, asked_in(query)).days
        for log in day.logs
    ]


# The figure


def test_bands_lie_on_each_other_and_flow_from_stretch_to_stretch() -> None:
    bow = Band("<b>bow", (0.25, 1.0), ("2026-11", ""), ("one sentence", "two"), "bow")
    hand = Band("hand", (0.75, 0.0), ("2026-11", ""), ("three", ""), "hand")
    drawn = figures.river([0, 4, 8], ["0 to 4", "4 to 8"], [bow, hand], "pine")
    low, high, top, *banks, bars, others = drawn["data"]
    assert (low["x"][0], low["x"][1], low["x"][-2], low["x"][-1]) == (0, 2, 6, 8)
    assert (high["y"][0], high["y"][1], high["y"][4], high["y"][-1]) == (0.25, 0.25, 0.625, 1)
    assert set(low["y"]) == {0}
    assert set(top["y"]) == {1}
    assert (high["fill"], high["fillcolor"]) == ("tonexty", "--pine-7")
    assert {line["line"]["color"] for line in (low, high, top)} == {"--neutral-1"}
    assert [(bank["y"], bank["line"]["color"]) for bank in banks] == [
        (low["y"], "--pine-9"), (top["y"], "--pine-9"),
    ]  # fmt: skip
    assert (bars["x"], bars["base"], bars["y"]) == ([2, 6], [0, 0], [0.25, 1])
    assert (bars["ids"], bars["meta"]) == (["2026-11", ""], {"q": "bow"})
    assert (others["x"], others["text"], others["customdata"]) == ([2], ["0 to 4"], ["three"])
    assert "&lt;b&gt;" in bars["hovertemplate"]
    names = {name["text"]: name for name in drawn["layout"]["annotations"]}
    assert names.keys() == {"&lt;b&gt;bow", "hand"}
    assert names["hand"]["font"]["color"] == "--pine-12"
    assert names["hand"]["x"] < 4 < names["&lt;b&gt;bow"]["x"]


def test_where_nothing_is_said_the_river_is_dry() -> None:
    bow = Band("bow", (1.0, 0.0, 1.0), ("a", "", "b"), ("", "", ""), "bow")
    drawn = figures.river([0, 1, 2, 3], ["", "", ""], [bow], "clay")
    low, high, _, _, bars = drawn["data"]
    at = low["x"].index(1.5)
    assert (low["y"][at], high["y"][at]) == (0.5, 0.5)
    assert bars["x"] == [0.5, 2.5]


def test_a_band_without_room_has_no_name_and_on_a_phone_there_is_less() -> None:
    narrow = Band("narrow", (0.04,) * 20, ("a",) * 20, ("",) * 20, "narrow")
    wide = Band("metronomes", (0.0,) * 8 + (0.96,) * 3 + (0.0,) * 9, ("a",) * 20, ("",) * 20, "m")
    drawn = figures.river([*range(21)], [""] * 20, [narrow, wide], "iris")
    assert [name["text"] for name in drawn["layout"]["annotations"]] == ["metronomes"]
    assert drawn["phone"]["annotations"] == []


# What is told


def test_a_river_is_told_in_a_sentence_a_table_and_a_sheet(alice: Work, cello: str) -> None:
    put(alice, cello, TWELVE)
    found = panel(alice, cello)
    assert found.sentence == "Lately you write of “bow” and “breath”; at first it was “posture”."
    assert found.label == f"Cello, themes of the sentences over the hours. {found.sentence}"
    assert found.head == ["Hours", "posture", "bow", "breath"]
    assert [(spoken(row.name), [spoken(cell) for cell in row.cells]) for row in found.rows] == [
        ("0 h to 4 h", ["100 %", "–", "–"]),
        ("4 h to 8 h", ["–", "50 %", "50 %"]),
        ("8 h to 12 h", ["–", "50 %", "50 %"]),
        ("All hours", ["33 %", "33 %", "33 %"]),
    ]
    assert [(share.title, share.seat, share.duration) for share in found.shares] == [
        ("posture", "clay step-7", "4 sentences"),
        ("bow", "clay step-4", "4 sentences"),
        ("breath", "clay step-8", "4 sentences"),
    ]
    assert found.sheet == f"/export/chart/river.csv?c={cello}"
    assert service.numbers(alice, "river", cello, "all").rows[:4] == [
        ("posture", "0.00", "4.00", 4, "1.0000"),
        ("posture", "4.00", "8.00", 0, "0.0000"),
        ("posture", "8.00", "12.00", 0, "0.0000"),
        ("bow", "0.00", "4.00", 0, "0.0000"),
    ]


def test_in_portuguese_it_is_told_in_portuguese_whatever_the_texts_are_in(
    alice: Work, cello: str
) -> None:
    put(alice, cello, ["A mão não veio.", "Só a respiração."] * 6)
    with speaking("pt-BR"):
        told = panel(alice, cello)
    assert told.sentence.startswith("Nos últimos tempos, as palavras são sobretudo “")
    assert told.head == ["Horas", "mão", "respiração"]


def test_every_share_leads_to_its_sentences_and_every_stretch_to_its_days(
    alice: Work, cello: str
) -> None:
    chess = make.commit(alice, "Chess")
    put(alice, chess, [BOW] * 3)
    put(alice, cello, TWELVE)
    fulltext.settle(alice.db.connection())
    found = panel(alice, cello)
    at_first, lately = found.rows[0], found.rows[2]
    assert texts_at(alice, at_first.href) == [POSTURE] * 4
    assert [bool(href) for href in at_first.hrefs] == [True, False, False]
    assert texts_at(alice, at_first.hrefs[0]) == [POSTURE] * 4
    assert texts_at(alice, lately.hrefs[1]) == [BOW] * 2
    assert [len(texts_at(alice, href)) for href in found.rows[-1].hrefs] == [4, 4, 4]
    bars = found.figure["data"][7]
    there = f"{found.figure['opens']}&time={bars['ids'][0]}&q={bars['meta']['q']}"
    assert texts_at(alice, there) == [BOW] * 2


def test_before_ten_sentences_it_is_said_when_there_will_be_a_river(
    alice: Work, cello: str
) -> None:
    assert panel(alice, cello).sentence == panel(alice).sentence == t.river_empty
    put(alice, cello, TWELVE[-9:])
    assert panel(alice, cello).sentence == panel(alice).sentence == t.river_empty
    assert not panel(alice, cello).has_chart
    put(alice, cello, ["-"] * 9)
    assert panel(alice, cello).sentence == panel(alice).sentence
    assert service.numbers(alice, "river", cello, "all").rows == [] or panel(alice).has_chart


def test_where_no_word_comes_back_that_is_said(alice: Work, cello: str) -> None:
    put(alice, cello, ["-"] * 10)
    assert panel(alice, cello).sentence == t.river_no_words
    assert service.numbers(alice, "river", cello, "all").rows == []


def test_time_without_a_sentence_says_nothing_and_its_hours_count(alice: Work) -> None:
    cello = make.commit(alice, "Cello", before=10)
    for number in range(11):
        make.bring(alice, cello, minutes=60, ago=timedelta(days=40 + number))
    assert panel(alice, cello).sentence == t.river_empty
    make.bring(alice, cello, minutes=60, ago=timedelta(days=30), note=BOW)
    put(alice, cello, TWELVE[:-1])
    make.log_later(alice, cello)
    assert "reflection" not in " ".join(panel(alice, cello).head)
    written = saying.placed(alice, cello, 600)
    assert [one.text for one in written] == [BOW, *TWELVE[:-1]]
    # Ten hours from before, and eleven that were brought in without a word.
    assert (written[0].before, written[1].before) == (21 * 60, 22 * 60)
    assert spoken(panel(alice, cello).rows[0].name).startswith("21 h to ")


def test_words_of_the_title_are_no_theme(alice: Work) -> None:
    bows = make.commit(alice, "Bows and more")
    put(alice, bows, TWELVE)
    assert panel(alice, bows).head == ["Hours", "posture", "breath", "slow"]


# Of which commitment


def test_on_the_page_of_all_one_is_chosen(alice: Work, cello: str) -> None:
    chess = make.commit(alice, "Chess")
    put(alice, chess, ["A rook.", "A pawn."] * 6, minutes=30)
    put(alice, cello, TWELVE)
    found = panel(alice)
    assert (found.of, [choice.label for choice in found.choices]) == (cello, ["Cello", "Chess"])
    other = panel(alice, of=chess)
    assert (other.of, other.head) == (chess, ["Hours", "pawn", "rook"])
    assert other.figure["opens"] == f"/history?c={chess}"
    assert other.sheet == f"/export/chart/river.csv?c={chess}"
    for nobodys in ("", "x", new_id()):
        assert panel(alice, of=nobodys) == found
    assert panel(alice, chess, of=cello).head == other.head
    assert panel(alice, chess).choices == []
    pursuits.archive(alice, cello)
    # What is running comes before what has more hours.
    assert panel(alice).of == chess


def test_a_stranger_sees_nothing_of_it(alice: Work, mallory: Work, cello: str) -> None:
    put(alice, cello, TWELVE)
    with pytest.raises(NotFound):
        panel(mallory, cello)
    with pytest.raises(NotFound):
        service.numbers(mallory, "river", cello, "all")
    assert panel(mallory, of=cello) == panel(mallory, of=new_id()) == panel(mallory)
    put(mallory, make.commit(mallory, "Chess"), ["A rook.", "A pawn."] * 6)
    assert panel(mallory, of=cello) == panel(mallory)
    assert saying.placed(mallory, cello, 0) == []


# How much is read and sent


def test_it_asks_as_often_whatever_there_is(
    alice: Work,
    cello: str,
    count_queries: Callable[[], AbstractContextManager[Queries]],
) -> None:
    asked: list[int] = []
    for more in (1, 10):
        put(alice, make.commit(alice, f"No {more}"), TWELVE)
        put(alice, cello, TWELVE * more)
        alice.db.flush()
        alice.db.expunge_all()
        with count_queries() as queries:
            assert panel(alice).has_chart
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


def test_of_very_long_and_very_many_texts_the_newest_beginnings_are_read(
    alice: Work, cello: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saying, "MOST_OF_ONE", 3)
    put(alice, cello, ["old", "x" * 10_000, BOW, BREATH])
    written = saying.placed(alice, cello, 0)
    assert [len(one.text) for one in written] == [saying.LETTERS, len(BOW), len(BREATH)]
    assert [one.before for one in written] == [60, 120, 180]


def test_ten_thousand_sentences_fit_into_a_moment_and_a_small_figure(
    alice: Work, cello: str
) -> None:
    """Every sentence has words of its own, and some that come back and go."""
    words = ["posture", "bow", "breath", "left hand", "phrasing", "intonation", "metronome"]
    put(
        alice,
        cello,
        [
            f"Today the {words[(at // 900 + at) % 7]} and {words[at % 5]} were {at:x}ish, slowly."
            for at in range(10_000)
        ],
        minutes=20,
    )
    alice.db.expunge_all()
    began = time.process_time()
    found = panel(alice, cello)
    took = time.process_time() - began
    assert len(found.figure["data"]) == 15
    assert len(json.dumps(found.figure, ensure_ascii=False).encode()) <= LARGEST
    # About a second where nothing else runs; the bound is for machines that are busy or slow.
    assert took < 5

"""The river: themes by numbers worked out by hand, and what holds for any sentences."""

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.insights import rules
from hundred_app.features.insights.rules import Reach, Reading, River, Theme, Written
from hundred_app.features.insights.rules.river import weights_of

DAY = date(2026, 11, 18)
POSTURE, BOW, BREATH = "My posture again.", "The bow is slow.", "Breath, then sound."


def written(*texts: str, minutes: int = 60) -> list[Written]:
    """One sentence a day, each after as many minutes."""
    return [
        Written(text, at * minutes, minutes, DAY + timedelta(days=at))
        for at, text in enumerate(texts)
    ]


def flow(*texts: str, without: str = "", minutes: int = 60) -> River:
    found = rules.river(written(*texts, minutes=minutes), without)
    assert found is not None
    return found


# By hand


@pytest.mark.parametrize(
    ("counts", "weights"),
    [
        pytest.param((1, 1, 1), (1.0, 1.0, 1.0), id="everywhere: ln(4/4) + 1"),
        pytest.param((2, 0, 0), (2 * (math.log(2) + 1), 0, 0), id="in one of three: ln(4/2) + 1"),
        pytest.param((0, 3, 1), (0, 3 * 1.2876820724, 1.2876820724), id="in two: ln(4/3) + 1"),
        pytest.param((0, 0), (0, 0), id="nowhere"),
    ],
)
def test_weight_is_tf_times_idf(counts: tuple[int, ...], weights: tuple[float, ...]) -> None:
    assert weights_of(counts) == pytest.approx(weights)


def test_a_river_by_hand() -> None:
    """Twelve hours make three stretches of four. Posture is in one of three, so that it weighs
    ln(4/2) + 1 = 1.693 a sentence, and the bow is in two, so that it weighs ln(4/3) + 1 = 1.288."""
    found = flow(*[POSTURE] * 4, *[BOW, BREATH] * 4)
    assert [reach.sentences for reach in found.reaches] == [4, 4, 4]
    assert [(reach.begins, reach.ends) for reach in found.reaches] == [
        (0, 240), (240, 480), (480, 720),
    ]  # fmt: skip
    assert found.reaches[1].days == (DAY + timedelta(days=4), DAY + timedelta(days=7))
    posture, *others = found.themes
    assert (posture.label, posture.shares) == ("posture", (1.0, 0.0, 0.0))
    assert [theme.label for theme in others] == ["bow", "breath"]
    assert [theme.shares for theme in others] == [(0.0, 0.5, 0.5)] * 2
    assert [theme.sentences for theme in others] == [(0, 2, 2)] * 2


def test_a_rare_word_weighs_more_than_one_that_is_everywhere() -> None:
    """In the first stretch both stand twice; the bow weighs 1, posture ln(4/3) + 1 = 1.288."""
    bow, posture = "The bow.", "My posture."
    found = flow(bow, bow, posture, posture, posture, *[bow] * 7)
    shares = {theme.label: theme.shares[0] for theme in found.themes}
    rare = 2 * (math.log(4 / 3) + 1)
    assert shares == pytest.approx({"bow": 2 / (2 + rare), "posture": rare / (2 + rare)})


def test_a_sentence_is_in_the_stretch_with_the_middle_of_its_log() -> None:
    """A hundred hours at once are one long stretch, and it is drawn as that."""
    some = [
        Written("The bow.", 0, 6_000, DAY),
        *(Written("Hand.", 6_000 + at * 10, 10, DAY) for at in range(9)),
        *(Written("The bow.", 6_090 + at * 10, 10, DAY) for at in range(2)),
    ]
    found = rules.river(some)
    assert found is not None
    assert [reach.sentences for reach in found.reaches] == [0, 1, 11]
    assert [theme.sentences for theme in found.themes] == [(0, 1, 2), (0, 0, 9)]


def test_hours_begin_with_the_first_sentence() -> None:
    later = [replace(one, before=one.before + 600) for one in written(*[BOW, POSTURE] * 6)]
    found = rules.river(later)
    assert found is not None
    assert (found.reaches[0].begins, found.reaches[-1].ends) == (600, 600 + 720)


@pytest.mark.parametrize(
    ("sentences", "stretches"), [(10, 3), (31, 3), (32, 4), (80, 10), (160, 20), (900, 20)]
)
def test_stretches_are_at_most_twenty(sentences: int, stretches: int) -> None:
    found = flow(*[BOW, POSTURE] * (sentences // 2), *[BOW] * (sentences % 2))
    assert len(found.reaches) == stretches


def test_a_word_that_is_everywhere_swallows_no_other() -> None:
    some = ["The bow, slowly.", "My hand, slowly.", "Breath, slowly."] * 6
    assert {theme.label for theme in flow(*some).themes} == {"bow", "breath", "hand", "slowly"}


def test_what_mostly_stands_together_is_one_theme() -> None:
    """The left hand: of six sentences with "left", four have "hand"."""
    texts = ["The left hand.", "A left turn.", "Violet ink."]
    some = [texts[0]] * 4 + [texts[1]] * 2 + [texts[2]] * 6
    assert {theme.label for theme in flow(*some).themes} == {"ink", "left"}


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([BOW, POSTURE] * 4 + [BOW], id="nine sentences"),
        pytest.param(["The bow."] * 12, id="one word"),
        pytest.param(["The bow.", "My hand."] * 2 + ["Then."] * 12, id="too rare"),
        pytest.param(["The and of it."] * 12, id="stop words"),
        pytest.param(["🎻", "…"] * 9, id="signs"),
        pytest.param([], id="nothing"),
    ],
)
def test_where_there_is_nothing_to_tell_there_is_no_river(texts: list[str]) -> None:
    assert rules.river(written(*texts)) is None


# What is read


def themed(**shares: tuple[float, ...]) -> River:
    count = len(next(iter(shares.values())))
    reaches = tuple(Reach(at, at + 1, (DAY, DAY), 1) for at in range(count))
    themes = tuple(Theme(name, name, (1,) * count, of) for name, of in shares.items())
    return River(reaches, themes)


@pytest.mark.parametrize(
    ("river", "told"),
    [
        pytest.param(
            themed(posture=(1, 0, 0), bow=(0, 0.5, 0.6), breath=(0, 0.5, 0.4)),
            Reading(("bow", "breath"), "posture"),
            id="another one at first",
        ),
        pytest.param(
            themed(bow=(0.9, 0.5, 0.2), breath=(0.1, 0.5, 0.8)),
            Reading(("breath", "bow"), ""),
            id="the same at first",
        ),
        pytest.param(
            themed(bow=(0, 0, 1), breath=(1, 1, 0)), Reading(("bow",), "breath"), id="one of late"
        ),
        pytest.param(
            themed(bow=(0.2, 1, 0), breath=(0.8, 0, 0)),
            Reading(("bow", "breath"), ""),
            id="nothing of late",
        ),
    ],
)
def test_what_a_river_says(river: River, told: Reading) -> None:
    assert rules.reading(river) == told


# For any sentences


WORDS = st.sampled_from(["bow", "Bows", "hand", "mão", "não", "左手", "🎻", "the", "breath", "sky"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.text(max_size=20)
LOGS = st.lists(
    st.tuples(SENTENCES, st.integers(1, 1440), st.integers(0, 600)), min_size=8, max_size=70
)


def placed(logs: list[tuple[str, int, int]]) -> list[Written]:
    """Logs one after the other, with hours without a sentence between them."""
    found: list[Written] = []
    at = 0
    for number, (text, minutes, pause) in enumerate(logs):
        at += pause
        found.append(Written(text, at, minutes, DAY + timedelta(days=number)))
        at += minutes
    return found


@given(LOGS)
def test_shares_are_parts_of_one(logs: list[tuple[str, int, int]]) -> None:
    some = placed(logs)
    found = rules.river(some)
    assert found == rules.river(list(some))
    if found is None:
        return
    assert 2 <= len(found.themes) <= 6
    assert len({theme.label for theme in found.themes}) == len(found.themes)
    assert sum(reach.sentences for reach in found.reaches) == len(some)
    assert all(here.ends == there.begins for here, there in pairwise(found.reaches))
    for at, reach in enumerate(found.reaches):
        shares = [theme.shares[at] for theme in found.themes]
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) == pytest.approx(1) or sum(shares) == 0
        for theme in found.themes:
            assert 0 <= theme.sentences[at] <= reach.sentences
            assert (theme.shares[at] > 0) == (theme.sentences[at] > 0)
    told = rules.reading(found)
    assert told.late
    assert told.early not in told.late


@given(st.lists(SENTENCES, min_size=24, max_size=24), st.permutations(range(3)))
def test_equal_stretches_may_change_places(texts: list[str], order: list[int]) -> None:
    """A share depends on what stands in a stretch, and not on where the stretch is."""
    parts = [texts[at : at + 8] for at in (0, 8, 16)]
    here = rules.river(written(*texts))
    there = rules.river(written(*(text for at in order for text in parts[at])))
    if here is None or there is None:
        assert here is there
        return
    # Which form names a theme of several may hang on which one is more used, never on where.
    mine = {theme.label: theme.shares for theme in here.themes}
    moved = {theme.label: theme.shares for theme in there.themes}
    assert mine.keys() == moved.keys()
    for name, shares in mine.items():
        assert moved[name] == pytest.approx([shares[at] for at in order])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(1, 9))
def test_the_way_from_share_to_share_never_leaves_them(shares: list[float], steps: int) -> None:
    way = rules.smooth(shares, steps)
    assert way[::steps] == pytest.approx(shares)
    for at, (low, high) in enumerate(pairwise(shares)):
        for share in way[at * steps : (at + 1) * steps]:
            assert min(low, high) - 1e-9 <= share <= max(low, high) + 1e-9

"""What somebody writes about, hour after hour: themes, and the share that each has. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hundred_app.features.insights.rules.terms import Term, terms

FEWEST_SENTENCES = 10
"""From here on there is a river."""

MOST_STRETCHES, FEWEST_STRETCHES = 20, 3
SENTENCES_A_STRETCH = 8
"""In the mean, as long as there are fewer than the most stretches."""

MOST_THEMES, FEWEST_THEMES = 6, 2
FEWEST_MENTIONS = 3
"""In so many sentences a theme stands at least."""

_ALIKE = 0.5
"""Two terms that share so much of the sentences that have either are one theme (Jaccard 1912)."""


@dataclass(frozen=True)
class Written:
    """A sentence, and where in the hours of its commitment it was written.

    Attributes:
        text: what it says.
        before: the minutes of the commitment before its log began.
        minutes: the minutes of its log, at least 1.
        day: the day of its log.
    """

    text: str
    before: int
    minutes: int
    day: date


@dataclass(frozen=True)
class Reach:
    """One of the equal stretches of hours.

    Attributes:
        begins, ends: in minutes of the commitment.
        days: the first and the last day of its sentences; None while it has none.
        sentences: how many it has.
    """

    begins: float
    ends: float
    days: tuple[date, date] | None
    sentences: int


@dataclass(frozen=True)
class Theme:
    """What a river has a band for.

    Attributes:
        label: the word as it is mostly written.
        looks_for: the beginning of all of its forms, to look for.
        sentences: how many have it, in each stretch.
        shares: its part of the weight of all themes in each stretch, 0 to 1. Together they are 1
            wherever any theme is mentioned.
    """

    label: str
    looks_for: str
    sentences: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class River:
    """Themes over equal stretches of hours, those that come first in time first."""

    reaches: tuple[Reach, ...]
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Reading:
    """What a river says: the themes of late, one or two, and that of the beginning.

    `early` is "" when the beginning was about one of the same.
    """

    late: tuple[str, ...]
    early: str


def river(written: Sequence[Written], without: str = "") -> River | None:
    """The themes of sentences over the hours that they were written in.

    The hours from the first sentence to the last are split into equal stretches, at most 20, and
    at least three; a sentence belongs to the stretch with the middle of its log. In a stretch, the
    weight of a term is tf-idf: in how many sentences of the stretch it stands, times
    ln((1 + N) / (1 + df)) + 1, where N is the number of stretches and df in how many of them the
    term stands (Spärck Jones, "A statistical interpretation of term specificity", Journal of
    Documentation 28, 1972; Manning, Raghavan and Schütze, Introduction to Information Retrieval,
    2008, section 6.2). The ones keep what is never absent from weighing nothing: a river is about
    what stays, too. Themes are the six terms of the most weight in all that are not mostly in the
    same sentences as a weightier one.

    Args:
        written: in the order of time.
        without: words that are no theme, such as those of the title.

    Returns:
        None while there are fewer than ten sentences, or two themes. The same sentences always
        make the same river.
    """
    if len(written) < FEWEST_SENTENCES:
        return None
    places, reaches = _split(written)
    found = terms([one.text for one in written], without, FEWEST_MENTIONS)
    counts = [_counts(term, places, len(reaches)) for term in found]
    chosen = _chosen(found, [math.fsum(weights_of(own)) for own in counts])
    if len(chosen) < FEWEST_THEMES:
        return None
    themes = _themes([found[at] for at in chosen], [counts[at] for at in chosen])
    return River(reaches, tuple(sorted(themes, key=lambda theme: (_middle(theme), theme.label))))


def weights_of(counts: Sequence[int]) -> tuple[float, ...]:
    """The tf-idf of a term in each stretch, as `river` has it.

    Args:
        counts: in how many sentences of each stretch it stands.
    """
    has = sum(1 for count in counts if count)
    rarity = math.log((1 + len(counts)) / (1 + has)) + 1
    return tuple(count * rarity for count in counts)


def reading(of: River) -> Reading:
    """What the last third of the hours is about, and what the first third was.

    Where no theme is mentioned in the last third, it is what all of them are about.
    """
    third = -(-len(of.reaches) // 3)
    last = _ranked(of, range(len(of.reaches) - third, len(of.reaches)))
    first = _ranked(of, range(third))
    if not last:
        return Reading(tuple(_ranked(of, range(len(of.reaches)))[:2]), "")
    early = next(iter(first), "")
    return Reading(tuple(last[:2]), "" if early in last[:2] else early)


def smooth(shares: Sequence[float], steps: int) -> list[float]:
    """Shares on their way from the middle of each stretch to the middle of the next.

    Between two shares it goes as x²(3 - 2x) does from 0 to 1, so that it never leaves them, and
    what adds up to 1 does so on the way.

    Args:
        shares: at least one.
        steps: how many from one to the next, at least one.
    """
    rise = [(step / steps) ** 2 * (3 - 2 * step / steps) for step in range(steps)]
    way = [here + (there - here) * part for here, there in pairwise(shares) for part in rise]
    return [*way, shares[-1]]


def _split(written: Sequence[Written]) -> tuple[list[int], tuple[Reach, ...]]:
    """The stretch of each sentence, and the stretches."""
    count = len(written) // SENTENCES_A_STRETCH
    count = max(FEWEST_STRETCHES, min(MOST_STRETCHES, count))
    start = written[0].before
    length = written[-1].before + written[-1].minutes - start
    places = [
        # In whole numbers, so that no rounding decides: the middle of the log, times two.
        min(count - 1, (2 * (one.before - start) + one.minutes) * count // (2 * length))
        for one in written
    ]
    days: list[list[date]] = [[] for _ in range(count)]
    for one, place in zip(written, places, strict=True):
        days[place].append(one.day)
    return places, tuple(
        Reach(
            start + length * at / count,
            start + length * (at + 1) / count,
            (min(own), max(own)) if own else None,
            len(own),
        )
        for at, own in enumerate(days)
    )


def _counts(term: Term, places: Sequence[int], stretches: int) -> tuple[int, ...]:
    counts = [0] * stretches
    for text in term.texts:
        counts[places[text]] += 1
    return tuple(counts)


def _chosen(found: Sequence[Term], weight: Sequence[float]) -> list[int]:
    """The places of the weightiest that differ."""
    chosen: list[int] = []
    order = sorted(range(len(found)), key=lambda at: (-weight[at], found[at].label))
    for at in order:
        own = set(found[at].texts)
        others = [set(found[other].texts) for other in chosen]
        if all(len(own & its) < _ALIKE * len(own | its) for its in others):
            chosen.append(at)
        if len(chosen) == MOST_THEMES:
            break
    return chosen


def _themes(chosen: Sequence[Term], counts: Sequence[tuple[int, ...]]) -> list[Theme]:
    weights = [weights_of(own) for own in counts]
    sums = [math.fsum(column) for column in zip(*weights, strict=True)]
    return [
        Theme(
            term.label,
            term.looks_for,
            own,
            tuple(part / whole if whole else 0.0 for part, whole in zip(row, sums, strict=True)),
        )
        for term, own, row in zip(chosen, counts, weights, strict=True)
    ]


def _middle(theme: Theme) -> float:
    """Where in the hours a theme is, in the mean."""
    total = math.fsum(theme.shares)
    return math.fsum(at * share for at, share in enumerate(theme.shares)) / total


def _ranked(of: River, reaches: range) -> list[str]:
    """The themes of some stretches by their share in them; those that are not there, left out."""
    held = {theme.label: math.fsum(theme.shares[at] for at in reaches) for theme in of.themes}
    return sorted((name for name in held if held[name]), key=lambda name: (-held[name], name))

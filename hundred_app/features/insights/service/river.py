"""What somebody writes about, over the hours of one commitment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hundred_app.core import words
from hundred_app.core.text import isolated
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules.periods import days_name
from hundred_app.features.commitments.service import saying
from hundred_app.features.commitments.service.narrowing import Asked, Choice, address
from hundred_app.features.commitments.service.totals import Seated
from hundred_app.features.insights import figures, rules
from hundred_app.features.insights.figures import Band
from hundred_app.features.insights.rules import Reach, River, Theme
from hundred_app.features.insights.service.shown import (
    Numbers,
    Panel,
    Row,
    Share,
    Shown,
    nothing,
    shown_of,
)
from hundred_app.features.insights.texts import t


@dataclass(frozen=True)
class _Flow:
    """The river of one commitment; None where there is none yet."""

    held: Seated
    shown: Shown
    river: River | None
    sentences: int


def river(work: Work, commitment_id: str, of: str = "") -> Panel:
    """The themes of the sentences of one commitment over its hours.

    Args:
        commitment_id: whose page it is, or "" on the page of all.
        of: there, the commitment that is chosen; anything else is the running one with most
            minutes.

    Raises:
        NotFound: the commitment is not this person's.
    """
    flow = _flow(work, commitment_id, of)
    if flow is None:
        return nothing(t.river_empty)
    choices = [Choice(key, held.title) for key, held in flow.shown.who.items()]
    panel = nothing(t.river_empty if flow.sentences < rules.FEWEST_SENTENCES else t.river_no_words)
    if flow.river is not None:
        panel = _drawn(flow, flow.river)
    return replace(panel, of=flow.held.id, choices=[] if commitment_id else choices)


def river_numbers(work: Work, commitment_id: str) -> Numbers:
    """Every theme in every stretch of hours: in how many sentences it is, and its share."""
    head = ("theme", "from hour", "to hour", "sentences", "share")
    flow = _flow(work, commitment_id, "")
    if flow is None or flow.river is None:
        return Numbers(head, [])
    return Numbers(
        head,
        [
            (
                theme.label,
                f"{reach.begins / 60:.2f}",
                f"{reach.ends / 60:.2f}",
                theme.sentences[at],
                f"{theme.shares[at]:.4f}",
            )
            for theme in flow.river.themes
            for at, reach in enumerate(flow.river.reaches)
        ],
    )


def _flow(work: Work, commitment_id: str, of: str) -> _Flow | None:
    """
    Raises:
        NotFound: the commitment is not this person's.
    """
    shown = shown_of(work, commitment_id, "all")
    if shown is None:
        return None
    held = shown.who.get(of) if not commitment_id else None
    held = held or max(shown.who.values(), key=lambda one: (one.is_active, _minutes(shown, one)))
    written = [
        rules.Written(one.text, one.before, one.minutes, one.day)
        for one in saying.placed(work, held.id, held.minutes_before)
    ]
    return _Flow(held, shown, rules.river(written, held.title), len(written))


def _minutes(shown: Shown, held: Seated) -> int:
    return sum(minutes for (_, key), minutes in shown.minutes.items() if key == held.id)


def _drawn(flow: _Flow, river: River) -> Panel:
    names = [_named(reach) for reach in river.reaches]
    hours = [*(reach.begins / 60 for reach in river.reaches), river.reaches[-1].ends / 60]
    sentence = _sentence(river)
    return Panel(
        sentence=sentence,
        label=t.river_label(who=flow.held.title, finding=sentence),
        figure={
            **figures.river(
                hours, names, [_band(theme, river) for theme in river.themes], flow.held.seat
            ),
            "opens": _history(flow),
        },
        head=[t.hours_of, *(theme.label for theme in river.themes)],
        rows=_rows(flow, river, names),
        shares=[
            Share(theme.label, f"{flow.held.seat} step-{shade}", _mentions(sum(theme.sentences)))
            for theme, shade in zip(river.themes, figures.RIVER_SHADES, strict=False)
        ],
        has_chart=True,
        sheet=flow.shown.sheet("river", c=flow.held.id),
        note=t.river_note,
    )


def _band(theme: Theme, river: River) -> Band:
    return Band(
        theme.label,
        theme.shares,
        [_time(reach) for reach in river.reaches],
        [
            t.mentions_share(sentences=_mentions(count), share=round(100 * share))
            for count, share in zip(theme.sentences, theme.shares, strict=True)
        ],
        theme.looks_for,
    )


def _sentence(river: River) -> str:
    told = rules.reading(river)
    said = (
        (t.river_found, t.river_found_since),
        (t.river_found_two, t.river_found_two_since),
    )[len(told.late) > 1][told.early != ""]
    return said(
        first=isolated(told.late[0]), second=isolated(told.late[-1]), early=isolated(told.early)
    )


def _rows(flow: _Flow, river: River, names: Sequence[str]) -> list[Row]:
    """A row for each stretch with sentences, and one for all hours; each share leads to its
    sentences."""
    rows = [
        Row(
            name,
            [_percent(theme.shares[at]) for theme in river.themes],
            _history(flow, time=_time(reach)),
            [
                _history(flow, theme.looks_for, _time(reach)) if theme.sentences[at] else ""
                for theme in river.themes
            ],
        )
        for at, (name, reach) in enumerate(zip(names, river.reaches, strict=True))
        if reach.days
    ]
    total = sum(sum(theme.shares) for theme in river.themes)
    whole = Row(
        t.all_hours,
        [_percent(sum(theme.shares) / total) for theme in river.themes],
        "",
        [_history(flow, theme.looks_for) for theme in river.themes],
    )
    return [*rows, whole]


def _history(flow: _Flow, text: str = "", time: str = "") -> str:
    return address(Asked(text=text, time=time, commitment_id=flow.held.id))


def _time(reach: Reach) -> str:
    return days_name(*reach.days) if reach.days else ""


def _named(reach: Reach) -> str:
    """The hours of a stretch, as whole ones where it is long enough."""
    is_long = reach.ends - reach.begins >= 60
    first, last = (
        words.whole_hours(60 * round(edge / 60)) if is_long else words.hours(round(edge))
        for edge in (reach.begins, reach.ends)
    )
    return t.hours_from(first=first, last=last)


def _percent(share: float) -> str:
    return t.percent(share=round(100 * share)) if share else "–"


def _mentions(count: int) -> str:
    return t.sentences(count, count=words.grouped(count))

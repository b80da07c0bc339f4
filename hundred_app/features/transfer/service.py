"""Bringing a file of time entries in: all of it or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import history, imports
from hundred_app.features.commitments.service.imports import Brought
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.transfer import rules
from hundred_app.features.transfer.rules import Entry, Plan, Reading, Unreadable
from hundred_app.features.transfer.texts import t

FORMATS = {"gleeo": "Gleeo", "csv": "a CSV file"}
"""The formats that are read, and what an imported log says of where it came from."""

MOST_COMPLAINTS = 20


@dataclass(frozen=True)
class Share:
    """What one commitment got, or would get."""

    title: str
    added: int
    minutes: int
    known: int
    is_new: bool


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do."""

    shares: list[Share]
    left_out: dict[str, int]

    def told(self, *, dry_run: bool) -> list[str]:
        """The outcome in sentences."""
        lines = [
            (t.would_add if dry_run else t.added)(
                title=share.title,
                rows=t.logs(share.added, count=words.grouped(share.added)),
                hours=words.hours(share.minutes),
                minutes=words.grouped(share.minutes),
                known=words.grouped(share.known),
            )
            for share in self.shares
        ]
        rows = sum(self.left_out.values())
        if rows:
            lines.append(
                t.left_out(
                    rows=t.rows(rows, count=words.grouped(rows)),
                    sources=t.sources(len(self.left_out), count=len(self.left_out)),
                )
            )
        return lines


class Refused(Invalid):
    """Rows could not be read, so nothing was brought in. `complaints` says which and why."""

    def __init__(self, unreadable: Sequence[Unreadable]) -> None:
        shown = [t.at_line(line=row.line, reason=row.reason) for row in unreadable]
        if len(shown) > MOST_COMPLAINTS:
            more = t.more_lines(count=words.grouped(len(shown) - MOST_COMPLAINTS))
            shown = [*shown[:MOST_COMPLAINTS], more]
        self.complaints = shown
        super().__init__("file", "\n".join([t.nothing_brought_in, *shown]))


def bring_in(work: Work, raw: bytes, kind: str, mapping: Sequence[str]) -> Outcome:
    """Bring in the entries of a file that the mapping names; what is known already is left.

    A commitment is found by its title, or made.

    Args:
        raw: the file as it is.
        kind: "gleeo" or "csv".
        mapping: "SOURCE=COMMITMENT TITLE" each.

    Raises:
        Invalid: the file or the mapping cannot be used.
        Refused: some rows cannot be read; nothing was brought in.
        Conflict: a commitment would have to be made and all four seats are taken.
    """
    if kind not in FORMATS:
        raise Invalid("format", t.unknown_format(known=" or ".join(FORMATS)))
    wanted = rules.parse_mapping(mapping)
    text = rules.decode(raw)
    reading = rules.read_gleeo(text) if kind == "gleeo" else rules.read_csv(text, work.zone)
    _refuse_unreadable(work, reading)
    plan = rules.plan(reading, wanted)
    known = imports.known_keys(work)
    shares = [
        _bring_in_one(work, title, FORMATS[kind], entries, known)
        for title, entries in _by_title(plan, wanted.values()).items()
    ]
    return Outcome(shares, plan.left_out)


def sheet(work: Work, asked: Asked) -> str:
    """What the history shows when this is asked for, as a CSV file that can be brought in again.

    Raises:
        NotFound: the commitment that is asked for does not exist.
    """
    return rules.sheet(history.written(work, asked))


def _bring_in_one(
    work: Work, title: str, source: str, entries: Sequence[Entry], known: set[str]
) -> Share:
    fresh = [entry for entry in entries if entry.key not in known]
    commitment_id = imports.commitment_called(work, title)
    is_new = commitment_id is None
    if commitment_id is None:
        commitment_id = imports.begin(work, title, min(entry.started for entry in entries))
    imports.bring_in(
        work,
        commitment_id,
        source,
        [Brought(entry.key, entry.started, entry.minutes, entry.note) for entry in fresh],
    )
    return Share(
        title=title,
        added=len(fresh),
        minutes=sum(entry.minutes for entry in fresh),
        known=len(entries) - len(fresh),
        is_new=is_new,
    )


def _by_title(plan: Plan, order: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries of each commitment, in the order in which the person named them."""
    found: dict[str, list[Entry]] = {title: [] for title in order}
    for title, entry in plan.chosen:
        found[title].append(entry)
    return found


def _refuse_unreadable(work: Work, reading: Reading) -> None:
    to_come = [
        Unreadable(entry.line, t.still_to_come)
        for entry in reading.entries
        if entry.started + timedelta(minutes=entry.minutes) > work.now
    ]
    unreadable = sorted([*reading.unreadable, *to_come], key=lambda row: row.line)
    if unreadable:
        raise Refused(unreadable)

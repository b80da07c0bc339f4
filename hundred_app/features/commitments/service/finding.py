"""What the palette finds in reflections and syntheses: a line of each, and the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hundred_app.core import words
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.rules import search as rules
from hundred_app.features.commitments.rules.search import Part
from hundred_app.features.commitments.service.narrowing import Asked, address
from hundred_app.features.commitments.store import pursuits, search
from hundred_app.features.commitments.store.search import Wanted
from hundred_app.features.commitments.tables import Commitment
from hundred_app.features.commitments.texts import t

MOST_TEXT = 200
"""Signs that are looked for at most; the palette's field takes no more."""

_MOST_LOGS = 6
_MOST_SYNTHESES = 2
_LONGEST = 90
_BEFORE = 30


@dataclass(frozen=True)
class Line:
    """Something that was written.

    Attributes:
        label: the words around the first hit.
        more: where it stands, in words.
        to: the address that shows it.
        of: what was looked for.
    """

    id: str
    label: str
    more: str
    seat: str
    to: str
    of: str


def lines(work: Work, typed: str) -> list[Line]:
    """What mentions all that was typed: the latest logs, then the latest syntheses."""
    text = typed.strip()[:MOST_TEXT]
    query = rules.parse_query(text)
    if not query.wanted:
        return []
    wanted = Wanted([row.id for row in pursuits.every(work)], query)

    found: list[Line] = []

    def add(row_id: str, its: Commitment, written: str, *, more: str, to: str) -> None:
        label, seat = _label(rules.parts(query, written)), pursuit.SEATS[its.seat]
        found.append(Line(id=row_id, label=label, more=more, seat=seat, to=to, of=text))

    for log, its in search.logs(work, wanted, limit=_MOST_LOGS):
        day = words.day(work.day_of(log.date), work.today)
        to = address(Asked(text=text, commitment_id=its.id))
        add(log.id, its, log.reflection, more=t.found_in(title=its.title, day=day), to=to)
    for row, its in search.syntheses(work, wanted, limit=_MOST_SYNTHESES):
        more = t.room_heading(title=its.title, hours=row.hours_threshold)
        to = f"/c/{its.id}/milestone/{row.hours_threshold}"
        add(row.id, its, row.user_synthesis, more=more, to=to)
    return found


def _label(parts: Sequence[Part]) -> str:
    """One line that begins a few words before the first hit."""
    first = next((number for number, part in enumerate(parts) if part.is_hit), 0)
    before = " ".join("".join(part.text for part in parts[:first]).split())
    after = "".join(part.text for part in parts[first:])
    if len(before) > _BEFORE:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    is_apart = first and parts[first - 1].text[-1:].isspace()
    whole = f"{before}{' ' if is_apart else ''}{after}"
    return words.shortened(" ".join(whole.split()), _LONGEST)

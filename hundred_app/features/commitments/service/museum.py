"""What hangs in the museum beside the hours: best lines, and all syntheses."""

from dataclasses import dataclass

from hundred_app.core import prose, words
from hundred_app.core.prose import Block
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import lines as rules
from hundred_app.features.commitments.store import milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.texts import t


@dataclass(frozen=True)
class Hung:
    """A synthesis as it hangs: all of it."""

    heading: str
    day: str
    text: str
    blocks: tuple[Block, ...]
    href: str


@dataclass(frozen=True)
class Piece:
    """What the page of an archived commitment shows beside its hours; nothing of a running one."""

    lines: list[str]
    syntheses: list[Hung]


def piece(work: Work, commitment_id: str) -> Piece:
    """
    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    if row.is_active:
        return Piece([], [])
    written = milestones.written(work, [row.id]).get(row.id, [])
    return Piece(
        lines=rules.apart(row.lines),
        syntheses=[
            Hung(
                heading=t.hours_mark(hours=item.hours_threshold),
                day=words.day(work.day_of(item.completed_at), work.today),
                text=item.user_synthesis,
                blocks=prose.blocks_of(item.user_synthesis),
                href=f"/c/{row.id}/milestone/{item.hours_threshold}",
            )
            for item in sorted(written, key=lambda item: item.hours_threshold)
        ],
    )


def hang_up(work: Work, commitment_id: str, line: str) -> None:
    """Hang a line in the first place, as plain words; it is what the wall shows.

    Raises:
        Invalid: "line" is blank or too long.
        NotFound: the commitment is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    said = rules.parse_line(prose.plain(line))
    row.lines = rules.together(rules.hung(rules.apart(row.lines), said))


def take_down(work: Work, commitment_id: str, line: str) -> None:
    """Taking down what does not hang changes nothing."""
    row = rows.get(work, commitment_id)
    row.lines = rules.together(rules.taken_down(rules.apart(row.lines), line))

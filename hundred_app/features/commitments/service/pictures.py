"""The picture of a commitment, for its owner to hand around."""

from pathlib import Path
from threading import Lock

from hundred_app.core.work import Work
from hundred_app.features.commitments.figures import lettering
from hundred_app.features.commitments.figures import picture as figures
from hundred_app.features.commitments.figures.picture import Mark, Picture
from hundred_app.features.commitments.figures.svg import svg
from hundred_app.features.commitments.service.cards import card_of
from hundred_app.features.commitments.store import logs, milestones
from hundred_app.features.commitments.store import pursuits as rows

_ONE_AT_A_TIME = Lock()


def picture(work: Work, commitment_id: str, *, dark: bool) -> Picture:
    """
    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    _, logged, _ = logs.summary(work, [row.id])
    written = milestones.written(work, [row.id]).get(row.id, [])
    card = card_of(row, logged, [item.hours_threshold for item in written])
    squares = card.squares
    return Picture(
        title=card.title,
        hours=card.hours,
        of_goal=card.of_goal_hours,
        full=squares.full,
        part=squares.part,
        before=squares.before,
        marks=tuple(Mark(mark.square, mark.standing) for mark in squares.marks),
        colours=figures.colours(card.seat, dark=dark),
    )


def has_our_letters(work: Work, commitment_id: str) -> bool:
    """Whether a PNG made here shows the whole title.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    return lettering.is_ours(rows.get(work, commitment_id).title)


def drawn(shown: Picture, kind: str, fonts: Path) -> bytes:
    """The file of a picture, "svg" or "png". `fonts` is the folder of our own fonts."""
    # Fonts are shared and not made for several threads; nor may a crowd of pictures take the CPU.
    with _ONE_AT_A_TIME:
        if kind == "svg":
            return svg(shown, fonts).encode()
        # Few ask for it, and importing Pillow is a tenth of a start.
        from hundred_app.features.commitments.figures.png import png

        return png(shown, fonts)

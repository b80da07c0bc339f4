"""A quiet page after a synthesis is written: what it says, and what comes next."""

from dataclasses import dataclass

from hundred_app.core import prose
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import milestones as rules
from hundred_app.features.commitments.service import cards
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.pages import first_sentence
from hundred_app.features.commitments.store import milestones, pursuits
from hundred_app.features.commitments.texts import t

LONGEST_QUOTE = 240


@dataclass(frozen=True)
class Ceremony:
    """What is seen of a commitment right after a synthesis of it was written."""

    card: Card
    heading: str
    quote: str
    following: str


def ceremony(work: Work, commitment_id: str, threshold: object) -> Ceremony:
    """
    Raises:
        NotFound: the commitment is not this person's, or the synthesis is not written.
    """
    row = pursuits.get(work, commitment_id)
    hours = rules.parse_threshold(threshold)
    written = milestones.written(work, [row.id]).get(row.id, [])
    mine = next((item for item in written if item.hours_threshold == hours), None)
    if mine is None:
        raise NotFound
    held = next(card for card in cards.choices(work, row.id) if card.id == row.id)
    last = max(rules.thresholds(row.goal_hours), default=hours)
    return Ceremony(
        card=held,
        heading=t.ceremonies[hours](),
        quote=t.quote(text=first_sentence(prose.plain(mine.user_synthesis), LONGEST_QUOTE)),
        following=t.ceremony_last(title=row.title)
        if hours >= last
        else t.ceremony_next(hours=min(each for each in rules.THRESHOLDS if each > hours)),
    )

"""A commitment with everything in it, to be taken elsewhere."""

from typing import Any

from hundred_app.core.work import Work
from hundred_app.features.commitments.store import letters, logs, milestones
from hundred_app.features.commitments.store import pursuits as rows

_HIDDEN = {"user_id", "source_key", "seat", "rev"}


def commitment(work: Work, commitment_id: str) -> dict[str, Any]:
    """The commitment, its logs, its syntheses, and its letter, sealed or not. Moments as ISO 8601.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    letter = letters.find(work, row.id)
    return {
        "commitment": row.model_dump(mode="json", exclude=_HIDDEN),
        "time_logs": [
            log.model_dump(mode="json", exclude=_HIDDEN) for log in logs.all_of(work, row.id)
        ],
        "milestones": [
            milestone.model_dump(mode="json", exclude=_HIDDEN)
            for milestone in milestones.written(work, [row.id]).get(row.id, [])
        ],
        "letter": letter.model_dump(mode="json", exclude=_HIDDEN) if letter else None,
    }

"""Time brought in from elsewhere, many logs at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.service import quotas
from hundred_app.features.commitments.service.pursuits import CommitmentForm, commit
from hundred_app.features.commitments.store import logs
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import TimeLog


@dataclass(frozen=True)
class Brought:
    """One log from elsewhere. `key` tells it apart from every other; `note` may be empty."""

    key: str
    moment: datetime
    minutes: int
    note: str


def known_keys(work: Work) -> set[str]:
    """The keys of everything that was brought in before."""
    return logs.known_keys(work)


def commitment_called(work: Work, title: str) -> str | None:
    """The id of the commitment of this title, running ones first."""
    return next((row.id for row in rows.every(work) if row.title == title), None)


def begin(work: Work, title: str, first: datetime) -> str:
    """A commitment for time that began at `first`. Returns its id.

    Raises:
        Invalid: the title will not do.
        Conflict: all four seats are taken.
    """
    made = commit(work, CommitmentForm(title=title))
    rows.get(work, made).created_at = first
    return made


def bring_in(work: Work, commitment_id: str, source: str, brought: Sequence[Brought]) -> None:
    """Write logs that are not known yet; what has no note carries the honest marker.

    Raises:
        Invalid: a note is too long, or a moment is still to come.
        Conflict: there is no place for so many.
    """
    row = rows.get(work, commitment_id)
    quotas.for_logs(work, len(brought))
    made = [
        TimeLog(
            commitment_id=row.id,
            duration_minutes=one.minutes,
            date=rules.started(one.moment, one.minutes, work.now),
            reflection=rules.parse_reflection(one.note or rules.marker(source)),
            created_at=work.now,
            updated_at=work.now,
            source=source,
            source_key=one.key,
        )
        for one in brought
    ]
    logs.add_all(work, made)
    activity.record(
        work, *(Deed(DeedKind.TIME_LOGGED, log.id, log.duration_minutes) for log in made)
    )

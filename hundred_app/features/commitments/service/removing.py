"""Deleting a commitment with everything in it, and taking that back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.activity.rules import Deed, DeedKind
from hundred_app.features.commitments.service import quotas
from hundred_app.features.commitments.service.pursuits import free_seat_of
from hundred_app.features.commitments.store import letters, logs, milestones
from hundred_app.features.commitments.store import pursuits as rows
from hundred_app.features.commitments.tables import Commitment, Letter, Milestone, TimeLog
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import rules as subjects
from hundred_app.features.drafts import service as drafts

REMOVED_COMMITMENT = "commitment"


@dataclass(frozen=True)
class PutBack:
    """A commitment that is here again, and what to say about it."""

    commitment_id: str
    sentence: str


def what_goes(work: Work, commitment_id: str) -> str:
    """What deleting it would take along, as a sentence: "62 logs and 1 synthesis"."""
    row = rows.get(work, commitment_id)
    count = logs.count(work, row.id)
    written = len(_written(work, row))
    return t.what_goes(
        logs=t.logs(count, count=words.grouped(count)),
        syntheses=t.syntheses(written, count=written),
    )


def delete(work: Work, commitment_id: str, typed_title: str) -> str:
    """Delete it with its logs, milestones, letter and drafts. Returns what takes that back.

    Focus sessions about it go for good: a stretch that runs or waits to be logged is not
    set aside, since the clock would go on while nobody sees it.

    Raises:
        Invalid: "typed_title" is not its title.
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, commitment_id)
    if " ".join(typed_title.split()) != row.title:
        raise Invalid("typed_title", t.title_differs(title=row.title))
    _, minutes, _ = logs.summary(work, [row.id])
    if minutes:
        activity.record(work, Deed(DeedKind.TIME_REMOVED, row.id, -minutes))
    letter = letters.find(work, row.id)
    kept = {
        "commitment": _as_data(row),
        "logs": [_as_data(log) for log in logs.all_of(work, row.id)],
        "milestones": [_as_data(item) for item in _written(work, row)],
        "letter": letter and _as_data(letter),
        "drafts": _take_drafts(work, row),
    }
    rows.remove(work, row)
    return activity.set_aside(work, REMOVED_COMMITMENT, json.dumps(kept, ensure_ascii=False))


def put_back(work: Work, removed_id: str) -> PutBack:
    """Take a deletion back: on its seat, on another, or in the museum when none is free.

    Doing so twice changes nothing.

    Raises:
        NotFound: there is nothing to take back any more, or it is somebody else's.
        Conflict: there is no place for it any more.
    """
    kept = json.loads(activity.take_back(work, parse_id(removed_id), REMOVED_COMMITMENT))
    row = Commitment.model_validate(kept["commitment"])
    if rows.find(work, row.id) is not None:
        return PutBack(row.id, t.commitment_is_back(title=row.title))
    quotas.for_a_commitment(work)
    quotas.for_logs(work, len(kept["logs"]))
    sentence = _seat(work, row)
    rows.add(work, row)
    logs.add_all(work, [TimeLog.model_validate(one) for one in kept["logs"]])
    milestones.add_all(work, [Milestone.model_validate(one) for one in kept["milestones"]])
    if kept["letter"]:
        letters.add(work, Letter.model_validate(kept["letter"]))
    for name, text in kept["drafts"]:
        drafts.keep(work, name, text)
    minutes = sum(one["duration_minutes"] for one in kept["logs"])
    if minutes:
        activity.record(work, Deed(DeedKind.TIME_LOGGED, row.id, minutes))
    return PutBack(row.id, sentence)


def _seat(work: Work, row: Commitment) -> str:
    """Find it a seat if it had one. Returns what is said about that."""
    if row.is_active:
        seat = free_seat_of(work, row.seat)
        if seat is None:
            row.is_active = False
            row.updated_at = work.now
            return t.commitment_is_back_put_down(title=row.title)
        row.seat = seat
    return t.commitment_is_back(title=row.title)


def _take_drafts(work: Work, row: Commitment) -> list[tuple[str, str]]:
    """What was being written about it, which goes with it: names and texts."""
    taken: list[tuple[str, str]] = []
    of_it = (subjects.of_synthesis(row.id, ""), subjects.of_letter(row.id))
    for subject in drafts.subjects(work):
        kind, _, about = subject.partition(":")
        log = logs.find(work, about) if kind == "log" else None
        is_of_log = log is not None and log.commitment_id == row.id
        if is_of_log or subject.startswith(of_it):
            draft = drafts.find(work, subject)
            if draft is not None:
                taken.append((subjects.name_of(subject, draft.rev), draft.text))
            drafts.forget(work, subject)
    return taken


def _written(work: Work, row: Commitment) -> Sequence[Milestone]:
    return milestones.written(work, [row.id]).get(row.id, [])


def _as_data(row: Commitment | TimeLog | Milestone | Letter) -> dict[str, Any]:
    return row.model_dump(mode="json")

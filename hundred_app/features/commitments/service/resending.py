"""A log form that is sent again, because nobody knows whether its answer was lost."""

from hundred_app.core.errors import Invalid
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.commitments.rules import logs as rules
from hundred_app.features.commitments.service.logs import LogForm, Saved, saved
from hundred_app.features.commitments.service.told import minutes_of, moment_text
from hundred_app.features.commitments.store import logs as rows
from hundred_app.features.commitments.store import pursuits
from hundred_app.features.commitments.texts import t


def answer(work: Work, form: LogForm) -> Saved:
    """What was said when the log of a form was saved, for those who did not hear it.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    row = rows.get(work, parse_id(form.key))
    if form.rev:
        return Saved(row.id, row.commitment_id, t.saved)
    return saved(row, pursuits.get(work, row.commitment_id))


def is_saved(work: Work, form: LogForm) -> bool:
    """Whether the database has all that a form says, although the answer may have been lost."""
    row = rows.find(work, parse_id(form.key))
    if row is None or row.rev <= form.rev:
        return False
    try:
        minutes = minutes_of(work, form.typed, row.date)
        text = rules.to_come() if form.may_wait else rules.parse_reflection(form.reflection)
    except Invalid:
        return False
    says = (form.commitment_id, minutes, text)
    moment = form.moment.strip() or moment_text(work, row.date)
    return (row.commitment_id, row.duration_minutes, row.reflection) == says and (
        form.rev == 0 or moment == moment_text(work, row.date)
    )

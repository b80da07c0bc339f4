"""Who has their week sent, where to, and that nothing is sent twice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from hundred_app.core import language
from hundred_app.core.errors import Busy
from hundred_app.core.mail import Letter
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.service import Actor
from hundred_app.features.review import store
from hundred_app.features.review.rules import mail as rules
from hundred_app.features.review.service import letters, weeks
from hundred_app.features.review.tables import ReviewMail
from hundred_app.features.review.texts import t


@dataclass(frozen=True)
class Mailing:
    """Where somebody's week is sent, "" for nowhere; and the address that is to be confirmed."""

    address: str = ""
    asked_address: str = ""


def mailing(work: Work) -> Mailing:
    """What the settings show."""
    row = store.find(work)
    if row is None:
        return Mailing()
    return Mailing(row.address, _awaited(row, work.now))


def ask(work: Work, text: str, origin: str) -> Letter:
    """Want the week to be sent to an address. Returns the message that is to be sent there.

    Nothing else is sent there before `confirm`. What was asked for before is not any more.

    Raises:
        Invalid: "address" is none.
        Busy: enough codes were sent for this person today.
    """
    address = rules.parse_address(text)
    row = store.find(work)
    if row is None:
        row = ReviewMail(
            user_id=work.user_id,
            code_sent_at=work.now,
            codes_since=rules.NEVER,
            off_token=rules.new_off_token(),
        )
        store.add(work, row)
    if rules.is_new_window(row.codes_since, work.now):
        row.codes, row.codes_since = 0, work.now
    if row.codes >= rules.MOST_CODES:
        raise Busy(t.too_many_codes, int(rules.CODES_WINDOW.total_seconds()))
    code = rules.new_code()
    row.codes += 1
    row.tries = 0
    row.asked_address, row.language = address, language.spoken()
    row.code_hash, row.code_sent_at = rules.code_hash(code, work.user_id), work.now
    return letters.of_code(address, code, origin)


def confirm(work: Work, code: str) -> str:
    """Have the week sent from now on, to the address that this code was sent to.

    Returns what is wrong with the code, "" when nothing is. It does not raise, since a wrong one
    is counted, and that has to be committed.
    """
    row = store.find(work)
    if row is None or not _awaited(row, work.now):
        return t.no_code
    if not rules.is_code(code, work.user_id, row.code_hash):
        row.tries += 1
        if row.tries < rules.MOST_TRIES:
            return t.no_code
        _forget_code(row)
        return t.too_many_tries
    row.address = row.asked_address
    _forget_code(row)
    return ""


def forget_asked(work: Work) -> None:
    """Wait for no code any more."""
    row = store.find(work)
    if row is not None:
        _forget_code(row)


def turn_off(work: Work) -> None:
    """Send nothing more, and forget the address."""
    _end(store.find(work))


def turn_off_by_token(db: Session, token: str) -> None:
    """The same for whoever has the link of a message. One of nobody's ends nothing."""
    _end(store.find_by_token(db, token))


def due(db: Session, now: datetime) -> list[str]:
    """The ids of those whose message is to be sent now."""
    return [user_id for user_id in store.wanting(db) if _due(db, now, user_id)]


def claim(db: Session, now: datetime, user_id: str, origin: str) -> Letter | None:
    """The message of somebody's week, if it is to be sent now; nobody is given it once more.

    From the moment that this is committed, the week counts as sent, unless `fail` says
    otherwise: whatever stops the program in between, no message goes out twice. An empty week
    counts too, and has no message.
    """
    found = _due(db, now, user_id)
    if found is None:
        return None
    work, row, actor = found
    today = work.today.isoformat()
    row.sendings = row.sendings + 1 if row.day == today else 1
    row.day, row.again_at = today, None
    with language.speaking(actor.language or row.language or language.ENGLISH):
        review = weeks.review(work, "")
        if review.is_empty:
            return None
        return letters.of_week(review, row, work.today, origin)


def fail(db: Session, now: datetime, user_id: str) -> datetime | None:
    """A message was not taken and may be later: when it is tried again, None for never.

    It is tried on its own day only.
    """
    actor = accounts.find_actor_of(db, user_id)
    if actor is None:
        return None
    work = accounts.work_of(db, now, actor)
    row = store.find(work)
    if row is None or not row.address:
        return None
    again_at = rules.next_try(row.sendings, now)
    if again_at is not None and work.day_of(again_at).isoformat() == row.day:
        row.again_at = again_at
    return row.again_at


def _due(db: Session, now: datetime, user_id: str) -> tuple[Work, ReviewMail, Actor] | None:
    actor = accounts.find_actor_of(db, user_id)
    if actor is None:
        return None
    work = accounts.work_of(db, now, actor)
    row = store.find(work)
    if row is None or not row.address:
        return None
    today, last = work.today, date.fromisoformat(row.day) if row.day else None
    begins = rules.morning(today, work.zone, work.day_start)
    is_due = rules.is_due(today, work.week_of(today), last, begins, now)
    is_due = is_due or rules.is_due_again(today, last, row.again_at, now)
    return (work, row, actor) if is_due else None


def _awaited(row: ReviewMail, now: datetime) -> str:
    """The address whose code is awaited; "" when none is."""
    return "" if rules.has_ended(row.code_sent_at, now) else row.asked_address


def _forget_code(row: ReviewMail) -> None:
    row.asked_address = row.code_hash = ""


def _end(row: ReviewMail | None) -> None:
    if row is not None:
        row.address, row.again_at = "", None
        _forget_code(row)

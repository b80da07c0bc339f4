"""When a week is sent, how often it is tried, and what makes an address and a code. Pure."""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, date, datetime, time, timedelta

from hundred_app.core import zones
from hundred_app.core.addresses import is_mail_address
from hundred_app.core.errors import Invalid
from hundred_app.features.review.texts import t

MORNING = time(8)
"""When messages are sent, on the first day of a person's week, by their own clock."""

APART = timedelta(days=6)
"""Two messages are never closer, even to whoever lets their weeks begin on another day."""

MOST_SENDINGS = 5
CODE_LASTS = timedelta(hours=24)
MOST_TRIES = 5
MOST_CODES = 3
"""How many codes one person may have sent in a day, wherever to."""

CODES_WINDOW = timedelta(days=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

# Read from one screen and typed on another: no 0, 1, I, L, O, U.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP = 3, 4


def parse_address(text: str) -> str:
    """One e-mail address, trimmed.

    Raises:
        Invalid: "address" is none, or one that not every mail server can take.
    """
    address = text.strip()
    if not is_mail_address(address):
        raise Invalid("address", t.no_address)
    return address


def new_code() -> str:
    """Twelve letters in groups of four, of 58 random bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP))
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def code_hash(code: str, user_id: str) -> str:
    """What is kept of a code, whichever way it was typed; of no use to anybody else."""
    letters = re.sub(r"[\s-]", "", code).upper()
    return hashlib.sha256(f"{user_id}:{letters}".encode(errors="replace")).hexdigest()


def is_code(code: str, user_id: str, kept: str) -> bool:
    return hmac.compare_digest(code_hash(code, user_id), kept)


def new_off_token() -> str:
    """A secret of 256 random bits that fits an address."""
    return secrets.token_urlsafe(32)


def has_ended(sent_at: datetime, now: datetime) -> bool:
    """Whether a code that was sent then can be used no more."""
    # The distance: a clock that was set back makes no code last longer.
    return abs(now - sent_at) >= CODE_LASTS


def is_new_window(codes_since: datetime, now: datetime) -> bool:
    """Whether codes are counted from none again."""
    return abs(now - codes_since) >= CODES_WINDOW


def is_due(today: date, first: date, last: date | None, begins: datetime, now: datetime) -> bool:
    """Whether the message of a week begins to be sent now.

    Args:
        today: the person's day.
        first: the first day of the week it is in.
        last: the day that the message before was for; None before any.
        begins: see `morning`.
    """
    is_apart = last is None or today - last >= APART
    return today == first and is_apart and now >= begins


def morning(day: date, zone: str, day_start: int) -> datetime:
    """When messages go out on a person's day: at 8:00, or when it begins, should that be later."""
    begins = zones.day_begins(day, zone, day_start)
    return max(begins, zones.moment_of(datetime.combine(day, MORNING), zone))


def next_try(sendings: int, now: datetime) -> datetime | None:
    """When to try again after so many failures: in 5, 20, 80 and 320 minutes; None for never."""
    if sendings >= MOST_SENDINGS:
        return None
    return now + timedelta(minutes=5 * 4 ** (sendings - 1))


def is_due_again(today: date, day: date | None, again_at: datetime | None, now: datetime) -> bool:
    """Whether a message that could not be sent is tried once more: only on its own day."""
    return again_at is not None and day == today and now >= again_at


def message_key(user_id: str, day: date) -> str:
    """What one message is known by to mail programs, each time it is tried; tells nobody who."""
    digest = hashlib.sha256(f"{user_id}:{day.isoformat()}".encode()).hexdigest()
    return f"{day.isoformat()}.{digest[:24]}"

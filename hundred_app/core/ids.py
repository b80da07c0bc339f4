"""Identifiers: UUID version 7 as text, so that rows sort by the time they were made."""

import secrets
import time
import uuid

from hundred_app.core.errors import NotFound


def new_id() -> str:
    """A fresh UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return str(uuid.UUID(int=value))


def parse_id(text: object) -> str:
    """The id in its canonical form.

    Raises:
        NotFound: it is not a UUID; the answer is the same as for an id that does not exist.
    """
    if not isinstance(text, str) or len(text) != 36:
        raise NotFound
    try:
        canonical = str(uuid.UUID(text))
    except ValueError:
        raise NotFound from None
    # UUID() also reads hyphens anywhere, braces, underscores and other scripts' digits.
    if canonical != text.lower():
        raise NotFound
    return canonical

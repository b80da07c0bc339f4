"""Argon2id: hash a password, check one. Slow on purpose: call it in a thread."""

import threading
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

# Each hash takes 64 MiB for about a tenth of a second; more than two at a time
# would let a burst of sign-ins exhaust a small machine.
_AT_A_TIME = threading.BoundedSemaphore(2)

_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZWJvZHllbHNlc3NhbA$"
    "gEsSRLBTe5vPoRBdTtfcQ2HEjlmOXIcIgpNLfK4AbbE"
)
"""A hash that no password is known for: checking against it costs what a real check costs."""


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, in PHC string format, with its own salt.

    Parameters are those of RFC 9106 for machines with little memory: 64 MiB,
    three passes, four lanes.
    """
    with _AT_A_TIME:
        return _hasher.hash(password)


def verify(password: str, hashed: str | None) -> bool:
    """Whether the password belongs to the hash; with None the same work is done for nothing."""
    with _AT_A_TIME:
        try:
            return _hasher.verify(hashed or _NOBODY, password) and hashed is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(hashed: str) -> bool:
    """Whether a hash was made with other parameters than today's and should be made anew."""
    return _hasher.check_needs_rehash(hashed)


FEWEST_GUESSES = 10**6
"""A password that is found in fewer guesses falls to anybody who tries for a day."""

_ESTIMATED = 32


def is_guessable(password: str, known_words: Iterable[str]) -> bool:
    """Whether a password is one of the commonest, or made of little more.

    `known_words` are what somebody would try first here, such as the username.
    Estimated by zxcvbn (Wheeler, USENIX Security 2016), of the first 32
    characters: with letters in disguise ("p@$$") it slows down with the square
    of the length, to two seconds for 72, and a visitor may ask for it.
    """
    # Imported late: its lists are large, and only choosing a password needs them.
    from zxcvbn import zxcvbn

    found = zxcvbn(password[:_ESTIMATED], user_inputs=list(known_words))
    return found["guesses"] < FEWEST_GUESSES

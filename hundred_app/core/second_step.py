"""Time-based one-time codes (RFC 6238): six digits that change every 30 seconds."""

import re
from datetime import datetime

import pyotp
from pyotp.totp import TOTP

STEP_SECONDS = 30
_SECRET = re.compile(r"[A-Z2-7]{32}")
_CODE = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """160 random bits in base 32, as an authenticator app takes them."""
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Whether a text has the form of a secret made here."""
    return _SECRET.fullmatch(text) is not None


def address(secret: str, username: str) -> str:
    """What the QR code says: an otpauth:// address with the name of the account."""
    return TOTP(secret).provisioning_uri(name=username, issuer_name="Hundred")


def step_of_code(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The 30-second step since 1970 that a code is right for; None when it is not.

    A clock may be one step off to either side. A step that is not after
    `last_step` counts as wrong: who saw a code over somebody's shoulder must
    not use it too.
    """
    digits = code.replace(" ", "")
    if not _CODE.fullmatch(digits):
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    totp = TOTP(secret)
    for step in (present, present - 1, present + 1):
        if step > last_step and totp.verify(digits, for_time=step * STEP_SECONDS):
            return step
    return None

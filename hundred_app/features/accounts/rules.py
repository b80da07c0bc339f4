"""What makes a username, a password and a sign-in valid. No clock, no database, no browser."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Literal

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts.texts import t

Role = Literal["user", "admin"]
Theme = Literal["system", "light", "dark"]

SESSION_LASTS = timedelta(days=30)
RENEWED_AT_MOST_EVERY = timedelta(hours=1)
"""A session slides forward with use, but the database is written at most this often for it."""

SETUP_LINK_LASTS = timedelta(days=7)
THEMES: tuple[Theme, ...] = ("system", "light", "dark")

_USERNAME = re.compile(r"[a-z0-9._-]+")


def parse_username(text: str) -> str:
    """The username in the form it is kept and compared in: trimmed and case-folded.

    Raises:
        Invalid: "username" has fewer than 3 or more than 32 characters, or other
            characters than a to z, 0 to 9, dot, dash and underscore.
    """
    name = text.strip().casefold()
    if not 3 <= len(name) <= 32:
        raise Invalid("username", t.username_length(has=len(name)))
    if not _USERNAME.fullmatch(name):
        raise Invalid("username", t.username_letters)
    return name


def parse_password(text: str, username: str) -> str:
    """The password exactly as typed.

    Raises:
        Invalid: "password" has fewer than 8 or more than 256 characters, or is the username.
    """
    if not 8 <= len(text) <= 256:
        raise Invalid("password", t.password_length(has=len(text)))
    if text.strip().casefold() == username:
        raise Invalid("password", t.password_is_name)
    return text


def known_theme(name: str) -> Theme:
    """The theme of this name; that of the system for a name nobody knows."""
    for theme in THEMES:
        if theme == name:
            return theme
    return "system"


def new_token() -> str:
    """A secret of 256 random bits that fits a cookie or an address."""
    return secrets.token_urlsafe(32)


def token_id(token: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal.

    A plain hash is enough here, unlike for passwords: 256 random bits cannot
    be guessed from it.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def is_due_for_renewal(expires_at: datetime, now: datetime) -> bool:
    """Whether using a session now should move its end forward."""
    return expires_at - now < SESSION_LASTS - RENEWED_AT_MOST_EVERY

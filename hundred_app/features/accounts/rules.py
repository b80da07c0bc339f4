"""What makes a username, a password and a session valid. No clock, no database, no browser."""

import hashlib
import ipaddress
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts.texts import t

Role = Literal["user", "admin"]
Theme = Literal["system", "light", "dark"]
Registration = Literal["invitation", "approval", "open"]

SESSION_LASTS = timedelta(days=30)
SESSION_LASTS_AT_MOST = timedelta(days=90)
"""However much it is used: then the password is asked for again."""

RENEWED_AT_MOST_EVERY = timedelta(hours=1)
"""A session slides forward with use, but the database is written at most this often for it."""

MOST_SESSIONS = 50
PROOF_LASTS = timedelta(minutes=10)
"""How long after giving the password one may do what the password protects."""

SETUP_LINK_LASTS = timedelta(days=7)
INVITATION_LASTS = timedelta(days=7)
RESET_LINK_LASTS = timedelta(hours=24)
CODE_LASTS = timedelta(minutes=10)
"""How long one may look for the second step after the password was right."""

DEVICE_LASTS = timedelta(days=365)
LESSONS = (1, 2)
"""What is explained once: the line to log with, and what a square is."""

THEMES: tuple[Theme, ...] = ("system", "light", "dark")
REGISTRATIONS: tuple[Registration, ...] = ("invitation", "approval", "open")
RECOVERY_CODES = 8


@dataclass(frozen=True)
class Limit:
    """So many failures in so long; then one waits."""

    failures: int
    window: timedelta


PER_ADDRESS = Limit(10, timedelta(minutes=10))
PER_ADDRESS_UNDER_ATTACK = Limit(3, timedelta(minutes=10))
OVERALL = Limit(300, timedelta(minutes=10))
"""More than this, from wherever, and each address gets fewer tries."""

PER_ACCOUNT = Limit(20, timedelta(days=1))
SLOWED_TO = timedelta(minutes=15)
"""How often an account may be tried from browsers it does not know, once it was tried too much."""

PER_SECRET = Limit(5, timedelta(minutes=15))
"""For what somebody is asked who is half inside already: a code, the password again."""

_USERNAME = re.compile(r"[a-z0-9._-]+")
# No 0, 1, I, L, O, U: read from paper, they are taken for one another.
_RECOVERY_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def fold(username: str) -> str:
    """A username as it is compared: trimmed and case-folded."""
    return username.strip().casefold()


def parse_username(text: str) -> str:
    """The username in the form it is kept and compared in.

    Raises:
        Invalid: "username" has fewer than 3 or more than 32 characters, or other
            characters than a to z, 0 to 9, dot, dash and underscore.
    """
    name = fold(text)
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
    if fold(text) == username:
        raise Invalid("password", t.password_is_name)
    return text


def known_theme(name: str) -> Theme:
    """The theme of this name; that of the system for a name nobody knows."""
    for theme in THEMES:
        if theme == name:
            return theme
    return "system"


def known_registration(name: str | None) -> Registration:
    """Who may sign up, by name; by invitation for a name nobody knows."""
    for registration in REGISTRATIONS:
        if registration == name:
            return registration
    return "invitation"


def new_token() -> str:
    """A secret of 256 random bits that fits a cookie or an address."""
    return secrets.token_urlsafe(32)


def token_id(token: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal.

    A plain hash is enough here, unlike for passwords: 256 random bits cannot
    be guessed from it.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def device_id(token: str, user_id: str) -> str:
    """What is kept of the cookie by which a browser is known again, for one of its people."""
    return token_id(f"{token}:{user_id}")


def new_recovery_code() -> str:
    """Twenty letters in groups of four, of 98 random bits."""
    letters = "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(20))
    return "-".join(letters[at : at + 4] for at in range(0, 20, 4))


def parse_recovery_code(text: str) -> tuple[str, str] | None:
    """The first four letters, by which a code is found, and the rest, which is its secret."""
    letters = re.sub(r"[\s-]", "", text).upper()
    if len(letters) != 20 or not set(letters) <= set(_RECOVERY_LETTERS):
        return None
    return letters[:4], letters[4:]


def session_end(created_at: datetime, now: datetime) -> datetime:
    """When a session that is used now ends: in 30 days, but never 90 days after it began."""
    return min(now + SESSION_LASTS, created_at + SESSION_LASTS_AT_MOST)


def is_due_for_renewal(created_at: datetime, expires_at: datetime, now: datetime) -> bool:
    """Whether using a session now should move its end forward."""
    return session_end(created_at, now) - expires_at > RENEWED_AT_MOST_EVERY


def is_use_to_be_noted(last_used_at: datetime, now: datetime) -> bool:
    """Whether it is long enough since the use of a session was written down."""
    return now - last_used_at > RENEWED_AT_MOST_EVERY


def is_proven(proven_at: datetime, now: datetime) -> bool:
    """Whether the password was given recently enough for what it protects."""
    # The distance, not the difference: a clock that was set back proves nothing.
    return abs(now - proven_at) < PROOF_LASTS


def wait_for_window(failures: Sequence[datetime], limit: Limit, now: datetime) -> timedelta:
    """How long until one may try again; zero when now.

    Args:
        failures: when tries failed, newest first.
    """
    if len(failures) < limit.failures:
        return timedelta()
    return max(timedelta(), failures[limit.failures - 1] + limit.window - now)


def wait_for_account(failures: Sequence[datetime], now: datetime) -> timedelta:
    """How long a strange browser waits for an account that was tried too often in a day.

    It is slowed and not locked: a lock would let anybody shut somebody out.
    """
    recent = [moment for moment in failures if now - moment < PER_ACCOUNT.window]
    if len(recent) < PER_ACCOUNT.failures:
        return timedelta()
    return max(timedelta(), recent[0] + SLOWED_TO - now)


def network_of(address: str) -> str:
    """What an address is counted under: itself, or the /64 that an IPv6 household has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if found.version == 6 and found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def device_name(agent: str) -> str:
    """A browser as its person knows it: "Firefox on Linux", of its User-Agent header."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser and system:
        return t.browser_on_system(browser=browser, system=system)
    return browser or system or t.unknown_device

"""Where a PostgreSQL database is, read from a URL and told without what lets somebody in."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEME = "postgresql"
_OPTIONS = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl"})
"""What may stand behind the question mark: all else is ours to say, or leads elsewhere."""


@dataclass(frozen=True)
class Address:
    """A database on a server.

    Attributes:
        url: as it was given, with the password.
        where: the machine and the name, for people: "db.example.org:5432/hundred".
    """

    url: str = field(repr=False)
    where: str

    def __str__(self) -> str:
        return self.where


def parse(url: str) -> Address:
    """
    Raises:
        ValueError: this is no address of a PostgreSQL database; the text says why, and never
            what was given, since a password may be anywhere in it.
    """
    if not re.fullmatch(r"[!-~]{1,2000}", url):
        raise ValueError("it is not one address without blanks")
    parts = urlsplit(url)
    if parts.scheme != SCHEME:
        raise ValueError(
            "it does not begin with postgresql://; leave it out for a file in the data folder"
        )
    name = unquote(parts.path[1:])
    if not re.fullmatch(r"[^/\x00-\x1f]{1,63}", name):
        raise ValueError("it has to name one database: postgresql://user:password@host/database")
    if parts.fragment:
        raise ValueError("a # in it has to be written as %23")
    try:
        port = parts.port
    except ValueError:
        raise ValueError(
            "its port is none, or a / : @ in its password has to be written as %2F, %3A, %40"
        ) from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := options.keys() - _OPTIONS:
        raise ValueError(f"it has an option that is not known here: {min(unknown)[:40]!r}")
    host = parts.hostname or options.get("host") or "localhost"
    return Address(url, f"{host}{f':{port}' if port else ''}/{name}")

"""Where a PostgreSQL database is, read from a URL and told without what lets somebody in."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SCHEME = "postgresql"
_OPTIONS = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl"})
"""What may stand behind the question mark: all else is ours to say, or leads elsewhere."""
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SAFE_MODE = "verify-full"
"""How a machine elsewhere is spoken to unless the address says otherwise. What libpq takes by
default speaks in the clear, password included, when whoever is on the way wants that."""


@dataclass(frozen=True)
class Address:
    """A database on a server.

    Attributes:
        url: as it was given, with the password; with an sslmode, if the machine is another.
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
    if parts.netloc.count("@") > 1:
        # The part before the last one would count as the password, and the driver cuts elsewhere:
        # it told the rest as the name of a machine.
        raise ValueError("an @ in a password has to be written as %40")
    if parts.fragment:
        raise ValueError("a # in it has to be written as %23")
    port, options = _port(parts), _options(parts.query)
    host = parts.hostname or options.get("host") or "localhost"
    if "sslmode" not in options and not _is_here((parts.hostname or "", options.get("host", ""))):
        url += f"{'&' if parts.query else '' if url.endswith('?') else '?'}sslmode={SAFE_MODE}"
    return Address(url, f"{host}{port}/{name}")


def _port(parts: SplitResult) -> str:
    try:
        return f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ValueError(
            "its port is none, or a / : @ in its password has to be written as %2F, %3A, %40"
        ) from None


def _options(query: str) -> dict[str, str]:
    options = dict(given := parse_qsl(query, keep_blank_values=True))
    if unknown := options.keys() - _OPTIONS:
        raise ValueError(f"it has an option that is not known here: {min(unknown)[:40]!r}")
    if len(options) < len(given):
        raise ValueError("it has an option twice")
    if options.get("sslmode", SAFE_MODE) not in _MODES:
        raise ValueError(f"its sslmode is none of {', '.join(_MODES)}")
    return options


def _is_here(hosts: Iterable[str]) -> bool:
    """Whether nothing of what is said leaves this machine."""
    # One of them may stand for several; what cannot be read is elsewhere.
    return all(not host or _is_socket(host) or _is_loopback(host) for host in hosts)


def _is_socket(host: str) -> bool:
    return host.startswith(("/", "@")) and "," not in host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

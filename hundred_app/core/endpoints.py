"""Which addresses on the network a model may be at, and which never."""

import ipaddress
import re
from urllib.parse import urlsplit

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What clouds tell their machines, keys included, is said at these; most others are link-local.
_METADATA = frozenset(
    ipaddress.ip_address(text) for text in ("100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
_NAME = re.compile(r"(?!-)[a-z0-9_.-]{1,253}")
# Resolvers read 0x7f.1 and 2130706433 as addresses; nobody who looks at them does.
_DISGUISED = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?")


def parse(url: str) -> str:
    """Where the protocol begins, with "/v1" where the address has no path of its own.

    Raises:
        ValueError: a model may not be there; the text says why, without the address.
    """
    if not re.fullmatch(r"[!-~]{1,500}", url) or "\\" in url:
        raise ValueError("it is not one address")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("it does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError("it has a name or a password in it; the key is HUNDRED_MODEL_KEY")
    if parts.query or parts.fragment or url.endswith(("?", "#")):
        raise ValueError("it has something after its path")
    _check_host(parts.hostname or "")
    _ = parts.port  # raises ValueError where it is none
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/') or '/v1'}"


def host(url: str) -> str:
    return urlsplit(url).hostname or ""


def machine(url: str) -> str:
    """The host of an address with its port, if it names one."""
    return urlsplit(url).netloc


def is_refused(address: str, *, is_plain: bool) -> bool:
    """Whether nothing may be sent to this IP address, whatever name led to it.

    Args:
        is_plain: whether it would go there unencrypted: what is in a diary does not go over
            the internet like that, and over one's own network it may.
    """
    ip = _meant(ipaddress.ip_address(address.partition("%")[0]))
    if ip.is_loopback:
        return False
    if ip in _METADATA or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return True
    return ip.is_reserved or (is_plain and not ip.is_private)


def _check_host(name: str) -> None:
    if _is_ip(name):
        if is_refused(name, is_plain=False):
            raise ValueError("no model is at an address of that kind")
    elif not _NAME.fullmatch(name) or _DISGUISED.fullmatch(name):
        raise ValueError("its host is neither a name nor a plain IP address")


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _meant(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that stands inside an IPv6 one."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip

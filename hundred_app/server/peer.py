"""Where a request comes from, and what address the browser used: through proxies, if any."""

import re
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

from hundred_app.core import runtime
from hundred_app.core.settings import without_default_port

_WITH_PORT = re.compile(r"\[(?P<six>[0-9A-Fa-f:.]+)\](:\d+)?|(?P<four>[0-9.]+):\d+")


def address_of(scope: Scope) -> str:
    """The address of whoever asks: what limits are counted by. "" when there is none.

    That of the peer, unless HUNDRED_PROXY_HOPS says how many proxies of ours
    stand in front. Each of them adds the address that it saw to the right of
    X-Forwarded-For, so the one that counts is that many from the right. What
    is further left was written by whoever asks. An IPv6 address stays as it is.
    """
    client = scope.get("client")
    peer = str(client[0]) if client else ""
    hops = runtime.current().settings.proxy_hops
    if not hops:
        return peer
    passed_on = _listed(scope, "x-forwarded-for")
    # Fewer than the proxies there are: it did not come through all of them, so nobody vouches.
    return (_address(passed_on[-hops]) if len(passed_on) >= hops else None) or peer


def scheme_of(scope: Scope) -> str:
    """The scheme that the browser used: https or http."""
    if scope.get("scheme") in ("https", "wss"):
        return "https"
    if _said_by_proxy(scope, "x-forwarded-proto").lower() in ("https", "wss"):
        return "https"
    secure = without_default_port(f"https://{host_of(scope)}")
    return "https" if secure in runtime.current().settings.origins else "http"


def host_of(scope: Scope) -> str:
    """The host and port that the browser asked for, "" when it did not say."""
    host = _said_by_proxy(scope, "x-forwarded-host") or Headers(scope=scope).get("host", "")
    return host.lower()


def own_origin(scope: Scope) -> str | None:
    """The origin of our own pages for this request, as browsers write it; None without a host."""
    host = host_of(scope)
    return without_default_port(f"{scheme_of(scope)}://{host}") if host else None


def _said_by_proxy(scope: Scope, header: str) -> str:
    """What the outermost proxy of ours said; "" when none stands in front.

    Most proxies replace these two headers and some add to them, so a list may be shorter than
    the proxies are.
    """
    hops = runtime.current().settings.proxy_hops
    said = _listed(scope, header) if hops else []
    return said[-min(hops, len(said))] if said else ""


def _listed(scope: Scope, header: str) -> list[str]:
    values = Headers(scope=scope).getlist(header)
    return [part.strip() for value in values for part in value.split(",")]


def _address(text: str) -> str | None:
    if found := _WITH_PORT.fullmatch(text):
        text = found["six"] or found["four"]
    try:
        ip_address(text)
    except ValueError:
        return None
    return text

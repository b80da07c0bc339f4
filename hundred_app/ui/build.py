"""What is changed in the frontend while it is compiled."""

from typing import Unpack

from reflex_base.plugins import Plugin
from reflex_base.plugins.base import PreCompileContext

_BAKED_IN = 'endpoint.port = ""; // Assume websocket is on https port via load balancer.\n    }'
_OF_THE_PAGE = (
    _BAKED_IN + "\n    endpoint.protocol = endpoint.protocol.replace(/^(ws|http)s?:/, (_, kind) =>"
    ' window.location.protocol === "https:" ? kind + "s:" : kind + ":");'
    "\n    endpoint.port = window.location.port;"
)


class SameOriginPlugin(Plugin):
    """Lets the page talk to the server it came from, on any host and any port.

    Reflex bakes the port of the machine that compiled the page into the
    bundle and replaces only the host name in the browser.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"]("utils/state.js", use_page_address)


def use_page_address(source: str) -> str:
    """The framework's `utils/state.js`, with the socket's address taken from the page's.

    Applying it twice changes nothing: the file on disk may be patched already.

    Raises:
        RuntimeError: the framework's source is not the one this was written for.
    """
    if _OF_THE_PAGE in source:
        return source
    if _BAKED_IN not in source:
        raise RuntimeError("utils/state.js of this Reflex is unknown: look at getBackendURL anew.")
    return source.replace(_BAKED_IN, _OF_THE_PAGE)

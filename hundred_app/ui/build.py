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

_TELLS = (
    (
        'socket.current.on("connect", async () => {\n',
        '    window.dispatchEvent(new Event("hundred:joined"));\n',
    ),
    (
        "const retryConnect = (error) => {\n",
        '    window.dispatchEvent(new CustomEvent("hundred:lost"));\n',
    ),
    (
        'socket.current.on("disconnect", (reason, details) => {\n',
        '    window.dispatchEvent(new CustomEvent("hundred:lost", { detail: reason }));\n',
    ),
    (
        'document.addEventListener("visibilitychange", checkVisibility);\n',
        '  window.addEventListener("hundred:come-back", checkVisibility);\n',
    ),
    # An attempt that hangs, as in a net that swallows everything, gives way to the next one.
    ("reconnection: false,\n", "    timeout: 4000,\n"),
)
"""Lines of the framework's `utils/state.js`, and what comes behind each: see ui/connection.js."""

_THEIR_SCRIPTS = """          groups: [
            {
              test: /env.json/,
              name: "reflex-env",
            },
          ],
"""
PAGES_IN_THE_FRAME = 14
"""Those that are shipped: /design is not."""
_OUR_SCRIPTS = f"""          groups: [
            {{
              name: "everywhere",
              minShareCount: {PAGES_IN_THE_FRAME},
              priority: 2,
            }},
            {{
              name: "frame",
              test: /app_components.hundred_app.frame/,
              priority: 1,
            }},
          ],
"""
"""Two scripts in the place of fourteen: what is in almost every page, and what outlives them."""


class SameOriginPlugin(Plugin):
    """Lets the page talk to the server it came from, on any host and any port.

    Reflex bakes the port of the machine that compiled the page into the
    bundle and replaces only the host name in the browser. And its socket tells
    the page nothing but its errors, where ours asks why it was closed.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"]("utils/state.js", patched)


class FewScriptsPlugin(Plugin):
    """Makes few scripts of what every page needs.

    Left alone, the bundler makes a file of each thing that some pages share,
    down to a few hundred bytes, and each is a request with headers as long as itself.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"]("vite.config.js", with_few_scripts)


def with_few_scripts(source: str) -> str:
    """The framework's `vite.config.js`, with our rule of what goes into which script.

    Raises:
        RuntimeError: the framework's source is not the one this was written for.
    """
    if _OUR_SCRIPTS in source:
        return source
    if _THEIR_SCRIPTS not in source:
        raise RuntimeError("vite.config.js of this Reflex is unknown: look at codeSplitting anew.")
    return source.replace(_THEIR_SCRIPTS, _OUR_SCRIPTS)


def patched(source: str) -> str:
    """The framework's `utils/state.js` with all that is changed in it.

    Applying it twice changes nothing: the file on disk may be patched already.

    Raises:
        RuntimeError: the framework's source is not the one this was written for.
    """
    return tell_the_page(use_page_address(source))


def tell_the_page(source: str) -> str:
    """`utils/state.js`, with a socket that tells the window when it is lost and joined.

    Raises:
        RuntimeError: the framework's source is not the one this was written for.
    """
    for line, told in _TELLS:
        if line + told in source:
            continue
        if source.count(line) != 1:
            raise RuntimeError(f"utils/state.js of this Reflex is unknown: look for {line!r} anew.")
        source = source.replace(line, line + told)
    return source


def use_page_address(source: str) -> str:
    """The framework's `utils/state.js`, with the socket's address taken from the page's.

    Raises:
        RuntimeError: the framework's source is not the one this was written for.
    """
    if _OF_THE_PAGE in source:
        return source
    if _BAKED_IN not in source:
        raise RuntimeError("utils/state.js of this Reflex is unknown: look at getBackendURL anew.")
    return source.replace(_BAKED_IN, _OF_THE_PAGE)

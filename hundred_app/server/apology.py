"""What is answered when one of our own routes fails: an apology, and a code to find it by."""

import html
import logging
import secrets

from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hundred_app.core.language import spoken
from hundred_app.ui.texts import t

logger = logging.getLogger(__name__)

_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Hundred</title></head>'
    '<body><main><p>{text}</p><p><a href="/">{back}</a></p></main></body></html>'
)


class Apology:
    """Turns an exception nobody expected into a plain page and a line in the log.

    The person sees nothing of it but a code, and the log has the whole trace
    under the same code.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            # A server that cannot start has to say so and end.
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            # Whoever asked went before all was said. There is nobody to answer.
            return
        except Exception as error:
            if scope["type"] == "websocket" and isinstance(error, ValueError):
                # What the engine raises for a frame that is none of its protocol.
                logger.warning("a socket ended with what is no message")
                return
            code = secrets.token_hex(3)
            # The route and not the address: an address may hold the secret of a link.
            logger.exception("bug %s in a %s route", code, scope["type"])
            if scope["type"] == "http" and not has_begun:
                await apology(code)(scope, receive, send)


def apology(code: str) -> HTMLResponse:
    """The page that says sorry. It needs no script, no style and no database."""
    page = _PAGE.format(
        language=spoken(),
        text=html.escape(t.bug(code=code)),
        back=html.escape(t.to_the_start),
    )
    return HTMLResponse(page, 500)

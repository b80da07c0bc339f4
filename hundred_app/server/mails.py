"""The weekly messages: who is due is looked for every few minutes; and the page that ends them."""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hundred_app.core import clock, mail, runtime, threads
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.mail import NotSent, Refused, Unreachable
from hundred_app.core.settings import Settings, Smtp
from hundred_app.features.review import service
from hundred_app.features.review.service.letters import MAIL_OFF
from hundred_app.server import doors, forms
from hundred_app.server.doors import MAIL_IS_OFF, Door

if TYPE_CHECKING:
    from hundred_app.server.site import Site

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 300


async def watch(settings: Settings, database: Database) -> None:
    """Look every few minutes whose week is due, until cancelled; never, where nothing is sent."""
    if settings.smtp is None:
        return
    while True:
        try:
            await look(settings.smtp, settings.origins[0], database, clock.now())
        except HundredError as error:
            logger.error("No weekly messages: %s It is tried again.", error)  # noqa: TRY400
        except Exception:
            logger.exception("No weekly messages. It is tried again.")
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def look(smtp: Smtp, origin: str, database: Database, now: datetime) -> None:
    """Send every message that is due, one after the other; stop where the server is not there.

    Raises:
        NotSaved, Busy: the database cannot be written, and so nothing may be sent.
    """
    for user_id in await asyncio.to_thread(database.read, partial(service.due, now=now)):
        try:
            await _send(smtp, origin, database, now, user_id)
        except Unreachable:
            # The next one would wait as long for nothing. Theirs is due at the next look.
            return
        except HundredError:
            raise
        except Exception:
            # What is wrong with the week of one is no reason for the others to have none.
            logger.exception("A weekly message was not made.")


async def _send(smtp: Smtp, origin: str, database: Database, now: datetime, user_id: str) -> None:
    """Claim, then send: what is claimed is never sent by anybody else, nor after a restart."""
    claim = partial(service.claim, now=now, user_id=user_id, origin=origin)
    letter = await threads.in_writer(partial(database.write, claim))
    if letter is None:
        return
    try:
        await mail.send(smtp, letter, now)
    except Unreachable as error:
        fail = partial(service.fail, now=now, user_id=user_id)
        again_at = await threads.in_writer(partial(database.write, fail))
        what = f"It is tried again at {again_at:%H:%M} UTC." if again_at else "It is given up."
        logger.warning("A weekly message was not sent: %s. %s", error, what)
        raise
    except Refused as error:
        logger.warning("A weekly message was refused, and is given up: %s.", error)
    except NotSent as error:
        # Sent twice would be worse than not at all.
        logger.warning("A weekly message may have been sent or not, and is left: %s.", error)


def routes(site: "Callable[[], Site]") -> list[Route]:
    """The page that ends the messages of whoever has its link, by its button or by RFC 8058."""

    async def show(request: Request) -> Response:
        return await site().answer(request)

    async def end(request: Request) -> Response:
        fields = await forms.read(request)
        token = fields.get("token") or request.query_params.get("token", "")
        if re.fullmatch(r"[\w-]{43}", token, re.ASCII):
            turn_off = partial(service.turn_off_by_token, token=token)
            await threads.in_writer(partial(runtime.current().database.write, turn_off))
        return doors.answer(site(), Door(MAIL_IS_OFF))

    return [
        Route(MAIL_OFF, show, methods=["GET"]),
        Route(MAIL_OFF, end, methods=["POST"]),
    ]

"""What the browser knows of a week, and of where it is sent."""

import logging
from typing import Any

import reflex as rx

from hundred_app.core import clock, mail, runtime
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.mail import NotSent
from hundred_app.features.accounts.state import Person
from hundred_app.features.review import service
from hundred_app.features.review.service import Review, YearReview
from hundred_app.features.review.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler

logger = logging.getLogger(__name__)


class ReviewState(Person, rx.State):
    """The week that stands in the address."""

    review: Review | None = None

    @handler("user")
    async def load(self) -> None:
        asked = str(self.router.url.query_parameters.get("week", ""))
        self.review = await self._read(service.review, asked)


class YearState(Person, rx.State):
    """The year that stands in the address."""

    review: YearReview | None = None

    @handler("user")
    async def load(self) -> None:
        asked = routes.year_in(self.router.url.path)
        self.review = await self._read(service.year_review, asked)


class MailState(Person, rx.State):
    """Where the week is sent: nowhere, to an address to be confirmed, or to one that was."""

    is_possible: bool = False
    address: str = ""
    asked_address: str = ""

    @handler("user")
    async def load(self) -> None:
        self.problems = {}
        self.is_possible = runtime.current().settings.smtp is not None
        if self.is_possible:
            await self._know()

    @handler("user")
    async def ask(self, form_data: dict[str, Any]) -> None:
        self.problems = {}
        settings = runtime.current().settings
        if settings.smtp is None:
            raise NotFound(t.no_mail_here)
        address = str(form_data.get("address", ""))
        letter = await self._write(service.ask, address, settings.origins[0])
        await self._know()
        try:
            await mail.send(settings.smtp, letter, clock.now())
        except NotSent as error:
            logger.warning("A code could not be sent: %s.", error)
            raise Conflict(t.mail_not_sent) from error

    @handler("user")
    async def confirm(self, form_data: dict[str, Any]) -> None:
        self.problems = {}
        wrong = await self._write(service.confirm, str(form_data.get("code", "")))
        await self._know()
        if wrong:
            raise Invalid("code" if self.asked_address else "address", wrong)
        await self._say(t.mail_on)

    @handler("user")
    async def choose_other(self) -> None:
        self.problems = {}
        await self._write(service.forget_asked)
        await self._know()

    @handler("user")
    async def turn_off(self) -> None:
        self.problems = {}
        await self._write(service.turn_off)
        await self._know()
        await self._say(t.mail_is_off)

    async def _know(self) -> None:
        known = await self._read(service.mailing)
        self.address = known.address
        self.asked_address = known.asked_address

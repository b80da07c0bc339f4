"""What the palette finds in what was written."""

import reflex as rx

from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import finding
from hundred_app.features.commitments.service.finding import Line
from hundred_app.ui.handlers import handler


class FindState(Person, rx.State):
    """The lines that mention what was typed last."""

    found: list[Line] = []

    @handler("user")
    async def find(self, text: str) -> None:
        self.found = await self._read(finding.lines, text)

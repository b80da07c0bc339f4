"""The history, as far as it was opened. What it shows stands in the address."""

import reflex as rx

from hundred_app.core.errors import NotFound
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import history
from hundred_app.features.commitments.service.entries import Day
from hundred_app.features.commitments.service.history import AT_ONCE, History, SynthesisFound
from hundred_app.features.commitments.service.narrowing import (
    Asked,
    Chip,
    Choices,
    Month,
    Year,
    address,
    asked_in,
)
from hundred_app.ui.handlers import handler

MOST_AT_ONCE = 2_000
"""How many logs are shown again when somebody comes back to them."""


class HistoryState(Person, rx.State):
    """What the history shows; `shown` is how many logs."""

    summary: str = ""
    is_empty: bool = False
    is_narrow: bool = False
    everywhere: str = ""
    days: list[Day] = []
    syntheses: list[SynthesisFound] = []
    years: list[Year] = []
    earlier: Month | None = None
    choices: Choices = Choices([], [], [])
    chips: list[Chip] = []
    next_page: str = ""
    export: str = ""
    shown: int = 0
    is_loaded: bool = False
    _asked: Asked = Asked()

    @handler("user")
    async def load(self) -> None:
        asked = self.router.url.query_parameters
        self._asked = asked_in(asked)
        try:
            found = await self._read(
                history.history, self._asked, limit=_number(str(asked.get("n", "")))
            )
        except NotFound:
            # The address may be old. All that is there is better than nothing.
            self._asked = Asked()
            found = await self._read(history.history, self._asked)
        self.export = address(self._asked, "/export/logs.csv")
        self._show(found)

    @handler("user")
    async def show_more(self) -> None:
        if not self.next_page:
            return
        found = await self._read(history.history, self._asked, page=self.next_page)
        self.days = history.joined(self.days, found.days)
        self.next_page = found.next_page
        self.shown = sum(len(day.logs) for day in self.days)

    def _show(self, found: History) -> None:
        self.summary = found.summary
        self.is_empty = found.is_empty
        self.is_narrow = found.is_narrow
        self.everywhere = found.everywhere
        self.days = found.days
        self.syntheses = found.syntheses
        self.years = found.years
        self.earlier = found.earlier
        self.choices = found.choices
        self.chips = found.chips
        self.next_page = found.next_page
        self.shown = sum(len(day.logs) for day in found.days)
        self.is_loaded = True


def _number(text: str) -> int:
    """How many logs an address asks for."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return max(AT_ONCE, min(int(text), MOST_AT_ONCE)) if is_number else AT_ONCE

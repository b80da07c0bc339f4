"""What the browser knows of Today, and the quick log."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import quick
from hundred_app.features.commitments.service.entries import Day
from hundred_app.features.commitments.service.quick import Preview, QuickForm
from hundred_app.features.commitments.state.logs import REMOVE
from hundred_app.features.dashboard import service
from hundred_app.features.dashboard.service import Due, Week
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight


class TodayState(Person, rx.State):
    """Today besides the cards, which SeatsState has."""

    heading: str = ""
    summary: str = ""
    due: Due | None = None
    days: list[Day] = []
    week: Week | None = None
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        today = await self._read(service.today)
        self.heading = today.heading
        self.summary = today.summary
        self.due = today.due
        self.days = today.days
        self.week = today.week
        self.is_loaded = True


class QuickState(Person, rx.State):
    """The quick log. The line belongs to the browser; here is what was understood of it."""

    preview: Preview = Preview(marks=[], chips=[])
    problem: str = ""
    saved_serial: int = 0
    _commitment_id: str = ""
    _minutes: str = ""

    @handler("user")
    async def understand(self, text: str) -> None:
        self.problem = ""
        self.preview = await self._read(quick.understand, self._form(text))
        if not text.strip():
            self._commitment_id = ""
            self._minutes = ""

    @handler("user")
    async def pick(self, asks: str, value: str, text: str) -> None:
        if asks == "commitment":
            self._commitment_id = str(value)
        if asks == "minutes":
            self._minutes = str(value)
        self.preview = await self._read(quick.understand, self._form(text))

    @handler("user")
    async def save(self, text: str, key: str) -> Any:
        form = self._form(text, key)
        try:
            saved = await self._write(quick.quick_log, form)
        except Invalid as error:
            self.preview = await self._read(quick.understand, form)
            self.problem = "" if self.preview.asks or self.preview.problem else error.message
            return None
        self._commitment_id = ""
        self._minutes = ""
        self.problem = ""
        self.preview = Preview(marks=[], chips=[])
        self.saved_serial += 1
        await self._say(saved.sentence, undo=f"{REMOVE}{saved.log_id}")
        return page_in_sight(self)

    def _form(self, text: Any, key: Any = "") -> QuickForm:
        return QuickForm.parse(
            {
                "key": key,
                "text": text,
                "commitment_id": self._commitment_id,
                "minutes": self._minutes,
            }
        )

"""What the browser knows of Today, and the quick log."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import quick
from hundred_app.features.commitments.service.entries import Day
from hundred_app.features.commitments.service.later import WaitingLog
from hundred_app.features.commitments.service.quick import Preview, QuickForm
from hundred_app.features.commitments.state.logs import REMOVE, LogState
from hundred_app.features.commitments.state.seats import with_seats
from hundred_app.features.dashboard import service
from hundred_app.features.dashboard.service import Due, Week
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts import service as draft_service
from hundred_app.features.drafts.service import Kept
from hundred_app.features.drafts.state import DraftState
from hundred_app.ui.handlers import handler


class TodayState(Person, rx.State):
    """Today besides the cards, which SeatsState has."""

    heading: str = ""
    summary: str = ""
    due: Due | None = None
    waiting: list[WaitingLog] = []
    days: list[Day] = []
    week: Week | None = None
    hint: str = ""
    lesson: int = 0
    lesson_text: str = ""
    year: str = ""
    year_href: str = ""
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        today = await self._read(service.today)
        self.heading = today.heading
        self.summary = today.summary
        self.due = today.due
        self.waiting = today.waiting
        self.days = today.days
        self.week = today.week
        self.hint = today.hint
        self.lesson = today.lesson
        self.lesson_text = today.lesson_text
        self.year = today.year
        self.year_href = today.year_href
        self.is_loaded = True

    @handler("user")
    async def learned(self) -> None:
        await self._write(accounts.learn, self.lesson)
        self.lesson = 0
        self.lesson_text = ""


class QuickState(Person, rx.State):
    """The quick log. The line belongs to the browser; here is what was understood of it.

    `answered` is the key of the line that Save was answered for last, whatever the answer;
    `saved` is the key of the one that was saved last.
    """

    preview: Preview = Preview(marks=[], chips=[])
    problem: str = ""
    answered: str = ""
    saved: str = ""
    kept: Kept | None = None
    _commitment_id: str = ""
    _minutes: str = ""

    @handler("user")
    async def load(self) -> None:
        self.kept = await self._read(draft_service.find, drafts.QUICK)

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
        """Save what the line says. What it does not say is asked for in the whole form."""
        form = self._form(text, key)
        self.answered = form.key
        try:
            saved = await self._write(quick.quick_log, form)
        except Invalid as error:
            self.preview = await self._read(quick.understand, form)
            if self.preview.asks and not self.preview.problem:
                await self._open(form)
            else:
                self.problem = "" if self.preview.problem else error.message
            return None
        self._commitment_id = ""
        self._minutes = ""
        self.problem = ""
        self.preview = Preview(marks=[], chips=[])
        self.saved = form.key
        self.kept = None
        known = await self.get_state(DraftState)
        known._forget(drafts.QUICK)
        await self._say(saved.sentence, undo=f"{REMOVE}{saved.log_id}")
        return await with_seats(self)

    @handler("user")
    async def open_form(self, text: str, key: str) -> None:
        form = self._form(text, key)
        self.answered = form.key
        await self._open(form)

    async def _open(self, form: QuickForm) -> None:
        """Let the whole form take over, unless it has done so already."""
        log = await self.get_state(LogState)
        if not log.is_open or log.key != form.key:
            await log._open_filled(await self._read(quick.as_form, form))

    def _form(self, text: Any, key: Any = "") -> QuickForm:
        return QuickForm.parse(
            {
                "key": key,
                "text": text,
                "commitment_id": self._commitment_id,
                "minutes": self._minutes,
            }
        )

"""What the browser knows of timers, and the buttons that work on them."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx

from hundred_app.core.errors import Invalid
from hundred_app.core.work import Work
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import cards
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.state.logs import LogState
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts import service as draft_service
from hundred_app.features.drafts.service import Kept
from hundred_app.features.drafts.state import DraftState
from hundred_app.features.focus.service import overview, stopping, timers
from hundred_app.features.focus.service.overview import Running, Waiting
from hundred_app.features.focus.service.timers import StartForm
from hundred_app.features.focus.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight

P = ParamSpec("P")
T = TypeVar("T")

DISCARDED = "discarded:"

STARTING, MOVING, ENDING, DISCARDING = "start", "move", "end", "discard"
"""The dialogs, of which one may be open."""


class FocusState(Person, rx.State):
    """The timer that runs, what waits, and the dialog that is open; the truth is in the database.

    `asked_id` is the session that the dialog is about.
    """

    running: Running | None = None
    waiting: list[Waiting] = []
    break_offer: str = ""
    is_loaded: bool = False
    asking: str = ""
    asked_id: str = ""
    asked: str = ""
    choices: list[Card] = []
    picked: str = ""
    kept: Kept | None = None
    thought_serial: int = 0

    @handler("user")
    async def load(self) -> None:
        await self._refresh()

    @handler("user")
    async def load_page(self) -> None:
        """The focus page has the form for a start, and a line for thoughts, besides."""
        await self._refresh()
        await self._offer()
        self.kept = await self._read(draft_service.find, drafts.THOUGHT)
        self.thought_serial += 1

    @handler("user")
    async def press(self) -> Any:
        """The key, and the row at the side: stop what runs, or start what is in sight."""
        await self._refresh()
        if self.running is not None:
            return await self._stop(self.running.id)
        path = self.router.url.path
        await self._offer(routes.commitment_in(path) if path.startswith("/c/") else "")
        if not self.choices:
            await self._say(t.nothing_to_time)
        elif self.picked:
            await self._act(timers.start, StartForm(commitment_id=self.picked))
        else:
            self.asking = STARTING
        return None

    @handler("user")
    async def start(self, commitment_id: str) -> None:
        await self._act(timers.start, StartForm(commitment_id=commitment_id))

    @handler("user")
    async def start_with(self, form_data: dict[str, Any]) -> None:
        self.problems = {}
        await self._act(timers.start, StartForm.parse(form_data))
        self.asking = ""

    @handler("user")
    async def take_break(self) -> None:
        await self._act(timers.take_break)

    @handler("user")
    async def pause(self, session_id: str) -> None:
        await self._act(timers.pause, session_id)

    @handler("user")
    async def resume(self, session_id: str) -> None:
        await self._act(timers.resume, session_id)

    @handler("user")
    async def go_on(self, session_id: str) -> None:
        await self._say(await self._act(timers.go_on, session_id))

    @handler("user")
    async def stop(self, session_id: str) -> Any:
        return await self._stop(session_id)

    @handler("user")
    async def set_end(self, form_data: dict[str, Any]) -> None:
        self.problems = {}
        end = str(form_data.get("end", ""))
        await self._write_about(await self._act(stopping.set_end, self._asked(form_data), end))

    @handler("user")
    async def ask_start(self, session_id: str) -> None:
        self._ask(MOVING, session_id)

    @handler("user")
    async def set_start(self, form_data: dict[str, Any]) -> None:
        self.problems = {}
        start = str(form_data.get("start", ""))
        await self._say(await self._act(timers.set_start, self._asked(form_data), start))
        self.asking = ""

    @handler("user")
    async def ask_discard(self, session_id: str) -> None:
        self.asked = await self._read(overview.discarding, session_id)
        self._ask(DISCARDING, session_id)

    @handler("user")
    async def discard(self, session_id: str) -> None:
        self.asking = ""
        await self._act(timers.discard, session_id)
        await self._say(t.discarded, undo=f"{DISCARDED}{session_id}")

    @handler("user")
    async def undo_discard(self, what: str) -> None:
        """Take back what a notice told of, if it was this."""
        if what.startswith(DISCARDED):
            await self._act(timers.undo_discard, what.removeprefix(DISCARDED))
            await self._say(t.is_back)

    @handler("user")
    async def close(self) -> None:
        self.asking = ""
        self.problems = {}

    @handler("user")
    async def add_thought(self, thought: str) -> None:
        if self.running is None:
            await self._refresh()
        if self.running is not None:
            await self._act(timers.add_thought, self.running.id, thought)
            known = await self.get_state(DraftState)
            known._forget(drafts.THOUGHT)
            self.kept = None
            self.thought_serial += 1

    @handler("user")
    async def save_log(self, form_data: dict[str, Any]) -> Any:
        """Save the log form, whoever opened it: of a stretch, or without one."""
        form = await self.get_state(LogState)
        return await form._save(form_data, stopping.log_time)

    async def _stop(self, session_id: str) -> Any:
        if await self._read(stopping.is_runaway, session_id):
            self._ask(ENDING, session_id)
            return None
        form = await self._act(stopping.stop, session_id)
        if form is None:
            return page_in_sight(self)
        await self._write_about(form)
        return None

    async def _write_about(self, form: LogForm) -> None:
        self.asking = ""
        log = await self.get_state(LogState)
        await log._open_filled(form)

    async def _act(
        self, fn: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do it, and show how things are then; also when another window was faster."""
        try:
            return await self._write(fn, *args, **kwargs)
        finally:
            await self._refresh()

    async def _refresh(self) -> None:
        found = await self._read(overview.overview)
        self.running = found.running
        self.waiting = found.waiting
        self.break_offer = found.break_offer
        self.is_loaded = True

    async def _offer(self, wanted: str = "") -> None:
        """What a timer may be started for, and which is meant if that is clear."""
        self.choices = await self._read(cards.cards)
        ids = [card.id for card in self.choices]
        self.picked = wanted if wanted in ids else ids[0] if len(ids) == 1 else ""
        self.problems = {}

    def _ask(self, what: str, session_id: str) -> None:
        self.problems = {}
        self.asking = what
        self.asked_id = session_id

    def _asked(self, form_data: dict[str, Any]) -> str:
        """What a dialog was about: it says so itself, and outlives this state."""
        session_id = form_data.get("session_id", "")
        if not isinstance(session_id, str):
            raise Invalid("", t.gone)
        return session_id

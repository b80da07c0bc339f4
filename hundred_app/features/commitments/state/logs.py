"""The log form, in its dialog, and deleting with undo."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import reflex as rx

from hundred_app.core.errors import Changed, Invalid, NotFound
from hundred_app.core.ids import new_id, parse_id
from hundred_app.core.work import Work
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import cards, logs, museum, prompting, resending, told
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.logs import LogForm, Saved
from hundred_app.features.commitments.service.told import Typed
from hundred_app.features.commitments.state.seats import with_seats
from hundred_app.features.commitments.texts import t
from hundred_app.features.drafts import service as draft_service
from hundred_app.features.drafts.service import Kept
from hundred_app.features.drafts.state import DraftState
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight

LogTime = Callable[[Work, LogForm], Saved]

NOTHING_TYPED = Typed("", "")

RESTORE = "restore:"
REMOVE = "remove:"
HANG = "hang:"


class LogState(Person, rx.State):
    """The form for one log. The browser has its fields; the server sends what they begin with.

    `serial` changes when the form should begin anew with other texts. `answered` changes
    with every answer to Save, and `closed` when the form was closed because somebody meant
    it: what a browser sees closing without that was lost with the server's memory.

    `line_saved` is the key of the quick line whose form was saved last. The caret begins in the
    field that `begin_at` names.

    The form is in its dialog when `is_open`, or in the place of the log that has the id `here`.
    """

    is_open: bool = False
    here: str = ""
    is_edit: bool = False
    is_timed: bool = False
    is_line: bool = False
    line_saved: str = ""
    begin_at: str = ""
    can_wait: bool = False
    is_later: bool = False
    key: str = ""
    rev: int = 0
    over: int = 0
    answered: str = ""
    closed: str = ""
    kept: Kept | None = None
    commitment_id: str = ""
    by_span: bool = False
    duration: str = ""
    moment: str = ""
    ended: str = ""
    reflection: str = ""
    prompt: str = ""
    draft: str = ""
    serial: int = 0
    theirs: str = ""
    conflict: str = ""
    told: str = ""
    overlaps: str = ""
    _typed: Typed = NOTHING_TYPED
    choices: list[Card] = []

    @handler("user")
    async def open_new(self) -> None:
        path = self.router.url.path
        self.choices = await self._read(cards.cards)
        wanted = routes.commitment_in(path) if path.startswith("/c/") else ""
        running = [card.id for card in self.choices]
        await self._open(
            LogForm(
                key=new_id(),
                commitment_id=wanted if wanted in running else (running[0] if running else ""),
                duration="",
                reflection="",
            )
        )

    @handler("user")
    async def open_edit(self, log_id: str) -> None:
        form = await self._read(logs.as_form, log_id)
        self.choices = await self._read(cards.choices, form.commitment_id)
        await self._open(form)

    @handler("user")
    async def edit_here(self, log_id: str) -> None:
        """Put the form in the place of its log."""
        form = await self._read(logs.as_form, log_id)
        self.choices = await self._read(cards.choices, form.commitment_id)
        await self._begin(form)
        self.here = form.key

    @handler("user")
    async def resume(self, form_data: dict[str, Any]) -> None:
        """Open the form again that was open when the server went away, as the browser has it."""
        # No commitment is picked when there is none to pick.
        form = LogForm.parse({"commitment_id": "", **form_data})
        if self.is_open and self.key == form.key:
            return
        if await self._read(resending.is_saved, form):
            saved = await self._read(resending.answer, form)
            # The browser may have sent its draft once more since.
            await self._write(draft_service.forget, form.subject)
            await self._saved(form)
            undo = "" if form.rev else f"{REMOVE}{saved.log_id}"
            await self._say(saved.sentence, undo=undo)
            return
        problems = self.problems
        await self._open_filled(form)
        self.problems = problems

    @handler("user")
    async def close(self) -> None:
        self._close()
        self.problems = {}

    @handler("user")
    async def type_duration(self, text: str) -> None:
        await self._tell_back(duration=str(text))

    @handler("user")
    async def type_moment(self, text: str) -> None:
        await self._tell_back(moment=str(text))

    @handler("user")
    async def type_ended(self, text: str) -> None:
        await self._tell_back(ended=str(text))

    @handler("user")
    async def measure(self, by_span: str) -> None:
        """Say how long it was, or when it ended. The fields of both stay as they are."""
        self.by_span = by_span == "1"
        await self._tell_back(by_span=self.by_span)

    async def _save(self, form_data: dict[str, Any], log_time: LogTime) -> Any:
        """Save what the form says; a new log by `log_time`, of the feature that opened it."""
        self.answered = new_id()
        self.problems = {}
        try:
            form = LogForm.parse(form_data)
            # The form itself says which it is: this state may be younger than the form.
            is_edit = form.rev > 0
            saved = await self._write(logs.edit_log if is_edit else log_time, form)
        except Invalid as error:
            self.problems = {error.field: error.message}
            return None
        except Changed as changed:
            self.conflict = changed.message
            self.theirs = changed.theirs
            self.over = changed.rev
            return None
        await self._saved(form)
        await self._say(saved.sentence, undo="" if is_edit else f"{REMOVE}{saved.log_id}")
        return await with_seats(self)

    @handler("user")
    async def take_theirs(self) -> Any:
        """Give up the text of this window for the one that the other window saved."""
        await self._write(draft_service.forget, self.draft)
        await self._saved(await self._read(logs.as_form, self.key))
        return page_in_sight(self)

    @handler("user")
    async def remove(self) -> Any:
        kept, sentence = await self._write(logs.remove_log, self.key)
        self._close()
        await self._say(sentence, undo=f"{RESTORE}{kept}")
        return page_in_sight(self)

    @handler("user")
    async def undo(self, what: str) -> Any:
        """Take back the deed that a notice told of: a deletion, or a log just made."""
        text = str(what)
        if text.startswith(RESTORE):
            saved = await self._write(logs.restore_log, text.removeprefix(RESTORE))
            await self._say(saved.sentence)
        elif text.startswith(HANG):
            commitment_id, _, line = text.removeprefix(HANG).partition(":")
            await self._write(museum.hang_up, parse_id(commitment_id), line)
            await self._say(t.line_hangs)
        elif not text.startswith(REMOVE):
            return None
        else:
            kept, sentence = await self._write(logs.remove_log, text.removeprefix(REMOVE))
            await self._say(sentence, undo=f"{RESTORE}{kept}")
        return page_in_sight(self)

    async def _tell_back(self, **typed: Any) -> None:
        """Say in words what the form would log, before it is saved."""
        self._typed = replace(self._typed, **typed)
        self.told, self.overlaps = await self._read(told.told_back, self._typed, self.key)

    async def _open_filled(self, form: LogForm) -> None:
        """Open a form in which something stands already, and say back what."""
        try:
            self.choices = await self._read(cards.choices, form.commitment_id)
        except NotFound:
            self.choices = await self._read(cards.cards)
        await self._open(form)
        await self._tell_back()

    async def _open(self, form: LogForm) -> None:
        await self._begin(form)
        self.is_open = True

    async def _begin(self, form: LogForm) -> None:
        self._fill(form)
        self.prompt, template = await self._read(prompting.prompting)
        self.reflection = form.reflection or template
        self.is_open = False
        self.here = ""
        self.is_edit = form.rev > 0
        self.is_timed = form.is_timed > 0
        self.is_line = form.is_line > 0
        self.begin_at = _begin_at(form)
        self.is_later = bool(form.later)
        # A log that has its sentence cannot lose it again.
        self.can_wait = self.is_later or not self.is_edit
        self.draft = form.subject
        self.kept = await self._read(draft_service.find, self.draft)

    async def _saved(self, form: LogForm) -> None:
        """The text of this form is in the database, or given up: nothing is left to keep."""
        known = await self.get_state(DraftState)
        known._forget(form.subject)
        if form.is_line:
            self.line_saved = form.key
        self._close()

    def _close(self) -> None:
        self.is_open = False
        self.here = ""
        self.closed = new_id()
        self.kept = None

    def _fill(self, form: LogForm) -> None:
        self.problems = {}
        self.over = 0
        self.conflict = ""
        self.theirs = ""
        self.key = form.key
        self.rev = form.rev
        self.commitment_id = form.commitment_id
        self.duration = form.duration
        self.moment = form.moment
        self.ended = form.ended
        self.by_span = form.by_span > 0
        self.told = ""
        self.overlaps = ""
        self._typed = form.typed
        self.reflection = form.reflection
        self.serial += 1


def _begin_at(form: LogForm) -> str:
    """The first field in which something is missing; of a log that is there, its duration."""
    if form.is_line and not form.commitment_id:
        return "commitment_id"
    return "reflection" if form.duration and not form.rev else "duration"

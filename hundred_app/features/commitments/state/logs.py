"""The log form, in its dialog, and deleting with undo."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Changed
from hundred_app.core.ids import new_id
from hundred_app.features.accounts.state import Person, signed_in
from hundred_app.features.commitments.service import cards, logs
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.ui import routes
from hundred_app.ui.drafts import DraftState
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight

RESTORE = "restore:"
REMOVE = "remove:"


class LogState(Person, rx.State):
    """The form for one log. The browser has its fields; the server sends what they begin with.

    `serial` changes when the form should begin anew with other texts.
    """

    is_open: bool = False
    is_edit: bool = False
    key: str = ""
    rev: int = 0
    commitment_id: str = ""
    duration: str = ""
    moment: str = ""
    reflection: str = ""
    draft: str = ""
    serial: int = 0
    theirs: str = ""
    conflict: str = ""
    told: str = ""
    overlaps: str = ""
    _typed_duration: str = ""
    _typed_moment: str = ""
    choices: list[Card] = []

    @handler("user")
    async def open_new(self) -> None:
        path = self.router.url.path
        self.choices = await self._read(cards.cards)
        wanted = routes.commitment_in(path) if path.startswith("/c/") else ""
        running = [card.id for card in self.choices]
        self._fill(
            LogForm(
                key=new_id(),
                commitment_id=wanted if wanted in running else (running[0] if running else ""),
                duration="",
                reflection="",
            )
        )
        self.is_edit = False
        # Named after the person: the next one at this browser must not be offered it.
        self.draft = f"log:new:{signed_in().username}"
        self.is_open = True

    @handler("user")
    async def open_edit(self, log_id: str) -> None:
        form = await self._read(logs.as_form, log_id)
        self.choices = await self._read(cards.choices, form.commitment_id)
        self._fill(form)
        self.is_edit = True
        self.draft = f"log:{form.key}"
        self.is_open = True

    @handler("user")
    async def close(self) -> None:
        self.is_open = False
        self.problems = {}

    @handler("user")
    async def type_duration(self, text: str) -> None:
        self._typed_duration = str(text)
        await self._tell_back()

    @handler("user")
    async def type_moment(self, text: str) -> None:
        self._typed_moment = str(text)
        await self._tell_back()

    @handler("user")
    async def save(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        form = LogForm.parse(form_data)
        try:
            saved = await self._write(logs.edit_log if self.is_edit else logs.log_time, form)
        except Changed as changed:
            self.conflict = changed.message
            self.theirs = changed.theirs
            self.rev = changed.rev
            return None
        self.is_open = False
        drafts = await self.get_state(DraftState)
        drafts._forget(self.draft)
        await self._say(saved.sentence, undo="" if self.is_edit else f"{REMOVE}{saved.log_id}")
        return page_in_sight(self)

    @handler("user")
    async def take_theirs(self) -> Any:
        drafts = await self.get_state(DraftState)
        drafts._forget(self.draft)
        form = await self._read(logs.as_form, self.key)
        self._fill(form)
        self.is_open = False
        return page_in_sight(self)

    @handler("user")
    async def remove(self) -> Any:
        kept, sentence = await self._write(logs.remove_log, self.key)
        self.is_open = False
        await self._say(sentence, undo=f"{RESTORE}{kept}")
        return page_in_sight(self)

    @handler("user")
    async def undo(self, what: str) -> Any:
        """Take back the deed that a notice told of: a deletion, or a log just made."""
        text = str(what)
        if text.startswith(RESTORE):
            saved = await self._write(logs.restore_log, text.removeprefix(RESTORE))
            await self._say(saved.sentence)
        else:
            kept, sentence = await self._write(logs.remove_log, text.removeprefix(REMOVE))
            await self._say(sentence, undo=f"{RESTORE}{kept}")
        return page_in_sight(self)

    async def _tell_back(self) -> None:
        """Say in words what the form would log, before it is saved."""
        self.told, self.overlaps = await self._read(
            logs.told_back, self._typed_duration, self._typed_moment, self.key
        )

    def _fill(self, form: LogForm) -> None:
        self.problems = {}
        self.conflict = ""
        self.theirs = ""
        self.key = form.key
        self.rev = form.rev
        self.commitment_id = form.commitment_id
        self.duration = form.duration
        self.moment = form.moment
        self.told = ""
        self.overlaps = ""
        self._typed_duration = form.duration
        self._typed_moment = form.moment
        self.reflection = form.reflection
        self.serial += 1

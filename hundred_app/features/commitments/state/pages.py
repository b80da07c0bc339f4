"""The page of a commitment, the museum, the synthesis room."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Changed, NotFound
from hundred_app.core.ids import new_id, parse_id
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import (
    ceremony,
    entries,
    letters,
    pages,
    pursuits,
    syntheses,
)
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.ceremony import Ceremony
from hundred_app.features.commitments.service.entries import Note
from hundred_app.features.commitments.service.letters import LetterLine
from hundred_app.features.commitments.service.pages import Fact, MilestoneLine, SquareNote
from hundred_app.features.commitments.service.pursuits import Put
from hundred_app.features.commitments.service.syntheses import Room, SynthesisForm
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts import service as draft_service
from hundred_app.features.drafts.service import Kept
from hundred_app.features.drafts.state import DraftState
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler

JOURNAL_PAGE = 20
FINISHED = "finished:"


class PursuitState(Person, rx.State):
    """One commitment's page."""

    card: Card | None = None
    subtitle: str = ""
    lead: str = ""
    facts: list[Fact] = []
    milestones: list[MilestoneLine] = []
    letter: LetterLine | None = None
    squares: list[SquareNote] = []
    journal: list[Note] = []
    journal_limit: int = JOURNAL_PAGE
    has_more: bool = False
    oldest_first: bool = False
    is_active: bool = True
    is_empty: bool = False
    is_missing: bool = False
    shown_id: str = ""

    @handler("user")
    async def load(self) -> None:
        try:
            commitment_id = routes.commitment_in(self.router.url.path)
            page = await self._read(pages.page, commitment_id)
        except NotFound:
            self.is_missing = True
            self.card = None
            return
        if commitment_id != self.shown_id:
            self.shown_id = commitment_id
            self.journal_limit = JOURNAL_PAGE
        self.is_missing = False
        self.card = page.card
        self.subtitle = page.subtitle
        self.lead = page.lead
        self.facts = page.facts
        self.milestones = page.milestones
        self.is_active = page.is_active
        self.is_empty = page.is_empty
        self.has_more = page.log_count > self.journal_limit
        self.letter = await self._read(letters.line, commitment_id)
        self.squares = await self._read(pages.squares, commitment_id)
        await self._load_journal()

    @handler("user")
    async def show_more(self) -> None:
        self.journal_limit += JOURNAL_PAGE
        await self._load_journal()

    @handler("user")
    async def turn_round(self) -> None:
        self.oldest_first = not self.oldest_first
        await self._load_journal()

    async def _load_journal(self) -> None:
        self.journal = await self._read(
            entries.journal,
            self.shown_id,
            limit=self.journal_limit,
            oldest_first=self.oldest_first,
        )
        shown = sum(1 for note in self.journal if not note.synthesis_href)
        self.has_more = shown >= self.journal_limit


class MuseumState(Person, rx.State):
    """What was finished or put down."""

    wall: list[Put] = []
    summary: str = ""
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.wall = await self._read(pursuits.museum)
        self.summary = pursuits.museum_summary(self.wall)
        self.is_loaded = True


class RoomState(Person, rx.State):
    """The synthesis room. The text belongs to the browser until it is sent."""

    room: Room | None = None
    draft: str = ""
    kept: Kept | None = None
    serial: int = 0
    over: int = 0
    answered: str = ""
    conflict: str = ""
    theirs: str = ""
    is_missing: bool = False
    is_loaded: bool = False
    ceremony: Ceremony | None = None

    @handler("user")
    async def load(self) -> None:
        self.is_loaded = True
        self.ceremony = None
        path = self.router.url.path
        try:
            commitment_id = routes.commitment_in(path)
            hours = routes.milestone_in(path)
            self.room = await self._read(syntheses.room, commitment_id, hours)
        except NotFound:
            self.room = None
            self.is_missing = True
            return
        self.is_missing = False
        self.problems = {}
        self.conflict = ""
        self.theirs = ""
        self.over = 0
        self.draft = drafts.of_synthesis(commitment_id, self.room.threshold)
        self.kept = await self._read(draft_service.find, self.draft)
        self.serial += 1

    @handler("user")
    async def finish(self, form_data: dict[str, Any]) -> Any:
        self.answered = new_id()
        self.problems = {}
        path = self.router.url.path
        commitment_id, hours = routes.commitment_in(path), routes.milestone_in(path)
        form = SynthesisForm.parse(form_data)
        try:
            sentence = await self._write(syntheses.write, commitment_id, hours, form)
        except Changed as changed:
            self.conflict = changed.message
            self.theirs = changed.theirs
            self.over = changed.rev
            return None
        known = await self.get_state(DraftState)
        known._forget(drafts.of_synthesis(commitment_id, hours))
        if form.rev or form.over:
            await self._say(sentence)
            return rx.redirect(routes.commitment(commitment_id))
        await self._say(sentence, undo=f"{FINISHED}{commitment_id}:{hours}")
        self.ceremony = await self._read(ceremony.ceremony, commitment_id, hours)
        return None

    @handler("user")
    async def go_on(self) -> Any:
        """Leave the page that says what was written."""
        return rx.redirect(routes.commitment(routes.commitment_in(self.router.url.path)))

    @handler("user")
    async def undo_finish(self, what: str) -> Any:
        """Take back the synthesis that a notice told of, and go to where its text is."""
        if not what.startswith(FINISHED):
            return None
        commitment_id, _, hours = what.removeprefix(FINISHED).partition(":")
        sentence = await self._write(syntheses.take_back, parse_id(commitment_id), hours)
        await self._say(sentence)
        room = f"{routes.commitment(commitment_id)}/milestone/{hours}"
        if self.router.url.path.rstrip("/") == room:
            return RoomState.load
        return rx.redirect(room)

    @handler("user")
    async def take_theirs(self) -> Any:
        """Give up the text of this window for the one that the other window saved."""
        await self._write(draft_service.forget, self.draft)
        known = await self.get_state(DraftState)
        known._forget(self.draft)
        return rx.redirect(routes.commitment(routes.commitment_in(self.router.url.path)))

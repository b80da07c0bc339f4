"""The page of a commitment, the history, the museum, the synthesis room."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Changed, NotFound
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import entries, pages, pursuits, syntheses
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.entries import Day, Note
from hundred_app.features.commitments.service.pages import Fact, MilestoneLine, SquareNote
from hundred_app.features.commitments.service.pursuits import Put
from hundred_app.features.commitments.service.syntheses import Room, SynthesisForm
from hundred_app.ui import routes
from hundred_app.ui.drafts import DraftState
from hundred_app.ui.handlers import handler

JOURNAL_PAGE = 20


class PursuitState(Person, rx.State):
    """One commitment's page."""

    card: Card | None = None
    subtitle: str = ""
    lead: str = ""
    facts: list[Fact] = []
    milestones: list[MilestoneLine] = []
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


class HistoryState(Person, rx.State):
    """The history, as far as it was opened."""

    summary: str = ""
    days: list[Day] = []
    next_page: str = ""
    commitment_id: str = ""
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.commitment_id = str(self.router.url.query_parameters.get("commitment", ""))
        found = await self._read(entries.history, page="", commitment_id=self.commitment_id)
        self.summary = found.summary
        self.days = found.days
        self.next_page = found.next_page
        self.is_loaded = True

    @handler("user")
    async def show_more(self) -> None:
        if not self.next_page:
            return
        found = await self._read(
            entries.history, page=self.next_page, commitment_id=self.commitment_id
        )
        self.days = entries.joined(self.days, found.days)
        self.next_page = found.next_page


class MuseumState(Person, rx.State):
    """What was finished or put down."""

    wall: list[Put] = []
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.wall = await self._read(pursuits.museum)
        self.is_loaded = True


class RoomState(Person, rx.State):
    """The synthesis room. The text belongs to the browser until it is sent."""

    room: Room | None = None
    draft: str = ""
    serial: int = 0
    rev: int = 0
    conflict: str = ""
    theirs: str = ""
    is_missing: bool = False

    @handler("user")
    async def load(self) -> None:
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
        self.rev = self.room.rev
        self.draft = f"synthesis:{commitment_id}:{hours}"
        self.serial += 1

    @handler("user")
    async def finish(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        path = self.router.url.path
        commitment_id = routes.commitment_in(path)
        form = SynthesisForm.parse({**form_data, "rev": self.rev})
        try:
            sentence = await self._write(
                syntheses.write, commitment_id, routes.milestone_in(path), form
            )
        except Changed as changed:
            self.conflict = changed.message
            self.theirs = changed.theirs
            self.rev = changed.rev
            return None
        drafts = await self.get_state(DraftState)
        drafts._forget(self.draft)
        await self._say(sentence)
        return rx.redirect(routes.commitment(commitment_id))

    @handler("user")
    async def take_theirs(self) -> Any:
        """Give up the text of this window for the one that the other window saved."""
        drafts = await self.get_state(DraftState)
        drafts._forget(self.draft)
        return rx.redirect(routes.commitment(routes.commitment_in(self.router.url.path)))

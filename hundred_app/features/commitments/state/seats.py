"""The four seats, on every page; and making, changing, putting away and deleting a commitment."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Busy, Changed
from hundred_app.core.ids import new_id, parse_id
from hundred_app.features.accounts.state import AccountState, Person
from hundred_app.features.commitments.service import cards, pursuits, removing
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight

ARCHIVED = "archived:"
DELETED = "deleted:"


class SeatsState(Person, rx.State):
    """The running commitments, for the sidebar and for Today."""

    cards: list[Card] = []
    free: list[int] = []
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        await self._look()
        self.is_loaded = True
        account = await self.get_state(AccountState)
        await account._know()

    async def _look(self) -> None:
        self.cards = await self._read(cards.cards)
        self.free = list(range(4 - len(self.cards)))


async def with_seats(state: Person) -> list[Any]:
    """After time was logged: the page in sight loaded again, and the seats in this very answer.

    The grid that fills is what somebody who saves is looking at, and an event more would be
    another question of who is asking, another turn and another drawing before it changes.
    """
    seats = await state.get_state(SeatsState)
    try:
        await seats._look()
    except Busy:
        # What was logged is saved, and said to be: only the look at it has to wait.
        return page_in_sight(state)
    return page_in_sight(state, but=SeatsState.load)


class PursuitFormState(Person, rx.State):
    """The dialogs about one commitment: making or changing it, and deleting it."""

    is_open: bool = False
    is_deleting: bool = False
    commitment_id: str = ""
    title: str = ""
    category: str = ""
    goal_hours: str = "100"
    hours_before: str = ""
    categories: list[str] = []
    what_goes: str = ""
    rev: int = 0
    over: int = 0
    conflict: str = ""
    theirs: str = ""
    closed: str = ""

    @handler("user")
    async def open_new(self) -> None:
        self._fill("", CommitmentForm(title=""))
        self.categories = await self._read(pursuits.categories)
        self.is_open = True

    @handler("user")
    async def open_edit(self) -> None:
        commitment_id = routes.commitment_in(self.router.url.path)
        self._fill(commitment_id, await self._read(pursuits.as_form, commitment_id))
        self.categories = await self._read(pursuits.categories)
        self.is_open = True

    @handler("user")
    async def open_delete(self) -> None:
        commitment_id = routes.commitment_in(self.router.url.path)
        self._fill(commitment_id, await self._read(pursuits.as_form, commitment_id))
        self.what_goes = await self._read(removing.what_goes, commitment_id)
        self.is_deleting = True

    @handler("user")
    async def close(self) -> None:
        self._close()
        self.problems = {}

    @handler("user")
    async def resume(self, form_data: dict[str, Any]) -> None:
        """Open the form again that was open when the server went away, as the browser has it."""
        if self.is_open:
            return
        form = CommitmentForm.parse(form_data)
        # A commitment is changed on its own page only, and a new one has no rev.
        commitment_id = routes.commitment_in(self.router.url.path) if form.rev else ""
        problems = self.problems
        self._fill(commitment_id, form)
        self.problems = problems
        self.categories = await self._read(pursuits.categories)
        self.is_open = True

    @handler("user")
    async def save(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        form = CommitmentForm.parse(form_data)
        if not form.rev:
            made = await self._write(pursuits.commit, form)
            self._close()
            return rx.redirect(routes.commitment(made))
        # A form that outlived the server's memory is one on the page of its commitment.
        commitment_id = self.commitment_id or routes.commitment_in(self.router.url.path)
        try:
            await self._write(pursuits.edit, commitment_id, form)
        except Changed as changed:
            self.conflict = changed.message
            self.theirs = changed.theirs
            self.over = changed.rev
            return None
        self._close()
        await self._say(t.saved)
        return page_in_sight(self)

    @handler("user")
    async def take_theirs(self) -> Any:
        """Leave the commitment as the other window changed it."""
        self._close()
        return page_in_sight(self)

    @handler("user")
    async def archive(self) -> Any:
        commitment_id = routes.commitment_in(self.router.url.path)
        form = await self._read(pursuits.as_form, commitment_id)
        await self._write(pursuits.archive, commitment_id)
        await self._say(t.archived_notice(title=form.title), undo=f"{ARCHIVED}{commitment_id}")
        return page_in_sight(self)

    @handler("user")
    async def undo_archive(self, what: str) -> Any:
        """Give the commitment that a notice told of its seat again."""
        if not what.startswith(ARCHIVED):
            return None
        return await self._reopen(parse_id(what.removeprefix(ARCHIVED)))

    @handler("user")
    async def reopen(self, commitment_id: str) -> Any:
        return await self._reopen(commitment_id)

    async def _reopen(self, commitment_id: str) -> Any:
        form = await self._read(pursuits.as_form, commitment_id)
        await self._write(pursuits.reopen, commitment_id)
        await self._say(t.reopened_notice(title=form.title))
        return page_in_sight(self)

    @handler("user")
    async def delete(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        typed = form_data.get("typed_title", "")
        kept = await self._write(removing.delete, self.commitment_id, str(typed))
        self._close()
        await self._say(t.deleted_commitment(title=self.title), undo=f"{DELETED}{kept}")
        return rx.redirect("/")

    @handler("user")
    async def undo_delete(self, what: str) -> Any:
        """Put the commitment back that a notice told of."""
        if not what.startswith(DELETED):
            return None
        back = await self._write(removing.put_back, what.removeprefix(DELETED))
        await self._say(back.sentence)
        return rx.redirect(routes.commitment(back.commitment_id))

    def _close(self) -> None:
        self.is_open = False
        self.is_deleting = False
        self.closed = new_id()

    def _fill(self, commitment_id: str, form: CommitmentForm) -> None:
        self.problems = {}
        self.commitment_id = commitment_id
        self.title = form.title
        self.category = form.category
        self.goal_hours = form.goal_hours
        self.hours_before = form.hours_before
        self.rev = form.rev
        self.over = 0
        self.conflict = ""
        self.theirs = ""

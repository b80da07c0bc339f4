"""The four seats, on every page; and making, changing, putting away and deleting a commitment."""

from typing import Any

import reflex as rx

from hundred_app.features.accounts.state import AccountState, Person
from hundred_app.features.commitments.service import cards, pursuits
from hundred_app.features.commitments.service.cards import Card
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler
from hundred_app.ui.refresh import page_in_sight


class SeatsState(Person, rx.State):
    """The running commitments, for the sidebar and for Today."""

    cards: list[Card] = []
    free: list[int] = []
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.cards = await self._read(cards.cards)
        self.free = list(range(4 - len(self.cards)))
        self.is_loaded = True
        account = await self.get_state(AccountState)
        await account._know()


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
        self.what_goes = await self._read(pursuits.what_goes, commitment_id)
        self.is_deleting = True

    @handler("user")
    async def close(self) -> None:
        self.is_open = False
        self.is_deleting = False
        self.problems = {}

    @handler("user")
    async def save(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        form = CommitmentForm.parse(form_data)
        if self.commitment_id:
            await self._write(pursuits.edit, self.commitment_id, form)
            self.is_open = False
            await self._say(t.saved)
            return page_in_sight(self)
        made = await self._write(pursuits.commit, form)
        self.is_open = False
        return rx.redirect(routes.commitment(made))

    @handler("user")
    async def archive(self) -> Any:
        commitment_id = routes.commitment_in(self.router.url.path)
        form = await self._read(pursuits.as_form, commitment_id)
        await self._write(pursuits.archive, commitment_id)
        await self._say(t.archived_notice(title=form.title))
        return page_in_sight(self)

    @handler("user")
    async def reopen(self, commitment_id: str) -> Any:
        form = await self._read(pursuits.as_form, commitment_id)
        await self._write(pursuits.reopen, commitment_id)
        await self._say(t.reopened_notice(title=form.title))
        return page_in_sight(self)

    @handler("user")
    async def delete(self, form_data: dict[str, Any]) -> Any:
        self.problems = {}
        typed = form_data.get("typed_title", "")
        await self._write(pursuits.delete, self.commitment_id, str(typed))
        self.is_deleting = False
        await self._say(t.deleted_commitment(title=self.title))
        return rx.redirect("/")

    def _fill(self, commitment_id: str, form: CommitmentForm) -> None:
        self.problems = {}
        self.commitment_id = commitment_id
        self.title = form.title
        self.category = form.category
        self.goal_hours = form.goal_hours
        self.hours_before = form.hours_before

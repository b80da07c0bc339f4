"""The page of the letter to one's later self."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import letters
from hundred_app.features.commitments.service.letters import LetterForm, LetterPage
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.drafts import service as draft_service
from hundred_app.features.drafts.service import Kept
from hundred_app.features.drafts.state import DraftState
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler


class LetterState(Person, rx.State):
    """The letter of the commitment in the address. Its text stays in the browser until sealed."""

    letter: LetterPage | None = None
    draft: str = ""
    kept: Kept | None = None
    serial: int = 0
    answered: str = ""
    is_missing: bool = False
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.is_loaded = True
        self.problems = {}
        try:
            commitment_id = routes.commitment_in(self.router.url.path)
            self.letter = await self._read(letters.page, commitment_id)
        except NotFound:
            self.letter = None
            self.is_missing = True
            return
        self.is_missing = False
        self.draft = drafts.of_letter(commitment_id)
        self.kept = await self._read(draft_service.find, self.draft)
        self.serial += 1

    @handler("user")
    async def seal(self, form_data: dict[str, Any]) -> Any:
        self.answered = new_id()
        self.problems = {}
        commitment_id = routes.commitment_in(self.router.url.path)
        form = LetterForm.parse(form_data)
        sentence = await self._write(letters.seal, commitment_id, form)
        known = await self.get_state(DraftState)
        known._forget(drafts.of_letter(commitment_id))
        await self._say(sentence)
        return rx.redirect(routes.commitment(commitment_id))

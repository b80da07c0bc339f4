"""A piece of the museum: its lines, and choosing them."""

from typing import Any

import reflex as rx

from hundred_app.core import prose
from hundred_app.core.errors import NotFound
from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.rules import lines
from hundred_app.features.commitments.service import museum
from hundred_app.features.commitments.service.museum import Hung
from hundred_app.features.commitments.state.logs import HANG
from hundred_app.features.commitments.state.pages import PursuitState
from hundred_app.features.commitments.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler


class PieceState(Person, rx.State):
    """What an archived commitment shows beside its hours; `offered` are sentences to hang."""

    lines: list[str] = []
    syntheses: list[Hung] = []
    offered: list[str] = []
    is_open: bool = False

    @handler("user")
    async def load(self) -> None:
        self.is_open = False
        try:
            piece = await self._read(museum.piece, routes.commitment_in(self.router.url.path))
        except NotFound:
            self.lines, self.syntheses = [], []
            return
        self.lines = piece.lines
        self.syntheses = piece.syntheses

    @handler("user")
    async def choose(self, note_id: str) -> None:
        """Offer the sentences of an entry of the journal."""
        page = await self.get_state(PursuitState)
        text = next((note.text for note in page.journal if note.id == note_id), "")
        self.offered = lines.sentences(prose.plain(text))
        self.is_open = True

    @handler("user")
    async def close(self) -> None:
        self.is_open = False

    @handler("user")
    async def hang_up(self, line: str) -> Any:
        commitment_id = routes.commitment_in(self.router.url.path)
        await self._write(museum.hang_up, commitment_id, line)
        await self._say(t.line_hangs)
        return PieceState.load

    @handler("user")
    async def take_down(self, line: str) -> Any:
        commitment_id = routes.commitment_in(self.router.url.path)
        await self._write(museum.take_down, commitment_id, line)
        await self._say(t.line_taken_down, undo=f"{HANG}{commitment_id}:{line}")
        return PieceState.load

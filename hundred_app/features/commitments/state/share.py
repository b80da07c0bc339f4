"""The dialog with the picture of a commitment."""

import reflex as rx

from hundred_app.features.accounts.state import Person
from hundred_app.features.commitments.service import pictures
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler


class ShareState(Person, rx.State):
    """Which picture is shown. The picture itself comes from the server, see server/pictures.py.

    `is_ours` says whether our fonts have all letters of it; else the browser draws the PNG.
    """

    is_open: bool = False
    commitment_id: str = ""
    theme: str = "light"
    is_ours: bool = True

    @handler("user")
    async def open(self) -> None:
        self.commitment_id = routes.commitment_in(self.router.url.path)
        self.is_ours = await self._read(pictures.has_our_letters, self.commitment_id)
        self.is_open = True

    @handler("user")
    async def close(self) -> None:
        self.is_open = False

    @handler("user")
    async def choose_theme(self, theme: str) -> None:
        self.theme = "dark" if theme == "dark" else "light"

"""The page of the book."""

import reflex as rx

from hundred_app.core.errors import NotFound
from hundred_app.features.accounts.state import Person
from hundred_app.features.book import service
from hundred_app.features.book.service import Cover
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler


class BookState(Person, rx.State):
    """What is in the book. The book itself comes from the server, see server/books.py."""

    cover: Cover | None = None
    is_missing: bool = False

    @handler("user")
    async def load(self) -> None:
        try:
            commitment_id = routes.commitment_in(self.router.url.path)
            self.cover = await self._read(service.cover, commitment_id)
        except NotFound:
            self.cover = None
            self.is_missing = True
            return
        self.is_missing = False

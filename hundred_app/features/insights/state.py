"""What the browser knows of the charts."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import NotFound
from hundred_app.features.accounts.state import Person
from hundred_app.features.insights import rules, service
from hundred_app.features.insights.service import Row, Share
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler


class HoursState(Person, rx.State):
    """Hours over time: of the commitment whose page this is, or of all on /insights."""

    range: str = "all"
    view: str = "line"
    summary: str = ""
    sentence: str = ""
    label: str = ""
    figure: dict[str, Any] = {}
    head: list[str] = []
    rows: list[Row] = []
    shares: list[Share] = []
    has_chart: bool = False
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        asked = self.router.url.query_parameters
        self.range = _known(asked.get("range"), self.range, rules.RANGES)
        self.view = _known(asked.get("view"), self.view, rules.VIEWS)
        if not self.router.url.path.startswith("/c/"):
            self.summary = await self._read(service.summary)
        await self._draw()
        self.is_loaded = True

    @handler("user")
    async def choose_range(self, name: str) -> None:
        self.range = _known(name, self.range, rules.RANGES)
        await self._draw()

    @handler("user")
    async def choose_view(self, name: str) -> None:
        self.view = _known(name, self.view, rules.VIEWS)
        await self._draw()

    async def _draw(self) -> None:
        path = self.router.url.path
        try:
            commitment_id = routes.commitment_in(path) if path.startswith("/c/") else ""
            panel = await self._read(service.hours, commitment_id, self.range, self.view)
        except NotFound:
            # The page itself says that there is nothing here.
            self.has_chart = False
            return
        self.sentence = panel.sentence
        self.label = panel.label
        self.figure = panel.figure
        self.head = panel.head
        self.rows = panel.rows
        self.shares = panel.shares
        self.has_chart = panel.has_chart


def _known(name: Any, otherwise: str, choices: Any) -> str:
    return name if isinstance(name, str) and name in choices else otherwise

"""What the browser knows of the charts."""

from typing import Any

import reflex as rx

from hundred_app.core.errors import Invalid, NotFound
from hundred_app.core.forms import NOT_UNDERSTOOD
from hundred_app.features.accounts.state import Person
from hundred_app.features.insights import rules, service
from hundred_app.features.insights.service import (
    NOTHING,
    MoreOnADay,
    Panel,
    Pause,
    Row,
    Share,
    Slider,
    WhatIf,
)
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
    sheet: str = ""
    note: str = ""
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        asked = self.router.url.query_parameters
        # A stretch that was drawn stands in the address, or it was on another page.
        kept = self.range if self.range in rules.RANGES else "all"
        self.range = _range(asked.get("range"), kept)
        self.view = _known(asked.get("view"), self.view, rules.VIEWS)
        if not self.router.url.path.startswith("/c/"):
            self.summary = await self._read(service.summary)
        await self._draw()
        self.is_loaded = True

    @handler("user")
    async def choose_range(self, name: str) -> None:
        self.range = _range(name, self.range)
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
        self.sheet = panel.sheet
        self.note = panel.note


class ChartsState(Person, rx.State):
    """The smaller charts, each from when it comes near: of one commitment, or of all."""

    by: str = "commitment"
    of: str = ""
    aligned: Panel = NOTHING
    year: Panel = NOTHING
    rhythm: Panel = NOTHING
    lengths: Panel = NOTHING
    shares: Panel = NOTHING
    river: Panel = NOTHING
    _near: list[str] = []
    _path: str = ""

    @handler("user")
    async def load(self) -> None:
        asked = self.router.url.query_parameters
        self.by = _known(asked.get("by"), self.by, service.BY)
        of = asked.get("of")
        self.of = of if isinstance(of, str) else self.of
        self._arrive()
        for name in self._near:
            await self._draw(name)

    @handler("user")
    async def come_near(self, name: str) -> None:
        if name not in service.CHARTS:
            raise NotFound
        self._arrive()
        if name not in self._near:
            self._near.append(name)
        await self._draw(name)

    @handler("user")
    async def choose_by(self, by: str) -> None:
        self.by = _known(by, self.by, service.BY)
        await self._draw("shares")

    @handler("user")
    async def choose_of(self, commitment_id: str) -> None:
        self.of = commitment_id
        await self._draw("river")

    def _arrive(self) -> None:
        """On another page, nothing is near yet."""
        path = self.router.url.path
        if path != self._path:
            self._path, self._near = path, []
            for name in service.CHARTS:
                setattr(self, name, NOTHING)

    async def _draw(self, name: str) -> None:
        path = self.router.url.path
        range_name = (await self.get_state(HoursState)).range
        try:
            commitment_id = routes.commitment_in(path) if path.startswith("/c/") else ""
            panel = await self._read(
                service.chart, name, commitment_id, range_name, self.by, self.of
            )
        except NotFound:
            # The page itself says that there is nothing here.
            panel = NOTHING
        setattr(self, name, panel)
        if name == "river" and self.of != panel.of:
            # Nothing of theirs, or nothing at all.
            self.of = ""


class ProspectState(Person, rx.State):
    """What is ahead of the commitment whose page this is, and what would be, if.

    `serial` grows when the sliders go back to where they began.
    """

    sentence: str = ""
    milestone: str = ""
    rhythm: str = ""
    hint: str = ""
    can_imagine: bool = False
    imagined: str = ""
    sliders: list[Slider] = []
    pause: str = ""
    extra: list[int] = [0] * 7
    pause_weeks: int = 0
    serial: int = 0
    is_loaded: bool = False

    @handler("user")
    async def load(self) -> None:
        self.is_loaded = True
        try:
            told = await self._read(service.prospect, self._commitment)
        except NotFound:
            # The page itself says that there is nothing here.
            self.sentence = self.milestone = self.rhythm = self.hint = ""
            self.can_imagine = False
            return
        self.sentence = told.sentence
        self.milestone = told.milestone
        self.rhythm = told.rhythm
        self.hint = told.hint
        self.can_imagine = told.is_told
        await self._imagine([0] * 7, 0)
        self.serial += 1

    @handler("user")
    async def add(self, change: dict[str, Any]) -> None:
        form = MoreOnADay.parse(change)
        extra = [*self.extra]
        if not 0 <= form.weekday < len(extra):
            raise Invalid("weekday", NOT_UNDERSTOOD())
        extra[form.weekday] = form.minutes
        await self._imagine(extra, self.pause_weeks)

    @handler("user")
    async def rest(self, change: dict[str, Any]) -> None:
        await self._imagine(self.extra, Pause.parse(change).weeks)

    @handler("user")
    async def start_over(self) -> None:
        await self._imagine([0] * 7, 0)
        self.serial += 1

    async def _imagine(self, extra: list[int], pause_weeks: int) -> None:
        form = WhatIf.parse({"extra": [*extra], "pause_weeks": pause_weeks})
        would = await self._read(service.imagine, self._commitment, form)
        self.extra, self.pause_weeks = extra, pause_weeks
        self.sliders = would.sliders
        self.pause = would.pause
        self.imagined = would.sentence if any(extra) or pause_weeks else ""

    @property
    def _commitment(self) -> str:
        return routes.commitment_in(self.router.url.path)


def _known(name: Any, otherwise: str, choices: Any) -> str:
    return name if isinstance(name, str) and name in choices else otherwise


def _range(name: Any, otherwise: str) -> str:
    return name if isinstance(name, str) and rules.is_range(name) else otherwise

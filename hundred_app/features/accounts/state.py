"""Who the browser is signed in as, and their settings. Every feature's state works through it."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx

from hundred_app.core import clock, runtime, zones
from hundred_app.core.errors import SignedOut
from hundred_app.core.work import Work
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Actor
from hundred_app.features.accounts.texts import t
from hundred_app.ui.handlers import handler
from hundred_app.ui.notices import NoticeState

P = ParamSpec("P")
T = TypeVar("T")

ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)
"""Who is behind the event being handled. Set by the gate for each event, from the connection."""


def signed_in() -> Actor:
    """
    Raises:
        SignedOut: nobody is.
    """
    actor = ACTOR.get()
    if actor is None:
        raise SignedOut
    return actor


class Person(rx.State, mixin=True):
    """What every state of a signed-in person can do: one transaction, in a thread.

    `problems` are the sentences beside the fields of the form in sight, by field.
    """

    problems: dict[str, str] = {}

    async def _read(
        self, fn: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a service function that changes nothing."""
        return await asyncio.to_thread(_in_transaction, False, fn, args, kwargs)

    async def _write(
        self, fn: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a service function that changes something; committed when this returns."""
        return await asyncio.to_thread(_in_transaction, True, fn, args, kwargs)

    async def _say(self, text: str, *, undo: str = "") -> None:
        """Show a notice."""
        notices = await self.get_state(NoticeState)
        notices._show(text, undo=undo)


def _in_transaction(
    writes: bool, fn: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> T:
    actor = signed_in()
    database = runtime.current().database
    with database.writing() if writes else database.reading() as db:
        return fn(service.work_of(db, clock.now(), actor), *args, **kwargs)


class AccountState(Person, rx.State):
    """The person's name and settings."""

    username: str = ""
    theme: str = "system"
    time_zone: str = "UTC"
    week_start: int = 0
    day_start: int = 0
    zones: list[str] = []
    saved: str = ""

    async def _know(self) -> None:
        actor = signed_in()
        self.username = actor.username
        self.theme = actor.theme
        self.time_zone = actor.zone
        self.week_start = actor.week_start
        self.day_start = actor.day_start

    @handler("user")
    async def load_settings(self) -> None:
        await self._know()
        self.zones = sorted(zones.zone_names())
        self.saved = ""
        self.problems = {}

    @handler("user")
    async def choose_zone(self, zone: str) -> None:
        await self._write(service.set_time_zone, zone)
        self.time_zone = zone
        self._mark_saved("time_zone")

    @handler("user")
    async def choose_week_start(self, weekday: str) -> None:
        await self._write(service.set_week_start, _number(weekday))
        self.week_start = int(weekday)
        self._mark_saved("week_start")

    @handler("user")
    async def choose_day_start(self, hour: str) -> None:
        await self._write(service.set_day_start, _number(hour))
        self.day_start = int(hour)
        self._mark_saved("day_start")

    @handler("user")
    async def choose_theme(self, theme: str) -> None:
        await self._write(service.set_theme, theme)
        self.theme = theme
        self._mark_saved("theme")

    def _mark_saved(self, field: str) -> None:
        self.problems = {}
        self.saved = field


def _number(text: Any) -> int:
    """A small number sent by a select; anything else becomes one that no choice has."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else -1


__all__ = ["ACTOR", "AccountState", "Person", "signed_in", "t"]

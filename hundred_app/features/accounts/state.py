"""Who the browser is signed in as, and their settings. Every feature's state works through it."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx

from hundred_app.core import clock, language, runtime, threads, words, zones
from hundred_app.core.errors import SignedOut
from hundred_app.core.work import Work
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import Actor, Device
from hundred_app.features.accounts.texts import t
from hundred_app.ui.handlers import handler
from hundred_app.ui.notices import NoticeState
from hundred_app.ui.refresh import page_in_sight

P = ParamSpec("P")
T = TypeVar("T")

ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)
"""Who is behind the event being handled. Set by the gate for each event, from the connection."""


NOTES = {
    "password": t.password_changed,
    "two-step-on": t.two_step_is_on,
    "two-step-off": t.two_step_is_off,
}
"""What an address may have said when the settings open; never its own text."""


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
        return await threads.in_writer(lambda: _in_transaction(True, fn, args, kwargs))

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
    """The person's name and settings.

    `language` is the one they chose, "" for that of their browser; `spoken` the one they read.
    """

    username: str = ""
    theme: str = "system"
    language: str = ""
    spoken: str = ""
    time_zone: str = "UTC"
    week_start: int = 0
    day_start: int = 0
    has_prompts: bool = True
    has_template: bool = False
    zones: list[str] = []
    weekdays: list[str] = []
    saved: str = ""
    saved_count: int = 0
    devices: list[Device] = []
    recovery_codes_left: int = -1
    second_step: str = ""
    is_admin: bool = False
    _saved_before_loading: str = ""

    async def _know(self) -> None:
        actor = signed_in()
        self.username = actor.username
        self.is_admin = actor.role == "admin"
        self.theme = actor.theme
        self.language = actor.language
        self.spoken = language.spoken()
        self.time_zone = actor.zone
        self.week_start = actor.week_start
        self.day_start = actor.day_start

    @handler("user")
    async def load_settings(self) -> None:
        actor = signed_in()
        await self._know()
        self.weekdays = list(words.weekdays())
        self.zones = sorted(zones.zone_names())
        # Another language loads the page again, and is marked as saved in it.
        self.saved = self._saved_before_loading
        self._saved_before_loading = ""
        self.problems = {}
        helped = await self._read(service.writing_help)
        self.has_prompts = helped.has_prompts
        self.has_template = helped.has_template
        self.devices = await self._read(service.devices, actor.session_id)
        left = await self._read(lambda work: service.recovery_codes_left(work.db, work.user_id))
        self.recovery_codes_left = -1 if left is None else left
        self.second_step = t.second_step_off if left is None else t.second_step_on(left=left)
        note = NOTES.get(str(self.router.url.query_parameters.get("note", "")))
        if note:
            await self._say(note())

    @handler("user")
    async def end_device(self, device_id: str) -> None:
        await self._write(service.end_device, str(device_id))
        self.devices = await self._read(service.devices, signed_in().session_id)
        await self._say(t.device_ended)

    @handler("user")
    async def end_other_devices(self) -> None:
        await self._write(service.end_other_devices, signed_in().session_id)
        self.devices = await self._read(service.devices, signed_in().session_id)
        await self._say(t.others_ended)

    @handler("user")
    async def choose_language(self, language: str) -> list[Any]:
        """Everything in sight is said anew: what the page says by the browser, the rest here."""
        await self._write(service.set_language, language)
        self.language = language
        self._saved_before_loading = "language"
        return page_in_sight(self)

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
    async def choose_prompts(self, is_on: bool) -> None:
        await self._write(service.set_prompts, is_on=is_on)
        self.has_prompts = is_on
        self._mark_saved("has_prompts")

    @handler("user")
    async def choose_template(self, is_on: bool) -> None:
        await self._write(service.set_template, is_on=is_on)
        self.has_template = is_on
        self._mark_saved("has_template")

    @handler("user")
    async def choose_theme(self, theme: str) -> None:
        await self._write(service.set_theme, theme)
        self.theme = theme
        self._mark_saved("theme")

    def _mark_saved(self, field: str) -> None:
        self.problems = {}
        self.saved = field
        self.saved_count += 1


def _number(text: str) -> int:
    """A small number sent by a select; anything else becomes one that no choice has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else -1


__all__ = ["ACTOR", "AccountState", "Person", "signed_in", "t"]

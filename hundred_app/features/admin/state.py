"""What the browser of an administrator knows."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from hundred_app.core import clock, runtime
from hundred_app.core.work import Work
from hundred_app.features.accounts.service import running
from hundred_app.features.accounts.service.running import Invitation, Member
from hundred_app.features.accounts.state import Person, signed_in
from hundred_app.features.admin import service
from hundred_app.features.admin.service import Fact, Stored, Told
from hundred_app.features.admin.texts import t
from hundred_app.features.audit.rules import Action
from hundred_app.ui.handlers import handler

_LINES = 50
_HELP = {"invitation": t.invitation_help, "approval": t.approval_help, "open": t.open_help}


class AdminState(Person, rx.State):
    """People, invitations, backups, health, and what happened.

    `link` is the secret address of a one-time link, kept only while it is shown.
    """

    members: list[Member] = []
    registration: str = "invitation"
    registration_help: str = ""
    is_fixed: bool = False
    invitations: list[Invitation] = []
    backups: list[Stored] = []
    facts: list[Fact] = []
    log: list[Told] = []
    lines: int = _LINES
    has_more: bool = False
    is_loaded: bool = False
    link: str = ""
    link_how: str = ""
    to_restore: str = ""
    to_restore_made: str = ""

    @handler("admin")
    async def load(self) -> None:
        self.lines = _LINES
        self.link = ""
        self.to_restore = ""
        await self._look()
        self.is_loaded = True

    @handler("proven admin")
    async def choose_registration(self, choice: str) -> None:
        fixed = runtime.current().settings.registration
        await self._write(running.choose_registration, str(choice), fixed)
        await self._look()

    @handler("admin")
    async def approve(self, user_id: str) -> None:
        await self._do(running.approve, user_id, t.approved)

    @handler("admin")
    async def decline(self, user_id: str) -> None:
        await self._do(running.decline, user_id, t.declined)

    @handler("proven admin")
    async def disable(self, user_id: str) -> None:
        await self._do(
            lambda work, who: running.set_disabled(work, who, is_disabled=True),
            user_id,
            t.disabled,
        )

    @handler("proven admin")
    async def enable(self, user_id: str) -> None:
        await self._do(
            lambda work, who: running.set_disabled(work, who, is_disabled=False),
            user_id,
            t.enabled,
        )

    @handler("proven admin")
    async def promote(self, user_id: str) -> None:
        await self._do(lambda work, who: running.set_role(work, who, "admin"), user_id, t.promoted)

    @handler("proven admin")
    async def demote(self, user_id: str) -> None:
        await self._do(lambda work, who: running.set_role(work, who, "user"), user_id, t.demoted)

    @handler("proven admin")
    async def make_reset_link(self, user_id: str) -> None:
        name, token = await self._write(running.make_reset_link, str(user_id))
        self._show_link(f"/reset?token={token}", t.reset_how(name=name))
        await self._look()

    @handler("proven admin")
    async def invite(self) -> None:
        token = await self._write(running.invite)
        self._show_link(f"/sign-up?invite={token}", t.invitation_how)
        await self._look()

    @handler("admin")
    async def withdraw(self, invitation_id: str) -> None:
        await self._write(running.withdraw, str(invitation_id))
        await self._look()
        await self._say(t.withdrawn)

    @handler("admin")
    async def close_link(self) -> None:
        self.link = ""

    @handler("proven admin")
    async def back_up(self) -> None:
        here = runtime.current()
        await self._write(running.write_down, Action.BACKED_UP)
        await asyncio.to_thread(service.back_up, here.database, here.settings.backups, clock.now())
        await self._look()
        await self._say(t.backed_up)

    @handler("admin")
    async def ask_restore(self, name: str) -> None:
        found = next((backup for backup in self.backups if backup.name == name), None)
        self.to_restore = found.name if found else ""
        self.to_restore_made = found.made if found else ""

    @handler("admin")
    async def close_restore(self) -> None:
        self.to_restore = ""

    @handler("proven admin")
    async def restore(self) -> Any:
        here, actor = runtime.current(), signed_in()
        name, self.to_restore = self.to_restore, ""
        await self._read(running.ask_admin)
        await asyncio.to_thread(
            service.restore,
            here.database,
            here.settings.backups,
            name,
            clock.now(),
            by=actor.username,
            address=actor.address,
        )
        return rx.redirect("/sign-in?note=restored")

    @handler("admin")
    async def show_more(self) -> None:
        self.lines = min(self.lines + _LINES, 5_000)
        await self._look()

    async def _do(self, act: Callable[[Work, str], str], user_id: Any, said: Any) -> None:
        name = await self._write(act, str(user_id))
        await self._look()
        await self._say(said(name=name))

    def _show_link(self, path: str, how: str) -> None:
        # The address that this very browser uses: a link is shown to nobody else.
        self.link = f"{self.router.url.origin}{path}"
        self.link_how = how

    async def _look(self) -> None:
        """Read everything on the page in one transaction."""
        await self._read(self._fill)

    def _fill(self, work: Work) -> None:
        here = runtime.current().settings
        self.members = running.members(work)
        self.registration = running.registration(work, here.registration)
        self.registration_help = _HELP[self.registration]()
        self.is_fixed = here.registration is not None
        self.invitations = running.invitations(work)
        self.backups = service.backups(work, here.backups)
        self.facts = service.health(work, here.database, here.backups)
        told = service.log(work, self.lines + 1)
        self.log, self.has_more = told[: self.lines], len(told) > self.lines

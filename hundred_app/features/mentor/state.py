"""What the browser knows of feedback: what would be sent, what comes, what came."""

import asyncio
from contextlib import aclosing

import reflex as rx

from hundred_app.core import clock, runtime
from hundred_app.core.errors import Conflict, HundredError, NotFound
from hundred_app.core.ids import new_id
from hundred_app.core.settings import Model
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.state import Person, signed_in
from hundred_app.features.mentor import service
from hundred_app.features.mentor.gateway import asking as gateway
from hundred_app.features.mentor.rules import quotes
from hundred_app.features.mentor.rules.asking import Request
from hundred_app.features.mentor.service import Answer, Preview, Subject
from hundred_app.features.mentor.texts import t
from hundred_app.ui import routes
from hundred_app.ui.handlers import handler

SHOWN_EVERY_SECONDS = 0.2
"""More often would send the whole answer anew for a few letters."""


def the_model() -> Model:
    """
    Raises:
        NotFound: this Hundred asks nobody.
    """
    model = runtime.current().settings.model
    if model is None:
        raise NotFound(t.none_here)
    return model


class MentorChoiceState(Person, rx.State):
    """Whether somebody wants to be able to ask, where there is somebody to ask."""

    is_possible: bool = False
    is_on: bool = False
    help: str = ""
    saved_count: int = 0

    @handler("user")
    async def load(self) -> None:
        model = runtime.current().settings.model
        self.is_possible = model is not None
        self.is_on = False
        self.saved_count = 0
        if model is not None:
            self.help = t.model_help(where=model.where, name=model.name)
            self.is_on = await self._read(accounts.has_mentor)

    @handler("user")
    async def choose(self, is_on: bool) -> None:
        the_model()
        await self._write(accounts.set_mentor, is_on=is_on)
        self.is_on = is_on
        self.saved_count += 1


class MentorState(Person, rx.State):
    """Feedback on what the address is about: a synthesis, or a whole commitment.

    `told` is what a screen reader says of it, and `is_new` whether the button that was pressed is
    gone. `_run` names the question whose answer this page follows; "" when it follows none.
    """

    is_on: bool = False
    is_loaded: bool = False
    subject: Subject | None = None
    preview: Preview | None = None
    answer: Answer | None = None
    partial: str = ""
    problem: str = ""
    is_asking: bool = False
    is_elsewhere: bool = False
    told: str = ""
    is_new: bool = False
    _run: str = ""

    @handler("user")
    async def load(self) -> None:
        """Nothing at all where there is no model, or it is not wanted."""
        self._begin_anew()
        self.subject, self.answer = None, None
        self.told, self.is_new = "", False
        settings = runtime.current().settings
        self.is_on = settings.model is not None and await self._read(accounts.has_mentor)
        self.is_loaded = True
        if not self.is_on:
            return
        commitment_id, hours = self._about()
        try:
            self.subject = await self._read(service.subject, commitment_id, hours)
            if hours:
                self.answer = await self._read(service.kept, commitment_id, hours)
        except NotFound:
            return
        self.is_elsewhere = service.is_on_its_way(signed_in().user_id, (commitment_id, hours))

    @handler("user")
    async def look(self) -> None:
        """Show what would be sent."""
        self.problem = ""
        self.preview, _ = await self._read(service.preview, the_model(), *self._about())

    @handler("user")
    async def close(self) -> None:
        self.preview = None
        self.problem = ""
        self.is_new = True

    @handler("user", background=True)
    async def send(self) -> None:
        """Send what was shown, and show what comes."""
        model, user_id = the_model(), signed_in().user_id
        async with self:
            seen, about = self.preview, self._about()
        if seen is None:
            return
        # Before everything is read once more for nothing.
        service.check(user_id, clock.now())
        now_seen, request = await self._read(service.preview, model, *about)
        if now_seen != seen:
            async with self:
                self.preview, self.problem = now_seen, t.has_changed
            return
        run = new_id()
        answering = asyncio.create_task(self._answered(model, request, about, run))
        try:
            service.begin(user_id, clock.now(), answering, about)
            async with self:
                self._begin_anew()
                self._run, self.is_asking = run, True
                self.told = t.waiting()
            # It waits, and raises nothing of what it waits for.
            await asyncio.wait({answering})
        finally:
            answering.cancel()
            service.end(user_id, answering)
        await self._settle(answering, about, run)

    @handler("user")
    async def stop(self) -> None:
        service.stop(signed_in().user_id)
        self._begin_anew()
        self.told, self.is_new = "", True

    @handler("user")
    async def remove(self) -> None:
        sentence = await self._write(service.forget, *self._about())
        self.answer = None
        await self._say(sentence)

    async def _answered(
        self, model: Model, request: Request, about: tuple[str, str], run: str
    ) -> Answer:
        """Follow an answer to its end and keep it; no lock and no transaction while it comes."""
        text, shown_at, loop = "", 0.0, asyncio.get_running_loop()
        async with aclosing(gateway.answer(model, request)) as pieces:
            async for piece in pieces:
                text += piece
                if loop.time() - shown_at >= SHOWN_EVERY_SECONDS:
                    shown_at = loop.time()
                    await self._show_so_far(quotes.cleaned(text), run)
                    if quotes.is_long_enough(text):
                        break
        said = quotes.cleaned(text)
        if not said:
            raise Conflict(t.no_answer)
        commitment_id, hours = about
        if hours:
            await self._write(service.keep, commitment_id, hours, said)
        return await self._read(service.answer, commitment_id, said)

    async def _show_so_far(self, text: str, run: str) -> None:
        async with self:
            # The tab may show another page by now, or be another person's.
            if self._run == run:
                self.partial = text

    async def _settle(
        self, answering: "asyncio.Task[Answer]", about: tuple[str, str], run: str
    ) -> None:
        async with self:
            # A page that was loaded since, about the same, waits for it, too.
            waits = self.is_elsewhere and self._about() == about and not self._run
            is_here = self._run == run or waits
            if is_here:
                self._begin_anew()
                self.told, self.is_new = "", True
            if is_here and not answering.cancelled():
                problem = answering.exception()
                if problem is None:
                    self.answer = answering.result()
                    self.told = t.is_there()
                elif isinstance(problem, HundredError):
                    self.problem = problem.message
        if not answering.cancelled():
            problem = answering.exception()
            if problem is not None and not isinstance(problem, HundredError):
                raise problem

    def _about(self) -> tuple[str, str]:
        path = self.router.url.path
        return routes.commitment_in(path), routes.milestone_in(path)

    def _begin_anew(self) -> None:
        self.preview, self.partial, self.problem = None, "", ""
        self.is_asking, self.is_elsewhere, self._run = False, False, ""

"""What passes between the browser and the drafts: keeping one, and which is saved by now."""

import logging
from typing import Any

import reflex as rx

from hundred_app.core.errors import HundredError
from hundred_app.core.forms import Form
from hundred_app.core.ids import new_id
from hundred_app.features.accounts.state import AccountState, Person
from hundred_app.features.drafts import service
from hundred_app.features.drafts.texts import t
from hundred_app.ui.handlers import handler

logger = logging.getLogger(__name__)


class KeepForm(Form):
    """What the browser sends while somebody types. `mark` comes back in the answer."""

    name: str
    text: str
    mark: str


class DraftState(Person, rx.State):
    """The answers to the drafts of this tab.

    Attributes:
        mark: of the latest text that is on the disk.
        when: it was kept, in words.
        saved: the subject whose text was saved; its draft in the browser can go.
        saving: another value for each text that was saved.
    """

    mark: str = ""
    when: str = ""
    saved: str = ""
    saving: str = ""

    @handler("user")
    async def keep(self, name: str, text: str, mark: str) -> None:
        """Keep a draft. Nobody is told when that fails: the browser has the text as well."""
        try:
            form = KeepForm.parse({"name": name, "text": text, "mark": mark})
            when = await self._write(service.keep, form.name, form.text)
        except HundredError as error:
            logger.info("a draft was not kept: %s", type(error).__name__)
            return
        self.mark = form.mark[:40]
        self.when = when

    def _forget(self, subject: str) -> None:
        """Let the browser forget its draft: the text is saved, or given up."""
        self.saved = subject
        self.saving = new_id()


_drafts: Any = DraftState

KEEPING: dict[str, Any] = {
    "owner": AccountState.username,
    "mark": _drafts.mark,
    "when": _drafts.when,
    "on_keep": _drafts.keep.temporal,
    "words": {
        "kept": t.kept,
        "here": t.kept_here,
        "back": t.back,
        "other": t.other,
        "otherDevice": t.other_device,
        "show": t.show,
    },
}
"""What every field that keeps its text takes from here."""

NOT_SAVED = t.not_saved

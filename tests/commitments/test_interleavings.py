"""T-12: whatever two or three windows do to one thing, nothing is overwritten without a word."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import make
import pytest
from conftest import person
from figures import Note
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hundred_app.core.db import Database
from hundred_app.core.errors import Changed, NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import logs, pursuits, syntheses
from hundred_app.features.commitments.service.syntheses import SynthesisForm
from hundred_app.features.drafts import service as drafts

SHORT, LONG = 40, 1000
WINDOWS = 3


@dataclass
class Window:
    """What one window has on its screen: a text, the rev it began from, and what it was shown."""

    form: Any = None
    over: int = 0
    shown: set[str] = field(default_factory=set[str])


@dataclass
class Thing:
    """Something that has a text and a rev, and how a window reads and saves it."""

    load: Callable[[Work], tuple[Any, str, int]]
    save: Callable[[Work, Any, str, int], None]
    stands: Callable[[Work], str | None]
    delete: Callable[[Work], None] | None = None
    restore: Callable[[Work], None] | None = None
    subject: str = ""


def _log(work: Work, cello: str) -> Thing:
    log_id = make.log(work, cello, text="The first text.")
    removed: list[str] = []

    def load(work: Work) -> tuple[Any, str, int]:
        form = logs.as_form(work, log_id)
        return form, form.reflection, form.rev

    def save(work: Work, form: Any, text: str, over: int) -> None:
        logs.edit_log(work, form.model_copy(update={"reflection": text, "over": over}))

    def stands(work: Work) -> str | None:
        try:
            return logs.as_form(work, log_id).reflection
        except NotFound:
            return None

    def delete(work: Work) -> None:
        removed.append(logs.remove_log(work, log_id)[0])

    def restore(work: Work) -> None:
        if removed:
            logs.restore_log(work, removed[-1])

    return Thing(load, save, stands, delete, restore, f"log:{log_id}")


def _synthesis(work: Work, cello: str) -> Thing:
    make.give(work, cello, 25 * 60, each=1440)
    make.write(work, cello, 25, "The first text.")

    def load(work: Work) -> tuple[Any, str, int]:
        room = syntheses.room(work, cello, 25)
        return SynthesisForm(synthesis=room.synthesis, rev=room.rev), room.synthesis, room.rev

    def save(work: Work, form: Any, text: str, over: int) -> None:
        sent = form.model_copy(update={"synthesis": text, "over": over})
        syntheses.write(work, cello, 25, sent)

    def stands(work: Work) -> str | None:
        return syntheses.room(work, cello, 25).synthesis

    return Thing(load, save, stands, subject=f"synthesis:{cello}:25")


def _commitment(work: Work, cello: str) -> Thing:
    def load(work: Work) -> tuple[Any, str, int]:
        form = pursuits.as_form(work, cello)
        return form, form.title, form.rev

    def save(work: Work, form: Any, text: str, over: int) -> None:
        pursuits.edit(work, cello, form.model_copy(update={"title": text, "over": over}))

    def stands(work: Work) -> str | None:
        return pursuits.as_form(work, cello).title

    return Thing(load, save, stands)


THINGS = {"log": _log, "synthesis": _synthesis, "commitment": _commitment}
ACTS = (
    "write", "write", "write", "type", "save", "keep mine", "load", "come back", "delete", "restore"
)  # fmt: skip

STEPS = st.lists(
    st.tuples(st.integers(0, WINDOWS - 1), st.sampled_from(ACTS), st.integers(0, 600)),
    min_size=6,
    max_size=24,
)


@dataclass
class Story:
    """The windows, and every text that was saved; checks the promise after each step."""

    thing: Thing
    windows: list[Window] = field(default_factory=lambda: [Window() for _ in range(WINDOWS)])
    typed: dict[int, str] = field(default_factory=dict[int, str])
    seen: dict[int, set[str]] = field(default_factory=dict[int, set[str]])
    told: int = 0
    saves: int = 0

    def step(self, work: Work, number: int, act: str, tag: int) -> None:
        window = self.windows[number]
        if act in ("load", "come back"):
            self._load(work, window, number)
            if act == "come back":
                self._bring_back(work, window, number)
        elif act in ("type", "write"):
            self._type(work, window, number, f"Window {number} says {tag}.")
            if act == "write":
                self._save(work, window, number, over=0)
        elif act in ("save", "keep mine"):
            self._save(work, window, number, over=window.over if act == "keep mine" else 0)
        elif act == "delete" and self.thing.delete and self.thing.stands(work) is not None:
            self.thing.delete(work)
        elif act == "restore" and self.thing.restore:
            self.thing.restore(work)

    def _type(self, work: Work, window: Window, number: int, text: str) -> None:
        self.typed[number] = text
        if self.thing.subject:
            drafts.keep(work, f"{self.thing.subject}@{window.form.rev}", text)

    def _load(self, work: Work, window: Window, number: int) -> None:
        try:
            window.form, text, _ = self.thing.load(work)
        except NotFound:
            return
        window.over = 0
        window.shown = {text}
        self.typed.pop(number, None)

    def _bring_back(self, work: Work, window: Window, number: int) -> None:
        """In a window that opens the field anew the draft fills it, with the draft's rev."""
        kept = self._kept(work)
        if kept:
            window.form = window.form.model_copy(update={"rev": kept.rev})
            window.shown = set()
            self.typed[number] = kept.text

    def _save(self, work: Work, window: Window, number: int, *, over: int) -> None:
        if number not in self.typed:
            return
        mine = self.typed[number]
        before = self.thing.stands(work)
        kept = self._kept(work)
        try:
            self.thing.save(work, window.form, mine, over)
        except Changed as changed:
            refusal = changed
        except NotFound:
            refusal = None
        else:
            self._saved(work, window, number, before)
            return
        # Nothing has changed, no text is thrown away, and a change elsewhere is shown.
        assert self.thing.stands(work) == before
        assert self._kept(work) == kept
        assert (refusal is None) == (before is None)
        if refusal and before:
            self.told += 1
            assert before in refusal.theirs
            window.over = refusal.rev
            window.shown.add(before)

    def _kept(self, work: Work) -> drafts.Kept | None:
        return drafts.find(work, self.thing.subject) if self.thing.subject else None

    def _saved(self, work: Work, window: Window, number: int, before: str | None) -> None:
        mine = self.typed[number]
        self.saves += 1
        # The promise: nobody replaces a text that this very window has not shown them.
        assert before == mine or before in window.shown or before in self._based(window)
        assert self.thing.stands(work) == mine
        if before != mine and self.thing.subject:
            assert self._kept(work) is None
        self._load(work, window, number)

    def _based(self, window: Window) -> set[str]:
        return self.seen.get(window.form.rev, set())


def _run(database: Database, kind: str, examples: int) -> tuple[int, int, int]:
    counted = [0, 0, 0]

    @settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        database=None,
    )
    @given(STEPS)
    def interleave(steps: list[tuple[int, str, int]]) -> None:
        with make.undone(database) as session:
            work = person(session, "alice")
            story = Story(THINGS[kind](work, make.commit(work)))
            _note(story, work)
            for number in range(WINDOWS):
                story.step(work, number, "load", 0)
            for minute, (number, act, tag) in enumerate(steps):
                now = replace(work, now=work.now + timedelta(minutes=minute))
                _note(story, now)
                story.step(now, number, act, tag)
        counted[0] += 1
        counted[1] += story.saves
        counted[2] += story.told

    interleave()
    return counted[0], counted[1], counted[2]


def _note(story: Story, work: Work) -> None:
    """What stood at each rev: a draft that comes back began from the text of its own."""
    try:
        _, text, rev = story.thing.load(work)
    except NotFound:
        return
    assert text in story.seen.setdefault(rev, {text}), "one rev stood for two texts"


@pytest.mark.parametrize("kind", THINGS)
def test_t12_two_windows_never_overwrite_one_another_silently(
    untouched: Database, kind: str, figure: Note
) -> None:
    stories, saves, told = _run(untouched, kind, SHORT)
    assert told > 0
    figure("T-12", f"{stories} interleavings, {kind}", saves=saves, told=told, lost_silently=0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", THINGS)
def test_t12_a_thousand_times(untouched: Database, kind: str, figure: Note) -> None:
    stories, saves, told = _run(untouched, kind, LONG)
    assert told > 0
    figure("T-12", f"{stories} interleavings, {kind}", saves=saves, told=told, lost_silently=0)

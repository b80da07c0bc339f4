"""Texts made to be slow or to be taken for something else are read in bounded work, and literally.

Two seconds for a hundred thousand characters is no measure of speed: what is read in the square of
its length takes minutes.
"""

from collections.abc import Callable
from time import thread_time

import make
import pytest
from conftest import NOON, later
from hypothesis import given, settings
from hypothesis import strategies as st

from hundred_app.core import passwords
from hundred_app.core.errors import HundredError
from hundred_app.core.ids import parse_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules as accounts
from hundred_app.features.accounts import service as people
from hundred_app.features.commitments.rules import durations, logs, milestones, moments, pursuit
from hundred_app.features.commitments.rules.quickline import read_line
from hundred_app.features.commitments.service import history, imports, pursuits
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.drafts import rules as drafts
from hundred_app.features.transfer.rules import gleeo, mapping, plain

LENGTH = 100_000
SECONDS = 2.0
NOW = NOON.replace(tzinfo=None)
HEAD = "start,duration,note\n"

PIECES = [
    "1", "9" * 400 + ":", "0,", "1:1", "1:30 ", "1h", "1 h and ", "45m ", "17:10-", "17:10 to ",
    "mon ", "mon, 3 Nov ", "3 Nov 2", "today at ", "at ", "cello ", "wx ", "- ", ": ", " ", "\n",
    "\t\r\n", "\x00", "a", "aA", "e\u0301", "\u0344", "\u1e9b\u0323", "\u0327\u0301", "\ufdfa", "ß",
    "\u200b", "\u2028", "😀", "½", "٣", "(", "((a", "\\", '"', '","', '""\n"', "%", "'", "=",
    "p@ss", "qwerty", "<b>", "2026-11-18 ", "0198-", "abc" * 30 + "!",
]  # fmt: skip
"""What a regular expression, a normal form or a number may stumble over when it comes again."""

READERS: dict[str, Callable[[str], object]] = {
    "a duration": durations.parse_duration,
    "a duration in a line": durations.find_duration,
    "a moment": lambda text: moments.parse_moment(text, NOW),
    "a quick line": lambda text: read_line(text, ["Cello", "Chess of 1:30", "wx wx wx"], NOW),
    "a quick line's titles": lambda text: read_line("45m cello", [text[:100]] * 4, NOW),
    "a title": pursuit.parse_title,
    "a category": pursuit.parse_category,
    "a goal": pursuit.parse_goal,
    "hours before": pursuit.parse_hours_before,
    "a reflection": logs.parse_reflection,
    "a synthesis": milestones.parse_synthesis,
    "a milestone": milestones.parse_threshold,
    "an id": parse_id,
    "a username": accounts.parse_username,
    "a password": lambda text: accounts.parse_password(text, "alice"),
    "a password that is chosen": lambda text: passwords.is_guessable(text[:256], ["alice"]),
    "a recovery code": accounts.parse_recovery_code,
    "a browser's name": accounts.device_name,
    "a draft's name": drafts.parse_name,
    "a draft": drafts.parse_text,
    "a mapping": lambda text: mapping.parse_mapping([text]),
    "a time sheet": lambda text: list(plain.read_csv(text, "UTC").entries),
    "a time sheet's rows": lambda text: list(plain.read_csv(HEAD + text, "UTC").entries),
    "a Gleeo export": lambda text: list(gleeo.read_gleeo(text).entries),
}


@pytest.mark.parametrize("name", READERS)
def test_s76_a_long_text_is_read_or_refused_in_bounded_work(name: str) -> None:
    longest = 0.0
    for piece in PIECES:
        for text in (piece * (LENGTH // len(piece)), f"1h {piece * (LENGTH // len(piece))}x"):
            started = thread_time()
            refused_or_read(READERS[name], text)
            longest = max(longest, thread_time() - started)
            assert longest < SECONDS, (name, piece)


def refused_or_read(read: Callable[[str], object], text: str) -> None:
    """Nothing else may become of a text."""
    try:
        read(text)
    except HundredError:
        return


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(sorted(READERS)))
def test_s76_so_is_any_mixture_of_them(pieces: list[str], name: str) -> None:
    mixture = "".join(pieces)
    started = thread_time()
    refused_or_read(READERS[name], mixture * (LENGTH // len(mixture)))
    assert thread_time() - started < SECONDS, mixture


# S-75: nothing in a text is taken for a question to the database

SLY = [
    "' OR 1=1 --", '" OR ""="', "'; DROP TABLE user; --", "%", "_", "a%", "____", "*", "?", ":id",
    "NEAR(a b)", 'a AND "b', "\\", "NULL", "0x41", "[a]", "{{1}}", "${HOME}", "%s%n",
    "-- -",
]  # fmt: skip


@pytest.mark.parametrize("text", SLY)
def test_s75_a_text_is_kept_and_found_as_it_is(alice: Work, text: str) -> None:
    other = make.commit(alice, "Chess")
    sly = make.commit(alice, text + "x", category=text + "x")
    make.log(later(alice, hours=1), sly, text=text + "x")
    make.log(alice, other)
    assert imports.commitment_called(alice, text + "x") == sly
    assert imports.commitment_called(alice, text) is None
    assert pursuits.categories(alice) == [text + "x"]
    (day,) = history.history(alice, Asked(commitment_id=sly)).days
    assert [entry.reflection for entry in day.logs] == [text + "x"]


@pytest.mark.parametrize("text", [*SLY, "al%", "alic_", "a*", "alice' --"])
def test_s75_nobody_and_nothing_is_found_by_a_pattern(alice: Work, text: str) -> None:
    make.log(alice, make.commit(alice))
    assert people.find_work_of(alice.db, NOON, text) is None
    assert people.find_actor(alice.db, NOON, text) is None
    with pytest.raises(HundredError):
        history.history(alice, Asked(commitment_id=text))
    with pytest.raises(HundredError):
        history.history(alice, Asked(), page=text)
    with pytest.raises(HundredError):
        make.log(alice, text)

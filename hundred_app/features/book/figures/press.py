"""The press: a process of its own that makes one book and ends.

A book is made by programs that cannot be interrupted and keep what they once used. Here they have
a bound on their time and their memory, and all of it is given back.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from threading import Lock, Semaphore
from typing import Any, Literal

from hundred_app.core.errors import Busy, HundredError
from hundred_app.features.book.figures import Book, Drawing, Note, Part, Says, Step
from hundred_app.features.book.texts import t

Kind = Literal["pdf", "epub"]

SECONDS = 120
MEMORY = 3 * 2**30
_WAIT, _AGAIN = 20, 60
MOST_IN_LINE = 2
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the press is told of the environment: no key and no password."""


class Jammed(HundredError):
    """The press made no book of this; `why` is for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(t.jammed)
        self.why = why


class Line:
    """Whose books are made or waited for, and the process that makes one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._people: set[str] = set()
        self._child: subprocess.Popen[bytes] | None = None
        self._has_ended = False

    @contextmanager
    def place(self, user_id: str) -> Iterator[None]:
        """A place for this person, until their book is made. Taken before it is read.

        One for each, so that nobody takes all of them; and few, as whoever waits holds one of a
        few threads that all answers share.

        Raises:
            Busy: they have one, or there is none.
        """
        with self._lock:
            if user_id in self._people or len(self._people) >= MOST_IN_LINE:
                raise Busy(t.busy, _AGAIN)
            self._people.add(user_id)
        try:
            yield
        finally:
            with self._lock:
                self._people.discard(user_id)

    def run(self, order: bytes) -> tuple[bytes, int]:
        """What the press makes of an order, and how it ended.

        Raises:
            Busy: the server ends.
            subprocess.TimeoutExpired: it took too long, and was ended.
        """
        child = self._begun()
        try:
            # Whatever it complains of may quote the book, and a log is not for diaries.
            return child.communicate(order, timeout=SECONDS)[0], child.returncode
        finally:
            with self._lock:
                self._child = None
            child.kill()
            child.communicate()

    def _begun(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._has_ended:
                raise Busy(t.busy, _AGAIN)
            self._child = subprocess.Popen(  # noqa: S603  (this program; the book is its input)
                [sys.executable, "-I", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
            return self._child

    def end(self) -> None:
        """The server ends: what is being made is given up, and nothing more is begun."""
        with self._lock:
            self._has_ended = True
            if self._child is not None:
                self._child.kill()


LINE = Line()
_PRESS = Semaphore(1)


def pressed(book: Book, kind: Kind) -> bytes:
    """The file of a book. Takes up to two minutes; one book at a time is made.

    Raises:
        Busy: another is being made.
        Jammed: it took too long or too much memory, or could not be made.
    """
    if not _PRESS.acquire(timeout=_WAIT):
        raise Busy(t.busy, _AGAIN)
    try:
        return _run(book, kind)
    finally:
        _PRESS.release()


def _run(book: Book, kind: Kind) -> bytes:
    try:
        made, code = LINE.run(json.dumps({"kind": kind, "book": asdict(book)}).encode())
    except subprocess.TimeoutExpired as error:
        raise Jammed(f"{kind}: more than {SECONDS} seconds") from error
    if code:
        raise Jammed(f"{kind}: ended with {code}")
    return made


def made(order: dict[str, Any]) -> bytes:
    """The file that was ordered, made in this very process."""
    book = read(order["book"])
    if order["kind"] == "epub":
        from hundred_app.features.book.figures.epub import epub

        return epub(book)
    from hundred_app.features.book.figures.pdf import pdf

    return pdf(book)


def read(told: dict[str, Any]) -> Book:
    """A book out of what `asdict` made of one."""
    parts = tuple(
        Part(**{**part, "notes": _notes(part["notes"]), "synthesis": _note(part["synthesis"])})
        for part in told["parts"]
    )
    return Book(
        **{
            **told,
            "says": Says(**told["says"]),
            "grid": Drawing(**told["grid"]),
            "timeline": tuple(Step(**step) for step in told["timeline"]),
            "years": tuple(Drawing(**drawing) for drawing in told["years"]),
            "line": Drawing(**told["line"]) if told["line"] else None,
            "parts": parts,
            "letter": _note(told["letter"]),
        }
    )


def _notes(told: list[dict[str, str]]) -> tuple[Note, ...]:
    return tuple(Note(**note) for note in told)


def _note(told: dict[str, str] | None) -> Note | None:
    return Note(**told) if told else None


def _bound() -> None:
    # There is neither on Windows; the time is bounded from outside in any case.
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        # What is left of a program that failed would be the diary it had read.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(5)


if __name__ == "__main__":
    _bound()
    sys.stdout.buffer.write(made(json.loads(sys.stdin.buffer.read())))

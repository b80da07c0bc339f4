"""Kills a process with SIGKILL at a chosen step of what it does, and nothing in it knows.

A step is a call of the system or of SQLite, before it and after it, and each
portion of pages that SQLite copies. The process is forked from one that has
everything imported, so a death costs some milliseconds.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import FrameType
from typing import Any

CALLS = frozenset(
    {
        "backup", "chmod", "close", "commit", "connect", "execute", "executemany", "fsync",
        "mkdir", "open", "rename", "replace", "rmdir", "rollback", "unlink",
    }
)  # fmt: skip
PORTIONS = "_refuse_to_wait"
"""What SQLite calls after each portion of pages."""

_COUNTED = 0
SECONDS = 120


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["killing", "acts"])
    return context


def steps_of(act: Callable[..., None], *arguments: Any) -> int:
    """How many steps it takes to the end."""
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as report:
        assert _run(_COUNTED, report.name, act, arguments) == 0
        return int(report.read())


def code_of(act: Callable[..., None], *arguments: Any) -> int:
    """The exit code of doing something in a process of its own."""
    return _run(-1, "", act, arguments)


def killed_at(step: int, act: Callable[..., None], *arguments: Any) -> bool:
    """Do something in a process that dies at its step of that number; whether it came so far."""
    code = _run(step, "", act, arguments)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def killed_after(seconds: float, act: Callable[..., None], *arguments: Any) -> bool:
    """The same at a moment, wherever it is then."""
    child = _context().Process(target=_do, args=(-1, "", act, arguments))
    child.start()
    child.join(seconds)
    child.kill()
    child.join(SECONDS)
    return child.exitcode != 0


def _run(step: int, report: str, act: Callable[..., None], arguments: tuple[Any, ...]) -> int:
    child = _context().Process(target=_do, args=(step, report, act, arguments))
    child.start()
    child.join(SECONDS)
    assert child.exitcode is not None, "it did not end"
    return child.exitcode


def _do(step: int, report: str, act: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    passed = 0

    def watch(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal passed
        called = event in ("c_call", "c_return") and getattr(arg, "__name__", "") in CALLS
        if called or (event == "call" and frame.f_code.co_name == PORTIONS):
            passed += 1
            if passed == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch if step >= 0 else None)
    act(*arguments)
    sys.setprofile(None)
    if report:
        Path(report).write_text(str(passed), "ascii")

"""`hundred`, that kills itself at a named moment: `FAIL_AT`, at its `FAIL_AFTER`-th commit.

The product has no such switch. Here its parts are listened to from outside, in this process.
Commits are counted once somebody has opened a socket, so that it gets as far as serving.

    before_commit       everything is written into the transaction
    after_commit        it is committed, and nobody has been told
    after_answer        the next message to somebody has been handed to the network
"""

import os
import signal
import threading
from collections.abc import Coroutine
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hundred_app import cli
from hundred_app.server import launcher

MOMENTS = ("before_commit", "after_commit", "after_answer")
_EVENT = "42"
"""What a message of the socket begins with that carries an event."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Fuse:
    """Counts commits, and says when it is time."""

    def __init__(self, at: str, after: int) -> None:
        self.at, self.left = at, after
        self.is_lit = threading.Event()
        self.is_answer_next = threading.Event()

    def before_session_commit(self, session: Session) -> None:
        if self.is_lit.is_set():
            self.left -= 1

    def before_commit(self, connection: object) -> None:
        if self.at == "before_commit" and self.left <= 0:
            die()

    def after_commit(self, session: Session) -> None:
        if self.left > 0:
            return
        if self.at == "after_commit":
            die()
        self.is_answer_next.set()

    def answered(self, message: Message) -> None:
        is_event = str(message.get("text") or "").startswith(_EVENT)
        is_page = message["type"] == "http.response.body"
        if self.is_answer_next.is_set() and (is_event or is_page):
            die()


def with_fuse(app: ASGIApp, fuse: Fuse) -> ASGIApp:
    """The whole server, listened to at its edge."""

    async def outside(scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            await send(message)
            fuse.answered(message)

        if scope["type"] == "websocket":
            fuse.is_lit.set()
        await app(scope, receive, tell)

    return outside


def main() -> None:
    fuse = Fuse(os.environ["FAIL_AT"], int(os.environ["FAIL_AFTER"]))
    event.listen(Session, "before_commit", fuse.before_session_commit)
    event.listen(Engine, "commit", fuse.before_commit)
    event.listen(Session, "after_commit", fuse.after_commit)
    run = launcher._run

    def run_with_fuse(app: ASGIApp, *others: Any) -> Coroutine[Any, Any, None]:
        return run(with_fuse(app, fuse), *others)

    launcher._run = run_with_fuse
    cli.main()


if __name__ == "__main__":
    main()

"""A mail server for tests: a real one, on a free port, that keeps what it is given."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "hundred", "a canary: 7f3a"
PATIENCE_SECONDS = 20


@dataclass
class Mailbox:
    """What came, and how the server behaves.

    Attributes:
        refused: recipients that it does not have, each with the answer that it gives.
        behaves: "" as it should; "slow" with an answer that never comes, "gone" when it has
            the message and says nothing, "later" with 451 in the place of 250.
        logins: how often somebody told it a name and a password.
    """

    port: int = 0
    refused: dict[str, str] = field(default_factory=dict[str, str])
    behaves: str = ""
    logins: int = 0
    raw: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    came: threading.Condition = field(default_factory=threading.Condition)

    @property
    def messages(self) -> list[EmailMessage]:
        found = [message_from_bytes(text, policy=default) for _, text in self.raw]
        return [message for message in found if isinstance(message, EmailMessage)]

    @property
    def recipients(self) -> list[str]:
        return [to for to, _ in self.raw]

    def wait_for(self, count: int) -> list[EmailMessage]:
        """So many messages, at last."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.raw) >= count, PATIENCE_SECONDS)
        return self.messages

    # What aiosmtpd calls

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.behaves == "slow":
            await asyncio.Event().wait()
        if self.behaves == "later":
            return "451 Later"
        content = envelope.content
        assert isinstance(content, bytes)
        with self.came:
            self.raw += [(to, content) for to in envelope.rcpt_tos]
            self.came.notify_all()
        if self.behaves == "gone":
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return "250 OK"


def _authenticate(
    server: SMTP, _session: object, _envelope: object, _how: str, given: object
) -> AuthResult:
    assert isinstance(given, LoginPassword)
    box = server.event_handler
    assert isinstance(box, Mailbox)
    box.logins += 1
    is_right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


@contextmanager
def opened_mailbox(
    *, asks: bool = True, by: ssl.SSLContext | None = None, at_once: bool = False
) -> Iterator[Mailbox]:
    """A server that takes mail until the end of the block; it `asks` who is there, or not.

    It offers encryption `by` a certificate, or has it `at_once`, before anything is said.
    """
    box, is_ready = Mailbox(), threading.Event()
    # In a thread from first to last: in that of the test a browser's loop may be running.
    stopping: list[Callable[[], object]] = []

    async def serve() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        spoken: list[SMTP] = []

        def protocol() -> SMTP:
            made = SMTP(
                box,
                loop=loop,
                hostname="mail.test",
                authenticator=_authenticate,
                auth_required=asks,
                auth_require_tls=False,
                tls_context=None if at_once else by,
            )
            spoken.append(made)
            return made

        server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=by if at_once else None)
        box.port = server.sockets[0].getsockname()[1]
        stopping.append(lambda: loop.call_soon_threadsafe(stop.set))
        is_ready.set()
        await stop.wait()
        server.close()
        await _end(spoken)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert is_ready.wait(PATIENCE_SECONDS)
    yield box
    stopping[0]()
    thread.join(PATIENCE_SECONDS)


async def _end(spoken: list[SMTP]) -> None:
    """Close every connection that a client has left, and what waits on it."""
    for each in spoken:
        if isinstance(each.transport, asyncio.WriteTransport):
            each.transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)

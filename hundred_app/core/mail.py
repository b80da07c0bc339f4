"""Messages by e-mail: how one is made, and how it is handed to the server that takes it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from typing import TYPE_CHECKING

from hundred_app.core.settings import Smtp

if TYPE_CHECKING:
    from aiosmtplib import SMTP

PATIENCE_SECONDS = 20
"""How long the server may take for one answer; three times that for connecting, for one."""

_FOR_GOOD = 500

# With the usual 78, a link that is longer would be encoded, and no mail program would know it.
_ON_THE_WIRE = WIRE.clone(max_line_length=998)


class NotSent(Exception):
    """A message was not taken. The text says why, without addresses, names or passwords."""


class Unreachable(NotSent):
    """The server is not there, too slow, or takes nothing from us: the next message neither."""


class Refused(NotSent):
    """This message is not wanted, today or ever."""


class Unclear(NotSent):
    """The server went away when it had the message: it may have been sent, or not."""


@dataclass(frozen=True)
class Letter:
    """What somebody is sent.

    Attributes:
        key: by which mail programs know the same message again; letters, digits, dots, dashes.
        html: the same as `text` for those who like it better; "" for none.
        off: the address that ends messages like this one, by GET and by POST; "" for none.
    """

    to: str
    key: str
    subject: str
    text: str
    html: str = ""
    off: str = ""


def message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The letter as RFC 5322 has it, with what RFC 2369 and 8058 say about ending a list.

    Raises:
        ValueError: a header would have a line break in it.
    """
    made = EmailMessage(policy=WIRE)
    made["From"] = f"Hundred <{sender}>"
    made["To"] = letter.to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    if letter.off:
        made["List-Unsubscribe"] = f"<{letter.off}>"
        # One click is for https alone: RFC 8058, section 3.1.
        if letter.off.startswith("https:"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Neither long lines nor other letters than ASCII, whatever the servers on the way can do.
    made.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return made


def as_sent(made: EmailMessage) -> bytes:
    """A message as it goes over the wire: in ASCII, its links as they are."""
    return made.as_bytes(policy=_ON_THE_WIRE)


async def send(smtp: Smtp, letter: Letter, now: datetime) -> None:
    """Hand one letter over.

    Raises:
        Unreachable: the server could not be used; later it may.
        Refused: it does not take this message.
        Unclear: it did not say whether it took it.
    """
    # Here: at the start of most Hundreds nobody needs it.
    import aiosmtplib

    text = as_sent(message(letter, smtp.sender, now))
    client = aiosmtplib.SMTP(
        hostname=smtp.host,
        port=smtp.port,
        local_hostname=smtp.sender.rpartition("@")[2],
        timeout=PATIENCE_SECONDS,
        use_tls=smtp.security == "tls",
        # Never "if the server offers it": whoever stands between could take the offer away.
        start_tls=smtp.security == "starttls",
        username=smtp.user or None,
        password=smtp.password or None,
    )
    try:
        await _hand_over(client, smtp.sender, letter.to, text)
        # It has been taken: whether a goodbye is answered does not matter.
        with suppress(aiosmtplib.SMTPException, OSError):
            await client.quit()
    finally:
        client.close()


async def _hand_over(client: "SMTP", sender: str, to: str, text: bytes) -> None:
    import aiosmtplib

    # A time-out is an OSError, too.
    lost = (aiosmtplib.SMTPException, OSError)
    try:
        async with asyncio.timeout(3 * PATIENCE_SECONDS):
            await client.connect()
    except lost as error:
        raise Unreachable(_why(error)) from None
    try:
        async with asyncio.timeout(3 * PATIENCE_SECONDS):
            await client.mail(sender)
            await client.rcpt(to)
    except lost as error:
        raise _refusal(error) from None
    try:
        async with asyncio.timeout(3 * PATIENCE_SECONDS):
            await client.data(text)
    except aiosmtplib.SMTPDataError as error:
        raise _refusal(error) from None
    except lost as error:
        raise Unclear(_why(error)) from None


def _refusal(error: Exception) -> NotSent:
    if getattr(error, "code", 0) >= _FOR_GOOD:
        return Refused(_why(error))
    return Unreachable(_why(error))


def _why(error: Exception) -> str:
    """What happened, without what the server said: it may repeat names and addresses."""
    code = getattr(error, "code", 0)
    return f"{type(error).__name__} {code}" if code > 0 else type(error).__name__

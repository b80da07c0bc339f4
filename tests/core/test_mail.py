"""Messages, and the server that takes them: a real one, in all its moods."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from mailserver import PASSWORD, USER, Mailbox, opened_mailbox
from sockets import run

from hundred_app.core import mail
from hundred_app.core.addresses import is_mail_address
from hundred_app.core.mail import Letter, NotSent, Refused, Unclear, Unreachable
from hundred_app.core.settings import Security, Smtp

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
SENDER = "hundred@example.org"
LETTER = Letter(
    to="ana@example.org",
    key="2026-11-16.0123",
    subject="Your week, 9 to 15 November",
    text="Três horas.\n.\nFrom here on\n" + "long " * 400,
    html="<p>Três horas.</p>",
    off="https://hundred.example.org/mail-off?token=" + "x" * 43,
)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with opened_mailbox() as box:
        yield box


def smtp(box: Mailbox, password: str = PASSWORD) -> Smtp:
    return Smtp("127.0.0.1", box.port, SENDER, "none", USER, password)


def send(box: Mailbox, letter: Letter = LETTER) -> None:
    run(mail.send(smtp(box), letter, NOW))


def test_a_letter_arrives_as_it_was_written(box: Mailbox) -> None:
    send(box)
    (message,) = box.messages
    assert box.recipients == ["ana@example.org"]
    assert dict(message.items()) == {
        "From": "Hundred <hundred@example.org>",
        "To": "ana@example.org",
        "Subject": "Your week, 9 to 15 November",
        "Date": "Mon, 16 Nov 2026 08:00:00 +0000",
        "Message-ID": "<2026-11-16.0123@example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{LETTER.off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }
    plain, marked_up = message.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text + "\n"
    assert marked_up.get_content_type() == "text/html"
    assert marked_up.get_content().strip() == LETTER.html
    (_, raw) = box.raw[0]
    assert f"\r\nList-Unsubscribe: <{LETTER.off}>\r\n".encode() in raw


def test_without_https_there_is_a_link_and_no_one_click() -> None:
    made = mail.message(Letter("a@b.c", "k", "s", "t", off="http://localhost/x"), SENDER, NOW)
    assert made["List-Unsubscribe"] == "<http://localhost/x>"
    assert made["List-Unsubscribe-Post"] is None
    assert mail.message(Letter("a@b.c", "k", "s", "t"), SENDER, NOW)["List-Unsubscribe"] is None


def test_the_longest_link_is_readable_and_words_are_encoded() -> None:
    host = "long-name." * 12 + "example.org"
    off = f"https://{host}/mail-off?token={'A1-_' * 11}"
    letter = Letter(f"{'a' * 64}@{host}", "k" * 43, "1º de novembro", "Três " * 900, off=off)
    raw = mail.as_sent(mail.message(letter, f"hundred@{host}", NOW))
    head, _, body = raw.partition(b"\r\n\r\n")
    assert f"\r\nList-Unsubscribe: <{off}>\r\n".encode() in head
    assert f"\r\nTo: {letter.to}\r\n".encode() in head
    assert f"\r\nMessage-ID: <{letter.key}@{host}>\r\n".encode() in head
    assert raw.isascii()
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "letter",
    [
        Letter("a@b.c\r\nBcc: eve@evil.test", "k", "s", "t"),
        Letter("a@b.c", "k", "s\nBcc: eve@evil.test", "t"),
        Letter("a@b.c", "k\r\nBcc: eve@evil.test", "s", "t"),
        Letter("a@b.c", "k", "s", "t", off="https://x\r\nBcc: eve@evil.test"),
    ],
    ids=["recipient", "subject", "key", "link"],
)
def test_no_header_has_a_line_break(letter: Letter) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        mail.message(letter, SENDER, NOW)


@pytest.mark.parametrize(
    "text", ["a@b", "ana@example.org", "o'hara+x@sub-1.example.org", f"{'a' * 64}@example.org"]
)
def test_addresses(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "ana", "@b.c", "a@", "a@b..c", "a@-b.c", "a@b-.c", "a b@c.d", "a@b.c,d@e.f",
        "a@b.c\r\nBcc: d@e.f", "a@b.c\n", "<a@b.c>", "Ana <a@b.c>", "a@b@c", 'a"b@c.d',
        "ána@example.org", "a@exämple.org", "a@[127.0.0.1]", f"{'a' * 65}@b.c",
        f"a@{'b.' * 127}c", "a@" + "b-" * 100 + "!", "a\x00@b.c",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert not is_mail_address(text)


# A server in its moods


def refusal(box: Mailbox, password: str = PASSWORD) -> NotSent:
    with pytest.raises(NotSent) as refused:
        run(mail.send(smtp(box, password), LETTER, NOW))
    # The answers of servers repeat what they were given.
    for secret in (PASSWORD, "wrong", USER, "ana", "example"):
        assert secret not in str(refused.value)
    return refused.value


def test_a_recipient_that_there_is_not_is_refused_for_good(box: Mailbox) -> None:
    box.refused = {"ana@example.org": "550 No ana@example.org here"}
    assert type(refusal(box)) is Refused
    box.refused = {"ana@example.org": "450 ana@example.org is full"}
    assert type(refusal(box)) is Unreachable
    assert box.raw == []


def test_a_server_that_is_not_there_may_be_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box = Mailbox(port=free.getsockname()[1])
        assert type(refusal(box)) is Unreachable


def test_a_wrong_password_may_be_right_later(box: Mailbox) -> None:
    assert type(refusal(box, "wrong")) is Unreachable
    assert box.raw == []


def test_a_server_that_wants_it_later_has_not_taken_it(box: Mailbox) -> None:
    box.behaves = "later"
    assert type(refusal(box)) is Unreachable


def test_a_server_that_does_not_answer_is_left(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "PATIENCE_SECONDS", 0.3)
    box.behaves = "slow"
    assert type(refusal(box)) is Unclear


def test_a_server_that_never_greets_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert type(refusal(Mailbox(port=silent.getsockname()[1]))) is Unreachable


def test_a_server_that_goes_when_it_has_the_message_leaves_it_unclear(box: Mailbox) -> None:
    box.behaves = "gone"
    assert type(refusal(box)) is Unclear
    assert len(box.raw) == 1


# Encryption


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whose certificates this machine trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


def certified(issuer: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    issuer.issue_cert(name).configure_cert(context)
    return context


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_letter_arrives(issuer: trustme.CA, security: Security) -> None:
    by = certified(issuer, "127.0.0.1")
    with opened_mailbox(by=by, at_once=security == "tls") as box:
        run(mail.send(replace(smtp(box), security=security), LETTER, NOW))
        assert box.recipients == ["ana@example.org"]
        assert box.logins == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("who", ["of a stranger", "of another name", "none"])
def test_a_password_is_told_to_nobody_without_the_right_certificate(
    issuer: trustme.CA, security: Security, who: str
) -> None:
    shown = {
        "of a stranger": certified(trustme.CA(), "127.0.0.1"),
        "of another name": certified(issuer, "mail.example.org"),
        "none": None,
    }
    with opened_mailbox(by=shown[who], at_once=security == "tls") as box:
        with pytest.raises(Unreachable):
            run(mail.send(replace(smtp(box), security=security), LETTER, NOW))
        assert (box.raw, box.logins) == ([], 0)

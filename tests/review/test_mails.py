"""The week as a message: wanted, confirmed, sent once, and ended. By services and a mail server."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import make
import pytest
from mailserver import PASSWORD, USER, Mailbox, opened_mailbox
from people import House
from sockets import run

from hundred_app.core import mail
from hundred_app.core.errors import Busy, Invalid
from hundred_app.core.language import speaking
from hundred_app.core.mail import Letter
from hundred_app.core.settings import Smtp
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.accounts.service import running
from hundred_app.features.review import service
from hundred_app.features.review.rules import mail as rules
from hundred_app.features.review.service import Mailing
from hundred_app.features.review.tables import ReviewMail
from hundred_app.features.review.texts import t
from hundred_app.server import mails

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
ORIGIN = "https://hundred.example.org"
HERS, THEIRS = "alice@example.org", "mallory@example.org"
CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")


def ask(house: House, name: str, address: str, now: datetime = MONDAY) -> Letter:
    return house.who(name, now)(lambda work: service.ask(work, address, ORIGIN))


def code_in(letter: Letter) -> str:
    (code,) = CODE.findall(letter.text)
    return code


def confirm(house: House, name: str, code: str, now: datetime = MONDAY) -> str:
    return house.who(name, now)(lambda work: service.confirm(work, code))


def mailing(house: House, name: str, now: datetime = MONDAY) -> Mailing:
    return house.who(name, now)(service.mailing)


def want(house: House, name: str, address: str) -> None:
    """A confirmed address, and an hour of the week before the 16th to tell of."""
    early = MONDAY - timedelta(days=5)
    assert confirm(house, name, code_in(ask(house, name, address, early)), early) == ""

    def practise(work: Work) -> None:
        make.log(work, make.commit(work), at=early - timedelta(days=1))

    house.who(name, early)(practise)


def row_of(house: House, name: str) -> ReviewMail:
    (row,) = house.has(ReviewMail, ReviewMail.user_id == house.id_of(name))
    return row


# Wanting it


def test_nothing_is_sent_to_an_address_before_its_code_is_known(house: House) -> None:
    assert mailing(house, "alice") == Mailing()
    letter = ask(house, "alice", f" {HERS} ")
    assert (letter.to, letter.off, letter.html) == (HERS, "", "")
    assert mailing(house, "alice") == Mailing("", HERS)
    assert house.database.read(lambda db: service.due(db, MONDAY)) == []
    assert confirm(house, "alice", code_in(letter).lower()) == ""
    assert mailing(house, "alice") == Mailing(HERS, "")
    assert house.database.read(lambda db: service.due(db, MONDAY)) == [house.id_of("alice")]
    assert mailing(house, "mallory") == Mailing()


def test_a_code_is_for_one_person_and_one_use_and_not_kept(house: House) -> None:
    code = code_in(ask(house, "alice", HERS))
    ask(house, "mallory", HERS)
    assert code.encode() not in house.files()
    assert confirm(house, "mallory", code) == t.no_code
    assert confirm(house, "alice", code) == ""
    assert confirm(house, "alice", code) == t.no_code
    assert mailing(house, "mallory") == Mailing("", HERS)


def test_only_the_last_code_counts(house: House) -> None:
    first = code_in(ask(house, "alice", "old@example.org"))
    second = code_in(ask(house, "alice", HERS))
    assert confirm(house, "alice", first) == t.no_code
    assert confirm(house, "alice", second) == ""
    assert mailing(house, "alice").address == HERS


def test_after_a_day_a_code_is_none(house: House) -> None:
    code = code_in(ask(house, "alice", HERS))
    late = MONDAY + timedelta(days=1)
    assert mailing(house, "alice", late) == Mailing()
    assert confirm(house, "alice", code, late) == t.no_code
    assert confirm(house, "alice", code, late - timedelta(seconds=1)) == ""


def test_after_five_wrong_ones_the_right_one_does_not_help(house: House) -> None:
    code = code_in(ask(house, "alice", HERS))
    said = [confirm(house, "alice", "2222-3333-4444") for _ in range(5)]
    assert said == [t.no_code] * 4 + [t.too_many_tries]
    assert confirm(house, "alice", code) == t.no_code
    assert mailing(house, "alice") == Mailing()


def test_three_codes_a_day_wherever_to_and_however_one_begins_anew(house: House) -> None:
    for number in range(3):
        ask(house, "alice", f"{number}@example.org", MONDAY + timedelta(hours=number))
        house.who("alice")(service.turn_off)
    with pytest.raises(Busy):
        ask(house, "alice", HERS, MONDAY + timedelta(hours=23))
    ask(house, "mallory", THEIRS)
    ask(house, "alice", HERS, MONDAY + timedelta(hours=24))


@pytest.mark.parametrize("text", ["", "alice", f"{HERS}\r\nBcc: {THEIRS}", f"{HERS}, {THEIRS}"])
def test_what_is_no_address_leaves_nothing_behind(house: House, text: str) -> None:
    with pytest.raises(Invalid):
        ask(house, "alice", text)
    assert house.has(ReviewMail) == []


def test_it_is_ended_by_its_person_or_its_link_and_the_address_is_forgotten(house: House) -> None:
    want(house, "alice", HERS)
    want(house, "mallory", THEIRS)
    house.who("mallory")(service.turn_off)
    assert mailing(house, "mallory") == Mailing()
    assert mailing(house, "alice") == Mailing(HERS)
    token = row_of(house, "alice").off_token
    for given in ("", token[:-1], token.upper(), house.id_of("alice")):
        house.database.write(lambda db, given=given: service.turn_off_by_token(db, given))
    assert mailing(house, "alice") == Mailing(HERS)
    house.database.write(lambda db: service.turn_off_by_token(db, token))
    assert mailing(house, "alice") == Mailing()
    assert HERS.encode() not in str(house.has(ReviewMail)).encode()


def test_another_address_may_be_wanted_instead_of_waiting(house: House) -> None:
    ask(house, "alice", HERS)
    house.who("alice")(service.forget_asked)
    assert mailing(house, "alice") == Mailing()


def test_what_is_taken_out_has_the_address_and_no_secret(house: House) -> None:
    want(house, "alice", HERS)
    taken = house.who("alice")(accounts.take_out)["tables"]["review_mail"]
    assert taken[0]["address"] == HERS
    assert row_of(house, "alice").off_token not in str(taken)


# Sending it


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with opened_mailbox() as box:
        yield box


def look(house: House, box: Mailbox, now: datetime = MONDAY) -> None:
    """What the server does every few minutes. Each time it knows only what the database knows."""
    smtp = Smtp("127.0.0.1", box.port, "hundred@example.org", "none", USER, PASSWORD)
    run(mails.look(smtp, ORIGIN, house.database, now))


def test_a_week_is_sent_once_to_whoever_wants_it(house: House, box: Mailbox) -> None:
    want(house, "alice", HERS)
    want(house, "mallory", THEIRS)
    house.who("mallory")(service.turn_off)
    for minutes in (-1, 0, 5, 60, 24 * 60, 6 * 24 * 60):
        look(house, box, MONDAY + timedelta(minutes=minutes))
    (message,) = box.messages
    assert message["To"] == HERS
    assert message["Subject"] == "Your week, 9 to 15 November"
    plain, marked_up = (part.get_content() for part in message.iter_parts())
    for told in (plain, marked_up):
        assert make.SENTENCE in told
        assert f"{ORIGIN}/review?week=2026-11-09" in told
        assert f"{ORIGIN}/mail-off?token={row_of(house, 'alice').off_token}" in told
    assert not re.search(r"<img|<script|<link|src=|url\(", marked_up)


def test_the_week_after_has_a_message_of_its_own_unless_it_was_empty(
    house: House, box: Mailbox
) -> None:
    want(house, "alice", HERS)
    look(house, box)
    following = MONDAY + timedelta(days=7)
    look(house, box, following)
    assert len(box.messages) == 1
    practised = following + timedelta(days=1)
    house.who("alice", practised + timedelta(hours=1))(
        lambda work: make.log(work, make.commit(work, "Theory"), at=practised)
    )
    look(house, box, following + timedelta(days=7))
    assert [each["Subject"][:12] for each in box.messages] == ["Your week, 9", "Your week, 2"]
    assert len({each["Message-ID"] for each in box.messages}) == 2


def test_it_is_in_the_language_of_its_person(house: House, box: Mailbox) -> None:
    with speaking("pt-BR"):
        want(house, "mallory", THEIRS)
    want(house, "alice", HERS)
    house.who("alice")(lambda work: accounts.set_language(work, "pt-BR"))
    look(house, box)
    assert {message["Subject"] for message in box.messages} == {"Sua semana, 9 a 15 de novembro"}
    assert len(box.messages) == 2


def test_whoever_may_not_sign_in_is_sent_nothing(house: House, box: Mailbox) -> None:
    want(house, "alice", HERS)
    root = house.who("root")
    alice = house.id_of("alice")
    root(lambda work: running.set_disabled(work, alice, is_disabled=True))
    look(house, box)
    root(lambda work: running.set_disabled(work, alice, is_disabled=False))
    assert box.raw == []
    look(house, box)
    assert len(box.raw) == 1


def test_no_text_of_anybody_becomes_a_header_a_line_of_smtp_or_markup(
    house: House, box: Mailbox
) -> None:
    evil = "Cello<b>\r\nBcc: eve@evil.test\r\n.\r\nRCPT TO:<eve@evil.test>"
    sentence = (
        'The bow "wants" <img src=//evil.test/x> less hand.\r\n.\r\nQUIT\r\nMAIL FROM:<a@b.c>'
    )
    early = MONDAY - timedelta(days=3)
    want(house, "alice", HERS)

    def practise(work: Work) -> None:
        make.log(
            work,
            make.commit(work, "Theory"),
            minutes=45,
            at=early - timedelta(days=1),
            text=sentence,
        )
        make.log(work, make.commit(work, evil), at=early - timedelta(hours=30), text=evil)

    house.who("alice", early)(practise)
    look(house, box)
    (message,) = box.messages
    assert box.recipients == [HERS]
    assert [name for name in message.keys() if name in ("Bcc", "Cc")] == []  # noqa: SIM118
    assert message.get_all("To") == [HERS]
    assert message.get_all("Subject") == ["Your week, 9 to 15 November"]
    plain, marked_up = (part.get_content() for part in message.iter_parts())
    assert "eve@evil.test" in plain
    assert "&lt;img src=//evil.test/x&gt;" in marked_up
    assert "&lt;b&gt;" in marked_up
    assert not re.search(r"<img|<b>", marked_up)


# What may go wrong


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [each for each in caplog.records if each.name.startswith("hundred_app")]
    for each in found:
        assert each.levelno == logging.WARNING
        assert not each.exc_info
        for secret in (HERS, THEIRS, PASSWORD, "127.0.0.1"):
            assert secret not in each.getMessage()
    return [each.getMessage() for each in found]


def test_a_refused_recipient_is_not_asked_again_and_the_others_have_their_week(
    house: House, box: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    want(house, "alice", HERS)
    want(house, "mallory", THEIRS)
    box.refused = {HERS: f"550 No {HERS} here"}
    look(house, box)
    box.refused = {}
    look(house, box, MONDAY + timedelta(hours=3))
    assert box.recipients == [THEIRS]
    assert warnings(caplog) == [
        "A weekly message was refused, and is given up: SMTPRecipientRefused 550."
    ]


def test_a_server_that_comes_back_is_given_the_message_once(
    house: House, box: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    want(house, "alice", HERS)
    want(house, "mallory", THEIRS)
    box.behaves = "later"
    look(house, box)
    # Whoever is next did not wait for the same, and has lost no try.
    assert [row_of(house, name).sendings for name in ("alice", "mallory")] == [1, 0]
    assert warnings(caplog) == [
        "A weekly message was not sent: SMTPDataError 451. It is tried again at 08:05 UTC."
    ]
    box.behaves = ""
    look(house, box, MONDAY + timedelta(minutes=4))
    assert box.recipients == [THEIRS]
    look(house, box, MONDAY + timedelta(minutes=5))
    look(house, box, MONDAY + timedelta(minutes=10))
    assert box.recipients == [THEIRS, HERS]


def test_a_server_that_stays_away_is_given_up_the_same_day(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    want(house, "alice", HERS)
    gone = Mailbox(port=1)
    for minutes in range(0, 2 * 24 * 60, 5):
        look(house, gone, MONDAY + timedelta(minutes=minutes))
    assert len(warnings(caplog)) == 5
    assert "tried again" in warnings(caplog)[3]
    assert warnings(caplog)[4].endswith("It is given up.")


def test_late_in_the_day_no_try_is_left_for_tomorrow(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    want(house, "alice", HERS)
    for minutes in (0, 5, 60, 24 * 60):
        look(
            house, Mailbox(port=1), MONDAY.replace(hour=23, minute=50) + timedelta(minutes=minutes)
        )
    first, second = warnings(caplog)
    assert first.endswith("at 23:55 UTC.")
    assert second.endswith("It is given up.")


@pytest.mark.parametrize("mood", ["slow", "gone"])
def test_what_may_have_been_sent_is_not_sent_again(
    house: House,
    box: Mailbox,
    mood: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mail, "PATIENCE_SECONDS", 0.3)
    want(house, "alice", HERS)
    box.behaves = mood
    look(house, box)
    box.behaves = ""
    look(house, box, MONDAY + timedelta(hours=1))
    assert len(box.raw) == (mood == "gone")
    assert warnings(caplog)[0].startswith("A weekly message may have been sent or not")
    assert len(warnings(caplog)) == 1


def test_what_was_claimed_when_the_program_died_is_not_sent_again(
    house: House, box: Mailbox
) -> None:
    want(house, "alice", HERS)
    user_id = house.id_of("alice")
    claimed = house.database.write(lambda db: service.claim(db, MONDAY, user_id, ORIGIN))
    assert claimed is not None
    look(house, box, MONDAY + timedelta(hours=1))
    assert box.raw == []


def test_a_message_that_was_ended_while_it_waited_is_not_sent(house: House, box: Mailbox) -> None:
    want(house, "alice", HERS)
    box.behaves = "later"
    look(house, box)
    house.who("alice")(service.turn_off)
    box.behaves = ""
    look(house, box, MONDAY + timedelta(hours=1))
    assert box.raw == []
    assert row_of(house, "alice").again_at is None


def test_one_week_that_cannot_be_told_is_no_reason_for_the_others(
    house: House, box: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    want(house, "alice", HERS)
    want(house, "mallory", THEIRS)
    row = row_of(house, "alice")
    with house.database.writing() as db:
        db.get_one(ReviewMail, row.user_id).address = "alice@example.org\nBcc: eve@evil.test"
    look(house, box)
    assert box.recipients == [THEIRS]
    (told,) = [each for each in caplog.records if each.name.startswith("hundred_app")]
    assert told.getMessage() == "A weekly message was not made."


def test_the_key_is_that_of_rules(house: House, box: Mailbox) -> None:
    want(house, "alice", HERS)
    look(house, box)
    key = rules.message_key(house.id_of("alice"), MONDAY.date())
    assert box.messages[0]["Message-ID"] == f"<{key}@example.org>"

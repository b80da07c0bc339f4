"""The weekly message of a running Hundred: asked for over a socket, sent, and ended by its link."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import serving
import sockets
import visiting
from mailserver import PASSWORD as MAIL_PASSWORD
from mailserver import USER, Mailbox, opened_mailbox
from make import commit, log
from sockets import connected
from visiting import House, Reader

from hundred_app.core import clock, migrate
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.review import service
from hundred_app.features.review.texts import t

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

ORIGIN = "https://hundred.example.org"
HERS = "alice@example.org"
IS_POSSIBLE = re.compile(r'"is_possible\w*": ?true')
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def environment(box: Mailbox) -> dict[str, str]:
    return {
        "HUNDRED_ORIGINS": ORIGIN,
        "HUNDRED_SMTP_HOST": "127.0.0.1",
        "HUNDRED_SMTP_PORT": str(box.port),
        "HUNDRED_SMTP_SECURITY": "none",
        "HUNDRED_SMTP_FROM": "hundred@example.org",
        "HUNDRED_SMTP_USER": USER,
        "HUNDRED_SMTP_PASSWORD": MAIL_PASSWORD,
    }


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with opened_mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, box: Mailbox) -> Iterator[House]:
    data = tmp_path_factory.mktemp("mails")
    with visiting.opened_house(data, is_quiet=True, **environment(box)) as opened:
        yield opened
    assert MAIL_PASSWORD not in "\n".join(opened.server.lines)


def call(house: House, handler: str, name: str = "alice", **form: str) -> str:
    """What a page is told when it sends a form to a handler of the settings."""

    async def send() -> list[str]:
        async with connected(house.server, house.cookie(name), path="/settings") as socket:
            return await socket.call(
                f"review.state.MailState.{handler}", {"form_data": form} if form else None
            )

    return "".join(sockets.run(send()))


def wanted(house: House) -> list[tuple[object, ...]]:
    return house.rows("SELECT address, off_token FROM review_mail WHERE address != ''")


def want(house: House, box: Mailbox) -> str:
    """A confirmed address of Alice's. Returns the token of its link."""
    house.change("UPDATE review_mail SET codes = 0")
    count = len(box.raw)
    call(house, "ask", address=HERS)
    code = re.search(r"\w{4}-\w{4}-\w{4}", box.wait_for(count + 1)[-1].get_content())
    assert code
    assert t.mail_on in call(house, "confirm", code=code[0])
    ((address, token),) = wanted(house)
    assert address == HERS
    return str(token)


def test_an_address_is_confirmed_by_the_code_that_is_sent_there(house: House, box: Mailbox) -> None:
    assert IS_POSSIBLE.search(call(house, "load"))
    told = call(house, "ask", address="alice")
    assert t.no_address in told
    assert box.raw == []
    told = call(house, "ask", address=HERS)
    (message,) = box.wait_for(1)
    assert (message["To"], message["Subject"]) == (HERS, "Your code for Hundred")
    assert ORIGIN in message.get_content()
    assert "alice" not in message.get_content()
    assert HERS in told
    assert t.no_code in call(house, "confirm", code="2222-3333-4444")
    assert wanted(house) == []
    token = want(house, box)
    assert token not in call(house, "load")
    assert t.mail_is_off in call(house, "turn_off")
    assert wanted(house) == []


def test_a_fourth_code_in_a_day_is_not_sent(house: House, box: Mailbox) -> None:
    house.change("UPDATE review_mail SET codes = 3")
    count = len(box.raw)
    assert t.too_many_codes in call(house, "ask", address=HERS)
    assert len(box.raw) == count


def test_a_code_that_cannot_be_sent_is_said_so(house: House, box: Mailbox) -> None:
    house.change("UPDATE review_mail SET codes = 0")
    box.refused = {HERS: f"550 No {HERS} here"}
    assert t.mail_not_sent in call(house, "ask", address=HERS)
    box.refused = {}
    line = house.server.hear("A code could not be sent")
    assert "SMTPRecipientRefused 550" in line
    assert HERS not in line


def test_looking_at_the_link_changes_nothing_and_its_button_ends_the_messages(
    house: House, box: Mailbox
) -> None:
    token = want(house, box)
    page = house.get(f"/mail-off?token={token}")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    read = Reader(page.text)
    assert t.off_title in read.text
    assert read.inline == read.handlers == []
    assert read.fields["token"]["value"] == token
    assert len(wanted(house)) == 1
    done = house.post("/mail-off", {"token": token})
    assert done.status_code == 200
    assert t.off_done_title in Reader(done.text).text
    assert wanted(house) == []


def test_one_click_of_a_mail_program_ends_them_and_a_page_of_others_does_not(
    house: House, box: Mailbox
) -> None:
    link = f"/mail-off?token={want(house, box)}"
    foreign = house.ask("POST", link, ONE_CLICK, Origin="https://evil.example")
    assert foreign.status_code == 403
    for wrong in ("/mail-off", "/mail-off?token=x", f"/mail-off?token={'x' * 43}"):
        assert house.ask("POST", wrong, ONE_CLICK).status_code == 200
    assert len(wanted(house)) == 1
    # No Origin, no cookie: as RFC 8058 has it.
    assert house.ask("POST", link, ONE_CLICK).status_code == 200
    assert wanted(house) == []
    assert house.ask("POST", "/auth/sign-out", {}).status_code == 403


@pytest.mark.parametrize("path", ["/mail-off", "/mail-is-off", "/mail-is-off?token=x"])
def test_without_a_link_there_is_nothing_to_end(house: House, path: str) -> None:
    for cookie in ("", house.alice):
        answer = house.get(path, cookie)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_token_in_an_address_is_text(house: House) -> None:
    answer = house.get('/mail-off?token="><script>alert(1)</script>')
    assert "<script>alert" not in answer.text


def test_without_a_mail_server_nobody_sees_or_wants_anything(tmp_path: Path) -> None:
    with visiting.opened_house(tmp_path) as plain:
        assert not IS_POSSIBLE.search(call(plain, "load"))
        assert t.mail not in Reader(plain.get("/settings", plain.alice).text).text
        assert t.no_mail_here in call(plain, "ask", address=HERS)
        assert plain.rows("SELECT * FROM review_mail") == []


# Across a restart


def become_due(data: Path, name: str, address: str) -> None:
    """Somebody for whom it is noon on the first day of a week, with an hour in the last."""
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    accounts.create_user(database, now, name, visiting.PASSWORD, role="user")
    zone = f"Etc/GMT{now.hour - 12:+d}"

    def settle(work: Work) -> None:
        accounts.set_time_zone(work, zone)
        letter = service.ask(work, address, ORIGIN)
        code = re.search(r"\w{4}-\w{4}-\w{4}", letter.text)
        assert code
        assert service.confirm(work, code[0]) == ""
        log(work, commit(work), at=now - timedelta(days=3))

    with database.writing() as db:
        work = accounts.find_work_of(db, now, name)
        assert work
        settle(work)
    with database.writing() as db:
        work = accounts.find_work_of(db, now, name)
        assert work
        accounts.set_week_start(work, work.today.weekday())
    database.close()


def test_a_week_is_sent_once_however_often_the_server_is_started(tmp_path: Path) -> None:
    with opened_mailbox() as box:
        become_due(tmp_path, "ana", "ana@example.org")
        first = serving.start(tmp_path, **environment(box))
        (message,) = box.wait_for(1)
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        first.kill()
        # Who comes after Ana is asked about after her: with theirs, hers would have come.
        become_due(tmp_path, "bea", "bea@example.org")
        second = serving.start(tmp_path, **environment(box))
        box.wait_for(2)
        assert second.stop() == 0
        assert box.recipients == ["ana@example.org", "bea@example.org"]
        assert [*first.complaints(), *second.complaints()] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"HUNDRED_SMTP_PORT": "smtp"}, "HUNDRED_SMTP_PORT is “smtp”"),
        ({"HUNDRED_SMTP_FROM": ""}, "HUNDRED_SMTP_FROM is “”"),
        ({"HUNDRED_ORIGINS": ""}, "HUNDRED_SMTP_HOST needs HUNDRED_ORIGINS"),
    ],
)
def test_a_wrong_setting_is_said_at_the_start(
    tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    given = {**environment(Mailbox(port=25)), **wrong}
    done = serving.hundred("serve", "--port", "0", "--data", str(tmp_path), **given)
    assert done.returncode != 0
    assert said in done.stderr
    assert MAIL_PASSWORD not in done.stderr + done.stdout

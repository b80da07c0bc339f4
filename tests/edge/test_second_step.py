"""The second step as a browser meets it: turned on, asked for, lost and turned off."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pyotp
import pytest
import visiting
from visiting import PASSWORD, SIGN_OUT, House, Reader, cookie_of, session_id

CODE, TWO_STEP = "/auth/code", "/auth/two-step"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("second")
    with visiting.opened_house(data, HUNDRED_PROXY_HOPS="1") as opened:
        yield opened


class Alice:
    """Alice, who turned the second step on."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cookie = house.cookie()
        self.page = house.get("/two-step", self.cookie).text
        self.secret = str(Reader(self.page).fields["secret"]["value"])
        self.codes: list[str] = []

    def app(self) -> str:
        """What her app shows. The house forgets which codes were used, so that none is to wait."""
        self.house.change("UPDATE user SET totp_step = 0 WHERE totp_secret IS NOT NULL")
        return pyotp.TOTP(self.secret).now()

    def ticket(self, **more: str) -> str:
        answer = self.house.enter(**more)
        assert answer.status_code == 200
        return str(Reader(answer.text).fields["ticket"]["value"])


def codes_on(page: str) -> list[str]:
    return [part.split("</li>")[0] for part in page.split("<li>")[1:]]


@pytest.fixture(scope="module")
def alice(house: House) -> Alice:
    made = Alice(house)
    answer = house.post(
        TWO_STEP, {"secret": made.secret, "code": pyotp.TOTP(made.secret).now()}, made.cookie
    )
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    made.codes = codes_on(answer.text)
    return made


def test_the_page_shows_a_fresh_key_as_picture_and_as_text(house: House) -> None:
    first, second = (house.get("/two-step", house.cookie("carol")) for _ in range(2))
    for answer in (first, second):
        page = Reader(answer.text)
        secret = str(page.fields["secret"]["value"])
        assert page.fields["secret"]["type"] == "hidden"
        (shown,) = codes_on(answer.text)
        assert shown.replace(" ", "") == secret
        assert 'alt="The key as a QR code" src="data:image/svg+xml' in answer.text
        assert "img-src 'self' data:" in answer.headers["content-security-policy"]
        assert set(page.scripts) == {"/auth.js"}
    assert first.text != second.text
    assert house.rows("SELECT count(*) FROM user WHERE totp_secret IS NOT NULL") in ([(0,)], [(1,)])


@pytest.mark.parametrize("code", ["000000", "", "12345", "a" * 100])
def test_a_wrong_code_turns_nothing_on_and_keeps_the_key(house: House, code: str) -> None:
    cookie = house.cookie("carol")
    secret = str(Reader(house.get("/two-step", cookie).text).fields["secret"]["value"])
    answer = house.post(TWO_STEP, {"secret": secret, "code": code}, cookie)
    assert answer.status_code == 422
    assert Reader(answer.text).fields["secret"]["value"] == secret
    assert codes_on(answer.text)[0].replace(" ", "") == secret
    assert "That code is not right" in answer.text
    assert house.rows("SELECT totp_secret FROM user WHERE username = 'carol'") == [(None,)]


@pytest.mark.parametrize("secret", ["", "A", "<script>", "a" * 32])
def test_a_key_that_was_not_made_here_is_none(house: House, secret: str) -> None:
    answer = house.post(TWO_STEP, {"secret": secret, "code": "000000"}, house.cookie("carol"))
    assert answer.status_code == 422
    assert "<script>" not in answer.text.replace("<script defer", "")


def test_turned_on_it_shows_eight_recovery_codes_once(house: House, alice: Alice) -> None:
    assert len(set(alice.codes)) == 8
    assert house.get("/codes", alice.cookie).headers["location"] == "/settings"
    assert house.get("/two-step", alice.cookie).headers["location"] == "/settings"
    for file in house.files():
        for code in alice.codes:
            assert code.encode() not in file.read_bytes()


def test_the_password_alone_gets_a_page_and_no_cookie(house: House, alice: Alice) -> None:
    before = house.rows("SELECT id FROM session")
    answer = house.enter(next="/history")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    page = Reader(answer.text)
    assert page.form["action"] == CODE
    assert page.fields["next"]["value"] == "/history"
    assert page.fields["ticket"]["type"] == "hidden"
    ticket = str(page.fields["ticket"]["value"])
    assert answer.text.count(ticket) == 1
    assert page.fields["code"]["autocomplete"] == "one-time-code"
    assert house.rows("SELECT id FROM session") == before
    # The ticket is no session either.
    assert not house.is_signed_in(f"hundred-{house.server.port}={ticket}")
    wrong = house.post(CODE, {"ticket": ticket, "code": "000000", "next": "/history"})
    assert wrong.status_code == 422
    again = Reader(wrong.text)
    assert (again.fields["ticket"]["value"], again.fields["next"]["value"]) == (ticket, "/history")
    assert "value" not in again.fields["code"]
    right = house.post(CODE, {"ticket": ticket, "code": alice.app(), "next": "/history"})
    assert (right.status_code, right.headers["location"]) == (303, "/history")
    morsel = cookie_of(right)
    assert house.is_signed_in(f"{morsel.key}={morsel.value}")
    used = house.post(CODE, {"ticket": ticket, "code": alice.app(), "next": "/history"})
    assert used.status_code == 422
    assert Reader(used.text).form["action"] == "/auth/sign-in"
    assert "Sign in again." in used.text


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_s33_the_second_step_leads_to_a_page_of_ours(
    house: House, alice: Alice, target: str
) -> None:
    form = {"ticket": alice.ticket(), "code": alice.app(), "next": target}
    assert house.post(CODE, form).headers["location"] == "/"


def test_s37_a_code_works_once(house: House, alice: Alice) -> None:
    code = alice.app()
    assert house.post(CODE, {"ticket": alice.ticket(), "code": code}).status_code == 303
    assert house.post(CODE, {"ticket": alice.ticket(), "code": code}).status_code == 422


def test_two_who_send_one_ticket_at_once_make_one_session(house: House, alice: Alice) -> None:
    form = {"ticket": alice.ticket(), "code": alice.app()}
    (before,) = house.rows("SELECT count(*) FROM session")

    def send(_: int) -> int:
        headers = {"Origin": house.server.address, "X-Forwarded-For": "198.51.100.2"}
        address = house.server.address + CODE
        return httpx.post(address, data=form, headers=headers, timeout=60).status_code

    with ThreadPoolExecutor(4) as threads:
        statuses = sorted(threads.map(send, range(4)))
    assert statuses == [303, 422, 422, 422]
    assert house.rows("SELECT count(*) FROM session") == [(int(str(before[0])) + 1,)]
    house.change("DELETE FROM sign_in_failure")


def test_s38_a_recovery_code_signs_in_once(house: House, alice: Alice) -> None:
    code = alice.codes[0].lower().replace("-", " ")
    assert house.post(CODE, {"ticket": alice.ticket(), "code": code}).status_code == 303
    assert house.post(CODE, {"ticket": alice.ticket(), "code": code}).status_code == 422
    assert house.rows("SELECT count(*) FROM recovery_code") == [(7,)]


def test_signing_in_ends_the_session_that_the_browser_had(house: House, alice: Alice) -> None:
    carol = house.cookie("carol")
    form = {"ticket": alice.ticket(), "code": alice.app()}
    assert house.post(CODE, form, carol).status_code == 303
    assert not house.is_signed_in(carol)


def test_s37_too_many_wrong_codes_wait_with_the_ticket_kept(house: House, alice: Alice) -> None:
    house.change("DELETE FROM sign_in_failure")
    ticket = alice.ticket()
    answers = [house.post(CODE, {"ticket": ticket, "code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 14 * 60
    assert "Too many tries." in answers[-1].text
    assert Reader(answers[-1].text).fields["ticket"]["value"] == ticket
    house.change("DELETE FROM sign_in_failure")
    assert house.post(CODE, {"ticket": ticket, "code": alice.app()}).status_code == 303


def test_no_key_and_no_code_is_told_to_the_terminal(house: House, alice: Alice) -> None:
    printed = "\n".join(house.server.lines)
    assert alice.secret not in printed
    assert alice.codes[0] not in printed


def test_new_codes_and_turning_off(house: House, alice: Alice) -> None:
    form = {"ticket": alice.ticket(), "code": alice.app()}
    morsel = cookie_of(house.post(CODE, form))
    cookie = f"{morsel.key}={morsel.value}"
    fresh = codes_on(house.post("/auth/two-step/codes", {}, cookie).text)
    assert len(set(fresh)) == 8
    assert not set(fresh) & set(alice.codes)
    off = house.post("/auth/two-step/off", {}, cookie)
    assert (off.status_code, off.headers["location"]) == (303, "/settings?note=two-step-off#safety")
    assert house.rows("SELECT count(*) FROM recovery_code") == [(0,)]
    nothing = house.post("/auth/two-step/codes", {}, cookie)
    assert (nothing.status_code, nothing.headers["location"]) == (303, "/settings")
    assert house.enter().status_code == 303
    assert house.post(SIGN_OUT, cookie=cookie).status_code == 303
    assert house.rows("SELECT 1 FROM session WHERE id = ?", session_id(cookie)) == []
    assert PASSWORD not in "\n".join(house.server.lines)

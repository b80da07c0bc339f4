"""The session: its cookie, its row, how long it lasts, and how it ends."""

import re
from collections.abc import Iterator

import pytest
import visiting
from visiting import PASSWORD, SIGN_IN, SIGN_OUT, House, cookie_of, session_id

PROXIED = "https://hundred.example.org"
MONTH = 30 * 24 * 3600


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("sessions")
    with visiting.opened_house(data, HUNDRED_ORIGINS=PROXIED) as opened:
        yield opened


def test_s39_the_cookie_is_for_this_server_alone_and_no_script_reads_it(house: House) -> None:
    morsel = cookie_of(house.enter())
    assert morsel.key == f"hundred-{house.server.port}"
    assert re.fullmatch(r"[\w-]{43}", morsel.value)
    assert {name: value for name, value in morsel.items() if value} == {
        "httponly": True,
        "samesite": "lax",
        "path": "/",
        "max-age": str(MONTH),
    }


def test_s39_behind_a_proxy_with_tls_the_cookie_travels_over_tls_alone(house: House) -> None:
    answer = house.post(
        SIGN_IN,
        {"username": "alice", "password": PASSWORD},
        Origin=PROXIED,
        Host="hundred.example.org",
    )
    morsel = cookie_of(answer)
    assert (morsel.key, morsel["secure"], morsel["path"]) == ("__Host-hundred", True, "/")
    assert morsel["domain"] == ""
    assert answer.headers["strict-transport-security"] == "max-age=63072000"


def test_s41_the_database_keeps_only_the_digest_of_the_secret(house: House) -> None:
    cookie = house.cookie()
    secret = cookie.partition("=")[2]
    assert house.rows("SELECT 1 FROM session WHERE id = ?", session_id(cookie)) == [(1,)]
    for file in house.files():
        assert secret.encode() not in file.read_bytes()
    # The digest, which somebody may read in a stolen copy, signs nobody in.
    assert not house.is_signed_in(f"hundred-{house.server.port}={session_id(cookie)}")


def test_s43_a_cookie_that_was_planted_is_not_kept(house: House) -> None:
    planted = f"hundred-{house.server.port}={'p' * 43}"
    answer = house.post(SIGN_IN, {"username": "alice", "password": PASSWORD}, cookie=planted)
    assert cookie_of(answer).value != "p" * 43
    assert not house.is_signed_in(planted)


def test_s43_signing_in_again_ends_the_session_before(house: House) -> None:
    before = house.cookie("carol")
    answer = house.post(SIGN_IN, {"username": "alice", "password": PASSWORD}, cookie=before)
    assert answer.status_code == 303
    assert not house.is_signed_in(before)


def test_s47_two_cookies_of_that_name_are_nobodys(house: House) -> None:
    alice, carol = house.cookie(), house.cookie("carol")
    assert house.is_signed_in(f"other=1; {alice}; hundred-1={'x' * 43}")
    for both in (f"{alice}; {carol}", f"{carol}; {alice}", f"{alice}; {alice}"):
        assert not house.is_signed_in(both)
    apart = [("Cookie", alice), ("Cookie", carol)]
    assert house.client.get("/history", headers=apart).status_code == 303
    assert house.is_signed_in(alice)


def test_s19_signing_out_ends_the_session_and_clears_what_the_browser_keeps(house: House) -> None:
    cookie, other = house.cookie(), house.cookie()
    answer = house.post(SIGN_OUT, cookie=cookie)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?note=signed-out")
    assert answer.headers["clear-site-data"] == '"storage"'
    dropped = cookie_of(answer)
    assert (dropped.key, dropped.value) == (cookie.partition("=")[0], "")
    assert (dropped["max-age"], dropped["path"]) == ("0", "/")
    assert house.rows("SELECT 1 FROM session WHERE id = ?", session_id(cookie)) == []
    assert not house.is_signed_in(cookie)
    assert house.is_signed_in(other)
    assert "Signed out. See you." in house.get(answer.headers["location"]).text
    assert "<b>" not in house.get("/sign-in?note=<b>own text</b>").text


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("UPDATE session SET expires_at = unixepoch() - 1 WHERE id = ?", id="expired"),
        pytest.param("DELETE FROM session WHERE id = ?", id="removed"),
        pytest.param(
            "UPDATE user SET is_disabled = 1"
            " WHERE id = (SELECT user_id FROM session WHERE session.id = ?)",
            id="disabled",
        ),
    ],
)
def test_s10_a_session_that_ended_in_the_database_has_ended(house: House, end: str) -> None:
    cookie = house.cookie("carol")
    assert house.is_signed_in(cookie)
    house.change(end, session_id(cookie))
    assert not house.is_signed_in(cookie)
    house.change("UPDATE user SET is_disabled = 0")


def test_s42_a_session_in_use_slides_forward_once_in_a_while(house: House) -> None:
    cookie = house.cookie()
    assert "set-cookie" not in house.get("/history", cookie).headers
    end = "SELECT expires_at - unixepoch() FROM session WHERE id = ?"
    house.change(
        "UPDATE session SET expires_at = expires_at - 7200 WHERE id = ?", session_id(cookie)
    )
    sent = cookie_of(house.get("/history", cookie))
    assert f"{sent.key}={sent.value}" == cookie
    assert (sent["max-age"], sent["httponly"]) == (str(MONTH), True)
    ((left,),) = house.rows(end, session_id(cookie))
    assert isinstance(left, int)
    assert MONTH - 60 <= left <= MONTH
    assert "set-cookie" not in house.get("/history", cookie).headers

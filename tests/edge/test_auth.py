"""Signing up and in as a browser does it, and what is refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import serving
import visiting
from visiting import PASSWORD, SIGN_IN, SIGN_OUT, SIGN_UP, House, Reader, cookie_of, rows

SECRET = "canary-51c0 nobody else knows"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("auth")
    # Behind a proxy, so that each request is another visitor: one address may not fail this often.
    with visiting.opened_house(data, HUNDRED_REGISTRATION="open", HUNDRED_PROXY_HOPS="1") as opened:
        yield opened


# The first account


def test_s34_the_set_up_link_makes_one_account_and_no_second(tmp_path: Path) -> None:
    server = serving.start(tmp_path)
    origin = {"Origin": server.address}

    def sign_up(name: str, setup: str) -> httpx.Response:
        form = {"username": name, "password": PASSWORD, "setup": setup, "time_zone": "Europe/Paris"}
        return httpx.post(server.address + SIGN_UP, data=form, headers=origin)

    page = httpx.get(f"{server.address}/sign-up", params={"setup": server.setup})
    assert Reader(page.text).fields["setup"]["value"] == server.setup
    for wrong in ("", "x" * 43, server.setup[:-1]):
        assert sign_up("early", wrong).status_code == 422
    assert rows(tmp_path, "SELECT * FROM user") == []

    names = ["ana", "bea", "cat"]
    with ThreadPoolExecutor() as at_once:
        answers = list(at_once.map(lambda name: sign_up(name, server.setup), names))
    (made,) = [answer for answer in answers if answer.status_code == 303]
    assert made.headers["location"] == "/"
    assert len(cookie_of(made).value) == 43
    assert [answer.status_code for answer in answers if answer is not made] == [422, 422]
    assert sign_up("late", server.setup).status_code == 422
    assert rows(
        tmp_path, "SELECT role, time_zone FROM user JOIN user_settings ON user_id = user.id"
    ) == [("admin", "Europe/Paris")]
    assert rows(tmp_path, "SELECT * FROM one_time_link") == []
    assert server.stop() == 0


def test_a_failed_sign_up_keeps_the_set_up_link_for_the_next_try(house: House) -> None:
    page = house.post(SIGN_UP, {"username": "x", "password": PASSWORD, "setup": "the-link"})
    assert page.status_code == 422
    assert Reader(page.text).fields["setup"]["value"] == "the-link"


def test_where_registration_is_open_anybody_may_sign_up_but_not_as_administrator(
    house: House,
) -> None:
    answer = house.post(SIGN_UP, {"username": "Dora", "password": PASSWORD})
    assert answer.status_code == 303
    assert house.rows("SELECT role FROM user WHERE username = 'dora'") == [("user",)]
    again = house.post(SIGN_UP, {"username": "dora", "password": PASSWORD})
    assert again.status_code == 422
    assert "set-cookie" not in again.headers
    assert "Somebody here has that name already" in again.text


# The forms


@pytest.mark.parametrize(
    ("page", "action", "kind"),
    [("/sign-in", SIGN_IN, "current-password"), ("/sign-up", SIGN_UP, "new-password")],
)
def test_a_password_manager_understands_the_form(
    house: House, page: str, action: str, kind: str
) -> None:
    read = Reader(house.get(page).text)
    assert (read.form["action"], read.form["method"]) == (action, "post")
    name, password = read.fields["username"], read.fields["password"]
    assert (name["autocomplete"], name["id"]) == ("username", "username")
    assert (password["autocomplete"], password["type"]) == (kind, "password")
    assert "required" in name
    assert "required" in password
    assert "value" not in password


EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize("action", [SIGN_IN, SIGN_UP])
@pytest.mark.parametrize("name", [EVIL, "\u00e9'&amp;\\1", "a\x00b", "  Alice "])
def test_a_failed_form_keeps_the_name_as_typed_and_never_the_password(
    house: House, action: str, name: str
) -> None:
    answer = house.post(action, {"username": name, "password": SECRET[:7], "next": "/history"})
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    read = Reader(answer.text)
    # A page cannot hold a NUL; browsers and this reader show it in another way.
    shown = read.fields["username"]["value"] or ""
    assert shown.replace("\ufffd", "\x00") == name
    assert read.fields["next"]["value"] == "/history"
    assert set(read.scripts) == {"/auth.js"}
    assert "value" not in read.fields["password"]
    assert SECRET[:7] not in answer.text


def test_s23_a_wrong_name_a_wrong_password_and_a_disabled_account_look_the_same(
    house: House,
) -> None:
    house.change("UPDATE user SET is_disabled = 1 WHERE username = 'carol'")
    seen = set[tuple[object, ...]]()
    for name, password in (("alice", "not this one"), ("nobod", PASSWORD), ("carol", PASSWORD)):
        answer = house.enter(name, password)
        headers = [(key, value) for key, value in answer.headers.multi_items() if key != "date"]
        body = answer.text.replace(f'value="{name}"', "")
        assert body != answer.text
        seen.add((answer.status_code, tuple(headers), body))
    ((status, _, body),) = seen
    assert status == 422
    assert "That name and password do not belong together." in str(body)
    house.change("UPDATE user SET is_disabled = 0 WHERE username = 'carol'")
    assert house.enter("carol").status_code == 303


EMOJI = "\U0001f3bb\U0001f41d\U0001f33f\U0001f9ed\U0001f68b\U0001f9f5\U0001f95d\U0001f410"


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("before\x00behind it", id="a NUL"),
        pytest.param(EMOJI, id="emoji"),
        pytest.param("\U0001f3bb a bow" + "\U0001f41d" * 249, id="256 characters"),
        pytest.param(" blanks around ", id="blanks"),
    ],
)
def test_s25_a_password_is_every_character_of_it(house: House, password: str) -> None:
    name = f"p{len(password)}-{ord(password[0])}"
    made = house.post(SIGN_UP, {"username": name, "password": password})
    assert made.status_code == 303
    assert house.enter(name, password).status_code == 303
    assert house.enter(name, password[:-1]).status_code == 422
    assert house.enter(name, password.split("\x00")[0].strip() + "\x00").status_code == 422


def test_s25_a_password_of_257_characters_is_none(house: House) -> None:
    made = house.post(SIGN_UP, {"username": "longer", "password": "x" * 257})
    assert made.status_code == 422
    assert "This has 257." in made.text
    assert house.enter("alice", PASSWORD.ljust(257)).status_code == 422
    assert house.rows("SELECT * FROM user WHERE username = 'longer'") == []


@pytest.mark.parametrize("name", ["al\x00ice", "alice\x00", "\U0001f3bb\U0001f3bb\U0001f3bb"])
def test_a_strange_name_is_neither_made_nor_somebody_elses(house: House, name: str) -> None:
    before = house.rows("SELECT username FROM user")
    assert house.post(SIGN_UP, {"username": name, "password": PASSWORD}).status_code == 422
    assert house.enter(name).status_code == 422
    assert house.rows("SELECT username FROM user") == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"username=alice&password=" + b"x" * 8192, 413, id="too large"),
        pytest.param(b"username=alice&password=" + b"x" * 8168, 422, id="just not too large"),
        pytest.param(b"username=alice&password=a+sentence+is+fine&role=admin", 422, id="extra"),
        pytest.param(b"username=alice&password=%ff%fe", 422, id="no UTF-8, escaped"),
        pytest.param(b"username=alice&password=\xff\xfe", 422, id="no UTF-8"),
        pytest.param(b"&".join(b"username=alice" for _ in range(11)), 422, id="many fields"),
        pytest.param(b'{"username": "alice", "password": "a sentence is fine"}', 422, id="JSON"),
        pytest.param(b"password=a+sentence+is+fine", 422, id="no name"),
        pytest.param(b"", 422, id="nothing"),
    ],
)
def test_s31_what_is_no_form_of_ours_is_refused(house: House, body: bytes, status: int) -> None:
    before = house.rows("SELECT id FROM session")
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": house.server.address}
    for content in (body, iter([body[:7000], body[7000:]])):
        answer = house.client.post(SIGN_IN, content=content, headers=kind)
        assert answer.status_code == status
        assert "set-cookie" not in answer.headers
    assert house.rows("SELECT id FROM session") == before


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/history", "/history"),
        ("/c/0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af", "/c/0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/history\r\nSet-Cookie: a=b", "/"),
        ("/\t/evil.example", "/"),
    ],
)
def test_s33_signing_in_leads_to_a_page_of_ours(house: House, target: str, goes: str) -> None:
    answer = house.enter(next=target)
    assert (answer.status_code, answer.headers["location"]) == (303, goes)
    assert cookie_of(answer)["httponly"]
    # What an address says is handed on by the form, and judged when it comes back.
    page = Reader(house.client.get("/sign-in", params={"next": target}).text)
    assert urlsplit(page.form["action"] or "").netloc == ""


# Other sites


@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("https://evil.example", id="another site"),
        pytest.param("null", id="null"),
        pytest.param(None, id="none"),
        pytest.param("http://localhost:1", id="another port"),
        pytest.param("https://localhost:PORT", id="another scheme"),
        pytest.param("http://localhost:PORT.evil.example", id="begins alike"),
    ],
)
@pytest.mark.parametrize("path", [SIGN_IN, SIGN_UP, SIGN_OUT])
def test_s31_a_form_of_another_site_does_nothing(
    house: House, path: str, origin: str | None
) -> None:
    assert house.is_signed_in(house.alice)
    before = house.rows("SELECT (SELECT count(*) FROM user), (SELECT count(*) FROM session)")
    name = "alice" if path == SIGN_IN else "intruder"
    headers = {"Cookie": house.alice}
    if origin is not None:
        headers["Origin"] = origin.replace("PORT", str(house.server.port))
    form = {"username": name, "password": PASSWORD}
    answer = house.ask("POST", path, form, **headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "clear-site-data" not in answer.headers
    assert house.is_signed_in(house.alice)
    after = house.rows("SELECT (SELECT count(*) FROM user), (SELECT count(*) FROM session)")
    assert after == before


@pytest.mark.parametrize("path", [SIGN_IN, SIGN_UP, SIGN_OUT])
def test_s32_a_link_to_a_form_does_nothing(house: House, path: str) -> None:
    query = f"?username=alice&password={PASSWORD.replace(' ', '+')}"
    for method in ("GET", "HEAD"):
        answer = house.ask(method, path + query, Cookie=house.alice)
        assert answer.status_code in (303, 405)
        assert answer.headers.get("location", "") in ("", "/", "/sign-in", "/sign-up")
        assert "set-cookie" not in answer.headers
    assert house.is_signed_in(house.alice)


def test_s18_no_password_is_told_to_the_terminal(house: House) -> None:
    house.enter("alice", SECRET)
    assert SECRET not in "\n".join(house.server.lines)
    assert PASSWORD not in "\n".join(house.server.lines)

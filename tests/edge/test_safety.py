"""The pages and forms by which somebody keeps their account safe, as a browser meets them."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookies import Morsel
from pathlib import Path
from typing import Any

import httpx
import pytest
import serving
import sockets
import visiting
from sockets import connected
from starlette.routing import Route
from visiting import (
    PASSWORD,
    SIGN_IN,
    SIGN_OUT,
    SIGN_UP,
    House,
    Reader,
    cookie_of,
    cookies_of,
    session_id,
)

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service
from hundred_app.features.accounts.service import machine
from hundred_app.server import auth, safety
from hundred_app.server.site import Site

PROXIED = "https://hundred.example.org"
NEW = "another sentence, just as fine"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

FORMS = {
    SIGN_IN: {"username": "alice", "password": PASSWORD},
    "/auth/code": {"ticket": "x" * 43, "code": "000000"},
    SIGN_UP: {"username": "intruder", "password": PASSWORD},
    SIGN_OUT: {},
    "/auth/confirm": {"password": PASSWORD},
    "/auth/password": {"password": PASSWORD, "new_password": NEW},
    "/auth/two-step": {"secret": KEY, "code": "000000"},
    "/auth/two-step/off": {},
    "/auth/two-step/codes": {},
    "/auth/leave": {"username": "alice", "password": PASSWORD},
    "/auth/reset": {"token": "x" * 43, "new_password": NEW},
}
"""Every form, as alice would send it."""

FOR_PEOPLE = ["/confirm", "/password", "/two-step", "/codes", "/leave"]
NEEDS_SESSION = [f"/auth{page}" for page in ("/confirm", "/password", "/two-step", "/leave")]
NEEDS_SESSION += ["/auth/two-step/off", "/auth/two-step/codes"]
NEEDS_PROOF = ["/auth/two-step", "/auth/two-step/off", "/auth/two-step/codes"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Behind a proxy, so that each request may be another visitor."""
    data = tmp_path_factory.mktemp("safety")
    with visiting.opened_house(data, HUNDRED_ORIGINS=PROXIED, HUNDRED_PROXY_HOPS="1") as opened:
        yield opened


def told(house: House) -> list[list[tuple[object, ...]]]:
    """All about people that forms may change."""
    tables = ("user", "session", "recovery_code", "one_time_link", "known_device", "audit_event")
    return [house.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]


def forget_proof(house: House, cookie: str) -> None:
    house.change("UPDATE session SET proven_at = proven_at - 600 WHERE id = ?", session_id(cookie))


def reset_link(house: House, name: str) -> str:
    """By the machine beside the running server, as the command does it."""
    database = migrate.open_database(house.server.data / "hundred.db")
    made = database.write(lambda db: machine.make_reset_link(db, clock.now(), name))
    database.close()
    return made


def test_every_form_is_tried_below() -> None:
    site = Site(Path())
    found = {
        route.path
        for route in [*auth.routes(lambda: site), *safety.routes(lambda: site)]
        if isinstance(route, Route) and "POST" in (route.methods or ())
    }
    assert found == set(FORMS)


# Who may


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None, "http://localhost:1"])
@pytest.mark.parametrize("path", FORMS)
def test_s31_a_form_of_another_site_does_nothing(
    house: House, path: str, origin: str | None
) -> None:
    assert house.is_signed_in(house.alice)
    before = told(house)
    headers = {"Cookie": house.alice} | ({"Origin": origin} if origin else {})
    answer = house.ask("POST", path, FORMS[path], **headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "clear-site-data" not in answer.headers
    assert told(house) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
@pytest.mark.parametrize("path", sorted(set(FORMS) - {SIGN_OUT}))
def test_s31_what_no_form_of_ours_sends_does_nothing(house: House, path: str, kind: str) -> None:
    house.is_signed_in(house.alice)
    before = told(house)
    headers = {"Origin": house.server.address, "Cookie": house.alice, "Content-Type": kind}
    content = json.dumps(FORMS[path] or {"any": "thing"})
    answer = house.client.post(path, content=content, headers=headers)
    house.client.cookies.clear()
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    assert told(house) == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", FORMS)
def test_s32_nothing_but_a_post_does_anything(house: House, path: str, method: str) -> None:
    assert house.is_signed_in(house.alice)
    before = told(house)
    query = str(httpx.QueryParams(FORMS[path]))
    answer = house.ask(method, f"{path}?{query}", Cookie=house.alice, Origin=house.server.address)
    assert answer.status_code in (303, 404, 405)
    if method in ("PUT", "DELETE", "PATCH"):
        assert answer.status_code == 405
    # An address that a form left in the browser leads to its page, without what it sent.
    assert "?" not in answer.headers.get("location", "")
    assert "set-cookie" not in answer.headers
    assert told(house) == before


@pytest.mark.parametrize("page", FOR_PEOPLE)
def test_without_a_session_a_page_leads_to_signing_in_and_back(house: House, page: str) -> None:
    answer = house.get(page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={page}")
    assert Reader(house.get(answer.headers["location"]).text).fields["next"]["value"] == page


@pytest.mark.parametrize("path", NEEDS_SESSION)
def test_without_a_session_a_form_leads_to_signing_in(house: House, path: str) -> None:
    before = told(house)
    for cookie in ("", f"hundred-{house.server.port}={'x' * 43}"):
        answer = house.post(path, FORMS[path], cookie)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert told(house) == before


@pytest.mark.parametrize("path", [*NEEDS_PROOF, "GET /two-step", "GET /export/all"])
def test_s44_what_needs_proof_asks_for_it_and_does_nothing(house: House, path: str) -> None:
    cookie = house.cookie("carol")
    forget_proof(house, cookie)
    before = told(house)
    if path.startswith("GET "):
        answer = house.get(path.removeprefix("GET "), cookie)
    else:
        answer = house.post(path, FORMS[path], cookie)
    assert answer.status_code == 303
    asked = httpx.URL(answer.headers["location"])
    assert asked.path == "/confirm"
    assert asked.params["next"] in ("/settings", "/two-step")
    assert told(house) == before
    page = Reader(house.get(answer.headers["location"], cookie).text)
    assert page.form["action"] == "/auth/confirm"
    assert page.fields["next"]["value"] == asked.params["next"]
    # And with proof it does not ask.
    given = {"password": PASSWORD, "next": asked.params["next"]}
    confirmed = house.post("/auth/confirm", given, cookie)
    assert (confirmed.status_code, confirmed.headers["location"]) == (303, asked.params["next"])
    if path.startswith("GET "):
        assert house.get(path.removeprefix("GET "), cookie).status_code == 200


def test_s44_handlers_that_need_proof_lead_to_it(house: House) -> None:
    from hundred_app import hundred_app
    from hundred_app.server.gate import PROVEN, registry

    assert hundred_app.app is not None
    guarded = {name: policy for name, policy in registry().items() if policy in PROVEN}
    house.change("UPDATE user SET role = 'admin' WHERE username = 'carol'")
    cookie = house.cookie("carol")
    forget_proof(house, cookie)
    before = told(house)

    async def ask() -> list[list[str]]:
        frames: list[list[str]] = []
        async with connected(house.server, cookie) as socket:
            for name in guarded:
                known = len(socket.frames)
                await socket.send(name, {})
                await socket.hydrate()
                frames.append(socket.frames[known:])
        return frames

    for frames in sockets.run(ask()):
        assert any("_redirect" in frame and "/confirm?next=" in frame for frame in frames)
    assert told(house) == before
    house.change("UPDATE user SET role = 'user' WHERE username = 'carol'")


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil", "javascript:alert(1)", "", "x"]
)
def test_s33_confirming_leads_to_a_page_of_ours(house: House, target: str) -> None:
    answer = house.post("/auth/confirm", {"password": PASSWORD, "next": target}, house.alice)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_password_opens_nothing_and_keeps_the_way(house: House) -> None:
    answer = house.post("/auth/confirm", {"password": "no", "next": "/two-step"}, house.alice)
    assert answer.status_code == 422
    page = Reader(answer.text)
    assert "That is not your password." in page.text
    assert page.fields["next"]["value"] == "/two-step"
    assert "value" not in page.fields["password"]


# What the pages are made of


def test_no_page_that_asks_for_a_secret_is_kept_or_has_scripts_of_its_own(house: House) -> None:
    token = reset_link(house, "carol")
    cookie = house.cookie()
    answers = [house.get(page, cookie) for page in FOR_PEOPLE if page != "/codes"]
    answers += [house.get(page) for page in ("/sign-in", "/sign-up?invite=abc")]
    answers += [house.get(f"/reset?token={token}"), house.enter("alice", "wrong")]
    answers += [house.post("/auth/password", {"password": "no", "new_password": NEW}, cookie)]
    answers += [house.get("/export/all", cookie)]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.url
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "etag" not in answer.headers
        if answer.headers["content-type"].startswith("text/html"):
            page = Reader(answer.text)
            assert set(page.scripts) == {"/auth.js"}, answer.url
            assert (page.inline, page.handlers) == ([], [])
            assert "unsafe" not in answer.headers["content-security-policy"].split("style-src")[0]
    assert house.get("/codes", cookie).headers["location"] == "/settings"
    assert house.get("/code").headers["location"] == "/sign-in"


def test_a_token_stands_in_a_hidden_field_and_nowhere_else(house: House) -> None:
    token = reset_link(house, "carol")
    page = house.get(f"/reset?token={token}")
    assert page.text.count(token) == 1
    assert Reader(page.text).fields["token"] == {"type": "hidden", "name": "token", "value": token}


# Signing in too often


def test_s27_an_address_that_failed_too_often_is_told_how_long_to_wait_also_after_a_restart(
    tmp_path: Path,
) -> None:
    def fail(house: House, name: str = "Alice ", address: str = "203.0.113.5") -> httpx.Response:
        form = {"username": name, "password": "not this sentence"}
        return house.post(SIGN_IN, form, X_Forwarded_For=address)

    with visiting.opened_house(tmp_path, HUNDRED_PROXY_HOPS="1") as house:
        for _ in range(10):
            assert fail(house).status_code == 422
        refused = fail(house)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 600
        page = Reader(refused.text)
        assert "Too many tries. You can try again in 10 minutes." in page.text
        assert page.fields["username"]["value"] == "Alice "
        assert "value" not in page.fields["password"]
        right = {"username": "alice", "password": PASSWORD}
        assert house.post(SIGN_IN, right, X_Forwarded_For="203.0.113.5").status_code == 429
        # Whoever asks writes the left part of this header; what our proxy saw is at its right.
        spoofed = house.post(SIGN_IN, right, X_Forwarded_For="198.51.100.1, 203.0.113.5")
        assert spoofed.status_code == 429
        assert house.enter().status_code == 303

        assert house.server.stop() == 0
        again = serving.start(tmp_path, HUNDRED_PROXY_HOPS="1")
        with httpx.Client(base_url=again.address, timeout=60) as client:
            restarted = House(again, client)
            assert fail(restarted).status_code == 429
            assert restarted.enter().status_code == 303
        assert again.stop() == 0


def test_s29_without_a_proxy_nobody_says_where_they_are(tmp_path: Path) -> None:
    with visiting.opened_house(tmp_path) as house:
        headers = {"Forwarded": "for=198.51.100.7", "X_Real_IP": "198.51.100.7"}
        form = {"username": "alice", "password": "not this sentence"}
        statuses = [house.post(SIGN_IN, form, **headers).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


# Cookies


def attributes(morsel: Morsel[str]) -> dict[str, object]:
    return {name: value for name, value in morsel.items() if value}


@pytest.mark.parametrize("is_https", [False, True], ids=["http", "https"])
def test_s39_both_cookies_are_for_this_server_alone(house: House, is_https: bool) -> None:
    headers = {"Origin": PROXIED, "Host": "hundred.example.org"} if is_https else {}
    answer = house.post(SIGN_IN, FORMS[SIGN_IN], **headers)
    session, device = cookies_of(answer)
    name = "__Host-hundred" if is_https else f"hundred-{house.server.port}"
    assert (session.key, device.key) == (name, f"{name}-device")
    common = {"httponly": True, "samesite": "lax", "path": "/"}
    common |= {"secure": True} if is_https else {}
    assert attributes(session) == {**common, "max-age": str(30 * 86_400)}
    assert attributes(device) == {**common, "max-age": str(365 * 86_400)}
    assert session.value != device.value


def test_s43_the_cookie_of_a_browser_is_no_session(house: House) -> None:
    session, device = cookies_of(house.enter())
    for name in (session.key, device.key):
        assert not house.is_signed_in(f"{name}={device.value}")
    (row,) = house.rows(
        "SELECT count(*) FROM known_device WHERE id = ?",
        visiting.session_id(f"={device.value}"),
    )
    assert row == (0,), "the id is made for each person, not of the cookie alone"


def test_s47_two_cookies_of_that_name_send_no_form(house: House) -> None:
    alice, carol = house.cookie(), house.cookie("carol")
    before = told(house)
    for path in NEEDS_SESSION:
        answer = house.post(path, FORMS[path], f"{alice}; {carol}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert house.get("/export/all", f"{alice}; {alice}").headers["location"].startswith("/sign-in")
    assert told(house) == before


# Changing the password


@pytest.fixture
def bea(house: House) -> Iterator[str]:
    """Somebody for one test. Her name; her password is PASSWORD."""
    database = migrate.open_database(house.server.data / "hundred.db")
    service.create_user(database, clock.now(), "bea", PASSWORD, role="user")
    database.close()
    yield "bea"
    with closing(sqlite3.connect(house.server.data / "hundred.db")) as db, db:
        db.execute("PRAGMA foreign_keys = ON")
        mine = "(SELECT id FROM user WHERE username = 'bea')"
        db.execute(f"DELETE FROM session WHERE user_id IN {mine}")
        db.execute(f"DELETE FROM user WHERE id IN {mine}")


def test_s35_a_changed_password_signs_every_other_browser_out(house: House, bea: str) -> None:
    here, there = house.cookie(bea), house.cookie(bea)
    for form, says in (
        ({"password": "not it", "new_password": NEW}, "That is not your password."),
        ({"password": PASSWORD, "new_password": "short"}, "Between 8 and 256 characters."),
        ({"password": PASSWORD, "new_password": "password1"}, "among the first"),
    ):
        refused = house.post("/auth/password", form, here)
        assert refused.status_code == 422
        assert says in refused.text
        assert NEW not in refused.text
    assert house.is_signed_in(there)
    done = house.post("/auth/password", {"password": PASSWORD, "new_password": NEW}, here)
    assert (done.status_code, done.headers["location"]) == (303, "/settings?note=password#safety")
    assert house.is_signed_in(here)
    assert not house.is_signed_in(there)
    assert house.enter(bea).status_code == 422
    assert house.enter(bea, NEW).status_code == 303


def test_s36_a_reset_link_sets_a_password_once_and_ends_this_browsers_session(
    house: House, bea: str
) -> None:
    token, mine = reset_link(house, bea), house.cookie(bea)
    alice = house.cookie()
    refused = house.post("/auth/reset", {"token": token, "new_password": "short"})
    assert refused.status_code == 422
    assert Reader(refused.text).fields["token"]["value"] == token
    # In a browser where somebody else is signed in, who so is no longer.
    done = house.post("/auth/reset", {"token": token, "new_password": NEW}, alice)
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in?note=reset")
    assert cookie_of(done).value == ""
    assert not house.is_signed_in(alice)
    assert not house.is_signed_in(mine)
    assert "Sign in with it." in house.get(done.headers["location"]).text
    again = house.post("/auth/reset", {"token": token, "new_password": PASSWORD})
    assert again.status_code == 422
    assert "not valid any more" in again.text
    opened = house.get(f"/reset?token={token}")
    assert (opened.status_code, opened.headers["location"]) == (
        303,
        "/sign-in?note=reset-link-used",
    )
    assert "not valid any more" in house.get(opened.headers["location"]).text
    assert house.enter(bea).status_code == 422
    assert house.enter(bea, NEW).status_code == 303


# Taking out, leaving


def test_s62_everything_is_downloaded_as_one_file(house: House) -> None:
    cookie = house.cookie()
    answer = house.get("/export/all", cookie)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"].startswith('attachment; filename="hundred-alice-')
    taken: dict[str, Any] = answer.json()
    assert taken["username"] == "alice"
    # Of the program that runs, not of what a test has imported: every table of a person.
    theirs = {
        str(name)
        for (name,) in house.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name == "user" or house.rows(f"SELECT 1 FROM pragma_foreign_key_list('{name}')")
    }
    assert set(taken["tables"]) == theirs - {"known_device", "one_time_link", "recovery_code"}
    assert [row["username"] for row in taken["tables"]["user"]] == ["alice"]
    assert "carol" not in answer.text
    assert "argon2" not in answer.text
    assert session_id(cookie) not in answer.text


def test_s63_leaving_asks_for_name_and_password_and_leaves_nothing(house: House, bea: str) -> None:
    cookie = house.cookie(bea)
    (me,) = house.rows("SELECT id FROM user WHERE username = 'bea'")
    for form in (
        {"username": "alice", "password": PASSWORD},
        {"username": bea, "password": "not it"},
    ):
        refused = house.post("/auth/leave", form, cookie)
        assert refused.status_code == 422
        assert Reader(refused.text).fields["username"].get("value", "") in ("", None)
    done = house.post("/auth/leave", {"username": "Bea", "password": PASSWORD}, cookie)
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in?note=left")
    assert done.headers["clear-site-data"] == '"storage"'
    assert cookie_of(done).value == ""
    assert "Your account is deleted." in house.get(done.headers["location"]).text
    assert not house.is_signed_in(cookie)
    assert house.rows("SELECT id FROM user WHERE id = ?", *me) == []
    for file in house.files():
        assert str(me[0]).encode() not in file.read_bytes(), file.name


# Many at once


def test_s30_a_burst_is_answered_and_none_of_it_gets_in(house: House) -> None:
    def fail(number: int) -> int:
        form = {"username": f"nobody{number}", "password": "wrong"}
        with httpx.Client(base_url=house.server.address) as client:
            headers = {"Origin": house.server.address, "X-Forwarded-For": f"198.51.100.{number}"}
            return client.post(SIGN_IN, data=form, headers=headers, timeout=60).status_code

    with ThreadPoolExecutor(40) as threads:
        statuses = list(threads.map(fail, range(40)))
    assert set(statuses) <= {422, 429}
    assert statuses.count(422) >= 20
    assert house.enter().status_code == 303

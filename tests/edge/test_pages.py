"""Pages, files and exports: who gets what, with which headers, and what nobody gets."""

import base64
import gzip
import hashlib
import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import make
import pytest
import visiting
from visiting import SIGN_IN, House, Reader

from hundred_app.core import clock
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.features.accounts import service as accounts
from hundred_app.features.dashboard.texts import t
from hundred_app.server import doors

NOBODYS = "0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af"
CANARY = "canary-90d2 Bogen, locker – 弓"
APP_PAGES = [
    "/focus",
    "/history",
    "/insights",
    "/review",
    "/review/year",
    "/review/2026",
    "/museum",
    "/settings",
    "/admin",
    "/design",
    f"/c/{NOBODYS}",
    f"/c/{NOBODYS}/letter",
    f"/c/{NOBODYS}/book",
    f"/c/{NOBODYS}/missing",
    f"/c/{NOBODYS}/milestone/25",
]
LOGS = 70


@dataclass
class Library(House):
    """A house with a diary of Alice's in it."""

    commitment: str = ""

    def asset(self) -> str:
        """The address of a built script."""
        found = re.search(r"/assets/[\w.-]+\.js", self.get("/", self.alice).text)
        assert found
        return found[0]

    def lost(self) -> str:
        return self.get("/no-such-page").text


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    data = tmp_path_factory.mktemp("pages")
    with visiting.opened_house(data) as opened:
        database = Database(data / "hundred.db")
        with database.writing() as db:
            alice = accounts.find_work_of(db, clock.now(), "alice")
            assert alice
            cello = make.commit(alice, "Cello")
            for day in range(LOGS):
                make.log(alice, cello, minutes=30, ago=timedelta(days=day), text=f"{day} {CANARY}")
            make.write(alice, cello, 25)
        database.close()
        yield Library(opened.server, opened.client, commitment=cello)


def as_it_is(house: House, target: str) -> tuple[int, bytes]:
    """Status and body for a target that no client may tidy up first."""
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=10)
    connection.request("GET", target)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def policy_of(answer: httpx.Response) -> dict[str, list[str]]:
    parts = answer.headers["content-security-policy"].split(";")
    return {name: rest for name, *rest in (part.split() for part in parts)}


# Who gets which page


def test_these_are_all_the_pages() -> None:
    """A new page belongs in APP_PAGES, or among those for visitors."""
    from hundred_app.sitemap import PAGES

    patterns = {
        re.sub(r"/review/.+", "/review/[review_of]", path)
        .replace(NOBODYS, "[cid]")
        .replace("/25", "/[hours]")
        for path in APP_PAGES
    }
    apart = {"/", "/404", "/welcome", "/lost", "/offline", *doors.ALL}
    assert {page.route for page in PAGES} == apart | patterns


def test_pages_are_packed_for_whoever_can_unpack_them(house: Library) -> None:
    plain, packed = (
        house.client.get("/", headers={"Cookie": house.alice, "Accept-Encoding": encoding})
        for encoding in ("identity", "gzip")
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < 20_000


def test_a_visitor_is_welcomed_and_alice_is_at_home(house: Library) -> None:
    welcome, home = house.get("/"), house.get("/", house.alice)
    assert (welcome.status_code, home.status_code) == (200, 200)
    assert t.headline in Reader(welcome.text).text
    assert t.headline not in Reader(home.text).text
    assert CANARY not in home.text


@pytest.mark.parametrize("path", APP_PAGES)
def test_a_page_of_the_app_asks_a_visitor_to_sign_in_first(house: Library, path: str) -> None:
    for address in (path, f"{path}/"):
        answer = house.get(address)
        assert (answer.status_code, answer.text) == (303, "")
        assert answer.headers["location"] == f"/sign-in?next={path}"
        assert house.get(address, house.alice).status_code == 200
    form = Reader(house.get(answer.headers["location"]).text)
    assert form.fields["next"]["value"] == path
    assert house.enter(next=path).headers["location"] == path


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/sign-in/"])
def test_who_is_signed_in_needs_no_page_to_sign_in(house: Library, path: str) -> None:
    assert house.get(path).status_code == 200
    answer = house.get(path, house.alice)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up", "/no-such-page"])
def test_a_page_for_visitors_has_no_script_but_the_one_for_passwords(
    house: Library, path: str
) -> None:
    answer = house.get(path)
    read = Reader(answer.text)
    assert read.scripts == (["/auth.js"] if path.startswith("/sign") else [])
    assert read.inline == read.handlers == []
    assert policy_of(answer)["script-src"] == ["'self'"]
    assert "modulepreload" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/no-such-page", "/welcome", "/lost", "/404", "/c", "/c/cello", "/history/1",
        f"/c/{NOBODYS}/milestone/30", "/index.html", "/sign-in.html", "/__spa-fallback.html",
        "/auth", "/export", "/export/commitment", "/History", "/%00",
        "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_an_address_of_nothing_is_told_so_with_our_page(house: Library, path: str) -> None:
    for cookie in ("", house.alice):
        answer = house.get(path, cookie)
        assert answer.status_code == 404
        assert t.not_found in Reader(answer.text).text
        assert answer.text == house.lost()


def test_the_address_of_a_form_leads_to_its_page_and_does_nothing(house: Library) -> None:
    cookie = house.cookie()
    pages = {"sign-in": "/sign-in", "sign-up": "/sign-up", "code": "/sign-in", "sign-out": "/"}
    for form, page in pages.items():
        answer = house.get(f"/auth/{form}", cookie)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert house.is_signed_in(cookie)


@pytest.mark.parametrize(
    "target",
    [
        # What the framework would offer.
        "/_upload", "/_upload/x", "/_health", "/ping", "/_all_routes", "/sitemap.xml",
        "/auth-codespace",
        # What lies beside the pages and the program.
        "/../../hundred.stamp", "/%2e%2e/%2e%2e/hundred.stamp", "/..%2f..%2fhundred.stamp",
        "/assets/../../../hundred.stamp", "/assets/..%5c..%5chundred.stamp", "/..;/hundred.stamp",
        "//etc/passwd", "/%2fetc%2fpasswd", "///etc/passwd", "/../../../../../../../etc/passwd",
        "/auth.js%00.html", "/hundred.db", "/pyproject.toml", "/package.json",
        # Sources, and the parts that a file is sent in.
        "/auth.js.map", "/assets/entry.client.js.map", "/.git", "/.git/HEAD",
        "/ui/grid.jsx", "/auth.js.gz", "/auth.js.br", "/index.html.gz", "/assets", "/assets/",
    ],
)  # fmt: skip
def test_s55_nothing_else_is_given_away(house: Library, target: str) -> None:
    status, content = as_it_is(house, target)
    assert status == 404
    assert content in (house.lost().encode(), b"Not Found")


@pytest.mark.parametrize("path", ["/_upload", "/_upload/", "/_event/_upload", "/_event/"])
def test_s12_nothing_is_uploaded_to_the_framework(house: Library, path: str) -> None:
    """Its upload would act for whoever's tab a token names, without a cookie."""
    before = house.rows("SELECT * FROM time_log")
    headers = {
        "Origin": house.server.address,
        "Cookie": house.alice,
        "Reflex-Client-Token": "00000000-0000-4000-8000-000000000011",
        "Reflex-Event-Handler": "reflex___state____state.hydrate",
    }
    for sent in (headers, {key: value for key, value in headers.items() if key != "Cookie"}):
        answer = house.client.post(path, files={"files": ("x.txt", b"canary")}, headers=sent)
        assert answer.status_code in (400, 404, 405)
        assert "canary" not in answer.text
    assert house.rows("SELECT * FROM time_log") == before


def test_s55_the_framework_answers_on_its_socket_alone(house: Library) -> None:
    for target in ("/_event/?EIO=4&transport=polling", "/_event/../_health", "/_event/_upload"):
        assert as_it_is(house, target) == (400, b'"Invalid transport"')


def test_s56_a_host_that_says_more_than_a_name_leads_nowhere_else(house: Library) -> None:
    for host in ("evil.example/auth.js#", "localhost/sign-in?x=", "evil.example"):
        answer = house.get("/history", Host=host)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/history")


# Headers


def answers(house: Library) -> dict[str, httpx.Response]:
    """One answer of every kind."""
    alice, own = house.alice, house.server.address
    page = house.get("/history", alice)
    kinds = {
        "page": page,
        "welcome": house.get("/"),
        "unchanged page": house.get("/history", alice, If_None_Match=page.headers["etag"]),
        "redirect": house.get("/history"),
        "lost": house.get("/no-such-page"),
        "asset": house.get(house.asset()),
        "script": house.get("/auth.js"),
        "alive": house.get("/healthz"),
        "export": house.get(f"/export/commitment/{house.commitment}", alice),
        "no export": house.get(f"/export/commitment/{NOBODYS}", alice),
        "no cookie": house.get(f"/export/commitment/{NOBODYS}"),
        "wrong password": house.enter(password="not this one"),
        "no form": house.enter(role="admin"),
        "too large": house.enter(password="x" * 9000),
        "other site": house.post(SIGN_IN, Origin="https://evil.example"),
        "method": house.ask("PUT", "/", Origin=own),
        "socket": house.get("/_event/?transport=polling", alice, Origin=own),
        "signed in": house.enter(),
    }
    statuses = {kind: answer.status_code for kind, answer in kinds.items()}
    assert statuses == {
        "page": 200, "welcome": 200, "unchanged page": 304, "redirect": 303, "lost": 404,
        "asset": 200, "script": 200, "alive": 200, "export": 200, "no export": 404,
        "no cookie": 401, "wrong password": 422, "no form": 422, "too large": 413,
        "other site": 403, "method": 405, "socket": 400, "signed in": 303,
    }  # fmt: skip
    return kinds


def test_s48_every_answer_carries_the_headers_that_protect_it(house: Library) -> None:
    for kind, answer in answers(house).items():
        assert answer.headers["x-content-type-options"] == "nosniff", kind
        assert answer.headers["referrer-policy"] == "same-origin", kind
        assert answer.headers["cross-origin-opener-policy"] == "same-origin", kind
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", kind
        assert "camera=()" in answer.headers["permissions-policy"], kind
        assert len(answer.headers.get_list("content-security-policy")) == 1, kind
        policy = policy_of(answer)
        assert policy["default-src"] == ["'self'"], kind
        assert policy["frame-ancestors"] == policy["object-src"] == ["'none'"], kind
        assert policy["base-uri"] == ["'none'"], kind
        for source in policy["script-src"]:
            assert re.fullmatch(r"'self'|'sha256-[\w+/]{43}='", source), kind
        assert "strict-transport-security" not in answer.headers, kind


def test_s53_an_answer_is_kept_only_as_long_as_it_holds(house: Library) -> None:
    kept = {kind: answer.headers["cache-control"] for kind, answer in answers(house).items()}
    asking = dict.fromkeys(("page", "welcome", "unchanged page", "lost"), "private, no-cache")
    assert kept.pop("asset") == "public, max-age=31536000, immutable"
    assert kept.pop("script") == "no-cache"
    assert {kind: kept.pop(kind) for kind in asking} == asking
    assert set(kept.values()) == {"no-store"}


def test_s09_no_answer_is_for_a_page_of_another_origin(house: Library) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:1", ""):
        for path in ("/", "/healthz", "/auth.js", "/_event/", f"/export/commitment/{NOBODYS}"):
            for method in ("GET", "OPTIONS"):
                answer = house.ask(
                    method, path, Origin=origin, Access_Control_Request_Method="POST"
                )
                found = [name for name in answer.headers if name.startswith("access-control-")]
                assert found == [], (origin, path, method)


@pytest.mark.parametrize("path", ["/", *APP_PAGES])
def test_s48_each_inline_script_of_a_page_is_allowed_by_its_hash_and_nothing_more(
    house: Library, path: str
) -> None:
    answer = house.get(path, house.alice)
    read = Reader(answer.text)
    digests = [hashlib.sha256(script.encode()).digest() for script in read.inline]
    hashes = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}
    assert len(hashes) > 1
    assert set(policy_of(answer)["script-src"]) == {"'self'"} | hashes
    assert read.handlers == []
    assert "javascript:" not in answer.text


def test_what_the_browser_has_already_is_not_sent_again(house: Library) -> None:
    for path, cookie in (("/", ""), ("/", house.alice), (house.asset(), ""), ("/auth.js", "")):
        tag = house.get(path, cookie).headers["etag"]
        again = house.get(path, cookie, If_None_Match=tag)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert house.get(path, cookie, If_None_Match='"another"').status_code == 200


def test_a_page_kept_from_before_is_not_taken_for_that_of_somebody_else(house: Library) -> None:
    tag = house.get("/", house.alice).headers["etag"]
    assert house.get("/", If_None_Match=tag).status_code == 200
    assert "cookie" in house.get("/").headers["vary"]


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("GZIP ; q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br; q=0.000", None),
        ("identity", None),
        ("vbr", None),
    ],
)
def test_a_script_is_sent_in_the_encoding_that_the_browser_takes(
    house: Library, accepts: str, encoding: str | None
) -> None:
    asset = house.asset()
    plain = house.get(asset, Accept_Encoding="identity")
    request = house.client.build_request("GET", asset, headers={"Accept-Encoding": accepts})
    packed = house.client.send(request, stream=True)
    content = b"".join(packed.iter_raw())
    packed.close()
    assert packed.headers.get("content-encoding") == encoding
    assert packed.headers["vary"] == "accept-encoding"
    assert packed.headers["content-type"] == plain.headers["content-type"]
    if encoding == "gzip":
        assert gzip.decompress(content) == plain.content
    assert (content == plain.content) is (encoding is None)


@pytest.mark.parametrize("path", ["/", "/history", "/auth.js", "/healthz", "/export/commitment/x"])
def test_s32_pages_are_only_read(house: Library, path: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "POST"):
        answer = house.ask(method, path, Cookie=house.alice, Origin=house.server.address)
        assert (answer.status_code, answer.text) == (405, "Method Not Allowed")
        assert house.ask(method, path, Cookie=house.alice).status_code == 403
    asked, read = house.ask("HEAD", path, Cookie=house.alice), house.get(path, house.alice)
    assert (asked.status_code, asked.content) == (read.status_code, b"")
    assert asked.headers["content-length"] == read.headers["content-length"]


# Exports


def test_s68_alice_takes_a_commitment_home_with_everything_in_it(house: Library) -> None:
    answer = house.get(f"/export/commitment/{house.commitment}", house.alice)
    assert answer.headers["content-type"] == "application/json"
    name = f"hundred-{house.commitment}.json"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    held = json.loads(answer.content)
    assert held["commitment"]["title"] == "Cello"
    assert {log["reflection"] for log in held["time_logs"]} == {
        f"{day} {CANARY}" for day in range(LOGS)
    }
    assert sum(log["duration_minutes"] for log in held["time_logs"]) == 30 * LOGS
    assert [milestone["user_synthesis"] for milestone in held["milestones"]] == [make.SYNTHESIS]
    ((alice,),) = house.rows("SELECT id FROM user WHERE username = 'alice'")
    assert "user_id" not in answer.text
    assert str(alice) not in answer.text


def test_s06_nobody_else_learns_even_that_it_exists(house: Library) -> None:
    carol, mine = house.cookie("carol"), f"/export/commitment/{house.commitment}"
    seen = list[tuple[object, ...]]()
    for path in (mine, f"/export/commitment/{new_id()}"):
        answer = house.get(path, carol)
        headers = [(key, value) for key, value in answer.headers.multi_items() if key != "date"]
        seen.append((answer.status_code, answer.text, headers))
    assert seen[0][:2] == (404, "This commitment is not here any more, or it is not yours.")
    assert seen[0] == seen[1]
    assert house.get("/export/commitment/x%00", carol).status_code == 404
    visitor = house.get(mine)
    assert (visitor.status_code, visitor.text) == (401, "Please sign in.")


def test_the_history_goes_home_as_a_sheet_as_far_as_it_was_asked_for(house: Library) -> None:
    answer = house.get(f"/export/logs.csv?q=7+{CANARY[:11]}", house.alice)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.search(r'attachment; filename="hundred-alice-[\d-]+.csv"', str(answer.headers))
    assert answer.text.count(CANARY) == 1
    assert house.get("/export/logs.csv", house.alice).text.count(CANARY) == LOGS
    carol = house.cookie("carol")
    assert CANARY not in house.get("/export/logs.csv", carol).text
    theirs = house.get(f"/export/logs.csv?c={house.commitment}", carol)
    nobodys = house.get(f"/export/logs.csv?c={NOBODYS}", carol)
    assert (theirs.status_code, theirs.text) == (nobodys.status_code, nobodys.text)
    assert theirs.status_code == 404
    assert house.get("/export/logs.csv").headers["location"] == "/sign-in?next=/history"


def test_the_numbers_of_a_chart_go_home_as_a_sheet(house: Library) -> None:
    answer = house.get("/export/chart/lengths.csv", house.alice)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="hundred-lengths.csv"'
    head, *rows = answer.text.removeprefix("\ufeff").splitlines()
    assert head == "minutes,logs"
    assert sum(int(row.split(",")[1]) for row in rows) == LOGS
    carol = house.cookie("carol")
    assert house.get("/export/chart/lengths.csv", carol).text == "\ufeffminutes,logs\r\n"
    theirs = house.get(f"/export/chart/year.csv?c={house.commitment}", carol)
    nobodys = house.get(f"/export/chart/year.csv?c={NOBODYS}", carol)
    assert (theirs.status_code, theirs.text) == (nobodys.status_code, nobodys.text)
    assert theirs.status_code == 404
    for name in ("x", "year%22%0d%0a", "..%2fyear"):
        assert house.get(f"/export/chart/{name}.csv", house.alice).status_code == 404
    visitor = house.get("/export/chart/year.csv")
    assert visitor.headers["location"] == "/sign-in?next=/insights"


def test_the_numbers_of_a_year_go_home_as_a_sheet(house: Library) -> None:
    answer = house.get("/export/year/months.csv", house.alice)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="hundred-year-months.csv"'
    )
    head, *rows = answer.text.removeprefix("\ufeff").splitlines()
    assert head == "month,commitment,minutes"
    assert rows
    carol = house.cookie("carol")
    assert house.get("/export/year/days.csv", carol).text == "\ufeffday,commitment,minutes\r\n"
    for asked in ("1", "0000", "9999", "-1", "%00", "２０２６", "9" * 400):
        assert house.get(f"/export/year/hours.csv?year={asked}", house.alice).status_code == 200
    for name in ("x", "days%22%0d%0a", "..%2fdays"):
        assert house.get(f"/export/year/{name}.csv", house.alice).status_code == 404
    visitor = house.get("/export/year/days.csv")
    assert visitor.headers["location"] == "/sign-in?next=/review/year"


# The picture to hand around


@pytest.mark.parametrize(
    ("kind", "media"), [("svg", "image/svg+xml"), ("png", "image/png")], ids=["svg", "png"]
)
def test_the_picture_of_a_commitment_is_for_its_owner_alone(
    house: Library, kind: str, media: str
) -> None:
    path = f"/share/{house.commitment}.{kind}"
    answer = house.get(path, house.alice)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="hundred-{house.commitment}.{kind}"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert policy_of(answer)["default-src"] == ["'none'"]
    assert "sandbox" in policy_of(answer)
    assert house.get(f"{path}?theme=dark", house.alice).content != answer.content
    assert house.get(path, house.cookie("carol")).status_code == 404
    assert house.get(path).status_code == 401
    assert house.get(f"/share/{NOBODYS}.{kind}", house.alice).status_code == 404
    assert house.get(f"/share/{house.commitment}.gif", house.alice).status_code == 404
    assert house.get(f"/share/x.{kind}", house.alice).status_code == 404


# The book


@pytest.mark.parametrize(
    ("kind", "media", "begins"),
    [("epub", "application/epub+zip", b"PK"), ("pdf", "application/pdf", b"%PDF")],
    ids=["epub", "pdf"],
)
def test_the_book_of_a_commitment_is_for_its_owner_alone(
    house: Library, kind: str, media: str, begins: bytes
) -> None:
    path = f"/book/{house.commitment}.{kind}"
    answer = house.get(path, house.alice)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content.startswith(begins)
    assert re.fullmatch(
        rf'attachment; filename="the-hundred-book-of-[a-z0-9-]+\.{kind}"',
        answer.headers["content-disposition"],
    )
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert house.get(path, house.cookie("carol")).status_code == 404
    assert house.get(path).status_code == 401
    assert house.get(f"/book/{NOBODYS}.{kind}", house.alice).status_code == 404
    assert house.get(f"/book/{house.commitment}.mobi", house.alice).status_code == 404
    assert house.get(f"/book/x.{kind}", house.alice).status_code == 404


# The service worker


def test_the_service_worker_is_this_builds_own_and_asked_for_each_time(house: Library) -> None:
    answer = house.get("/service-worker.js")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    found = re.match(r'const VERSION = "([0-9a-f]{16})";\nconst SHELL = (\[.*\]);', answer.text)
    assert found
    shell = json.loads(found[2])
    assert "/offline" in shell
    assert any(path.endswith(".css") for path in shell)
    for path in shell:
        kept, signed_in = house.get(path), house.get(path, house.alice)
        assert kept.status_code == 200, path
        assert kept.content == signed_in.content, path

"""Our routes, asked anything: never a fault of the server, always what kind of answer it is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hostile.conftest import CANARY, Stage, random_id
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Match, Route

from hundred_app.server import asgi

SETTINGS: dict[str, Any] = {
    "database": None,
    "suppress_health_check": [*HealthCheck],
    "phases": [Phase.explicit, Phase.generate],
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO")
FORM = "application/x-www-form-urlencoded"
FIELDS = ("username", "password", "setup", "next", "time_zone", "user_id", "role", "x")
PAGES = "/{path:path}"
KINDS = re.compile(r"text/(plain|html|css|csv|javascript)|application/(manifest\+)?json")
ENDS_SESSION = "/auth/sign-out"


def routes() -> list[Route]:
    """Every route of ours, as the edge has them."""
    found: list[Starlette] = []

    def keep(app: Any) -> Any:
        inner = getattr(app, "app", None) or getattr(app, "__closure__", None)
        if isinstance(app, Starlette):
            found.append(app)
        elif isinstance(inner, tuple):
            for cell in inner:
                keep(cell.cell_contents)
        elif inner is not None:
            keep(inner)
        return app

    keep(asgi.edge(lambda *_: None, Path()))  # pyright: ignore[reportArgumentType]
    (ours,) = found
    return [
        route
        for route in ours.routes
        # What says that a route has no GET has none itself.
        if isinstance(route, Route) and route.endpoint.__name__ != "refuse"
    ]


ROUTES = routes()
PATHS = sorted({route.path for route in ROUTES})


def is_taken(path: str, method: str) -> bool:
    """Whether an address of a route takes a method. The route of all pages is asked last."""
    scope = {"type": "http", "path": filled(path, random_id()), "method": method, "root_path": ""}
    others = [route for route in ROUTES if route.path != PAGES or path == PAGES]
    return any(route.matches(scope)[0] is Match.FULL for route in others)


def filled(path: str, given: str) -> str:
    return re.sub(r"\{[^}]*\}", given.replace("\\", r"\\"), path)


@pytest.fixture(scope="module")
def client(stage: Stage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stage.server.address, timeout=20) as opened:
        yield opened


def assert_answer(answer: httpx.Response, *, whose: str = "") -> None:
    """What holds for every answer, whatever was asked."""
    assert answer.status_code < 500, answer.text[:200]
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in answer.headers
    if answer.content:
        kind = answer.headers.get("content-type", "")
        assert KINDS.match(kind)
        is_page = answer.text.lstrip().lower().startswith("<!doctype html")
        assert is_page == kind.startswith("text/html")
    if whose != "alice":
        assert CANARY not in answer.text


def test_s80_the_routes_are_found() -> None:
    assert {"/healthz", "/auth/sign-in", "/export/commitment/{commitment_id}"} <= set(PATHS)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("whose", ["", "mallory"])
def test_s80_a_method_that_a_route_has_not(
    stage: Stage, client: httpx.Client, path: str, method: str, whose: str
) -> None:
    if path == ENDS_SESSION and method == "POST":
        return
    answer = client.request(
        method,
        filled(path, random_id()),
        headers={"Cookie": stage.cookies.get(whose, ""), "Origin": stage.server.address},
    )
    assert_answer(answer, whose=whose)
    if not is_taken(path, method):
        assert answer.status_code == 405
        assert answer.headers["allow"]
    else:
        assert answer.status_code != 405


segments = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(
        ["..", ".", "%2e%2e", "%00", "\x00", "a" * 3_000, "%", "%zz", "\\", "//", ":", "é", "c",
         "index.html", "__spa-fallback.html", ".git", "_upload", "_health", "_event", "assets",
         "env.json", "robots.txt", "C:", "~", "*", "milestone", "%ff%fe", "hundred.db"]
    ),
)  # fmt: skip
strange = st.sampled_from(["\x00", "%", "x" * 9_000, "\r\n\r\n", "=&;"])
values = st.one_of(st.text(max_size=80), strange)
names = st.one_of(st.sampled_from(FIELDS), st.text(max_size=8))
queries = st.dictionaries(names, values, max_size=4)
latin = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")
headers = st.dictionaries(
    st.sampled_from(
        ["Accept-Encoding", "If-None-Match", "Range", "Content-Type", "X-Forwarded-For", "Accept",
         "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "If-Modified-Since", "Expect",
         "Sec-WebSocket-Protocol", "User-Agent", "Referer", "Content-Language"]
    ),
    st.one_of(
        st.text(latin, max_size=40).map(str.strip),
        st.sampled_from(["bytes=0-0,1-1", "bytes=-1", "*", "gzip;q=0, br;q=x", "🎻", "a," * 500]),
    ),
    max_size=3,
)  # fmt: skip
bodies = st.one_of(
    st.binary(max_size=200),
    st.lists(st.tuples(names, values), max_size=12).map(
        lambda pairs: urlencode(pairs, errors="surrogatepass").encode()
    ),
    st.just(b"x" * 20_000),
    st.just(b"username=%ff%fe&password=%ed%a0%80"),
    st.just(b"&" * 5_000),
    st.just(b"username=a;username=b;" * 400),
)
asked: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "method": st.sampled_from(METHODS),
        "path": st.one_of(
            st.sampled_from(PATHS).flatmap(
                lambda path: segments.map(lambda given: filled(path, given))
            ),
            st.lists(segments, max_size=5).map(lambda parts: "/" + "/".join(parts)),
        ),
        "params": queries,
        "headers": headers,
        "content": bodies,
        "kind": st.sampled_from(
            [FORM, "application/json", "multipart/form-data; boundary=x", "é", ""]
        ),
    }
)  # fmt: skip


def fuzz(stage: Stage, client: httpx.Client, whose: str, examples: int) -> None:
    before = stage.digest()
    host = stage.server.address

    @settings(max_examples=examples, **SETTINGS)
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        sent = data.draw(asked)
        if sent["path"].startswith((ENDS_SESSION, "/_event")):
            return
        fields = {"Cookie": stage.cookies.get(whose, ""), "Origin": host, **sent["headers"]}
        if sent["kind"]:
            fields["Content-Type"] = sent["kind"]
        raw = [(name.encode(), value.encode("utf-8")) for name, value in fields.items()]
        try:
            request = client.build_request(
                sent["method"],
                httpx.URL(host).copy_with(path=sent["path"]),
                params=sent["params"],
                headers=raw,
                content=sent["content"] if sent["method"] in ("POST", "PUT", "PATCH") else None,
            )
        except (httpx.InvalidURL, UnicodeError):
            return
        try:
            answer = client.send(request)
        except httpx.RemoteProtocolError:
            # The server itself refused what is no HTTP; it must be there for the next one.
            assert client.get("/healthz").text == "ok"
            return
        client.cookies.clear()
        assert_answer(answer, whose=whose)

    attempt()
    assert stage.digest() == before


@pytest.mark.parametrize("whose", ["", "mallory"])
def test_s80_no_request_is_a_fault_of_the_server(
    stage: Stage, client: httpx.Client, whose: str
) -> None:
    fuzz(stage, client, whose, 120)


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["", "mallory"])
def test_s80_no_request_in_2000_is_a_fault_of_the_server(
    stage: Stage, client: httpx.Client, whose: str
) -> None:
    fuzz(stage, client, whose, 2_000)


# Downloads


def test_s68_a_download_is_a_file_for_its_owner_alone(stage: Stage, client: httpx.Client) -> None:
    path = f"/export/commitment/{stage.ids['commitment']}"
    mine = client.get(path, headers={"Cookie": stage.cookies["alice"]})
    assert mine.status_code == 200
    disposition = mine.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="hundred-[0-9a-f-]{36}\.json"', disposition)
    assert mine.headers["x-content-type-options"] == "nosniff"
    assert mine.headers["content-type"] == "application/json"
    assert mine.headers["cache-control"] == "no-store"
    assert client.get(path, headers={"Cookie": stage.cookies["mallory"]}).status_code == 404
    nobody = client.get(path)
    assert nobody.status_code == 401
    assert nobody.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("route", [route for route in PATHS if route.startswith("/export")])
def test_s68_no_download_is_for_visitors(client: httpx.Client, route: str) -> None:
    answer = client.get(filled(route, random_id()))
    is_sent_away = answer.headers.get("location", "").startswith("/sign-in")
    assert answer.status_code == 401 or (answer.status_code == 303 and is_sent_away)

"""Behind proxies or not: whose address counts, and which origin is our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Scope

from hundred_app.core import runtime
from hundred_app.core.db import Database
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.server.headers import is_same_origin
from hundred_app.server.identity import cookie_name, is_https
from hundred_app.server.peer import address_of, own_origin

PEER = "203.0.113.7"
TOLD = "198.51.100.2"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = list(runtime._installed)
    yield
    runtime._installed[:] = before


@pytest.fixture
def hops(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> int:
    settings = Settings(
        data=tmp_path, origins=("https://diary.example.org",), proxy_hops=request.param
    )
    runtime.install(Runtime(settings, database))
    return request.param


def scope(*headers: tuple[str, str], peer: str | None = PEER) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": "/auth/sign-in",
        "client": (peer, 50_000) if peer else None,
        "server": ("127.0.0.1", 8000),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
    }


SPOOFS = [
    pytest.param((("X-Forwarded-For", TOLD),), id="one"),
    pytest.param((("X-Forwarded-For", f"{TOLD}, 192.0.2.1"),), id="a list"),
    pytest.param((("X-Forwarded-For", TOLD), ("X-Forwarded-For", "::1")), id="twice"),
    pytest.param((("Forwarded", f"for={TOLD};proto=https"),), id="Forwarded"),
    pytest.param((("X-Real-IP", TOLD),), id="X-Real-IP"),
    pytest.param((("CF-Connecting-IP", TOLD), ("True-Client-IP", TOLD)), id="of a network"),
    pytest.param((("X-Client-IP", TOLD), ("X-Forwarded", TOLD)), id="others"),
]


@pytest.mark.parametrize("hops", [0], indirect=True)
@pytest.mark.parametrize("headers", SPOOFS)
def test_s29_without_a_proxy_the_peer_counts_whatever_it_says(
    hops: int, headers: tuple[tuple[str, str], ...]
) -> None:
    assert address_of(scope(*headers)) == PEER


@pytest.mark.parametrize(
    ("hops", "said", "address"),
    [
        pytest.param(1, [TOLD], TOLD, id="the proxy's word"),
        pytest.param(1, [f"10.9.8.7, {TOLD}"], TOLD, id="what was there before is a tale"),
        pytest.param(1, ["10.9.8.7", TOLD], TOLD, id="in two headers"),
        pytest.param(1, [f" {TOLD} "], TOLD, id="blanks"),
        pytest.param(1, ["2001:db8::7"], "2001:db8::7", id="the new kind of address"),
        pytest.param(1, ["[2001:db8::7]:4711"], "2001:db8::7", id="with a port"),
        pytest.param(1, [f"{TOLD}:4711"], TOLD, id="the old kind with a port"),
        pytest.param(1, [], PEER, id="no word: not through the proxy"),
        pytest.param(1, [""], PEER, id="an empty word"),
        pytest.param(1, ["unknown"], PEER, id="not an address"),
        pytest.param(1, [f"{TOLD}, <script>"], PEER, id="no address where it counts"),
        pytest.param(2, [f"10.9.8.7, {TOLD}, 192.0.2.1"], TOLD, id="two proxies"),
        pytest.param(2, [TOLD], PEER, id="past the outer of two"),
        pytest.param(3, [f"{TOLD}, 192.0.2.1"], PEER, id="past the outer of three"),
    ],
    indirect=["hops"],
)
def test_s29_behind_proxies_only_what_the_outermost_of_ours_saw_counts(
    hops: int, said: list[str], address: str
) -> None:
    assert address_of(scope(*(("X-Forwarded-For", each) for each in said))) == address


@pytest.mark.parametrize("hops", [1], indirect=True)
def test_s29_behind_a_proxy_no_other_header_counts(hops: int) -> None:
    others = (("Forwarded", f"for={TOLD}"), ("X-Real-IP", TOLD), ("CF-Connecting-IP", TOLD))
    assert address_of(scope(*others)) == PEER


@pytest.mark.parametrize("hops", [0, 1], indirect=True)
def test_a_peer_without_an_address_has_none_and_one_with_colons_keeps_them(hops: int) -> None:
    assert address_of(scope(peer=None)) == ""
    assert address_of(scope(peer="2001:db8::1")) == "2001:db8::1"
    assert address_of(scope(peer="::ffff:203.0.113.7")) == "::ffff:203.0.113.7"


FORWARDED = (("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "hundred.example.org"))


@pytest.mark.parametrize("hops", [0], indirect=True)
def test_s08_without_a_proxy_forwarded_headers_change_no_origin(hops: int) -> None:
    direct = scope(("Host", "box.lan:8000"), *FORWARDED)
    assert own_origin(direct) == "http://box.lan:8000"
    assert not is_https(direct)
    assert cookie_name(direct) == "hundred-8000"


@pytest.mark.parametrize("hops", [1, 2], indirect=True)
def test_s08_behind_a_proxy_the_origin_is_the_one_that_the_browser_used(hops: int) -> None:
    proxied = scope(("Host", "127.0.0.1:8000"), *FORWARDED)
    assert own_origin(proxied) == "https://hundred.example.org"
    assert is_https(proxied)
    assert cookie_name(proxied) == "__Host-hundred"


@pytest.mark.parametrize(
    ("hops", "said", "scheme"),
    [
        pytest.param(1, "http, https", "https", id="the proxy adds to the list"),
        pytest.param(1, "https, http", "http", id="what was there before is a tale"),
        pytest.param(2, "http, https, http", "https", id="two that add"),
        pytest.param(2, "https", "https", id="two that replace"),
        pytest.param(1, "WSS", "https", id="a socket"),
        pytest.param(1, "httpsx", "http", id="not a scheme"),
    ],
    indirect=["hops"],
)
def test_the_scheme_is_what_the_outermost_proxy_of_ours_saw(
    hops: int, said: str, scheme: str
) -> None:
    asked = scope(("Host", "name.example"), ("X-Forwarded-Proto", said))
    assert own_origin(asked) == f"{scheme}://name.example"


@pytest.mark.parametrize(
    ("hops", "origin", "ours"),
    [
        (1, "https://hundred.example.org", True),
        (1, "http://hundred.example.org", False),
        (1, "https://127.0.0.1:8000", False),
        (1, "http://127.0.0.1:8000", False),
        (1, "https://diary.example.org", True),
        (0, "http://127.0.0.1:8000", True),
        (0, "https://hundred.example.org", False),
        (0, "https://diary.example.org", True),
    ],
    indirect=["hops"],
)
def test_s08_pages_of_our_own_origin_may_ask_through_a_proxy(
    hops: int, origin: str, ours: bool
) -> None:
    asked = scope(("Host", "127.0.0.1:8000"), ("Origin", origin), *FORWARDED)
    assert is_same_origin(asked) is ours


@pytest.mark.parametrize("hops", [0], indirect=True)
def test_s08_a_host_with_the_port_that_browsers_leave_out_is_the_same_origin(hops: int) -> None:
    assert is_same_origin(scope(("Host", "a.example:80"), ("Origin", "http://a.example")))
    assert not is_same_origin(scope(("Host", "a.example:443"), ("Origin", "http://a.example")))
    assert is_https(scope(("Host", "diary.example.org:443")))
    assert is_https(scope(("Host", "Diary.Example.ORG")))
    assert not is_https(scope(("Host", "diary.example.org:8443")))

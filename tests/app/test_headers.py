from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Scope

from hundred_app.core import runtime
from hundred_app.core.db import Database
from hundred_app.core.runtime import Runtime
from hundred_app.core.settings import Settings
from hundred_app.server.headers import content_security_policy, is_same_origin

HOST = "hundred.example.org"
PROXIED = "https://diary.example.org"


@pytest.fixture(autouse=True)
def installed(database: Database, tmp_path: Path) -> Iterator[None]:
    """A Hundred that also serves from behind a proxy at PROXIED."""
    before = list(runtime._installed)
    runtime.install(Runtime(Settings(data=tmp_path, origins=(PROXIED,)), database))
    yield
    runtime._installed[:] = before


def scope(
    *origins: str,
    host: str | None = HOST,
    scheme: str = "http",
    kind: str = "http",
    path: str = "/auth/sign-in",
) -> Scope:
    headers = [(b"origin", origin.encode("latin-1")) for origin in origins]
    if host is not None:
        headers.append((b"host", host.encode()))
    return {"type": kind, "method": "POST", "scheme": scheme, "path": path, "headers": headers}


@pytest.mark.parametrize(
    ("origin", "host", "scheme"),
    [
        pytest.param("http://hundred.example.org", HOST, "http", id="the host"),
        pytest.param("https://hundred.example.org", HOST, "https", id="the host over TLS"),
        pytest.param("http://localhost:3000", "localhost:3000", "http", id="a port"),
        pytest.param("http://[::1]:3000", "[::1]:3000", "http", id="an address"),
        pytest.param(PROXIED, "127.0.0.1:3000", "http", id="a proxy that changes the host"),
        pytest.param(PROXIED, "diary.example.org", "http", id="a proxy that keeps the host"),
        pytest.param("https://hundred.example.org", HOST, "wss", id="a socket over TLS"),
        pytest.param("http://hundred.example.org", HOST, "ws", id="a socket"),
    ],
)
def test_s08_our_own_pages_may_ask(origin: str, host: str, scheme: str) -> None:
    assert is_same_origin(scope(origin, host=host, scheme=scheme))


STRANGERS = [
    pytest.param("http://evil.example", id="another host"),
    pytest.param("http://hundred.example.org.evil.example", id="begins alike"),
    pytest.param("http://evil-hundred.example.org", id="ends alike"),
    pytest.param("http://sub.hundred.example.org", id="below it"),
    pytest.param("http://example.org", id="above it"),
    pytest.param("http://hundred.example.org.", id="a full stop behind"),
    pytest.param("http://hundred-example.org", id="another character"),
    pytest.param("http://hundr\u00e9d.example.org", id="a look-alike letter"),
    pytest.param("http://xn--hundrd-dva.example.org", id="a look-alike letter in hiding"),
    pytest.param("null", id="null"),
    pytest.param("http://hundred.example.org:8080", id="another port"),
    pytest.param("https://hundred.example.org", id="https for http"),
    pytest.param("ftp://hundred.example.org", id="another scheme"),
    pytest.param("hundred.example.org", id="no scheme"),
    pytest.param("//hundred.example.org", id="no scheme but slashes"),
    pytest.param("http:hundred.example.org", id="no slashes"),
    pytest.param("http://hundred.example.org/", id="a path"),
    pytest.param("http://hundred.example.org@evil.example", id="a user"),
    pytest.param("http://me@hundred.example.org", id="a user of ours"),
    pytest.param("http://hundred.example.org http://evil.example", id="two in one"),
    pytest.param("http://hundred.example.org, http://evil.example", id="a list"),
    pytest.param("http://hundred.example.org#", id="a fragment"),
    pytest.param("http://", id="no host"),
    pytest.param("", id="empty"),
    pytest.param("*", id="a star"),
    pytest.param("http://diary.example.org", id="the proxy without TLS"),
    pytest.param("https://diary.example.org:8443", id="the proxy at another port"),
    pytest.param("https://diary.example.org.evil.example", id="begins like the proxy"),
]


@pytest.mark.parametrize("origin", STRANGERS)
@pytest.mark.parametrize(
    ("kind", "path"),
    [("http", "/auth/sign-in"), ("http", "/_event/"), ("websocket", "/_event/")],
    ids=["form", "polling", "socket"],
)
def test_s08_pages_of_others_may_not(origin: str, kind: str, path: str) -> None:
    assert not is_same_origin(scope(origin, kind=kind, path=path))


def test_s08_a_page_without_tls_may_not_ask_over_tls() -> None:
    assert not is_same_origin(scope("http://hundred.example.org", scheme="https"))


def test_s08_behind_a_proxy_with_tls_a_page_without_may_not_ask() -> None:
    assert not is_same_origin(scope("http://diary.example.org", host="diary.example.org"))


def test_s08_an_origin_that_is_sent_twice_is_nobodys() -> None:
    own = "http://hundred.example.org"
    assert not is_same_origin(scope(own, "http://evil.example"))
    assert not is_same_origin(scope("http://evil.example", own))
    assert not is_same_origin(scope(own, own))
    assert not is_same_origin(scope(PROXIED, PROXIED))


@pytest.mark.parametrize(
    ("kind", "path", "passes"),
    [
        pytest.param("websocket", "/_event/", True, id="a socket, which browsers always name"),
        pytest.param("http", "/_event/", True, id="the polling of the same"),
        pytest.param("http", "/auth/sign-in", False, id="a form"),
        pytest.param("http", "/auth/sign-out", False, id="another form"),
        pytest.param("http", "/x/_event/", False, id="not quite the socket"),
    ],
)
def test_s08_without_any_origin_only_the_socket_is_open(kind: str, path: str, passes: bool) -> None:
    assert is_same_origin(scope(kind=kind, path=path)) is passes


@pytest.mark.parametrize(
    "origin", ["http://hundred.example.org", "http://evil.example", "http://", "http://None"]
)
@pytest.mark.parametrize("host", [None, ""], ids=["none", "empty"])
def test_s08_without_a_host_no_page_is_ours_but_the_proxys(origin: str, host: str | None) -> None:
    assert not is_same_origin(scope(origin, host=host))
    assert is_same_origin(scope(PROXIED, host=host))


def directives(policy: str) -> dict[str, list[str]]:
    return {name: rest for name, *rest in (part.split() for part in policy.split(";"))}


def test_s48_a_page_may_load_only_from_its_own_origin() -> None:
    policy = directives(content_security_policy(()))
    assert policy == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }


def test_s48_inline_scripts_are_allowed_one_by_one() -> None:
    policy = directives(content_security_policy(["sha256-abc=", "sha256-def="]))
    assert policy["script-src"] == ["'self'", "'sha256-abc='", "'sha256-def='"]
    others = {**policy, "script-src": ["'self'"]}
    assert others == directives(content_security_policy(()))
    assert content_security_policy({"sha256-abc=": None}) == content_security_policy(
        iter(["sha256-abc="])
    )

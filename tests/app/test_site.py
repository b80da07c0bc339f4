import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.server import site
from hundred_app.server.auth import safe_next
from hundred_app.server.site import without_scripts

HELLO = "alert('Hello, world.');"
HELLO_HASH = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
"""Both from the W3C's Content Security Policy."""

BUILT = (
    "<!DOCTYPE html><html><head><title>Sign in</title>"
    '<link href="/icons/mark.svg" rel="icon" type="image/svg+xml"/>'
    '<link as="font" href="/fonts/inter.woff2" rel="preload"/>'
    '<link rel="modulepreload" href="/assets/entry-1.js"/>'
    '<link rel="modulepreload" href="/assets/page-2.js"/>'
    "<script>\ntheme();\n</script>"
    '<link href="/assets/styles.css" rel="stylesheet"/></head><body>'
    '<!--$?--><template id="B:0"></template><!--/$-->'
    '<main><form><script data-keep="" defer="" src="/auth.js"></script></form></main>'
    '<script id="_R_">requestAnimationFrame(function(){if(1<2)go()});</script>'
    '<script type="module" async="">import "/assets/entry-1.js";</script>'
    '<div hidden id="S:0"><script>stream("</main>");</script></div>'
    '<script>$RC("B:0","S:0")</script></body></html>'
)
"""A page as the build makes it, with everything that it has scripts for."""


def test_a_page_without_scripts_keeps_all_that_is_seen() -> None:
    assert without_scripts(BUILT) == (
        "<!DOCTYPE html><html><head><title>Sign in</title>"
        '<link href="/icons/mark.svg" rel="icon" type="image/svg+xml"/>'
        '<link as="font" href="/fonts/inter.woff2" rel="preload"/>'
        '<link href="/assets/styles.css" rel="stylesheet"/></head><body>'
        "<main><form></form></main>"
        '<script data-keep="" defer="" src="/auth.js"></script></body></html>'
    )


def test_only_a_script_that_is_a_file_and_says_so_is_kept() -> None:
    text = without_scripts(
        '<body><script data-keep="">inline()</script><script src="/a.js"></script>'
        '<script src="/b.js" data-keep=""></script></body>'
    )
    assert text == '<body><script src="/b.js" data-keep=""></script></body>'


def test_taking_scripts_out_twice_changes_nothing_more() -> None:
    once = without_scripts(BUILT)
    assert without_scripts(once) == once


def test_a_page_without_any_script_stays_as_it_is() -> None:
    text = "<html><body><main>1 &lt; 2</main></body></html>"
    assert without_scripts(text) == text


def test_s48_a_page_allows_the_inline_scripts_it_has_by_their_hash() -> None:
    page = site._page_of(f"<html><script>{HELLO}</script></html>")
    assert f"script-src 'self' '{HELLO_HASH}';" in page.policy


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        pytest.param("<p>no script</p>", 0, id="none"),
        pytest.param('<script src="/a.js"></script>', 0, id="a file"),
        pytest.param('<script defer="" src="/a.js"></script>', 0, id="a file, later"),
        pytest.param("<script></script>", 0, id="an empty one"),
        pytest.param("<script>a()</script><script>b()</script>", 2, id="two"),
        pytest.param("<script>a()</script><script>a()</script>", 1, id="the same twice"),
        pytest.param('<script type="module">a()\nb()</script>', 1, id="with lines and a type"),
        pytest.param('<script data-src="x">a()</script>', 1, id="not quite a file"),
    ],
)
def test_only_scripts_in_the_page_itself_are_hashed(text: str, hashes: int) -> None:
    assert site._page_of(text).policy.count("'sha256-") == hashes


def test_another_byte_is_another_hash_and_another_etag() -> None:
    one, two = site._page_of("<script>a()</script>"), site._page_of("<script>a() </script>")
    assert one.policy != two.policy
    assert one.etag != two.etag
    assert one == site._page_of("<script>a()</script>")
    assert re.fullmatch(r'"[0-9a-f]{20}"', one.etag)


def test_s48_a_signed_out_page_allows_no_inline_script_at_all() -> None:
    page = site._page_of(without_scripts(BUILT))
    assert "script-src 'self';" in page.policy


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/history",
        "/c/0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af",
        "/c/0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af/milestone/25",
        "/history?since=2026-11-01&of=cello",
        "/a_b.c",
    ],
)
def test_s33_a_path_of_ours_is_where_one_goes_after_signing_in(path: str) -> None:
    assert safe_next(path) == path


EVIL = [
    pytest.param("", id="nothing"),
    pytest.param("history", id="no slash"),
    pytest.param("//evil.example", id="another host"),
    pytest.param("///evil.example", id="another host, three slashes"),
    pytest.param("/\\evil.example", id="a backslash"),
    pytest.param("\\\\evil.example", id="two backslashes"),
    pytest.param("/a\\evil", id="a backslash later"),
    pytest.param("https://evil.example", id="an address"),
    pytest.param("https:evil.example", id="an address without slashes"),
    pytest.param("javascript:alert(1)", id="a script"),
    pytest.param("JaVaScRiPt:alert(1)", id="a script in mixed case"),
    pytest.param("data:text/html,x", id="data"),
    pytest.param("/javascript:alert(1)", id="a script behind a slash"),
    pytest.param("@evil.example", id="a user"),
    pytest.param("/@evil.example", id="a user behind a slash"),
    pytest.param(" /history", id="a blank before"),
    pytest.param("/history ", id="a blank behind"),
    pytest.param("\t//evil.example", id="a tab before"),
    pytest.param("/\t/evil.example", id="a tab between, which browsers drop"),
    pytest.param("/\n/evil.example", id="a line feed between, which browsers drop"),
    pytest.param("/history\n", id="a line feed behind"),
    pytest.param("/history\r\nSet-Cookie: a=b", id="another header"),
    pytest.param("/\x00/evil.example", id="a zero byte"),
    pytest.param("/%2f%2fevil.example", id="slashes in hiding"),
    pytest.param("/%5cevil.example", id="a backslash in hiding"),
    pytest.param("/%0d%0aSet-Cookie:a=b", id="lines in hiding"),
    pytest.param("/#//evil.example", id="a fragment"),
    pytest.param("/\u2215evil.example", id="a look-alike of a slash"),
    pytest.param("/\u200b/evil.example", id="a blank of no width"),
    pytest.param("/jos\u00e9", id="a letter that no page has"),
    pytest.param('/"><script>alert(1)</script>', id="markup"),
]


@pytest.mark.parametrize("path", EVIL)
def test_s33_any_other_place_to_go_is_the_start_page(path: str) -> None:
    assert safe_next(path) == "/"


@given(st.text("/\\.:@ab?&=-_%#\t\n\r \u2215") | st.text())
def test_s33_one_never_leaves_the_site_after_signing_in(path: str) -> None:
    going = safe_next(path)
    assert going in ("/", path)
    # As browsers read it: tabs and lines are dropped, a backslash is a slash.
    read = re.sub(r"[\t\r\n]", "", going).replace("\\", "/")
    landed = urlsplit(urljoin("https://hundred.example.org/sign-in", read))
    assert (landed.scheme, landed.netloc) == ("https", "hundred.example.org")


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        pytest.param("/assets/page-2.js", "public, max-age=31536000, immutable", id="built"),
        pytest.param("/fonts/inter.woff2", "public, max-age=604800", id="a font"),
        pytest.param("/icons/mark.svg", "public, max-age=604800", id="an icon"),
        pytest.param("/auth.js", "no-cache", id="a file whose name stays"),
        pytest.param("/x/assets/page.js", "no-cache", id="not quite built"),
    ],
)
def test_s53_files_are_kept_as_long_as_their_names_allow(path: str, rule: str) -> None:
    assert site._cache_rule(path) == rule

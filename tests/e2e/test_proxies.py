"""Behind the proxies of docs/deploying: https, the socket, who asks, and nothing of a visitor's."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import make
import proxies
import pytest
import serving
from browsing import PASSWORD, Visit
from playwright.sync_api import expect
from proxies import Front
from serving import Server
from visiting import rows

pytestmark = pytest.mark.slow
SPOOFED = "203.0.113.9"


@dataclass(frozen=True)
class Site:
    """A Hundred and the proxy before it; `server` says the address of the proxy."""

    server: Server
    front: Front


@pytest.fixture(params=sorted(proxies.PROXIES))
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    proxies.found(request.param)
    http, https = proxies.free_ports(2)
    front = Front(http, https, 0, *proxies.certified(tmp_path))
    data = tmp_path / "data"
    make.people(data, "ana", password=PASSWORD)
    server = serving.start(data, HUNDRED_ORIGINS=front.address, HUNDRED_PROXY_HOPS="1")
    front = replace(front, behind=server.port)
    try:
        with proxies.running(request.param, front, tmp_path):
            yield Site(replace(server, address=front.address), front)
    finally:
        code = server.stop()
    assert code == 0
    assert server.complaints() == []


def asking(site: Site) -> httpx.Client:
    """Somebody who knows the issuer of the certificate."""
    knows = ssl.create_default_context(cafile=site.front.authority)
    return httpx.Client(base_url=site.front.address, verify=knows)


def test_somebody_signs_in_and_logs_through_a_proxy(site: Site, visit: Visit) -> None:
    visitor = visit(site.server, ignore_https_errors=True)
    # A browser goes on to a certificate that it does not know, and installs no app from there.
    visitor.expected = "An SSL certificate error occurred when fetching the script"
    page = visitor.page
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    visitor.sign_in("ana", PASSWORD)
    visitor.commit("Cello")
    visitor.goto("/")
    line = page.get_by_label("Log time: how long")
    line.fill("45m cello the bow is light")
    line.press("Enter")
    expect(page.get_by_text("Logged 45 min of Cello.")).to_be_visible()
    assert sockets
    assert all(url.startswith(site.front.address.replace("https", "wss")) for url in sockets)
    cookies = page.context.cookies()
    assert cookies
    assert [one for one in cookies if not one.get("secure")] == []
    page.reload()
    expect(page.get_by_text("the bow is light").first).to_be_visible()


def test_what_a_visitor_says_of_themselves_does_not_count(site: Site) -> None:
    said = {
        "X-Forwarded-For": SPOOFED,
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "Origin": site.front.address,
    }
    with asking(site) as client:
        entered = client.post(
            "/auth/sign-in", data={"username": "ana", "password": PASSWORD}, headers=said
        )
        assert entered.status_code == 303
        assert "evil.example" not in str(entered.headers)
        assert "strict-transport-security" in entered.headers
        foreign = client.post(
            "/auth/sign-in",
            data={"username": "ana", "password": PASSWORD},
            headers={**said, "Origin": "https://evil.example"},
        )
        assert foreign.status_code == 403
    addresses = rows(site.server.data, "SELECT address FROM session")
    assert addresses == [("127.0.0.1",)]


def test_http_leads_to_https_and_a_download_comes_whole(site: Site) -> None:
    asked = httpx.get(f"http://127.0.0.1:{site.front.http}/review", headers={"Host": "localhost"})
    assert asked.status_code in (301, 308)
    assert asked.headers["location"].startswith("https://localhost")
    with asking(site) as client:
        client.post(
            "/auth/sign-in",
            data={"username": "ana", "password": PASSWORD},
            headers={"Origin": site.front.address},
        )
        page = client.get("/")
        assert page.headers["content-encoding"] in ("gzip", "br")
        assert client.get("/readyz").status_code == 200

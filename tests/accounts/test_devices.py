"""The browsers somebody is signed in at: what they are called, and ending them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import NOON
from people import HOME, House, outcome

from hundred_app.core.errors import NotFound
from hundred_app.features.accounts import rules, service
from hundred_app.features.accounts.service import Caller, Device
from hundred_app.features.accounts.tables import KnownDevice, SignIn
from hundred_app.features.audit.service import Action

HOUR = timedelta(hours=1)

ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{ENGINE} Chrome/138.0.0.0 Safari/537.36"
WINDOWS, LINUX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla/5.0 (X11; Linux x86_64)"
PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{LINUX} Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (f"{WINDOWS} {CHROME}", "Chrome on Windows"),
        (f"{WINDOWS} {CHROME} Edg/138.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} {CHROME} OPR/120.0", "Opera on Windows"),
        (f"{LINUX} {CHROME} Vivaldi/7.4", "Vivaldi on Linux"),
        (f"{LINUX} {ENGINE} Chromium/138.0 Chrome/138.0 Safari/537.36", "Chromium on Linux"),
        (f"{PIXEL} {ENGINE} Chrome/138.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            f"{PIXEL} {ENGINE} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0", "Firefox on Android"),
        (f"{IPHONE} {ENGINE} Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{IPHONE} {ENGINE} CriOS/138.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{IPHONE} {ENGINE} FxiOS/140.0 Mobile/15E148 Safari/605.1", "Firefox on iPhone"),
        (
            f"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) {ENGINE} Safari/604.1",
            "Safari on iPad",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {ENGINE} Version/18.5 Safari/605.1",
            "Safari on macOS",
        ),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME}", "Chrome on ChromeOS"),
        ("curl/8.14.1", "A program without a name"),
        ("", "A program without a name"),
        ("Firefox/140.0", "Firefox"),
        ("Something (Windows NT 10.0)", "Windows"),
        ("<script>alert(1)</script>", "A program without a name"),
    ],
)
def test_a_browser_has_the_name_its_person_knows(agent: str, name: str) -> None:
    assert rules.device_name(agent) == name


def listed(
    house: House, name: str, session_id: str, later: timedelta = timedelta()
) -> list[Device]:
    return house.who(name, NOON + later)(lambda work: service.devices(work, session_id))


def test_s45_every_browser_is_listed_this_one_first_then_by_last_use(house: House) -> None:
    phone = Caller(address="2001:db8::5", agent=f"{IPHONE} {ENGINE} Safari/604.1")
    house.session("alice", now=NOON - 72 * HOUR, caller=phone)
    here = house.session("alice", now=NOON - 48 * HOUR)
    house.session("alice", caller=Caller())
    house.session("mallory")
    shown = [
        (device.name, device.detail.replace("\u00a0", " "), device.is_this)
        for device in listed(house, "alice", here)
    ]
    assert shown == [
        ("Firefox on Linux", "Since 16 November, last used 16 November, from 192.0.2.7", True),
        (
            "A program without a name",
            "Since 18 November, last used 18 November, from an unknown address",
            False,
        ),
        ("Safari on iPhone", "Since 15 November, last used 15 November, from 2001:db8::5", False),
    ]
    assert len(listed(house, "mallory", "")) == 1


def test_s45_last_use_is_told_until_the_ninetieth_day(house: House) -> None:
    session = house.session("alice")
    for day in range(1, 90):
        late = timedelta(days=day)
        assert service.keep_alive(house.database, NOON + late, session)
        assert not service.keep_alive(house.database, NOON + late + HOUR, session)
        (row,) = house.has(SignIn)
        assert row.last_used_at == NOON + late
        assert row.expires_at == min(NOON + late + timedelta(days=30), NOON + timedelta(days=90))


def test_s45_no_handle_is_the_id_of_a_session_or_gets_in(house: House) -> None:
    session = house.session("alice")
    (device,) = listed(house, "alice", session)
    assert device.id not in session
    assert session not in device.id
    assert house.actor(device.id) is None


def test_s45_one_browser_is_ended_and_no_other(house: House) -> None:
    here, there = house.session("alice"), house.session("alice")
    hers = house.session("mallory")
    (_, device) = listed(house, "alice", here)
    alice = house.who("alice")
    alice(lambda work: service.end_device(work, device.id))
    assert house.living(here, there, hers) == [True, False, True]
    (row,) = [row for row in house.audit() if row.action == Action.SESSION_ENDED]
    assert (row.actor, row.subject) == ("alice", "Firefox on Linux")
    kind = outcome(lambda: alice(lambda work: service.end_device(work, device.id)))
    assert kind is NotFound


@pytest.mark.parametrize(
    "handle",
    [
        pytest.param(lambda device, _: device, id="her handle"),
        pytest.param(lambda _, session: session, id="the id of her session"),
        pytest.param(lambda _, __: "", id="nothing"),
        pytest.param(lambda _, __: "%", id="a pattern"),
    ],
)
def test_s45_a_strangers_handle_is_nothing_that_is_here(
    house: House, handle: Callable[[str, str], str]
) -> None:
    session = house.session("alice")
    (device,) = listed(house, "alice", session)
    mallory = house.who("mallory")
    sent = handle(device.id, session)
    assert outcome(lambda: mallory(lambda work: service.end_device(work, sent))) is NotFound
    assert house.living(session) == [True]
    assert [row for row in house.audit() if row.action == Action.SESSION_ENDED] == []


def test_s45_all_others_are_ended_and_none_of_them_is_known_again(house: House) -> None:
    here, *there = [house.session("alice") for _ in range(4)]
    hers = house.session("mallory")
    house.who("alice")(lambda work: service.end_other_devices(work, here))
    assert house.living(here, *there, hers) == [True, False, False, False, True]
    assert [row.user_id for row in house.has(KnownDevice)] == [house.id_of("mallory")]
    ended = [row.subject for row in house.audit() if row.action == Action.SESSION_ENDED]
    assert ended == ["all others"]


def test_s70_ending_what_has_ended_is_not_written_down_again(house: House) -> None:
    here, _ = house.session("alice"), house.session("alice")
    for _ in range(50):
        house.who("alice")(lambda work: service.end_other_devices(work, here))
    ended = [row for row in house.audit() if row.action == Action.SESSION_ENDED]
    assert len(ended) == 1


def test_a_person_has_fifty_sessions_and_the_one_used_longest_ago_goes(house: House) -> None:
    hers = house.session("mallory")
    first = house.session("alice", now=NOON - 60 * HOUR)
    second = house.session("alice", now=NOON - 59 * HOUR)
    for _ in range(48):
        house.session("alice")
    service.keep_alive(house.database, NOON, first)
    assert len(house.has(SignIn)) == 51
    newest = house.session("alice")
    assert house.living(first, second, newest, hers) == [True, False, True, True]
    assert len(house.has(SignIn)) == 51


def test_what_a_browser_says_of_itself_is_cut(house: House) -> None:
    caller = Caller(address="x" * 500, agent="y" * 5_000, device="z" * 5_000)
    signed_in = house.sign_in("alice", caller=caller)
    (row,) = house.has(SignIn)
    assert (len(row.address), len(row.agent)) == (45, 200)
    assert len(signed_in.device) == 43
    assert HOME.device == ""

"""The model is asked with the real client, over a real socket, of a server that behaves or not."""

import logging
import socket
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace

import pytest
import sockets
from modelserver import KEY, NAME, Mouth, opened_mouth

from hundred_app.core import settings
from hundred_app.core.errors import Busy, Conflict, HundredError
from hundred_app.core.settings import Model
from hundred_app.features.mentor.gateway import asking
from hundred_app.features.mentor.rules.asking import Request
from hundred_app.features.mentor.texts import t

ASKED = Request("Quote only.", "[1] 2026-11-18, hour 3\nThe thumb stays free.", left_out=0)
SAYS = "You keep to one thing: “the thumb stays free” [1].\n\nIs that still so? <b>é😀</b>"


@pytest.fixture
def mouth() -> Iterator[Mouth]:
    with opened_mouth(SAYS) as mouth:
        yield mouth


def model_of(mouth: Mouth, **more: str) -> Model:
    model = settings.read(mouth.environment(**more)).model
    assert model is not None
    return model


def answered(model: Model) -> list[str]:
    """The pieces of an answer."""

    async def ask() -> list[str]:
        async with aclosing(asking.answer(model, ASKED)) as pieces:
            return [piece async for piece in pieces]

    return sockets.run(ask())


def refused(model: Model) -> HundredError:
    with pytest.raises(HundredError) as refusal:
        answered(model)
    assert KEY not in refusal.value.message
    return refusal.value


def test_an_answer_comes_in_pieces(mouth: Mouth) -> None:
    pieces = answered(model_of(mouth))
    assert "".join(pieces) == SAYS
    assert len(pieces) > 3


def test_s66_what_is_sent_is_what_was_shown_and_nothing_else(mouth: Mouth) -> None:
    answered(model_of(mouth))
    (asked,) = mouth.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body == {
        "model": NAME,
        "messages": [
            {"role": "system", "content": ASKED.told},
            {"role": "user", "content": ASKED.read},
        ],
        "stream": True,
    }
    sent = {name.lower() for name in asked.headers}
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert not [name for name in sent if name.startswith("x-stainless")]
    assert "cookie" not in sent


@pytest.mark.parametrize(
    ("behaves", "says"),
    [
        ("html", t.no_answer),
        ("huge", t.no_answer),
        ("huge error", t.no_answer),
        ("redirect", t.no_answer),
        ("unauthorised", t.not_let_in),
        ("unknown", t.not_known),
        ("packed", t.no_answer),
        ("junk", t.no_answer),
        ("deep", t.no_answer),
        ("cut", t.was_cut),
        ("no end", t.was_cut),
    ],
)
def test_s65_what_is_no_answer_is_told_in_words(
    mouth: Mouth, behaves: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    mouth.behaves = behaves
    with caplog.at_level(logging.WARNING):
        refusal = refused(model_of(mouth))
    assert isinstance(refusal, Conflict)
    assert refusal.message == says
    assert KEY not in caplog.text
    assert ASKED.read not in caplog.text
    assert len(mouth.asked) == 1


def test_s65_a_model_with_too_much_to_do_says_when(mouth: Mouth) -> None:
    mouth.behaves = "busy"
    refusal = refused(model_of(mouth))
    assert isinstance(refusal, Busy)
    assert refusal.retry_seconds == 120
    assert len(mouth.asked) == 1


@pytest.mark.parametrize("behaves", ["drip", "silent"])
def test_s65_nobody_waits_longer_than_was_said(mouth: Mouth, behaves: str) -> None:
    mouth.behaves = behaves
    assert refused(replace(model_of(mouth), seconds=1)).message == t.too_slow


@pytest.mark.parametrize("behaves", ["endless", "too long", "blank"])
def test_s65_an_answer_that_the_model_does_not_end_itself_is_none(
    mouth: Mouth, behaves: str
) -> None:
    mouth.behaves = behaves
    assert refused(model_of(mouth)).message == t.was_cut


def test_nobody_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        model = Model(url=f"http://127.0.0.1:{port}/v1", name=NAME)
        assert refused(model).message == t.unreachable


@pytest.mark.parametrize(
    "leads_to",
    [
        pytest.param(["169.254.169.254"], id="metadata"),
        pytest.param(["::ffff:169.254.169.254"], id="metadata inside IPv6"),
        pytest.param(["fe80::1%eth0"], id="link-local"),
        pytest.param(["127.0.0.1", "169.254.169.254"], id="one of two"),
        pytest.param(["203.0.113.7"], id="a documentation network"),
        pytest.param(["93.184.216.34"], id="the internet, unencrypted"),
        pytest.param([], id="nowhere"),
    ],
)
def test_s64_a_name_that_leads_elsewhere_is_not_followed(
    mouth: Mouth, leads_to: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it led to when the settings were read."""

    def look_up(_host: object, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in leads_to]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    model = Model(url=f"http://model.example.org:{mouth.port}/v1", name=NAME, key=KEY)
    assert refused(model).message == t.unreachable
    assert mouth.asked == []


def test_s64_a_name_is_looked_up_once_and_that_is_where_it_goes(
    mouth: Mouth, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter(["127.0.0.1", "169.254.169.254", "169.254.169.254"])
    looked_up: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked_up.append(next(found))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (looked_up[-1], port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    model = Model(url=f"http://model.example.org:{mouth.port}/v1", name=NAME)
    assert "".join(answered(model)) == SAYS
    assert looked_up[0] == "127.0.0.1"
    assert mouth.asked[0].headers["Host"] == f"model.example.org:{mouth.port}"

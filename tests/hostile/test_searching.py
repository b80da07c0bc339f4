"""Whatever stands in the address of the history is looked for, and nothing else is done with it."""

from urllib.parse import urlencode

import pytest
from hostile.conftest import CANARY, Stage
from hostile.payloads import PAYLOADS
from sockets import connected, run

LOAD = "commitments.state.history.HistoryState.load"
SYNTAX = (
    '"', '""', "*", "a*", "^a", "NEAR(a b, 3)", "words:thumb", "{place words} : thumb", "- words",
    "a AND", "OR", "NOT thumb", "(thumb", "thumb)", "a + b", '"a" OR "thumb', '-"', "--", "\x00",
    "%", "_", "\\", "'; DROP TABLE search_index; --", "x" * 600, '" ' * 100, "\ud83c", "\u202e",
)  # fmt: skip
SOME = PAYLOADS[::12]


def address(**asked: str) -> str:
    return f"/history?{urlencode(asked, errors='surrogatepass')}"


@pytest.mark.parametrize("names", [("q",), ("time", "n"), ("c", "category")], ids="/".join)
def test_any_text_in_the_address_is_answered(stage: Stage, names: tuple[str, ...]) -> None:
    """The stage itself fails when the server complains of anything."""

    async def ask() -> None:
        async with connected(stage.server, stage.cookies["alice"]) as socket:
            for text in (*SYNTAX, *SOME):
                socket.path = address(**dict.fromkeys(names, text))
                await socket.call(LOAD)
            socket.path = address(q="thumb stays")
            assert CANARY.split()[0] in "".join(await socket.call(LOAD))

    before = stage.digest()
    run(ask())
    assert stage.digest() == before


def test_a_stranger_finds_nothing_whatever_is_asked(stage: Stage) -> None:
    alice = stage.ids["commitment"]
    asked = (
        {"q": "thumb"},
        {"q": "thumb", "c": alice},
        {"q": f'" OR place : "{alice.replace("-", "")}'},
        {"q": f"{alice} OR thumb"},
        {"q": "-rook"},
        {"q": "-zebra", "n": "2000"},
        {"c": alice},
        {"category": "Music"},
    )

    async def ask() -> str:
        async with connected(stage.server, stage.cookies["mallory"]) as socket:
            told: list[str] = []
            for each in asked:
                socket.path = address(**each)
                told += await socket.call(LOAD)
            return "".join(told)

    told = run(ask())
    assert "Rook first." in told
    assert CANARY not in told

"""Somebody else's id gets the same answer as an id that nobody has, wherever it is sent."""

import json
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest
from browsing import seldom
from hostile import calling
from hostile.calling import Called
from hostile.conftest import CANARY, Stage, random_id
from sockets import Socket, connected, full_name, run

BY_ADDRESS = (
    "ChartsState.choose_by",
    "ChartsState.come_near",
    "ChartsState.load",
    "FocusState.press",
    "HistoryState.load",
    "HistoryState.show_more",
    "HoursState.load",
    "HoursState.choose_range",
    "BookState.load",
    "LetterState.load",
    "LetterState.seal",
    "LogState.open_new",
    "PieceState.hang_up",
    "PieceState.load",
    "PieceState.take_down",
    "PursuitFormState.archive",
    "PursuitFormState.open_delete",
    "PursuitFormState.open_edit",
    "PursuitFormState.resume",
    "PursuitFormState.take_theirs",
    "PursuitState.load",
    "PursuitState.show_more",
    "PursuitState.turn_round",
    "RoomState.finish",
    "RoomState.go_on",
    "RoomState.load",
    "RoomState.take_theirs",
    "ShareState.open",
)
"""Handlers that take their id from the address of the page and not from what is sent."""

WITHOUT_IDS = ("AccountState.load_settings", "ReviewState.load", "YearState.load")
"""Handlers that take something else from the address."""

AFTER: dict[str, tuple[str, dict[str, Any]]] = {
    "LogState.remove": ("commitments.state.logs.LogState.open_edit", {"log_id": "ID"}),
    "LogState.take_theirs": ("commitments.state.logs.LogState.open_edit", {"log_id": "ID"}),
    "PursuitFormState.delete": ("commitments.state.seats.PursuitFormState.open_delete", {}),
    "PursuitFormState.save": ("commitments.state.seats.PursuitFormState.open_edit", {}),
    "QuickState.open_form": (
        "dashboard.state.QuickState.pick",
        {"asks": "commitment", "value": "ID", "text": "5 x"},
    ),
    "QuickState.save": (
        "dashboard.state.QuickState.pick",
        {"asks": "commitment", "value": "ID", "text": "5 x"},
    ),
}
"""Handlers whose id was sent with another handler before, and which one that was."""

FORMS: dict[str, Callable[[str], Any]] = {
    "plain": lambda given: given,
    "upper case": str.upper,
    "in braces": lambda given: f"{{{given}}}",
    "without dashes": lambda given: given.replace("-", ""),
    "as a urn": lambda given: f"urn:uuid:{given}",
    "with spaces": lambda given: f" {given} ",
    "with a NUL": lambda given: f"{given}\x00",
    "undo a deletion": lambda given: f"restore:{given}",
    "undo a log": lambda given: f"remove:{given}",
    "undo the end of a commitment": lambda given: f"deleted:{given}",
    "undo an archiving": lambda given: f"archived:{given}",
    "undo a synthesis": lambda given: f"finished:{given}:25",
    "undo twice": lambda given: f"restore:remove:{given}",
    "a page of the history": lambda given: f"1.{given}",
    "in a list": lambda given: [given],
    "in a dict": lambda given: {"id": given},
    "nested": lambda given: {"id": [{"$eq": given}]},
    "as a pattern": lambda given: f"{given[:8]}%",
    "or anything": lambda given: f"{given}' OR '1'='1",
    "as bytes": lambda given: list(uuid.UUID(given).bytes),
    "as a number": lambda given: uuid.UUID(given).int,
}
KINDS = ("commitment", "log", "removed", "gone", "milestone", "user")
MORE = {
    "user_id": "USER",
    "role": "admin",
    "is_admin": True,
    "id": "ID",
    "created_at": 0,
    "seat": 3,
    "source": "x",
    "is_active": False,
    "is_approved": True,
    "is_disabled": False,
    "rev": 10**6,
    "minutes_before": 10**6,
}
"""What a row has and no form of ours asks for."""

FOR_EVERYBODY = [handler for handler in calling.ours() if handler.whom != "root"]
WITH_IDS = [
    pytest.param(handler, id=handler.short)
    for handler in FOR_EVERYBODY
    if handler.ids or handler.short in (*BY_ADDRESS, *AFTER)
]


def normal(frames: list[str], given: str) -> str:
    """What came back, with one sign for the id that was sent and for what differs each time."""
    found = json.dumps(whole(frames), sort_keys=True)
    for form in (given, given.replace("-", ""), str(uuid.UUID(given).int)):
        found = found.replace(form, "ID").replace(form.upper(), "ID")
    found = found.replace(", ".join(map(str, uuid.UUID(given).bytes)), "ID")
    found = found.replace(given[:8] + "%", "ID%").replace(given[:8].upper() + "%", "ID%")
    # A timer counts on while it is asked about.
    found = re.sub(r'"elapsed": \d+', '"elapsed": 0', found)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "NEW", found)


def whole(frames: list[str]) -> dict[str, Any]:
    """All that came back, put together: what the tab knows now, and what it was told to do.

    In how many parts it comes depends on what was quicker.
    """
    known: dict[str, Any] = {}
    told: list[Any] = []
    for frame in frames:
        update = json.loads(frame)
        for state, values in update.get("delta", {}).items():
            known.setdefault(state, {}).update(without_socket(values))
        told += update.get("events", [])
    return {"known": known, "told": told}


def without_socket(value: Any) -> Any:
    """What came back without what it says of the socket itself: its headers and its number."""
    if isinstance(value, dict):
        return {
            key: without_socket(held)
            for key, held in value.items()
            if not key.startswith(("rx_router_headers", "rx_router_session"))
        }
    return [without_socket(held) for held in value] if isinstance(value, list) else value


async def ask(stage: Stage, handler: Called, given: str, form: str) -> str:
    """What Mallory is told by a handler to whom she sends an id in one form."""
    sent = FORMS[form](given)
    path = f"/c/{sent}/milestone/25" if isinstance(sent, str) else "/"
    async with connected(stage.server, stage.cookies["mallory"], path=path) as socket:
        frames: list[str] = []
        if handler.short in AFTER:
            first, payload = AFTER[handler.short]
            frames += await send(socket, full_name(first), _with(payload, sent))
        frames += await send(socket, handler.name, handler.with_id(sent))
        return normal(frames, given)


async def send(socket: Socket, name: str, payload: dict[str, Any]) -> list[str]:
    before = len(socket.frames)
    await socket.send(name, payload)
    await socket.hydrate()
    # What the event set off, such as loading the page again, is in the queue by now.
    await socket.hydrate()
    return socket.frames[before:]


def _with(payload: Any, given: Any) -> Any:
    if isinstance(payload, dict):
        return {key: _with(value, given) for key, value in payload.items()}
    return given if payload == "ID" else payload


FEW = ("plain", "undo a deletion", "nested")


def assert_like_nobodys(
    stage: Stage, handler: Called, kinds: tuple[str, ...], forms: Iterable[str]
) -> None:
    before = stage.digest("alice")

    async def compare() -> None:
        for form in forms:
            nobodys = await ask(stage, handler, random_id(), form)
            for kind in kinds:
                hers = await ask(stage, handler, stage.ids[kind], form)
                if hers != nobodys:
                    # A form says what time it is; a minute may have begun between the two.
                    nobodys = await ask(stage, handler, random_id(), form)
                assert hers == nobodys, f"{kind}, {form}"
                assert CANARY not in hers
                assert "Cello" not in hers

    run(compare())
    assert stage.digest("alice") == before


def kinds_for(handler: Called) -> tuple[str, ...]:
    """The kinds of ids that mean something to a handler."""
    if handler.short == "LogState.undo":
        return ("removed", "log")
    after = AFTER.get(handler.short, ("", {}))[1]
    logs = ("log",) if "LOG" in handler.ids or "log_id" in after else ()
    is_about_one = "COMMITMENT" in handler.ids or not logs
    return (*logs, *(("commitment",) if is_about_one else ()))


@pytest.mark.parametrize("handler", WITH_IDS)
def test_s06_somebody_elses_id_is_like_nobodys(stage: Stage, handler: Called) -> None:
    assert_like_nobodys(stage, handler, kinds_for(handler), FEW)


@pytest.mark.slow
@pytest.mark.parametrize("handler", FOR_EVERYBODY, ids=lambda handler: handler.short)
def test_s06_no_id_of_any_kind_tells_anything(stage: Stage, handler: Called) -> None:
    assert_like_nobodys(stage, handler, KINDS, FORMS)


@pytest.mark.parametrize("handler", calling.ours(), ids=lambda handler: handler.short)
def test_s06_the_owner_would_have_got_something(stage: Stage, handler: Called) -> None:
    """A handler that takes an id and is in no table above would be attacked with nothing."""
    code = calling.source(handler)
    reads_address = "commitment_in" in code or "query_parameters" in code
    assert not reads_address or handler.short in (*BY_ADDRESS, *AFTER, *WITHOUT_IDS)


# Columns that no form asks for


@pytest.mark.parametrize(
    "names", [pytest.param(["user_id", "role"], id="two"), seldom(list(MORE), id="all")]
)
@pytest.mark.parametrize("handler", calling.ours(), ids=lambda handler: handler.short)
def test_s07_no_column_is_set_that_no_form_asks_for(
    stage: Stage, handler: Called, names: list[str]
) -> None:
    """Beside the arguments, and in the form."""
    before = stage.digest()

    async def attempt() -> None:
        path = f"/c/{stage.ids['commitment']}"
        async with connected(stage.server, stage.cookies["alice"], path=path) as socket:
            for name in names:
                filled = stage.ids["user"] if MORE[name] == "USER" else MORE[name]
                payload = handler.with_id(random_id())
                if name not in handler.takes:
                    await send(socket, handler.name, {**payload, name: filled})
                for argument, form in payload.items():
                    if isinstance(form, dict) and name not in form:
                        await send(socket, handler.name, {argument: {**form, name: filled}})

    run(attempt())
    assert stage.digest() == before


# Routes


@pytest.mark.parametrize("kind", KINDS)
def test_s06_a_download_of_somebody_elses_is_like_one_of_nothing(stage: Stage, kind: str) -> None:
    with httpx.Client(base_url=stage.server.address) as client:

        def get(given: str) -> tuple[int, str, dict[str, str]]:
            answer = client.get(
                f"/export/commitment/{given}", headers={"Cookie": stage.cookies["mallory"]}
            )
            headers = {key: value for key, value in answer.headers.items() if key != "date"}
            return answer.status_code, answer.text, headers

        for form in ("plain", "upper case", "in braces", "without dashes", "as a pattern"):
            hers = get(FORMS[form](stage.ids[kind]))
            assert hers == get(FORMS[form](random_id()))
            assert hers[0] == 404


def test_s06_a_page_of_somebody_elses_is_like_one_of_nothing(stage: Stage) -> None:
    """The page is the same for everybody: what it shows comes over the socket."""
    with httpx.Client(base_url=stage.server.address) as client:

        def get(path: str) -> tuple[int, str]:
            answer = client.get(path, headers={"Cookie": stage.cookies["mallory"]})
            return answer.status_code, answer.text

        for path in (
            "/c/{}",
            "/c/{}/letter",
            "/c/{}/book",
            "/c/{}/milestone/25",
            "/history?c={}",
            "/insights?id={}",
        ):
            assert get(path.format(stage.ids["commitment"])) == get(path.format(random_id()))


def test_s06_the_owner_gets_the_download(stage: Stage) -> None:
    answer = httpx.get(
        f"{stage.server.address}/export/commitment/{stage.ids['commitment']}",
        headers={"Cookie": stage.cookies["alice"]},
    )
    assert answer.status_code == 200
    assert CANARY in answer.text

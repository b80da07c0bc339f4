"""What is an event of our pages, and what is none."""

import math
from typing import Any

import pytest

from hundred_app.server.envelope import opened

EVENT: dict[str, Any] = {
    "name": "state.handler",
    "payload": {"text": "45m cello", "form": {"rev": 1, "x": [True, None, 0.5]}},
    "router_data": {
        "pathname": "/c/[cid]",
        "asPath": "/c/1?range=30#x",
        "query": {"range": "30", "cid": "1"},
    },
}


def test_an_event_of_ours_stays_as_it_is() -> None:
    assert opened(EVENT) == EVENT


def test_what_is_left_out_is_empty() -> None:
    place = {"pathname": "/", "asPath": "/", "query": {}}
    assert opened({"name": "x"}) == {"name": "x", "payload": {}, "router_data": place}


def test_nothing_else_comes_along() -> None:
    more = {"headers": {"cookie": "session=x"}, "ip": "1.2.3.4", "sid": "x", "token": "y"}
    sent = {**EVENT, "token": "x", "router_data": {**EVENT["router_data"], **more}}
    assert opened(sent) == EVENT


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"name": 1}, id="a name that is none"),
        pytest.param({"name": "x" * 301}, id="a long name"),
        pytest.param({"payload": []}, id="a payload that is a list"),
        pytest.param({"payload": None}, id="no payload"),
        pytest.param({"router_data": "x"}, id="a place that is a text"),
        pytest.param({"router_data": {"pathname": 1}}, id="a path that is a number"),
        pytest.param({"router_data": {"pathname": "c"}}, id="no path"),
        pytest.param({"router_data": {"asPath": "//evil.example/"}}, id="another host"),
        pytest.param({"router_data": {"asPath": "//["}}, id="half a host"),
        pytest.param({"router_data": {"asPath": "/" + "x" * 2_048}}, id="a long path"),
        pytest.param({"router_data": {"query": {"a": ["x"]}}}, id="a list in the query"),
        pytest.param({"router_data": {"query": {"a": 1}}}, id="a number in the query"),
        pytest.param({"router_data": {"query": dict.fromkeys(map(str, range(51)), "")}}, id="many"),
    ],
)
def test_what_no_page_sends_is_no_event(changed: dict[str, Any]) -> None:
    assert opened({**EVENT, **changed}) is None


@pytest.mark.parametrize("data", [None, 1, "x", [], {}, [EVENT], math.nan, '{"name": "x"}'])
def test_what_is_no_object_is_no_event(data: object) -> None:
    assert opened(data) is None


def test_half_a_letter_is_one_that_cannot_be_shown() -> None:
    sent = {"name": "x", "payload": {"\ud800": ["a\udfffb", "whole \U0001f3bb"]}}
    event = opened(sent)
    assert event is not None
    assert event["payload"] == {"\ufffd": ["a\ufffdb", "whole \U0001f3bb"]}


def test_two_halves_are_one_letter() -> None:
    event = opened({"name": "x", "payload": {"text": "\ud83c\udfbb"}})
    assert event is not None
    assert event["payload"] == {"text": "\U0001f3bb"}


def test_what_is_too_deep_to_be_read_is_no_event() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert opened({"name": "x", "payload": {"a": deep}}) is None

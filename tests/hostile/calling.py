"""Every handler of the registry with what it takes, and what a client may send instead.

Read from the registry and the signatures, so that a handler made tomorrow is
attacked tomorrow.
"""

import inspect
import json
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from edge.test_gate import FOR_ADMINISTRATORS, HANDLERS
from hypothesis import strategies as st
from reflex_base.registry import RegistrationContext
from sockets import full_name

from hundred_app import hundred_app
from hundred_app.server import gate

SENT: dict[str, dict[str, Any]] = {
    full_name(name): payload
    for name, payload in [*HANDLERS.items(), *((k, v[1]) for k, v in FOR_ADMINISTRATORS.items())]
}
"""What pages send to each handler, by the table that the registry is reviewed with."""

_ID = re.compile(r"LOG|COMMITMENT|ALICE|MALLORY|BACKUP|^0{20}$")
"""What stands in that table for somebody's id."""


@dataclass(frozen=True)
class Called:
    """One handler: its full name on the wire, the types of its arguments by name, its policy."""

    name: str
    takes: dict[str, Any]
    policy: str

    @property
    def whom(self) -> str:
        """Who may call it, of those on the stage who are not Alice."""
        return "root" if "admin" in self.policy else "mallory"

    @property
    def short(self) -> str:
        """Such as "LogState.save"."""
        state, _, method = self.name.rpartition(".")
        words = state.rpartition("____")[2].split("_")
        return "".join(word.capitalize() for word in words) + "." + method

    @property
    def is_ours(self) -> bool:
        return self.name not in gate.FRAMEWORK

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the forms that it takes."""
        forms = [value for value in self.sent.values() if isinstance(value, dict)]
        return tuple(name for form in forms for name in form)

    @property
    def sent(self) -> dict[str, Any]:
        """What a page of ours sends, with marks where an id belongs."""
        return SENT[self.name] if self.is_ours else {}

    @property
    def ids(self) -> set[str]:
        """The marks of the ids that it is sent: "LOG", "COMMITMENT" and others."""
        return set(_ID.findall(json.dumps(self.sent)))

    def with_id(self, given: Any) -> dict[str, Any]:
        """What a page of ours sends, with this in place of every id."""
        return _put(self.sent, given)

    def fits(self, payload: Mapping[str, Any]) -> bool:
        """Whether a payload has exactly the arguments, each of its type."""
        return set(payload) == set(self.takes) and all(
            _has_type(payload[name], kind) for name, kind in self.takes.items()
        )


@cache
def registry() -> tuple[Called, ...]:
    """Every handler that may be called at all."""
    assert hundred_app.app is not None
    handlers = RegistrationContext.get().event_handlers
    return tuple(
        _called(name, handlers[name].handler.fn, policy)
        for name, policy in sorted(gate.registry().items())
    )


def ours() -> tuple[Called, ...]:
    return tuple(handler for handler in registry() if handler.is_ours)


def source(handler: Called) -> str:
    """The code of a handler, as far as it stands in its method."""
    fn = RegistrationContext.get().event_handlers[handler.name].handler.fn
    return inspect.getsource(inspect.unwrap(fn))


def _called(name: str, fn: Any, policy: str) -> Called:
    method = inspect.unwrap(fn)
    hints = typing.get_type_hints(method)
    parameters = list(inspect.signature(method).parameters)[1:]
    return Called(name, {parameter: hints.get(parameter, Any) for parameter in parameters}, policy)


def _is_form(kind: Any) -> bool:
    return typing.get_origin(kind) is dict


def _put(sent: Any, given: Any) -> Any:
    if isinstance(sent, dict):
        return {name: _put(value, given) for name, value in sent.items()}
    return given if isinstance(sent, str) and _ID.search(sent) else sent


def _has_type(value: Any, kind: Any) -> bool:
    origin = typing.get_origin(kind)
    if kind is Any:
        return True
    if origin in (typing.Union, types.UnionType):
        return any(_has_type(value, part) for part in typing.get_args(kind))
    if kind is type(None):
        return value is None
    return type(value) is (origin or kind)


# What may be sent instead


def _nested(depth: int, opened: str) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value] if opened == "[" else {"a": value}
    return value


MOST_SENT = 120_000
"""Letters of an event. At 128 * 1024 the socket is closed, which has tests of its own."""

STRANGE_TEXTS = (
    "",
    " ",
    "\x00",
    "5 x\x00y",
    "\ud800",
    "45m \udfff cello",
    "\u202ecello\u2066\u200f",
    "\ufeff\u200b\u2060",
    "e" + "\u0301" * 2_000,
    "\ufdfa" * 500,
    "1e308",
    "9" * 5_000,
    "-0",
    "NaN",
    "٤٥",
    "' OR 1=1--",
    "%' ESCAPE '_",
    'NEAR("a" b, 5)*',
    "../../../etc/passwd",
    "{0.__class__}%(x)s%s${7*7}{{7*7}}",
    "\x1b]0;title\x07",
    "a\r\nSet-Cookie: a=b",
    "remove:",
    "restore:\x00",
    "x" * 100_000,
    "🎻" * 5_000,
    "/c/" + "0" * 36,
)
STRANGE_VALUES = (
    None,
    True,
    float("nan"),
    float("inf"),
    1e308,
    -1,
    2**63,
    10**400,
    [],
    {},
    ["x"],
    {"x": 1},
    _nested(500, "["),
    _nested(500, "{"),
    {"__proto__": {"x": 1}},
    {"__class__": "x"},
)
STRANGE_NAMES = ("self", "args", "form_data", "user_id", "__class__", "_reflex", "", "é", "\ud800")

names = st.one_of(st.sampled_from(STRANGE_NAMES), st.text(max_size=8))
# By number: Hypothesis writes out what it samples from, and these are long.
texts = st.one_of(
    st.integers(0, len(STRANGE_TEXTS) - 1).map(lambda number: STRANGE_TEXTS[number]),
    st.text(st.characters(), max_size=60),
)
_strange_values = st.integers(0, len(STRANGE_VALUES) - 1).map(lambda number: STRANGE_VALUES[number])
_leaves = st.one_of(texts, _strange_values, st.integers(), st.floats())
values = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(names, inner, max_size=3),
    ),
    max_leaves=6,
)  # fmt: skip


def wrong(handler: Called) -> st.SearchStrategy[dict[str, Any]]:
    """Payloads that are not what the handler takes: types, names, too many, too few."""
    arguments = st.fixed_dictionaries({}, optional=dict.fromkeys(handler.takes, values))
    more = st.dictionaries(names, values)
    made = st.builds(lambda some, extra: {**some, **extra}, arguments, more)
    return made.filter(lambda payload: not handler.fits(payload) and fits_the_socket(payload))


def odd(handler: Called) -> st.SearchStrategy[dict[str, Any]]:
    """Payloads of the right names and types with something strange in them."""
    forms = st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(handler.fields, st.one_of(texts, values)),
            "user_id": texts,
            "\ud800": values,
            "__reflex_form_data_entries": values,
        },
    )
    return st.fixed_dictionaries(
        {
            name: forms if _is_form(kind) else {str: texts, bool: st.booleans()}.get(kind, values)
            for name, kind in handler.takes.items()
        }
    ).filter(fits_the_socket)


def fits_the_socket(payload: object) -> bool:
    """Whether an event with this in it is short enough to be read at all."""
    return len(json.dumps(payload)) < MOST_SENT


def shown(value: object) -> str:
    """A value for the message of a failing test."""
    text = repr(value)
    return text if len(text) < 400 else f"{text[:200]} … {text[-100:]}"

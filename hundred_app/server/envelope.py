"""What an event looks like that our own pages send; anything else is no event."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_LONGEST_ADDRESS = 2_048

# An address of this site, as the browser has it: two slashes would name another host.
_Address = Annotated[str, Field(max_length=_LONGEST_ADDRESS, pattern=r"^/([^/\x00-\x1f]|$)")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Place(_Strict):
    """Where the browser is."""

    pathname: _Address = "/"
    asPath: _Address = "/"  # noqa: N815
    query: Annotated[dict[str, str], Field(max_length=50)] = {}


class _Envelope(_Strict):
    name: Annotated[str, Field(max_length=300)]
    payload: dict[str, Any] = {}
    router_data: _Place = _Place()


def opened(data: object) -> dict[str, Any] | None:
    """The event that a client sent, with nothing in it but what an event has; None for no event.

    The framework believes every type here, and answers a wrong one with an
    exception in its log. A letter cut in half, which no database takes,
    becomes the sign for one that cannot be shown, as browsers do it.
    """
    try:
        event = _Envelope.model_validate(_with_whole_letters(data))
    except (ValidationError, ValueError, RecursionError):
        return None
    return event.model_dump()


def _with_whole_letters(data: object) -> object:
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return data

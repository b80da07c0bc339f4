"""Asking the model: what is sent, and whatever comes back, in bounded time and size."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hundred_app.core import words
from hundred_app.core.errors import Busy, Conflict, HundredError
from hundred_app.core.settings import Model
from hundred_app.features.mentor.rules.asking import Request
from hundred_app.features.mentor.texts import t

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 5
MOST_LETTERS = 100_000
"""Of an answer with all that a model thinks aloud. What is shown and kept is far shorter."""

_NO_KEY = "none"
_CUT = ("length", "content_filter")
_LONGEST_WAIT = 86_400


async def answer(model: Model, request: Request) -> AsyncGenerator[str, None]:
    """The answer piece by piece, up to its end.

    Raises:
        Conflict, Busy: there is none, or not all of it; the message says what can be done.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + model.seconds
    begins, length = ends - model.seconds / 3, 0
    try:
        # Half a second of imports, which a Hundred that asks nobody does not need.
        await asyncio.to_thread(import_module, "openai")
        async with _client(model) as client, aclosing(_chunks(client, model, request)) as chunks:
            while length < MOST_LETTERS:
                async with asyncio.timeout_at(ends if length else begins):
                    chunk = await anext(chunks)
                piece, ending = _said(chunk)
                if piece:
                    length += len(piece)
                    yield piece[:MOST_LETTERS]
                if ending in _CUT:
                    break
                if ending:
                    return
    except StopAsyncIteration:
        raise Conflict(t.was_cut if length else t.no_answer) from None
    except HundredError:
        raise
    except Exception as error:
        # Whatever another program says is no bug of ours. Its words are not logged: they may
        # repeat the key, or the diary.
        logger.warning("A model did not answer: %s.", type(error).__name__)
        raise _in_words(error, has_begun=length > 0) from None
    raise Conflict(t.was_cut)


async def _chunks(
    client: "AsyncOpenAI", model: Model, request: Request
) -> AsyncGenerator[Any, None]:
    stream = await client.chat.completions.create(
        model=model.name,
        messages=[
            {"role": "system", "content": request.told},
            {"role": "user", "content": request.read},
        ],
        stream=True,
    )
    async with stream:
        async for chunk in stream:
            yield chunk


def _client(model: Model) -> "AsyncOpenAI":
    from httpx2 import AsyncClient, Timeout
    from openai import AsyncOpenAI

    from hundred_app.features.mentor.gateway.transport import Bounded

    return AsyncOpenAI(
        base_url=model.url,
        api_key=model.key or _NO_KEY,
        max_retries=0,
        http_client=AsyncClient(
            transport=Bounded(is_plain=model.url.startswith("http:")),
            timeout=Timeout(model.seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
            # Neither a proxy nor a password from the environment or from .netrc.
            trust_env=False,
        ),
    )


def _said(chunk: Any) -> tuple[str, str]:
    """The words of a chunk, and why it is the last; "" where more is to come.

    The client does not look at types.
    """
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return "", ""
    content = getattr(getattr(choices[0], "delta", None), "content", None)
    ending = getattr(choices[0], "finish_reason", None)
    return (content if isinstance(content, str) else ""), str(ending or "")


def _in_words(error: Exception, *, has_begun: bool) -> HundredError:
    import openai

    if isinstance(error, (TimeoutError, openai.APITimeoutError)):
        return Conflict(t.too_slow)
    if isinstance(error, openai.APIConnectionError):
        return _broken(error, has_begun=has_begun)
    if isinstance(error, openai.RateLimitError):
        return _later(error)
    told = {400: t.refused, 401: t.not_let_in, 403: t.not_let_in, 404: t.not_known}
    return Conflict(told.get(getattr(error, "status_code", 0), t.no_answer))


def _broken(error: Exception, *, has_begun: bool) -> Conflict:
    from hundred_app.features.mentor.gateway.transport import Unusable

    if isinstance(error.__cause__, Unusable):
        return Conflict(t.no_answer)
    return Conflict(t.was_cut if has_begun else t.unreachable)


def _later(error: "APIStatusError") -> Busy:
    """When the model says it has time again; a minute, where it does not say so in seconds."""
    told = error.response.headers.get("retry-after", "")
    is_number = told.isascii() and told.isdigit() and len(told) < 10
    seconds = min(max(int(told), 1), _LONGEST_WAIT) if is_number else 60
    return Busy(t.has_enough(time=words.duration(-(-seconds // 60))), seconds)

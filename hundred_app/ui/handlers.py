"""Event handlers: each says who may call it, and errors become words in one place."""

import functools
import inspect
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Literal, get_type_hints

import reflex as rx

from hundred_app.core.errors import HundredError, Invalid, SignedOut
from hundred_app.core.forms import Arguments
from hundred_app.ui.notices import NoticeState
from hundred_app.ui.texts import t

Policy = Literal["public", "user", "admin", "proven user", "proven admin"]
"""Who may call a handler. The proven gave their password within the last ten minutes."""

logger = logging.getLogger(__name__)
_POLICY = "hundred_policy"

SIGN_IN = "/sign-in"


def handler(
    policy: Policy, *, background: bool = False
) -> Callable[[Callable[..., Awaitable[Any]]], Any]:
    """Make a method of a state callable from the browser, for those the policy names.

    Every public method of a state can be called by any client with any
    arguments, whether Reflex is told so or not. The gate lets through only
    what carries a policy, so a method without this decorator is dead.

    What is sent must be what the method takes, by name and type: Reflex hands
    on whatever came.

    One in the `background` holds up nothing else of its tab while it waits. It
    has the state only within `async with self`, and what it finds there may by
    then be of another page, or of another person.

    An Invalid appears beside its field when the state has `problems`, any
    other HundredError as a notice, and anything else is logged under a code
    that the person is told.
    """

    def decorate(method: Callable[..., Awaitable[Any]]) -> Any:
        takes = _arguments(method)

        # "self" is a name that a client may send, too.
        @functools.wraps(method)
        async def guarded(self: rx.State, /, **given: Any) -> Any:
            try:
                takes.check(given)
            except Invalid as error:
                await _notice(self, error)
                return None
            return await _answered(self, method, given)

        guarded.__signature__ = inspect.signature(method)  # pyright: ignore[reportAttributeAccessIssue]
        setattr(guarded, _POLICY, policy)
        return rx.event(guarded, background=True) if background else rx.event(guarded)

    return decorate


def policy_of(fn: Any) -> Policy | None:
    """Who may call this handler; None for one that nobody decided about, which nobody may."""
    return getattr(fn, _POLICY, None)


def _arguments(method: Callable[..., Awaitable[Any]]) -> Arguments:
    types = get_type_hints(method)
    parameters = [*inspect.signature(method).parameters.values()][1:]
    return Arguments.of(
        {parameter.name: types[parameter.name] for parameter in parameters},
        [each.name for each in parameters if each.default is not inspect.Parameter.empty],
    )


async def _answered(
    state: rx.State, method: Callable[..., Awaitable[Any]], given: dict[str, Any]
) -> Any:
    """What the method answers; what it raises is told to the person."""
    try:
        return await method(state, **given)
    except SignedOut:
        return rx.redirect(SIGN_IN)
    except HundredError as error:
        await _tell(state, error)
    except Exception:
        await _apologise(state, method.__qualname__)
    return None


async def _apologise(state: rx.State, where: str) -> None:
    code = secrets.token_hex(3)
    logger.exception("bug %s in %s", code, where)
    await _show(state, t.bug(code=code))


async def _tell(state: rx.State, error: HundredError) -> None:
    if isinstance(error, Invalid) and "problems" in state.base_vars:
        async with state:
            state.problems = {error.field: error.message}  # pyright: ignore[reportAttributeAccessIssue]
        return
    await _notice(state, error)


async def _notice(state: rx.State, error: HundredError) -> None:
    await _show(state, error.message)


async def _show(state: rx.State, text: str) -> None:
    # Nothing happens at this door but where a handler is in the background, and holds no state.
    async with state:
        notices = await state.get_state(NoticeState)
        notices._show(text, is_error=True)  # noqa: SLF001

"""Event handlers: each says who may call it, and errors become words in one place."""

import functools
import inspect
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import reflex as rx

from hundred_app.core.errors import HundredError, Invalid, SignedOut
from hundred_app.ui.notices import NoticeState
from hundred_app.ui.texts import t

Policy = Literal["public", "user", "admin"]

logger = logging.getLogger(__name__)
_POLICY = "hundred_policy"

SIGN_IN = "/sign-in"


def handler(policy: Policy) -> Callable[[Callable[..., Awaitable[Any]]], Any]:
    """Make a method of a state callable from the browser, for those the policy names.

    Every public method of a state can be called by any client with any
    arguments, whether Reflex is told so or not. The gate lets through only
    what carries a policy, so a method without this decorator is dead.

    An Invalid appears beside its field when the state has `problems`, any
    other HundredError as a notice, and anything else is logged under a code
    that the person is told.
    """

    def decorate(method: Callable[..., Awaitable[Any]]) -> Any:
        @functools.wraps(method)
        async def guarded(self: rx.State, *args: Any, **kwargs: Any) -> Any:
            try:
                return await method(self, *args, **kwargs)
            except SignedOut:
                return rx.redirect(SIGN_IN)
            except HundredError as error:
                await _tell(self, error)
            except Exception:
                code = secrets.token_hex(3)
                logger.exception("bug %s in %s", code, method.__qualname__)
                notices = await self.get_state(NoticeState)
                notices._show(t.bug(code=code), is_error=True)  # noqa: SLF001
            return None

        guarded.__signature__ = inspect.signature(method)  # pyright: ignore[reportAttributeAccessIssue]
        setattr(guarded, _POLICY, policy)
        return rx.event(guarded)

    return decorate


def policy_of(fn: Any) -> Policy | None:
    """Who may call this handler; None for one that nobody decided about, which nobody may."""
    return getattr(fn, _POLICY, None)


async def _tell(state: rx.State, error: HundredError) -> None:
    if isinstance(error, Invalid) and "problems" in state.base_vars:
        state.problems = {error.field: error.message}  # pyright: ignore[reportAttributeAccessIssue]
        return
    notices = await state.get_state(NoticeState)
    notices._show(error.message, is_error=True)  # noqa: SLF001

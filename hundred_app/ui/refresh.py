"""Loading the page in sight anew after something changed."""

from typing import Any

import reflex as rx
from reflex_base.registry import RegistrationContext


def page_in_sight(state: rx.State, *, but: Any = None) -> list[Any]:
    """What was loaded when this page was opened, to be loaded again.

    Args:
        but: a handler of which this was done already.
    """
    events: list[Any] = RegistrationContext.get().app.get_load_events(state.router.url.path)
    return [event for event in events if but is None or event.fn is not but.fn]

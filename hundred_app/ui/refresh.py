"""Loading the page in sight anew after something changed."""

from typing import Any

import reflex as rx
from reflex_base.registry import RegistrationContext


def page_in_sight(state: rx.State) -> list[Any]:
    """What was loaded when this page was opened, to be loaded again."""
    return list(RegistrationContext.get().app.get_load_events(state.router.url.path))

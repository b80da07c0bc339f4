"""Opening a page without a browser: everything that is loaded for it, and what that asks."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from sqlalchemy import event

from hundred_app.core.db import Database
from hundred_app.features.accounts.service import Actor
from hundred_app.features.accounts.state import ACTOR
from hundred_app.sitemap import PAGES, Page


@dataclass
class Asked:
    """The statements that a database was sent, with their parameters."""

    statements: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def listening(database: Database) -> Iterator[Asked]:
    """Hear what a database is asked for reading; beginning a transaction is no question."""
    asked = Asked()

    def note(_conn: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        if statement != "BEGIN":
            asked.statements.append((statement, given))

    engine = database._engines.read
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def open_page(actor: Actor, address: str, near: tuple[str, ...] = ()) -> None:
    """Load a page as a tab does that comes to it first.

    Args:
        near: charts that are near the part of the page in sight.
    """
    # What states there are is known in this context alone, and a browser may have a loop here.
    context = copy_context()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(context.run, asyncio.run, _load(actor, address, near)).result()


async def _load(actor: Actor, address: str, near: tuple[str, ...]) -> None:
    ACTOR.set(actor)
    made: Any = rx.State
    root = made(_reflex_internal_init=True)
    path, _, query = address.partition("?")
    asked = dict(part.split("=") for part in query.split("&") if part)
    place = {"pathname": path, "asPath": address, "query": asked, "headers": {}}
    root.router_data = root._update_router_vars(place, {})
    for handler in page_at(path).on_load:
        state = root.get_substate(handler.state_full_name.split("."))
        await handler.fn(state)
    for name in near:
        charts = next(each for each in root.substates.values() if hasattr(each, "come_near"))
        await charts.event_handlers["come_near"].fn(charts, name=name)


def page_at(path: str) -> Page:
    """The page at a path.

    Raises:
        LookupError: there is none.
    """
    for page in PAGES:
        pattern = re.sub(r"\[\w+\]", r"[^/]+", page.route)
        if re.fullmatch(pattern, path):
            return page
    raise LookupError(path)

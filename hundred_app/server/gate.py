"""The gate in front of every event: known name, right person, clean state. Default deny."""

import logging
from typing import Any

import reflex as rx
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from hundred_app.features.accounts.service import Actor
from hundred_app.features.accounts.state import ACTOR
from hundred_app.server.identity import find_actor, session_id_in_router_data
from hundred_app.ui.handlers import SIGN_IN, Policy, policy_of

logger = logging.getLogger(__name__)

_ROOT = "reflex___state____state"

FRAMEWORK: dict[str, Policy] = {
    f"{_ROOT}.hydrate": "public",
    f"{_ROOT}.hydrate_and_load": "public",
    f"{_ROOT}.set_is_hydrated": "public",
    f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal": "public",
    f"{_ROOT}.reflex___state____on_load_internal_state.set_is_hydrated": "public",
}
"""The framework's own handlers that a page cannot do without. They carry nobody's data."""

UNKNOWN_UNTIL_DISCONNECT = 5


def registry() -> dict[str, Policy]:
    """Every handler that may be called, with who may call it. What is not in here is dead."""
    found: dict[str, Policy] = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        policy = FRAMEWORK.get(name) or policy_of(registered.handler.fn)
        if policy is not None and not name.endswith(".setvar"):
            found[name] = policy
    return found


class Owner(rx.State):
    """Whose tab this is: the session that the state of the tab was filled for."""

    _session_id: str = ""

    def _belongs_to(self, session_id: str) -> bool:
        return self._session_id == session_id

    def _give_to(self, session_id: str) -> None:
        self._session_id = session_id


class Gate(Middleware):
    """Decides for every event who is asking and whether they may.

    Identity comes from the handshake of the socket that the event came
    through and from the database, each time anew: never from the state, which
    anybody who knows a tab's token can get at.
    """

    def __init__(self) -> None:
        self._registry: dict[str, Policy] = {}

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        if not self._registry:
            self._registry = registry()
        actor = await _actor()
        await _hand_over(state, actor.session_id if actor else "")
        policy = self._registry.get(event.name)
        if not _may(actor, policy):
            logger.warning("refused %s", event.name if policy else "an unknown event")
            if actor is None and policy is not None:
                return StateUpdate(events=Event.from_event_type(rx.redirect(SIGN_IN)))
            return StateUpdate()
        ACTOR.set(actor)
        return None


def guard_ingress(app: rx.App) -> None:
    """Drop events that are in nobody's registry before the framework sees them.

    The framework keeps a future for ever, and logs the whole event with its
    headers, for every name that it does not know.
    """
    _only_events(app)
    namespace = app.event_namespace
    if namespace is None:
        raise RuntimeError("The app has no event namespace.")
    process = namespace.on_event
    allowed: dict[str, Policy] = {}
    strangers: dict[str, int] = {}

    async def on_event(sid: str, data: Any) -> None:
        if not allowed:
            allowed.update(registry())
        name = data.get("name") if isinstance(data, dict) else None
        if isinstance(name, str) and name in allowed and _is_well_formed(data):
            await process(sid, data)
            return
        strangers[sid] = strangers.get(sid, 0) + 1
        if strangers[sid] >= UNKNOWN_UNTIL_DISCONNECT:
            strangers.pop(sid, None)
            logger.warning("closed a socket that sent events nobody knows")
            await namespace.disconnect(sid)

    leave = namespace.on_disconnect

    def on_disconnect(sid: str) -> Any:
        strangers.pop(sid, None)
        return leave(sid)

    namespace.on_event = on_event  # pyright: ignore[reportAttributeAccessIssue]
    namespace.on_disconnect = on_disconnect  # pyright: ignore[reportAttributeAccessIssue]


def _only_events(app: rx.App) -> None:
    """Let a client send nothing but events over its socket.

    The socket library hands a message called "connect" or "disconnect" to the
    same methods that tell of a real connection, with whatever headers the
    client put into it: its own handshake, written by itself.
    """
    server = app.sio
    if server is None:
        raise RuntimeError("The app has no socket server.")
    receive = server._handle_event  # noqa: SLF001

    async def only_events(eio_sid: Any, namespace: Any, id: Any, data: Any) -> None:  # noqa: A002
        if isinstance(data, list) and data and data[0] == "event":
            await receive(eio_sid, namespace, id, data)

    server._handle_event = only_events  # noqa: SLF001


def _is_well_formed(data: dict[str, Any]) -> bool:
    """Whether the framework can take an event apart without an exception in its log."""
    return all(isinstance(data.get(part, {}), dict) for part in ("payload", "router_data"))


async def _actor() -> Actor | None:
    session_id = session_id_in_router_data(EventContext.get().router_data or {})
    return await find_actor(session_id) if session_id else None


async def _hand_over(state: BaseState, session_id: str) -> None:
    """Empty the tab's state when it was filled for somebody else, or for an ended session."""
    root = state._get_root_state()  # noqa: SLF001
    owner = await root.get_state(Owner)
    if not owner._belongs_to(session_id):  # noqa: SLF001
        root.reset()
        owner = await root.get_state(Owner)
        owner._give_to(session_id)  # noqa: SLF001


def _may(actor: Actor | None, policy: Policy | None) -> bool:
    if policy == "public":
        return True
    if actor is None or policy is None:
        return False
    return policy == "user" or actor.role == "admin"
